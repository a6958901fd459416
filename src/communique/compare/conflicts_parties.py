"""What the parties contradict each other on, whichever report prints it: one asserts, another denies or says otherwise.

Three roads: a denial that answers the words before it ("nothing of the kind"); a statement whose cue denies
what another actor asserts; two statements on one matter that differ in polarity or in a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.compare.anchors import anchoring, sentence_words
from communique.compare.clashes import Clash, Evidenced, Place, other_voice
from communique.compare.conflicts_numbers import comparable
from communique.compare.story import Clause, Report
from communique.compare.words import groups_of, likeness, read_yaml
from communique.record import Statement
from communique.record.comparison import ConflictKind

_NEAR = 220  # characters between words and the denial that answers them


def party_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between statements of different actors that answer one another; for the rest see conflicts_polarity."""
    out: list[Clash] = []
    for report in seen.story.reports:
        spoken = [c for c in report.clauses if c.statement and not c.in_title]
        out.extend(_answers(seen, report, spoken))
        out.extend(_figures(seen, report, spoken))
    return out


def _answers(seen: Evidenced, report: Report, spoken: Sequence[Clause]) -> Iterator[Clash]:
    """A denial right after the words of somebody else, in the same paragraph."""
    answered: set[str] = set()
    for i, clause in enumerate(spoken):
        if clause.statement is None or clause.statement.id in answered:
            continue
        earlier = [c for c in spoken[:i] if other_voice(c, clause) and _adjoin(report, c, clause)]
        if not _answering(report, clause.statement, clause) and not (earlier and _rebuts(seen, earlier[-1], clause)):
            continue
        asked = bool(earlier) and earlier[-1].statement is not None and earlier[-1].statement.act == "ask"
        if earlier and not asked and not earlier[-1].text.rstrip(' ”"').endswith("?"):
            answered.add(clause.statement.id)
            yield _clash(seen, earlier[-1], clause, "it answers the words before it with a denial", 0.8)


def _rebuts(seen: Evidenced, accusing: Clause, clause: Clause) -> bool:
    """Whether a denial follows an accusation and speaks of the same thing."""
    if accusing.statement is None or accusing.statement.act != "accuse" or not clause.tone.negative:
        return False
    return anchoring(seen.aligner, sentence_words(accusing), clause.content, least=0.8).strong >= 1


def _adjoin(report: Report, one: Clause, other: Clause) -> bool:
    between = report.text[one.span[1] : other.span[0]]
    return len(between) < _NEAR and "\n" not in between


def _answering(report: Report, statement: Statement, clause: Clause) -> bool:
    """Whether a statement is nothing but a denial of what came before."""
    words = clause.text.lower().replace("’", "'")
    cue = " ".join(report.text[s:e] for s, e in statement.cue).lower()
    return any(p.search(words) for p in _table("answers")) or any(p.search(cue) for p in _table("denying_cues"))


def _figures(seen: Evidenced, report: Report, spoken: Sequence[Clause]) -> Iterator[Clash]:
    """Two actors, one after the other, with two figures of one measure for what is so, not for what each gives."""
    for i, left in enumerate(spoken):
        for right in spoken[i + 1 : i + 4]:
            if not other_voice(left, right) or not _adjoin(report, left, right) or _giving(left) or _giving(right):
                continue
            for a in left.quantities:
                for b in right.quantities:
                    if (
                        a.unit
                        and comparable(a, b)
                        and not a.agrees(b)
                        and max(a.value, b.value) < 4 * min(a.value, b.value)
                    ):
                        yield _clash(seen, left, right, f"{a.value:g} against {b.value:g} {a.thing}", 0.7, "number")


def _giving(clause: Clause) -> bool:
    act = clause.statement.act if clause.statement else "other"
    return (
        clause.tone.future
        or clause.tone.conditional
        or act in ("commit", "offer", "demand", "predict", "ask", "refuse")
    )


def _clash(
    seen: Evidenced, left: Clause, right: Clause, reason: str, confidence: float, kind: ConflictKind | None = None
) -> Clash:
    words = {*(w.lemma for w in left.content), *(w.lemma for w in right.content)}
    agreed = any("=accord" in groups_of(w) or "=sign" in groups_of(w) or "=treaty" in groups_of(w) for w in words)
    fired = any("=fire" in groups_of(w) for w in words) and "first" in f"{left.text} {right.text}".lower()
    found = kind or ("who" if fired else "agreed-or-not" if agreed else "whether-happened")
    names = ["; ".join(seen.story.name(s) for s in c.speakers) or _unnamed(c) for c in (left, right)]
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


def _unnamed(clause: Clause) -> str:
    described = clause.statement.speaker_description if clause.statement else None
    return f"unnamed: {described}" if described else "an unnamed source"


def _matter(left: Clause, right: Clause) -> str:
    shared = [w.text for w in left.content if any(likeness(w.lemma, o.lemma) >= 0.6 for o in right.content)]
    return " ".join(shared[:5]) or " ".join(w.text for w in left.content[:5])


@cache
def _table(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in read_yaml("denials.yaml")[name])
