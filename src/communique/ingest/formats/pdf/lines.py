"""The printed lines of a page, in the order in which the PDF draws them, with place and type."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\u2007": " "}
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t]+")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its page, where its first word stands (y grows upwards), the size and weight of its type."""

    text: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class _Piece:
    """Words that a PDF draws in one go."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Pen:
    """Collects what a page draws; `collect` is what pypdf calls. `rotation` is the page's, in degrees."""

    page: int
    rotation: int = 0
    spend: Callable[[int], None] = lambda _count: None
    pieces: list[_Piece] = field(default_factory=list)

    def collect(self, text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:
        """One piece of text, placed by pypdf's two matrices."""
        if not text:
            return
        self.spend(len(text))
        x, y, scale = _place(matrix, text_matrix, self.rotation)
        name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
        self.pieces.append(_Piece(text, x, y, abs(float(size or 0)) * scale, bool(_BOLD.search(name))))

    def lines(self) -> list[Line]:
        """The lines of the page, blank ones left out, blanks in a line made single."""
        found: list[Line] = []
        parts: list[_Piece] = []
        for piece in self.pieces:
            head, *tails = piece.text.split("\n")
            parts.append(_Piece(head, piece.x, piece.y, piece.size, piece.bold))
            for tail in tails:
                found += self._line(parts)
                parts = [_Piece(tail, piece.x, piece.y, piece.size, piece.bold)]
        return [*found, *self._line(parts)]

    def _line(self, parts: Sequence[_Piece]) -> list[Line]:
        words = [part for part in parts if part.text.strip()]
        if not words:
            return []
        text = _CONTROLS.sub("", "".join(part.text for part in parts).translate(_LIGATURES))
        text = _BLANKS.sub(" ", text).strip()
        if not text:
            return []
        letters = sum(len(part.text) for part in words)
        bold = sum(len(part.text) for part in words if part.bold) > 0.9 * letters
        widest = max(words, key=lambda part: len(part.text))
        return [Line(text, self.page, words[0].x, widest.y, round(widest.size, 1), bold)]


def _place(matrix: Any, text_matrix: Any, rotation: int) -> tuple[float, float, float]:
    """Where a piece stands on the page as a reader turns it, and how much its type is enlarged."""
    try:
        a, b, c, d, e, f = (float(v) for v in matrix)
        ta, tb, tc, td, te, tf = (float(v) for v in text_matrix)
    except (TypeError, ValueError, OverflowError):
        return 0.0, 0.0, 1.0
    x, y = te * a + tf * c + e, te * b + tf * d + f
    up_x, up_y = tc * a + td * c, tc * b + td * d
    scale = (up_x * up_x + up_y * up_y) ** 0.5 or ((ta * ta + tb * tb) ** 0.5) or 1.0
    if rotation == 90:
        x, y = y, -x
    elif rotation == 180:
        x, y = -x, -y
    elif rotation == 270:
        x, y = -y, x
    return _finite(x), _finite(y), min(_finite(scale), 1000.0)


def _finite(value: float) -> float:
    return value if abs(value) < 1e6 else 0.0


def body_size(lines: Sequence[Line]) -> float:
    """The size of type that most characters are set in."""
    weight: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        weight[size] = weight.get(size, 0) + len(line.text)
    return max(weight, key=lambda size: (weight[size], -size), default=0.0)


def leading(lines: Sequence[Line], size: float) -> float:
    """The usual distance between two lines of running text set in `size`; 0 when nothing tells."""
    gaps = [
        round(upper.y - lower.y, 1)
        for upper, lower in itertools.pairwise(lines)
        if upper.page == lower.page and is_near(upper.size, size) and is_near(lower.size, size)
    ]
    good = sorted(gap for gap in gaps if 0.8 * size <= gap <= 3.2 * size)
    if not good:
        return 0.0
    return statistics.quantiles(good, n=4)[0] if len(good) > 3 else good[0]


def is_near(left: float, right: float) -> bool:
    """Whether two sizes of type are the same but for rounding."""
    return abs(left - right) <= 0.06 * max(left, right, 1.0)
