"""Where a report tells in its own words where somebody stands, and what looks like it."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from tests.compare.stories import Report, story


def stands(tmp_path, issue: str, told: str) -> list[tuple[str, str, str]]:
    """Actor, stance and who reports it, on one declared issue in one report."""
    issues = tmp_path / "issues.yaml"
    issues.write_text(f"issues:\n  - {{name: {issue}, words: [{issue}]}}\n", encoding="utf-8")
    linkage, readings = story(Report("Agency", "1963-04-02", told, "news", None, {}))
    found = compare(linkage, readings, CompareOptions(issues=issues))
    return [(p.actor, p.stance, p.reported_by) for p in found.positions if p.issue == issue]


@pytest.mark.parametrize(
    ("told", "stance"),
    [
        ("The police union opposed the curfew.", "opposes"),
        ("The police union came out yesterday against the curfew.", "opposes"),
        ("The police union threw its weight behind the curfew.", "supports"),
        ("The police union would accept the curfew if it ended at ten.", "conditional"),
    ],
)
def test_the_author_tells_where_a_body_stands(tmp_path, told, stance):
    assert stands(tmp_path, "curfew", told) == [("police union", stance, "author")]


@pytest.mark.parametrize(
    "told",
    [
        "The police union has not opposed the curfew.",
        "The members of the police union who opposed the curfew stayed away.",
        "The curfew was opposed.",
    ],
)
def test_what_is_denied_or_told_of_others_is_no_stand(tmp_path, told):
    assert stands(tmp_path, "curfew", told) == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("The police union opposed the new embargo.", ["opposes"]),
        ("The police union supported a concert on the eve of the embargo.", []),
        ("The police union fights for the embargo.", []),
    ],
)
def test_on_an_issue_that_nobody_declared_the_thing_itself_is_what_the_verb_governs(told, found):
    linkage, readings = story(Report("Agency", "1963-04-02", told, "news", None, {}))
    assert [p.stance for p in compare(linkage, readings, CompareOptions()).positions if p.issue == "sanctions"] == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("The police union would not object to the curfew.", [("police union", "supports")]),
        ("The police union voted to lift the curfew.", [("police union", "opposes")]),
        ("The curfew was vetoed by the police union.", [("police union", "opposes")]),
        ("The police union took no position on the curfew.", [("police union", "neutral")]),
        ("The curfew began. The police union cheered.", []),
    ],
)
def test_acts_and_idioms_tell_where_a_body_stands(tmp_path, told, found):
    assert [(actor, stance) for actor, stance, _ in stands(tmp_path, "curfew", told)] == found
