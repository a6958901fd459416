"""Numbers as written: how many, of what, in which unit, and how exactly ("at least 180 cubic metres a second").

Words and units stand in `data/quantities.yaml`. A number that counts nothing (a year, a house number, an age) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from communique.compare.words import Token, lemma, read_yaml, small_words

Bound = Literal["exact", "about", "at least", "at most"]

_DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GLUED = re.compile(r"(?<![\w.,])([$£€¥]?)(\d+(?:,\d{3})*(?:\.\d+)?)\s?(bn|billion|m|mn|million|k|tn|%)(?!\w)", re.I)
_SCALES = {"bn": 1e9, "billion": 1e9, "m": 1e6, "mn": 1e6, "million": 1e6, "k": 1e3, "tn": 1e12, "%": 1.0}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its value, how it is bounded, the unit, the noun counted, and words that make it a part.

    `role` is "from" or "to" in a change ("from 12 to 50 miles"), "part" where it is said to be a part of something else
    (a first 40 million, another 20, a third of), else "whole". `per` is the span of a rate ("year", "second").
    """

    span: tuple[int, int]
    value: float
    bound: Bound
    unit: str | None
    noun: str | None
    about: frozenset[str]
    role: Literal["whole", "part", "from", "to"]
    per: str | None = None

    @property
    def thing(self) -> str | None:
        """What tells whether two numbers count the same: the unit, or else the noun."""
        return self.unit or self.noun

    def agrees(self, other: Quantity) -> bool:
        """Whether both numbers can be true of one thing, given how exactly each is said."""
        low, high = sorted((self, other), key=lambda q: q.value)
        if low.value == high.value:
            return True
        if low.bound == "at least" or high.bound == "at most":
            return True
        slack = 0.12 if "about" in (low.bound, high.bound) or _round(low.value) != _round(high.value) else 0.0
        return high.value <= low.value * (1 + slack)


def _round(value: float) -> bool:
    """A number of one leading digit that a writer may have rounded to."""
    digits = f"{value:.0f}".rstrip("0")
    return value >= 1000 and len(digits) <= 1


def quantities(text: str, words: Sequence[Token], times: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities among `words` (of one sentence); numbers inside `times` (dates, clock times) are none."""
    closed = list(times)
    out: list[Quantity] = []
    at = 0
    while at < len(words):
        found = _number(text, words, at)
        if found is None:
            at += 1
            continue
        value, end = found
        first, last = words[at].start, words[end - 1].end
        if not any(s < last and first < e for s, e in closed) and not _label(text, words, at):
            quantity = _quantity(text, words, at, end, value)
            if quantity is not None:
                out.append(quantity)
        at = end
    return tuple(out)


def _number(text: str, words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The number that starts at word `at` and the index after it."""
    table = tables()
    low = words[at].text.lower()
    if low in ("a", "an") and at + 1 < len(words) and words[at + 1].text.lower() in table["group"]:
        return float(table["group"][words[at + 1].text.lower()]), at + 2
    if low == "half" and text[words[at].end :].lower().startswith((" a billion", " a million")):
        return (5e8 if "billion" in text[words[at].end : words[at].end + 12].lower() else 5e5), at + 3
    if low in table["share"] and not _follows_ordinal_noun(words, at):
        return float(table["share"][low]), at + 1
    total, current, end = 0.0, None, at
    while end < len(words) and (end == at or _joined(text, words, end)):
        part = words[end].text.lower().strip(".,")
        value = _plain(part)
        if value is not None and current is not None and part[0].isdigit():
            break
        if value is not None:
            current = (current or 0.0) + value
        elif part in table["scale"] and (current is not None or (end == at and False)):
            scale = float(table["scale"][part])
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif not (
            part == "and"
            and current is not None
            and end + 1 < len(words)
            and _plain(words[end + 1].text.lower()) is not None
            and part == "and"
            and words[end - 1].text.lower() in table["scale"]
        ):
            break
        end += 1
    if current is None:
        return None
    value = total + current
    glued = _GLUED.match(text, words[at].start)
    if end == at + 1 and glued and glued[3].lower() in _SCALES:
        value = float(glued[2].replace(",", "")) * _SCALES[glued[3].lower()]
        while end < len(words) and words[end].start < glued.end():
            end += 1
    if (
        end < len(words)
        and words[end].text.lower() in table["share"]
        and value < 20
        and (value == 1 or words[end].text.lower().endswith("s"))
    ):
        return value * float(table["share"][words[end].text.lower()]), end + 1
    return value, end


def _follows_ordinal_noun(words: Sequence[Token], at: int) -> bool:
    """ "a third meeting", "the third time": an ordinal, not a share, unless "of" follows or nothing does."""
    following = words[at + 1].text.lower() if at + 1 < len(words) else ""
    return following not in ("of", "as", "") or (at > 0 and words[at - 1].text.lower() == "the")


def _plain(word: str) -> float | None:
    if "-" in word and not word[0].isdigit():
        parts = [tables()["number"].get(p) for p in word.split("-")]
        return float(sum(parts)) if len(parts) == 2 and all(p is not None for p in parts) else None
    if word in tables()["number"]:
        return float(tables()["number"][word])
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    return None


def _joined(text: str, words: Sequence[Token], end: int) -> bool:
    return text[words[end - 1].end : words[end].start] in (" ", "-", "\u00a0")


def _label(text: str, words: Sequence[Token], at: int) -> bool:
    """A number that names and does not count: No. 14, article 3, page 5."""
    before = words[at - 1] if at else None
    if before is None:
        return False
    return before.text.lower() in tables()["labels"] and words[at].text[0].isdigit()


def _quantity(text: str, words: Sequence[Token], at: int, end: int, value: float) -> Quantity | None:
    unit, per, noun, about, stop = _counted(text, words, end)
    if unit is None and text[words[at].start - 1 : words[at].start] in ("$", "£", "€"):
        unit = {"$": "dollar", "£": "pound", "€": "euro"}[text[words[at].start - 1]]
    if unit is None and noun is None and at >= 2 and words[at - 1].text.lower() in ("of", "for"):
        noun = words[at - 2].lemma if not words[at - 2].small else None
    if unit is None and noun is None:
        share = 0 < value < 1
        if (value < 1000 and not share) or (value <= 2100 and text[words[at].start : words[at].end].isdigit()):
            return None
    before = [w.text.lower() for w in words[max(0, at - 4) : at]]
    return Quantity(
        span=(words[at].start, words[end - 1].end),
        value=value,
        bound=_bound(before),
        unit=unit,
        noun=noun,
        about=frozenset(about),
        role=_role(before, words, end, stop),
        per=per,
    )


def _bound(before: list[str]) -> Bound:
    joined = " " + " ".join(before)
    for bound, phrases in tables()["bound"].items():
        if any(joined.endswith(" " + p) for p in phrases):
            return bound  # type: ignore[no-any-return]
    return "exact"


def _role(before: list[str], words: Sequence[Token], end: int, stop: int) -> Literal["whole", "part", "from", "to"]:
    table = tables()
    near = before[-3:]
    after = [w.text.lower() for w in words[end : stop + 2]]
    if any(w in table["part_before"] for w in near):
        return "part"
    if "from" in near[-2:] and "to" in after + [w.text.lower() for w in words[end : end + 4]]:
        return "from"
    if "instead" in [w.text.lower() for w in words[end : stop + 3]]:
        return "whole"
    if near[-1:] == ["to"] and "from" in [w.text.lower() for w in words[max(0, end - 9) : end]]:
        return "to"
    if after[:1] == ["of"] and after[1:2] and after[1] in table["part_after"]:
        return "part"
    return "whole"


def _counted(text: str, words: Sequence[Token], end: int) -> tuple[str | None, str | None, str | None, list[str], int]:
    """Unit, rate, noun, describing words and the index after them, read from the words that follow a number."""
    table = tables()
    unit = per = noun = None
    about: list[str] = []
    at = end
    while at < min(len(words), end + 7):
        word = words[at]
        gap = text[words[at - 1].end : word.start]
        if at > end - 1 and not (gap.strip(" -\u00a0") == ""):
            break
        low = word.text.lower()
        singular = word.lemma if word.lemma in table["unit"] else low.removesuffix("s")
        if (
            low == "per"
            and unit is None
            and noun is None
            and at + 1 < len(words)
            and words[at + 1].text.lower() == "cent"
        ):
            unit = "percent"
            at += 1
        elif singular in table["unit"] and noun is None and unit is None:
            unit = str(table["unit"][singular])
        elif (
            low in ("a", "per", "each", "every")
            and unit
            and at + 1 < len(words)
            and words[at + 1].lemma in table["per"]
        ):
            per = str(table["per"][words[at + 1].lemma])
            at += 2
            break
        elif low in table["per_word"] and unit:
            per = str(table["per_word"][low])
        elif (low in ("of", "its", "the", "his", "her", "their", "more", "whole") and unit is not None) or low in (
            "of",
            "the",
            "its",
            "other",
            "more",
            "such",
        ):
            if low == "of" and unit is None and noun is None:
                break
        elif word.small and low not in (
            "people",
            "men",
            "new",
            "old",
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
        ):
            break
        elif _plural_noun(word):
            if noun is None:
                noun = word.lemma
            at += 1
            break
        elif unit is not None and low not in small_words():
            about.append(word.lemma)
            if not word.capital and noun is None and not low.endswith(("ed", "ly")):
                noun = word.lemma
                at += 1
                break
        else:
            about.append(word.lemma)
        at += 1
    if per is None and unit is not None:
        rest = text[words[min(at, len(words)) - 1].end :][:24].lower() if at else ""
        match = re.match(
            r"\W*(?:in every|every|per|a|each|in each) (year|month|week|day|hour|second)\b|\W*(annually|yearly)", rest
        )
        if match:
            per = match[1] or "year"
    if unit is None and noun is None and about and at <= end + 1:
        return None, per, None, about, at
    return unit, per, noun, about, at


def _plural_noun(word: Token) -> bool:
    low = word.text.lower()
    return low in tables()["plural"] or (
        low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us", "is")) and lemma(low) != low
    )


@cache
def tables() -> dict[str, Any]:
    """`data/quantities.yaml` as plain values. Callers must not change it."""
    return read_yaml("quantities.yaml")
