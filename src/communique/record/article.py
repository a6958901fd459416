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


class Page(Noun):
    """A stretch of text that stands on one page of a paged input; `number` counts from 1.

    A paragraph that runs over a page break is kept in one piece, so what stood between its halves (a footer, a
    footnote) comes after it: a page may have several stretches.
    """

    number: int
    span: Span


class Mend(Noun):
    """Characters left out of the text at offset `at` where a word was broken at a line's end: "-" and the line break.

    Putting every `raw` back at its `at` gives the extracted text as the document breaks it.
    """

    at: int
    raw: str


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
    pages: tuple[Page, ...] = ()
    mended: tuple[Mend, ...] = ()
    notes: tuple[str, ...] = ()

    def zone_at(self, offset: int) -> str | None:
        """The kind of the zone that holds `offset`, or None between zones."""
        return next((z.kind for z in self.zones if z.span[0] <= offset < z.span[1]), None)

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds `offset`; None when the input has no pages, or between them."""
        return next((p.number for p in self.pages if p.span[0] <= offset < p.span[1]), None)

    def unmended(self) -> str:
        """The text with every broken word broken again, as it was before mending."""
        pieces, at = [], 0
        for mend in self.mended:
            pieces += [self.text[at : mend.at], mend.raw]
            at = mend.at
        return "".join((*pieces, self.text[at:]))
