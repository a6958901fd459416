"""An article: its text, which never changes, and what is known about it and from where."""

from __future__ import annotations

from typing import Literal

from communique.record.text import Noun, Span

ZoneKind = Literal[
    "title", "byline", "dateline", "standfirst", "subhead", "body", "caption", "boilerplate", "author_bio", "provenance"
]
Genre = Literal["news", "analysis", "opinion", "release", "transcript"]
Origin = Literal["byline", "meta", "url", "sidecar", "inferred"]

READABLE_ZONES: frozenset[str] = frozenset({"title", "standfirst", "subhead", "body", "caption"})
"""Zones in which statements, times and events are read."""
BODY_ZONES: frozenset[str] = frozenset({"body", "dateline", "standfirst", "subhead"})
"""Zones that count as body when body is scored."""


class Zone(Noun):
    """A stretch of text of one kind. Zones are flat, disjoint, and cover every non-blank character."""

    kind: ZoneKind
    span: Span


class Candidate(Noun):
    """A value found for a metadata field, whether it won or not, with where it came from."""

    field: str
    value: str
    origin: Origin
    where: str = ""


class Article(Noun):
    """One report. `text` is the coordinate system of every offset; `id` is a hash of the text."""

    id: str
    path: str
    copies: tuple[str, ...] = ()
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    original_outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    origin_of: dict[str, Origin] = {}
    candidates: tuple[Candidate, ...] = ()
    genre: Genre | None = None
    genre_reasons: tuple[str, ...] = ()
    language: str | None = None
    text: str
    sha256: str | None = None
    zones: tuple[Zone, ...] = ()
    notes: tuple[str, ...] = ()

    def zone_at(self, offset: int) -> str | None:
        """The kind of the zone that holds `offset`, or None between zones."""
        return next((z.kind for z in self.zones if z.span[0] <= offset < z.span[1]), None)
