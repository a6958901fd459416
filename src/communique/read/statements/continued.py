"""A quotation that goes on behind what its speaker does: "“This,” said Vale, pointing at the map, “is ours.”"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex
from communique.record import normalise_spans

_SAYING = "saying|adding|noting|insisting|telling|warning|asking|calling|arguing|declaring"
_DEED = re.compile(rf",?\s(?!{_SAYING})[a-z]+ing\s[^.;:!?“”\"\n]{{1,90}},\s(?=[“\"][a-z])")
_SPEAKS = re.compile(r"(?:say|said|add|note|noting|insist|warn|tell|told|ask|call|argu|declar)")


def continued(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> list[Draft]:
    """The finds, with the second half of such quotations; a deed between the halves is no find of its own."""
    ends = {run.start: run.end for run in quotes.runs if run.closed}
    rests = {i: rest for i, d in enumerate(found) if (rest := _rest(text, d, ends)) is not None}
    out = []
    for i, draft in enumerate(found):
        if i in rests:
            out.append(replace(draft, content=normalise_spans([*draft.content, rests[i]])))
        elif not _claims(draft, rests.values()) or (draft.cue and _SPEAKS.match(text, draft.cue[0][0])):
            out.append(draft)
    return sorted(out, key=lambda d: (d.content, d.cue))


def _claims(draft: Draft, halves: Iterable[tuple[int, int]]) -> bool:
    return any(s < b and a < e for a, b in halves for s, e in draft.content)


def _rest(text: str, draft: Draft, ends: dict[int, int]) -> tuple[int, int] | None:
    """The quotation in small letters that goes on with a find's own one, in the same sentence; None if there is none."""
    if len(draft.cue) != 1 or len(draft.source) != 1:
        return None
    first, past = draft.content[-1][1], max(draft.cue[0][1], draft.source[0][1])
    if min(draft.cue[0][0], draft.source[0][0]) - first not in (0, 1) or text[first - 2 : first - 1] != ",":
        return None
    deed = _DEED.match(text, past)
    return (deed.end(), ends[deed.end()]) if deed and deed.end() in ends else None
