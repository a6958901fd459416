"""One piece of text, one statement: a further piece that two attributions claim stays with the nearer cue."""

from __future__ import annotations

from collections.abc import Sequence

Spans = tuple[tuple[int, int], ...]


def settle(contents: Sequence[Spans], cues: Sequence[Spans]) -> list[Spans]:
    """Contents in which no two statements claim the same piece, nested ones left as they are.

    `contents` and `cues` are parallel, in characters, in the order of first pieces. A piece goes to the statement whose cue stands nearer to it; a
    statement never loses its last piece. The windows' edges and the quotation between two cues make such doubles.
    """
    kept = list(contents)
    for i in range(len(kept)):
        for j in range(i + 1, len(kept)):
            if contents[j][0][0] >= contents[i][-1][1]:
                break
            if kept[i] != kept[j] and not (_inside(cues[i], kept[j]) or _inside(cues[j], kept[i])):
                kept[i], kept[j] = _parted(kept[i], cues[i], kept[j], cues[j])
    return kept


def _parted(a: Spans, cue_a: Spans, b: Spans, cue_b: Spans) -> tuple[Spans, Spans]:
    for piece in set(a) & set(b):
        far_a = _distance(piece, cue_a) > _distance(piece, cue_b)
        if far_a and len(a) > 1:
            a = tuple(p for p in a if p != piece)
        elif not far_a and len(b) > 1:
            b = tuple(p for p in b if p != piece)
    return a, b


def _inside(cue: Spans, content: Spans) -> bool:
    return bool(cue) and all(any(s <= a and b <= e for s, e in content) for a, b in cue)


def _distance(piece: tuple[int, int], cue: Spans) -> int:
    """Characters between a piece and the nearest part of a cue; far without a cue."""
    return min((max(s - piece[1], piece[0] - e, 0) for s, e in cue), default=1 << 30)
