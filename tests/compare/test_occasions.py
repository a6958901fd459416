"""Words are rendered by reports of one occasion: what was said on another day is another utterance. All sentences are invented."""

from __future__ import annotations

import pytest

from communique.compare import compare
from communique.options import CompareOptions

from .stories import Report, story


def wordings(*reports: Report) -> list[str]:
    linkage, readings = story(*reports)
    return [v.kind for v in compare(linkage, readings, CompareOptions()).quote_variants]


PAPER = "Envoy Ana Kovar said [[Ana Kovar|the herring fleet of Tarn would be let into the bay of Sellin]]."


@pytest.mark.parametrize(("day", "found"), [("2031-03-05", 1), ("2031-03-09", 0)])
def test_a_paper_renders_no_interview_of_a_later_day(day: str, found: int) -> None:
    interview = "[[Ana Kovar|We shall let the herring fleet of Tarn into the bay of Sellin.]]"
    assert (
        len(wordings(Report("Post", "2031-03-05", PAPER), Report("Radio", day, interview, genre="transcript"))) == found
    )


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("Ana Kovar said [[Ana Kovar|“Sellin deserves better bridges than that”]].", 0),
        ("Ana Kovar said [[Ana Kovar|“the fishermen of Sellin may breathe for half a winter”]].", 1),
    ],
)
def test_a_name_in_common_makes_no_two_quotations_one(second: str, found: int) -> None:
    first = "Ana Kovar said [[Ana Kovar|“for half a winter the fishermen of Sellin can draw breath”]]."
    assert len(wordings(Report("Post", "2031-03-05", first), Report("Gazette", "2031-03-05", second))) == found
