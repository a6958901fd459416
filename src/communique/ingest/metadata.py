"""Title, outlet, authors, date: every candidate with where it came from, and the one that wins. Blank beats wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.ingest.dates import parse_date
from communique.ingest.given import Given
from communique.record.article import Candidate, Origin, Zone

if TYPE_CHECKING:
    from communique.ingest.html import Page


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article, and from where."""

    title: str | None = None
    outlet: str | None = None
    original_outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    origin_of: dict[str, Origin] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


def collect(text: str, zones: Sequence[Zone], given: Given, page: Page | None) -> Metadata:
    """The metadata of an article: what the user gives, then what the page says, then what the text shows."""
    candidates: list[Candidate] = []
    for name in ("title", "outlet", "original_outlet", "published", "url", "id"):
        if value := getattr(given, name):
            candidates.append(Candidate(field=name, value=value, origin="sidecar", where=given.where))
    candidates += [Candidate(field="authors", value=a, origin="sidecar", where=given.where) for a in given.authors]
    if page:
        found = {
            "title": page.title,
            "outlet": page.sitename,
            "published": parse_date(page.published or ""),
            "url": page.url,
        }
        candidates += [Candidate(field=k, value=v, origin="meta") for k, v in found.items() if v]
        candidates += [Candidate(field="authors", value=a, origin="meta") for a in page.authors]
    title = next((z.span for z in zones if z.kind == "title"), None)
    if title:
        candidates.append(
            Candidate(field="title", value=text[title[0] : title[1]], origin="inferred", where="first line")
        )
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.field, candidate)
    authors = tuple(c.value for c in candidates if c.field == "authors" and c.origin == first["authors"].origin)
    value = {name: c.value for name, c in first.items()}
    return Metadata(
        title=value.get("title"),
        outlet=value.get("outlet"),
        original_outlet=value.get("original_outlet"),
        authors=authors,
        published=value.get("published"),
        url=value.get("url"),
        origin_of={name: c.origin for name, c in first.items() if name != "id"},
        candidates=tuple(candidates),
    )
