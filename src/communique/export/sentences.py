"""Sentences, for showing words in their surroundings and for token files.

Not the reader's sentences: stages do not import one another. Here a sentence that goes on too long costs nothing, so a
stop ends one only after a word of three letters or more, a number of two digits or a closing mark, before a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from communique.export.book import Book
from communique.record import Article, Evidence, LinkedEvent
from communique.record.shown import clip

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(
    r"""(?: (?P<word>(?<!\w)\w{3,}+) | (?<!\d)\d{2,}+ | [”"’)\]] ) [.!?…] [”"’)\]]*+ (?=\s++["“‘«(]*+[A-Z])
        | [.!?…] [”"] (?=\s++["“‘«(]*+[A-Z])""",
    re.VERBOSE,
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences, in order, disjoint, without blanks around them; a line break always ends one."""
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        begin = line.start()
        for stop in _END.finditer(text, *line.span()):
            if (stop["word"] or "").casefold() not in _abbreviations():
                yield from _trimmed(text, begin, stop.end())
                begin = stop.end()
        yield from _trimmed(text, begin, line.end())


def around(article: Article, span: Span, limit: int = 400) -> Span:
    """The sentence or sentences that hold `span`; `span` itself where they are longer than `limit` characters."""
    text = article.text
    low = max(text.rfind("\n", 0, span[0]) + 1, span[0] - 4 * limit)
    high = text.find("\n", span[1])
    high = min(len(text) if high < 0 else high, span[1] + 4 * limit)
    held = [s for s in sentences(text, low, high) if s[0] < span[1] and span[0] < s[1]]
    if not held or held[0][0] > span[0] or held[-1][1] < span[1] or held[-1][1] - held[0][0] > limit:
        return span
    return held[0][0], held[-1][1]


def shown(book: Book, piece: Evidence, words: int = 5) -> str:
    """The quote; where it is a mere word or two, the sentence in which it stands."""
    if len(piece.quote.split(None, words)) >= words:
        return piece.quote
    article = book.article(piece.article)
    start, end = around(article, piece.span)
    return article.text[start:end]


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    if left < len(part):
        yield start + left, start + len(part.rstrip())


@cache
def _abbreviations() -> frozenset[str]:
    text = files("communique.export").joinpath("abbreviations.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def told(book: Book, event: LinkedEvent, limit: int = 120) -> str:
    """A heading for an event: its name; where that is a bare trigger, with the sentence that tells it."""
    if event.participants or not event.evidence:
        return clip(event.name, limit)
    sentence = " ".join(shown(book, event.evidence[0]).split())
    return clip(f"{event.name}: {sentence}" if sentence != event.name else event.name, limit)
