"""Lengths of time, times counted by a length, sets, and vague references."""

import pytest

from .helpers import only, times, values


@pytest.mark.parametrize(
    ("words", "value", "mod"),
    [
        ("two weeks", "P2W", None),
        ("10 days", "P10D", None),
        ("twenty-five years", "P25Y", None),
        ("36 hours", "PT36H", None),
        ("two and a half years", "P2Y6M", None),
        ("a year and a half", "P1Y6M", None),
        ("2 1/2 hours", "PT2H30M", None),
        ("half an hour", "PT30M", None),
        ("several months", "PXM", None),
        ("a few days", "PXD", None),
        ("years", "PXY", None),
        ("three decades", "P3DE", None),
        ("at least 10 years", "P10Y", "EQUAL_OR_MORE"),
        ("more than a year", "P1Y", "MORE_THAN"),
        ("nearly four years", "P4Y", "LESS_THAN"),
        ("about a decade", "P1DE", "APPROX"),
        ("the past two months", "P2M", None),
        ("the next several weeks", "PXW", None),
        ("46 to 57 months", "P46M", None),
        ("70-plus years", "P70Y", None),
        ("a hundred years", "P100Y", None),
    ],
)
def test_a_length(words, value, mod):
    time = only(f"The siege went on for {words}.")
    assert (time.text, time.type, time.value, time.mod) == (words, "DURATION", value, mod)


def test_a_hyphened_length_modifies_a_noun():
    assert values("She ended a two-day visit and a month-long strike.") == {"a two-day": "P2D", "a month-long": "P1M"}


def test_the_age_of_a_thing_is_a_length_and_the_age_of_a_person_is_no_time():
    assert values("A 44-year-old clerk spoke of the three-year-old war.") == {"three-year-old": "P3Y"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("11 days ago", "2031-02-22"),
        ("two weeks ago", "2031-W08"),
        ("two months ago", "2031-01"),
        ("a year ago", "2030"),
        ("a decade ago", "2021"),
        ("half a year ago", "2030-09"),
        ("a year ago today", "2030-03-05"),
        ("years ago", "PAST_REF"),
        ("long ago", "PAST_REF"),
    ],
)
def test_ago_counts_back_as_finely_as_its_unit(words, value):
    assert values(f"The base was closed {words}.") == {words: value}


def test_five_days_from_now_counts_ahead():
    assert only("The deadline is five days from now.").value == "2031-03-10"


def test_two_years_later_counts_from_the_year_told():
    assert values("She ran in 2022 and won two years later.") == {"2022": "2022", "two years later": "2024"}


def test_the_day_before_counts_from_the_day_told():
    assert (
        values("On June 8, 2030, he resigned. The talks had failed the day before.")["the day before"] == "2030-06-07"
    )


def test_the_same_day_is_the_day_told():
    assert values("He resigned on June 8, 2030. The same day, she was sworn in.")["The same day"] == "2030-06-08"


def test_that_year_is_the_year_told():
    assert values("She came in June 1998 and left later that year.")["later that year"] == "1998"


def test_the_following_month_is_counted_from_the_month_told():
    assert values("In March 2029 it bid. The following month it won.")["The following month"] == "2029-04"


def test_the_next_morning_is_counted_from_the_day_told():
    assert values("He fell on June 8, 2030. The next morning he died.")["The next morning"] == "2030-06-09TMO"


def test_later_without_a_time_to_count_from_stays_a_length():
    time = only("Two weeks later, the envoy resigned.")
    assert (time.text, time.type, time.value) == ("Two weeks", "DURATION", "P2W")


def test_that_day_without_a_day_told_has_no_value():
    assert only("Nobody worked that day.").value is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("every week", "P1W"),
        ("each year", "P1Y"),
        ("every other day", "P2D"),
        ("every two weeks", "P2W"),
        ("every Monday", "XXXX-WXX-1"),
        ("every morning", "XXXX-XX-XXTMO"),
        ("once a week", "P1W"),
        ("three times a year", "P1Y"),
        ("daily", "P1D"),
        ("annually", "P1Y"),
        ("nightly", "XXXX-XX-XXTNI"),
    ],
)
def test_a_set(words, value):
    time = only(f"The committee meets {words}.")
    assert (time.text, time.type, time.value) == (words, "SET", value)


def test_a_rate_is_a_set():
    time = only("It costs $2 billion a year.")
    assert (time.text, time.type, time.value) == ("a year", "SET", "P1Y")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They now accept it.", "now", "PRESENT_REF"),
        ("It is currently closed.", "currently", "PRESENT_REF"),
        ("To date, nobody has signed.", "To date", "PRESENT_REF"),
        ("It was recently closed.", "recently", "PAST_REF"),
        ("In the past, they refused.", "the past", "PAST_REF"),
        ("Ties have soured in recent years.", "recent years", "PAST_REF"),
        ("They may soon sign.", "soon", "FUTURE_REF"),
        ("They fear for the future.", "the future", "FUTURE_REF"),
        ("The upcoming summit divides them.", "upcoming", "FUTURE_REF"),
    ],
)
def test_a_vague_reference(text, words, value):
    time = only(text)
    assert (time.text, time.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The flight takes an hour and 20 minutes.", "PT1H20M"),
        ("They ruled for three years, eight months and 20 days.", "P3Y8M20D"),
        ("It ended after a quarter of an hour.", "PT15M"),
        ("It lasted half a dozen years.", "P6Y"),
        ("She worked there for 20-some years.", "P20Y"),
        ("A three-to-five-year sentence is likely.", "P3Y"),
        ("It will be done in the year ahead.", "P1Y"),
    ],
)
def test_lengths_in_more_words(text, value):
    assert only(text).value == value


@pytest.mark.parametrize("text", ["They pump 700,000 barrels a day.", "They pump 40,000 barrels of oil a day."])
def test_a_count_of_things_a_day_is_a_rate(text):
    assert only(text).type == "SET"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He calls every few weeks.", "PXW"),
        ("He calls every other Friday.", "XXXX-WXX-5"),
    ],
)
def test_sets_in_more_words(text, value):
    found = only(text)
    assert (found.type, found.value) == ("SET", value)


@pytest.mark.parametrize(
    "text",
    ["The weekly said so.", "The Lorn Daily said so.", "It was the sixth monthly fall.", "One day soon it ends."],
)
def test_papers_and_series_are_no_sets(text):
    assert all(time.type != "SET" and time.text.lower() != "one day" for time in times(text))
