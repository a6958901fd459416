"""What the words of time mean: word classes and values, read from `data/`.

Every word is given a *signature*: one character that stands for the exact set of classes the word belongs to. A class
is then a set of signature characters, and the grammar is a regular expression over one character a word.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.lexicon.tables import yaml_of

OTHER = "\x01"  # the signature of a word that no class and no pattern names
_FIRST_SIGNATURE = 0x4E00  # a block of thousands of plain letters, none special in a regular expression


def load_yaml(name: str) -> Any:
    """A data file of this package as plain values."""
    return yaml_of("communique.read.times", "data", name)


@dataclass(slots=True)
class Lexicon:
    """Words, their classes and values. `signature_of` gives a word's character, `members` a class's characters."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    _classes: dict[str, set[str]] = field(default_factory=dict)
    _cased: set[str] = field(default_factory=set)
    _signatures: dict[frozenset[str], str] = field(default_factory=dict)
    table: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, words: Iterable[str], *, cased: bool = False) -> None:
        """Put `words` into class `name`; cased words count only when written with a capital."""
        for word in words:
            forms = (word.capitalize(), word.upper()) if cased else (word,)
            for form in forms:
                self._classes.setdefault(form, set()).add(name)
            if cased:
                self._cased.add(word)

    def listed(self) -> list[str]:
        """Every word form added so far."""
        return sorted(self._classes)

    def freeze(self) -> None:
        """Fix every word's signature; a capitalised form keeps the classes of its small form too."""
        for word in sorted(self._classes):
            small = self._classes.get(word.lower(), set())
            self.table[word] = self.signature(frozenset(self._classes[word] | small))

    def signature(self, classes: frozenset[str]) -> str:
        """The one character for this exact set of classes."""
        if classes not in self._signatures:
            self._signatures[classes] = chr(_FIRST_SIGNATURE + len(self._signatures))
        return self._signatures[classes]

    def members(self, name: str) -> str:
        """The signature characters of a class (or of a literal word), for use in a character set."""
        return "".join(sorted(char for classes, char in self._signatures.items() if name in classes))

    def value(self, name: str, word: str) -> Any:
        """The value of `word` in class `name`, or None."""
        return self.values.get(name, {}).get(word.lower())


def build_lexicon(literals: Iterable[str], extra: Iterable[frozenset[str]]) -> Lexicon:
    """The words of `data/words.yaml` and `cues.yaml`, plus the words and signatures that the grammar names itself."""
    lexicon = Lexicon()
    words: Mapping[str, Any] = load_yaml("words.yaml")
    for name, entries in words["cased"].items():
        lexicon.values[name] = dict(entries)
        lexicon.add(name, entries, cased=True)
    for name, entries in words["values"].items():
        lexicon.values[name] = dict(entries)
        lexicon.add(name, entries)
    for name, listed in words["words"].items():
        lexicon.add(name, listed.split() if isinstance(listed, str) else listed)
    for name, listed in load_yaml("cues.yaml")["words"].items():
        lexicon.add(name, listed.split())
    lexicon.add("ED", [word for word in lexicon.listed() if len(word) > 3 and word.endswith("ed")])
    for literal in literals:
        lexicon.add(f"={literal}", [literal])
    lexicon.freeze()
    for classes in sorted(extra, key=sorted):
        lexicon.signature(classes)
    return lexicon


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """A list of `data/words.yaml` that only checks on the surroundings use."""
    return frozenset(str(load_yaml("words.yaml")["lists"][name]).split())


@functools.cache
def hedges() -> tuple[tuple[tuple[str, ...], str], ...]:
    """What may stand before a length ("at least") and the TIMEX3 mod it gives, the longest first."""
    pairs = ((tuple(phrase.split()), mod) for phrase, mod in load_yaml("words.yaml")["hedges"].items())
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@functools.cache
def holidays() -> dict[str, dict[str, Any]]:
    """Named days by their words, joined by single spaces."""
    return dict(load_yaml("holidays.yaml"))
