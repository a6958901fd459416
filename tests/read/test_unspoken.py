"""Finds that nobody says, and passives whose subject is told of. All sentences are invented."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.read.statements.passives import bears
from communique.record import Article, Statement


def read(text: str) -> list[Statement]:
    return list(load_reader(ReadOptions()).read(Article(id="a", path="a.txt", text=text)).statements)


def lines(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in read(text)]


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        (
            "Minister Rana Okoye, asked whether Mr. Varn should go, told reporters she would wait.",
            "Rana Okoye",
            "she would wait",
        ),
        ("Mr. Varn, when asked if he would resign, replied, “Not today.”", "Varn", "“Not today.”"),
        (
            "Minister Rana Okoye, asked if the envoy should leave, said, “I’ll leave that to the president.”",
            "Rana Okoye",
            "“I’ll leave that to the president.”",
        ),
    ],
)
def test_what_an_aside_asked_is_no_statement_of_who_answers(sentence: str, speaker: str, words: str) -> None:
    assert lines(sentence) == [(speaker, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The palace did not immediately respond to queries about whether Mr. Varn understood that his figures were false.",
        "Mr. Varn did not answer a question on whether Oke believed the dam was safe.",
        "Rana Okoye stopped short of calling on Mr. Varn to resign.",
        "Ilda Teo fell short of demanding that Varn resign.",
        "The diplomat asked not to be named because the talks were secret.",
        "The dispute over the harbour fees underscored how far apart both sides are.",
        "The collapse of the bridge highlighted how little had been spent on repairs.",
    ],
)
def test_nobody_says_it(sentence: str) -> None:
    assert lines(sentence) == []


def test_a_noun_that_stands_for_what_was_said_before_is_no_statement() -> None:
    assert lines("Ilda Teo said the fees must go. Mara Oke echoed that sentiment.") == [
        ("Ilda Teo", "the fees must go")
    ]


def test_a_topic_of_concern_is_no_statement_and_a_clause_is() -> None:
    assert lines("Senators were raising concerns about the summit, and Ilda Teo said it was too early.") == [
        ("Ilda Teo", "it was too early")
    ]
    assert lines("Senators voiced concerns that the summit was too early.") == [(None, "the summit was too early")]


def test_anonymity_is_not_demanded() -> None:
    said = read("The diplomat insisted on anonymity to discuss the talks, and said they had failed.")
    assert [s.text for s in said] == ["they had failed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ilda Teo underscored that the bridge was safe.",
        "The ministry highlighted the risk of flooding.",
        "A report by the audit office highlighted that repairs were late.",
    ],
)
def test_people_bodies_and_papers_may_underscore(sentence: str) -> None:
    assert len(read(sentence)) == 1


@pytest.mark.parametrize(
    "cue",
    ["has been criticized for", "was widely accused of", "had repeatedly been urged", "were told", "being blamed"],
)
def test_a_passive_tells_of_its_subject(cue: str) -> None:
    assert bears(cue)


@pytest.mark.parametrize("cue", ["accused", "has criticized", "was quoted as saying", "is said to", "was accused by"])
def test_other_verbs_are_their_subjects(cue: str) -> None:
    assert not bears(cue)


def test_who_has_been_criticised_criticises_nobody() -> None:
    said = read(
        "Mr. Varn, who has been criticized for lacing his speeches with profanity, called on Mr. Teo to apologise."
    )
    assert all(s.speaker is None for s in said if "lacing" in s.text)
    assert [s.speaker for s in said if s.text == "Mr. Teo to apologise"] == ["Varn"]


def test_a_passive_carries_no_speaker_over() -> None:
    said = read("Ilda Teo said the harbour was safe. The chancellor was criticised on Monday for closing the port.")
    assert [s.speaker for s in said] == ["Ilda Teo", None]


def test_who_stands_behind_by_speaks() -> None:
    said = read("The chancellor was accused by Ilda Teo of lying about the harbour.")
    assert [s.speaker for s in said] == ["Ilda Teo"]
