"""What of an article is compared: the words of its body, of its title, and its sentences, each with offsets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from communique.record import BODY_ZONES, Article

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{1,1500})[”\"»“]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|No|Jr|Sr|vs|Inc|Co|Corp|U\.S|U\.N|[A-Z])\.)$"
)
_LABEL = re.compile(r"^[ \t]*([A-Z][\w.'’-]*(?: [A-Z(][\w.'’()-]*){0,4}):(?=\s)", re.MULTILINE)
_TURNS = 3  # times that a label stands in a transcript
_DATED = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Word(NamedTuple):
    """A word as written, its folded form, and where it stands."""

    form: str
    start: int
    end: int
    capital: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body with its words."""

    start: int
    end: int
    words: tuple[Word, ...]


def body_spans(article: Article) -> list[tuple[int, int]]:
    """The stretches of body text; the whole text when no zones were found."""
    if not article.zones:
        return [(0, len(article.text))] if article.text else []
    return [zone.span for zone in article.zones if zone.kind in BODY_ZONES]


def title_text(article: Article) -> str:
    """The title as given or as it stands in the text, empty when there is none."""
    if article.title:
        return article.title
    return " ".join(article.text[z.span[0] : z.span[1]] for z in article.zones if z.kind == "title")


def body_words(article: Article) -> list[Word]:
    """The words of the body in order. Words inside quotation marks are marked: they are somebody else's."""
    return [word for start, end in body_spans(article) for word in _words(article.text, start, end)]


def turn_labels(text: str) -> list[tuple[int, int]]:
    """Where a transcript says whose turn it is ("QUESTION:", "Mr. Vale:"): openings of lines that come again and again."""
    found = [match.span(1) for match in _LABEL.finditer(text)]
    count = Counter(text[start:end] for start, end in found)
    return [(start, end) for start, end in found if count[text[start:end]] >= _TURNS]


def body_sentences(article: Article) -> list[Sentence]:
    """The sentences of the body, cut by punctuation and line breaks; good enough to align copies."""
    out = []
    for start, end in body_spans(article):
        for left, right in _sentence_spans(article.text, start, end):
            words = tuple(_words(article.text, left, right))
            if words:
                out.append(Sentence(words[0].start, max(right, words[-1].end), words))
    return out


def sentence_around(text: str, start: int, end: int, reach: int = 400) -> tuple[int, int]:
    """The sentence that holds [start, end), looked for within `reach` characters on either side."""
    spans = _sentence_spans(text, max(0, start - reach), min(len(text), end + reach))
    return next(((a, b) for a, b in spans if a <= start < b), (start, end))


def published_day(article: Article) -> str | None:
    """The publication date as an ISO day, month or year, without a time of day; None when unknown."""
    match = _DATED.match(article.published or "")
    return match[0] if match else None


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem of a lower-case English word, the same for "talk", "talks", "talked" and "talking"."""
    for ending in ("ing", "ed", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def _form(written: str) -> str:
    """Lower case, straight apostrophe, no possessive."""
    return written.lower().replace("’", "'").removesuffix("'s")


def _words(text: str, start: int, end: int) -> list[Word]:
    quoted = [match.span(1) for match in _QUOTED.finditer(text, start, end)]
    out = []
    at = 0
    for match in WORD.finditer(text, start, end):
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        first, last = match.span()
        inside = at < len(quoted) and quoted[at][0] <= first
        written = match[0]
        out.append(Word(_form(written), first, last, written[0].isupper(), inside))
    return out


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    left = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if "\n" not in match[0] and _ABBREVIATION.search(text, max(start, match.start() - 6), match.start()):
            continue
        spans.append((left, match.start()))
        left = match.end()
    spans.append((left, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]
