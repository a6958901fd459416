"""Lines to paragraphs: by gaps, indents, type and punctuation; a paragraph over a page break stays in one piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.ingest.formats.pdf.lines import Line, body_size, is_near, leading
from communique.record.article import ZoneKind

_GAP = 1.25  # of the usual leading: a wider gap parts paragraphs
_INDENT = (0.6, 8.0)  # of the size of type
_SHORT = 0.72  # of the usual length: a shorter line may end a paragraph
_HEADING = 1.12  # of the size of the body
_MAX_HEADING = 160  # characters
_SMALL = 0.9  # of the size of the body: footnotes
_CLOSED = re.compile(r"""[.!?…:]["”’')\]»]*\d{0,3}$""")
_OPENS_BULLET = re.compile(r"(?:[•▪‣◦●■–—*·o-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|Q:|A:)\s")
_OPENS_LOW = re.compile(r"[a-z,;)\]…’”]|\d")
_HYPHEN = ("-", "\u2010", "\xad")


@dataclass(slots=True)
class Block:
    """Lines that belong together; `kind` when the layout shows one (a heading, furniture), else running text."""

    lines: list[Line] = field(default_factory=list)
    kind: ZoneKind | None = None

    @property
    def words(self) -> str:
        """The lines joined, as they stand."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document sets its running text."""

    size: float
    leading: float
    length: float
    bold: bool


def layout_of(lines: Sequence[Line]) -> Layout:
    """The size, leading, length of line and weight of the running text."""
    size = body_size(lines)
    body = [line for line in lines if is_near(line.size, size)]
    lengths = sorted(len(line.text) for line in body)
    bold = sum(len(line.text) for line in body if line.bold)
    return Layout(
        size=size,
        leading=leading(lines, size),
        length=float(lengths[int(0.75 * (len(lengths) - 1))]) if lengths else 0.0,
        bold=bold * 2 > sum(lengths),
    )


def blocks_of(pages: Sequence[Sequence[Line]], furniture: set[int]) -> list[Block]:
    """The paragraphs, headings and furniture of a document in reading order.

    A paragraph that the end of a page (or column) cuts is continued; what stood between its halves comes after it.
    """
    layout = layout_of([line for lines in pages for line in lines if id(line) not in furniture])
    blocks: list[Block] = []
    for lines in pages:
        rest = [line for line in lines if id(line) not in furniture]
        middle = sum(line.y for line in rest) / len(rest) if rest else 0.0
        edge = [Block([line], "boilerplate") for line in lines if id(line) in furniture]
        fresh = [block for run in _columns(rest, layout) for block in _paragraphs(run, layout)]
        above = [block for block in edge if block.lines[0].y > middle]
        below = [block for block in edge if block.lines[0].y <= middle]
        blocks = _continued(blocks, [*above, *fresh, *below], layout)
    return blocks


def _columns(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The lines cut where the next one stands higher: a new column, or a box drawn later."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.y > runs[-1][-1].y + 0.5 * max(layout.size, 1.0):
            runs.append([])
        runs[-1].append(line)
    return runs


def _paragraphs(lines: Sequence[Line], layout: Layout) -> list[Block]:
    margin = _margin(lines)
    length = _length(lines, layout)
    blocks: list[Block] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, layout, margin, length):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line]))
    for block in blocks:
        if _is_heading(block, layout):
            block.kind = "subhead"
    return blocks


def _margin(lines: Sequence[Line]) -> float:
    """The left edge that most lines share."""
    places = Counter(round(line.x) for line in lines)
    return float(max(places, key=lambda x: (places[x], -x), default=0))


def _length(lines: Sequence[Line], layout: Layout) -> float:
    """The usual length of a full line in this column."""
    lengths = sorted(len(line.text) for line in lines if is_near(line.size, layout.size))
    return float(lengths[int(0.75 * (len(lengths) - 1))]) if len(lengths) > 3 else layout.length


def _goes_on(block: Block, line: Line, layout: Layout, margin: float, length: float) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last = block.lines[-1]
    if not is_near(last.size, line.size) or last.bold != line.bold:
        return _is_same_row(last, line)
    if _OPENS_BULLET.match(line.text):
        return False
    usual = layout.leading * (line.size / layout.size) if layout.size else 0.0
    if usual and last.y - line.y > _GAP * usual:
        return False
    indent = line.x - max(margin, min(last.x, line.x))
    is_list = bool(_OPENS_BULLET.match(block.lines[0].text))
    if not is_list and _INDENT[0] * line.size < indent < _INDENT[1] * line.size and last.x < line.x:
        return False
    is_short = len(last.text) < _SHORT * length
    return not (is_short and _CLOSED.search(last.text) and not _OPENS_LOW.match(line.text))


def _is_same_row(last: Line, line: Line) -> bool:
    """Whether two lines stand side by side: a raised number, a word set bold."""
    return abs(last.y - line.y) < 0.5 * max(last.size, line.size) and line.x > last.x


def _is_heading(block: Block, layout: Layout) -> bool:
    words = block.words
    if len(words) > _MAX_HEADING or not layout.size or words[-1:] in (".", ",", ";"):
        return False
    is_large = block.lines[0].size >= _HEADING * layout.size
    return is_large or (all(line.bold for line in block.lines) and not layout.bold and len(block.lines) <= 2)


def _continued(blocks: list[Block], fresh: list[Block], layout: Layout) -> list[Block]:
    """The blocks of a further page put after those before it, the broken paragraph joined."""
    fresh = _joined_columns(fresh, layout)
    last = next((i for i in range(len(blocks) - 1, -1, -1) if _is_running_text(blocks[i], layout)), None)
    first = next((i for i, block in enumerate(fresh) if _is_running_text(block, layout)), None)
    if last is None or first is None or any(b.kind == "subhead" for b in (*blocks[last + 1 :], *fresh[:first])):
        return blocks + fresh
    if not _is_broken(blocks[last], fresh[first], layout):
        return blocks + fresh
    blocks[last].lines += fresh[first].lines
    return [*blocks, *fresh[:first], *fresh[first + 1 :]]


def _joined_columns(fresh: list[Block], layout: Layout) -> list[Block]:
    """Neighbours of one page that a change of column broke."""
    joined: list[Block] = []
    for block in fresh:
        last = joined[-1] if joined else None
        is_higher = last is not None and block.lines[0].y > last.lines[-1].y
        if (
            last is not None
            and is_higher
            and _is_running_text(last, layout)
            and _is_running_text(block, layout)
            and _is_broken(last, block, layout)
        ):
            last.lines += block.lines
        else:
            joined.append(block)
    return joined


def _is_running_text(block: Block, layout: Layout) -> bool:
    return block.kind is None and block.lines[0].size >= _SMALL * layout.size


def _is_broken(before: Block, after: Block, layout: Layout) -> bool:
    """Whether the second block goes on where the first stops in the middle of a sentence."""
    end, start = before.lines[-1].text, after.lines[0].text
    if _OPENS_BULLET.match(start) or not is_near(before.lines[-1].size, after.lines[0].size):
        return False
    if end.endswith(_HYPHEN):
        return start[:1].islower()
    if _CLOSED.search(end):
        return False
    return bool(_OPENS_LOW.match(start)) or len(end) >= _SHORT * layout.length
