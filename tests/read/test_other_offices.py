"""An office that the article gives to nobody is not somebody else's: a foreign minister is not "the president"."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article


def speakers(text: str) -> list[str | None]:
    article = Article(id="a", path="a.txt", title="Talks in Brenna", text=text, published="2041-05-05")
    return [s.speaker for s in load_reader(ReadOptions()).read(article).statements]


@pytest.mark.parametrize(
    ("opening", "other"),
    [
        ("Foreign Minister Tomas Reiz met the envoys in Brenna on Friday.", "The president"),
        ("General Ivo Marsh inspected the bridge on Friday.", "The president"),
        ("Tomas Reiz, the Maresian foreign minister, arrived on Friday.", "The chancellor"),
    ],
)
def test_another_office_names_nobody(opening, other):
    assert speakers(f"{opening} {other} said the pact was dead.") == [None]


@pytest.mark.parametrize(
    ("opening", "same", "name"),
    [
        ("Foreign Minister Tomas Reiz met the envoys in Brenna on Friday.", "The minister", "Tomas Reiz"),
        ("President Ivo Marsh inspected the bridge on Friday.", "The president", "Ivo Marsh"),
    ],
)
def test_the_same_office_names_its_bearer(opening, same, name):
    assert speakers(f"{opening} {same} said the pact was dead.") == [name]


def sources(text: str) -> list[tuple[str | None, str]]:
    article = Article(id="a", path="a.txt", title="Talks in Brenna", text=text, published="2041-05-05")
    found = load_reader(ReadOptions()).read(article).statements
    return [(s.speaker, " ".join(text[a:b] for a, b in s.source)) for s in found]


def test_the_office_of_whoever_is_told_of():
    text = "President Viktor Orlov met the envoys in Brenna. President Jean Morel had demanded a withdrawal, his office said."
    assert ("Jean Morel's office", "his office") in sources(text)


def test_a_counterpart_is_not_whose_counterpart_he_is():
    text = (
        "President Ada Brill and her Calveran counterpart, Ivo Marsh, met on Friday. "
        "Her counterpart was less hopeful, saying much remained to be done."
    )
    assert sources(text) == [("Ivo Marsh", "Her counterpart")]
