"""Whether a later sentence is of another thing than a promise: "the tax on matches", where "the tax on salt" was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.compare.clauses.words import Token, likeness
from communique.compare.outcomes.bearing import Bearing
from communique.compare.outcomes.promises import Pledge

_TYING = frozenset({"on", "of", "for"})  # places and times ("in", "at") may differ where the thing is one
_ENDING = frozenset({"without", "within", "despite", "during", "per"})
_LIKE = 0.5
_REACH = 4  # words between a preposition and the noun that it brings


def of_another_thing(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a noun of the line has one complement there and another in the later sentence, which has nothing of the first."""
    heard = {b for _, b in bearing.shared}
    later = [w for c in bearing.later.clauses for w in c.words]
    there = dict(_complements(later, heard))
    if not there:
        return False
    lemmas = {w.lemma.removesuffix("s") for w in later}
    for promise in pledge.promises:
        line = [w for c in promise.clauses for w in c.words if any(s <= w.start < e for s, e in promise.forward.spans)]
        here = dict(_complements(line, heard))
        for key, own in here.items():
            other = there.get(key)
            if other is None or own in lemmas or own == other:
                continue
            if max((likeness(own, w) for w in lemmas), default=0.0) < _LIKE:
                return True
    return False


def _complements(words: Iterable[Token], heard: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Each shared noun and the preposition behind it, with the plain noun that the two bring."""
    row = list(words)
    for i, word in enumerate(row[:-2]):
        tie = row[i + 1].text.lower()
        if word.lemma not in heard or word.small or tie not in _TYING:
            continue
        brought = _noun(row[i + 2 : i + 2 + _REACH])
        if brought is not None:
            yield (word.lemma, tie), brought


def _noun(words: Iterable[Token]) -> str | None:
    """The last of the first words that are not small; names, numbers and times are no sort of thing."""
    found: Token | None = None
    for word in words:
        if word.small or word.lemma in _ENDING or (found is not None and word.start - found.end > 1):
            if found is not None:
                break
            continue
        found = word
    return found.lemma.removesuffix("s") if found is not None and found.text.isalpha() and not found.capital else None
