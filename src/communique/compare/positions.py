"""Where each actor stands on each issue, when, and who says so. The words are extracts, never a summary of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.compare.issues import Issue, issue_of
from communique.compare.moments import Moment, moment
from communique.compare.story import Clause, Report, Story
from communique.record import Evidence, Position, Statement, content_id, evidence_of
from communique.record.reading import Act, Stance

_ONE_PERIOD = 21  # days within which statements of one stance are one position

_BY_ACT: dict[Act, Stance] = {
    "commit": "supports", "offer": "supports", "agree": "supports", "praise": "supports", "demand": "supports",
    "refuse": "opposes", "accuse": "opposes", "deny": "opposes", "warn": "opposes", "condition": "conditional",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """One statement as a stand of one actor on one issue."""

    actor: str
    issue: Issue
    stance: Stance
    report: Report
    statement: Statement
    day: Moment | None
    reported_by: str


def positions(story: Story, issues: Sequence[Issue]) -> tuple[Position, ...]:
    """Positions, one an actor, issue, stance and period; a later period with another stance is a change."""
    groups: dict[tuple[str, str, Stance], list[Stand]] = defaultdict(list)
    for stand in _stands(story, issues):
        groups[stand.actor, stand.issue.name, stand.stance].append(stand)
    return tuple(_position(story, period) for stands in groups.values() for period in _periods(stands))


def stance_of(statement: Statement) -> Stance:
    """The stance that the reader found, or the one that the speech act implies."""
    if statement.stance not in ("unclear", "neutral"):
        return statement.stance
    return _BY_ACT.get(statement.act, statement.stance)


def _stands(story: Story, issues: Sequence[Issue]) -> Iterable[Stand]:
    for report in story.reports:
        held: dict[str, list[Clause]] = defaultdict(list)
        for clause in report.clauses:
            if clause.statement and not clause.in_title:
                held[clause.statement.id].append(clause)
        outer = {s.id: s for s in report.statements}
        for statement in report.statements:
            actors = story.speakers(statement)
            clauses = held.get(statement.id, [])
            if (
                not actors
                or not clauses
                or (statement.act in ("ask", "other")
                and statement.stance == "unclear"
                and statement.speaker_kind == "unknown")
            ):
                continue
            issue = issue_of(clauses, issues) or issue_of(
                (c for c in report.clauses if c.sentence == clauses[0].sentence), issues
            )
            if issue is None:
                continue
            day = moment(statement.said_on) or report.published
            above = outer.get(statement.within or "")
            for actor in actors:
                teller = story.name(story.speakers(above)[0]) if above and story.speakers(above) else story.name(actor)
                yield Stand(actor, issue, stance_of(statement), report, statement, day, teller)


def _periods(stands: list[Stand]) -> Iterable[list[Stand]]:
    """Stands split where more than a few weeks pass."""
    run: list[Stand] = []
    for stand in sorted(
        stands, key=lambda s: (s.day.first.isoformat() if s.day else "9999", s.report.index, s.statement.content)
    ):
        if run and run[-1].day and stand.day and run[-1].day.gap(stand.day) > _ONE_PERIOD:
            yield run
            run = []
        run.append(stand)
    if run:
        yield run


def _position(story: Story, stands: Sequence[Stand]) -> Position:
    first = max(
        stands,
        key=lambda s: (
            s.statement.form == "direct",
            s.statement.confidence,
            len(s.statement.text) < 240,
            -s.report.index,
        ),
    )
    evidence: list[Evidence] = []
    for stand in stands:
        evidence.extend(evidence_of(stand.report.id, stand.report.text, stand.statement.content))
    dates = sorted(
        s.day.first.isoformat() if s.day and s.day.days == 1 else (s.day.first.isoformat()[:7] if s.day else "")
        for s in stands
    )
    return Position(
        id=content_id(
            "position", first.actor, first.issue.name, first.stance, *(f"{e.article}:{e.span}" for e in evidence)
        ),
        actor=story.name(first.actor),
        issue=first.issue.name,
        stance=first.stance,
        summary=first.statement.text,
        evidence=tuple(evidence),
        reported_by=first.reported_by,
        as_of=dates[-1] or None,
        statements=tuple(dict.fromkeys(s.statement.id for s in stands)),
    )
