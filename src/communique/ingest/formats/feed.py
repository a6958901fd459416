"""RSS and Atom: each entry an article. Lists of feeds (OPML) are named. Nothing is ever fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from lxml import etree

from communique.errors import InputError, TooLongError
from communique.ingest.dates import parse_date
from communique.ingest.extracted import Extracted
from communique.ingest.formats.parts import Fault, Input, Outcome, Part, Remark, named, printable, sha256_of
from communique.ingest.fragment import fragment_lines
from communique.ingest.outlets import host_of, outlet_of_domain
from communique.options import IngestOptions
from communique.record.article import Candidate, Zone

_MAX_FEED = 2**25  # bytes
_MAX_ENTRIES = 10_000
_MAX_MARKUP = 200_000  # tags of one entry's text
_SUMMARY = "only a summary is in the feed, not the whole article"
_SEPARATOR = re.compile(r"\s+[-|–—>»·]+\s+|:\s+")
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w|&#?\w+;")
_LETTERS = re.compile(r"[a-z0-9]{4,}")
_NO_OUTLETS = ("untitled", "rss", "rss feed", "feed", "atom", "news", "blog", "home")


def read_feed(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """One article an entry, numbered from 1. InputError when it is no feed or holds no text."""
    data = source.bytes(min(_MAX_FEED, options.max_bytes), "a feed")
    if (count := len(_ENTRY.findall(data))) > _MAX_ENTRIES:
        raise TooLongError(f"holds {count} entries, over the limit of {_MAX_ENTRIES}; split it")
    feed = _parsed(data)
    entries = feed.get("entries") or []
    if not entries:
        raise InputError("holds no entry that can be read; check that it is an RSS or Atom feed and not cut off")
    outlet = _outlet(feed)
    bare: list[str] = []
    found = 0
    for number, entry in enumerate(entries, start=1):
        try:
            extracted = _entry(entry, outlet)
        except InputError as error:
            yield Fault(f":{number}", str(error))
            continue
        if extracted is None:
            bare.append(str(number))
            continue
        found += 1
        raw = json.dumps([entry.get("id"), entry.get("link"), entry.get("title"), extracted.text], default=str)
        yield Part(extracted, sha256_of(raw.encode("utf-8", "surrogatepass")), f":{number}", takes="shared")
    if bare and not found:
        raise InputError(f"is a feed of {len(entries)} titles without text; save the articles themselves")
    if bare:
        yield Remark(f"{len(bare)} of {len(entries)} entries hold a title and no text ({named(bare)}); not read")


def read_opml(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """Always an InputError, which names the feeds: a list of addresses holds no article, and nothing is fetched."""
    data = source.bytes(min(_MAX_FEED, options.max_bytes), "a list of feeds")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is no list of feeds that can be read ({type(error).__name__})") from error
    outlines = root.iter("outline") if root is not None else ()
    feeds = [outline for outline in outlines if outline.get("xmlUrl")]
    names = [printable(feed.get("title") or feed.get("text") or feed.get("xmlUrl"), 60) for feed in feeds]
    yield Fault(
        "",
        f"lists {len(feeds)} feed{'s' * (len(feeds) != 1)} and holds no article ({named(names) or 'none named'}); nothing is "
        "fetched: save the feeds themselves as .xml files",
    )


def _parsed(data: bytes) -> Any:
    import feedparser  # 0.2 s: loaded for feeds only

    try:
        return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a hostile feed: whatever the parser raises, this file is what cannot be read
        raise InputError(f"is no feed that can be read ({type(error).__name__})") from error


def _entry(entry: Any, outlet: Candidate | None) -> Extracted | None:
    """The text of an entry and what it says about itself; None when it has a title only."""
    whole = [content for content in entry.get("content") or () if content.get("value")]
    summary = entry.get("summary") or ""
    best = max((str(content["value"]) for content in whole), key=len, default="")
    is_summary = not best
    extracted = _text(best or str(summary))
    if not extracted.text:
        return None
    if is_summary and not _is_long(extracted.text):
        extracted = replace(extracted, notes=(*extracted.notes, _SUMMARY))
    candidates = [*_about(entry), *([outlet] if outlet else ())]
    return replace(extracted, candidates=tuple(candidates))


def _text(markup: str) -> Extracted:
    if markup.count("<") > _MAX_MARKUP:
        raise TooLongError(f"has more than {_MAX_MARKUP} tags; it is not read")
    lines = fragment_lines(markup)
    zones: list[Zone] = []
    at = 0
    for line in lines:
        if line.heading:
            zones.append(Zone(kind="subhead", span=(at, at + len(line.text))))
        at += len(line.text) + 1
    return Extracted("\n".join(line.text for line in lines), zones=tuple(zones))


def _is_long(text: str) -> bool:
    """Whether what a feed calls a description is an article: older feeds have no other place for it."""
    return len(text) >= 1_500 and text.count("\n") >= 3


def _about(entry: Any) -> Iterator[Candidate]:
    if title := _line(entry.get("title")):
        yield Candidate(field="title", value=title, origin="meta", where="feed entry")
    link = str(entry.get("link") or "")
    if host_of(link) and "//" in link and len(link) <= 2_000:
        yield Candidate(field="url", value=printable(link, 2_000), origin="meta", where="feed entry")
    for name, where in (("published", "feed entry"), ("updated", "feed entry, updated")):
        if day := _day(entry, name):
            yield Candidate(field="published", value=day, origin="meta", where=where)
            break
    for author in _authors(entry):
        yield Candidate(field="authors", value=author, origin="meta", where="feed entry")


def _authors(entry: Any) -> list[str]:
    names = [_line(author.get("name")) for author in entry.get("authors") or () if isinstance(author, dict)]
    good = [name for name in names if name and "@" not in name and len(name) <= 100 and len(name.split()) > 1]
    return list(dict.fromkeys(good))


def _day(entry: Any, name: str) -> str | None:
    """The day as written; where only the parser understands it, the day in UTC."""
    if name not in entry:  # feedparser answers "updated" with "published": ask for what is there
        return None
    if day := parse_date(str(entry.get(name) or "")):
        return day
    moment = entry.get(f"{name}_parsed")
    return f"{moment[0]:04d}-{moment[1]:02d}-{moment[2]:02d}" if moment and moment[0] > 1000 else None


def _outlet(feed: Any) -> Candidate | None:
    """The outlet that a feed names: the owner of its address where that is known, else its title.

    Of a title in parts ("World | The Harbour Post") the part that the address bears out; none when no part does.
    """
    about = feed.get("feed") or {}
    host = host_of(str(about.get("link") or "")) or ""
    known = outlet_of_domain(host)
    parts = [part for part in _SEPARATOR.split(_line(about.get("title"))) if part]
    if not known and len(parts) > 1:
        letters = host.replace("-", "")
        parts = [part for part in parts if any(word in letters for word in _LETTERS.findall(part.casefold()))]
    name = known or (parts[0] if parts else "")
    if not name or name.casefold() in _NO_OUTLETS or len(name) > 80:
        return None
    return Candidate(field="outlet", value=name, origin="meta", where="feed")


def _line(value: Any) -> str:
    """A title without markup, on one line."""
    if not isinstance(value, str):
        return ""
    value = value[:5_000]
    words = " ".join(line.text for line in fragment_lines(value)) if _MARKUP.search(value) else value
    return printable(words, 500)
