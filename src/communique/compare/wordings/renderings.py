"""A pair of wordings of one utterance, and what kind of rendering one is of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.compare.clauses.story import Report
from communique.compare.wordings.wording import Alignment, Wording, ends_early, sense_kept
from communique.record import Statement

SAME_WORDS = 0.62  # from this closeness on two stretches are one wording, changed or not
SURELY = 0.75  # and from this on they are whoever is said to have spoken
CUT = re.compile(r"\.\s?\.\s?\.|…")  # what marks in print that words are left out
_AT_THE_EDGE = 20  # characters between a quotation and the mark
LEAST_WORDS = 3  # a quotation that can be told from a turn of phrase


@dataclass(frozen=True, slots=True)
class Rendering:
    """A pair of wordings of one utterance, the fuller (or official) one first."""

    original: tuple[Report, Statement | None, Wording]
    rendering: tuple[Report, Statement, Wording]
    alignment: Alignment
    kind: str


def kind_of(alignment: Alignment, source: Report, original: Wording, report: Report, quote: Wording) -> str:
    """How `quote` renders `original`: "verbatim", "trimmed" (words left out), "altered" or "not found"."""
    if alignment.identical:
        early = ends_early(source.text, original.places, alignment.window)
        return (
            "trimmed"
            if early and _stands_alone(report.text, quote) and _from_start(source.text, original, alignment)
            else "verbatim"
        )
    if alignment.closeness >= SAME_WORDS:
        cut = (
            alignment.only_cut
            or _cut_by_one(alignment, source)
            or _owned_up(alignment, source, original, report, quote)
        )
        return "trimmed" if cut else "altered"
    return "altered" if sense_kept(original, quote) else "not found"


def _cut_by_one(alignment: Alignment, source: Report) -> bool:
    """Whether of two press quotations one merely begins earlier or goes on longer; to an official text nothing is added."""
    added = [i for i, c in enumerate(alignment.changes) if c.right]
    return not source.primary and all(i in alignment.edges and not alignment.changes[i].left for i in added)


def _owned_up(alignment: Alignment, source: Report, original: Wording, report: Report, quote: Wording) -> bool:
    """Whether all that differs is left out by the side that marks an omission; its mark may stand right before its words."""
    start, end = alignment.window
    first, last = original.places[start][0], original.places[end - 1][1]
    marked = [CUT.search(source.text, max(0, first - _AT_THE_EDGE), last + _AT_THE_EDGE)]
    marked.append(CUT.search(report.text, max(0, quote.span[0] - _AT_THE_EDGE), quote.span[1] + _AT_THE_EDGE))
    return all((marked[0] and not c.left) or (marked[1] and not c.right) for c in alignment.changes)


def _stands_alone(text: str, quote: Wording) -> bool:
    """A quotation printed as a sentence of its own, not as a fragment in somebody else's."""
    return text[quote.places[0][0]].isupper() and len(quote.words) >= 4


def _from_start(text: str, original: Wording, alignment: Alignment) -> bool:
    return text[original.places[alignment.window[0]][0]].isupper()
