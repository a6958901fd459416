"""What is known around a match: the publication date, the tokens, and the times told so far."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field

from communique.read.times.direction import Direction
from communique.read.times.forms import interval
from communique.read.times.grammar import Grammar, Match
from communique.read.times.lexicon import Lexicon
from communique.read.times.reckon import Anchor, anchor_of
from communique.read.times.tokens import Tokens
from communique.record.reading import TimexType

_FINE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CALLED_MAY = re.compile(
    r"\b(?:M(?:r|rs|s)\.?|Theresa|Prime Minister|Secretary|Minister) May\b"
    r"|\bMay (?:said|told|has|says|insisted|urged|faces)\b"
)
OF_PUBLICATION = "the day of publication"
"""How the anchor of a clock time begins that no day was told for, so that no other time counts from it."""
_STORY_REACH = 120  # tokens; how far back an earlier time may lie to be what "two days later" counts from


@dataclass(frozen=True, slots=True)
class Found:
    """A time read off the tokens [start, end)."""

    start: int
    end: int
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None


@dataclass
class Scene:
    """The surroundings of the match being read. `told` grows as the text is read.

    `leanings` says of a weekday which way its clearest mention in the text points.
    """

    grammar: Grammar
    tokens: Tokens
    published: Anchor | None
    published_reason: str
    direction: Direction
    told: list[Found] = field(default_factory=list)
    leanings: dict[int, float] = field(default_factory=dict)

    @functools.cached_property
    def names_may(self) -> bool:
        """Whether the text speaks of somebody called May ("Mrs. May", "May said")."""
        return _CALLED_MAY.search(self.tokens.text) is not None

    @property
    def lexicon(self) -> Lexicon:
        """The words and their values."""
        return self.grammar.lexicon

    def part(self, match: Match, name: str) -> list[str]:
        """The small-letter words of a named part; empty if the part is not there."""
        span = match.parts.get(name)
        return self.tokens.words(*span) if span else []

    def lookup(self, match: Match, name: str, kind: str) -> object:
        """The value, as `kind`, of the first word of a part that has one."""
        return next((v for w in self.part(match, name) if (v := self.lexicon.value(kind, w)) is not None), None)

    def year(self, match: Match, name: str = "y") -> int | None:
        """The year a part writes ("2014", "'14"), or None."""
        words = self.part(match, name)
        digits = re.sub(r"\D", "", words[0]) if words else ""
        if not digits:
            return None
        return int(digits) if len(digits) == 4 else self.full_year(int(digits))

    def full_year(self, short: int) -> int:
        """A two-digit year in the century that puts it nearest before the publication (at most 20 years after)."""
        limit = (self.published.year if self.published else 2025) + 20
        return next(year for year in range(limit, limit - 100, -1) if year % 100 == short)

    def related_year(self, words: list[str]) -> int | None:
        """The year that "last year", "the previous year", "that year" means here, or None."""
        told = self.told_year()
        if "that" in words or "same" in words:
            return told
        for kind, step in (("PREVISH", -1), ("FOLLISH", 1)):
            if any(kind_of in words for kind_of in self._listed(kind)):
                base = told or (self.published.year if self.published else None)
                return base + step if base else None
        if not self.published:
            return None
        return self.published.year + (
            -1 if "last" in words or "past" in words else 1 if "next" in words or "coming" in words else 0
        )

    def _listed(self, kind: str) -> tuple[str, ...]:
        return _RELATIVES[kind]

    def told_year(self, reach: int = _STORY_REACH) -> int | None:
        """The year of the last dated time told nearby, or None."""
        for found in self.recent(reach):
            if found.value and (head := re.match(r"\d{4}(?!\d)", found.value)):
                return int(head.group())
        return None

    def recent(self, reach: int = _STORY_REACH) -> list[Found]:
        """The dates and times told within `reach` tokens, the last one first."""
        now = self._now
        return [f for f in reversed(self.told[-12:]) if now - f.end <= reach and f.type in ("DATE", "TIME")]

    _now: int = 0

    def stand_at(self, token: int) -> None:
        """Say where in the text the reading is."""
        self._now = token

    def told_date(self, sentences: int = 1) -> Found | None:
        """The last time with a calendar value in this sentence or up to `sentences` before it."""
        low = self.opening(sentences)
        for found in self.recent():
            if found.start < low:
                return None
            if found.value and interval(found.value):
                return found
        return None

    def told_days(self, sentences: int = 1) -> list[Found]:
        """The times known to the day in this sentence and up to `sentences` before it, the last one first."""
        low = self.opening(sentences)
        known = [f for f in self.recent() if f.start >= low and f.value and _FINE.match(f.value)]
        return [f for f in known if not (f.anchor or "").startswith(OF_PUBLICATION)]

    def told_day(self, sentences: int = 1) -> Found | None:
        """The last time known to the day in this sentence or up to `sentences` before it."""
        return next(iter(self.told_days(sentences)), None)

    def opening(self, sentences: int) -> int:
        """The first token of the sentence that lies so many sentences before this one."""
        low = self.tokens.sentence_start(self._now)
        for _ in range(sentences):
            low = self.tokens.sentence_start(max(self.tokens.before_marks(low), 0))
        return low

    @property
    def today(self) -> dt.date | None:
        """The day of publication, if known."""
        return self.published.date if self.published else None

    def anchor_of(self, found: Found) -> Anchor | None:
        """The anchor that a told time gives, as fine as its value is."""
        value = found.value or ""
        if (plain := anchor_of(value)) and not re.match(r"\d{4}-[A-Z]", value):
            return plain
        days = interval(value)
        if days is None:
            return None
        if len(value) < 4:
            return None  # a decade or century is too coarse to count from
        return Anchor(days[0].year, days[0].month, days[0].day if "-W" in value else None)

    def words_of(self, found: Found) -> str:
        """A told time as it stands in the text."""
        return self.tokens.text[self.tokens.starts[found.start] : self.tokens.ends[found.end - 1]]


_RELATIVES = {
    "PREVISH": ("previous", "prior", "preceding"),
    "FOLLISH": ("following", "subsequent", "ensuing", "succeeding"),
}
