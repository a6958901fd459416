"""Which articles and stories a correction can touch: more than it does touch, never less.

So what a correction cannot touch need not be looked at again when corrections are laid over the record.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.correct.standing import standing
from communique.lexicon.spelling import name_key
from communique.record import Correction
from communique.record.correction import Anchor


@dataclass(frozen=True, slots=True)
class Address:
    """Where an article can be found under another id: the paths and web addresses of its inputs."""

    paths: frozenset[str]
    urls: frozenset[str]


class Scope:
    """The corrections of a run against its articles."""

    def __init__(self, corrections: Sequence[Correction], addresses: Mapping[str, Address]) -> None:
        self.corrections = tuple(corrections)
        self._rows = standing(corrections)[0]
        self._by_path: dict[str, set[str]] = defaultdict(set)
        self._by_url: dict[str, set[str]] = defaultdict(set)
        for article, address in addresses.items() if self._rows else ():
            for path in address.paths:
                self._by_path[path].add(article)
            for url in address.urls:
                self._by_url[url].add(article)
        self._of = {row.id: self._reach(row, addresses) for row in self._rows}
        self._actors = [row for row in self._rows if row.subject == "actor" or row.kind.endswith(("-actor", "-actors"))]

    def articles(self) -> frozenset[str]:
        """Every article that any correction can touch."""
        return frozenset().union(*self._of.values())

    def of_story(self, articles: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
        """Ids of the corrections that can touch a story of these articles, whose actors bear names of these keys.

        One about an actor holds in every story that has an actor of that name, and may give it a name that the next one
        is about.
        """
        inside, known = set(articles), set(names)
        touching = {row.id for row in self._rows if self._of[row.id] & inside}
        while True:
            for row in self._actors:
                if row.id in touching:
                    known |= keys_of(_names_in(row))
            more = {row.id for row in self._actors if row.id not in touching and known & keys_of(_names_in(row))}
            if not more:
                return tuple(row.id for row in self._rows if row.id in touching)
            touching |= more

    def digest(self, stamps: Mapping[str, str]) -> str:
        """A hash of all corrections and of the articles that they can touch."""
        parts = [c.model_dump_json() for c in self.corrections] + [f"{a} {stamps[a]}" for a in sorted(self.articles())]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def _reach(self, row: Correction, addresses: Mapping[str, Address]) -> frozenset[str]:
        found: set[str] = set()
        for anchor in row.anchors:
            found |= self._versions(anchor) | ({anchor.article} & addresses.keys())
        return frozenset(found)

    def _versions(self, anchor: Anchor) -> set[str]:
        if anchor.url:
            return self._by_url.get(anchor.url, set())
        return self._by_path.get(anchor.path or "", set())


def keys_of(names: Iterable[str]) -> set[str]:
    """Keys by which corrections find actors by name."""
    return {key for name in names if (key := name_key(name))}


def _names_in(row: Correction) -> set[str]:
    """Every string in what a correction says was there and is to be there: names among them."""
    found: set[str] = set()
    waiting = [row.before, row.after]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
    return found
