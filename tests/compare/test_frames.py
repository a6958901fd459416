"""The deed of a line told of the very thing in other words, what is said of a promise as such; and what settles nothing."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from communique.record import TrackedForward
from tests.compare.stories import Report, story


def tracked(said: str, later: str, day: str = "1971-09-01") -> TrackedForward:
    """The first line of a report of 3 May 1971, with what a report of `day` tells."""
    linkage, readings = story(Report("Agency", "1971-05-03", said), Report("Paper", day, later))
    return compare(linkage, readings, CompareOptions()).forward[0]


BRONZES = "The museum said that <<commitment|it would return the nine bronzes to the shrine at Quell>>."
TOLL = "The board said that <<commitment|it would lift the toll on the Quell bridge by 1 July 1971>>."
DOCK = "The firm said that <<refusal|it would not give up the dock at Quell>>."


@pytest.mark.parametrize(
    ("said", "later", "status"),
    [
        # a verb and its particle are one verb; verbs of one deed are one
        (BRONZES, "The nine bronzes were handed over to the shrine at Quell on Tuesday.", "kept"),
        (TOLL, "The toll on the Quell bridge ended on 12 June 1971.", "kept"),
        # the contrary
        (TOLL, "The toll on the Quell bridge remains, and so do the queues.", "broken"),
        # what was ruled out is told as done
        (DOCK, "The firm handed over the dock at Quell to the city on Friday.", "broken"),
        # what the report says of the promise as such
        (TOLL, "The board went back on its promise to end the toll on the Quell bridge.", "broken"),
        (BRONZES, "The museum kept its word: the shrine at Quell has its nine bronzes again.", "kept"),
        # put off past its day
        (
            "The board said that <<plan|it would drain the reservoir at Quell on 1 July 1971>>.",
            "The draining of the reservoir at Quell has been postponed to 4 October 1971.",
            "broken",
        ),
    ],
)
def test_it_is_settled(said, later, status):
    assert tracked(said, later).status == status


@pytest.mark.parametrize(
    ("said", "later"),
    [
        # a number of all
        (
            "The council said that <<commitment|it would mend every roof in Quell>>.",
            "Nine roofs in Quell were repaired; the others leak.",
        ),
        # a first part
        (
            "The council said that <<commitment|it would pay two million crowns to the farmers of Quell>>.",
            "A first 200,000 crowns were transferred to the farmers of Quell.",
        ),
        # a question
        (BRONZES, "Were the nine bronzes handed over to the shrine at Quell?"),
        # things as they were, of a plan without a day
        (
            "The palace <<plan|plans to show the nine bronzes in a new gallery>>.",
            "A quarrel has kept the nine bronzes in a cellar.",
        ),
        # that he said so is recalled
        (DOCK, "The firm, which had said that it would never give up the dock at Quell, held its yearly dinner."),
    ],
)
def test_it_settles_nothing(said, later):
    assert tracked(said, later).status not in ("kept", "broken", "superseded")


def test_what_was_told_before_a_line_is_no_outcome_of_it():
    linkage, readings = story(
        Report("Agency", "1971-05-03", BRONZES),
        Report("Paper", "1971-06-01", "The nine bronzes were handed over to the shrine at Quell on Tuesday."),
        Report("Herald", "1971-06-20", BRONZES),
    )
    lines = compare(linkage, readings, CompareOptions()).forward
    published = {r.article.id: r.article.published for r in readings}
    shown = {published[line.article]: line.status for line in lines}
    assert shown == {"1971-05-03": "kept", "1971-06-20": "open"}
