"""The units in which a forward-looking line is looked for: sentences of a statement, and the author's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.read.sentences import split_sentences
from communique.record.reading import Statement

Span = tuple[int, int]
_COMMA = ",，"
_AHEAD = r"(?:will|would|shall|must|should|is to|are to|was to|were to|falls? due|cannot|won't|won’t)"
_BORDER = re.compile(rf"(?:;|:|,? and that|,? and|,? but)\s+(?=(?:[^\s;:.,]+\s+){{1,8}}?{_AHEAD}\b)")
_TOLD_AHEAD = re.compile(rf"\b(?:{_AHEAD}|to [a-z]+)\b")
_NO_SUBJECT = frozenset(
    "then so never not who which that to if i we you he she they it i'm for in with what there whatever".split()
)  # "and we shall …" goes on with the same line; "steps to prove that they will …" is no clause of its own
_OPENING = 12  # a shorter stretch before a border is no clause of its own


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
    units = [Unit(tuple(group), statement, index == 0) for index, group in enumerate(groups)]
    return [part for unit in units for part in _split(text, unit)]


def _split(text: str, unit: Unit) -> list[Unit]:
    """The clauses of a sentence that each tell of something to come: "A will pay, and B is to be confirmed by May"."""
    if len(unit.spans) != 1:
        return [unit]
    start, end = unit.spans[0]
    for border in _BORDER.finditer(text, start, end):
        before, after = text[start : border.start()], text[border.end() : end]
        subject = re.split(rf"\b{_AHEAD}\b", after, maxsplit=1)[0].split()
        own = bool(subject) and not {w.lower() for w in subject} & _NO_SUBJECT
        if len(before) >= _OPENING and own and (text[border.start()] in ":;" or _TOLD_AHEAD.search(before)):
            left = Unit(((start, border.start()),), unit.statement, unit.first)
            right = Unit(((border.end(), end),), unit.statement, False)
            return [left, *_split(text, right)]
    return [unit]


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
            units.extend(_split(text, Unit(kept, None, True)))
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
