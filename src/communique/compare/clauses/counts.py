"""Counts that are told without a figure: none ("no inspector", "nobody was hurt") and one ("a sentry was killed").

They are kept apart from the figures of a clause, because an article counts only beside another report's figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from communique.compare.clauses.quantities import Quantity, tables
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token

_NOUN_WITHIN = 3  # words between an article and the noun that it counts


def implied_counts(clause: Clause) -> Iterator[Quantity]:
    """The nouns of a clause that an article, "one" or a "no" counts."""
    taken = {q.span[0] for q in clause.quantities}
    words = clause.words
    for match in _spans().finditer(clause.report.text, *clause.span):
        value, unit = tables()["spans"][match.group().lower()]
        taken.update(w.start for w in words if match.start() <= w.start < match.end())
        yield Quantity(match.span(), float(value), "exact", str(unit), None, frozenset(), "whole")
    for i, word in enumerate(words):
        low = word.text.lower()
        if low in _table()["nobody"]:
            yield _counted(word, "person", 0.0, ())
            continue
        value = 0.0 if low in _table()["none"] else 1.0 if low in _table()["one"] else None
        if value is None or word.start in taken or (value == 1.0 and _listed(words[:i])):
            continue
        if value == 1.0 and i and words[i - 1].text.lower() in ("not", "without", "never"):
            value = 0.0
        noun = _noun(clause, i)
        if noun is not None:
            yield _counted(word, noun[0].lemma, value, tuple(w.lemma for w in noun[1:]))


def _listed(before: Sequence[Token]) -> bool:
    """Whether what follows is one of several: "the finds include a hat"."""
    return any(w.text.lower() in tables()["listing"] for w in before)


def _noun(clause: Clause, at: int) -> tuple[Token, ...] | None:
    """The noun after a determiner, and the words between: the last of a run of plain words before a small one."""
    run: list[Token] = []
    previous = clause.words[at]
    for word in clause.words[at + 1 : at + 1 + _NOUN_WITHIN]:
        if clause.report.text[previous.end : word.start].strip() or (word.small and word.text.lower() != "single"):
            break
        if word.text.lower().endswith("ed") or word.text[0].isdigit():
            break
        run.append(word)
        previous = word
    run = [w for w in run if w.text.lower() != "single"]
    return (run[-1], *run[:-1]) if run and not run[-1].capital else None


def _counted(word: Token, noun: str, value: float, about: tuple[str, ...]) -> Quantity:
    return Quantity((word.start, word.end), value, "exact", None, noun, frozenset(about), "whole")


def in_one_measure(quantity: Quantity) -> Quantity:
    """A quantity of time or length in days or kilometres, so that "a week" and "ten days" can be compared."""
    measure = tables()["same_measure"].get(quantity.unit)
    if measure is None:
        return quantity
    return replace(quantity, value=quantity.value * float(measure[1]), unit=str(measure[0]))


@cache
def _spans() -> re.Pattern[str]:
    phrases = sorted(tables()["spans"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b", re.I)


@cache
def _table() -> dict[str, frozenset[str]]:
    raw = tables()
    return {
        "none": frozenset(w for w in raw["none_of"] if " " not in w),
        "one": frozenset(w for w in raw["one_of"] if " " not in w),
        "nobody": frozenset(raw["nobody"]),
    }
