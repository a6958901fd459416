"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that were added, removed or replaced; spans are offsets into the old and the new text.

    For added words `old_span` is empty (start == end) and stands where they came in; for removed ones `new_span` is.
    """

    kind: Literal["added", "removed", "replaced"]
    old: str
    new: str
    old_span: tuple[int, int]
    new_span: tuple[int, int]


def text_changes(old: str, new: str) -> tuple[TextChange, ...]:
    """The fewest words that have to be added and removed to make `new` of `old`; white space aside.

    The edit script is rapidfuzz's longest common subsequence over words; neighbouring additions and removals are one
    replacement.
    """
    from rapidfuzz.distance import LCSseq

    left, right = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    changes: list[TextChange] = []
    pending: list[int] | None = None  # old first, old last, new first, new last of the change being collected
    for step in LCSseq.opcodes([m[0] for m in left], [m[0] for m in right]):
        if step.tag == "equal":
            if pending:
                changes.append(_change(old, new, left, right, pending))
            pending = None
        elif pending:
            pending[1], pending[3] = step.src_end, step.dest_end
        else:
            pending = [step.src_start, step.src_end, step.dest_start, step.dest_end]
    if pending:
        changes.append(_change(old, new, left, right, pending))
    return tuple(changes)


def _change(old: str, new: str, left: list[re.Match[str]], right: list[re.Match[str]], where: list[int]) -> TextChange:
    old_span, new_span = _span(left, where[0], where[1]), _span(right, where[2], where[3])
    kind: Literal["added", "removed", "replaced"] = "replaced"
    if where[0] == where[1]:
        kind = "added"
    elif where[2] == where[3]:
        kind = "removed"
    return TextChange(kind, old[slice(*old_span)], new[slice(*new_span)], old_span, new_span)


def _span(words: list[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    """Offsets of words[first:last]; an empty span at the end of the word before when there are none."""
    if first < last:
        return words[first].start(), words[last - 1].end()
    place = words[first - 1].end() if first else 0
    return place, place
