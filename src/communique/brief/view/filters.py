"""Filters of a section: which values its lines have, under short tokens that the page's script compares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.record.shown import clip

Plain = dict[str, Any]
Facets = dict[str, list[str]]
"""Key ("person") -> the values a line has there ("Ana Kovar")."""


class Filters:
    """Collects the values of every line; keys are shown in the order given, values in the order of `last`, then A-Z."""

    LEAST = 6  # lines; fewer are seen at a glance

    def __init__(self, *keys: str, last: Iterable[str] = ()) -> None:
        self.lines = 0
        self.values: dict[str, dict[str, str]] = {key: {} for key in keys}
        self.last = tuple(last)

    def mark(self, facets: Facets) -> list[Plain]:
        """Register a line's values; returns its data attributes [{key, tokens}]."""
        data = []
        self.lines += 1
        for key, known in self.values.items():
            tokens = [known.setdefault(value, f"{len(known) + 1}") for value in facets.get(key, ()) if value]
            data.append({"key": key, "tokens": " ".join(dict.fromkeys(tokens))})
        return data

    def choices(self) -> list[Plain]:
        """[{key, options: [{value, text}]}] of the keys that leave a choice; none where there are few lines."""
        out: list[Plain] = []
        if self.lines < self.LEAST:
            return out
        for key, known in self.values.items():
            ordered = sorted(known, key=lambda v: (v in self.last, v.casefold(), v))
            if len(ordered) > 1:
                options = [{"value": known[value], "text": clip(value, 60)} for value in ordered]
                out.append({"key": key, "options": options})
        return out


def merged(facets: Facets, others: Iterable[Facets]) -> Facets:
    """The facets of a line together with those of the lines inside it."""
    out = {key: list(values) for key, values in facets.items()}
    for other in others:
        for key, values in other.items():
            out[key] = [*out.get(key, []), *values]
    return out
