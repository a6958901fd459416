"""Title, outlet, authors, date: every candidate with where it came from, and the one that wins. Blank beats wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.ingest.dates import day_in
from communique.ingest.given import About, Given
from communique.ingest.outlets import agency_in, agency_of, date_in_url, outlet_of_url
from communique.ingest.zones.bylines import authors_in
from communique.ingest.zones.mastheads import masthead
from communique.ingest.zones.stamps import is_stamp, stamp_end
from communique.record.article import Candidate, Origin, Zone

_FIELDS = ("title", "outlet", "original_outlet", "published", "url")
_HEAD = 1500  # characters in which a time stamp tells when the report was published
_NAMED = r"(?-i:(?:the )?(?P<name>(?:The )?[A-Z][\w&.'’-]*(?: (?:(?:of|the|and|for|&) ){0,2}[A-Z][\w&'’-]*){0,6}))"
_FIRST_IN = re.compile(
    r"\b(?:(?:originally|first|previously) (?:published|appeared|posted|ran)"
    r"|(?:republished|reprinted|syndicated|excerpted|adapted|reproduced))(?: here)?"
    r"(?: (?:with|by) (?:kind )?permission)?(?: first)? (?:in|on|by|at|from|of|via|courtesy of) " + _NAMED,
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"^(?:source|via|courtesy(?: of)?)\s*:\s*" + _NAMED + "$", re.IGNORECASE)
_PUBLISHED_IN = re.compile(r"^published (?:in|by) " + _NAMED + ",", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata(About):
    """What is known about an article, and from where."""

    origin_of: dict[str, Origin] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


def collect(text: str, zones: Sequence[Zone], given: Given, stated: Sequence[Candidate]) -> Metadata:
    """The metadata of an article: what the user gives, then what its page or file says (`stated`), its URL, and what the text shows."""
    candidates = [*_from_user(given), *stated]
    url = next((c.value for c in candidates if c.field == "url"), None)
    candidates += [*(_from_url(url) if url else ()), *_from_text(text, zones)]
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.field, candidate)
    if (
        (original := first.get("original_outlet"))
        and (outlet := first.get("outlet"))
        and _same(original.value, outlet.value)
    ):
        del first["original_outlet"]
    won = first.get("authors")
    authors = [
        c.value for c in candidates if won and c.field == "authors" and (c.origin, c.where) == (won.origin, won.where)
    ]
    value = {name: first[name].value if name in first else None for name in _FIELDS}
    return Metadata(
        **value,
        authors=tuple(dict.fromkeys(authors)),
        origin_of={name: c.origin for name, c in first.items() if name in (*_FIELDS, "authors")},
        candidates=tuple(candidates),
    )


def _from_user(given: Given) -> Iterator[Candidate]:
    for name in (*_FIELDS, "id", "genre"):
        if value := getattr(given, name):
            yield Candidate(field=name, value=value, origin="sidecar", where=given.where)
    for author in given.authors:
        yield Candidate(field="authors", value=author, origin="sidecar", where=given.where)


def _from_url(url: str) -> Iterator[Candidate]:
    if outlet := outlet_of_url(url):
        yield Candidate(field="outlet", value=outlet, origin="url")
    if date := date_in_url(url):
        yield Candidate(field="published", value=date, origin="url")


def _from_text(text: str, zones: Sequence[Zone]) -> Iterator[Candidate]:
    """What the zones of the text say, the surest of each field first."""
    words = [(zone, text[zone.span[0] : zone.span[1]]) for zone in zones]
    title = next((w for zone, w in words if zone.kind == "title"), None)
    if title:
        yield Candidate(field="title", value=" ".join(title.split()), origin="inferred", where="title zone")
    for zone, piece in words:
        if zone.kind == "byline" and zone.span[0] < _HEAD:
            yield from _from_byline(piece)
        elif zone.kind == "boilerplate" and zone.span[0] < _HEAD and (date := _stamp_date(piece)):
            yield Candidate(field="published", value=date, origin="byline", where="time stamp")
        elif zone.kind == "dateline":
            yield from _from_dateline(piece)
    for zone, piece in words:
        if zone.kind == "provenance":
            yield from _from_provenance(piece)
        elif zone.kind == "byline" and zone.span[0] >= _HEAD:
            yield from _from_byline(piece)


def _from_byline(words: str) -> Iterator[Candidate]:
    for author in authors_in(words):
        if agency_of(author) is None:
            yield Candidate(field="authors", value=author, origin="byline", where="byline")
    if agency := agency_in(words):
        yield Candidate(field="original_outlet", value=agency, origin="byline", where="byline")


def _from_dateline(words: str) -> Iterator[Candidate]:
    inside = re.search(r"\(([^)]{2,40})\)", words)
    if inside and (agency := agency_of(inside[1])):
        yield Candidate(field="original_outlet", value=agency, origin="byline", where="dateline")
    if date := day_in(words):
        yield Candidate(field="published", value=date, origin="byline", where="dateline")


def _from_provenance(words: str) -> Iterator[Candidate]:
    if match := _FIRST_IN.search(words) or _SOURCE_LINE.match(words):
        yield Candidate(field="original_outlet", value=match["name"].rstrip(".,"), origin="byline", where="provenance")
    date = day_in(words)
    if name := masthead(words):
        yield Candidate(field="outlet", value=name, origin="inferred", where="masthead")
    if match := _PUBLISHED_IN.match(words):
        yield Candidate(field="outlet", value=match["name"].rstrip(".,"), origin="byline", where="provenance")
        if date:
            yield Candidate(field="published", value=date, origin="byline", where="provenance")
    elif date and " in print" in words:
        yield Candidate(field="published", value=date, origin="inferred", where="print edition")


def _stamp_date(words: str) -> str | None:
    """The day of a time stamp; the first one named, which is the day of publication where both are given."""
    if not (is_stamp(words) or stamp_end(words) or re.match(r"[A-Z][A-Z .,]+ ", words)):
        return None
    return day_in(words)


def _same(left: str, right: str) -> bool:
    return (agency_of(left) or left).casefold().removeprefix("the ") == (
        agency_of(right) or right
    ).casefold().removeprefix("the ")
