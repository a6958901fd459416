"""How it is told.

The mood of a meeting, and whether an undertaking has a condition. Words stand in `data/framing.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from communique.compare.clauses.anchors import anchoring, sentence_words
from communique.compare.clauses.story import Clause, Report
from communique.compare.clauses.words import read_yaml
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, by_parties, one_wave
from communique.compare.conflicts.topics import two_topic

_BESIDE = 45  # characters between the word for the mood and the word for what had it
Pole = Literal["warm", "cold"]


def mood_clashes(seen: Evidenced) -> list[Clash]:
    """Reports of one meeting that give its mood opposite poles. A report that has both poles takes part in none."""
    moods = {r.id: found for r in seen.story.reports if (found := _mood(r))}
    out = []
    warm = [(a, c) for a, (pole, c) in moods.items() if pole == "warm"]
    cold = [(a, c) for a, (pole, c) in moods.items() if pole == "cold"]
    for _, left in warm:
        for _, right in cold:
            if one_wave(left, right):
                reasons = ("one tells a warm mood, the other a cold one",)
                places = (Place(left, left.span, left.text), Place(right, right.span, right.text))
                parties = by_parties(left, right)
                out.append(
                    Clash(
                        "characterisation",
                        *places,
                        two_topic("The mood", left, right),
                        "hard on framing",
                        0.65,
                        reasons,
                        parties,
                    )
                )
    return out


def _mood(report: Report) -> tuple[Pole, Clause] | None:
    found: dict[Pole, Clause] = {}
    for clause in report.clauses:
        pole = _pole(clause)
        if pole and not clause.in_title:
            found.setdefault(pole, clause)
    return next(iter(found.items())) if len(found) == 1 else None


def _pole(clause: Clause) -> Pole | None:
    text = clause.text.lower()
    named = [m.start() for m in _pattern("atmosphere").finditer(text)]
    for pole in ("warm", "cold"):
        words = [m.start() for m in _pattern(f"{pole}_words").finditer(text)]
        if _pattern(f"{pole}_signs").search(text) or any(abs(a - b) < _BESIDE for a in named for b in words):
            return pole
    return None


def condition_clashes(seen: Evidenced) -> list[Clash]:
    """An undertaking told as unconditional by one report and with its condition by another."""
    free = [c for c in seen.story.clauses if _pattern("unconditional").search(c.text.lower())]
    bound = [c for c in seen.story.clauses if c.tone.conditional and not c.in_title]
    return [clash for left in free for right in bound for clash in _condition(seen, left, right)]


def _condition(seen: Evidenced, left: Clause, right: Clause) -> Iterator[Clash]:
    if left.report is right.report or not one_wave(left, right) or left.in_title:
        return
    shared = anchoring(seen.aligner, sentence_words(left), sentence_words(right), least=0.85)
    if shared.strong >= 2 and shared.told >= 0.9:
        reason = f"one says that there is no condition, the other gives one; both speak of {shared.shown()}"
        places = (Place(right, right.span, right.text), Place(left, left.span, left.text))
        topic = two_topic("With or without a condition", right, left)
        yield Clash("condition", *places, topic, "hard", 0.7, (reason,), by_parties(left, right))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("framing.yaml")[name]))
