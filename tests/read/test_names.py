"""Names as tagged, with the edges that tagging gets wrong put right, and grouped into persons."""

from __future__ import annotations

import numpy as np
import pytest

from communique.encoder.schema import NER, TAG_HEADS
from communique.encoder.session import COLUMNS
from communique.encoder.words import split_words
from communique.read.naming.mentions import group_names
from communique.read.naming.names import Name, tagged_names
from communique.read.scores import WordScores


def tagged(text: str, *labels: tuple[str, str]) -> list[str]:
    """The names that are made of words tagged so: (words, kind), in order."""
    words = split_words(text)
    tags = np.zeros((len(words), sum(len(v) for v in TAG_HEADS.values())), np.float16)
    ner = tags[:, COLUMNS["ner"]]
    start = 0
    for piece, kind in labels:
        start = text.index(piece, start)
        for n, word in enumerate(words.at(start, start + len(piece))):
            ner[word, NER.index(f"{'I' if n else 'B'}-{kind}")] = 1
        start += len(piece)
    return [name.text for name in tagged_names(WordScores(words, tags))]


@pytest.mark.parametrize(
    ("text", "labels", "names"),
    [
        ("They asked Oddvar E. Brunn.", [("Oddvar", "organization"), ("E. Brunn", "person")], ["Oddvar E. Brunn"]),
        ("Ana Kovar’s Harbor Department met.", [("Ana Kovar", "person"), ("’s Harbor Department", "organization")],
         ["Ana Kovar", "Harbor Department"]),
        ("It was Jean-Marie Le Brunn.", [("Jean-Marie Le", "person")], ["Jean-Marie Le Brunn"]),
        ("A Norvik Task Force news release came.", [("Norvik Task Force news", "organization")], ["Norvik Task Force"]),
        ("The fleet of Saint Veil sailed.", [("Saint", "organization"), ("Veil", "person")], ["Saint Veil"]),
        ("Trade Minister Ana Kovar spoke.", [("Trade", "organization"), ("Ana Kovar", "person")], ["Ana Kovar"]),
        ("The Norvik Commerce Minister spoke.", [("Norvik Commerce", "organization")], ["Norvik"]),
        ("The Commerce Ministry spoke.", [("Commerce Ministry", "organization")], ["Commerce Ministry"]),
        ("State television showed it.", [("State television", "organization")], ["State television"]),
        ("The National Survey on Harbor Use and Tides says so.", [("National Survey", "organization")],
         ["National Survey on Harbor Use and Tides"]),
        ("President Park Eun-ji and Hong Sang-pyo met.",
         [("Park", "organization"), ("Eun", "person"), ("Hong Sang", "person")], ["Park Eun-ji", "Hong Sang-pyo"]),
        ("An Ana Kovar-led group met Vale-backed dockers.", [("Ana Kovar", "person"), ("Vale", "person")],
         ["Ana Kovar", "Vale"]),
        ("Kovar Calls Harbor Plan Late", [("Kovar Calls", "person")], ["Kovar"]),
    ],
)  # fmt: skip
def test_edges(text: str, labels: list[tuple[str, str]], names: list[str]) -> None:
    assert tagged(text, *labels) == names


def named(text: str, *names: tuple[str, str]) -> dict[str, str]:
    """Actor name -> kind, from names given by their words in order."""
    found, start = [], 0
    for words, kind in names:
        start = text.index(words, start)
        found.append(Name(start, start + len(words), words, kind, kind))  # type: ignore[arg-type]
        start += len(words)
    return {a.name: a.kind for a in group_names(text, found)}


def test_mr_is_not_the_woman_of_that_family() -> None:
    text = "Mr. Kovar left. His daughter Anna Kovar stayed."
    assert named(text, ("Kovar", "person"), ("Anna Kovar", "person")) == {"Kovar": "person", "Anna Kovar": "person"}


def test_a_word_tagged_as_a_body_more_often_than_not_is_no_person() -> None:
    text = "Norvex left. Norvex came. Norvex won."
    tags = ("organization", "person", "organization")
    assert named(text, *(("Norvex", t) for t in tags)) == {"Norvex": "organization"}


def test_a_lone_family_name_tagged_as_a_body_is_the_person_named_in_full() -> None:
    text = "Prime Minister Yusuf Tavri left. Tavri came back."
    assert named(text, ("Yusuf Tavri", "person"), ("Tavri", "organization")) == {"Yusuf Tavri": "person"}
