"""What a contradiction is called: a question as a reader would ask it."""

from __future__ import annotations

from datetime import date

from communique.compare.clauses.story import Clause, lay_out
from communique.compare.conflicts.topics import (
    cited,
    counted,
    counted_topic,
    day_told,
    printed,
    said_topic,
    whether_topic,
    which_topic,
)
from communique.record import Mention

from .stories import Report, story


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


def test_a_topic_fits_a_line_and_says_whom_its_pronoun_means() -> None:
    text = "She had signed the treaty of the lower lock on the steps of the old customs house in the rain."
    she = Mention(span=(0, 3), kind="person", form="pronoun", actor="Ana Kovar")
    clause = clause_of(text, "signed", she)
    for topic in (which_topic("Which day", clause, "Monday", "5 May"), whether_topic(clause)):
        assert "…" in topic
        assert "(she: Ana Kovar)" in topic
        assert len(topic) <= 120


def test_cited_words_begin_without_the_conjunction_that_joined_them() -> None:
    assert cited("and that the pier was closed,") == "“the pier was closed”"


def clause_of(text: str, said: str, *mentions: Mention) -> Clause:
    """The clause of a report of that text in which some words stand."""
    linkage, [reading] = story(Report("Post", "2041-05-02", text))
    laid = lay_out(linkage, [reading.model_copy(update={"mentions": mentions})])
    return next(c for c in laid.clauses if said in c.text)


def test_an_amount_keeps_its_currency() -> None:
    clause = clause_of("The harbour fund paid US$43 million to the fishermen.", "million")
    [amount] = clause.quantities
    assert printed(clause, amount) == "US$43 million"
    assert counted(clause, amount) == ("US$43 million", "")


def test_a_pronoun_that_opens_a_topic_is_explained() -> None:
    text = "She and the mayor of Skarn signed the harbour treaty."
    she = Mention(span=(0, 3), kind="person", form="pronoun", actor="Ana Kovar")
    assert whether_topic(clause_of(text, "signed", she)) == f"Whether “{text[:-1]}” (she: Ana Kovar)"


def test_a_pronoun_further_on_is_not() -> None:
    text = "On Monday she and the mayor of Skarn signed the harbour treaty."
    she = Mention(span=(10, 13), kind="person", form="pronoun", actor="Ana Kovar")
    assert whether_topic(clause_of(text, "signed", she)) == f"Whether “{text[:-1]}”"


def test_words_that_are_cut_do_not_end_in_the_air() -> None:
    assert (
        cited("the two signed the paper shortly before five in the afternoon", 50)
        == "“the two signed the paper shortly before five …”"
    )
