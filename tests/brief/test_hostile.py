"""Articles are hostile input: whatever stands in them stays text, and nothing breaks."""

from __future__ import annotations

import os
import time
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings

from communique.brief import render_html, render_markdown
from communique.brief.safe import visible
from communique.options import BriefOptions
from communique.record import Article, Reading, Record, Statement, join_pieces

from .fixture import summit
from .hostile import NASTY, records
from .parsed import Page, squeezed

EXAMPLES = int(os.environ.get("COMMUNIQUE_EXAMPLES", "60"))


class Tags(HTMLParser):
    """Every element and attribute of a page, as the tokenizer of the standard library reads it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.hrefs: set[str] = set()
        self.tags: dict[str, int] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            self.seen.add((tag, name))
            if name == "href":
                self.hrefs.add(value or "")


ORDINARY = Tags(render_html(summit(), BriefOptions()))
ALSO_OURS = {
    ("details", "class"), ("summary", "class"), ("nav", "aria-label"), ("nav", "class"), ("h2", "dir"), ("h2", "class"),
    ("a", "dir"), ("a", "title"), ("bdi", "dir"), ("path", "class"), ("ol", "class"), ("mark", "id"), ("p", "data-n"),
    ("circle", "class"), ("rect", "class"), ("details", "open"),
}  # fmt: skip


def check(source: str) -> None:
    """No element, attribute, link or script that is not the template's own."""
    source.encode("utf-8")
    page = Tags(source)
    assert page.seen <= ORDINARY.seen | ALSO_OURS, page.seen - ORDINARY.seen - ALSO_OURS
    for tag in ("script", "style", "main", "meta", "header", "dialog"):
        assert page.tags[tag] == ORDINARY.tags[tag]
    assert not set(page.tags) & {"img", "iframe", "object", "embed", "link", "base", "form2", "video", "audio", "image"}
    assert all(href.startswith(("#", "https://", "http://")) for href in page.hrefs)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_hostile_text_in_every_field_stays_text(record: Record):
    source = render_html(record, BriefOptions(title=NASTY[1]))
    check(source)
    page = Page(source)
    assert squeezed(page.root.findtext(".//h1")) == squeezed(visible(NASTY[1]))
    assert sorted(set(page.jumps()) - set(page.ids())) == []
    assert len(page.ids()) == len(set(page.ids()))
    shown = [squeezed("\n".join(page.words(n))) for n in range(1, len(record.articles) + 1)]
    for reading in record.articles:
        assert squeezed(visible(reading.article.text)) in shown


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_hostile_records_give_markdown(record: Record):
    text = render_markdown(record, BriefOptions())
    text.encode("utf-8")
    assert "<script" not in text


def article(text: str, **fields: object) -> Record:
    """A record of one article and nothing else."""
    base = Article(id="a", path="a.txt", text=text, **fields)  # type: ignore[arg-type]
    return Record(articles=(Reading(article=base, layers={"statements": None}),))


def test_a_script_end_in_a_title_ends_nothing():
    source = render_html(article("Text.", title="</script></title><script>alert(1)</script>"), BriefOptions())
    check(source)
    assert "&lt;/script&gt;" in source


def test_a_script_link_is_not_a_link():
    source = render_html(article("Text.", url="javascript:alert(document.domain)"), BriefOptions())
    assert "javascript:alert" not in source


def test_bidi_controls_are_shown_not_obeyed():
    source = render_html(article("pay \u202e000,1 to\u2066 us"), BriefOptions())
    assert "\u202e" not in source
    assert "pay ⟦U+202E⟧000,1 to⟦U+2066⟧ us" in Page(source).words(1)[0]


def test_ten_million_characters_in_one_line_are_rendered_in_blocks():
    text = "ab " * 1_700_000 + "x" * 5_000_000
    spans = ((3, 9_000_000),)
    statement = Statement(id="s", content=spans, text=join_pieces(text, spans), speaker="x" * 1_000_000)
    base = Article(id="a", path="a.txt", text=text, title="t" * 100_000)
    record = Record(articles=(Reading(article=base, layers={"statements": "r"}, statements=(statement,)),))
    source = render_html(record, BriefOptions())
    page = Page(source)
    assert "".join(page.words(1)) == text
    assert max(len(words) for words in page.words(1)) <= 40_000
    assert len(source) < 40_000_000


def test_work_grows_in_step_with_the_number_of_statements():
    def seconds(count: int) -> float:
        text = "Kovar said “we will sign”. " * count
        statements = tuple(
            Statement(
                id=f"s{n}", content=((n * 27 + 11, n * 27 + 25),), text=text[n * 27 + 11 : n * 27 + 25], speaker="Kovar"
            )
            for n in range(count)
        )
        base = Article(id="a", path="a.txt", text=text)
        record = Record(articles=(Reading(article=base, layers={"statements": "r"}, statements=statements),))
        started = time.process_time()
        render_html(record, BriefOptions())
        return time.process_time() - started

    seconds(50)
    small, large = (min(seconds(count) for _ in range(2)) for count in (500, 4000))
    assert large < 8 * small * 3
