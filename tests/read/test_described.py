"""Who is meant by descriptions: appositions, offices of one bearer, bodies called by a person's name."""

from __future__ import annotations

import pytest

from communique.encoder.words import split_words
from communique.lexicon import parse_name
from communique.read.naming.described import described, told_of
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name


def mentions(text: str, *names: str) -> dict[str, str]:
    """The words of each description -> whom it means, for persons named by these words."""
    actors = []
    for name in names:
        family = name.split()[-1]
        found, at = [], 0
        while (at := text.find(family, at)) >= 0:
            start = at - len(name) + len(family)
            whole = text[start : at + len(family)] == name
            begin = start if whole else at
            found.append(Name(begin, at + len(family), text[begin : at + len(family)], "person", "person"))
            at += len(family)
        actors.append(LocalActor(name, "person", found, parse_name(name)))
    return {text[slice(*m.span)]: m.actor for m in described(split_words(text), actors, {})}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Kovar, the chairwoman of the Harbour Committee, spoke.", "the chairwoman of the Harbour Committee"),
        (
            "Ana Kovar of Ostmar, the senior member on the Tide Committee, spoke.",
            "the senior member on the Tide Committee",
        ),
        ("Ana Kovar, a frequent critic of Mr. Brandl, spoke.", "a frequent critic of Mr. Brandl"),
        ("Ana Kovar, Lindmark’s foreign minister, spoke.", "Lindmark’s foreign minister"),
        ("On Monday Lindmark’s foreign minister, Ana Kovar, spoke.", "Lindmark’s foreign minister"),
        ("Ana Kovar, the mayor who closed the port, spoke.", "the mayor"),
    ],
)
def test_appositions_mean_the_name_beside_them(text: str, words: str) -> None:
    assert mentions(text, "Ana Kovar").get(words) == "Ana Kovar"


def test_a_list_of_governors_is_no_apposition() -> None:
    assert mentions("They met the governors of Varn, Ana Kovar, and Sellin.", "Ana Kovar") == {}


def test_the_president_is_the_one_whose_state_goes_without_saying() -> None:
    text = "President Ana Kovar met President Otto Brandl of Lindmark. Later the president flew home; the Lindmark leader stayed."
    found = mentions(text, "Ana Kovar", "Otto Brandl")
    assert found["the president"] == "Ana Kovar"


def test_an_office_that_many_hold_means_nobody() -> None:
    assert mentions("Senator Ana Kovar left. Then the senator called.", "Ana Kovar") == {}


def test_a_body_called_by_a_person_is_a_body() -> None:
    found = mentions("The Kovar administration agreed. Ana Kovar smiled. The administration paid.", "Ana Kovar")
    assert found == {"Kovar administration": "Kovar administration", "The administration": "Kovar administration"}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("who met the bank’s president", "who"),
        ("the officials said.\n\nDemocrats", "Democrats"),
        ("the mayor", "the mayor"),
    ],
)
def test_a_source_is_told_by_its_last_sentence_and_who_alone(source: str, told: str) -> None:
    start, end = told_of(source, (0, len(source)))
    assert source[start:end] == told


def test_an_officer_of_somebody_is_who_holds_that_office() -> None:
    text = "Susan Dorn, the national security adviser, wrote. Later President Ana Kovar’s national security adviser called."
    assert mentions(text, "Susan Dorn", "Ana Kovar")["President Ana Kovar’s national security adviser"] == "Susan Dorn"


def test_a_description_stands_before_a_titled_name() -> None:
    text = "The chairman of the Harbour Committee, Councillor Otto Brandl, agreed."
    assert mentions(text, "Otto Brandl") == {"The chairman of the Harbour Committee": "Otto Brandl"}


def test_a_description_of_two_means_neither_alone() -> None:
    text = "Ana Kovar and Otto Brandl, the mediators, flew in."
    assert mentions(text, "Ana Kovar", "Otto Brandl") == {}
