"""Outcomes told in other words than the promise, by delays, parts and days; and what such words must not settle."""

import pytest

from communique.compare import compare
from communique.compare.clauses.related import neighbours
from communique.compare.outcomes.frames import groups_of
from communique.options import CompareOptions
from communique.record import TrackedForward
from tests.compare.stories import Report, story


def tracked(said: str, later: str, day: str = "1971-09-01") -> list[TrackedForward]:
    """The lines of a report of 3 May 1971, with what a report of `day` tells."""
    linkage, readings = story(Report("Agency", "1971-05-03", said), Report("Paper", day, later))
    return list(compare(linkage, readings, CompareOptions()).forward)


ROOF = "The council said that <<commitment|the roof of the market at Holm would be mended by 1 July 1971>>."


@pytest.mark.parametrize(
    ("said", "later", "status"),
    [
        # a delay decides, whoever the sentence opens with
        (ROOF, "Shoppers at Holm welcomed the mended roof of the market, three weeks late.", "broken"),
        # what there was remains, and the term is past
        (ROOF, "Rain still falls through the roof of the market at Holm.", "broken"),
        # a part of it
        (ROOF, "The roof of the market at Holm has been mended over nine of the fourteen stalls.", "broken"),
        # an end that is told by another verb of ending
        (
            "The ministry <<commitment|will lift the levy on candles by 1 July 1971>>.",
            "Shops at Holm sold out within a day of the levy on candles being scrapped on 12 June 1971.",
            "kept",
        ),
        # a threat taken back
        (
            "Lura <<warning|threatened to close the canal at Holm>>.",
            "Lura dropped its threat to close the canal at Holm.",
            "superseded",
        ),
    ],
)
def test_it_is_told_in_other_words(said, later, status):
    assert tracked(said, later)[0].status == status


def test_a_day_of_something_else_keeps_no_plan_for_another_day():
    said = "The pact <<plan|takes effect on 1 August 1971 if both parliaments approve it>>."
    assert tracked(said, "The parliament at Holm approved the pact on 27 June 1971.")[0].status != "kept"


def test_undecided_words_before_the_term_leave_a_promise_open():
    said = "The council <<commitment|will mend the roof of the market at Holm by 1 December 1971>>."
    assert tracked(said, "The roof of the market at Holm was the talk of the council on Monday.")[0].status == "open"


def test_neighbours_are_related_and_not_said_to_mean_the_same():
    assert neighbours("senate")["senator"] > 0
    assert neighbours("senator")["senate"] == neighbours("senate")["senator"]
    assert "station" not in neighbours("wheat")


@pytest.mark.parametrize(
    ("deed", "told", "one"),
    [("lift", "scrap", True), ("return", "hand", True), ("lift", "deliver", False), ("tower", "lift", False)],
)
def test_verbs_of_one_deed_stand_in_one_group(deed, told, one):
    assert bool(groups_of([deed]) & groups_of([told])) is one
