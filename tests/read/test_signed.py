"""Quotations with a dash and a name below or behind them, and dashes that sign nothing."""

from __future__ import annotations

import pytest

from communique.encoder.words import split_words
from communique.read.attribution import RawAttribution
from communique.read.statements.build import Draft
from communique.read.statements.dialogue import with_dialogue
from communique.read.statements.signed import find_signed

BLOCK = "The board met.\n\n“We kept our word.”\n\n— Ana Kovar, harbour master\n\nIt rained."


def signed(text: str) -> list[tuple[str, list[str]]]:
    return [(text[slice(*who)], [text[s:e] for s, e in content]) for who, content in find_signed(text)]


def draft(text: str, content: str, cue: str = "", source: str = "") -> Draft:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Draft(RawAttribution(0, (), (), (), 0.5, 0.5, 0.5, 0.5), span(content), span(cue), span(source))


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (BLOCK, "Ana Kovar, harbour master", ["“We kept our word.”"]),
        ("“We kept our word.”\n― Ana Kovar", "Ana Kovar", ["“We kept our word.”"]),
        ('"We kept our word." -- Ana Kovar, of the Port of Lirn', "Ana Kovar, of the Port of Lirn", None),
        ("“We kept our word,” — Tamm, fisherman.", "Tamm, fisherman", ["“We kept our word,”"]),
        ("“It began in May.\n“It ended in June.”\n– Oskar van Tamm", "Oskar van Tamm", None),
    ],
)
def test_the_signer_has_said_the_block(text: str, who: str, content: list[str] | None) -> None:
    ((found, words),) = signed(text)
    assert found == who
    assert content is None or words == content


def test_paragraphs_of_one_quotation_belong_together() -> None:
    text = "“It began in May.\n\n“It ended in June.”\n\n— Oskar Tamm, fisherman"
    assert signed(text) == [("Oskar Tamm, fisherman", ["“It began in May.", "“It ended in June.”"])]


@pytest.mark.parametrize(
    "text",
    [
        "— We kept our word, said Kovar.",
        "The board met.\n— Ana Kovar, harbour master",
        "“We kept our word,” Kovar said. “Always.”\n— Ana Vale, reporter",
        "“We kept our word.”\n— Kovar",
        "“We kept our word.”\n— The board met on Monday. It rained.",
        "“We kept our word.”\nAna Kovar, harbour master",
        "She said “yes” — Ana Kovar, harbour master, was there.",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert signed(text) == []


def test_a_find_without_the_signer_gives_way() -> None:
    found = with_dialogue(BLOCK, [draft(BLOCK, "We kept our word")], split_words(BLOCK), lambda _: True)
    assert [(BLOCK[slice(*d.content[0])], BLOCK[slice(*d.source[0])]) for d in found] == [
        ("“We kept our word.”", "Ana Kovar, harbour master")
    ]


def test_speech_reported_in_the_block_stays() -> None:
    text = "“Vale told us the dam would hold.”\n— Ana Kovar, harbour master"
    inner = draft(text, "the dam would hold", "told", "Vale")
    found = with_dialogue(text, [inner], split_words(text), lambda _: True)
    assert inner in found
    assert len(found) == 2


def test_a_block_outside_what_is_read_is_left_alone() -> None:
    assert with_dialogue(BLOCK, [], split_words(BLOCK), lambda _: False) == []


def test_an_agency_below_a_quotation_signs_the_report() -> None:
    text = "“We kept our word.”\n— The Associated Press"
    assert with_dialogue(text, [], split_words(text), lambda _: True) == []
