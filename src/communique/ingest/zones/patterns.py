"""The pattern and word files of this folder, read once and compiled."""

from __future__ import annotations

import functools
import re
from importlib import resources

from communique.ingest.dates import MONTH_WORDS
from communique.record.article import ZoneKind

_TOKEN = r"(?-i:[A-Z])[\w.'’-]*"
_PARTICLE = r"(?:de|da|do|dos|del|della|der|den|van|von|zu|al|el|bin|ibn|ben|la|le|du|di|ter|ten|af|av|y|e)"
NAME = rf"{_TOKEN}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_TOKEN}){{1,3}}"
"""A personal name of two to four capitalised words with particles; case-sensitive inside any pattern."""
NAMES = rf"{NAME}(?:(?:, (?:and )?| and | & ){NAME}){{0,6}}"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
DATE = (
    rf"(?:(?:{MONTH_WORDS}\.?\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[\s-]{MONTH_WORDS}\.?,?[\s-]\d{{4}})"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH_WORDS})"
    r"|(?:[12]\d{3}-\d\d-\d\d)|(?:\d{1,2}[/.]\d{1,2}[/.](?:[12]\d{3}|\d\d)))"
)
"""A calendar day as reports write it, the year optional."""
_CAPS = r"(?:(?-i:[A-Z])[\w.'’-]*|and|in|by|with|for|from|editing|additional|reporting|writing|[,;:&/.()]|\s)++"


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """The entries of one list of words.txt."""
    return tuple(_sections("words.txt")[name])


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """The entries of one list, for membership tests."""
    return frozenset(words(name))


@functools.cache
def kinds(scope: str) -> tuple[tuple[ZoneKind, re.Pattern[str]], ...]:
    """For a scope of furniture.txt, one compiled pattern for each zone kind, in the order of the file."""
    found: list[tuple[ZoneKind, re.Pattern[str]]] = []
    for section, lines in _sections("furniture.txt").items():
        name, _, kind = section.partition(" ")
        if name == scope:
            flags = re.NOFLAG if scope == "token" else re.IGNORECASE
            joined = "|".join(f"(?:{expand(line)})" for line in lines)
            joined = f"(?:{joined})$" if scope == "ending" else joined
            found.append((_zone_kind(kind), re.compile(joined, flags)))
    return tuple(found)


def expand(pattern: str) -> str:
    """A pattern with its <MACROS> written out."""
    for name, value in _macros().items():
        pattern = pattern.replace(f"<{name}>", value)
    return pattern


@functools.cache
def alternatives(name: str) -> str:
    """The entries of a word list as one group, longest first."""
    entries = sorted(words(name), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(e).replace(r"\ ", " ") for e in entries) + ")"


@functools.cache
def _macros() -> dict[str, str]:
    return {
        "NAMES": f"(?:{NAMES})",
        "NAME": f"(?:{NAME})",
        "CAPS": _CAPS,
        "DATE": DATE,
        "AGENCY": f"(?-i:{alternatives('photo agencies')})",
        "SITE": alternatives("sites"),
    }


@functools.cache
def _sections(file: str) -> dict[str, list[str]]:
    """The sections of a data file, comments and blank lines left out."""
    text = resources.files("communique.ingest.zones").joinpath("data", file).read_text("utf-8")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:2].islower():
            current = sections.setdefault(line[1:-1], [])
        elif line.strip() and not line.startswith("#"):
            current.append(line)
    return sections


def _zone_kind(word: str) -> ZoneKind:
    known: dict[str, ZoneKind] = {"boilerplate": "boilerplate", "provenance": "provenance", "caption": "caption"}
    return known[word]
