"""Parties that answer one another in one report: with a negation, another account, another figure; and answers that contradict nothing."""

import pytest

from communique.compare import compare
from communique.compare.clauses.quantities import bare_number, quantities
from communique.compare.clauses.words import tokens
from communique.options import CompareOptions
from tests.compare.stories import Report, story


def kinds(text: str) -> list[tuple[str, str]]:
    linkage, readings = story(Report("Post", "2041-05-02", text))
    return [(c.between, c.kind) for c in compare(linkage, readings, CompareOptions()).conflicts]


def number(text: str) -> float | None:
    return bare_number(text, list(tokens(text, 0, len(text))))


def fates(text: str) -> list[tuple[float, str | None]]:
    return [(q.value, q.fate) for q in quantities(text, list(tokens(text, 0, len(text))))]


def test_a_claim_answered_with_an_outright_negation():
    text = (
        "The Emir's man said that [[Emir|the tribes had carried off forty camels]]. "
        "The sheikh answered that [[Sheikh|not one beast had been touched]]."
    )
    assert kinds(text) == [("parties", "whether-happened")]


def test_a_claim_answered_with_another_account():
    text = (
        "Brill said that [[Brill|militiamen opened fire first at Vuk]]. "
        "[[Reiz|“It was army mortars that began it,”]] countered Reiz."
    )
    assert kinds(text) == [("parties", "who")]


@pytest.mark.parametrize(
    "answer",
    [
        "Reiz answered that [[Reiz|nothing had been decided yet]].",
        "Reiz replied that [[Reiz|he did not know]].",
        "Reiz answered that [[Reiz|bread was dear]].",
        "Reiz said that [[Reiz|not one hotel in the town had a bed free]].",
    ],
)
def test_an_answer_that_leaves_the_claim_alone(answer):
    assert kinds(f"Brill said that [[Brill|the tribes had carried off forty camels]]. {answer}") == []


def test_two_sides_count_their_dead():
    text = "The army said that [[Army|12 soldiers were killed]]. The rebels said that [[Rebels|they had killed 45 soldiers]]."
    assert kinds(text) == [("parties", "number")]


@pytest.mark.parametrize(
    "other",
    ["they had lost 45 fighters", "45 soldiers were wounded", "their raid left 12 soldiers dead"],
)
def test_other_persons_other_fates_and_the_same_figure_are_no_contradiction(other):
    text = f"The army said that [[Army|12 soldiers were killed]]. The rebels said that [[Rebels|{other}]]."
    assert kinds(text) == []


def test_a_bare_figure_answers_the_one_before_it():
    text = "The owners reckon that [[Owners|she was 52 miles from land]]. The islanders say [[Islanders|thirty-eight]]."
    assert kinds(text) == [("parties", "number")]


def test_a_bare_figure_far_off_is_of_something_else():
    text = "The owners reckon that [[Owners|she was 52 miles from land]]. The islanders say [[Islanders|four]]."
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("thirty-eight", 38.0), ("only 38", 38.0), ("38 miles", None), ("nobody", None)]
)
def test_a_number_with_nothing_beside_it(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The shelling left 12 dead and 30 wounded", [(12.0, "dead"), (30.0, "hurt")]),
        ("They had killed 45 soldiers", [(45.0, "dead")]),
        ("Nine sailors came home", [(9.0, None)]),
    ],
)
def test_what_befell_those_counted(text, told):
    assert fates(text) == told
