"""Sides on issues that nobody declared: taken only where the words tell them of the issue itself."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from tests.compare.stories import Report, story


def sides(text: str, act: str = "assert") -> list[str]:
    """The stances of Anna Holt on sanctions, where nobody declared issues."""
    linkage, readings = story(Report("Agency", "1963-04-02", text, "news", None, {"Anna Holt": act}))
    found = compare(linkage, readings, CompareOptions()).positions
    return [p.stance for p in found if (p.actor, p.issue) == ("Anna Holt", "sanctions")]


@pytest.mark.parametrize(
    ("said", "act", "stance"),
    [
        ("we support the sanctions", "assert", "supports"),
        ("her party opposes any embargo", "assert", "opposes"),
        ("we do not support the sanctions", "assert", "opposes"),
        ("the embargo must be lifted at once", "assert", "opposes"),
        ("the sanctions must stay in force for a year", "assert", "supports"),
        ("the sanctions should be maintained", "assert", "supports"),
        ("the embargo is illegal", "assert", "opposes"),
        ("she called for an end to the sanctions", "assert", "opposes"),
        ("the city will lift the embargo in May", "commit", "opposes"),
        ("the city will impose sanctions in May", "commit", "supports"),
        ("the city will not lift the sanctions", "commit", "supports"),
        ("the levy would go when parliament adopts the sanctions", "commit", "unclear"),
        ("to join the embargo", "refuse", "opposes"),
        ("to lift the embargo", "refuse", "supports"),
        ("to use the embargo to get a better price", "demand", "unclear"),
        ("lunch on the eve of the embargo is an insult", "assert", "unclear"),
        ("we would support the sanctions if the council asked for them", "assert", "conditional"),
        ("whoever agrees to the embargo is a fool", "assert", "unclear"),
        ("they will pay for the grain but not the embargo", "commit", "opposes"),
        ("there must be no embargo", "demand", "opposes"),
        ("the embargo just got longer", "assert", "unclear"),
        ("the sanctions were voted in March", "accuse", "unclear"),
        ("nobody has counted what the sanctions cost", "praise", "unclear"),
    ],
)
def test_a_side_is_told_of_the_issue_itself(said, act, stance):
    assert sides(f"Anna Holt said [[Anna Holt|{said}]].", act) == [stance]


@pytest.mark.parametrize(("cue", "stance"), [("welcomed", "supports"), ("rejected", "opposes"), ("counted", "unclear")])
def test_what_is_welcomed_or_rejected_is_told_by_the_cue(cue, stance):
    linkage, [reading] = story(
        Report("Agency", "1963-04-02", f"Anna Holt {cue} [[Anna Holt|the sanctions of the league]].")
    )
    span = (len("Anna Holt "), len("Anna Holt ") + len(cue))
    statement = reading.statements[0].model_copy(update={"cue": (span,)})
    found = compare(linkage, [reading.model_copy(update={"statements": (statement,)})], CompareOptions())
    assert [p.stance for p in found.positions] == [stance]
