"""HTML -> text and metadata, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from trafilatura.settings import Document


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page and what the page says about itself."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    sitename: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def extract(html: str) -> Page:
    """Main text and metadata of a page; an empty text when there is none."""
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    if not isinstance(found, Document):
        return Page(text="")
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    return Page(found.text or "", found.title, authors, found.date, found.sitename, found.url)
