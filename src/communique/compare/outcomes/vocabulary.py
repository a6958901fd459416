"""The words of a story, asked again and again which of them are like a word of a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from communique.compare.clauses.words import likeness, ties

LIKE = 0.6  # how alike a later word must be to be taken for one of the promise


class Vocabulary:
    """The lemmas of a story; which are like a lemma is worked out once, however many sentences and promises ask for it."""

    __slots__ = ("_by_tie", "_known", "_lemmas")

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._lemmas = frozenset(lemmas)
        self._by_tie: dict[str, list[str]] = defaultdict(list)
        for word in self._lemmas:
            for tie in ties(word):
                self._by_tie[tie].append(word)
        self._known: dict[str, dict[str, float]] = {}

    def like(self, lemma: str) -> dict[str, float]:
        """The lemmas of the story that are like this one, and how much. Callers must not change it."""
        found = self._known.get(lemma)
        if found is None:
            near = {word for tie in ties(lemma) for word in self._by_tie.get(tie, ())}
            found = {word: alike for word in near if (alike := likeness(lemma, word)) >= LIKE}
            if lemma in self._lemmas:
                found[lemma] = 1.0
            self._known[lemma] = found
        return found

    def best(self, lemma: str, among: frozenset[str]) -> tuple[str, float]:
        """The most alike of some lemmas and how much it is; of equals the last by letters, the lemma itself before all; "" and 0."""
        if lemma in among:
            return lemma, 1.0
        like = self.like(lemma)
        if like.keys().isdisjoint(among):
            return "", 0.0
        alike, word = max((like[word], word) for word in like.keys() & among)
        return word, alike
