"""The order of findings and the evidence of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from communique.compare.clauses.story import Clause, Story
from communique.record import Evidence, evidence_of, normalise_spans


class _Found(Protocol):
    id: str


T = TypeVar("T")


def merged_evidence(clauses: Sequence[Clause]) -> tuple[Evidence, ...]:
    """Evidence of clauses in the order of their reports; neighbours of one report are joined where they touch."""
    out: list[Evidence] = []
    for report in dict.fromkeys(c.report for c in sorted(clauses, key=lambda c: c.number)):
        spans = normalise_spans(c.whole for c in clauses if c.report is report)
        out.extend(evidence_of(report.id, report.text, spans))
    return tuple(out)


def sort_key(story: Story, evidence: Sequence[Evidence], identity: str) -> tuple[str, str, tuple[int, int], str]:
    """By day of the first article, then first evidence, then id."""
    if not evidence:
        return ("9999", "", (0, 0), identity)
    days = {r.id: r.reading.article.published or "9999" for r in story.reports}
    first = min(evidence, key=lambda e: (days[e.article], e.article, e.span))
    return (days[first.article], first.article, first.span, identity)
