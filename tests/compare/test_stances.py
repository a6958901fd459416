"""Stances told by what a thing is called, hung on a threat, withheld, or only dated by an "end"."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from tests.compare.stories import Report, story


def stances(tmp_path, issue: str, marked: str, acts: dict[str, str] | None = None, genre: str = "news") -> list[str]:
    """The stances found on one declared issue in one report."""
    issues = tmp_path / "issues.yaml"
    issues.write_text(f"issues:\n  - {{name: {issue}, words: [{issue}]}}\n", encoding="utf-8")
    linkage, readings = story(Report("Agency", "1963-04-02", marked, genre, None, acts or {}))
    found = compare(linkage, readings, CompareOptions(issues=issues))
    return [p.stance for p in found.positions if p.issue == issue]


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("the boarding was nothing but piracy", "opposes"),
        ("the boarding was a breach of the law", "opposes"),
        ("the boarding was a routine matter", "supports"),
        ("the boarding was fully within their rights", "supports"),
        ("he had no objection to the boarding", "supports"),
        ("the papers do not permit a finding on the boarding", "neutral"),
    ],
)
def test_what_a_thing_is_called_is_a_stance_on_it(tmp_path, words, stance):
    assert stances(tmp_path, "boarding", f"Anna Holt said [[Anna Holt|{words}]].") == [stance]


def test_a_blame_that_is_denied_is_no_blame(tmp_path):
    assert "opposes" not in stances(
        tmp_path, "boarding", "Anna Holt said [[Anna Holt|who calls the boarding lawful is right]]."
    )


def test_the_end_of_a_month_undoes_nothing(tmp_path):
    words = "the loan must be paid before the end of June"
    found = stances(tmp_path, "loan", f"Anna Holt said [[Anna Holt|{words}]].", {"Anna Holt": "demand"})
    assert found == ["supports"]


def test_an_end_that_is_demanded_is_against_the_thing(tmp_path):
    words = "the loan must come to an end"
    found = stances(tmp_path, "loan", f"Anna Holt said [[Anna Holt|{words}]].", {"Anna Holt": "demand"})
    assert found == ["opposes"]


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("the loan would ruin every mill in the valley", "opposes"),
        ("without a loan no mill would open again", "supports"),
        ("a ban on the loan would be unlawful", "supports"),
        ("the loan came ten years too late", "supports"),
        ("ministers must not delay the loan", "supports"),
        ("ministers must call off the loan", "opposes"),
        ("there was no alternative to the loan", "supports"),
        ("the loan must be paid at once", "supports"),
    ],
)
def test_what_is_said_to_be_done_or_to_do_good_is_a_stance(tmp_path, words, stance):
    assert stances(tmp_path, "loan", f"Anna Holt said [[Anna Holt|{words}]].") == [stance]
