"""Tokens in columns, three files an article.

- `conllu/NAME.conllu`: CoNLL-U; the MISC column holds each token's place (start, end, in code points) and every layer.
- `attribution/NAME.conll`: CoNLL 2002 (token, BIO label) with Content, Source and Cue; of nested speech the outermost.
- `names/NAME.conll`: CoNLL 2002 with names of persons, organizations, states, places.
Words are runs of letters and digits (with an apostrophe or hyphen inside), everything else is a token by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communique.export.book import Book
from communique.export.layers import Mark, Span, other_marks, statement_marks
from communique.export.sentences import sentences
from communique.export.text import FileNames, encodable, for_xml
from communique.options import ExportOptions
from communique.record import Reading

_TOKEN = re.compile(r"\w+(?:[’'\-.](?=\w)\w+)*|[^\w\s]")
_NAMES = {"Person": "PER", "Organization": "ORG", "State": "GPE", "Place": "LOC", "Agreement": "MISC", "Name": "MISC"}
_SAYING = {"Content": "CONTENT", "Source": "SOURCE", "Cue": "CUE"}
_LEVELS = 3
"""Statements inside statements are written to this depth."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; `spaced` says whether a blank follows."""

    text: str
    span: Span
    spaced: bool


Parts = Sequence[tuple[Span, list[Token]]]
"""Sentences with their tokens."""


def render(book: Book, _options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """Three files an article."""
    names = FileNames()
    for reading in book.record.articles:
        article = reading.article
        stem = names.stem(article)
        parts = [(span, list(tokens(article.text, span))) for span in sentences(article.text)]
        parts = [(span, words) for span, words in parts if words]
        marks = list(statement_marks(book, reading))
        others = list(other_marks(reading))
        yield f"conllu/{stem}.conllu", _conllu(reading, parts, marks, others).encode("utf-8")
        depth = _depths(reading)
        outermost = [mark for mark in marks if depth[mark.owner] == 0]
        yield f"attribution/{stem}.conll", _conll2002(parts, outermost, _SAYING).encode("utf-8")
        names_ = [mark for mark in others if ("MentionForm", "name") in mark.notes]
        yield f"names/{stem}.conll", _conll2002(parts, names_, _NAMES).encode("utf-8")


def tokens(text: str, span: Span) -> Iterator[Token]:
    """The tokens of a sentence, with offsets into the whole text."""
    for match in _TOKEN.finditer(text, *span):
        end = match.end()
        yield Token(for_xml(encodable(match[0])), match.span(), end >= len(text) or text[end].isspace())


def _conllu(reading: Reading, parts: Parts, said: list[Mark], others: list[Mark]) -> str:
    text, words = reading.article.text, [word for _, found in parts for word in found]
    depth = _depths(reading)
    layers: dict[str, dict[int, str]] = {}
    for level in range(_LEVELS):
        for label in ("Content", "Source", "Cue"):
            marks = [m for m in said if m.label == label and depth[m.owner] == level]
            layers[f"{label}{level + 1 if level else ''}"] = bio(words, marks, lambda mark: mark.owner)
    for label in ("Time", "Event", "Forward", "Loaded", "ScareQuote"):
        layers[label] = bio(words, [m for m in others if m.label == label], _detail)
    layers["Entity"] = bio(words, [m for m in others if m.label in _NAMES], lambda mark: _NAMES[mark.label])
    lines = [f"# newdoc id = {_flat(reading.article.id)}"]
    for number, ((start, end), found) in enumerate(parts, 1):
        lines += [f"# sent_id = {number}", f"# text = {_flat(text[start:end])}"]
        lines += [_word(index, word, layers) for index, word in enumerate(found, 1)]
        lines.append("")
    return "\n".join(lines) + "\n"


def _word(index: int, word: Token, layers: dict[str, dict[int, str]]) -> str:
    start, end = word.span
    misc = [] if word.spaced else ["SpaceAfter=No"]
    misc += [f"Start={start}", f"End={end}"]
    misc += [f"{name}={labels[start]}" for name, labels in layers.items() if start in labels]
    return f"{index}\t{word.text}" + "\t_" * 7 + f"\t{'|'.join(misc)}"


def _conll2002(parts: Parts, marks: list[Mark], names: dict[str, str]) -> str:
    words = [word for _, found in parts for word in found]
    labels = bio(words, marks, lambda mark: names[mark.label])
    lines = []
    for _, found in parts:
        lines += [f"{word.text} {labels.get(word.span[0], 'O')}" for word in found]
        lines.append("")
    return "\n".join(lines) + "\n"


def bio(words: Sequence[Token], marks: Sequence[Mark], label: Callable[[Mark], str]) -> dict[int, str]:
    """Start of a token -> "B-..." or "I-..." (IOB2: every unbroken run begins with B).

    Of marks that overlap the longest keeps the token. The pieces of an interrupted mark are runs of one label.
    """
    starts = [word.span[0] for word in words]
    owner: dict[int, int] = {}
    ranked = sorted(marks, key=lambda m: (-sum(e - s for s, e in m.spans), m.spans))
    for number, mark in enumerate(ranked):
        for at in _inside(starts, mark.spans):
            owner.setdefault(at, number)
    found: dict[int, str] = {}
    before: int | None = None
    for start in starts:
        here = owner.get(start)
        if here is not None:
            found[start] = f"{'I' if here == before else 'B'}-{_value(label(ranked[here]))}"
        before = here
    return found


def _inside(starts: list[int], spans: tuple[Span, ...]) -> list[int]:
    """Starts of the tokens that begin within the spans."""
    return [at for start, end in spans for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]]


def _depths(reading: Reading) -> dict[str, int]:
    """Statement id -> how many statements hold it."""
    above = {item.id: item.within for item in reading.statements}
    depths = {}
    for key in above:
        depth, at, seen = 0, above[key], {key}
        while at in above and at not in seen:
            seen.add(at)
            depth, at = depth + 1, above[at]
        depths[key] = depth
    return depths


def _detail(mark: Mark) -> str:
    """What a label of its own adds: the type, kind or status."""
    return mark.notes[0][1] if mark.notes else mark.label


def _value(text: str) -> str:
    """A label that no separator of the format is part of."""
    return "".join("_" if c.isspace() or c in "|=" else c for c in for_xml(encodable(text))) or "_"


def _flat(text: str) -> str:
    return " ".join(for_xml(encodable(text)).split())
