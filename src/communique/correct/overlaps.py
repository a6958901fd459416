"""Which finding of a run is the one that a correction was made on: the one that rests on the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from communique.correct.anchors import Shelf
from communique.record import Applied, Correction, Evidence
from communique.record.correction import How, Outcome
from communique.record.text import Spans

_HOWS: tuple[How, ...] = ("same place", "moved", "new version", "by name")
_HALF = 0.5  # share of the words corrected that the finding must rest on, and of the pieces


class Found(Protocol):
    """Whatever has an id and rests on words."""

    @property
    def id(self) -> str:
        """Its id."""


FoundT = TypeVar("FoundT", bound=Found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction of a finding and where its words stand in this story."""

    correction: Correction
    places: tuple[tuple[str, tuple[int, int]], ...]
    how: How
    likeness: float

    def told(self, outcome: Outcome, target: str | None, reason: str = "") -> Applied:
        """What became of it."""
        return Applied(
            correction=self.correction.id,
            outcome=outcome,
            how=self.how,
            targets=(target,) if target else (),
            reason=reason,
            likeness=self.likeness,
        )

    def superseded(self, later: Wanted, target: str) -> Applied:
        """A later one holds."""
        by = later.correction
        return self.told("superseded", target, f"by {by.id} of {by.who}, {by.when}")

    def missing(self, what: str) -> Applied:
        """The run has no such finding: that is what a rejection wants; anything else has nothing to hold on to."""
        if self.correction.kind == "reject":
            return self.told("already so", None, f"the run finds no such {what}")
        return self.told("unanchored", None, f"the run finds no such {what} in these words any more")


def wanted(correction: Correction, shelf: Shelf, inside: set[str], part: str = "") -> Wanted | None:
    """Where the evidence of a correction stands among the articles `inside`, None when none of it does."""
    found = [p for a in correction.anchors if a.part == part and (p := shelf.find(a)) and p.article.id in inside]
    if not found:
        return None
    places = tuple(sorted({(p.article.id, p.span) for p in found}))
    return Wanted(correction, places, max((p.how for p in found), key=_HOWS.index), min(p.likeness for p in found))


def best_of(want: Wanted, findings: Iterable[tuple[FoundT, Sequence[Evidence]]]) -> FoundT | None:
    """The finding that rests on most of the words, None when none rests on half of the pieces."""
    best: tuple[float, FoundT] | None = None
    for finding, evidence in findings:
        score = resting(want, evidence)
        if score is not None and (best is None or (-score, finding.id) < (-best[0], best[1].id)):
            best = (score, finding)
    return best[1] if best else None


def resting(want: Wanted, evidence: Sequence[Evidence]) -> float | None:
    """How alike the words of a correction and of a finding are; None when half of the pieces are not among them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in evidence:
        spans.setdefault(one.article, []).append(one.span)
    hit = [holds((span,), spans.get(article, ())) for article, span in want.places]
    if not hit or sum(hit) < _HALF * len(hit):
        return None
    if not evidence:
        return None
    back = [any(a == e.article and holds((s,), (e.span,)) for a, s in want.places) for e in evidence]
    return sum(hit) / len(hit) + sum(back) / len(back)


def holds(wanted_spans: Spans, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the two share at least half of the shorter one's characters."""
    own = list(spans)
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in wanted_spans for c, d in own)
    near = [(c, d) for c, d in own if any(c < b and a < d for a, b in wanted_spans)]
    shorter = min(sum(b - a for a, b in wanted_spans), sum(d - c for c, d in near))
    return shared > 0 and shared >= _HALF * shorter
