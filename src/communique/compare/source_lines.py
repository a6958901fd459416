"""One line a finding, in words a reader understands.

Whose words at which hand, how many independent reports, since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.compare.clauses.story import Report, Story
from communique.compare.wordings.variants import translated
from communique.record import (
    Conflict,
    Evidence,
    Position,
    QuoteVariant,
    SharedFact,
    Statement,
    TrackedForward,
    evidence_of,
)


def source_lines(
    story: Story,
    facts: Sequence[SharedFact],
    found: Sequence[Conflict],
    variants: Sequence[QuoteVariant],
    stands: Sequence[Position],
    promises: Sequence[TrackedForward],
) -> dict[str, str]:
    """Finding id to its line."""
    lines: dict[str, str] = {}
    for fact in facts:
        lines[fact.id] = line(story, fact.evidence, fact.rests_on)
    for conflict in found:
        lines[conflict.id] = _conflict_line(story, conflict)
    for variant in variants:
        lines[variant.id] = line(story, variant.evidence)
    for stand in stands:
        lines[stand.id] = line(story, stand.evidence)
    for promise in promises:
        report = story.report_of(promise.article)
        lines[promise.id] = line(story, evidence_of(report.id, report.text, promise.spans))
    return lines


def line(story: Story, evidence: Sequence[Evidence], rests: str | None = None) -> str:
    """The source line of evidence."""
    reports = [story.report_of(a) for a in dict.fromkeys(e.article for e in evidence)]
    parts = [_counted(story, reports, rests)]
    parts += [p for p in (_hand(reports, evidence), _named(reports, evidence)) if p]
    if any(translated(r) for r in reports):
        parts.append("translated" if all(translated(r) for r in reports) else "partly translated")
    if rests:
        parts.append(f"rests on {rests}")
    days = sorted(r.reading.article.published for r in reports if r.reading.article.published)
    if days:
        parts.append(days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}")
    return "; ".join(parts)


def _counted(story: Story, reports: Sequence[Report], rests: str | None) -> str:
    """How many there are: "3 independent (7 articles)"; one article is named by its outlet."""
    groups = 1 if rests else story.independent(r.id for r in reports)
    if len(reports) == 1:
        return f"{reports[0].name} alone"
    noun = "independent" if groups != 1 else "source"
    return f"{groups} {noun} ({len(reports)} articles)"


def _hand(reports: Sequence[Report], evidence: Sequence[Evidence]) -> str:
    """How the words come: a document, somebody's own words, somebody's words retold, or the reports' own account."""
    if any(r.primary for r in reports):
        return "in an official text"
    statements = list(_statements(reports, evidence))
    if not statements:
        return "in the report's own voice" if len(reports) == 1 else "in the reports' own voice"
    if any(s.within for s in statements):
        return "second-hand"
    if any(s.form in ("direct", "mixed") for s in statements):
        return "quoted"
    return "paraphrased"


def _named(reports: Sequence[Report], evidence: Sequence[Evidence]) -> str:
    """Whether those who said it are named; speakers that the reader could not make out say nothing about that."""
    kinds = {s.speaker_kind for s in _statements(reports, evidence)} - {"unknown"}
    if not kinds:
        return ""
    if kinds == {"unnamed"}:
        return "unnamed source"
    return "partly unnamed sources" if "unnamed" in kinds else "on the record"


def _statements(reports: Sequence[Report], evidence: Sequence[Evidence]) -> Iterable[Statement]:
    for report in reports:
        spans = [e.span for e in evidence if e.article == report.id]
        if not spans:
            continue
        first, last = min(s for s, _ in spans), max(e for _, e in spans)
        for statement in report.statements:
            if statement.content[0][0] >= last or statement.content[-1][1] <= first:
                continue  # most statements of a report stand nowhere near
            if any(s < span[1] and span[0] < e for s, e in statement.content for span in spans):
                yield statement


def _conflict_line(story: Story, conflict: Conflict) -> str:
    sides = []
    for side in conflict.sides:
        reports = [story.report_of(a) for a in dict.fromkeys(e.article for e in side.evidence)]
        who = side.holder if conflict.between == "parties" and side.holder else ", ".join(r.name for r in reports[:3])
        sides.append(f"{who}: {_counted(story, reports, None)}" if len(reports) > 1 else who)
    return " against ".join(sides)
