"""What a statement is about when nobody declared issues: what it names, and otherwise nothing."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from tests.compare.stories import Report, story


def issues(*said: str) -> list[str]:
    return issues_by(*((("Mara Voss", "Otto Reiz")[n % 2], text) for n, text in enumerate(said)))


def issues_by(*said: tuple[str, str]) -> list[str]:
    reports = [
        Report(f"Post {n}", "2040-03-03", f"[[{who}|“{text}”]] said {who}.") for n, (who, text) in enumerate(said)
    ]
    linkage, readings = story(*reports)
    return sorted({p.issue for p in compare(linkage, readings, CompareOptions()).positions})


@pytest.mark.parametrize(
    ("said", "issue"),
    [
        ("We will lift the embargo in May,", "sanctions"),
        ("No refugees will be deported this winter,", "migration and asylum"),
        ("We will exchange all prisoners of war,", "prisoners and hostages"),
        ("The judges must give their verdict by June,", "courts and justice"),
    ],
)
def test_an_issue_is_told_by_its_own_words(said, issue):
    assert issue in issues(said)


@pytest.mark.parametrize(
    "said",
    [
        "I take responsibility and will pay the bill,",  # a duty is a levy elsewhere, and so is a bill
        "The police will never remove the chairman,",  # police patrol, and who is removed is withdrawn
        "We will attack this question with new charges,",
        "How fine to find you in good health and as fond of a quarrel,",
    ],
)
def test_words_that_only_share_a_sense_with_an_issue_tell_none(said):
    assert issues(said) == []


def test_common_nouns_people_and_documents_name_no_issue():
    said = ("The question of the report is one for the chairman,", "The chairman will answer the question in a report,")
    assert issues(*said) == []


@pytest.mark.parametrize("noun", ["condition", "demand", "sentiment"])
def test_what_people_say_of_any_matter_is_no_issue(noun):
    assert issues(f"We will accept the {noun},", f"Nobody will ever refuse the {noun},") == []
    assert issues("We will accept the lighthouse,", "Nobody will ever refuse the lighthouse,") == ["lighthouse"]


def test_a_sentence_that_names_no_issue_does_not_inherit_ours():
    assert issues("The tariff is gone. Thank you all for coming,") == ["trade and tariffs"]
    linkage, readings = story(
        Report("Post", "2040-03-03", "The tariff is gone. [[Mara Voss|“I have never been so tired,”]] said Mara Voss.")
    )
    assert compare(linkage, readings, CompareOptions()).positions == ()


def test_one_mans_phrase_in_every_report_is_no_issue():
    said = "He waves a lighthouse at us,"
    assert issues_by(("Mara Voss", said), ("Mara Voss", said)) == []
    assert issues_by(("Mara Voss", said), ("Otto Reiz", "Nobody needs the lighthouse,")) == ["lighthouse"]


def test_an_issue_that_only_the_sentence_around_names_is_none_of_the_statement():
    text = "Beside the embargo he mentioned [[Mara Voss|that the opera had reopened]], said Mara Voss."
    linkage, readings = story(Report("Post", "2040-03-03", text))
    assert compare(linkage, readings, CompareOptions()).positions == ()


def test_two_names_of_one_thing_are_one_issue():
    said = (
        "We will sign the deal,",
        "Nobody will ever sign the deal,",
        "We want the agreement,",
        "We reject the agreement,",
    )
    assert len(issues(*said)) == 1


@pytest.mark.parametrize("noun", ["stupid lighthouse", "lighthouse"])
def test_an_adjective_that_judges_is_no_part_of_a_name(noun):
    assert issues(f"We will build the {noun},", f"Nobody will ever accept the {noun},") == ["lighthouse"]


def test_a_thing_that_nobody_is_for_or_against_is_no_issue():
    assert issues("I slept in the lighthouse,", "My aunt slept in the lighthouse,") == []
