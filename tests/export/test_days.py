"""Dates as first and last day, with their precision."""

from __future__ import annotations

from datetime import date

import pytest

from communique.export.days import clock_of, days_of, in_words


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2031-05-14", date(2031, 5, 14), date(2031, 5, 14), "day"),
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28), "month"),
        ("2031-12", date(2031, 12, 1), date(2031, 12, 31), "month"),
        ("2031", date(2031, 1, 1), date(2031, 12, 31), "year"),
        ("2031-W20", date(2031, 5, 12), date(2031, 5, 18), "days"),
        ("2031-W20-WE", date(2031, 5, 17), date(2031, 5, 18), "days"),
        ("2031-24", date(2031, 12, 1), date(2032, 2, 29), "months"),
        ("2031-Q2", date(2031, 4, 1), date(2031, 6, 30), "months"),
        ("2031-H2", date(2031, 7, 1), date(2031, 12, 31), "months"),
        ("203X", date(2030, 1, 1), date(2039, 12, 31), "years"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), "years"),
        ("2031-05-14/2031-05-16", date(2031, 5, 14), date(2031, 5, 16), "days"),
        ("2031-05/2031-07", date(2031, 5, 1), date(2031, 7, 31), "months"),
        ("2031-05-14~", date(2031, 5, 14), date(2031, 5, 14), "day"),
    ],
)
def test_a_date_is_the_days_it_can_mean(value: str, first: date, last: date, precision: str):
    days = days_of(value)
    assert days is not None
    assert (days.first, days.last, days.precision) == (first, last, precision)
    assert days.hedged == value.endswith("~")


@pytest.mark.parametrize(
    "value", [None, "", "soon", "2031-13", "2031-02-30", "2031-05/..", "2031-07/2031-05", "９９９９", "P3D"]
)
def test_what_names_no_days_has_none(value: str | None):
    assert days_of(value) is None


def test_a_time_of_day_keeps_its_zone():
    for value, clock in (
        ("2031-05-14T09:30Z", (9, 30, "Z")),
        ("2031-05-14T09:30", (9, 30, None)),
        ("2031-05-14TEV", None),
    ):
        days = days_of(value)
        assert days is not None
        assert clock_of(days) == clock


def test_dates_are_told_in_words():
    assert in_words("2031-05-14") == "14 May 2031"
    assert in_words("2031-05") == "May 2031"
    assert in_words("2031-05-14~") == "about 14 May 2031"
    assert in_words("2031-05-13/2031-05-14") == "13–14 May 2031"
    assert in_words(None) == ""
