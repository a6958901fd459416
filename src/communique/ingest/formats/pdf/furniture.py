"""Running headers and footers, page numbers, stamps of the printer: lines at the edge of a page that are no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.ingest.formats.pdf.lines import Line, body_size, leading

_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_SAME_PLACE = 6.0  # points
_APART = 1.35  # of the usual leading
_OTHER_TYPE = 0.06  # of the size of the body's type
_SHARE = 0.25  # of the pages that a running line must stand on, and on two at least
_MAX_LENGTH = 160  # characters
_NUMBER = re.compile(
    r"[-–—|\[(]?\s*(?:(?:page|p\.|seite)\s*)?(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—|\])]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: \d{1,4}\s?/\s?\d{1,4})?")
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?: .{0,100})?")
_DIGITS = re.compile(r"\d+")


def furniture_of(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids (`id(line)`) of lines that are furniture: page numbers, and what repeats at one place on several pages.

    Only rows at the edge of a page count, and a running line only if it is set apart from the text below or above it,
    by space or by its type: a refrain at the top of two pages is no header.
    """
    all_lines = [line for lines in pages for line in lines]
    size = body_size(all_lines)
    usual = leading(all_lines, size) or 1.2 * size
    seen: dict[str, list[Line]] = defaultdict(list)
    for line in all_lines:
        seen[_shape(line.text)].append(line)
    found: set[int] = set()
    for lines in pages:
        rows = _rows(lines)
        for edge in (rows, rows[::-1]):
            found.update(_from_edge(edge, seen, len(pages), size, usual))
    return found


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page from top to bottom, those side by side together."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if rows and abs(rows[-1][0].y - line.y) < 0.5 * max(line.size, 1.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _from_edge(
    rows: list[list[Line]], seen: dict[str, list[Line]], pages: int, size: float, usual: float
) -> Iterator[int]:
    """The furniture of one edge: from the edge inwards, until a row is text."""
    taken: list[list[Line]] = []
    for row in rows[: min(_EDGE, len(rows) - 1)]:
        if not all(_is_alone_furniture(line.text) or _is_running(line, seen[_shape(line.text)], pages) for line in row):
            break
        taken.append(row)
    while taken and not _is_apart(taken[-1], rows[len(taken)], size, usual):
        taken.pop()
    return (id(line) for row in taken for line in row)


def _is_apart(row: list[Line], inner: list[Line], size: float, usual: float) -> bool:
    """Whether space or type sets a row apart from the next one inwards."""
    if all(_is_alone_furniture(line.text) for line in row):
        return True
    is_other_type = any(abs(line.size - size) > _OTHER_TYPE * size for line in row)
    return is_other_type or abs(row[0].y - inner[0].y) > _APART * usual


def _is_running(line: Line, alike: Sequence[Line], pages: int) -> bool:
    if len(line.text) > _MAX_LENGTH:
        return False
    there = {other.page for other in alike if abs(other.y - line.y) <= _SAME_PLACE}
    return len(there) >= max(2, _SHARE * pages)


def _is_alone_furniture(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _ADDRESS.fullmatch(text) or _PRINTED.fullmatch(text))


def _shape(text: str) -> str:
    """A line with its numbers made alike: "Page 3 of 9" and "Page 4 of 9" are one."""
    return _DIGITS.sub("#", text.casefold())
