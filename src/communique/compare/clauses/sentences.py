"""Sentences and clauses of an article, enough to compare by: stretches of words that say one thing.

Not the reader's sentences: stages do not import one another, and here a clause cut too often only costs recall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from communique.compare.clauses.words import WORD, read_yaml, small_words
from communique.record import READABLE_ZONES, Article

Span = tuple[int, int]

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_LINE = re.compile(r"[^\n\r]+")
_LEAST_WORDS = 2


def sentences(article: Article) -> Iterator[tuple[Span, str]]:
    """Every sentence of the readable zones with the kind of its zone, in order."""
    zones = [(z.span, z.kind) for z in article.zones if z.kind in READABLE_ZONES]
    for span, kind in sorted(zones) if article.zones else [((0, len(article.text)), "body")]:
        for line in _LINE.finditer(article.text, *span):
            for sentence in _sentences(article.text, *line.span()):
                yield sentence, kind


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _END.finditer(text, start, end):
        if _abbreviation(text, match.start(), at) or not _starts(text, match.end(), end):
            continue
        if text[at : match.end()].strip():
            yield _trim(text, at, match.end())
        at = match.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


def _abbreviation(text: str, stop: int, start: int) -> bool:
    if text[stop] != ".":
        return False
    before = re.search(r"[\w.’']+$", text[max(start, stop - 12) : stop])
    if before is None:
        return False
    word = before.group().lower()
    return word in _tables()["abbreviations"] or (bool(re.fullmatch(r"(?:[a-z]\.)*[a-z]", word)) and word != "i")


def _starts(text: str, at: int, end: int) -> bool:
    """Whether what follows a stop can begin a sentence (a quotation goes on in "she said")."""
    rest = re.match(r"\s+[\"'“‘«(\[]*(\S)", text[at:end])
    return rest is None or not rest[1].islower()


def clauses(text: str, sentence: Span, borders: Sequence[int]) -> Iterator[Span]:
    """A sentence cut at its joints and at `borders` (where somebody's words begin or end), without overlap."""
    cuts = {sentence[0], sentence[1]}
    cuts |= {b for b in borders if sentence[0] < b < sentence[1]}
    cuts |= {m.start() for m in _joints().finditer(text, *sentence) if m.start() > sentence[0]}
    edges = sorted(cuts)
    hard = set(borders)
    held: Span | None = None
    for start, end in pairwise(edges):
        if held is not None and (start in hard):
            if _words(text, held):
                yield _trim(text, *held)
            held = None
        held = (held[0] if held else start, end)
        if _words(text, held) >= _LEAST_WORDS:
            yield _trim(text, *held)
            held = None
    if held is not None and _words(text, held):
        yield _trim(text, *held)


def _words(text: str, span: Span) -> int:
    """Content words of a stretch."""
    return sum(m.group().lower() not in small_words() for m in WORD.finditer(text, *span))


def _trim(text: str, start: int, end: int) -> Span:
    """The span without blanks and joining punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return start, end


@cache
def _joints() -> re.Pattern[str]:
    return re.compile("|".join(_tables()["joints"]))


@cache
def _tables() -> dict[str, list[str]]:
    return read_yaml("sentences.yaml")
