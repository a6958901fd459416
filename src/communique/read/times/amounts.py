"""Numbers and amounts as written: digits, words, halves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.times.lexicon import Lexicon

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5, "quarter": 0.25}
_HALVED = frozenset({"half", "a", "an", "-"})
_QUARTERED = frozenset({"quarter", "of", "a", "an", "-"})
_SKIPPED = frozenset({"-", "–", "—", "‑", "and", "an", "a", "of", "another", "additional", "plus"})


def number(words: Sequence[str], lexicon: Lexicon) -> float | None:
    """The number that small-letter words write ("twenty", "-", "five" = 25; "2", "1/2" = 2.5), or None."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        part = _digits(word)
        for name in ("CARD", "TENS"):
            part = lexicon.value(name, word) if part is None else part
        if part is not None:
            current, seen = current + part, True
        elif (scale := lexicon.value("HUNDRED", word)) is not None:
            current = (current or 1) * scale
            seen = True
            if scale > 100:
                total, current = total + current, 0.0
        elif word not in _SKIPPED:
            return None
    return total + current if seen else None


def _digits(word: str) -> float | None:
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if found := re.fullmatch(r"(\d)/(\d)", word):
        return int(found.group(1)) / int(found.group(2)) if found.group(2) != "0" else None
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", word)
    return float(plain) if re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", plain) else None


def ordinal(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """The number of "third", "3rd" or "twenty-first"; of "final" and "last" it is -1."""
    total = 0
    for word in words:
        if word in ("final", "last", "latter", "closing"):
            return -1
        digits = re.match(r"\d{1,4}", word)
        value = int(digits.group()) if digits else lexicon.value("ORD", word) or lexicon.value("TENS", word)
        total += value or 0
    return total or None


def amount(words: Sequence[str], lexicon: Lexicon) -> float | None:
    """The count of an amount ("a" = 1, "half a" = 0.5, "two to three" = 2); None for "a few", "several"."""
    if not words:
        return None
    if (part := _part_or_dozen(words)) is not None:
        return part
    if words[-1] in ("some", "odd") or list(words[-2:]) == ["or", "more"]:
        cut = -2 if words[-1] == "more" else -1
        return number([w for w in words[:cut] if w != "-"], lexicon)
    if words in (["a"], ["an"], ["another"], ["an", "additional"]):
        return 1
    for link in ("to", "or"):
        if link in words:
            return number(words[: words.index(link)], lexicon)
    if (
        "-" in words
        and (low := number(words[: words.index("-")], lexicon)) is not None
        and not _is_tens(words, lexicon)
    ):
        return low
    if words == ["a", "dozen"]:
        return 12
    return number(words, lexicon)


def _part_or_dozen(words: Sequence[str]) -> float | None:
    """The count of "half a", "a quarter of an", "three-quarters of an", "half-dozen"; None for others."""
    if "half" in words and _HALVED.issuperset(words):
        return 0.5
    if "quarter" in words and _QUARTERED.issuperset(words):
        return 0.25
    if words[0] == "three" and "quarters" in words:
        return 0.75
    return 6 if "dozen" in words and "half" in words else None


def _is_tens(words: Sequence[str], lexicon: Lexicon) -> bool:
    return lexicon.value("TENS", words[0]) is not None or any("/" in w or w in _FRACTIONS for w in words)
