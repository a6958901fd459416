"""What stands around a value in a clause: the words that say of what it is the number, the day, or the denial.

Two clauses of two reports seldom match as wholes where the reports differ; the few words around the value do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token, lemmas_of, likeness, read_words

_REACH = 9  # words to either side of a value
_SAME = 0.8
_LIKE = 0.6
_TELLS = 0.3


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Words that two places share, as pairs, and how much they tell together."""

    pairs: tuple[tuple[str, str], ...]
    told: float

    @property
    def strong(self) -> int:
        """How many of them mean the same and tell something by themselves."""
        return len(self.pairs)

    def shown(self) -> str:
        """The shared words in a row."""
        return ", ".join(a if a == b else f"{a} ~ {b}" for a, b in self.pairs)


def around(clause: Clause, span: tuple[int, int], reach: int = _REACH) -> list[Token]:
    """Content words near a place of a clause, numbers left out."""
    words = clause.words
    first = next((i for i, w in enumerate(words) if w.end > span[0]), 0)
    last = max((i for i, w in enumerate(words) if w.start < span[1]), default=0)
    near = [*words[max(0, first - reach) : first], *words[last + 1 : last + 1 + reach]]
    return [w for w in near if not w.small and not w.text[0].isdigit()]


def sentence_words(clause: Clause) -> list[Token]:
    """Content words of the clause's sentence."""
    return [w for c in clause.siblings for w in c.content]


def anchoring(
    aligner: Aligner, left: Iterable[Token], right: Iterable[Token], leave: Sequence[str] = (), least: float = _LIKE
) -> Anchoring:
    """The words of one list that the other list says too; `leave` names words that are known to match already."""
    ones = list(dict.fromkeys(w.lemma for w in left if w.lemma not in leave))
    others = lemmas_of(tuple(dict.fromkeys(w.lemma for w in right if w.lemma not in leave)))
    pairs: list[tuple[str, str]] = []
    told = 0.0
    for one in ones:
        best = others.closest(one)
        weight = aligner.weight(one)
        if best[0] >= least and weight >= _TELLS * 0.6 and one not in generic() and best[1] not in generic():
            pairs.append((one, best[1]))
            told += weight * best[0]
    return Anchoring(tuple(pairs), told)


@cache
def generic() -> frozenset[str]:
    """Words too general to tie two places together."""
    return frozenset(read_words()["generic"])


def same_word(left: str, right: str) -> bool:
    """Whether two lemmas mean the same closely enough to be one act or one thing."""
    return likeness(left, right) >= _SAME
