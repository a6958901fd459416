"""The desk: every look-up the sections share. Reading order, paragraph numbers, citations, jumps to words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from communique.brief.view.gathering import gathered
from communique.lexicon.labels import word
from communique.lexicon.when import human, iso, parse
from communique.record import (
    BODY_ZONES,
    Article,
    Evidence,
    Reading,
    Record,
    Statement,
    Story,
    independent_sources,
    join_pieces,
)
from communique.record.shown import clip, web_link

Plain = dict[str, Any]
"""A value of the view: strings, numbers, booleans, lists and dictionaries only."""

LONG_QUOTE = 1200  # a quotation longer than this is shown in full, but folded after this many characters
_BLANK = " \t\r\n"  # not str.isspace: a line separator or a control character is shown, not trimmed
_BREAK = re.compile(r"\n[ \t\r]*\n[ \t\r\n]*")
_LINE = re.compile(r"\n[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article; `number` counts those of the body, None elsewhere (headline, furniture)."""

    start: int
    end: int
    number: int | None


@dataclass(frozen=True)
class Sheet:
    """One article on the desk: its reading, its number in reading order, its paragraphs and zones in order."""

    reading: Reading
    number: int
    outlet: str
    paragraphs: tuple[Paragraph, ...]
    zone_starts: tuple[int, ...]
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, finding id) of every word the page points to; filled while the sections are built."""

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.reading.article

    def zone(self, offset: int) -> str | None:
        """Kind of the zone at `offset`."""
        index = bisect_right(self.zone_starts, offset) - 1
        zones = self.article.zones
        return zones[index].kind if index >= 0 and offset < zones[index].span[1] else None

    def place(self, offset: int) -> str:
        """Where `offset` stands, for a citation: "page 2" of what has pages, else "paragraph 3", "headline", "caption"."""
        if (page := self.article.page_at(offset)) is not None:
            return f"page {page}"
        index = bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1
        number = self.paragraphs[index].number if index >= 0 else None
        zone = self.zone(offset)
        if number is None:
            return word("zone", zone) if zone else ""
        return f"paragraph {number}"


class Desk:
    """Look-ups over one record. The only thing that changes while a page is built is what its words are linked to."""

    def __init__(self, record: Record) -> None:
        self.record = record
        ordered = sorted(record.articles, key=_reading_order)
        self.sheets = {r.article.id: _sheet(r, n) for n, r in enumerate(ordered, 1)}
        self.home: dict[str, str] = {}
        """Story in whose block an article's text and statements stand (the first that lists it)."""
        for story in record.stories:
            for article in story.articles:
                self.home.setdefault(article, story.id)
        self.labels: dict[str, str] = {}
        """Finding or statement id -> its label on the page ("S12", "C3"), which is also its anchor."""
        self.texts: dict[str, str] = {}
        """Finding id -> a short description, for the omission map."""
        self.where: dict[str, tuple[Sheet, Statement]] = {}
        count = 0
        for sheet in self.sheets.values():
            for statement in sorted(sheet.reading.statements, key=lambda s: (s.content[0], -s.content[-1][1])):
                count += 1
                self.labels.setdefault(statement.id, f"S{count}")
                self.where.setdefault(statement.id, (sheet, statement))
        self._next: dict[str, int] = {}

    def name(self, kind: str, finding: str, text: str = "") -> str:
        """Give a finding its label: F1, C1, V1, T1, P1, M1; numbers run through the whole page."""
        self._next[kind] = self._next.get(kind, 0) + 1
        label = f"{kind}{self._next[kind]}"
        self.labels.setdefault(finding, label)
        self.texts.setdefault(finding, clip(text, 160))
        return label

    def of(self, story: Story) -> list[Sheet]:
        """The sheets of a story, in reading order."""
        return sorted((self.sheets[a] for a in story.articles if a in self.sheets), key=lambda s: s.number)

    def evidence(self, item: Evidence, label: str) -> Plain:
        """Words with their citation and a jump to them; the words link back to `label`."""
        return self.words(self.sheets[item.article], (item.span,), label)

    def all_evidence(self, items: Iterable[Evidence], label: str) -> list[Plain]:
        """Evidence in reading order of the articles."""
        ordered = sorted(items, key=lambda e: (self.sheets[e.article].number, e.span))
        return self.gathered(ordered, label)

    def gathered(self, items: Sequence[Evidence], label: str) -> list[Plain]:
        """Evidence in the order given, equal words once, pieces of one sentence together."""
        return gathered([self.evidence(e, label) for e in items], [(e.article, e.span) for e in items])

    def words(self, sheet: Sheet, spans: Sequence[tuple[int, int]], label: str, who: str = "", note: str = "") -> Plain:
        """Words at `spans` with outlet, date, place, link and anchor; pieces are kept apart by " … "."""
        for start, end in spans:
            sheet.links.append((start, end, label))
        text = join_pieces(sheet.article.text, spans)
        published, url = sheet.article.published, web_link(sheet.article.url)
        place = sheet.place(spans[0][0])
        cited = [who, clip(sheet.outlet, 120), human(published), place, url or ""]
        return {
            "text": text,
            "runs": None,
            "also": [],
            "head": text if len(text) <= LONG_QUOTE else text[:LONG_QUOTE],
            "rest": "" if len(text) <= LONG_QUOTE else text[LONG_QUOTE:],
            "article": sheet.number,
            "outlet": clip(sheet.outlet, 80),
            "date": human(published),
            "short": human(published, short=True),
            "iso": iso(published),
            "place": place,
            "url": url,
            "jump": f"w{sheet.number}-{spans[0][0]}-{spans[0][1]}",
            "cite": ", ".join(part for part in cited if part) + (f" ({note})" if note else ""),
        }

    def groups(self, story: Story, articles: Iterable[str]) -> int:
        """How many independent sources `articles` are."""
        return independent_sources(story.sources, articles)


def _reading_order(reading: Reading) -> tuple[str, ...]:
    """By date (a month counts as its last day, an unknown date comes last), then by outlet and title."""
    article = reading.article
    when = parse(article.published)
    day = when.last.isoformat() if when else "9999"
    return (day, article.published or "", article.outlet or "", article.title or "", article.id)


def _sheet(reading: Reading, number: int) -> Sheet:
    article = reading.article
    zones = tuple(zone.span[0] for zone in article.zones)
    sheet = Sheet(reading, number, _outlet(article), (), zones)
    return Sheet(reading, number, sheet.outlet, tuple(_paragraphs(sheet)), zones)


def _outlet(article: Article) -> str:
    """What to call an article's source: its outlet, or its file when no outlet is known."""
    return article.outlet or article.path.replace("\\", "/").rsplit("/", 1)[-1] or article.id


def _paragraphs(sheet: Sheet) -> Iterable[Paragraph]:
    """Blocks between blank lines (or lines, where a text has no blank line), cut where a zone begins on a new line."""
    text, number = sheet.article.text, 0
    body_by_zone = bool(sheet.article.zones)
    for start, end in _blocks(sheet):
        block = text[start:end]
        first, last = start + len(block) - len(block.lstrip(_BLANK)), start + len(block.rstrip(_BLANK))
        if first >= last:
            continue
        body = not body_by_zone or any(z in BODY_ZONES for z in _zones_between(sheet, first, last))
        number += body
        yield Paragraph(first, last, number if body else None)


def _blocks(sheet: Sheet) -> Iterable[tuple[int, int]]:
    text = sheet.article.text
    pattern = _BREAK if _BREAK.search(text) else _LINE
    cuts = {match.end() for match in pattern.finditer(text)}
    for start in sheet.zone_starts:
        line = text.rfind("\n", max(0, start - 200), start)
        if line >= 0 and not text[line:start].strip(_BLANK):
            cuts.add(start)
    edges = [0, *sorted(c for c in cuts if 0 < c < len(text)), len(text)]
    return pairwise(edges)


def _zones_between(sheet: Sheet, start: int, end: int) -> Iterable[str]:
    index = max(0, bisect_right(sheet.zone_starts, start) - 1)
    zones = sheet.article.zones
    while index < len(zones) and zones[index].span[0] < end:
        if zones[index].span[1] > start:
            yield zones[index].kind
        index += 1
