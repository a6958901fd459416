"""Months, quarters, seasons, years, decades, centuries and periods near publication."""

import pytest

from .helpers import only, times, values


@pytest.mark.parametrize(
    ("words", "value", "mod"),
    [
        ("June 2029", "2029-06", None),
        ("early June 2029", "2029-06", "START"),
        ("mid-June", "2030-06", "MID"),
        ("the end of June 2029", "2029-06", "END"),
        ("last August", "2030-08", None),
        ("August last year", "2030-08", None),
        ("October of last year", "2030-10", None),
        ("early 2029", "2029", "START"),
        ("late in 2029", "2029", "END"),
        ("2027 or later", "2027", "ON_OR_AFTER"),
        ("the winter of 2027", "2027-WI", None),
        ("last summer", "2030-SU", None),
        ("early spring 2029", "2029-SP", "START"),
        ("the third quarter of 2029", "2029-Q3", None),
        ("last year's third quarter", "2030-Q3", None),
        ("the first half of 2029", "2029-H1", None),
        ("the 1990s", "199", None),
        ("the late 1970s", "197", "END"),
        ("the '60s", "196", None),
        ("the early nineties", "199", "START"),
        ("the 18th century", "17", None),
        ("the late 18th century", "17", "END"),
        ("300 BC", "BC0300", None),
        ("nineteen ninety-six", "1996", None),
        ("fiscal 2029", "2029", None),
        ("the 2029-30 school year", "2029/2030", None),
    ],
)
def test_a_period_as_stated(words, value, mod):
    time = only(f"The law was changed in {words}, officials said.")
    assert (time.text, time.type, time.value, time.mod) == (words, "DATE", value, mod)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("this week", "2031-W10"),
        ("last week", "2031-W09"),
        ("next week", "2031-W11"),
        ("last month", "2031-02"),
        ("next month", "2031-04"),
        ("this year", "2031"),
        ("last year", "2030"),
        ("earlier this year", "2031"),
        ("early next month", "2031-04"),
        ("the year before last", "2029"),
        ("this quarter", "2031-Q1"),
        ("last weekend", "2031-W09-WE"),
        ("this century", "20"),
    ],
)
def test_a_period_counted_from_publication(words, value):
    assert values(f"The plan was drawn up {words}, officials said.") == {words: value}


def test_a_possessive_period_keeps_its_noun_out():
    assert values("They prepared next month's summit.") == {"next month": "2031-04"}


def test_a_month_without_a_year_looks_back_in_past_tense():
    assert only("The treaty was signed in June.").value == "2030-06"


def test_a_month_without_a_year_looks_ahead_in_future_tense():
    assert only("The treaty will be signed in June.").value == "2031-06"


def test_a_plan_points_ahead():
    assert only("Elections scheduled for November worry them.").value == "2031-11"


def test_the_month_of_publication_is_this_year():
    assert only("The office opened in March.").value == "2031-03"


def test_a_year_that_opens_the_sentence_governs_its_months():
    assert values("In 1994, the army withdrew. In May, a treaty followed.")["May"] == "1994-05"


def test_a_range_of_years_is_two_times():
    assert values("The war of 1939-45 was named.") == {"1939": "1939", "45": "1945"}


def test_the_end_of_the_month_is_the_month_of_publication():
    time = only("They must leave by the end of the month.")
    assert (time.value, time.mod) == ("2031-03", "END")


def test_the_year_ago_quarter_counts_from_the_quarter_told():
    found = values("Profit rose in the third quarter of 2030 to 9 million from 8 million in the year-ago quarter.")
    assert found["the year-ago quarter"] == "2029-Q3"


def test_the_week_of_a_day_is_its_iso_week():
    assert only("The hearing is set for the week of March 17.").value == "2031-W12"


def test_without_a_publication_date_a_relative_period_has_no_value():
    assert only("The plan was drawn up last month.", published=None).value is None


def test_a_stated_year_needs_no_publication_date():
    assert only("The plan was drawn up in June 2029.", published=None).value == "2029-06"


def test_a_publication_year_alone_resolves_years_only():
    assert values("It grew last year and fell last month.", published="2031") == {
        "last year": "2030",
        "last month": None,
    }


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the nineteen eighties", "198"),
        ("the late nineteen seventies", "197"),
        ("the year two thousand", "2000"),
        ("the September quarter", "2030-Q3"),
    ],
)
def test_periods_in_words_and_by_their_month(words, value):
    assert next(iter(values(f"In {words}, sales fell.").values())) == value


def test_a_quarter_is_the_one_that_ends_on_the_day_beside_it():
    assert values("In the quarter ended Dec. 31, 2030, sales fell.")["the quarter"] == "2030-Q4"
    assert values("In the quarter ended Jan. 31, 2030, sales fell.")["the quarter"] == "2029-Q4"


def test_a_year_earlier_looks_back_from_the_month_compared():
    assert values("Exports in January rose 3 percent from a year earlier.")["a year earlier"] == "2030-01"


def test_a_half_is_of_a_business_year_only_where_money_is_spoken_of():
    assert values("In the second half, profit fell.") == {"the second half": "2030-H2"}
    assert values("In the second half, the visitors scored twice.") == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He grew rich in the 1980's.", "198"),
        ("He grew rich in the late 1970's.", "197"),
        ("He grew rich in the early 90's.", "199"),
        ("She fell ill in her early 90's.", None),
        ("Temperatures will stay in the 90's.", None),
    ],
)
def test_decades_with_an_apostrophe(text, value):
    assert [time.value for time in times(text, "1998-03-05")] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Sales fell in January. For the month, orders rose.", "the month", "2031-01"),
        ("In 2027, profit doubled. For the year, sales rose.", "the year", "2027"),
        ("In the fourth quarter net fell; for the year, net rose.", "the year", "2030"),
        ("In the fourth quarter, net rose. The quarter's sales fell.", "The quarter", "2030-Q4"),
        ("For the quarter, profit fell to $2 million.", "the quarter", "2030-Q4"),
        ("In the fourth quarter, net rose from last year's period.", "last year's period", "2029-Q4"),
        ("In the fourth quarter, net rose from the prior-year quarter.", "the prior-year quarter", "2029-Q4"),
        ("Profit rose in the latest period.", "the latest period", "2030-Q4"),
        ("Profit rose in the just-ended quarter.", "the just-ended quarter", "2030-Q4"),
        ("For the full year, they expect a profit.", "the full year", "2031"),
    ],
)
def test_the_period_a_report_tells_of(text, expression, value):
    assert values(text)[expression] == value


def test_on_a_monday_the_week_told_of_is_the_last():
    assert values("For the week, the index fell.", "2031-03-10")["the week"] == "2031-W10"
    assert values("By the end of the week it will fall.", "2031-03-10")["the end of the week"] == "2031-W11"


def test_a_look_back_counts_from_the_month_compared():
    found = values("Orders rose 3% in January from a year earlier and 1% from a month earlier.")
    assert found["a year earlier"] == "2030-01"
    assert found["a month earlier"] == "2030-12"


def test_a_quarter_in_a_row_is_none_of_the_year():
    assert times("It had a loss for the second quarter in a row.") == []
