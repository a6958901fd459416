"""Who governs a verb."""

import pytest

from communique.compare.stands.holders import before_verb, behind_by, holds


def governors(text: str, verb: str, *names: str) -> tuple[str, ...]:
    """Whom the verb belongs to, where `names` are the actors that the text names."""
    named = sorted((text.index(n), text.index(n) + len(n), n) for n in names)
    found = before_verb(text, (0, len(text)), text.index(verb), named)
    return found.actors if found else ()


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Halmland now opposes the pact.", ["Halmland"], ("Halmland",)),
        ("Halmland and Orvia opposes the pact.", ["Halmland", "Orvia"], ("Halmland", "Orvia")),
        ("Halmland's envoy opposes the pact.", ["Halmland"], ("Halmland",)),
        ("The mayor of Halmstead opposes the pact.", ["Halmstead"], ("name:mayor of Halmstead",)),
        ("The Halmish synod opposes the pact.", ["Halmish"], ("name:Halmish synod",)),
        ("Growers in the old quarter opposes the pact.", [], ("name:Growers in the old quarter",)),
        ("An official opposes the pact.", [], ()),
        ("Otto asked Halmland to opposes the pact.", ["Otto", "Halmland"], ()),
        ("Halmland, which opposes the pact, stayed away.", ["Halmland"], ("Halmland",)),
    ],
)
def test_who_stands_before_a_verb(text, names, actors):
    assert governors(text, "opposes", *names) == actors


def test_who_stands_behind_by():
    text = "The levy is backed by the Growers' Guild and by Halmland."
    at = text.index(" by the") + 3
    found = behind_by(text, (0, len(text)), at, [(text.index("Growers"), text.index(" and"), "guild")])
    assert found is not None
    assert found.actors == ("guild",)


@pytest.mark.parametrize(
    ("words", "definite", "held"),
    [
        ("bishops", False, True),
        ("highlanders", True, True),
        ("resident", False, False),
        ("colonel", True, False),
        ("officials", True, False),
        ("Governor", True, True),
    ],
)
def test_who_can_hold_a_position_without_a_name(words, definite, held):
    assert holds(words, definite=definite) is held
