"""The grammar: `data/grammar.yaml` turned into regular expressions over token signatures, and the matches they find."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.read.times.lexicon import OTHER, Lexicon, build_lexicon, holidays, load_yaml
from communique.read.times.tokens import BREAK, SENTENCE_END, Tokens, number_signatures

_SYMBOL = re.compile(
    r"""(?P<macro>[A-Z][A-Z0-9_]*) | (?P<group>[a-z][a-z0-9]*)= | (?P<word>[a-z]+) | "(?P<mark>[^"]+)" | '(?P<quote>")'
      | (?P<look>\(\?[=!]) | (?P<operator>\{\d,\d\}|[()|?*+]) | \s+""",
    re.VERBOSE,
)
_SPECIAL = {"STOP": SENTENCE_END + BREAK, "OTHERWORD": OTHER}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: its pattern, who reads it, and what the surroundings must allow."""

    name: str
    reads: str
    need: str | None
    pattern: re.Pattern[str]
    rank: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits tokens [start, end), with its named parts as token ranges."""

    rule: Rule
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules and the lexicon they are written in."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    run: re.Pattern[str]
    heart: re.Pattern[str]

    def matches(self, tokens: Tokens) -> Iterator[Match]:
        """The matches of all rules, those of one rule in order; they may overlap.

        Most words belong to no pattern. Only the islands of words that do, and hold a core word, are searched.
        """
        runs = (found.span() for found in self.run.finditer(tokens.signatures))
        islands = [span for span in runs if self.heart.search(tokens.signatures, *span)]
        text = OTHER.join(tokens.signatures[low:high] for low, high in islands)
        offsets: list[int] = []  # of each position of `text`, how far its token lies to the right
        for low, high in islands:
            offsets.extend([low - len(offsets)] * (high - low + 1))
        for rule in self.rules:
            for found in rule.pattern.finditer(text):
                yield Match(
                    rule,
                    found.start() + offsets[found.start()],
                    found.end() + offsets[found.start()],
                    _parts(found, offsets),
                )


def _parts(found: re.Match[str], offsets: list[int]) -> dict[str, tuple[int, int]]:
    """Named parts; a part that the pattern names in several branches (`y`, `y__2`) is known by its first name."""
    parts: dict[str, tuple[int, int]] = {}
    shift = offsets[found.start()]
    for name, span in ((n, found.span(n)) for n in found.re.groupindex):
        if span[0] >= 0:
            parts.setdefault(name.partition("__")[0], (span[0] + shift, span[1] + shift))
    return parts


@functools.cache
def load_grammar() -> Grammar:
    """The grammar, compiled once. It never changes afterwards."""
    source: Mapping[str, Any] = load_yaml("grammar.yaml")
    macros = {name: str(body) for name, body in source["macros"].items()} | {"HOLIDAY": _holiday_macro()}
    patterns = [_expand(rule["pattern"], macros) for rule in source["rules"]]
    literals = {symbol for pattern in patterns for symbol in _literals(pattern)}
    lexicon = build_lexicon(literals, number_signatures())
    rules = tuple(
        Rule(rule["name"], rule["reads"], rule.get("need"), re.compile(_translate(pattern, lexicon)), rank)
        for rank, (rule, pattern) in enumerate(zip(source["rules"], patterns, strict=True))
    )
    return Grammar(lexicon, rules, *_island(source["core"], patterns, lexicon))


def _island(core: list[str], patterns: list[str], lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of signatures that patterns use, and a core one; two patterns, so that finding both stays linear."""
    used = {"STOP"} | {f"={word}" for pattern in patterns for word in _literals(pattern)}
    used |= {symbol["macro"] for pattern in patterns for symbol in _symbols(pattern) if symbol["macro"]}
    known = "".join(sorted(set("".join(_members(name, lexicon) for name in used)) - {OTHER}))
    hearts = "".join(sorted(set("".join(_members(name if name.isupper() else f"={name}", lexicon) for name in core))))
    return re.compile(f"[{known}]++"), re.compile(f"[{hearts}]")


def _holiday_macro() -> str:
    names = sorted(holidays(), key=lambda name: (-len(name), name))
    return "(" + "|".join(" ".join(_quoted(word) for word in name.split()) for name in names) + ")"


def _quoted(word: str) -> str:
    if word == "'s":
        return "POSSESSIVE"
    return word if word.isalpha() else f'("{word}"|"’")' if word == "'" else f'"{word}"'


def _expand(pattern: str, macros: Mapping[str, str], depth: int = 8) -> str:
    """`pattern` with every macro written out."""
    for _ in range(depth):
        expanded = _MACRO.sub(lambda found: macros.get(found.group(), found.group()), pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise ValueError(
        f"the macros of {pattern[:80]!r} go round in a circle: grammar.yaml must not nest them in themselves"
    )


_MACRO = re.compile(r"\b[A-Z][A-Z0-9_]*\b")


def _symbols(pattern: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(pattern):
        found = _SYMBOL.match(pattern, at)
        if found is None:
            raise ValueError(f"grammar.yaml: cannot read {pattern[at : at + 20]!r} in {pattern[:60]!r}")
        yield found
        at = found.end()


def _literals(pattern: str) -> Iterator[str]:
    for symbol in _symbols(pattern):
        literal = symbol["word"] or symbol["mark"] or symbol["quote"]
        if literal:
            yield literal


def _translate(pattern: str, lexicon: Lexicon) -> str:
    """The pattern as a regular expression over signature characters."""
    out: list[str] = []
    counts: dict[str, int] = {}
    group: str | None = None
    for symbol in _symbols(pattern):
        kind = symbol.lastgroup
        if kind is None:
            continue
        if kind == "group":
            counts[symbol["group"]] = counts.get(symbol["group"], 0) + 1
            times = counts[symbol["group"]]
            group = symbol["group"] if times == 1 else f"{symbol['group']}__{times}"
            continue
        piece = _piece(symbol, kind, lexicon)
        if group is not None:
            out.append(f"(?P<{group}>" if piece == "(?:" else f"(?P<{group}>{piece})")
            group = None
        else:
            out.append(piece)
    return "".join(out)


def _piece(symbol: re.Match[str], kind: str, lexicon: Lexicon) -> str:
    if kind in ("look", "operator"):
        return "(?:" if symbol.group() == "(" else symbol.group()
    literal = symbol["word"] or symbol["mark"] or symbol["quote"]
    return f"[{_members(symbol['macro'] or f'={literal}', lexicon)}]"


def _members(name: str, lexicon: Lexicon) -> str:
    chars = _SPECIAL.get(name) or lexicon.members(name)
    if not chars:
        raise ValueError(f"grammar.yaml: {name} names no word class, token kind or macro")
    return chars
