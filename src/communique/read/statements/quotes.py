"""Quotation marks: where quoted words stand, whatever marks they wear, and what form that gives a statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OPENING = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
_STRAIGHT = {'"': '"”', "``": "''", "''": "''", '""': '""'}  # the last as text is found that came out of a table
WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
MAX_SINGLE = 1_500  # characters a single-quoted run may span; longer ones are apostrophes gone astray


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run of quoted words: `start`..`end` with its marks; `closed` is False where the closing mark is missing."""

    start: int
    end: int
    mark: str
    closed: bool = True


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Quoted runs in order: curly, straight, low, guillemets, doubled and single marks, within a paragraph each.

    An unclosed run goes to the end of its paragraph (multi-paragraph quotations leave the mark open on purpose).
    Single marks count only outside double ones and only where they cannot be apostrophes.
    """
    runs: list[Quoted] = []
    for paragraph in PARAGRAPH.finditer(text):
        double = list(_double_runs(text, paragraph.start(), paragraph.end()))
        runs += double
        at = paragraph.start()
        for run in [*double, Quoted(paragraph.end(), paragraph.end(), "")]:
            runs += _single_runs(text, at, run.start)
            at = run.end
    return tuple(sorted(runs, key=lambda r: r.start))


def _double_runs(text: str, start: int, end: int) -> list[Quoted]:
    runs: list[Quoted] = []
    opened: tuple[int, str, str] | None = None
    for m in re.compile(r"``|''|\"\"|[“”„«»‹›\"]").finditer(text, start, end):
        mark = m[0]
        if opened is None:
            if mark in OPENING:
                opened = (m.start(), mark, OPENING[mark] + '"')
            elif mark in _STRAIGHT:
                opened = (m.start(), mark, _STRAIGHT[mark])
            elif mark in "”" and _opens(text, m.start(), m.end()):
                opened = (m.start(), mark, '”"')  # a closing mark typed where an opening one was meant
        elif (mark in opened[2] or _typed_out(text, mark, opened[1], m.start())) and not (
            mark == "“" and opened[1] == "“"
        ):
            runs.append(Quoted(opened[0], m.end(), opened[1]))
            opened = None
        elif mark == opened[1] and _opens(text, m.start(), m.end()):
            runs.append(Quoted(opened[0], m.start(), opened[1], closed=False))
            opened = (m.start(), mark, opened[2])
    if opened is not None:
        stop = end - (len(text[opened[0] : end]) - len(text[opened[0] : end].rstrip()))
        if stop > opened[0] + 1:
            runs.append(Quoted(opened[0], stop, opened[1], closed=False))
    return runs


def _typed_out(text: str, mark: str, opening: str, at: int) -> bool:
    """Whether two single marks close what a double one opened, as old wire copy has it."""
    return mark == "''" and opening == '"' and not text[at - 1].isspace()


def _opens(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–:])|^)[‘'](?=[^\s\d'’])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s])[’'](?![\w])")


def _single_runs(text: str, start: int, end: int) -> list[Quoted]:
    runs: list[Quoted] = []
    at = start
    while at < end:
        opening = _SINGLE_OPEN.search(text, at, end)
        if opening is None:
            break
        limit = min(end, opening.start() + MAX_SINGLE)
        closing = next(
            (m for m in _SINGLE_CLOSE.finditer(text, opening.end() + 1, limit) if _closes(text, m.start())), None
        )
        if closing is None or len(WORD.findall(text, opening.start(), closing.start())) < 1:
            at = opening.end()
            continue
        runs.append(Quoted(opening.start(), closing.end(), text[opening.start()]))
        at = closing.end()
    return runs


def _closes(text: str, at: int) -> bool:
    """A mark after a plural -s before a lower-case word is a possessive ("workers' rights"), not the end of a quotation."""
    before, rest = text[at - 1], text[at + 1 : at + 3]
    return not (before in "sS" and len(rest) == 2 and rest[0] == " " and rest[1].islower() and text[at] in "'’")


class QuoteIndex:
    """Quoted runs of a text with questions on them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs = find_quoted(text)
        self._starts = [r.start for r in self.runs]

    def at(self, offset: int) -> Quoted | None:
        """The run that holds `offset`."""
        i = bisect_right(self._starts, offset) - 1
        return self.runs[i] if i >= 0 and offset < self.runs[i].end else None

    def over(self, start: int, end: int) -> list[Quoted]:
        """The runs that share a character with [start, end)."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        out = []
        for run in self.runs[i:]:
            if run.start >= end:
                break
            if run.end > start:
                out.append(run)
        return out

    def form(self, spans: Sequence[tuple[int, int]]) -> Literal["direct", "mixed", "indirect"]:
        """direct: every word is quoted and they make more than a fragment; mixed: some are; indirect: none is."""
        quoted = total = 0
        for start, end in spans:
            for word in WORD.finditer(self.text, start, end):
                total += 1
                quoted += self.at(word.start()) is not None
        if not quoted:
            return "indirect"
        if quoted < total:
            return "mixed"
        return "direct" if self._whole_utterance(spans, total) else "mixed"

    def _whole_utterance(self, spans: Sequence[tuple[int, int]], words: int) -> bool:
        """A lone quoted fragment is mixed; a quotation that begins like a sentence, or is long, is direct."""
        start, end = spans[0][0], spans[-1][1]
        first = WORD.search(self.text, start, end)
        capital = bool(first and self.text[first.start()].isupper())
        ended = bool(re.search(r"[.!?,…—-][”\"’'»]*\s*$", self.text[start:end])) or self.text[end : end + 1] in (
            ",",
            ".",
        )
        return words >= 6 or (capital and ended and words >= 1)

    def complete(self, start: int, end: int) -> tuple[int, int]:
        """The span with the quotation marks that hug it taken in: marks are repaired, words never."""
        run = self.at(start - 1) if start else None
        if run and run.start == start - len(run.mark) and run.end <= end + 2:
            start = run.start
        run = self.at(end) if end < len(self.text) else None
        if (
            run
            and run.closed
            and end < run.end <= end + 3
            and not WORD.search(self.text, end, run.end)
            and run.start >= start
        ):
            end = run.end
        return start, end

    def without_others(self, start: int, end: int) -> tuple[int, int]:
        """The span without a mark at its start that closes words before it, and one at its end that opens words behind it."""
        run = self.at(start)
        if run and run.closed and run.start < start < end and WORD.search(self.text, start, run.end) is None:
            start = min(end, run.end)
        run = self.at(end - 1)
        if run and start < run.start and WORD.search(self.text, run.start, end) is None:
            end = run.start
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
