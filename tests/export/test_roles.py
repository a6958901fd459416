"""Who acted on whom: only where the words beside the trigger say it plainly."""

from __future__ import annotations

import pytest

from communique.export.roles import Roles, beside


def roles(sentence: str) -> Roles:
    """Roles of a sentence in which the trigger is in [brackets] and names in {braces}."""
    text, mentions, trigger, opened = "", [], (0, 0), 0
    for character in sentence:
        if character in "{[":
            opened = len(text)
        elif character == "}":
            mentions.append((opened, len(text), text[opened:]))
        elif character == "]":
            trigger = (opened, len(text))
        else:
            text += character
    return beside(text, (0, len(text)), trigger, mentions)


@pytest.mark.parametrize(
    ("sentence", "actors", "recipients"),
    [
        ("{Norvia} [seized] two trawlers.", ["Norvia"], []),
        ("{Norvia} has again [detained] {Oru Vask}.", ["Norvia"], ["Oru Vask"]),
        ("On Monday {Norvia} [freed] President {Oru Vask} after talks.", ["Norvia"], ["Oru Vask"]),
        ("{Norvian} police have [arrested] a pilot.", ["Norvian"], []),
        ("{Norvia}, which borders the lake, [attacked] {Kareth}.", ["Norvia"], ["Kareth"]),
        ("{Norvia} and {Kareth} [signed] the pact.", ["Norvia", "Kareth"], []),
        ("{Oru Vask} was [arrested] by {Norvia} on Monday.", ["Norvia"], ["Oru Vask"]),
        ("{Oru Vask} has been [sentenced].", [], ["Oru Vask"]),
        ("{Norvia} will [withdraw] in June.", ["Norvia"], []),
        ("{Norvia} is [sanctioning] {Kareth}, it said.", ["Norvia"], ["Kareth"]),
    ],
)
def test_plain_words_give_roles(sentence: str, actors: list[str], recipients: list[str]):
    assert roles(sentence) == Roles(tuple(actors), tuple(recipients))


@pytest.mark.parametrize(
    "sentence",
    [
        "The [attack] on {Kareth} by {Norvia} went on.",
        "Fishermen of {Norvia} near the border [attacked] a boat.",
        "The men [seized] by {Norvia} went home.",
        "{Norvia} denied that it had ever [seized] a boat.",
        "{Norvia}'s ministers [signed] the pact.",
        "Nobody [signed].",
    ],
)
def test_anything_less_plain_gives_none(sentence: str):
    assert roles(sentence) == Roles()


def test_a_name_used_as_an_adjective_is_not_acted_upon():
    assert roles("{Norvia} [seized] {Karethi} fishermen.") == Roles(("Norvia",), ())
