"""Spellings that are one word, numbers that are one number, and quotations cut from longer words."""

import pytest

from communique.compare.clauses.spellings import canonical, number_of
from communique.compare.wordings.wording import align, spliced


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("honour", "honor"),
        ("neighbours", "neighbors"),
        ("programme", "program"),
        ("organised", "organized"),
        ("centre", "center"),
    ],
)
def test_british_and_american_spellings_are_one(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("our", "or"), ("hour", "hor"), ("fence", "fense")])
def test_short_words_stay_apart(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("sixty two thousand", 62000),
        ("62,000", 62000),
        ("two hundred and five", 205),
        ("twelve", 12),
        ("12", 12),
        ("herring", None),
    ],
)
def test_numbers_written_out_have_a_value(words, value):
    assert number_of(words.split()) == value


def test_a_number_written_out_is_no_change():
    assert align("we lost 12 boats".split(), "we lost twelve boats".split()).identical


def test_another_number_is_a_change():
    assert not align("we lost 12 boats".split(), "we lost twenty boats".split()).identical


def test_a_quotation_with_a_long_cut_keeps_both_runs():
    said = "the committee whose patience i admire has met eleven times and agreed on nothing".split()
    cut = spliced(said, "the committee has met eleven times".split())
    assert cut is not None
    assert [c.left for c in cut.changes] == [("whose", "patience", "i", "admire")]


def test_words_in_another_order_are_no_cut():
    assert spliced("bread first then borders and flags last".split(), "borders and bread first".split()) is None
