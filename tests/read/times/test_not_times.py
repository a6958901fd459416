"""Words that look like a time and are none."""

import pytest

from .helpers import times, values


@pytest.mark.parametrize(
    "text",
    [
        "May said the deal was dead.",
        "The talks may fail and the troops march on.",
        "The March for Peace drew a crowd.",
        "The Sunday Times and the Daily Mirror ran it.",
        "The shop is open 24/7 since 9/11 changed it.",
        "It is the second-largest party and came second.",
        "He lives at 1900 Harbour Street.",
        "The army lost 1950 soldiers and $2014 in cash.",
        "Prices rose 2015 percent.",
        "Kabul expects the fall of the government.",
        "She is 52 years old, aged 52, a 52-year-old.",
        "It happened at the eleventh hour, a last-minute deal.",
        "He was Man of the Year.",
        "Resolution 1973 passed.",
        "Sales fall and prices spring up.",
    ],
)
def test_no_time_here(text):
    assert times(text) == []


def test_may_is_a_month_after_in_even_where_a_minister_is_called_may():
    assert values("Theresa May will resign in May, aides of Mrs. May said.") == {"May": "2031-05"}


def test_by_may_is_the_person_where_the_text_knows_one():
    assert times("The speech by May was applauded, Mrs. May said.") == []


def test_by_may_is_the_month_where_nobody_is_called_so():
    assert values("The law will pass by May.") == {"May": "2031-05"}
