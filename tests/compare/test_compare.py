"""The comparison as a whole: facts, wordings, outcomes, positions, omissions, source lines."""

import pytest

from communique.compare import compare
from communique.errors import UsageError
from communique.options import CompareOptions
from communique.record import Comparison, canonical_json
from tests.compare.stories import Report, story

AGENCY = Report(
    "Agency",
    "2040-03-02",
    "Ardia will open the Grauwick lock to grain barges by May 1, [[Mara Voss|“provided that the dues are paid,”]] "
    "Mara Voss told reporters. <<commitment|Ardia will send 40 engineers to Grauwick in April.>> "
    "The envoys met for three hours in the customs house.",
)
PAPER = Report(
    "Paper",
    "2040-03-03",
    "The Grauwick lock will be opened by Ardia to barges with grain on May 1. The envoys talked for three hours in the "
    "customs house. No band played.",
)
LATER = Report("Later", "2040-07-01", "Ardia sent its 40 engineers to Grauwick in April, as announced.")


def found(*reports: Report, options: CompareOptions | None = None) -> Comparison:
    linkage, readings = story(*reports)
    return compare(linkage, readings, options or CompareOptions())


def test_a_fact_of_two_reports_is_shared_and_counted_by_independent_groups():
    comparison = found(AGENCY, PAPER)
    lock = next(f for f in comparison.shared_facts if "lock" in f.proposition)
    assert len(lock.articles) == 2
    assert lock.independent == 2
    assert comparison.source_lines[lock.id].startswith("2 independent (2 articles)")


def test_a_reprint_adds_an_article_and_no_source():
    reprint = Report("Reprint", "2040-03-03", PAPER.marked + " Printed by permission.", group="one")
    comparison = found(Report("Paper", "2040-03-03", PAPER.marked, group="one"), reprint)
    assert {f.independent for f in comparison.shared_facts} == {1}


def test_the_order_of_the_readings_changes_nothing():
    linkage, readings = story(AGENCY, PAPER, LATER)
    one = compare(linkage, readings, CompareOptions())
    other = compare(linkage, list(reversed(readings)), CompareOptions())
    assert canonical_json(one) == canonical_json(other)


def test_a_promise_is_followed_to_the_later_words():
    comparison = found(AGENCY, PAPER, LATER)
    promise = comparison.forward[0]
    assert promise.status == "kept"
    assert promise.outcome is not None
    assert "engineers" in promise.outcome.quote


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Ardia never sent the 40 engineers that it had promised to Grauwick.", "broken"),
        ("The 40 engineers for Grauwick have yet to be sent by Ardia.", "overdue"),
        ("Ardia lent Grauwick a crane instead of sending 40 engineers.", "superseded"),
        ("Harvests were good.", "overdue"),
    ],
)
def test_what_became_of_a_promise(later, status):
    assert found(AGENCY, Report("Later", "2040-07-01", later)).forward[0].status == status


def test_before_its_term_a_promise_is_open():
    comparison = found(AGENCY, Report("Next", "2040-03-10", "Harvests were good."))
    assert comparison.forward[0].status == "open"


TRANSCRIPT = Report(
    "Ministry",
    "2040-03-02",
    "VOSS: [[Mara Voss|The lock is ours, and ours alone, and it will open in May. We owe nobody a barge.]]",
    genre="transcript",
)


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("“We owe nobody a barge,”", "verbatim"),
        ("“The lock is ours, and it will open in May,”", "trimmed"),
        ("“The lock is ours, and ours alone, and it will shut in May,”", "altered"),
        ("“Let them swim across if they are in a hurry,”", "not found"),
    ],
)
def test_a_press_quotation_is_checked_against_the_transcript(quote, kind):
    comparison = found(TRANSCRIPT, Report("Post", "2040-03-03", f"[[Mara Voss|{quote}]] said Mara Voss."))
    assert [v.kind for v in comparison.quote_variants] == [kind]


@pytest.mark.parametrize(("day", "kinds"), [("2040-03-02", ["altered"]), ("2040-03-09", [])])
def test_two_readouts_of_one_day_are_laid_side_by_side_two_briefings_are_not(day, kinds):
    other = "VOSS: [[Mara Voss|The lock is ours, and ours alone, and it may open in June.]]"
    comparison = found(TRANSCRIPT, Report("Embassy", day, other, genre="transcript"))
    assert [v.kind for v in comparison.quote_variants if v.kind == "altered"] == kinds


def test_alike_words_of_two_speakers_stay_apart():
    comparison = found(
        Report("Post", "2040-03-03", "[[Mara Voss|“The lock will outlive us all,”]] said Mara Voss."),
        Report("Herald", "2040-03-03", "[[Ilo Grand|“The barge will outlive us all,”]] said Ilo Grand."),
    )
    assert comparison.quote_variants == ()


def test_positions_go_by_the_issues_of_the_user(tmp_path):
    issues = tmp_path / "issues.yaml"
    issues.write_text("issues:\n  - name: the lock\n    words: [lock, barge]\n", encoding="utf-8")
    report = Report("Post", "2040-03-03", "[[Mara Voss|“We will open the lock in May,”]] said Mara Voss.")
    comparison = found(report, options=CompareOptions(issues=issues))
    assert [(p.actor, p.issue) for p in comparison.positions] == [("Mara Voss", "the lock")]


def test_an_issues_file_without_issues_is_refused_by_name(tmp_path):
    issues = tmp_path / "mine.yaml"
    issues.write_text("topics: []\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.yaml has no list `issues`"):
        found(AGENCY, options=CompareOptions(issues=issues))


def test_a_report_that_covers_the_matter_and_leaves_out_a_fact_is_named():
    met = " The envoys met for three hours in the customs house."
    third = Report("Third", "2040-03-03", AGENCY.marked.split(" <<")[0] + met)
    short = Report("Short", "2040-03-03", met.strip() + " Ardia will send 40 engineers to Grauwick in April.")
    comparison = found(AGENCY, third, short)
    _, readings = story(AGENCY, third, short)
    absent = {a for o in comparison.omissions for a in o.absent_from}
    assert readings[2].article.id in absent


def test_every_finding_has_a_source_line():
    comparison = found(AGENCY, PAPER, LATER, TRANSCRIPT)
    layers = (comparison.shared_facts, comparison.conflicts, comparison.quote_variants, comparison.positions)
    ids = {x.id for layer in (*layers, comparison.forward) for x in layer}
    assert ids == set(comparison.source_lines)


def test_a_story_of_one_report_has_nothing_to_compare():
    comparison = found(AGENCY)
    assert comparison.shared_facts == ()
    assert comparison.conflicts == ()
