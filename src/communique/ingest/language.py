"""Which language a text is in: by its letters, and for Latin letters by its function words.

Made for one question, whether a text can be read at all, so it would rather say nothing than be wrong: too few words,
lists of names, or a tie give None. No model and no randomness; the words and scripts are data files.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from importlib import resources

_SAMPLE = 20_000  # characters from the start, and as many from the middle
_MIN_WORDS = 25  # fewer tell nothing about a language in Latin letters
_MIN_LETTERS = 40  # fewer tell nothing about a script
_SCRIPT_SHARE = 0.5
_ENGLISH_SHARE = 0.12  # of the words of English prose about two in five are in the list
_OTHER_SHARE = 0.12
_MARGIN = 1.5  # another language must find this many times the words that English finds
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language `text` is written in, or None when it is too short or too odd to tell."""
    sample = _sample(text)
    letters = [char for char in sample if char.isalpha()]
    if len(letters) >= _MIN_LETTERS:
        scripts: Counter[str] = Counter()
        for char, times in Counter(letters).items():
            if code := _script(ord(char)):
                scripts[code] += times
        if scripts:
            code, count = _japanese_first(scripts)
            if count > _SCRIPT_SHARE * len(letters):
                return code
    words = [w.lower().replace("’", "'") for w in _WORD.findall(sample)]
    return _by_words(words) if len(words) >= _MIN_WORDS else None


def name_of(code: str) -> str:
    """The English name of a language that language_of can return."""
    return _names().get(code, code)


def _by_words(words: list[str]) -> str | None:
    counts = Counter(words)
    found = {code: sum(counts[w] for w in counts.keys() & known) for code, known in _function_words().items()}
    shares = {code: count / len(words) for code, count in found.items()}
    english = shares.pop("en")
    other, share = max(shares.items(), key=lambda item: (item[1], item[0]))
    if share >= _OTHER_SHARE and share > _MARGIN * english:
        return other
    return "en" if english >= _ENGLISH_SHARE and english > share else None


def _sample(text: str) -> str:
    """The start and the middle: pages begin with navigation, and a quotation may be in another language."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]


def _japanese_first(scripts: Counter[str]) -> tuple[str, int]:
    """The commonest script; Chinese characters among kana are Japanese."""
    if scripts["ja"] and scripts["ja"] * 20 > scripts["zh"]:
        scripts["ja"] += scripts.pop("zh", 0)
    return max(scripts.items(), key=lambda item: (item[1], item[0]))


def _script(codepoint: int) -> str | None:
    starts, ranges = _scripts()
    index = bisect.bisect_right(starts, codepoint) - 1
    if index < 0:
        return None
    last, code = ranges[index]
    return code if codepoint <= last else None


@functools.cache
def _scripts() -> tuple[list[int], list[tuple[int, str]]]:
    rows = sorted((int(f[0], 16), int(f[1], 16), f[2]) for f in _rows("scripts.txt"))
    return [first for first, _, _ in rows], [(last, code) for _, last, code in rows]


@functools.cache
def _function_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    code = ""
    for row in _rows("languages.txt"):
        if row[0].startswith("["):
            code = row[0][1:]
            found[code] = set()
        else:
            found[code].update(row)
    return {code: frozenset(words) for code, words in found.items()}


@functools.cache
def _names() -> dict[str, str]:
    names = {row[2]: " ".join(row[3:]) for row in _rows("scripts.txt")}
    names |= {row[0][1:]: " ".join(row[1:]).rstrip("]") for row in _rows("languages.txt") if row[0].startswith("[")}
    return names


def _rows(file: str) -> list[list[str]]:
    text = resources.files("communique.ingest").joinpath("data", file).read_text("utf-8")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
