"""Silver labels for pronouns: texts in which everybody has one gender and another name, and names that give way to pronouns."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from communique.encoder.words import split_words

sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "pronouns"))
from silver import Person, Read, apply, levelled

TEXT = "Mr. Otto Vale met Ana Brandl. Brandl said she would tell him. Vale’s wife was there with his mother."
NAMES = {"male": ["Hugh"], "female": ["Edda"], "family": ["Marn"]}


def person(gender: str, *names: str) -> Person:
    spans, at, tokens = [], 0, []
    for name in names:
        start = TEXT.index(name, at)
        at = start + len(name)
        spans.append((start, at))
        parts = name.split()
        tokens += [(part, n == len(parts) - 1) for n, part in enumerate(parts)]
    return Person(spans, gender, tokens)


def text() -> Read:
    links = [(TEXT.index("she"), 1), (TEXT.index("him"), 0)]
    persons = [person("male", "Otto Vale", "Vale"), person("female", "Ana Brandl", "Brandl")]
    return Read(TEXT, persons, links, split_words(TEXT))


class Gender(random.Random):
    """Draws the gender that it is told, and whatever comes first otherwise."""

    def __init__(self, gender: str) -> None:
        super().__init__(1)
        self.gender = gender

    def choice(self, seq):
        return self.gender if self.gender in seq else seq[0]


def test_offsets_follow_the_edits_before_them():
    new, moved = apply("one two three", [(0, 3, "eleven"), (4, 7, "2")])
    assert new == "eleven 2 three"
    assert new[moved(8) :] == "three"


def test_everybody_becomes_a_woman_with_honorific_nouns_and_pronouns():
    edited = levelled(text(), NAMES, Gender("female"), mask=False)
    assert edited.text == (
        "Mrs. Edda Marn met Edda Marn. Marn said she would tell her. Marn’s wife was there with her mother."
    )


def test_her_before_a_noun_becomes_his_and_at_the_end_of_a_clause_him():
    new = "Ana Brandl sold her house. Otto Vale met her."
    read = Read(new, [], [], split_words(new))
    assert levelled(read, NAMES, Gender("male"), mask=False).text.endswith("sold his house. Otto Vale met him.")


@pytest.mark.parametrize("gender", ["male", "female"])
def test_labels_and_names_stand_where_the_words_went(gender):
    edited = levelled(text(), NAMES, Gender(gender), mask=False)
    words = [edited.text[at:].split()[0].strip(".") for at, _, _ in edited.links]
    assert words == (["he", "him"] if gender == "male" else ["she", "her"])
    assert [edited.text[s:e].split()[-1] for spans in edited.persons for s, e in spans] == ["Marn"] * 4


def test_a_repeated_name_gives_way_to_the_pronoun_of_its_place_and_is_labelled():
    always = Gender("male")
    always.random = lambda: 0.0  # type: ignore[method-assign]
    edited = levelled(text(), NAMES, always, mask=True)
    assert ". He said he would tell him." in edited.text
    masked = [(edited.text[at : at + 3].split()[0], who) for at, who, kind in edited.links if kind == "masked"]
    assert ("He", 1) in masked
    assert len(edited.persons[1]) == 1


def test_the_same_seed_gives_the_same_text():
    one, two = (levelled(text(), NAMES, random.Random(5), mask=True) for _ in range(2))
    assert one == two
