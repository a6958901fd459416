"""Where a copied text comes from, as far as its own words or dates say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.lexicon import agency_name, media_name, strict_key
from communique.lexicon.tables import yaml_of
from communique.link.texts import published_day
from communique.record import Article, Evidence, evidence_of

_CREDIT_ZONES = frozenset({"provenance", "boilerplate", "author_bio", "standfirst", "byline"})
_EDGE = 600  # without zones, credits are looked for in so many characters at both ends of the text


@dataclass(frozen=True, slots=True)
class Credit:
    """A medium that a text names as its origin, with the words that do."""

    name: str
    agency: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the articles of a group stem from: an article id or the name of a medium, with the words or the reason."""

    origin: str | None
    why: str
    evidence: tuple[Evidence, ...] = ()


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Every medium that the article names as its origin: in its furniture, its dateline, its byline.

    What ingest found (`original_outlet`) comes without words when no line of the text says it.
    """
    found = [*_credit_lines(article), *_dateline(article)]
    seen: set[str] = set()
    out = []
    for credit in found:
        key = outlet_key(credit.name)
        if key and key not in seen and key != outlet_key(article.outlet or ""):
            seen.add(key)
            out.append(credit)
    return tuple(out)


def origin_of(articles: Sequence[Article]) -> Origin:
    """The origin of copies: the article whose outlet the others name, the medium they name, or the earliest article.

    None when nothing is named and no single article is the earliest; two articles of one day give none.
    """
    named: dict[str, list[Credit]] = {}
    for article in articles:
        for credit in credits_of(article):
            named.setdefault(outlet_key(credit.name), []).append(credit)
    listed = {outlet_key(a.original_outlet): a.original_outlet for a in articles if a.original_outlet}
    keys = set(named) | set(listed)
    homes = {key: [a for a in articles if outlet_key(a.outlet or "") == key] for key in sorted(keys)}
    at_home = sorted(key for key in homes if homes[key])
    for key in at_home or sorted(keys):
        if len(at_home or keys) > 1:
            break
        evidence = tuple(credit.evidence for credit in named.get(key, []))
        name = named[key][0].name if key in named else listed[key]
        if len(homes[key]) == 1:
            return Origin(homes[key][0].id, f"named by {len(evidence) or 1} of the copies: {name}", evidence)
        return Origin(name, f"named in the text: {name}", evidence)
    releases = [a for a in articles if a.genre == "release"]
    if len(releases) == 1 and len(articles) > 1:
        return Origin(releases[0].id, "the only release among them")
    return _earliest(articles)


def outlet_key(name: str) -> str:
    """One key for the ways to write an outlet: "The Port Gazette", "Port Gazette.", "portgazette.example"."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().lower())
    bare = re.sub(r"\.(?:com|org|net|info|co\.uk|[a-z]{2,7})(?:/.*)?$", "", bare)
    return strict_key(re.sub(r"^the\s+", "", bare))


def _earliest(articles: Sequence[Article]) -> Origin:
    days = {article.id: published_day(article) for article in articles}
    known = sorted((day, identity) for identity, day in days.items() if day)
    if len(known) != len(articles) or len(known) < 2:
        return Origin(None, "a date is missing and no text names an origin")
    (first, identity), (second, _) = known[:2]
    if second.startswith(first) or first.startswith(second):
        return Origin(None, "the earliest articles are of the same day and no text names an origin")
    return Origin(identity, f"the earliest: {first}")


def _credit_lines(article: Article) -> list[Credit]:
    out = []
    for start, end in _credit_spans(article):
        for line in re.finditer(r"[^\n]+", article.text[start:end]):
            for pattern in _patterns()["credits"]:
                match = pattern.search(line[0])
                if match:
                    out += _credit(article, start + line.start(), match)
                    break
    return out


def _credit_spans(article: Article) -> list[tuple[int, int]]:
    if article.zones:
        return [zone.span for zone in article.zones if zone.kind in _CREDIT_ZONES]
    length = len(article.text)
    return [(0, length)] if length <= 2 * _EDGE else [(0, _EDGE), (length - _EDGE, length)]


def _dateline(article: Article) -> list[Credit]:
    """An agency in the dateline, or as the byline; other names in brackets are none."""
    spans = [z.span for z in article.zones if z.kind in ("dateline", "byline")]
    body = next((z.span for z in article.zones if z.kind in ("dateline", "body")), (0, len(article.text)))
    out: list[Credit] = []
    for start, end in {*spans, (body[0], min(body[1] + 4, len(article.text), body[0] + 160))}:
        for line in re.finditer(r"[^\n]+", article.text[start:end]):
            for kind in ("dateline", "byline") if len(line[0]) < 100 else ("dateline",):
                match = _patterns()[kind][0].search(line[0])
                if match and (agency_name(match["name"]) or (kind == "dateline" and media_name(match["name"]))):
                    out += _credit(article, start + line.start(), match)
    return sorted(out, key=lambda credit: credit.evidence.span)


def _credit(article: Article, offset: int, match: re.Match[str]) -> list[Credit]:
    name = _patterns()["stop"][0].split(match["name"])[0].strip(" ,'’\"“”-–—")
    if not name or len(name.split()) > 7:
        return []
    start = offset + match.start("name")
    evidence = evidence_of(article.id, article.text, [(offset + match.start(), start + len(name))])
    agency = agency_name(name)
    return [Credit(agency or media_name(name) or re.sub(r"^[Tt]he\s+", "", name), agency is not None, evidence[0])]


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    tree: dict[str, Any] = yaml_of("communique.link", "data", "provenance.yaml")
    return {k: tuple(re.compile(p) for p in (v if isinstance(v, list) else [v])) for k, v in tree.items()}
