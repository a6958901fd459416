"""Zones in the making: a kind for a whole line, or marks inside it; the first word wins, what is left is body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.ingest.zones.lines import Line
from communique.record.article import Zone, ZoneKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch inside a line (offsets into the line's text) and its kind."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(slots=True)
class Sheet:
    """The lines of a text with what is known about each."""

    lines: list[Line]
    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    is_transcript: bool = False

    def spoken(self) -> range:
        """The lines of a transcript in which people speak: nothing in them is furniture by its words."""
        return range(len(self.lines) - 3) if self.is_transcript else range(0)

    def is_open(self, index: int) -> bool:
        """Whether nothing is known yet about the line as a whole."""
        return 0 <= index < len(self.lines) and index not in self.kinds

    def set(self, index: int, kind: ZoneKind) -> None:
        """Give a line a kind, unless it has one."""
        self.kinds.setdefault(index, kind)

    def open_lines(self) -> list[int]:
        """Lines not yet given a kind."""
        return [i for i in range(len(self.lines)) if i not in self.kinds]

    def free(self, index: int) -> list[tuple[int, int]]:
        """The stretches of a line outside its marks, trimmed."""
        text = self.lines[index].text
        stretches, at = [], 0
        for mark in sorted(self.marks.get(index, ()), key=lambda m: m.start):
            stretches.append((at, mark.start))
            at = mark.end
        stretches.append((at, len(text)))
        return [span for start, end in stretches if (span := trim(text, start, end))]

    def add(self, index: int, marks: Iterable[Mark]) -> None:
        """Marks inside a line; the caller keeps them disjoint from those already there."""
        self.marks.setdefault(index, []).extend(marks)

    def zones(self) -> tuple[Zone, ...]:
        """Flat, disjoint zones in order, neighbours of one kind inside a line joined; unmarked text is body."""
        zones: list[Zone] = []
        for index, line in enumerate(self.lines):
            if index in self.kinds:
                zones.append(Zone(kind=self.kinds[index], span=(line.start, line.end)))
                continue
            pieces = [(m.start, m.end, m.kind) for m in self.marks.get(index, ())]
            body: ZoneKind = "body"
            pieces += [(start, end, body) for start, end in self.free(index)]
            zones += _joined(line, pieces)
        return tuple(zones)


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without the blanks at its ends; None when nothing is left."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    left = start + len(piece) - len(piece.lstrip())
    return left, left + len(stripped)


def _joined(line: Line, pieces: list[tuple[int, int, ZoneKind]]) -> list[Zone]:
    zones: list[Zone] = []
    for start, end, kind in sorted(pieces):
        span = trim(line.text, start, end)
        if span is None:
            continue
        if zones and zones[-1].kind == kind and kind != "body":
            zones[-1] = Zone(kind=kind, span=(zones[-1].span[0], line.start + span[1]))
        else:
            zones.append(Zone(kind=kind, span=(line.start + span[0], line.start + span[1])))
    return zones
