"""When a predicted name is right: equal to the gold's canonical name or to a name mention of that person.

Compared without case, accents, punctuation, titles and middle initials; a surname alone counts when only one person of
the document bears it (BENCHMARKS.md, "Fixed splits and metrics"). Where a corpus lists no name mentions, a gold source
that is made of words of the canonical name is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from communique.evaluate.gold import GoldDocument

_PEOPLE = ("person", "named")
_WORD = re.compile(r"\w+")


class Names:
    """The names of one gold document, and whether a predicted one is right. Offsets of sources count in `text`."""

    def __init__(self, document: GoldDocument, text: str = "") -> None:
        self._accepted: dict[str, set[str]] = {}
        people: set[str] = set()
        for actor in document.actors:
            self._accepted[plain(actor.name)] = {plain(name) for name in (actor.name, *actor.names)}
            if actor.kind in _PEOPLE:
                people.add(plain(actor.name))
        for statement in document.statements:
            for name in statement.speakers:
                key = plain(name)
                self._accepted.setdefault(key, {key}).update(plain(other) for other in statement.also_right)
                self._accepted[key].update(_short_forms(key, (text[s:e] for s, e in statement.source)))
                if statement.speaker_kind in _PEOPLE and key not in self._known_as(people):
                    people.add(key)
        self._people = people
        self._bearers: dict[str, int] = {}
        for person in people:
            surname = person.rpartition(" ")[2]
            self._bearers[surname] = self._bearers.get(surname, 0) + 1

    def right(self, predicted: str | None, gold: Sequence[str]) -> bool:
        """Whether `predicted` (joint speakers joined by "; ") names exactly the people and bodies of `gold`."""
        parts = [plain(part) for part in (predicted or "").split(";") if plain(part)]
        left = [plain(name) for name in gold]
        for part in parts:
            hit = next((name for name in left if self._same(part, name)), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left

    def _same(self, predicted: str, gold: str) -> bool:
        if predicted == gold or any(predicted in names for names in self._all_of(gold)):
            return True
        surname = gold.rpartition(" ")[2]
        return predicted == surname and gold in self._people and self._bearers.get(surname) == 1

    def _all_of(self, gold: str) -> Iterable[set[str]]:
        return (names for key, names in self._accepted.items() if key == gold or gold in names)

    def _known_as(self, people: set[str]) -> set[str]:
        return {name for person in people for name in self._accepted[person]}


def _short_forms(name: str, sources: Iterable[str]) -> set[str]:
    """Sources that are the name in short: every word of theirs is a word of it."""
    return {short for source in sources if (short := plain(source)) and set(short.split()) <= set(name.split())}


@cache
def plain(name: str) -> str:
    """A name without case, accents, punctuation, leading titles and middle initials, words joined by one space."""
    letters = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", ""))
    words = _WORD.findall("".join(c for c in letters if not unicodedata.combining(c)).casefold())
    while words and (length := _title_at_start(words)):
        words = words[length:]
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join(words)


def _title_at_start(words: list[str]) -> int:
    """How many words a title takes up at the start, never all of them."""
    lengths = [len(title) for title in _titles() if len(title) < len(words) and tuple(words[: len(title)]) == title]
    return max(lengths, default=0)


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    lines = resources.files("communique.evaluate").joinpath("titles.txt").read_text("utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))
