"""A pair of wordings of one utterance, and what kind of rendering one is of the other."""

from __future__ import annotations

from dataclasses import dataclass

from communique.compare.story import Report
from communique.compare.wording import Alignment, Wording, ends_early, sense_kept
from communique.record import Statement

SAME_WORDS = 0.62  # from this closeness on two stretches are one wording, changed or not
SURELY = 0.75  # and from this on they are whoever is said to have spoken
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
        return "trimmed" if alignment.only_cut else "altered"
    return "altered" if sense_kept(original, quote) else "not found"


def _stands_alone(text: str, quote: Wording) -> bool:
    """A quotation printed as a sentence of its own, not as a fragment in somebody else's."""
    return text[quote.places[0][0]].isupper() and len(quote.words) >= 4


def _from_start(text: str, original: Wording, alignment: Alignment) -> bool:
    return text[original.places[alignment.window[0]][0]].isupper()
