"""Sources beside the cue: behind a verb, at the end of what was told, past a preposition."""

from __future__ import annotations

import pytest

from communique.read.attribution import RawAttribution
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.sourcing import sourced

RAW = RawAttribution(0, (), (), (), 0.9, 0.9, 0.9, 0.9)


def spot(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def with_source(text: str, content: str, cue: str, source: str | None = None) -> tuple[str, str, str]:
    """Content, cue and source of one find, mended."""
    draft = Draft(RAW, (spot(text, content),), (spot(text, cue),), (spot(text, source),) if source else ())
    (out,) = sourced(text, [draft], QuoteIndex(text))
    content, cue, source = (" … ".join(text[s:e] for s, e in spans) for spans in (out.content, out.cue, out.source))
    return content, cue, source


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("Orla left the hall. “Shame!” yelled one docker.", "“Shame!”", "yelled", "one docker"),
        ("“We are cold,” whispered an old woman in the queue.", "“We are cold,”", "whispered", "an old woman"),
        ("Orla came in. “No entry,” read a sign outside the hall.", "“No entry,”", "read a sign", "a sign"),
    ],
)
def test_who_stands_behind_the_verb_of_a_quotation_is_its_source(
    text: str, content: str, cue: str, source: str
) -> None:
    assert with_source(text, content, cue) == (content, cue.split()[0], source)


def test_the_noun_behind_the_verb_is_nearer_than_a_name_before_the_quotation() -> None:
    text = "Mayor Orla came in. “Closed for good,” read a board."
    assert with_source(text, "“Closed for good,”", "read", "Mayor Orla")[2] == "a board"


def test_a_time_behind_the_verb_is_no_source() -> None:
    text = "“Not yet,” added a day later Mayor Orla."
    assert with_source(text, "“Not yet,”", "added")[2] == ""


def test_a_source_with_its_reason_for_namelessness_is_no_part_of_what_it_says() -> None:
    text = (
        "The pier is unsafe, a port officer, speaking on condition of anonymity because he feared for his post, said."
    )
    content = "The pier is unsafe, a port officer, speaking on condition of anonymity because he feared for his post"
    assert with_source(text, content, "said")[::2] == (
        "The pier is unsafe",
        "a port officer, speaking on condition of anonymity because he feared for his post",
    )


def test_a_list_of_things_is_no_source() -> None:
    text = "The hall has a lamp, a table, which is new, said Orla."
    assert with_source(text, "The hall has a lamp, a table, which is new", "said")[2] == ""


@pytest.mark.parametrize(
    ("source", "whole"),
    [("Lena, 34, who fled with her", "Lena, 34, who fled with her two sons,"), ("Lena, 34,", "Lena, 34,")],
)
def test_a_source_that_breaks_off_goes_on_to_its_verb(source: str, whole: str) -> None:
    text = "Lena, 34, who fled with her two sons, said the road was shut."
    assert with_source(text, "the road was shut", "said", source)[2] == whole


def test_a_day_behind_the_source_is_no_part_of_it() -> None:
    text = "The Centre on Monday ruled out a new pier."
    assert with_source(text, "a new pier", "ruled out", "The Centre on")[2] == "The Centre"


def test_who_is_told_is_not_who_tells() -> None:
    text = "Orla Teck, the mayor, was overheard telling dockers: “You will all be out of work.”"
    found = with_source(text, "“You will all be out of work.”", "was overheard telling", "dockers")
    assert found[2] == "Orla Teck, the mayor"
