"""The day of the speech act: printed with the cue, carried with the speaker, or the one day of the news."""

from __future__ import annotations

import pytest

from communique.read.statements.said_on import Said, said_on
from communique.read.times import tag_times

PUBLISHED = "2031-03-06"  # a Thursday


def days(
    text: str, *said: tuple[str, str, str, str | None], news: bool = True, nested: bool = False
) -> list[str | None]:
    """The day of each (source, cue, content, speaker), every part given by its words, in the order of the text."""

    def span(words: str, start: int) -> tuple[tuple[int, int], ...]:
        at = text.index(words, start) if words else 0
        return ((at, at + len(words)),) if words else ()

    found, start = [], 0
    for source, cue, content, who in said:
        start = min(text.index(part, start) for part in (source, cue, content) if part)
        found.append(Said(span(content, start), span(cue, start), span(source, start), who, nested))
        start += 1
    return said_on(text, found, tag_times(text, PUBLISHED, ()), PUBLISHED, news=news)


FILLER = "The harbour has two basins and a long mole of grey stone, and the ferries come and go. " * 9


@pytest.mark.parametrize(
    "text",
    [
        "Vale said on Tuesday that the port would open.",
        "Vale on Tuesday said the port would open.",
        "On Tuesday, after a long session of the council, Vale said the port would open.",
        "He was sure “the port would open,” Vale said late Tuesday.",
        "Vale said in an interview Tuesday night that the port would open.",
    ],
)
def test_a_day_beside_the_cue_or_framing_its_sentence_is_the_day(text: str) -> None:
    assert days(text, ("Vale", "said", "the port would open", "Vale")) == ["2031-03-04"]


def test_a_day_inside_the_content_is_the_contents() -> None:
    text = FILLER + "Vale said the port closed on Tuesday."
    assert days(text, ("Vale", "said", "the port closed on Tuesday", "Vale")) == [None]


def test_a_year_in_a_clause_before_the_cue_is_no_day_of_speech() -> None:
    text = FILLER + "Vale, who was elected in 2025, said the port was closed."
    assert days(text, ("Vale", "said", "the port was closed", "Vale")) == [None]


def test_a_day_in_a_clause_about_the_speaker_is_no_day_of_speech() -> None:
    text = FILLER + "Vale, who met the pilots on Tuesday, said the port was closed."
    assert days(text, ("Vale", "said", "the port was closed", "Vale")) == [None]


def test_a_month_beside_the_cue_is_kept_as_a_month() -> None:
    text = FILLER + "Vale said in January that the port was closed."
    assert days(text, ("Vale", "said", "the port was closed", "Vale")) == ["2031-01"]


def test_an_occasion_is_carried_with_its_speaker() -> None:
    text = FILLER + "Vale said on Tuesday that it rained. “We wait,” she added. “We go,” said Kral."
    found = days(
        text,
        ("Vale", "said", "it rained", "Vale"),
        ("she", "added", "“We wait,”", "Vale"),
        ("Kral", "said", "“We go,”", "Kral"),
    )
    assert found == ["2031-03-04", "2031-03-04", None]


@pytest.mark.parametrize("cue", ["has said", "had said", "says", "would say", "repeatedly said"])
def test_what_is_no_single_past_occasion_is_not_carried(cue: str) -> None:
    text = FILLER + f"Vale said on Tuesday that it rained. She {cue} that it never ends."
    assert days(text, ("Vale", "said", "it rained", "Vale"), ("She", cue, "it never ends", "Vale"))[1] is None


def test_the_one_day_of_the_news_dates_the_reactions_of_a_news_report() -> None:
    text = "The port was closed on Tuesday. Kral said it was late. Analysts said it was early."
    wanted = (("Kral", "said", "it was late", "Kral"), ("Analysts", "said", "it was early", None))
    assert days(text, *wanted) == ["2031-03-04", None]
    assert days(text, *wanted, news=False) == [None, None]


def test_two_days_in_the_opening_are_no_day_of_the_news() -> None:
    text = "The port was closed on Tuesday and opened on Wednesday. Kral said it was late."
    assert days(text, ("Kral", "said", "it was late", "Kral")) == [None]


def test_second_hand_speech_takes_no_day_from_elsewhere() -> None:
    text = "The port was closed on Tuesday. Kral said it was late."
    assert days(text, ("Kral", "said", "it was late", "Kral"), nested=True) == [None]


def test_nothing_was_said_after_the_day_of_publication() -> None:
    text = FILLER + "Vale told him on 9 March the port would open."
    assert days(text, ("Vale", "told", "the port would open", "Vale")) == [None]


def test_the_day_of_an_aside_is_not_the_day_of_the_news() -> None:
    text = "Vale, who met Kral on Tuesday, said the port was closed."
    assert days(text, ("Vale", "said", "the port was closed", "Vale")) == [None]
