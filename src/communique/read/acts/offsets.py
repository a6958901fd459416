"""Questions about offsets, answered by bisection: which zone, inside which span, which values in a stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from communique.record import Article, normalise_spans

Span = tuple[int, int]


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Half-open offsets."""


T = TypeVar("T", bound=Spanned)


def zone_finder(article: Article) -> Callable[[int], str | None]:
    """Offset -> the kind of the zone that holds it; None between zones, and everywhere in an article without zones."""
    zones = sorted(article.zones, key=lambda zone: zone.span)
    starts = [zone.span[0] for zone in zones]

    def find(offset: int) -> str | None:
        index = bisect_right(starts, offset) - 1
        return zones[index].kind if index >= 0 and offset < zones[index].span[1] else None

    return find


def inside_any(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Offset -> whether any of the spans holds it."""
    merged = normalise_spans(spans)
    starts = [start for start, _ in merged]

    def find(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < merged[index][1]

    return find


class Between(Generic[T]):
    """Values with a span, sorted once; gives those that start in a stretch."""

    def __init__(self, values: Iterable[T]) -> None:
        self._values = sorted(values, key=lambda value: value.span)
        self._starts = [value.span[0] for value in self._values]

    def starting_in(self, start: int, end: int) -> Sequence[T]:
        """The values whose span starts in [start, end), in order."""
        return self._values[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
