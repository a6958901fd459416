"""TIMEX3 values as EDTF and as intervals."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.times import edtf, interval


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031", "2031"),
        ("2031-03", "2031-03"),
        ("2031-03-05", "2031-03-05"),
        ("2031-W10", "2031-03-03/2031-03-09"),
        ("2031-W10-WE", "2031-03-08/2031-03-09"),
        ("2031-Q3", "2031-35"),
        ("2031-H1", "2031-40"),
        ("2031-SU", "2031-22"),
        ("199", "199X"),
        ("17", "17XX"),
        ("2029/2030", "2029/2030"),
        ("BC0300", "-0299"),
        ("2031-03-05TMO", "2031-03-05"),
        ("2031-03-05T10:30", "2031-03-05T10:30:00"),
        ("2031-03-05T10:30Z", "2031-03-05T10:30:00Z"),
        ("2031-03-05T24:00", "2031-03-05"),
        ("P2W", None),
        ("PAST_REF", None),
        ("XXXX-WXX-1", None),
        ("2031-02-30", None),
        ("", None),
        (None, None),
    ],
)
def test_edtf(value, expected):
    assert edtf(value) == expected


def test_an_approximate_date_is_marked():
    assert edtf("2031-05", "APPROX") == "2031-05~"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03-05", "2031-03-05", "2031-03-05"),
        ("2031-03-05T10:30", "2031-03-05", "2031-03-05"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032", "2032-01-01", "2032-12-31"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-Q4", "2031-10-01", "2031-12-31"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("199", "1990-01-01", "1999-12-31"),
        ("17", "1700-01-01", "1799-12-31"),
        ("2029/2030", "2029-01-01", "2030-12-31"),
    ],
)
def test_interval(value, first, last):
    assert interval(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["P2W", "PRESENT_REF", "2031-13", "2031-W60", "0000", "", None])
def test_no_interval(value):
    assert interval(value) is None


@given(st.text(alphabet="0123456789-WQXTPZ:/", max_size=20))
def test_any_value_has_an_interval_in_order_or_none(value):
    days = interval(value)
    edtf(value)
    assert days is None or days[0] <= days[1]
