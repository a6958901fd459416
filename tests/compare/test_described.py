"""Stands of those whom a report describes and does not name."""

import pytest

from communique.compare.stands.positions import _described
from communique.record import Statement


def told_by(description: str, kind: str = "unnamed") -> Statement:
    return Statement(id="s", content=((0, 4),), text="word", speaker_kind=kind, speaker_description=description, form="indirect", act="assert")  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("description", "holder"),
    [
        ("The Morvian legation", "Morvian legation"),
        ("A senior Lurian colonel", "senior Lurian colonel"),
        ("the Ninth of June group", "Ninth of June group"),
    ],
)
def test_whose_words_they_are_is_said_in_the_words_of_the_report(description, holder):
    assert _described(told_by(description)) == (f"name:{holder}",)


@pytest.mark.parametrize(
    "description", ["an official", "two officials", "The colonel", "A member of the Halmish suite", "Minister"]
)
def test_an_official_of_nobody_holds_nothing(description):
    assert _described(told_by(description)) == ()


def test_who_is_unknown_is_not_described():
    assert _described(told_by("The Morvian legation", "unknown")) == ()
