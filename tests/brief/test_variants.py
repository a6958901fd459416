"""One utterance, its fullest wording and the others under it."""

from __future__ import annotations

from typing import Any

from communique.brief.view.desk import Desk
from communique.brief.view.variants import labels, variants
from communique.brief.view.voices import Voices
from communique.lexicon.labels import independent
from communique.record import QuoteVariant, Record, Source, Story

from .builder import Report

LONG = "“We open the gates by June and not a day later,”"
SHORT = "“We open the gates”"


def told(*pairs: tuple[int, int], texts: tuple[str, ...], groups: tuple[str, ...], kind: str = "trimmed") -> Any:
    reports = [
        Report(f"{text} Dray said, report {n}.", path=f"{n}.txt", outlet=f"Outlet {n}") for n, text in enumerate(texts)
    ]
    said = [r.say(text, speaker="Tomas Dray", form="direct") for r, text in zip(reports, texts, strict=True)]
    story = Story(
        id="st",
        title="Gates",
        articles=tuple(r.id for r in reports),
        sources=tuple(Source(article=r.id, group=g) for r, g in zip(reports, groups, strict=True)),
        independence=(),
        quote_variants=tuple(
            QuoteVariant(id=f"v{n}", statements=(said[a].id, said[b].id), kind=kind, reasons=())
            for n, (a, b) in enumerate(pairs)
        ),
    )
    desk = Desk(Record(articles=tuple(r.reading() for r in reports), stories=(story,)))
    return variants(desk, story, Voices(desk, story))


def test_wordings_of_one_utterance_stand_under_the_fullest():
    [one] = told((1, 0), (0, 2), texts=(LONG, SHORT, "“We open them by June”"), groups=("a", "b", "c"))
    assert one["fullest"]["words"]["text"] == LONG
    assert [[line["words"]["text"] for line in item["lines"]] for item in one["items"]] == [
        [SHORT],
        ["“We open them by June”"],
    ]
    assert [[r["text"] for r in item["lines"][0]["runs"] if r["mark"]] for item in one["items"]] == [[], ["them"]]


def test_a_pair_of_two_that_stand_there_already_is_not_told_again():
    [one] = told((0, 1), (0, 2), (1, 2), texts=(LONG, SHORT, "“We open them by June”"), groups=("a", "b", "c"))
    assert [item["label"] for item in one["items"]] == ["V1", "V2"]


def test_the_words_of_a_reprint_are_no_other_wording():
    assert told((0, 1), texts=(LONG, LONG), groups=("a", "a")) == []


def test_equal_words_of_independent_reports_are_told():
    [one] = told((0, 1), texts=(LONG, LONG), groups=("a", "b"), kind="verbatim")
    assert one["items"][0]["kind"] == "word for word the same"


def test_witnesses_are_counted_in_words_that_fit_their_number():
    assert [independent(3, 7), independent(1, 2), independent(1, 1)] == [
        "3 independent (7 articles)",
        "1 source (2 articles)",
        "1 article",
    ]


def test_a_wording_that_two_reports_print_alike_is_one_line_with_both_labels():
    [one] = told((0, 1), (0, 2), texts=(LONG, SHORT, SHORT), groups=("a", "b", "b"))
    [item] = one["items"]
    assert labels(item) == ["V1", "V2"]
    assert item["lines"][0]["words"]["also"][0]["outlet"] == "Outlet 2"
