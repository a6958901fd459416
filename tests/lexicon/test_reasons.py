"""Reasons as readers read them: printed words, shares in place of scores, no term of the trade."""

from __future__ import annotations

import pytest

from communique.lexicon.reasons import in_plain_words, named


def test_what_two_reports_share_is_told_in_printed_words() -> None:
    line = "Dunmere Post and The Vale share: metre, june, pay ~ bear; also the number and the day (score 0.98)"
    sources = ["Pays for nine metres by June", "bears nine metres"]
    assert in_plain_words(line, sources) == (
        "Dunmere Post and The Vale have in common: metres, June, pay / bears; also the same number and day (alike: 98 %)"
    )


def test_a_stem_that_nothing_prints_stays() -> None:
    assert in_plain_words("A and B share: ferri (score 0.50)") == "A and B have in common: ferri (alike: 50 %)"


def test_how_near_later_words_come_is_a_share() -> None:
    line = "it bears on the same matter (0.92: levy, july)"
    assert in_plain_words(line, ["The levy goes in July"]) == "it is about the same matter: levy, July (alike: 92 %)"


def test_what_both_sides_speak_of_is_printed() -> None:
    line = "both count ships; both speak of maresian, port"
    assert in_plain_words(line, ["Nine Maresian ports"]) == "both count ships; both speak of Maresian, ports"


@pytest.mark.parametrize("line", ["its bound was met", "later words come near it but bear more on another line"])
def test_words_of_the_trade_are_said_in_full(line: str) -> None:
    assert in_plain_words(line) != line


def test_any_other_reason_stays_as_it_is() -> None:
    assert in_plain_words("one act of one gunboat, two names") == "one act of one gunboat, two names"


def test_articles_go_by_their_names() -> None:
    assert named("79 % of the words of a-1f stand in a-2e", {"a-1f": "Vale", "a-2e": "Dunmere"}) == (
        "79 % of the words of Vale stand in Dunmere"
    )
