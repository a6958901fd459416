"""Small invented cases of who is who across two reports: what must be one actor, and what must stay two."""

from __future__ import annotations

import pytest

from communique.link.actors.cast import cast_of
from communique.record import Reading

from .build_readings import name, reading

Tag = tuple[str, str, str] | tuple[str, str, str, str]  # words, actor, kind, form
YEAR = "2031-05-02"
LINDMARKS = "foreign minister of Lindmark"
SPOKESMAN, ACTOR = "A spokesman for the Harbour League", "a spokesman for the Harbour League"


def report(text: str, *tags: Tag, published: str = YEAR) -> Reading:
    mentions = [name(text, words, actor, kind, form=rest[0] if rest else "name") for words, actor, kind, *rest in tags]
    return reading(text, mentions, published=published)


def grouped(*readings: Reading) -> list[set[str]]:
    """The words of each actor's mentions."""
    texts = {r.article.id: r.article.text for r in readings}
    return [{texts[m.article][slice(*m.span)] for m in actor.mentions} for actor in cast_of(readings).actors]


ONE = {
    "a title and the full name": (
        report("Foreign Minister Ana Vale of Lindmark spoke.", ("Ana Vale", "Ana Vale", "person")),
        report("Ms. Vale left.", ("Vale", "Vale", "person")),
    ),
    "a middle initial": (
        report("Otto R. Brandl spoke.", ("Otto R. Brandl", "Otto R. Brandl", "person")),
        report("Otto Brandl left.", ("Otto Brandl", "Otto Brandl", "person")),
    ),
    "a nickname": (
        report("Robert Quill spoke.", ("Robert Quill", "Robert Quill", "person")),
        report("Bob Quill left.", ("Bob Quill", "Bob Quill", "person")),
    ),
    "another romanisation with the full name": (
        report("Yevgeny Markov spoke.", ("Yevgeny Markov", "Yevgeny Markov", "person")),
        report("Evgenii Markov left.", ("Evgenii Markov", "Evgenii Markov", "person")),
    ),
    "a particle written together": (
        report("Omar al-Rashid spoke.", ("Omar al-Rashid", "Omar al-Rashid", "person")),
        report("Omar Al Rashid left.", ("Omar Al Rashid", "Omar Al Rashid", "person")),
    ),
    "accents": (
        report("José Peñaranda spoke.", ("José Peñaranda", "José Peñaranda", "person")),
        report("Jose Penaranda left.", ("Jose Penaranda", "Jose Penaranda", "person")),
    ),
    "capitals of a headline": (
        report("VALDOR LOSES. Ingrid Valdor wept.", ("VALDOR", "VALDOR", "person"), ("Ingrid Valdor", "Ingrid Valdor", "person")),
        report("Valdor left.", ("Valdor", "Valdor", "person")),
    ),
    "a body and its acronym": (
        report("The Straits Fishing Union met.", ("Straits Fishing Union", "Straits Fishing Union", "organization")),
        report("The SFU left.", ("SFU", "SFU", "organization")),
    ),
    "a ministry with the state before or behind": (
        report("The Norwegian Foreign Ministry spoke.", ("Norwegian Foreign Ministry", "Norwegian Foreign Ministry", "organization")),
        report("The Foreign Ministry of Norway left.", ("Foreign Ministry of Norway", "Foreign Ministry of Norway", "organization")),
    ),
    "a body with and without its article": (
        report("The Harbour League spoke.", ("The Harbour League", "The Harbour League", "organization")),
        report("Members left the Harbour League.", ("Harbour League", "Harbour League", "organization")),
    ),
    "an unknown state and its demonym": (
        report("The government of Maresia spoke.", ("Maresia", "Maresia", "organization")),
        report("A Maresian ship left Maresia.", ("Maresian", "Maresian", "organization")),
    ),
    "an unknown state tagged a person elsewhere": (
        report("The Republic of Torvia spoke.", ("Torvia", "Torvia", "organization")),
        report("Torvia refused.", ("Torvia", "Torvia", "person")),
    ),
    "a known state and its short name": (
        report("The United Kingdom spoke.", ("United Kingdom", "United Kingdom", "state")),
        report("Britain left.", ("Britain", "Britain", "state")),
    ),
}  # fmt: skip

TWO = {
    "two given names": (
        report("Ana Vale spoke.", ("Ana Vale", "Ana Vale", "person")),
        report("Otto Vale left.", ("Otto Vale", "Otto Vale", "person")),
    ),
    "father and son": (
        report("Otto Brandl and Otto Brandl Jr. spoke.", ("Otto Brandl Jr.", "Otto Brandl Jr.", "person"), ("Otto Brandl", "Otto Brandl", "person")),
    ),
    "a man and a woman of one family name": (
        report("Mr. Vale spoke.", ("Vale", "Vale", "person")),
        report("Mrs. Vale left.", ("Vale", "Vale", "person")),
    ),
    "an office in two years": (
        report("The foreign minister of Lindmark spoke.", (LINDMARKS, f"the {LINDMARKS}", "person", "nominal")),
        report("The foreign minister of Lindmark left.", (LINDMARKS, f"the {LINDMARKS}", "person", "nominal"), published="2035-05-02"),
    ),
    "one office of two states": (
        report("The foreign minister of Norway spoke.", ("foreign minister of Norway", "the foreign minister of Norway", "person", "nominal")),
        report("The foreign minister of Chile left.", ("foreign minister of Chile", "the foreign minister of Chile", "person", "nominal")),
    ),
    "two ministries of one state": (
        report("The Norwegian Foreign Ministry spoke.", ("Norwegian Foreign Ministry", "Norwegian Foreign Ministry", "organization")),
        report("The Norwegian Defence Ministry left.", ("Norwegian Defence Ministry", "Norwegian Defence Ministry", "organization")),
    ),
    "one ministry of two states": (
        report("The Norwegian Foreign Ministry spoke.", ("Norwegian Foreign Ministry", "Norwegian Foreign Ministry", "organization")),
        report("The Chilean Foreign Ministry left.", ("Chilean Foreign Ministry", "Chilean Foreign Ministry", "organization")),
    ),
    "a person and a town of one name": (
        report("Ana Lorn spoke.", ("Ana Lorn", "Ana Lorn", "person")),
        report("Ships left the town of Lorn.", ("Lorn", "Lorn", "place")),
    ),
    "a state and a party named after it": (
        report("Norway spoke.", ("Norway", "Norway", "state")),
        report("The Norway Party left.", ("Norway Party", "Norway Party", "organization")),
    ),
    "two unknown states": (
        report("The government of Maresia spoke.", ("Maresia", "Maresia", "organization")),
        report("The government of Maretia left.", ("Maretia", "Maretia", "organization")),
    ),
    "initials that differ": (
        report("A. Brandl spoke.", ("A. Brandl", "A. Brandl", "person")),
        report("Otto Brandl left.", ("Otto Brandl", "Otto Brandl", "person")),
    ),
    "spokesmen of one body": (
        report("A spokesman for the Harbour League spoke.", (SPOKESMAN, ACTOR, "person", "nominal")),
        report("A spokesman for the Harbour League left.", (SPOKESMAN, ACTOR, "person", "nominal")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(ONE))
def test_one_actor(case: str) -> None:
    assert len(grouped(*ONE[case])) == 1, grouped(*ONE[case])


@pytest.mark.parametrize("case", sorted(TWO))
def test_two_actors(case: str) -> None:
    assert len(grouped(*TWO[case])) == 2, grouped(*TWO[case])


def test_a_family_name_that_two_persons_bear_goes_to_neither() -> None:
    readings = (
        report("Ana Vale spoke.", ("Ana Vale", "Ana Vale", "person")),
        report("Otto Vale left.", ("Otto Vale", "Otto Vale", "person")),
        report("Vale was silent.", ("Vale", "Vale", "person")),
    )
    assert sorted(map(sorted, grouped(*readings))) == [["Ana Vale"], ["Otto Vale"], ["Vale"]]


def test_one_office_joins_given_names_with_other_vowels() -> None:
    left = report("Foreign Minister Yusuf Qadari left.", ("Yusuf Qadari", "Yusuf Qadari", "person"))
    right = report("Zerhoun's Foreign Minister Youssef Qadari spoke.", ("Youssef Qadari", "Youssef Qadari", "person"))
    assert grouped(left, right) == [{"Yusuf Qadari", "Youssef Qadari"}]


def test_other_vowels_without_an_office_are_two() -> None:
    left = report("Mirko Dovan left.", ("Mirko Dovan", "Mirko Dovan", "person"))
    right = report("Marko Dovan spoke.", ("Marko Dovan", "Marko Dovan", "person"))
    assert len(grouped(left, right)) == 2


def test_a_king_is_known_by_his_given_name() -> None:
    left = report("King Idris Mansar phoned.", ("Idris Mansar", "Idris Mansar", "person"))
    right = report("King Idris is expected.", ("King Idris", "King Idris", "person"))
    assert grouped(left, right) == [{"Idris Mansar", "King Idris"}]


def test_a_surname_with_another_high_office_is_somebody_else() -> None:
    left = report("Interior Minister Raul Marek spoke.", ("Raul Marek", "Raul Marek", "person"))
    right = report("President Marek left.", ("Marek", "Marek", "person"))
    assert len(grouped(left, right)) == 2


def test_a_party_with_and_without_its_noun_is_one() -> None:
    left = report("The Istiqal party met.", ("Istiqal party", "Istiqal party", "organization"))
    right = report("Istiqal left.", ("Istiqal", "Istiqal", "organization"))
    assert grouped(left, right) == [{"Istiqal party", "Istiqal"}]


def test_romanisations_of_a_whole_name_are_one() -> None:
    left = report("Deng Liwen spoke.", ("Deng Liwen", "Deng Liwen", "person"))
    right = report("Teng Li-wen left.", ("Teng Li-wen", "Teng Li-wen", "person"))
    assert grouped(left, right) == [{"Deng Liwen", "Teng Li-wen"}]


def test_of_two_bearers_of_a_surname_she_is_the_woman() -> None:
    both = report(
        "Ms. Jasna Dovan wept. Milan Dovan was hurt.",
        ("Jasna Dovan", "Jasna Dovan", "person"),
        ("Milan Dovan", "Milan Dovan", "person"),
    )
    later = report("Ms. Dovan wrote a letter.", ("Dovan", "Dovan", "person"))
    assert {"Jasna Dovan", "Dovan"} in grouped(both, later)


def test_one_office_joins_names_romanised_otherwise_in_both_parts() -> None:
    left = report("Yousef Kadiri, the Ostmar spokesman, spoke.", ("Yousef Kadiri", "Yousef Kadiri", "person"))
    right = report("Ostmar spokesman Yusuf Qadiri left.", ("Yusuf Qadiri", "Yusuf Qadiri", "person"))
    bare = report("Yusuf Qadiri left.", ("Yusuf Qadiri", "Yusuf Qadiri", "person"))
    assert len(grouped(left, right)) == 1
    assert len(grouped(left, bare)) == 2


def test_a_name_with_and_without_its_hyphen_is_one() -> None:
    left = report("Tidal-Mart closed.", ("Tidal-Mart", "Tidal-Mart", "organization"))
    right = report("Tidalmart opened.", ("Tidalmart", "Tidalmart", "organization"))
    assert len(grouped(left, right)) == 1


def test_a_description_far_from_the_name_gives_no_office() -> None:
    text = "Otto Brandl waved to the crowd. The mayor of Sellin, he thought, was elsewhere."
    (actor,) = cast_of(
        [
            report(
                text,
                ("Otto Brandl", "Otto Brandl", "person"),
                ("The mayor of Sellin", "Otto Brandl", "person", "nominal"),
            )
        ]
    ).actors
    assert actor.roles == ()


def test_a_description_of_two_offices_gives_both() -> None:
    text = "Otto Brandl, a councillor of Sellin and the chairman of the Port Board, spoke."
    words = "a councillor of Sellin and the chairman of the Port Board"
    tags = ("Otto Brandl", "Otto Brandl", "person"), (words, "Otto Brandl", "person", "nominal")
    (actor,) = cast_of([report(text, *tags)]).actors
    assert {(r.title, r.of) for r in actor.roles} == {("councillor", "Sellin"), ("chairman", "Port Board")}


def test_the_children_are_not_the_president() -> None:
    left = report("President Lund smiled at Mia Lund.", ("Lund", "Lund", "person"), ("Mia Lund", "Mia Lund", "person"))
    assert grouped(left) == [{"Lund"}, {"Mia Lund"}] or grouped(left) == [{"Mia Lund"}, {"Lund"}]
    right = report("President Karl Lund left.", ("Karl Lund", "Karl Lund", "person"))
    assert {"Lund", "Karl Lund"} in grouped(left, right)


def test_an_office_of_a_people_is_of_its_state() -> None:
    text = "The government of Maresia met. Maresian spokesman Otto Brandl spoke. A Maresian ship left Maresia."
    tags = (
        ("Maresia", "Maresia", "organization"), ("Maresian", "Maresian", "organization"), ("Otto Brandl", "Otto Brandl", "person"),
    )  # fmt: skip
    actors = cast_of([report(text, *tags)]).actors
    assert [r.of for a in actors for r in a.roles] == ["Maresia"]


def test_a_campaign_is_one_however_its_candidate_is_called() -> None:
    left = report("Brandl's campaign paid.", ("Brandl's campaign", "Brandl campaign", "organization"))
    right = report("Otto Brandl’s campaign won.", ("Otto Brandl’s campaign", "Otto Brandl’s campaign", "organization"))
    assert len(grouped(left, right)) == 1


def test_one_pronoun_alone_tells_no_gender() -> None:
    left = report(
        "Otto Brandl spoke.  He left.",
        ("Otto Brandl", "Otto Brandl", "person"),
        ("He", "Otto Brandl", "person", "pronoun"),
    )
    right = report(
        "Brandl knew what she wanted.", ("Brandl", "Brandl", "person"), ("she", "Brandl", "person", "pronoun")
    )
    assert len(grouped(left, right)) == 1
