"""What grouping keeps of an article: its heaviest terms, some fingerprints of its wording, its day. About a kilobyte.

A sketch depends on the article and on nothing else: how common a term is comes from the fixed background
(`background.py`). Weights are whole numbers, so that sums of them are exact in any order: that is what makes a history
of additions and removals end in the very groups that grouping everything at once would find.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.grouping.background import DOCUMENTS, background_count
from communique.link.grouping.profiles import Profile, profile_of
from communique.link.texts import published_day
from communique.record import Article

TERMS = 1 << 20
"""Terms are CRC-32 buckets; at this number two terms of one article rarely share one, and it does little harm."""
ONE = 1 << 14
"""The weight of a unit vector of a single term."""
UNDATED = -1
_KEPT_TERMS = 150  # of an article's vector; the tail adds little and costs time
_SAMPLED = 4  # one fingerprint in so many is kept, the same ones in every article
_LEAST_RARITY = 0.05

Words = NDArray[np.uint32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One article as grouping sees it. `terms` hold the heaviest first, `day` is an ordinal or UNDATED."""

    id: str
    day: int
    terms: Words
    weights: NDArray[np.uint16]
    prints: Words


def sketch_of(article: Article, profile: Profile | None = None) -> Sketch:
    """The sketch of one article; `profile` saves a pass over its words when it is known."""
    profile = profile or profile_of(article)
    terms, weights = _vector(profile.counts)
    prints = np.array(sorted(p for p in profile.prints if p % _SAMPLED == 0), dtype=np.uint32)
    return Sketch(article.id, _day(article), terms, weights, prints)


def _vector(counts: Mapping[str, float]) -> tuple[Words, NDArray[np.uint16]]:
    """The unit vector of the heaviest terms: square root of the weighted count times rarity in the background."""
    raw: dict[int, float] = defaultdict(float)
    for stem, count in sorted(counts.items()):
        rarity = max(_LEAST_RARITY, math.log(DOCUMENTS / (background_count(stem) + 0.5)))
        raw[zlib.crc32(stem.encode("utf-8", "surrogatepass")) % TERMS] += math.sqrt(count) * rarity
    kept = sorted(((-round(value, 9), term) for term, value in raw.items()))[:_KEPT_TERMS]
    norm = math.sqrt(math.fsum(value * value for value, _ in kept)) or 1.0
    weighed = [(term, round(-value / norm * ONE)) for value, term in kept]
    weighed = [(term, weight) for term, weight in weighed if weight]
    terms = np.array([term for term, _ in weighed], dtype=np.uint32)
    return terms, np.array([weight for _, weight in weighed], dtype=np.uint16)


def _day(article: Article) -> int:
    """The day as an ordinal; the middle of a month or year that is all there is; UNDATED when unknown."""
    day = published_day(article)
    if not day:
        return UNDATED
    padded = {4: f"{day}-07-01", 7: f"{day}-15"}.get(len(day), day)
    try:
        return date.fromisoformat(padded).toordinal()
    except ValueError:
        return UNDATED


def _key(identity: str) -> int:
    """A number from the id, by which articles are ordered where nothing else decides."""
    return int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """Many sketches as columns; a row number stands for an article. `term_at` and `print_at` bound each row's part."""

    ids: tuple[str, ...]
    keys: NDArray[np.uint64]
    days: NDArray[np.int32]
    terms: Words
    weights: NDArray[np.uint16]
    term_at: Rows
    prints: Words
    print_at: Rows

    @staticmethod
    def of(sketches: Iterable[Sketch]) -> Sketches:
        """Columns of the sketches, in their order."""
        found = list(sketches)
        return Sketches(
            ids=tuple(s.id for s in found),
            keys=np.array([_key(s.id) for s in found], dtype=np.uint64),
            days=np.array([s.day for s in found], dtype=np.int32),
            terms=_joined([s.terms for s in found], np.uint32),
            weights=_joined([s.weights for s in found], np.uint16),
            term_at=_bounds([len(s.terms) for s in found]),
            prints=_joined([s.prints for s in found], np.uint32),
            print_at=_bounds([len(s.prints) for s in found]),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def plus(self, other: Sketches) -> Sketches:
        """These rows, then the other ones."""
        return Sketches(
            ids=self.ids + other.ids,
            keys=np.concatenate([self.keys, other.keys]),
            days=np.concatenate([self.days, other.days]),
            terms=np.concatenate([self.terms, other.terms]),
            weights=np.concatenate([self.weights, other.weights]),
            term_at=np.concatenate([self.term_at, other.term_at[1:] + self.term_at[-1]]),
            prints=np.concatenate([self.prints, other.prints]),
            print_at=np.concatenate([self.print_at, other.print_at[1:] + self.print_at[-1]]),
        )

    def only(self, kept: NDArray[np.bool_]) -> Sketches:
        """The rows that `kept` marks, in their order."""
        words = np.repeat(kept, np.diff(self.term_at))
        runs = np.repeat(kept, np.diff(self.print_at))
        return Sketches(
            ids=tuple(identity for identity, keep in zip(self.ids, kept.tolist(), strict=True) if keep),
            keys=self.keys[kept],
            days=self.days[kept],
            terms=self.terms[words],
            weights=self.weights[words],
            term_at=_bounds(np.diff(self.term_at)[kept]),
            prints=self.prints[runs],
            print_at=_bounds(np.diff(self.print_at)[kept]),
        )

    def columns(self) -> dict[str, NDArray[Any]]:
        """All of it as plain arrays, to be written to disk."""
        arrays = {name: getattr(self, name) for name in self.__slots__ if name != "ids"}
        return {**arrays, "ids": np.frombuffer("\n".join(self.ids).encode("utf-8"), dtype=np.uint8)}

    @staticmethod
    def from_columns(columns: Mapping[str, NDArray[Any]]) -> Sketches:
        """The inverse of `columns`."""
        names = columns["ids"].tobytes().decode("utf-8")
        given = {name: columns[name] for name in Sketches.__slots__ if name != "ids"}
        return Sketches(ids=tuple(names.split("\n")) if names else (), **given)


def _joined(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.array([], dtype=kind)


def _bounds(lengths: Sequence[int] | NDArray[Any]) -> Rows:
    return np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))]).astype(np.int64)


def ranges(starts: Rows, ends: Rows) -> Rows:
    """starts[0] .. ends[0], starts[1] .. ends[1] and so on, in one array."""
    lengths = ends - starts
    total = int(lengths.sum())
    shift = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    places: Rows = np.arange(total, dtype=np.int64) + shift
    return places
