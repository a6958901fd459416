"""Names that tagging tore apart, cut short or made of mere labels; bodies of an article called by parts of their names."""

from __future__ import annotations

import pytest

from communique.read.naming.mentions import group_names
from communique.read.naming.names import Name
from communique.read.naming.wholes import whole_names
from communique.record.reading import MentionKind

BODY: MentionKind = "organization"


def pieces(text: str, *tagged: tuple[str, MentionKind]) -> list[Name]:
    """Names where the text has those words, in order."""
    found, at = [], 0
    for words, kind in tagged:
        at = text.index(words, at)
        found.append(Name(at, at + len(words), words, kind, kind))
        at += len(words)
    return found


@pytest.mark.parametrize(
    ("text", "tagged", "names"),
    [
        ("She sits in the House of Representatives now.", [("House of", BODY)], ["House of Representatives"]),
        ("The Harbour Party of Lindmark lost.", [("Harbour Party of", BODY), ("Lindmark", "state")], ["Harbour Party of Lindmark"]),
        ("The Liberal Party emails leaked.", [("Liberal", BODY), ("Party", BODY)], ["Liberal Party"]),
        ("The U.S. envoy left.", [(".S", "place")], ["U.S."]),
        ("It was the United Arab Emirates.", [("the United", BODY), ("Arab Emirates", "state")], ["the United Arab Emirates"]),
        ("A report by Coastal Rights Watch appeared.", [("Rights Watch", BODY)], ["Coastal Rights Watch"]),
        ("The Central Harbour and Tide Commission met.", [("The Central", BODY), ("Tide Commission", BODY)],
         ["The Central Harbour and Tide Commission"]),
        ("They reopened roads to Sana’a.", [("Sana", "place")], ["Sana’a"]),
        ("Otto Brandl (D-N.Y.) spoke.", [("Otto Brandl", "person"), (".Y.", "place")], ["Otto Brandl"]),
        ("Opposition leader Park Jin-su spoke.", [("Jin-", "person")], ["Park Jin-su"]),
        ("Under the First Amendment he may.", [("First", BODY)], []),
        ("They sailed from Pearl Harbor at noon.", [("Pearl", BODY), ("Harbor", "place")], ["Pearl Harbor"]),
        ("It lies at Beni Sarif in the south.", [("Beni", "place"), ("Sarif", "person")], ["Beni Sarif"]),
        ("Senate and Harbour Department staff met.", [("Senate", BODY), ("Harbour Department", BODY)], ["Senate", "Harbour Department"]),
    ],
)  # fmt: skip
def test_names_are_made_whole(text: str, tagged: list[tuple[str, MentionKind]], names: list[str]) -> None:
    assert [n.text for n in whole_names(text, pieces(text, *tagged))] == names


def test_the_words_before_a_body_stay_apart_where_they_open_the_sentence() -> None:
    text = "Yesterday Rights Watch reported. Former Harbour Watch men agreed."
    assert [n.text for n in whole_names(text, pieces(text, ("Rights Watch", BODY), ("Harbour Watch", BODY)))] == [
        "Rights Watch",
        "Harbour Watch",
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Lily Garden", "place"),
        ("Straits Trade Agreement", "agreement"),
        ("Golden Anchor Prize", "other"),
        ("City Hall", "organization"),
        ("Harbour League", "organization"),
    ],
)
def test_the_last_word_tells_the_kind(words: str, kind: MentionKind) -> None:
    text = f"They spoke of the {words} again."
    assert [n.kind for n in whole_names(text, pieces(text, (words, BODY)))] == [kind]


def test_a_titled_name_tagged_as_a_body_is_a_person() -> None:
    text = "It is attributable to Spokesperson Edward Vale."
    (name,) = whole_names(text, pieces(text, ("Spokesperson Edward Vale", BODY)))
    assert (name.text, name.kind) == ("Edward Vale", "person")


def actors(text: str, *tagged: tuple[str, MentionKind]) -> dict[str, list[str]]:
    """Actor name -> the words of its names."""
    return {a.name: [n.text for n in a.names] for a in group_names(text, pieces(text, *tagged))}


def test_labels_belong_to_the_party_that_is_named() -> None:
    text = "Democratic leaders met. A Republican left. Democrats cheered."
    assert actors(text, ("Democratic", BODY), ("Republican", BODY), ("Democrats", BODY)) == {
        "Democrats": ["Democratic", "Democrats"]
    }


def test_a_body_is_called_by_the_end_of_its_name() -> None:
    text = "The Supreme Tide Council met. The Council rose late. The Tide Council went home."
    names = ("Supreme Tide Council", BODY), ("Council", BODY), ("Tide Council", BODY)
    assert actors(text, *names) == {"Supreme Tide Council": ["Supreme Tide Council", "Council", "Tide Council"]}


def test_the_house_is_not_the_white_house() -> None:
    text = "The White House objected. The House voted."
    assert set(actors(text, ("White House", BODY), ("House", BODY))) == {"White House", "House"}


def test_a_people_in_the_plural_takes_in_its_singular() -> None:
    text = "He died in Varnite custody. The Varnites released nobody."
    assert actors(text, ("Varnite", "person"), ("Varnites", BODY)) == {"Varnites": ["Varnite", "Varnites"]}


def test_two_of_one_surname_are_told_apart_by_their_offices() -> None:
    text = (
        "President Marek will speak on Sunday. Interior Minister Raul Marek, his brother, declared it illegal. "
        "Archbishop Dorn prayed. Foreign Minister Dorn of Lindmark left."
    )
    found = actors(text, *[(w, "person") for w in ("Marek", "Raul Marek", "Dorn", "Dorn")])
    assert found == {
        "Marek": ["Marek"],
        "Raul Marek": ["Raul Marek"],
        "Dorn": ["Dorn"],
        "Foreign Minister Dorn": ["Dorn"],
    }


def test_who_bears_a_double_name_is_not_meant_by_half_of_it() -> None:
    text = "President Vale-Brandl stayed away. The mayor, Ms. Brandl, wept."
    assert set(actors(text, ("Vale-Brandl", "person"), ("Brandl", "person"))) == {"Vale-Brandl", "Brandl"}


def test_a_place_by_the_word_that_opens_it_is_no_person() -> None:
    text = "They threatened to march on Beni Sarif."
    (name,) = whole_names(text, pieces(text, ("Beni Sarif", "person")))
    assert name.kind == "place"


def test_the_capitals_of_a_headline_are_a_name_of_the_text() -> None:
    text = "LINDMORE MINISTER RESIGNS\n\nThe minister of Lindmore resigned."
    assert actors(text, ("LINDMORE", BODY), ("Lindmore", "place")) == {"Lindmore": ["LINDMORE", "Lindmore"]}


@pytest.mark.parametrize(
    ("text", "tagged", "names"),
    [
        ("The Norla Front attacked.", [("Norla", BODY), ("Front", "person")], ["Norla Front"]),
        ("One cutter was a U.S. Coast Guard ship.", [("U.S", "state"), (". Coast Guard", BODY)], ["U.S. Coast Guard"]),
        ("She told The Sellin Herald so.", [("The Sellin", "place"), ("Herald", BODY)], ["The Sellin Herald"]),
        ("The quarrel began when the Seamen's Rights Campaign sued the port board.", [("Seamen's Rights", BODY)], ["Seamen's Rights Campaign"]),
        ("It was a crowded race until one Republican Senate hopeful left it last spring.", [("Republican Senate", BODY)], ["Senate"]),
        ("They held the Norla Pass.", [("Norla", BODY), ("Pass", "person")], ["Norla Pass"]),
        ("They fought at Abu-Selin then.", [("Abu", "place"), ("-Selin", BODY)], ["Abu-Selin"]),
        ("It was run by the C.I.A. then.", [("the C.I", BODY)], ["C.I.A."]),
        ("That review was long.", [("That", BODY)], []),
        ("Deputy Secretary of State Anna Lund flew home.", [("State Anna Lund", BODY)], ["Anna Lund"]),
        ("They met in Port Ansel. The mayor of Port Ansel left.", [("Port Ansel", "place"), ("Ansel", "place")], ["Port Ansel", "Port Ansel"]),
    ],
)  # fmt: skip
def test_pieces_beside_each_other_are_one_name(text, tagged, names):
    assert [name.text for name in whole_names(text, pieces(text, *tagged))] == names


def test_a_movement_that_everybody_knows_is_no_person():
    (name,) = whole_names("Hamas refused.", pieces("Hamas refused.", ("Hamas", "person")))
    assert name.kind == "organization"


def test_a_capital_whose_state_is_never_named_is_a_town():
    text = "Supper was served in a Georgetown flat."
    assert [n.kind for n in whole_names(text, pieces(text, ("Georgetown", "state")))] == ["place"]
    text = "Guyana objected, and Georgetown called its envoy home."
    found = whole_names(text, pieces(text, ("Guyana", "state"), ("Georgetown", "state")))
    assert [n.kind for n in found] == ["state", "state"]


def test_a_family_in_the_plural_is_no_body():
    text = "Anna Lund spoke. The Lunds left."
    actors = group_names(text, pieces(text, ("Anna Lund", "person"), ("Lunds", BODY)))
    assert [a.name for a in actors] == ["Anna Lund"]


def test_a_title_of_its_own_keeps_a_family_name_from_the_children():
    text = "President Lund smiled. A letter to Tove and Mia Lund was read. Mr. Lund waved."
    tagged = pieces(text, ("Lund", "person"), ("Mia Lund", "person"), ("Lund", "person"))
    assert {a.name: len(a.names) for a in group_names(text, tagged)} == {"Lund": 2, "Mia Lund": 1}


def test_the_verb_of_a_headline_is_no_family_name():
    text = "Lund Calls Strike Over New Port Fees In Harbour Town\n\nMr. Lund spoke for an hour."
    tagged = pieces(text, ("Lund Calls", "person"), ("Lund", "person"))
    assert [n.text for n in whole_names(text, tagged)] == ["Lund", "Lund"]


def test_a_movement_keeps_its_whole_name():
    text = "They fled the Islamic State in the spring."
    assert [n.text for n in whole_names(text, pieces(text, ("the Islamic State", BODY)))] == ["the Islamic State"]


def test_a_name_torn_at_its_hyphen_is_whole_where_the_text_prints_it_so():
    text = "Tidal-Mart closed. A clerk of Tidal-Mart wept. The Norla-Sella deal held."
    tagged = pieces(text, ("Tidal-Mart", BODY), ("Tidal", BODY), ("Mart", BODY), ("Norla", BODY), ("Sella", BODY))
    assert [n.text for n in whole_names(text, tagged)] == ["Tidal-Mart", "Tidal-Mart", "Norla", "Sella"]


def test_a_government_is_no_part_of_a_name_of_one_word():
    text = "Nobody could say what the Maresia Government would do about the herring."
    assert [n.text for n in whole_names(text, pieces(text, ("Maresia", BODY)))] == ["Maresia"]
