"""Text as a row of tokens with one signature character each; linear in the length of the text."""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from communique.read.times.lexicon import OTHER, Lexicon

SENTENCE_END = "\x02"
BREAK = "\x03"  # a blank line, or the border of a zone

# Order matters: the longest kinds first. Every quantifier runs over a class that its follower cannot match,
# so the scan never goes back over what it has read.
_TOKEN = re.compile(
    r"""
    (?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
  | (?P<slash>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
  | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?[ap]\.?m\b))(?![\d:]))
  | (?P<money>[$£€¥\#]\s?\d{1,20}(?:[.,]\d{1,20}){0,5})
  | (?P<fraction>(?<![\d/])\d/\d(?![\d/])|[½¼¾])
  | (?P<number>\d{1,40}(?:[.,]\d{1,40}){0,8}(?:st|nd|rd|th|s|pm|am)?(?!\w))
  | (?P<ampm>(?<![^\W\d_])(?:[AaPp]\.[Mm]\.?|[AaPp][Mm]|[AP]-M)(?![^\W_]))
  | (?P<shortyear>['’‘`]\d\ds?(?!\w))
  | (?P<possessive>['’]s(?!\w))
  | (?P<word>[^\W_]+)
  | (?P<break>\n[^\S\n]*\n\s*)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen sen rep gov lt col sgt capt maj st jr sr prof rev hon inc corp co ltd vs etc no vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun u s".split()
)
_OPENING = frozenset("\"'“‘`([")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: where each starts and ends, and its signature; the three run in step."""

    text: str
    starts: array[int]
    ends: array[int]
    signatures: str

    def __len__(self) -> int:
        return len(self.signatures)

    def word(self, at: int) -> str:
        """Token `at` as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def words(self, start: int, end: int) -> list[str]:
        """Tokens in [start, end), in small letters."""
        return [self.word(i).lower() for i in range(max(start, 0), min(end, len(self)))]

    def sentence_start(self, at: int, reach: int = 80) -> int:
        """The first token of the sentence that holds `at`, looking back at most `reach` tokens."""
        low = max(0, at - reach)
        mark = max(self.signatures.rfind(SENTENCE_END, low, at), self.signatures.rfind(BREAK, low, at))
        return mark + 1 if mark >= 0 else low

    def before_marks(self, at: int) -> int:
        """The last token before `at` that is no sentence end and no break; -1 if there is none."""
        at -= 1
        while at >= 0 and self.signatures[at] in (SENTENCE_END, BREAK):
            at -= 1
        return at

    def sentence_end(self, at: int, reach: int = 80) -> int:
        """The token after the last of the sentence that holds `at`, looking ahead at most `reach` tokens."""
        high = min(len(self), at + reach)
        marks = [m for sign in (SENTENCE_END, BREAK) if (m := self.signatures.find(sign, at, high)) >= 0]
        return min(marks, default=high)


def tokenise(text: str, stretches: Iterable[tuple[int, int]], lexicon: Lexicon) -> Tokens:
    """Cut the given stretches of `text` into tokens, with a break between two stretches."""
    starts, ends = array("q"), array("q")
    signatures: list[str] = []
    lookup = lexicon.table.get
    for low, high in stretches:
        for found in _TOKEN.finditer(text, low, high):
            kind = found.lastgroup
            word = found.group()
            if kind == "word":
                signature = lookup(word) or lookup(word.lower()) or _unlisted(word, lexicon)
            elif kind == "mark":
                signature = _mark_signature(text, found.end(), word, signatures, starts, lexicon)
            elif kind == "break":
                signature = BREAK
            elif kind == "number":
                signature = _number_signature(word, lexicon)
            else:
                signature = lexicon.signature(frozenset({str(kind).upper()}))
            starts.append(found.start())
            ends.append(found.end())
            signatures.append(signature)
            if kind == "ampm" and _closes(text, found.end(), high, lexicon):
                starts.append(found.end())
                ends.append(found.end())
                signatures.append(SENTENCE_END)
        if signatures and signatures[-1] != BREAK:
            starts.append(high)
            ends.append(high)
            signatures.append(BREAK)
    return Tokens(text, starts, ends, "".join(signatures))


@functools.lru_cache(maxsize=8192)
def number_classes(word: str) -> frozenset[str]:
    """The classes of a number as written: "12" may be a day, a month, an hour; "1990s" is a decade."""
    body = word.rstrip("stndrhpam")
    suffix = word[len(body) :]
    if "." in body or "," in body:
        return (
            frozenset({"DECIMAL"})
            if not suffix and re.fullmatch(r"\d{1,9}\.\d{1,3}|\d{1,3}(,\d{3}){1,3}", body)
            else _NONE
        )
    if len(body) > 9:
        return _NONE
    value = int(body)
    if suffix in ("st", "nd", "rd", "th"):
        return frozenset({"ORDNUM", "ORDDAY"} if 1 <= value <= 31 else {"ORDNUM"})
    if suffix == "s":
        return frozenset({"DECADE"}) if _is_decade(body) else _NONE
    if suffix in ("am", "pm"):
        return frozenset({"HOURAMPM"}) if 1 <= value <= 12 and len(body) <= 2 else _NONE
    return frozenset(_integer_classes(body, value))


_NONE: frozenset[str] = frozenset({"NUMBER"})


def _is_decade(body: str) -> bool:
    return body.endswith("0") and (len(body) == 2 or (len(body) == 4 and 1000 <= int(body) <= 2090))


def _integer_classes(body: str, value: int) -> set[str]:
    classes = {"INT"} if len(body) <= 6 else {"NUMBER"}
    if len(body) <= 2:
        classes |= {"TWODIGIT"} if len(body) == 2 else set()
        classes |= {"DAY"} if 1 <= value <= 31 else set()
        classes |= {"HOUR"} if value <= 24 else set()
    elif len(body) == 4 and 1000 <= value <= 2199:
        classes |= {"YEAR"} | ({"MODERNYEAR"} if 1700 <= value <= 2099 else set())
    if value % 10 == 0 and ("YEAR" in classes or (len(body) == 2 and value >= 20)):
        classes.add("ROUND")
    if len(body) == 4 and value <= 2400 and value % 100 < 60:
        classes.add("MILITARY")
    return classes


_ALL_NUMBERS = (
    "1 01 13 20 24 25 30 31 32 90 99 100 0735 1015 1066 1860 1960 1955 2060 2130 2170 2300 2400 1234567 "
    "1st 31st 32nd 1990s 90s 5s 7pm 2.5 1,000 1.2.3 0 00 60 61 0099 0199 1199 1699 1799 2101 2099 2399 12345 1077 1988 "
    "1010 1070 1810 1980 2110 2180 10"
).split()


def number_signatures() -> list[frozenset[str]]:
    """Every set of classes that a number can have (by example), and those of the other kinds of token."""
    kinds = ("ISO", "SLASH", "CLOCK", "MONEY", "FRACTION", "AMPM", "SHORTYEAR", "POSSESSIVE")
    return (
        [number_classes(example) for example in _ALL_NUMBERS]
        + [frozenset({kind}) for kind in kinds]
        + [_NONE, frozenset({"ED"})]
    )


def _number_signature(word: str, lexicon: Lexicon) -> str:
    return lexicon.signature(number_classes(word))


def _unlisted(word: str, lexicon: Lexicon) -> str:
    if len(word) > 3 and word.endswith("ed") and word.islower():
        return lexicon.signature(frozenset({"ED"}))
    return OTHER


def _mark_signature(text: str, end: int, mark: str, signatures: list[str], starts: array[int], lexicon: Lexicon) -> str:
    if mark in "?!…" or (mark == "." and _ends_sentence(text, end, starts, signatures)):
        return SENTENCE_END
    return lexicon.table.get(mark, OTHER)


_OPENS = re.compile(r"\s+[\"“‘(]?([A-Z][a-z]+)\b(?! (?:[Ss]tandard |[Dd]aylight |[Ss]ummer )?[Tt]ime)")
_WITH_CLOCKS = frozenset({"WEEKDAY", "MONTH", "WDABBR", "ZONE"})


def _closes(text: str, end: int, high: int, lexicon: Lexicon) -> bool:
    """Whether the full stop of "9 p.m." also ends its sentence: a capital follows that goes with no clock time."""
    opening = _OPENS.match(text, end, high) if text[end - 1] == "." else None
    return opening is not None and not any(lexicon.value(kind, opening[1]) is not None for kind in _WITH_CLOCKS)


def _ends_sentence(text: str, end: int, starts: array[int], signatures: list[str]) -> bool:
    """A full stop ends a sentence when a capital, a digit or a quotation mark follows and no abbreviation precedes.

    Bad extraction glues sentences ("the end.On Friday"): a capital right behind a word in small letters counts too.
    """
    before = text[starts[-1] : end - 1] if signatures else ""
    closed = text[end : end + 3].lstrip("\"'”’)")
    if closed and not closed[0].isspace():
        return closed[0].isupper() and len(before) > 2 and before.islower() and before not in _ABBREVIATIONS
    if closed.lstrip()[:1].islower():
        return False
    initial = len(before) == 1 and before.isalpha() and bool(closed.strip())
    return not (initial or before.lower() in _ABBREVIATIONS)
