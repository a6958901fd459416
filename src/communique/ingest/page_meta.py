"""What a page says about itself in its markup: JSON-LD, meta tags, the canonical link. No guess from its prose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from communique.ingest.dates import parse_date
from communique.ingest.outlets import host_of
from communique.ingest.zones.bylines import authors_in
from communique.record.article import Candidate, Genre

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_GENRE_OF_TYPE: dict[str, Genre] = {"OpinionNewsArticle": "opinion", "AnalysisNewsArticle": "analysis"}
_MAX_JSON = 2_000_000  # characters of one JSON-LD block
_MAX_VALUE = 500  # characters of one value
_TAGS = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "parsely-title"),
    "outlet": ("og:site_name", "application-name", "citation_journal_title", "dc.publisher"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "article.published", "parsely-pub-date",
        "sailthru.date", "publish-date", "publish_date", "pubdate", "publication_date", "citation_publication_date",
        "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "cxenseparse:recs:publishtime", "date",
    ),
    "authors": (
        "author", "parsely-author", "sailthru.author", "article:author", "og:article:author", "byl", "dc.creator",
        "citation_author",
    ),
    "url": ("og:url",),
}  # fmt: skip
_NO_AUTHOR = re.compile(
    r"https?:|www\.|@|[\d<>{}|/]|\b(?:admin|staff|editor|newsroom|unknown|webmaster)\b", re.IGNORECASE
)


def metadata_of(html: str) -> tuple[tuple[Candidate, ...], Genre | None]:
    """Candidates of every field, the surest of each first, and the genre that the page's own type states."""
    tree = trafilatura.load_html(html)
    if tree is None:
        return (), None
    items = list(_articles_in(tree))
    found: list[Candidate] = []
    for item in items[:1]:  # the first article of a page is the page's own; others are teasers
        found += _from_item(item)
    found += _from_tags(tree)
    types = {name for item in items[:1] for name in _types(item)}
    genre = next((genre for name, genre in _GENRE_OF_TYPE.items() if name in types), None)
    outlet = next((c.value for c in found if c.field == "outlet"), None)
    kept = [c for c in found if not (c.field == "authors" and outlet and c.value.casefold() == outlet.casefold())]
    return tuple(_without_site_name(c, outlet) for c in dict.fromkeys(kept)), genre


def _articles_in(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that are articles."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text_content()
        if len(text) > _MAX_JSON:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(value) if any(_ARTICLE_TYPES.search(name) for name in _types(item)))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(item: dict[str, Any]) -> list[str]:
    types = item.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _from_item(item: dict[str, Any]) -> Iterator[Candidate]:
    publisher = item.get("publisher")
    values = {
        "title": item.get("headline"),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else None,
        "published": item.get("datePublished"),
        "url": item.get("url"),
    }
    for name, value in values.items():
        yield from _candidates(name, value, "json-ld")
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        yield from _candidates("authors", author.get("name") if isinstance(author, dict) else author, "json-ld")


def _from_tags(tree: HtmlElement) -> Iterator[Candidate]:
    tags: dict[str, list[str]] = {}
    for tag in tree.xpath("//meta[@content]"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.strip().casefold(), []).append(tag.get("content"))
    for field, names in _TAGS.items():
        for name in names:
            for value in tags.get(name, ())[:10]:
                yield from _candidates(field, value, name)
    for link in tree.xpath("//link[@rel='canonical']/@href")[:1]:
        yield from _candidates("url", link, "canonical")
    for moment in tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']/@datetime")[:1]:
        yield from _candidates("published", moment, "time")
    for title in tree.xpath("//head/title/text()")[:1]:
        yield from _candidates("title", title, "title")


def _candidates(field: str, value: Any, where: str) -> Iterator[Candidate]:
    """The candidate that a raw value makes, or none when it does not read as one."""
    for words in value if isinstance(value, list) else [value]:
        if not isinstance(words, str) or not (words := " ".join(words.split())) or len(words) > _MAX_VALUE:
            continue
        if field == "published":
            good = [parse_date(words)]
        elif field == "url":
            good = [words if host_of(words) and "//" in words else None]
        elif field == "authors":
            good = [*_authors(words)]
        else:
            good = [words]
        for one in good:
            if one:
                yield Candidate(field=field, value=one, origin="meta", where=where)


def _authors(words: str) -> list[str]:
    names = authors_in(words)
    if names:
        return names
    return [] if _NO_AUTHOR.search(words) or not 2 <= len(words.split()) <= 8 else [words.removeprefix("By ")]


def _without_site_name(candidate: Candidate, outlet: str | None) -> Candidate:
    """A title without the outlet's name that pages add after a bar or dash."""
    if candidate.field != "title" or not outlet:
        return candidate
    short = re.sub(
        rf"\s+[|–—·-]\s+(?:the\s+)?{re.escape(outlet.removeprefix('The '))}\s*$",
        "",
        candidate.value,
        flags=re.IGNORECASE,
    )
    return candidate.model_copy(update={"value": short}) if short != candidate.value and short else candidate
