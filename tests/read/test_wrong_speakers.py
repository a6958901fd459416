"""Words that were given to the wrong person, or to nobody. All sentences are invented."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Statement


def read(text: str) -> list[Statement]:
    return list(load_reader(ReadOptions()).read(Article(id="a", path="a.txt", text=text)).statements)


def speaker_of(text: str, words: str) -> str | None:
    found = [s for s in read(text) if words in s.text]
    assert found, f"no statement holds {words!r}"
    return min(found, key=lambda s: len(s.text)).speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Senate leader Ilda Teo and House leader Mara Oke made their first visit since their May 11 meeting with "
            "Oru Varn, when he said he would be glad to close the ministries.",
            "Varn",
        ),
        ("Rana Okoye and Mara Oke left the talks with Oru Varn, where he said the dam would stay.", "Varn"),
        ("It was their first meeting since lunch with Ivo Kral, when he warned that the port would close.", "Kral"),
    ],
)
def test_who_was_met_spoke_when_they_met(sentence: str, speaker: str) -> None:
    found = [s.speaker for s in read(sentence)]
    assert len(found) == 1
    assert (found[0] or "").endswith(speaker)


def test_who_was_met_does_not_speak_against_the_pronoun() -> None:
    text = "President Oru Varn held a meeting with Ms. Mara Oke, when he said the dam would stay."
    assert speaker_of(text, "the dam would stay") == "Oru Varn"


@pytest.mark.parametrize(
    "headline",
    [
        "Ministers Say Varn Should Cancel Dunmere Summit",
        "Lawmakers Urge Kral to Drop the Harbour Levy",
        "Senator Signals Support for Sending Ferries to Iskar",
    ],
)
def test_whom_a_headline_tells_of_does_not_speak(headline: str) -> None:
    text = f"{headline}\n\nThe summit in Dunmere is to start on Monday, Rana Okoye said."
    first = [s for s in read(text) if s.content[0][0] < len(headline)]
    assert [s.speaker for s in first] == [None]


def test_a_headlines_words_go_on_to_the_end_of_its_line() -> None:
    text = "Ministers Say Varn Should Cancel Dunmere Summit\n\nThe harbour was closed on Friday."
    assert [s.text for s in read(text)] == ["Varn Should Cancel Dunmere Summit"]


@pytest.mark.parametrize("runner", ["front-runner", "challenger", "hopeful", "nominee"])
def test_a_candidate_is_not_whoever_spoke_before(runner: str) -> None:
    text = (
        "Former President Amil Teo said he would not pay for the dam. "
        f"The Union {runner}, who has called the fishermen “thieves,” insists he’ll force the islands to pay."
    )
    assert speaker_of(text, "force the islands") is None


def test_a_nominee_who_is_named_is_that_person() -> None:
    text = "The Labour nominee, Ana Vale, said she would wait. The nominee added that Kral was late."
    assert speaker_of(text, "Kral was late") == "Ana Vale"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "“I would look foolish if I did that,” Mr. Varn responded after Senator Ilda Teo pressed "
            "the point, according to three clerks in the room.",
            "Varn",
        ),
        ("“Are you mad?” Ilda Teo asked Mr. Varn, according to two aides.", "Ilda Teo"),
    ],
)
def test_words_that_officials_pass_on_are_whose_they_are(sentence: str, speaker: str) -> None:
    inner = [s for s in read(sentence) if s.within]
    assert [(s.speaker, s.form) for s in inner] == [(speaker, "direct")]


def test_who_stopped_short_of_a_demand_is_whom_the_next_pronoun_means() -> None:
    text = (
        "Senator Ivo Kral stopped short of calling on Mr. Varn to cancel. But he said the chairman ought to ask "
        "that others sit beside Oru Maal."
    )
    assert [s.speaker for s in read(text)] == ["Ivo Kral"]


def test_a_possessive_alone_is_whom_it_points_to() -> None:
    text = "President Varn stood firm Friday on his demands for a harbour wall after a second meeting broke up with no deal."
    assert [(s.speaker, s.speaker_kind) for s in read(text)] == [("Varn", "named")]


def test_reports_from_a_place_are_not_told_by_the_place() -> None:
    assert (
        speaker_of("The vote in Iskar ended Sunday as scheduled, said reports from Dunmere, the capital.", "vote")
        is None
    )
    text = "Reports from the Health Ministry said the ward was closed."
    assert speaker_of(text, "the ward was closed") == "Health Ministry"


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("Ivo Kral, who was praised as a hero by Mara Oke, said he would rest.", "he would rest", "Ivo Kral"),
        ("The bill was backed by Mara Oke, who said the harbour was unsafe.", "the harbour was unsafe", "Mara Oke"),
    ],
)
def test_who_stands_last_in_a_clause_about_somebody_does_not_speak_for_him(
    sentence: str, words: str, speaker: str
) -> None:
    assert speaker_of(sentence, words) == speaker


def test_whoever_is_quoted_said_it_whatever_stands_around() -> None:
    text = (
        "He quoted a senior port official as saying the levy was dead. "
        "The levy is dead, a tired harbour pilot named Ilda Teo said."
    )
    said = [s for s in read(text) if s.text == "the levy was dead"]
    assert [text[slice(*s.source[0])] for s in said] == ["a senior port official"]


def test_whoever_asked_stands_behind_by() -> None:
    text = "The president was asked by reporters whether he would sign. “No,” Mr. Varn said."
    asked = [s for s in read(text) if s.act == "ask"]
    assert [[text[slice(*p)] for p in s.source] for s in asked] == [["reporters"]]
