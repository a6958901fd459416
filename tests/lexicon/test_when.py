"""Dates in words and as day ranges; what is not understood stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.when import human, iso, parse


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-03-12", "12 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("2031-03-11/2031-03-12", "11–12 March 2031"),
        ("2031-03-30/2031-04-02", "30 March – 2 April 2031"),
        ("2030-12-30/2031-01-02", "30 December 2030 – 2 January 2031"),
        ("2031-03-12/2031-03-12", "12 March 2031"),
        ("2031-06-01~", "about 1 June 2031"),
        ("2031-06?", "perhaps June 2031"),
        ("2031-03-12TMO", "12 March 2031, morning"),
        ("2031-W10", "week of 3 March 2031"),
        ("2031-Q2", "second quarter of 2031"),
        ("2031-21", "spring 2031"),
        ("199X", "1990s"),
        ("2031-03/..", "from March 2031 on"),
        ("../2031-03", "until March 2031"),
        ("PAST_REF", "PAST_REF"),
        ("2031-02-30", "2031-02-30"),
        (None, "date unknown"),
    ],
)
def test_human(value: str | None, words: str):
    assert human(value) == words


def test_range_of_a_month_is_its_days():
    when = parse("2032-02")
    assert when is not None
    assert (when.first, when.last) == (date(2032, 2, 1), date(2032, 2, 29))


def test_winter_reaches_into_the_next_year():
    when = parse("2031-WI")
    assert when is not None
    assert when.last == date(2032, 2, 29)


def test_machine_dates_are_only_those_that_html_knows():
    assert iso("2031-03") == "2031-03"
    assert iso("2031-W10") is None


@given(st.text(max_size=30) | st.from_regex(r"[0-9X?~%/\-TWQ.]{1,24}", fullmatch=True))
def test_any_value_is_understood_or_left_alone(value: str):
    when = parse(value)
    if when is None:
        assert human(value) == (value or "date unknown")
    else:
        assert when.first <= when.last
