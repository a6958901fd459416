"""Clauses that say opposite things of one matter, counts without figures, and look-alikes of both."""

from __future__ import annotations

import pytest

from communique.compare.clauses.counts import implied_counts, in_one_measure
from communique.compare.clauses.quantities import quantities
from communique.compare.clauses.story import Clause, lay_out
from communique.compare.clauses.words import tokens
from communique.compare.conflicts.oppositions import oppositions
from tests.compare.stories import Report, story


def clauses(*texts: str) -> list[Clause]:
    linkage, readings = story(*(Report(f"Paper {i}", "2041-05-02", text) for i, text in enumerate(texts)))
    return lay_out(linkage, readings).clauses


def opposed(*texts: str) -> set[tuple[str, str]]:
    return {o.words for o in oppositions(clauses(*texts))}


def test_words_on_two_poles_exclude_one_another():
    assert ("keep", "abolish") in opposed("The salt bounty will be kept.", "The salt bounty is to be abolished.")


def test_a_pole_and_its_denial_stand_together():
    assert not opposed("The salt bounty will be kept.", "The salt bounty will not be abolished.")


def test_a_denied_act_opposes_the_act():
    found = opposed("Brill had not signed the grain pact.", "Brill signed the grain pact.")
    assert ("sign", "sign") in found


def test_one_report_does_not_oppose_itself_in_its_own_voice():
    assert not opposed("The salt bounty will be kept. The fish bounty is to be abolished.")


def test_a_question_opposes_nothing():
    assert not opposed("Will the salt bounty be kept?", "The salt bounty is to be abolished.")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A sentry was killed at the ford.", ("sentry", 1.0)),
        ("No inspector was let into the mill.", ("inspector", 0.0)),
        ("Not a single ballot was lost.", ("ballot", 0.0)),
        ("Nobody was hurt at the ford.", ("person", 0.0)),
    ],
)
def test_a_count_is_told_without_a_figure(text, counted):
    (clause,) = clauses(text)
    assert counted in {(q.noun, q.value) for q in implied_counts(clause)}


def test_a_span_of_time_is_told_without_a_figure():
    (clause,) = clauses("The audience lasted half an hour.")
    (span,) = [q for q in implied_counts(clause) if q.unit]
    assert in_one_measure(span).value == pytest.approx(0.5 / 24, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("Four point three billion credits must be repaid", 4.3e9, "credit"),
        ("Of the 2,000 who came out", 2000.0, "person"),
        ("half a dozen trawlers", 6.0, "trawler"),
        ("seventy-nine of the crew", 79.0, "crew"),
    ],
)
def test_a_number_is_read_in_words(text, value, noun):
    (found,) = quantities(text, list(tokens(text)))
    assert (found.value, found.noun) == (value, noun)


def test_a_share_rounded_to_fewer_decimals_agrees():
    one, other = (quantities(t, list(tokens(t)))[0] for t in ("35.7 percent", "35.72 percent"))
    assert one.agrees(other)


def test_a_ban_that_is_reversed_is_no_ban():
    assert not opposed(
        "The governor moved to reverse the ban on salt imports.", "The governor will allow salt imports."
    )
