"""Contradictions: what is one, and above all what is none."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from communique.record import Comparison
from tests.compare.stories import Report, story


def found(*reports: Report, people: tuple[str, ...] = ()) -> Comparison:
    linkage, readings = story(*reports, people=people)
    return compare(linkage, readings, CompareOptions())


def kinds(comparison: Comparison) -> list[tuple[str, str]]:
    return [(c.between, c.kind) for c in comparison.conflicts]


def test_two_counts_of_one_group_contradict_each_other():
    comparison = found(
        Report("Post", "2040-03-02", "Twelve Ardian miners were killed in the shaft at Grauwick on Monday."),
        Report("Herald", "2040-03-02", "Nineteen Ardian miners died when the shaft at Grauwick collapsed."),
    )
    assert kinds(comparison) == [("reports", "number")]
    assert {s.claim for s in comparison.conflicts[0].sides} == {"Twelve Ardian miners", "Nineteen Ardian miners"}


@pytest.mark.parametrize(
    "other",
    [
        "About 190 Ardian miners work in the shaft at Grauwick.",  # another group
        "More than ten Ardian miners were killed in the shaft at Grauwick.",  # a bound that holds
        "Twelve Ardian miners were killed in the shaft at Grauwick; nineteen miners were hurt.",  # the other number too
        "Another seven Ardian miners were killed in the shaft at Grauwick on Tuesday.",  # a further part
    ],
)
def test_numbers_that_can_both_be_right_are_no_contradiction(other):
    comparison = found(
        Report("Post", "2040-03-02", "Twelve Ardian miners were killed in the shaft at Grauwick on Monday."),
        Report("Herald", "2040-03-02", other),
    )
    assert kinds(comparison) == []


def test_a_later_toll_is_no_contradiction():
    comparison = found(
        Report("Post", "2040-03-02", "Twelve Ardian miners were killed in the shaft at Grauwick."),
        Report("Herald", "2040-05-20", "Nineteen Ardian miners were killed in the shaft at Grauwick."),
    )
    assert kinds(comparison) == []


def test_two_days_of_one_event_contradict_each_other():
    comparison = found(
        Report("Post", "2040-03-09", "The tanker Orla was seized off Grauwick harbour on March 3."),
        Report("Herald", "2040-03-09", "Coast guards seized the tanker near Grauwick harbour on March 5."),
    )
    assert kinds(comparison) == [("reports", "date")]


def test_a_month_and_a_day_in_it_agree():
    comparison = found(
        Report("Post", "2040-03-09", "The tanker Orla was seized off Grauwick harbour on March 3."),
        Report("Herald", "2040-03-09", "Coast guards seized the tanker near Grauwick harbour in early March."),
    )
    assert kinds(comparison) == []


def test_signed_and_not_signed_contradict_each_other():
    comparison = found(
        Report("Post", "2040-03-02", "The two ministers signed the grain protocol at Grauwick."),
        Report("Herald", "2040-03-02", "The ministers parted late, but nobody signed the grain protocol."),
    )
    assert kinds(comparison) == [("reports", "agreed-or-not")]


def test_a_plan_and_its_denial_of_the_past_are_no_contradiction():
    comparison = found(
        Report("Post", "2040-03-02", "The two ministers will sign the grain protocol at Grauwick in May."),
        Report("Herald", "2040-03-02", "The ministers have not signed the grain protocol."),
    )
    assert kinds(comparison) == []


def test_a_changed_word_inside_quotation_marks_is_a_conflict_of_wording():
    comparison = found(
        Report("Post", "2040-03-02", "[[Mara Voss|“The lock will stay open to every barge,”]] Mara Voss said."),
        Report("Herald", "2040-03-02", "[[Mara Voss|“The lock will stay closed to every barge,”]] Mara Voss said."),
    )
    assert kinds(comparison) == [("reports", "wording")]
    assert any(r.endswith("the words are opposites") for r in comparison.conflicts[0].reasons)


def test_a_translated_report_does_not_conflict_in_wording():
    comparison = found(
        Report("Post", "2040-03-02", "[[Mara Voss|“The lock will stay open to every barge,”]] Mara Voss said."),
        Report("Vest", "2040-03-02", "[Translated] [[Mara Voss|“The lock will stay free to every barge,”]] said Voss."),
    )
    assert kinds(comparison) == []


def test_a_denial_that_answers_another_actor_is_between_the_parties():
    comparison = found(
        Report(
            "Post",
            "2040-03-02",
            "Ilo Grand said [[Ilo Grand|Ardia had agreed to open the lock]]. "
            "[[Mara Voss|“We agreed to nothing of the kind,”]] said Mara Voss.",
        ),
    )
    assert kinds(comparison) == [("parties", "agreed-or-not")]
    assert [s.holder for s in comparison.conflicts[0].sides] == ["Ilo Grand", "Mara Voss"]


def test_one_report_about_two_voices_is_never_blamed_on_the_reports():
    comparison = found(
        Report(
            "Post",
            "2040-03-02",
            "The owners said [[Owners|the barge was 14 miles from the lock]]. "
            "The harbour office said [[Office|it was 9 miles away]].",
        ),
    )
    assert {c.between for c in comparison.conflicts} == {"parties"}


def test_every_side_shows_its_words_and_every_conflict_its_reasons():
    comparison = found(
        Report("Post", "2040-03-02", "Twelve Ardian miners were killed in the shaft at Grauwick on Monday."),
        Report("Herald", "2040-03-02", "Nineteen Ardian miners died when the shaft at Grauwick collapsed."),
    )
    for conflict in comparison.conflicts:
        assert conflict.reasons
        assert all(side.evidence for side in conflict.sides)
