"""Numbers as written."""

import pytest

from communique.compare.clauses.quantities import Quantity, quantities
from communique.compare.clauses.words import tokens


def read(text: str) -> list[Quantity]:
    return list(quantities(text, list(tokens(text))))


@pytest.mark.parametrize(
    ("text", "value", "thing"),
    [
        ("twelve grain barges passed", 12, "barge"),
        ("a dozen Ardian inspectors came", 12, "inspector"),
        ("1.2 million florins were paid", 1_200_000, "florin"),
        ("40 per cent of voters", 40, "percent"),
        ("a crew of twenty-two went down", 22, "crew"),
        ("four hundred million crowns", 400_000_000, "crown"),
        ("3.5bn crowns", 3_500_000_000, "crown"),
        ("within ninety days", 90, "day"),
        ("half a billion litres", 500_000_000, "litre"),
    ],
)
def test_a_number_with_what_it_counts(text, value, thing):
    assert [(q.value, q.thing) for q in read(text)] == [(value, thing)]


@pytest.mark.parametrize(
    "text", ["launch No. 14 sailed", "article 3 says so", "in 2031 it rained", "Pavo Drin, 44, said"]
)
def test_numbers_that_count_nothing_are_left_out(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("at least 180 barges", "200 barges", True),
        ("nearly 100 barges", "96 barges", True),
        ("up to 50 barges", "30 barges", True),
        ("14 barges", "17 barges", False),
        ("fewer than 10 barges", "30 barges", False),
    ],
)
def test_bounds_and_round_numbers_agree_with_what_they_allow(one, other, agree):
    assert read(one)[0].agrees(read(other)[0]) is agree


def test_a_change_and_a_part_are_told_apart():
    assert [q.role for q in read("from 12 miles to 50 miles")] == ["from", "to"]
    assert read("a first 40 million crowns")[0].role == "part"


def test_the_span_of_a_rate():
    assert read("480 million litres in every year")[0].per == "year"
