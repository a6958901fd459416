"""A cell of the matrix: sides beside mere mentions, and a change only where one side follows the other."""

from __future__ import annotations

import pytest

from communique.brief.view.standing import standing, told_by, told_in


def cell(*told: tuple[str, str | None]):
    return standing([(stance, day, day) for stance, day in told])


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ([("opposes", "2031-05-01"), ("neutral", "2031-05-02")], "opposes"),
        ([("opposes", "2031-05-01"), ("supports", "2031-05-09")], "opposes → supports"),
        ([("opposes", "2031-05-01"), ("supports", "2031-05-01")], "opposes / supports"),
        ([("opposes", "2031-05-01"), ("supports", None)], "opposes / supports"),
        ([("opposes", "2031-05-01"), ("supports", "2031-05-04"), ("opposes", "2031-05-09")], "opposes / supports"),
        ([("neutral", "2031-05-01"), ("neutral", "2031-05-09")], "takes no side"),
    ],
)
def test_what_the_cell_says(told, text: str):
    assert cell(*told)["text"] == text


def test_two_sides_whose_days_overlap_are_no_change():
    assert not standing([("opposes", "2031-05-01", "2031-05-06"), ("supports", "2031-05-04", "2031-05-04")])["changed"]


def test_who_tells_it():
    assert told_by("a1", holder=True) == "own statement"
    assert told_by("author", holder=False) == "told by the report"
    assert told_by("Rana Okoye", holder=False) == "as told by Rana Okoye"


def test_a_summary_that_the_evidence_holds_is_not_told_twice():
    evidence = ["They agreed to it", "“the levy must go,” … she said"]
    assert told_in("the levy must go", evidence)
    assert not told_in("the levy must", ["the levy mustered"])
