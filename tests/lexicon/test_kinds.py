"""The kind of an unknown name is one for the whole story, by what the sentences around it say."""

import pytest

from communique.lexicon.kinds import Named, demonym_of, settled, unknown_kinds
from communique.record import Mention
from communique.record.reading import MentionKind


def named(text: str, *tagged: tuple[str, MentionKind]) -> Named:
    """A text with its mentions: each tag is for the next occurrence of its word."""
    at: dict[str, int] = {}
    mentions = []
    for word, kind in tagged:
        start = text.index(word, at.get(word, 0))
        at[word] = start + len(word)
        mentions.append(Mention(span=(start, start + len(word)), kind=kind, form="name", actor=word))
    return Named(text, mentions)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The government of Maresia met. Maresia refused.", [("Maresia", "person"), ("Maresia", "organization")]),
        ("Maresia's foreign ministry spoke. Maresia refused.", [("Maresia", "person"), ("Maresia", "person")]),
        ("Lusk Foreign Minister Ana Vale spoke. Lusk refused.", [("Lusk", "person"), ("Lusk", "organization")]),
        ("The Republic of Ostrava Sound paid.", [("Ostrava Sound", "organization")]),
        ("VARN, Maresia, May 3 (Lorn Wire) - It rained.", [("Maresia", "person")]),
        ("A Maresian ship sank. Maresia was silent.", [("Maresian", "organization"), ("Maresia", "person")]),
        ("Maresia's army left. Troops stood in Maresia.", [("Maresia", "person"), ("Maresia", "place")]),
    ],
)
def test_a_state_by_its_government_ministers_or_people(text: str, tags: list[tuple[str, MentionKind]]) -> None:
    found = unknown_kinds([named(text, *tags)])
    name = tags[-1][0]
    assert (found[name].kind, found[name].name) == ("state", name)
    assert found[name].reasons


def test_evidence_of_one_article_holds_for_the_story() -> None:
    one = named("The government of Maresia met.", ("Maresia", "organization"))
    two = named("Maresia said nothing.", ("Maresia", "person"))
    assert unknown_kinds([one, two])["Maresia"].kind == "state"
    assert unknown_kinds([two, one]) == unknown_kinds([one, two])


def test_a_demonym_joins_its_state() -> None:
    story = named("A Maresian ship sank. Maresia was silent.", ("Maresian", "organization"), ("Maresia", "person"))
    mentions = settled(story.text, story.mentions, unknown_kinds([story]))
    assert {(m.actor, m.kind) for m in mentions} == {("Maresia", "state")}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Brask's army fled. Mr. Brask wept. Brask slept.", [("Brask", "person")] * 3),
        ("Brask's army fled. President Brask wept.", [("Brask", "person")] * 2),
        ("Brask's army fled and Brask's cabinet met.", [("Brask", "person")] * 2),
        ("The Brask government fell. Brask wept.", [("Brask", "person")] * 2),
        ("Lornshire's senate and Lornshirians met.", [("Lornshire", "place"), ("Lornshirians", "place")]),
        ("Federal troops and Federal officials left.", [("Federal", "organization")] * 2),
        ("Kronabank's chairman left Kronabank.", [("Kronabank", "organization")] * 2),
        ("Nothing is told of Quill.", [("Quill", "organization")]),
    ],
)
def test_persons_regions_and_bodies_are_no_states(text: str, tags: list[tuple[str, MentionKind]]) -> None:
    found = unknown_kinds([named(text, *tags)])
    assert all(decision.kind != "state" for decision in found.values())


def test_a_man_called_like_his_country_stays_a_man() -> None:
    text = "The government of Tandor met. Mr. Tandor was ill. The ships of Tandor sailed."
    story = named(text, ("Tandor", "organization"), ("Tandor", "person"), ("Tandor", "place"))
    assert settled(text, story.mentions, unknown_kinds([story])) == tuple(story.mentions)


def test_a_river_is_a_place() -> None:
    text = "Boats crossed the Ustrel river. Ustrel was high."
    assert unknown_kinds([named(text, ("Ustrel", "organization"), ("Ustrel", "place"))])["Ustrel"].kind == "place"


def test_a_name_in_capitals_is_the_person_named_in_full() -> None:
    text = "VALDOR LOSES. Ingrid Valdor wept."
    story = named(text, ("VALDOR", "organization"), ("Ingrid Valdor", "person"))
    assert unknown_kinds([story])["VALDOR"].kind == "person"


def test_no_state_is_he() -> None:
    text = "The government of Maresia met. Maresia refused, and he left."
    he = text.index(" he ") + 1
    story = named(text, ("Maresia", "person"), ("Maresia", "organization"))
    pronoun = Mention(span=(he, he + 2), kind="person", form="pronoun", actor="Maresia")
    kept = settled(text, [*story.mentions, pronoun], unknown_kinds([story]))
    assert [m.form for m in kept] == ["name", "name"]


@pytest.mark.parametrize(
    ("word", "name"),
    [("Maresian", "Maresia"), ("Calveran", "Calvera"), ("Maqrini", "Maqrin"), ("Ostlander", "Ostland"),
     ("Torvese", "Torvo"), ("Nambezans", "Nambeza"), ("Veldish", "Veld")],
)  # fmt: skip
def test_demonyms(word: str, name: str) -> None:
    assert demonym_of(word, name)


@pytest.mark.parametrize(("word", "name"), [("Maresia", "Maresia"), ("Brennan", "Brent"), ("Orlan", "Orl")])
def test_words_that_are_no_demonyms(word: str, name: str) -> None:
    assert not demonym_of(word, name)


def test_a_lone_name_of_whom_nothing_tells_a_person_is_what_another_article_calls_it() -> None:
    found = unknown_kinds(
        [named("Sailcloth paid.", ("Sailcloth", "person")), named("Sailcloth sold it.", ("Sailcloth", "organization"))]
    )
    assert found["Sailcloth"].kind == "organization"


def test_a_medium_is_no_person() -> None:
    assert unknown_kinds([named("She wrote so on Twitter.", ("Twitter", "person"))])["Twitter"].kind == "organization"
    assert "Forbes" not in unknown_kinds([named("Mr. Forbes left.", ("Forbes", "person"))])
