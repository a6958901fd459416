"""Numbers as written: how many, of what, in which unit, and how exactly ("at least 180 cubic metres a second").

Words and units stand in `data/quantities.yaml`. A number that counts nothing (a year, a house number, an age) is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from communique.compare.clauses.words import Token, lemma, read_yaml

Bound = Literal["exact", "about", "at least", "at most"]
Role = Literal["whole", "part", "among", "from", "to"]

_FATE_REACH = 6  # words after a number among which it is told what befell those counted
_DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GLUED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?(bn|billion|m|mn|million|k|tn|%)(?!\w)", re.I)
_SCALES = {"bn": 1e9, "billion": 1e9, "m": 1e6, "mn": 1e6, "million": 1e6, "k": 1e3, "tn": 1e12, "%": 1.0}
_CURRENCY = {"$": "dollar", "£": "pound", "€": "euro"}
_RATE = re.compile(r"\W*(?:in every|every|per|a|each|in each) (year|month|week|day|hour|second)\b|\W*(annually|yearly)")
_REACH = 7  # words after a number among which its unit and noun are looked for


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its value, how it is bounded, the unit, the noun counted, and words that describe it.

    `role` is "from" or "to" in a change ("from 12 to 50 miles"), "part" where it is said to be a part of something
    else (a first 40 million, another 20, 160 of the 480), "among" where it is told out of which group it is (79 of the
    crew), else "whole". `per` is the span of a rate ("year").
    """

    span: tuple[int, int]
    value: float
    bound: Bound
    unit: str | None
    noun: str | None
    about: frozenset[str]
    role: Role
    per: str | None = None

    @property
    def fate(self) -> str | None:
        """What befell the persons counted ("dead", "hurt", "missing", "held"); None where it is not told."""
        return next((w for w in sorted(self.about) if w in tables()["befell"].values()), None)

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
        if high.value <= 1.25 * low.value and _rounded(low.value, high.value):
            return True
        slack = 0.12 if "about" in (low.bound, high.bound) or _round(low.value) != _round(high.value) else 0.0
        return high.value <= low.value * (1 + slack)


def quantities(text: str, words: Sequence[Token], times: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities among `words` (of one clause); numbers inside `times` (dates, clock times) are none."""
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
        if not any(s < last and first < e for s, e in closed) and not _label(words, at):
            quantity = _quantity(text, words, at, end, value)
            if quantity is not None:
                out.append(quantity)
        at = end
    return tuple(out)


def bare_number(text: str, words: Sequence[Token]) -> float | None:
    """The number that some words are, when they are nothing else but small words ("only thirty-eight")."""
    found: float | None = None
    at = 0
    while at < len(words):
        number = _number(text, words, at)
        if number is not None and found is None:
            found, at = number
        elif number is not None or not words[at].small:
            return None
        else:
            at += 1
    return found


def _round(value: float) -> bool:
    """A number of one leading digit that a writer may have rounded to."""
    return value >= 1000 and len(f"{value:.0f}".rstrip("0")) <= 1


def _rounded(one: float, other: float) -> bool:
    """Whether the coarser number, of two digits or more, is the finer one rounded up or down."""
    coarse, fine = sorted((one, other), key=_digits)
    decimals = sorted((_decimals(one), _decimals(other)))
    if one < 1000 and decimals[0] != decimals[1]:
        return abs(one - other) <= 0.5 * 10.0 ** -decimals[0]
    if not 2 <= _digits(coarse) < _digits(fine) - 1:
        return False
    step = 10.0 ** (len(f"{coarse:.0f}") - _digits(coarse))
    return abs(coarse - fine) <= step


def _decimals(value: float) -> int:
    return len(f"{value:g}".partition(".")[2])


def _digits(value: float) -> int:
    """Figures that count: 2 of 43,000,000."""
    return max(1, len(f"{value:.0f}".rstrip("0")))


# the number itself


def _number(text: str, words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The number that starts at word `at` and the index after it."""
    fixed = _fixed_phrase(text, words, at)
    if fixed is not None:
        return fixed
    total, current, end = 0.0, None, at
    while end < len(words) and (end == at or _joined(text, words, end)):
        part = words[end].text.lower().strip(".,")
        value = _plain(part)
        if value is not None and not (current is not None and part[0].isdigit()):
            current = (current or 0.0) + value
        elif value is None and current is not None and part in tables()["scale"]:
            scale = float(tables()["scale"][part])
            current *= scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif not (part == "and" and current is not None and _goes_on(words, end)):
            break
        end += 1
    if current is None:
        return None
    if (
        end + 1 < len(words)
        and words[end].text.lower() == "point"
        and 0 <= (_plain(words[end + 1].text.lower()) or -1) < 10
    ):
        return _spoken_decimal(text, words, at, end, total + current)
    return _with_suffix(text, words, at, end, total + current)


def _spoken_decimal(text: str, words: Sequence[Token], at: int, end: int, value: float) -> tuple[float, int]:
    """The number of "four point three billion"; `end` is the index of "point"."""
    value += (_plain(words[end + 1].text.lower()) or 0.0) / 10
    scale = words[end + 2].text.lower() if end + 2 < len(words) else ""
    if scale in tables()["scale"]:
        return value * float(tables()["scale"][scale]), end + 3
    return _with_suffix(text, words, at, end + 2, value)


def _fixed_phrase(text: str, words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Numbers that are not built up from parts: "a dozen", "half a billion", "a third of"."""
    table = tables()
    low = words[at].text.lower()
    following = words[at + 1].text.lower() if at + 1 < len(words) else ""
    if low in ("a", "an") and following in table["group"]:
        return float(table["group"][following]), at + 2
    rest = text[words[at].end : words[at].end + 12].lower()
    if low == "half" and rest.startswith((" a billion", " a million")):
        return (5e8 if "billion" in rest else 5e5), at + 3
    if low == "half" and rest.startswith(" a dozen"):
        return 6.0, at + 3
    ordinal = following not in ("of", "as", "") or (at > 0 and words[at - 1].text.lower() == "the")
    if low in table["share"] and not ordinal:
        return float(table["share"][low]), at + 1
    return None


def _with_suffix(text: str, words: Sequence[Token], at: int, end: int, value: float) -> tuple[float, int]:
    """The value with what is glued to it or follows it: 640m, 3.2bn, two thirds."""
    glued = _GLUED.match(text, words[at].start)
    if end == at + 1 and glued:
        value = float(glued[1].replace(",", "")) * _SCALES[glued[2].lower()]
        while end < len(words) and words[end].start < glued.end():
            end += 1
    share = words[end].text.lower() if end < len(words) else ""
    if share in tables()["share"] and value < 20 and (value == 1 or share.endswith("s")):
        return value * float(tables()["share"][share]), end + 1
    return value, end


def _goes_on(words: Sequence[Token], end: int) -> bool:
    """The "and" of "two hundred and five": after a scale word, before another number."""
    after = words[end + 1].text.lower() if end + 1 < len(words) else ""
    return words[end - 1].text.lower() in tables()["scale"] and _plain(after) is not None


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


def _label(words: Sequence[Token], at: int) -> bool:
    """A number that names and does not count: No. 14, article 3, page 5."""
    return at > 0 and words[at - 1].text.lower() in tables()["labels"] and words[at].text[0].isdigit()


# what it counts


@dataclass(slots=True)
class _Counted:
    """Unit, rate, noun and describing words read after a number, and the index after them."""

    at: int
    unit: str | None = None
    per: str | None = None
    noun: str | None = None
    about: list[str] = field(default_factory=list)
    done: bool = False


def _quantity(text: str, words: Sequence[Token], at: int, end: int, value: float) -> Quantity | None:
    found = _counted(text, words, end)
    if found.unit is None:
        found.unit = _CURRENCY.get(text[words[at].start - 1 : words[at].start])
    if found.unit is None and found.noun is None and at >= 2 and words[at - 1].text.lower() in ("of", "for"):
        found.noun = words[at - 2].lemma if not words[at - 2].small else None
    if found.unit is None and found.noun is None:
        share = 0 < value < 1
        year = value <= 2100 and text[words[at].start : words[at].end].isdigit()
        if (value < 1000 and not share) or year:
            return None
    before = [w.text.lower() for w in words[max(0, at - 4) : at]]
    fate = _befallen(words, at, end) if found.unit is None else None
    if fate is not None:
        found.about = [w for w in found.about if w not in tables()["befell"]] + [fate]
    return Quantity(
        span=(words[at].start, words[end - 1].end),
        value=value,
        bound=_bound(before),
        unit=found.unit,
        noun=found.noun,
        about=frozenset(found.about),
        role=_role(before, words, end, found.at),
        per=found.per,
    )


def _bound(before: list[str]) -> Bound:
    joined = " " + " ".join(before)
    for bound, phrases in tables()["bound"].items():
        if any(joined.endswith(" " + p) for p in phrases):
            return bound  # type: ignore[no-any-return]
    return "exact"


def _role(before: list[str], words: Sequence[Token], end: int, stop: int) -> Role:
    table = tables()
    near = before[-3:]
    after = [w.text.lower() for w in words[end : max(stop + 2, end + 4)]]
    if any(w in table["part_before"] for w in near):
        return "part"
    if ("from" in near[-2:] and "to" in after) or (
        "between" in near[-2:] and "and" in [w.text.lower() for w in words[end : end + 6]]
    ):
        return "from"
    if near[-1:] == ["to"] and "from" in [w.text.lower() for w in words[max(0, end - 9) : end]]:
        return "to"
    if after[:1] == ["of"] and after[1:2] and after[1] in table["part_after"]:
        return "part" if after[2:3] and (after[2][0].isdigit() or _plain(after[2]) is not None) else "among"
    return "whole"


def _counted(text: str, words: Sequence[Token], end: int) -> _Counted:
    """What stands after a number, read word by word until something ends the phrase."""
    found = _Counted(at=end)
    if [w.text.lower() for w in words[end : end + 2]] in (["of", "the"], ["of", "its"], ["of", "their"]):
        found.at = end = end + 2
    follower = words[end].text.lower() if end < len(words) else ""
    next_to = end < len(words) and not text[words[end - 1].end : words[end].start].strip(" ")
    if next_to and (follower in tables()["of_persons"] or _persons_by_fate(words, end)):
        found.noun, found.done = "person", True
    while found.at < min(len(words), end + _REACH) and not found.done:
        if text[words[found.at - 1].end : words[found.at].start].strip(" -\u00a0"):
            break
        _read_word(found, words)
    if found.per is None and found.unit is not None:
        rest = text[words[min(found.at, len(words)) - 1].end :][:24].lower()
        match = _RATE.match(rest)
        found.per = (match[1] or "year") if match else None
    return found


def _persons_by_fate(words: Sequence[Token], at: int) -> bool:
    """Whether a word after a number stands for persons: "120 dead", but not "12 wounded soldiers"."""
    if words[at].text.lower() not in tables()["persons_by_fate"]:
        return False
    return at + 1 >= len(words) or words[at + 1].small or not _plural_noun(words[at + 1])


def _befallen(words: Sequence[Token], at: int, end: int) -> str | None:
    """What happened to those counted, told after the number or right before it; None where neither says so."""
    table = tables()["befell"]
    after = [w.text.lower() for w in words[end : end + _FATE_REACH]]
    before = [w.text.lower() for w in words[max(0, at - 3) : at]]
    told = [table[w] for w in (*after, *reversed(before)) if w in table]
    return told[0] if told else None


def _read_word(found: _Counted, words: Sequence[Token]) -> None:
    """Take the next word in: a unit, a rate, a link, the noun, or a describing word."""
    table = tables()
    word = words[found.at]
    low = word.text.lower()
    following = words[found.at + 1] if found.at + 1 < len(words) else None
    unit = _unit(word, following)
    if unit and found.unit is None and found.noun is None:
        found.unit = unit
        found.at += 2 if low == "per" else 1
    elif low in ("a", "per", "each", "every") and found.unit and following and following.lemma in table["per"]:
        found.per, found.done = str(table["per"][following.lemma]), True
        found.at += 2
    elif low in table["per_word"] and found.unit:
        found.per = str(table["per_word"][low])
        found.at += 1
    elif low in table["links"] and not (low == "of" and found.unit is None):
        found.at += 1
    elif word.small and low not in table["plural"]:
        found.done = True
    else:
        _read_noun(found, word)


def _read_noun(found: _Counted, word: Token) -> None:
    found.at += 1
    if _plural_noun(word):
        found.noun, found.done = _singular(word), True
        return
    found.about.append(word.lemma)
    low = word.text.lower()
    if found.unit is not None and not word.capital and not low.endswith(("ed", "ly")):
        found.noun, found.done = word.lemma, True


def _unit(word: Token, following: Token | None) -> str | None:
    """The unit that a word names, in the singular; "per cent" is two words."""
    if word.text.lower() == "per":
        return "percent" if following is not None and following.text.lower() == "cent" else None
    table: dict[str, str] = tables()["unit"]
    return table.get(word.lemma) or table.get(word.text.lower().removesuffix("s"))


def _plural_noun(word: Token) -> bool:
    low = word.text.lower()
    if low in tables()["plural"]:
        return True
    return low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us", "is")) and _singular(word) != low


def _singular(word: Token) -> str:
    """The lemma; a plural that has an entry of its own ("credits") loses its ending where the rest is a word, too."""
    low = word.text.lower()
    bare = low.removesuffix("s")
    return bare if word.lemma == low and bare != low and lemma(bare + "ing") == bare else word.lemma


@cache
def tables() -> dict[str, Any]:
    """`data/quantities.yaml` as plain values. Callers must not change it."""
    return read_yaml("quantities.yaml")
