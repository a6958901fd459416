"""What a finding rests on.

One person's words, one paper, one occasion. Independent articles with one source are one source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.compare.clauses.story import Clause, Story
from communique.compare.clauses.words import read_yaml
from communique.record import Statement


def rests_on(story: Story, clauses: Sequence[Clause]) -> str | None:
    """The one source behind all clauses, in words, or None where each report speaks for itself or nobody can tell."""
    holders = [set(c.speakers) for c in clauses]
    primary = next((c.report for c in clauses if c.report.primary), None)
    if primary is not None and len({c.report.id for c in clauses}) > 1:
        kind = "transcript" if primary.reading.article.genre == "transcript" else "release"
        if all(set(c.speakers) or c.report is primary for c in clauses) or _names_paper(clauses, primary.name):
            return f"the {kind} of {primary.name}"
    if not holders or not all(holders):
        return None
    common = set.intersection(*holders)
    if not common:
        return None
    speaker = story.name(sorted(common)[0])
    occasion = next(filter(None, (_occasion(c, c.statement) for c in clauses if c.statement)), None)
    return f"what {speaker} said {occasion}" if occasion else f"what {speaker} said"


def _names_paper(clauses: Sequence[Clause], name: str) -> bool:
    return any(name.lower() in c.report.text[c.sentence[0] : c.sentence[1]].lower() for c in clauses)


def _occasion(clause: Clause, statement: Statement) -> str | None:
    """Where it was said, when the sentence of its cue tells."""
    text = clause.report.text
    start = min([clause.sentence[0], *(s for s, _ in statement.cue)])
    end = max([clause.sentence[1], *(e for _, e in statement.cue)])
    stretch = text[start:end] if end - start < 1200 else text[clause.sentence[0] : clause.sentence[1]]
    return next((phrase for pattern, phrase in _occasions() if pattern.search(stretch)), None)


@cache
def _occasions() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.I), phrase) for p, phrase in read_yaml("sources.yaml")["occasions"].items())
