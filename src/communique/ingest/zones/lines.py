"""Lines, hard-wrapped paragraphs and sentences of a text, as offsets. Nothing here changes a character."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SENTENCE_END = re.compile(
    r"""[.!?…]["”’')\]]*(?:\s+(?=["“‘'(\[]?[A-Z0-9©_•\[—–-])|(?=[A-Z“(]))|\s{3,}|\s*(?=_{3})|(?<=\))\s*(?=\([A-Z])""",
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘.—–-])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Rev|Hon|Msgr|St|Mt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|v|Inc|Co|Corp|Ltd|Jr|Sr|Ft|a\.m|p\.m|i\.e|e\.g"
    r"|[A-Z](?:\.[A-Z])+)$"
)
_PROSE_END = re.compile(r"""[.!?…]["”’')\]»]*$""")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the file shows it. `text` has blanks for the line breaks inside it; `gap`: a blank line before."""

    start: int
    end: int
    text: str
    gap: bool

    @property
    def is_prose(self) -> bool:
        """Long enough and closed like a sentence."""
        return len(self.text) >= 60 and bool(_PROSE_END.search(self.text[-12:]))

    @property
    def is_closed(self) -> bool:
        """Ends like a sentence."""
        return bool(_PROSE_END.search(self.text[-12:]))

    @property
    def words(self) -> int:
        """Number of words, counted no further than 200 characters."""
        return len(self.text[:200].split())


def split_lines(text: str, apart: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """The non-blank lines of `text`; lines broken at a fixed width are joined to paragraphs.

    No line is joined over an edge of the spans in `apart`.
    """
    lines: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        stripped = words.strip()
        if stripped:
            gap = bool(lines) and len(_BREAK.findall(text, last_end, start)) > 1
            last_end = start + len(stripped)
            lines.append(Line(start, last_end, stripped, gap))
    width = _wrap_width(lines)
    return _unwrap(lines, text, width, sorted({edge for span in apart for edge in span})) if width else lines


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a line, good enough to tell furniture from report; glued sentences are parted."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        dot = match.start()
        if text[dot : dot + 1] == "." and _ABBREVIATION.search(text, max(0, dot - 8), dot):
            continue
        end = len(text[start : match.end()].rstrip()) + start
        if end > start:
            yield start, end
            start = match.end()
    end = len(text.rstrip())
    if end > start:
        yield start, end


class Quotes:
    """Where the quotation marks of a line stand, to tell whether a place lies inside a quotation."""

    _MARK = re.compile('["“”]')
    _REACH = 600  # a quotation mark further back says nothing about this place

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: Sequence[int] = [m.start() for m in self._MARK.finditer(text)]

    def hold(self, place: int) -> bool:
        """Whether the nearest quotation mark before `place` opens a quotation."""
        index = bisect.bisect_left(self._places, place) - 1
        if index < 0 or place - self._places[index] > self._REACH:
            return False
        mark = self._places[index]
        char = self._text[mark]
        if char != '"':
            return char == "“"
        before, after = self._text[mark - 1 : mark], self._text[mark + 1 : mark + 2]
        return (not before or not before.isalnum()) and after.isalnum() and (not before or before not in ",.!?")


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the text was broken, or None when its lines are paragraphs."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lines) < 6:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not 40 <= width <= 100 or lengths[-1] > width + 10:
        return None
    runs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    full = sum(_is_full(a, b, width) for a, b in runs)
    return width if len(runs) >= 4 and full >= 0.6 * len(runs) else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - 3


def _unwrap(lines: Sequence[Line], text: str, width: int, edges: Sequence[int]) -> list[Line]:
    joined: list[Line] = []
    previous: Line | None = None
    for line in lines:
        is_apart = previous is not None and bisect.bisect_right(edges, previous.start) != bisect.bisect_right(
            edges, line.start
        )
        if previous is not None and not is_apart and not line.gap and _is_full(previous, line, width):
            first = joined.pop()
            words = _BREAK.sub(lambda m: " " * len(m.group()), text[first.start : line.end])
            joined.append(Line(first.start, line.end, words, first.gap))
        else:
            joined.append(line)
        previous = line
    return joined
