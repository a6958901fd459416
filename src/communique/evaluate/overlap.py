"""Whether found evidence is gold evidence: overlap of spans in one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.evaluate.gold_readings import Evidence as GoldEvidence
from communique.record import Evidence


def meets(found: Evidence, gold: GoldEvidence) -> bool:
    """Whether a piece of found evidence shares characters with gold evidence."""
    article, spans = gold
    return found.article == article and any(s < found.span[1] and found.span[0] < e for s, e in spans)


def any_meets(found: Iterable[Evidence], gold: Sequence[GoldEvidence]) -> bool:
    """Whether any piece of one meets any piece of the other."""
    return any(meets(f, g) for f in found for g in gold)


def articles_met(found: Sequence[Evidence], gold: Sequence[GoldEvidence]) -> set[str]:
    """Articles in which both stand at one place."""
    return {g[0] for g in gold if any(meets(f, g) for f in found)}


def shown(found: Iterable[Evidence], limit: int = 90) -> str:
    """Evidence in a line."""
    return " // ".join(e.quote[:limit] for e in found)
