"""What a contradiction is called: a question as a reader would ask it."""

from __future__ import annotations

from datetime import date

from communique.compare.topics import cited, counted_topic, day_told, said_topic


def test_what_both_count_is_said_once() -> None:
    assert counted_topic(("14", "Ostmark sailors"), ("Seventeen", "Ostmark sailors")) == (
        "How many Ostmark sailors: 14 or seventeen"
    )


def test_words_that_only_one_has_stand_with_neither_number() -> None:
    assert counted_topic(("FIVE", "young sailors"), ("three", "sailors")) == "How many sailors: five or three"


def test_the_plural_asks() -> None:
    assert counted_topic(("No", "mill"), ("six", "mills")) == "How many mills: none or six"


def test_two_nouns_stay_with_their_numbers() -> None:
    assert counted_topic(("nine", "hostages"), ("ten", "persons")) == "How many: nine hostages or ten persons"


def test_a_share_is_no_number_of_things() -> None:
    assert counted_topic(("20", "per cent"), ("30", "per cent")) == "How much: 20 or 30 per cent"


def test_a_day_of_the_calendar_needs_no_explanation() -> None:
    assert day_told("June 3", date(2031, 6, 3)) == "June 3"


def test_a_day_of_the_week_is_explained() -> None:
    assert day_told("Monday", date(2031, 6, 2)) == "Monday (2 June 2031)"


def test_added_words_stand_between_their_neighbours() -> None:
    left, right = ("today", "or", "any", "other", "day"), ("today", "or", "any", "day")
    assert said_topic("Orla", (("other",), ()), left, right) == "Whether Orla said “any other day” or “any day”"


def test_marks_inside_cited_words_are_paired() -> None:
    assert cited("the ferry was “sold for good") == "“the ferry was ‘sold for good’”"


def test_cited_words_begin_without_the_conjunction_that_joined_them() -> None:
    assert cited("and that the pier was closed,") == "“the pier was closed”"
