"""Pieces of a quotation that the model gave to the wrong cue: shared ones go to the nearest, foreign ones to their own.

Two speakers in one paragraph are the place where a quotation is most easily given to the wrong person. A piece that
another find also holds, nearer to its cue, is taken away; a piece beyond somebody else's "Name said" is cut off and,
where no find has it, becomes a statement of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from communique.read.statements import Draft, Spans

SHARED = 0.8  # part of a piece that two finds must share
LESS_SURE = 0.7
ADJACENT = 4  # characters between a quotation and the cue that claims it
_MARKS = "“\"„«‘'"
_NAME = r"(?:(?:[A-Z][\w’'-]*\.?\s){0,4}[A-Z][\w’'-]+|[Hh]e|[Ss]he)"
_VERB = r"said|says|asked|added|replied|told|wrote|insisted|warned|argued|continued|explained|countered"
_NAME_SAID = re.compile(rf"(?P<source>{_NAME})\s(?P<cue>{_VERB})\b")
_SAID_NAME = re.compile(rf"(?P<cue>{_VERB})\s(?P<source>{_NAME})\b")


def regrouped(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts with each piece under one cue, in order of their content."""
    out: list[Draft] = []
    for draft in found:
        cut, lost = _cut_at_other_cue(text, draft)
        out.append(cut)
        out.extend(
            d for d in lost if not any(_shares(d.content[0], p) for o in found if o is not draft for p in o.content)
        )
    return sorted((_without_shared(text, d, out) for d in out), key=lambda d: (d.content, d.cue))


def _distance(piece: tuple[int, int], cue: Spans) -> int:
    return min((max(s - piece[1], piece[0] - e, 0) for s, e in cue), default=1 << 30)


def _shares(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > SHARED * (a[1] - a[0])


def _without_shared(text: str, draft: Draft, found: Sequence[Draft]) -> Draft:
    if len(draft.content) < 2:
        return draft
    kept = tuple(
        p
        for p in draft.content
        if not any(
            o is not draft and _distance(p, o.cue) < _distance(p, draft.cue) and any(_shares(p, q) for q in o.content)
            for o in found
        )
        or text[p[0]] not in _MARKS
    )
    return replace(draft, content=kept) if kept and kept != draft.content else draft


def _cut_at_other_cue(text: str, draft: Draft) -> tuple[Draft, list[Draft]]:
    """The draft without the pieces beyond somebody else's "Name said", and a draft for those, if quoted."""
    if not draft.cue:
        return draft, []
    own = (*draft.cue, *draft.source)
    for left, right in pairwise(draft.content):
        found = _foreign_cue(text, left[1], right[0], own)
        if found is None:
            continue
        behind = draft.cue[0][0] >= right[0]
        keep = tuple(p for p in draft.content if (p[0] >= right[0]) == behind)
        lost = tuple(p for p in draft.content if p not in keep)
        other = Draft(
            replace(draft.raw, confidence=draft.raw.confidence * LESS_SURE),
            lost,
            (found.span("cue"),),
            (found.span("source"),),
        )
        return replace(draft, content=keep), [other] if text[lost[0][0]] in _MARKS else []
    return draft, []


def _foreign_cue(text: str, start: int, end: int, own: Spans) -> re.Match[str] | None:
    for pattern in (_SAID_NAME, _NAME_SAID):
        found = pattern.search(text, start, end)
        near = found and (found.start() - start <= ADJACENT or end - found.end() <= ADJACENT)
        if found and near and not any(s < found.end() and found.start() < e for s, e in own):
            return found
    return None
