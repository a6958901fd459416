"""One form for the spellings of a word: British and American, figures and numbers written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from communique.compare.clauses.words import read_yaml

_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ful$|ite$|hood$|er$|ers$|less$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e$|es$|ed$|ing$|ation$|ations$|er$|ers$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=$|s$)"), "er"),
    (re.compile(r"mme(?=$|s$)"), "m"),
    (re.compile(r"(?<=[a-z][aeiou])ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"ogue(?=$|s$)"), "og"),
    (re.compile(r"(?<=[a-z]{3})ence(?=$|s$)"), "ense"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^cheque"), "check"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """A lower-case word without what differs between British and American spelling."""
    for ending, plain in _ENDINGS:
        word = ending.sub(plain, word)
    return word


def number_of(words: Sequence[str]) -> int | None:
    """The whole number that words or figures give ("sixty two thousand", "62,000"); None for anything else."""
    if not words:
        return None
    if len(words) == 1 and re.fullmatch(r"\d{1,3}(?:,\d{3})*|\d{1,12}", words[0]):
        return int(words[0].replace(",", ""))
    total = part = 0
    for word in words:
        value = _numbers().get(word)
        if word == "and" and part:
            continue
        if value is None:
            return None
        if value >= 1000:
            total, part = total + max(1, part) * value, 0
        elif value == 100:
            part = max(1, part) * 100
        else:
            part += value
    return total + part


@cache
def _numbers() -> dict[str, int]:
    return {str(word): int(value) for word, value in read_yaml("numbers.yaml")["numbers"].items()}


def says_number(word: str) -> bool:
    """Whether a word is a figure or a number written out."""
    return word[:1].isdigit() or word in _numbers()
