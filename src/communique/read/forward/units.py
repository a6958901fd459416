"""The units in which a forward-looking line is looked for: sentences of a statement, and the author's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.read.sentences import split_sentences
from communique.record.reading import Statement

Span = tuple[int, int]
_COMMA = ",，"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence (or what is left of it): its spans, its statement, and whether it opens that statement."""

    spans: tuple[Span, ...]
    statement: Statement | None
    first: bool

    def words(self, text: str) -> str:
        """The unit's words, pieces joined by a blank."""
        return " ".join(text[s:e] for s, e in self.spans)


def statement_units(text: str, statement: Statement) -> list[Unit]:
    """The sentences of a statement's content; a sentence that its cue interrupts is one unit of two spans."""
    pieces: list[Span] = []
    for start, end in statement.content:
        pieces.extend(split_sentences(text, start, end))
    groups: list[list[Span]] = []
    for piece in pieces:
        if groups and _runs_on(text, groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Unit(tuple(group), statement, index == 0) for index, group in enumerate(groups)]


def _runs_on(text: str, before: Span, after: Span) -> bool:
    """Whether `after` is the rest of the sentence that `before` begins."""
    tail = text[before[0] : before[1]].rstrip("\"'”’»")
    head = text[after[0] : after[1]].lstrip("\"'“‘«")
    return not tail.endswith((".", "!", "?", "…")) and (head[:1].islower() or tail.endswith("—"))


def author_units(text: str, sentences: Sequence[Span], statements: Iterable[Statement]) -> list[Unit]:
    """What each sentence says outside every statement: contents and cues are cut out, sources stay in."""
    taken = sorted({span for s in statements for span in (*s.content, *s.cue)})
    units: list[Unit] = []
    index = 0
    for sentence in sentences:
        while index < len(taken) and taken[index][1] <= sentence[0]:
            index += 1
        spans = _outside(sentence, taken[index : index + 40])
        spans = [_trim(text, span) for span in spans]
        kept = tuple(span for span in spans if span[1] - span[0] > 2)
        if kept:
            units.append(Unit(kept, None, True))
    return units


def _outside(sentence: Span, taken: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    at, end = sentence
    for start, stop in taken:
        if start >= end:
            break
        if start > at:
            out.append((at, start))
        at = max(at, stop)
    if at < end:
        out.append((at, end))
    return out


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _COMMA):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
