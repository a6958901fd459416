"""Contents that run on into the next statement of their sentence.

What follows a semicolon, or "and" with a verb of its own, is told beside a statement and not inside it:

- "She noted that convoys had been stopped" + "and urged all sides to let them pass": two statements of hers;
- "The firm says it will take three years" + "; its critics believe one is closer to the truth": two speakers;
- "Vale said the talks would go on" + ", while Kral insisted they were over": the same.

And what is told around another statement has it whole: "He said" + "the canal had won him the vote" for whoever says so of him.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from communique.read.acts.lexicon import cue_phrases
from communique.read.acts.tokens import tokenize
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex
from communique.record import normalise_spans

Span = tuple[int, int]

_AND = re.compile(r",?\s(?:and|but|then)\s(?:(?:also|then|later|even|further|again|\w+ly)\s)?$")
_BESIDE = re.compile(r";\s(?:(?:and|but|while)\s)?(?:[^\s,;]+\s){0,2}$|,\s(?:while|whereas)\s(?:the\s)?$")
_SPEECH = frozenset(("demand", "warn", "praise", "accuse", "offer", "commit", "deny"))
_SOMEBODY = re.compile(r"[“\"]?(?:he|she|they|i|we|you|who|(?:mr|mrs|ms|dr)\.?)\b", re.I)
_THAT = 7  # characters between a verb and what it tells
_STOP = re.compile(r"[.!?][”\"’')]*\s")
_COLON = re.compile(r":\s$")
_NEAR = 40  # characters between a quotation and the verb that follows it, with whoever speaks
LEAST_LEFT = 2  # words that a content must keep


def parted(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> list[Draft]:
    """The finds, each up to where another one of its sentence begins beside it."""
    kept = [_past_colon(text, _without_theirs(text, d, found), quotes) for d in found]
    return [_around(_up_to(text, d, _borders(text, d, kept, quotes)), kept) for d in kept]


def _without_theirs(text: str, draft: Draft, found: Sequence[Draft]) -> Draft:
    """The find without words of a sentence before, which another find tells whole."""
    pieces = draft.content
    for i, (left, right) in enumerate(pairwise(draft.content), 1):
        if _STOP.search(text, left[1], right[0]) and any(
            d is not draft and d.cue != draft.cue and s <= left[0] and left[1] <= e and e <= right[0]
            for d in found
            for s, e in d.content
        ):
            pieces = draft.content[i:]
    return replace(draft, content=pieces) if draft.cue and draft.cue[0][0] > draft.content[0][1] else draft


def _past_colon(text: str, draft: Draft, quotes: QuoteIndex) -> Draft:
    """ "Vale vowed one change: “I will not come back,” she said": she said what is quoted; the author leads up to it."""
    if len(draft.cue) != 1 or len(draft.content) != 1 or not 0 < draft.cue[0][0] - draft.content[0][1] <= _NEAR:
        return draft
    start, end = draft.content[0]
    run = quotes.at(end - 1)
    if (
        run is None
        or not run.closed
        or run.end != end
        or run.start <= start
        or not _COLON.search(text, start, run.start)
    ):
        return draft
    return replace(draft, content=((run.start, run.end),))


def _around(draft: Draft, found: Sequence[Draft]) -> Draft:
    """ "He said the canal had won him the vote, an aide said": what the aide said is all of it, and not "He said"."""
    for other in found:
        if other is draft or len(other.source) != 1 or len(other.cue) != 1 or not draft.cue:
            continue
        whole, last = (other.source[0][0], other.cue[0][1]), other.content[-1][1]
        if whole in draft.content and last <= draft.cue[0][0] and 0 < other.content[0][0] - whole[1] <= _THAT:
            return replace(draft, content=normalise_spans([*draft.content, (whole[0], last)]))
    return draft


def _borders(text: str, draft: Draft, found: Sequence[Draft], quotes: QuoteIndex) -> list[int]:
    """Where other finds begin beside this one, inside what was taken for its content."""
    out = []
    for other in found:
        if other is draft or len(other.cue) != 1 or not draft.cue or other.cue[0][0] < draft.cue[-1][1]:
            continue
        own = other.source == draft.source and bool(other.source) and other.source[-1][1] <= draft.cue[0][0]
        begin = other.cue[0][0] if own else min(s for s, _ in (*other.source, *other.cue))
        piece = next(((s, e) for s, e in draft.content if s < begin < e), None)
        if piece is None or other.content[-1][1] > piece[1] + 1 or quotes.at(begin) is not None:
            continue
        border = (_AND if own else _BESIDE).search(text, piece[0], begin)
        beside = _own_verb(text, draft, other) if own else bool(other.source) and begin == other.source[0][0]
        if border and beside:
            out.append(border.start())
    return out


def _own_verb(text: str, draft: Draft, other: Draft) -> bool:
    """Whether a verb behind "and" is the speaker's and not that of whoever the content is about: "he lied and refused to go"."""
    acts = {act for _, _, act in cue_phrases().find(tokenize(text[slice(*other.cue[0])]))}
    return bool(acts & _SPEECH) and not _SOMEBODY.match(text, *draft.content[0])


def _up_to(text: str, draft: Draft, borders: Sequence[int]) -> Draft:
    if not borders:
        return draft
    end = min(borders)
    kept = tuple((s, min(e, end)) for s, e in draft.content if s < end)
    enough = kept and sum(len(text[s:e].split()) for s, e in kept) >= LEAST_LEFT
    return replace(draft, content=kept) if enough else draft
