"""Pieces of a quotation that the model gave to the wrong cue.

Two speakers in one paragraph are the place where a quotation is most easily given to the wrong person. A piece beyond
somebody else's "Name said" is cut off and, where no find near it has it, becomes a statement of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from communique.read.statements.build import Draft, Spans

NEAR = 8  # finds on either side that may hold the same piece
SHARED = 0.8  # part of a piece that two finds must share
LESS_SURE = 0.7
ADJACENT = 4  # characters between a quotation and the cue that claims it
TURN = 3  # words between two paragraphs' quotations that can turn to somebody else
_OTHER = re.compile(r"(?:[A-Z][\w.’'-]+\s){1,3}[A-Z]?[\w’'-]+")
_FULL_STOP = re.compile(r"[.!?][\"”’)]*\s")
_MARKS = "“\"„«‘'"
_NAME = r"(?:(?:[A-Z][\w’'-]*\.?\s){0,4}[A-Z][\w’'-]+|[Hh]e|[Ss]he)"
_VERB = r"said|says|asked|added|replied|told|wrote|insisted|warned|argued|continued|explained|countered"
_NAME_SAID = re.compile(rf"(?P<source>{_NAME})\s(?P<cue>{_VERB})\b")
_SAID_LAST = re.compile(rf"(?<=[”\"»’])\s(?:{_VERB})\Z")
_SAID_NAME = re.compile(rf"(?P<cue>{_VERB})\s(?P<source>{_NAME})\b")


def regrouped(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts with each piece under one cue, in order of their content."""
    out: list[Draft] = []
    found = [part for draft in found for part in _parted(text, _past_verb(text, draft))]
    for i, draft in enumerate(found):
        cut, lost = _cut_at_other_cue(text, draft)
        out.append(cut)
        near = [p for o in (*found[max(0, i - NEAR) : i], *found[i + 1 : i + 1 + NEAR]) for p in o.content]
        out.extend(d for d in lost if not any(_shares(d.content[0], p) for p in near))
    return sorted(out, key=lambda d: (d.content, d.cue))


def _past_verb(text: str, draft: Draft) -> Draft:
    """The draft without a verb of saying that one of several pieces took along behind its closing mark: "“No,” said … “Yes,”"."""
    if len(draft.content) < 2:
        return draft
    pieces = ((s, _SAID_LAST.sub("", text[s:e])) for s, e in draft.content)
    return replace(draft, content=tuple((s, s + len(words)) for s, words in pieces))


def _parted(text: str, draft: Draft) -> list[Draft]:
    """The draft cut where a new paragraph turns to somebody else, and without a sentence that only stands before it."""
    own = (*draft.cue, *draft.source)
    pieces = list(draft.content)
    if len(pieces) > 1 and draft.cue and text[pieces[-1][0]] in _MARKS and text[pieces[0][0]] not in _MARKS:
        between = text[pieces[0][1] : pieces[-1][0]]
        if _FULL_STOP.search(between) and draft.cue[0][0] >= pieces[-1][1]:
            pieces = [p for p in pieces if text[p[0]] in _MARKS]
    out, kept = [], pieces
    for i, (left, right) in enumerate(pairwise(pieces), 1):
        past = max((e for _, e in own if left[1] < e <= right[0]), default=left[1])
        gap = text[past : right[0]]
        turned = "\n" in gap and len(gap.split()) >= TURN and text[right[0]] in _MARKS
        if turned and draft.cue and draft.cue[0][0] < right[0] and _names_another(text, draft, gap):
            kept = pieces[:i]
            lost = replace(draft.raw, confidence=draft.raw.confidence * LESS_SURE, cue=(), source=())
            out.append(Draft(lost, tuple(pieces[i:]), (), ()))
            break
    return [replace(draft, content=tuple(kept)), *out]


def _names_another(text: str, draft: Draft, gap: str) -> bool:
    """Whether a gap between two quotations opens with a person's name that the draft's source does not hold."""
    name = _OTHER.match(gap.strip(' .,”"’\n'))
    source = " ".join(text[s:e] for s, e in draft.source)
    return bool(name) and not any(word in source for word in name[0].split())  # type: ignore[index]


def _shares(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > SHARED * (a[1] - a[0])


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
        return replace(draft, content=keep), _given(text, draft, lost, found)
    last = draft.content[-1]
    behind_last = _said_behind(text, last[1], own) if len(draft.content) > 1 and draft.cue[0][1] <= last[0] else None
    if behind_last is not None:  # "“Yes,” said Vale. “No,” said Tamm."
        return replace(draft, content=draft.content[:-1]), _given(text, draft, (last,), behind_last)
    return draft, []


def _given(text: str, draft: Draft, lost: Spans, found: re.Match[str]) -> list[Draft]:
    """The pieces as a draft of whoever is found to say them, if they are quoted."""
    raw = replace(draft.raw, confidence=draft.raw.confidence * LESS_SURE)
    other = Draft(raw, lost, (found.span("cue"),), (found.span("source"),))
    return [other] if text[lost[0][0]] in _MARKS else []


def _said_behind(text: str, end: int, own: Spans) -> re.Match[str] | None:
    """Somebody else's "said Name" right behind a closing mark."""
    if text[end - 1 : end] not in ("”", '"', "»", "’"):
        return None
    found = _SAID_NAME.match(text, end + 1)
    return found if found and not any(s < found.end() and found.start() < e for s, e in own) else None


def _foreign_cue(text: str, start: int, end: int, own: Spans) -> re.Match[str] | None:
    for pattern in (_SAID_NAME, _NAME_SAID):
        found = pattern.search(text, start, end)
        near = found and (found.start() - start <= ADJACENT or end - found.end() <= ADJACENT)
        if found and near and not any(s < found.end() and found.start() < e for s, e in own):
            return found
    return None
