"""The Markdown brief: the same findings, and text that stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from communique.brief import render_markdown
from communique.brief.markdown import escape
from communique.brief.safe import visible
from communique.options import BriefOptions

from .fixture import summit
from .parsed import squeezed

TEXT = render_markdown(summit(), BriefOptions())


def plain(markdown: str) -> tuple[str, set[str]]:
    """The words of a rendered Markdown text, and the kinds of inline and block tokens in it."""
    words, kinds = [], set()
    for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(markdown):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            words.append(child.content if child.type in ("text", "code_inline", "html_inline") else "")
    return "".join(words), kinds


def test_what_happened_is_told_in_whole_sentences():
    told = [line for line in TEXT.split("## In brief")[1].split("\n## ")[0].splitlines() if "**What:**" in line]
    texts = [r.article.text for r in summit().articles]
    whole = [quote for line in told for quote in re.findall(r"[“\"](.+)[”\"] \(", line)]
    assert told
    assert len(whole) == len(told)
    assert all(quote[-1] in ".!?" and any(quote in " ".join(text.split()) for text in texts) for quote in whole)


def test_sections_and_every_statement_are_there():
    words, _ = plain(TEXT)
    for heading in ("In brief", "Reports", "Who said what", "Contradictions", "Timeline", "Full texts"):
        assert f"\n## {heading}\n" in TEXT
    for reading in summit().articles:
        for statement in reading.statements:
            assert squeezed(statement.text) in squeezed(words)


def test_what_was_not_read_is_at_the_top():
    assert "**Read 8 of 9 inputs.** reports/scan-0312.pdf was not read." in TEXT.split("## In brief")[0]


def test_same_bytes():
    assert render_markdown(summit(), BriefOptions()) == TEXT


@pytest.mark.parametrize(
    "text",
    ["# heading", "- item", "1. item", "> quote", "[a](javascript:x)", "![x](http://x)", "<script>x</script>", "`code`",
     "**bold**", "a | b", "&lt;", "***", "---", "===", "~~x~~", "<http://x>", "a\n\n# b",
     "    code", "```", "+ x", "=", "$x$", "\\"],
)  # fmt: skip
def test_markup_in_a_value_stays_text(text: str):
    words, kinds = plain(f"- {escape(text)}")
    assert words == squeezed(text)
    assert kinds <= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
                     "paragraph_close", "inline", "text", "text_special"}  # fmt: skip


@given(st.text(alphabet=st.sampled_from("ab 1.)#*_`[]()<>!&;|~\\-+=:\n\t\"'“”{}/$@^%") | st.characters(), max_size=60))
def test_any_value_reads_as_itself(text: str):
    words, kinds = plain(f"- {escape(text)}")
    assert words == squeezed(visible(text))
    assert not kinds & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "em_open",
        "strong_open",
        "heading_open",
    }


def test_what_one_outlet_issued_is_one_source_and_says_so():
    record = summit()
    story = record.stories[0]
    alone = [s.article for s in story.sources if s.group != "g1"][:2]
    issued = tuple(s.model_copy(update={"issuer": "The Post"} if s.article in alone else {}) for s in story.sources)
    joined = record.model_copy(update={"stories": (story.model_copy(update={"sources": issued}), *record.stories[1:])})
    before, after = (
        next(line for line in render_markdown(r, BriefOptions()).splitlines() if "**Sources:**" in line)
        for r in (record, joined)
    )
    count = re.search(r"(\d+) independent", before)
    assert count
    assert f"{int(count[1]) - 1} independent" in after
    assert "same publisher" in after
    assert "same publisher" not in before
