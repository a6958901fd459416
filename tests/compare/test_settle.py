"""What of a comparison depends on the day it is looked at."""

from __future__ import annotations

import pytest

from communique.compare import compare, compare_undated, settle
from communique.options import CompareOptions
from tests.compare.stories import Report, story

PROMISE = Report(
    "Agency", "2040-03-02", "Ardia pledged that <<commitment|it will send 40 engineers to Grauwick by 1 May 2040>>."
)
SILENCE = Report("Paper", "2040-04-20", "Harvests were good in Ardia.")


@pytest.mark.parametrize(("day", "status"), [("2040-04-30", "open"), ("2040-05-01", "open"), ("2040-05-02", "overdue")])
def test_a_promise_nobody_returns_to_is_overdue_the_day_after_its_term(day, status):
    linkage, readings = story(PROMISE, SILENCE)
    undated = compare_undated(linkage, readings, CompareOptions())
    assert settle(undated, day).forward[0].status == status


@pytest.mark.parametrize("day", [None, "2040-04-30", "2041-01-01", "2041"])
def test_comparing_is_settling_what_was_compared_before(day):
    linkage, readings = story(PROMISE, SILENCE)
    options = CompareOptions(as_of=day)
    undated = compare_undated(linkage, readings, options)
    assert compare(linkage, readings, options) == settle(undated, day or "2040-04-20")


def test_what_is_settled_can_be_settled_for_a_later_day():
    linkage, readings = story(PROMISE, SILENCE)
    undated = compare_undated(linkage, readings, CompareOptions())
    assert settle(settle(undated, "2040-04-30"), "2040-06-01") == settle(undated, "2040-06-01")


def test_what_is_settled_can_be_settled_for_an_earlier_day():
    linkage, readings = story(PROMISE, SILENCE)
    undated = compare_undated(linkage, readings, CompareOptions())
    assert settle(settle(undated, "2040-06-01"), "2040-04-30") == settle(undated, "2040-04-30") == undated
