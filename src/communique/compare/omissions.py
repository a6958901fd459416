"""What some reports carry and others, which cover the same matter in the same days, leave out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.compare.clauses.align import Pairing
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.conflicts.clashes import ONE_WAVE
from communique.record import Conflict, Evidence, Omission, SharedFact

_TOUCHED = 0.25  # a report with a clause this close to a finding does not leave it out
_COVERS = 2  # facts of the story that a report must share to be said to cover the matter
_COVERED = 0.1  # and the share of the facts that it must have: a note of ten lines leaves nothing out
_TELLS = 4  # content words of a fact of weight: a scrap of a sentence is none


def omissions(
    story: Story, facts: Sequence[SharedFact], found: Sequence[Conflict], pairings: Sequence[Pairing]
) -> tuple[Omission, ...]:
    """Omissions of shared facts and of what the parties dispute.

    A report that covers little of the story is never blamed, and a fact has weight only where at least as many independent
    reports that cover the matter have it as leave it out, and where it says something; of the scraps of one sentence the
    fullest stands for all. What the parties dispute has weight however few report it.
    """
    touched = _touching(pairings)
    shared = {r.id: sum(r.id in f.articles for f in facts) for r in story.reports}
    least = max(_COVERS, round(_COVERED * len(facts)))
    covers = {a: n if n >= least else 0 for a, n in shared.items()}
    out = []
    for fact in _fullest(story, facts):
        left_out = _omission(story, fact.id, fact.evidence, covers, touched)
        if story.independent(left_out.reported_by) >= max(2, story.independent(left_out.absent_from)):
            out.append(left_out)
    for conflict in found:
        if conflict.between == "parties":
            evidence = tuple(e for side in conflict.sides for e in side.evidence)
            if len({e.article for e in evidence}) >= 2:
                out.append(_omission(story, conflict.id, evidence, covers, touched))
    return tuple(o for o in out if o.absent_from)


def _fullest(story: Story, facts: Sequence[SharedFact]) -> Iterable[SharedFact]:
    """Facts that say something, the fullest of each sentence of their first report, in their order."""
    best: dict[tuple[str, tuple[int, int]], tuple[int, SharedFact]] = {}
    for fact in facts:
        told = list(_clauses(story, fact.evidence[:1]))
        words = len({w.lemma for c in told for w in c.content})
        if words >= _TELLS:
            key = (fact.evidence[0].article, told[0].sentence)
            if words > best.get(key, (0, fact))[0]:
                best[key] = (words, fact)
    chosen = {fact.id for _, fact in best.values()}
    return (fact for fact in facts if fact.id in chosen)


def _touching(pairings: Sequence[Pairing]) -> dict[int, set[str]]:
    """For each clause the articles that have something close to it."""
    near: dict[int, set[str]] = {}
    for p in pairings:
        if p.score >= _TOUCHED:
            near.setdefault(p.left.number, set()).add(p.right.article)
            near.setdefault(p.right.number, set()).add(p.left.article)
    return near


def _omission(
    story: Story, finding: str, evidence: Sequence[Evidence], covers: dict[str, int], touched: dict[int, set[str]]
) -> Omission:
    tellers = tuple(dict.fromkeys(e.article for e in evidence))
    close = {a for c in _clauses(story, evidence) for a in touched.get(c.number, ())}
    told = [r for r in story.reports if r.id in tellers]
    absent = [
        r.id
        for r in story.reports
        if r.id not in tellers and r.id not in close and covers[r.id] >= _COVERS and _same_days(r, told)
    ]
    return Omission(finding=finding, reported_by=tellers, absent_from=tuple(absent))


def _same_days(report: Report, told: Sequence[Report]) -> bool:
    days = [r.published for r in told if r.published]
    return report.published is None or not days or min(report.published.gap(d) for d in days) <= ONE_WAVE


def _clauses(story: Story, evidence: Sequence[Evidence]) -> Iterable[Clause]:
    for piece in evidence:
        for clause in story.report_of(piece.article).clauses:
            if clause.span[0] < piece.span[1] and piece.span[0] < clause.span[1]:
                yield clause
