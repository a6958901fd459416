"""What the parties contradict each other on, whichever report prints it: one asserts, another denies or says otherwise.

Three roads, the surest first: a denial that answers the words before it ("nothing of the kind"); a statement whose cue denies
what another actor asserts; two statements on one matter that differ in polarity or in a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.compare.clashes import Clash, Evidenced, Place, one_wave
from communique.compare.conflicts_numbers import comparable
from communique.compare.story import Clause, Report
from communique.compare.words import groups_of, lemma, likeness, opposite, read_yaml
from communique.record import Statement
from communique.record.comparison import ConflictKind

_NEAR = 420  # characters between words and the denial that answers them


def party_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between statements of different actors."""
    out: list[Clash] = []
    for report in seen.story.reports:
        out.extend(_answers(seen, report))
        out.extend(_side_by_side(seen, report))
    out.extend(_across(seen))
    return out


def _answers(seen: Evidenced, report: Report) -> Iterator[Clash]:
    """A denial right after the words of somebody else, in one report."""
    spoken = [c for c in report.clauses if c.statement and c.speakers and not c.in_title]
    for i, clause in enumerate(spoken):
        if clause.statement is None or not _answering(report, clause.statement, clause):
            continue
        earlier = [
            c for c in spoken[:i] if not set(c.speakers) & set(clause.speakers) and clause.span[0] - c.span[1] < _NEAR
        ]
        if earlier:
            yield _clash(seen, earlier[-1], clause, "it answers the words before it with a denial", 0.8)


def _answering(report: Report, statement: Statement, clause: Clause) -> bool:
    """Whether a statement is nothing but a denial of what came before."""
    words = clause.text.lower().replace("’", "'")
    cue = " ".join(report.text[s:e] for s, e in statement.cue).lower()
    return any(p.search(words) for p in _table("answers")) or any(p.search(cue) for p in _table("denying_cues"))


def _side_by_side(seen: Evidenced, report: Report) -> Iterator[Clash]:
    """Two actors' statements in one report that share their matter and differ in a number or in polarity."""
    spoken = [c for c in report.clauses if c.statement and c.speakers and not c.in_title]
    for i, left in enumerate(spoken):
        for right in spoken[i + 1 : i + 14]:
            if set(left.speakers) & set(right.speakers):
                continue
            yield from _opposed(seen, left, right)


def _across(seen: Evidenced) -> Iterator[Clash]:
    for p in seen.pairings:
        if (
            p.score >= 0.25
            and p.left.speakers
            and p.right.speakers
            and not set(p.left.speakers) & set(p.right.speakers)
        ):
            if one_wave(p.left, p.right) and not (p.left.in_title or p.right.in_title):
                yield from _opposed(seen, p.left, p.right)


def _opposed(seen: Evidenced, left: Clause, right: Clause) -> Iterator[Clash]:
    one, other, shared = seen.aligner._covered(left.content, right.content)
    told = sum(seen.aligner.weight(a) for a, _ in shared)
    covered, least = max(one, other), min(one, other)
    if (
        left.tone.negative != right.tone.negative
        and covered >= 0.5
        and least >= 0.3
        and told >= 0.5
        and _same_mood(left, right)
    ):
        yield _clash(seen, left, right, "one says what the other denies", min(0.85, 0.45 + least / 2))
        return
    close = left.report is right.report and right.span[0] - left.span[1] < _NEAR
    for a in left.quantities:
        for b in right.quantities:
            if comparable(a, b) and a.thing and not a.agrees(b) and (covered >= 0.5 or (close and covered >= 0.3)):
                yield _clash(seen, left, right, f"{a.value:g} against {b.value:g} {a.thing}", 0.7, "number")
                return


def _same_mood(left: Clause, right: Clause) -> bool:
    return left.tone.conditional == right.tone.conditional and left.tone.possible == right.tone.possible


def _clash(
    seen: Evidenced, left: Clause, right: Clause, reason: str, confidence: float, kind: ConflictKind | None = None
) -> Clash:
    words = {*(w.lemma for w in left.content), *(w.lemma for w in right.content)}
    agreed = any("=accord" in groups_of(w) or "=sign" in groups_of(w) or "=treaty" in groups_of(w) for w in words)
    fired = any("=fire" in groups_of(w) for w in words) and "first" in f"{left.text} {right.text}".lower()
    found = kind or ("who" if fired else "agreed-or-not" if agreed else "whether-happened")
    names = ["; ".join(seen.story.name(s) for s in c.speakers) for c in (left, right)]
    return Clash(
        kind=found,
        left=Place(left, left.span, left.text, names[0]),
        right=Place(right, right.span, right.text, names[1]),
        topic=f"{names[0]} and {names[1]} on {_matter(left, right)}",
        strength="hard",
        confidence=round(confidence, 2),
        reasons=(reason,),
        parties=True,
    )


def _matter(left: Clause, right: Clause) -> str:
    shared = [w.text for w in left.content if any(likeness(w.lemma, o.lemma) >= 0.6 for o in right.content)]
    return " ".join(shared[:5]) or " ".join(w.text for w in left.content[:5])


@cache
def _table(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in read_yaml("denials.yaml")[name])


__all__ = ["lemma", "opposite", "party_clashes"]
