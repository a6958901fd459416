"""Words and what they share: lemmas, senses, opposites and how rare a word is.

Tables: `data/concepts.tsv`, `data/lemmas.tsv` (WordNet 3.0) and `data/frequencies.tsv`, built by
`training/concept_table.py`; `data/word_groups.yaml` holds what the tables miss. See `data/SOURCES.md`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from communique.lexicon import plain_letters
from communique.lexicon.tables import yaml_of

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'-](?=[^\W\d_]))*|\d[\d.,]*(?:\d|(?<=\d))")
SAME_SENSE = 0.85
SENSE_ABOVE = 0.65
SIBLINGS = 0.4
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with its place, its lemma, and whether it is a small word that says nothing alone."""

    start: int
    end: int
    text: str
    lemma: str
    small: bool

    @property
    def capital(self) -> bool:
        """Written with a capital."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table says about a lemma."""

    root: str
    senses: frozenset[str]
    above: frozenset[str]
    opposites: frozenset[str]


_NOTHING = Entry("", frozenset(), frozenset(), frozenset())


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of `text[start:end]` in order."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        base = lemma(word)
        yield Token(match.start(), match.end(), word, base, base in small_words() or _small(word.lower()))


@lru_cache(maxsize=65536)
def _small(word: str) -> bool:
    """Whether a form carries no content: a listed one, a single letter ("U.S." is two), a contraction ("we're")."""
    return word in small_words() or bool(_small_shape().fullmatch(word))


@cache
def _small_shape() -> re.Pattern[str]:
    return re.compile("|".join(read_words()["small_shapes"]))


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a word, lower case and without accents ("Guards" gives "guard", "fell" gives "fall")."""
    low = plain_letters(word.replace("’", "'"))
    low = low.removesuffix("'s").removesuffix("'").strip("-")
    if not low or low[0].isdigit():
        return low
    irregular = _irregular().get(low)
    if irregular:
        return irregular
    if low in _table() and not low.endswith(("ing", "ed")):
        return low
    return next((c for c in _bases(low) if c in _table()), low if low in _table() else _plural(low))


def _bases(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            if not _VOWEL.search(stem):
                continue
            for replacement in replacements:
                yield stem + replacement
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


_ENDINGS = (
    ("ies", ("y",)), ("ied", ("y",)), ("ves", ("f", "fe")), ("es", ("e", "")), ("s", ("",)),
    ("ed", ("", "e")), ("ing", ("", "e")),
)  # fmt: skip


def _plural(word: str) -> str:
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=262144)
def likeness(left: str, right: str) -> float:
    """How alike two lemmas are in meaning, 0 to 1: 1 the same, 0.85 a shared sense, 0.65 one above the other."""
    if left == right:
        return 1.0
    one, other = _table().get(left, _NOTHING), _table().get(right, _NOTHING)
    if (one.root or left) == (other.root or right):
        return 0.95
    if groups_of(left) & groups_of(right):
        return SAME_SENSE
    one_root = _table().get(one.root, _NOTHING) if one.root else _NOTHING
    other_root = _table().get(other.root, _NOTHING) if other.root else _NOTHING
    a, b = one.senses | one_root.senses, other.senses | other_root.senses
    if a & b:
        return SAME_SENSE
    a_up, b_up = one.above | one_root.above, other.above | other_root.above
    if a & b_up or b & a_up:
        return SENSE_ABOVE
    return SIBLINGS if a_up & b_up else 0.0


@cache
def ties(word: str) -> frozenset[str]:
    """Keys of which two lemmas share one if and only if they are alike at all."""
    entry = _table().get(word, _NOTHING)
    root = _table().get(entry.root, _NOTHING) if entry.root else _NOTHING
    own = entry.senses | root.senses | entry.above | root.above | groups_of(word)
    return frozenset({f"~{entry.root or word}", *own})


class Lemmas:
    """Lemmas of which the one nearest in meaning to another is asked for often: only those that can be are looked at."""

    __slots__ = ("_by_key", "_keys", "_lemmas")

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._lemmas = frozenset(lemmas)
        self._by_key: dict[str, list[str]] = {}
        for word in self._lemmas:
            for key in ties(word):
                self._by_key.setdefault(key, []).append(word)
        self._keys = frozenset(self._by_key)

    def closest(self, word: str) -> tuple[float, str]:
        """The likeness of the lemma nearest to `word`, and that lemma; of equals the last by letters; 0 and ""."""
        if word in self._lemmas:
            return 1.0, word
        keys = ties(word)
        if keys.isdisjoint(self._keys):
            return 0.0, ""
        return max((likeness(word, other), other) for key in keys & self._keys for other in self._by_key[key])

    def __iter__(self) -> Iterator[str]:
        """The lemmas, in no order."""
        return iter(self._lemmas)

    def has_like(self, word: str, least: float, leave: Collection[str] = ()) -> bool:
        """Whether one of them, but for those in `leave`, is at least so like `word`."""
        if word in self._lemmas and word not in leave:
            return True
        keys = ties(word) & self._keys
        return any(likeness(word, w) >= least for key in keys for w in self._by_key[key] if w not in leave)

    def likeness(self, word: str) -> float:
        """How alike `word` and the lemma nearest to it are."""
        return self.closest(word)[0]


@lru_cache(maxsize=4096)
def lemmas_of(lemmas: tuple[str, ...] | frozenset[str]) -> Lemmas:
    """The same lemmas are asked about many times in a story."""
    return Lemmas(lemmas)


def opposite(left: str, right: str) -> bool:
    """Whether two lemmas say opposite things (open, close; accept, refuse)."""
    left_names, right_names = opposite_names(left), opposite_names(right)
    return not (_excluded_by(left).isdisjoint(right_names) and _excluded_by(right).isdisjoint(left_names))


def maybe_opposed(word: str, names: frozenset[str]) -> bool:
    """Whether any lemma that goes by one of `names` (see `opposite_names`) can be the opposite of `word`."""
    return not _excluded_by(word).isdisjoint(names)


def opposites_among(lemmas: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of these lemmas that say opposite things, each and all in order; found by an index, not in all pairs."""
    known = sorted(set(lemmas))
    by_name: dict[str, list[str]] = defaultdict(list)
    for lemma in known:
        for name in opposite_names(lemma):
            by_name[name].append(lemma)
    pairs = {(min(w, o), max(w, o)) for w in known for name in _excluded_by(w) for o in by_name.get(name, ()) if o != w}
    return sorted(pairs)


@cache
def opposite_names(word: str) -> frozenset[str]:
    """What a lemma goes by where opposites are listed: itself, its root, its groups."""
    root = _table().get(word, _NOTHING).root
    return groups_of(word) | {word} | ({root} if root else set())


@cache
def _excluded_by(word: str) -> frozenset[str]:
    """The lemmas and groups that are listed as opposites of a lemma, of its root or of its groups."""
    names = opposite_names(word)
    listed = frozenset(o for n in names for o in _table().get(n, _NOTHING).opposites)
    return listed | {b for a, b in _opposed_groups() if a in names}


@cache
def concept_keys(word: str) -> frozenset[str]:
    """Keys under which lemmas that may mean the same meet: for blocking."""
    entry = _table().get(word, _NOTHING)
    keys = {word, entry.root or word} | entry.senses | set(groups_of(word))
    if entry.root:
        keys |= _table().get(entry.root, _NOTHING).senses
    return frozenset(keys)


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """How much a word tells, 0.05 (in every text) to 1 (in none of the reference texts)."""
    if word in small_words():
        return 0.05
    counts = _frequencies()
    seen = max(counts.get(w, 0) for w in (word, f"{word}s", f"{word}ed", f"{word}d"))
    return max(0.05, 1 - math.log1p(seen) / math.log(1001))


@cache
def groups_of(word: str) -> frozenset[str]:
    """Names of the hand-made groups of like words that hold this lemma."""
    return _group_index().get(word, frozenset())


@cache
def small_words() -> frozenset[str]:
    """Words that carry no content of their own."""
    return frozenset(read_words()["small"])


@cache
def read_words() -> dict[str, Any]:
    """`word_groups.yaml` as plain values. Callers must not change it."""
    return read_yaml("word_groups.yaml")


def read_yaml(name: str) -> dict[str, Any]:
    """A YAML table of `compare/data`."""
    return dict(yaml_of("communique.compare", "data", name))


def _rows(name: str) -> Iterator[list[str]]:
    text = files("communique.compare").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _table() -> dict[str, Entry]:
    table = {}
    for word, root, senses, opposites in _rows("concepts.tsv"):
        codes = senses.split()
        table[word] = Entry(
            root,
            frozenset(c for c in codes if c[0] != "^"),
            frozenset(c[1:] for c in codes if c[0] == "^"),
            frozenset(o for o in opposites.split(",") if o),
        )
    return table


@cache
def _irregular() -> dict[str, str]:
    table = {row[0]: row[1] for row in _rows("lemmas.tsv")}
    table.update(read_words()["forms"])
    return table


@cache
def _frequencies() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in _rows("frequencies.tsv")}


@cache
def _group_index() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, members in read_words()["alike"].items():
        for word in members:
            found.setdefault(word, set()).add(f"={name}")
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _opposed_groups() -> tuple[tuple[str, str], ...]:
    pairs = [(f"={a}", f"={b}") for a, b in read_words()["opposed"]]
    return tuple(pairs + [(b, a) for a, b in pairs])
