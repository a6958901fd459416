"""Finds whose pieces do not hang together, and finds that are nobody's words.

A quotation that was spliced from two places, or given to whoever was asked rather than to who answered, is the worst thing that
a record of speech can print. What layout and grammar show to be wrong is mended here, and where nothing is left, dropped:

- two labelled lines in a row ("Minister Vale: “...”", "President Kral: “...”") are two statements;
- pieces in another paragraph than the cue belong to the find only if they are whole quotations;
- "Asked whether he would go, Vale said ..." tells a question put to Vale, not his words;
- the first word of the next quotation, which another find has whole, is no part of this one;
- a sentence of the author's beside a quotation is no part of it;
- "she did not call it a defeat" and "he said nothing about it" tell what was not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex
from communique.read.wording import ASKED
from communique.record import normalise_spans

Span = tuple[int, int]

LESS_SURE = 0.8
_PARAGRAPH = re.compile(r"\n\s*\n")
_LABEL = re.compile(r"\n[ \t]*(?P<source>(?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,5})(?P<cue>:)\s+$")
_PASSIVE = re.compile(
    r"(?:(?:^|[.!?][”\"’)]*\s|\n\s*)(?:But|And|Yet|Still|Later|Then|Also|Even|Only)\s|^|[.!?]\s|\n\s*|[“\"]\s|"
    r"\b(?:when|once|if|was|were|been|being|after being)\s)$",
    re.I,
)
_ANSWERED = re.compile(r"\b(?P<cue>said|says|replied|answered|responded|told\s\w+)\s(?:when|once)\s$")
_NAMING = re.compile(
    r"\b(?:did|does|do|has|have|had|would|will|could|never)\s?(?:not|n['’]t)?\s?(?:quite |once |ever )?"
    r"(?:call|called|describe|described|term|termed|label|labelled|labeled|brand|branded|dub|dubbed)\b",
    re.I,
)
_SENTENCE_MARK = re.compile(r"[.!?,][”\"’']+$")
_STOP = re.compile(r"[a-z\d][.!?:][”\"’')]*\s")
_NOTHING = re.compile(r"(?:nothing|little)(?:\s(?:more|else|further))?(?:\s(?:about|on|beyond)\b|$)")
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.I)


def mended(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> list[Draft]:
    """The finds, each in one piece and each somebody's words, in order of their content."""
    found = _whole_runs(text, found, quotes)
    asked = [piece for draft in found if _was_asked(text, draft, found) for piece in draft.content]
    out = [
        part
        for draft in (_without(d, asked) for d in found if not _was_asked(text, d, found))
        if not _unsaid(text, draft)
        for labelled in _by_label(text, _answered(text, draft, quotes))
        for part in (
            _in_one_place(text, _without_openings(_quoted(text, labelled, quotes), found, quotes), found, quotes),
        )
    ]
    return sorted(out, key=lambda d: (d.content, d.cue))


def _whole_runs(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> list[Draft]:
    """The finds, each that has but a part of the quotation right before its speaker with all of it.

    "“It turns out,” ..." without a source beside "..., even so,” Vale declared" with half of the words: one quotation, Vale's.
    """
    whole = {i: run for i, d in enumerate(found) if (run := _half_quoted(text, d, quotes)) is not None}
    kept = []
    for i, draft in enumerate(found):
        if i in whole:
            run = whole[i]
            rest = tuple(p for p in draft.content if p[1] <= run[0] or run[1] <= p[0])
            kept.append(replace(draft, content=normalise_spans([run, *rest])))
        elif draft.cue or not any(s <= a and b <= e for s, e in whole.values() for a, b in draft.content[:1]):
            kept.append(draft)
    return kept


def _half_quoted(text: str, draft: Draft, quotes: QuoteIndex) -> Span | None:
    """The quotation that ends right before a find's source and verb, if the find begins in the middle of one of its sentences."""
    if len(draft.cue) != 1 or len(draft.source) != 1 or not text[draft.cue[0][0]].isalpha():
        return None
    begin = min(draft.cue[0][0], draft.source[0][0])
    run = quotes.at(begin - 2)
    if run is None or not run.closed or run.end != begin - 1 or text[run.end - 2] not in ",?!":
        return None
    parts = [p for p in draft.content if run.start <= p[0] and p[1] <= run.end]
    amid = bool(parts) and parts[0][0] > run.start + 1 and _STOP.search(text, run.start, parts[0][0] + 1) is None
    return (run.start, run.end) if amid else None


def _without(draft: Draft, asked: Sequence[Span]) -> Draft:
    """The find without pieces of what somebody was asked."""
    kept = tuple(p for p in draft.content if not any(s <= p[0] and p[1] <= e for s, e in asked))
    return replace(draft, content=kept or draft.content)


def _by_label(text: str, draft: Draft) -> Iterator[Draft]:
    """The find, cut where a line with a name and a colon opens a quotation."""
    kept = draft.content
    for n, (left, right) in enumerate(pairwise(draft.content), 1):
        label = _LABEL.search(text, left[1], right[0])
        if label is None or any(s <= label.start("source") < e for s, e in draft.source):
            continue
        kept = draft.content[:n]
        raw = replace(draft.raw, confidence=draft.raw.confidence * LESS_SURE)
        yield from _by_label(text, Draft(raw, draft.content[n:], (label.span("cue"),), (label.span("source"),)))
        break
    yield replace(draft, content=kept)


def _in_one_place(text: str, draft: Draft, found: Sequence[Draft], quotes: QuoteIndex) -> Draft:
    """The find without pieces of other paragraphs than its cue's that are no quotations.

    A quotation that was cut is whole again, or left to the find that has the rest of it.
    """
    if len(draft.content) < 2 or not draft.cue:
        return draft
    start, end = draft.cue[0][0], draft.cue[-1][1]
    here = [p for p in draft.content if not _PARAGRAPH.search(text, min(p[1], end), max(p[0], start))]
    if not here:
        return draft
    kept = [p if p in here else _whole(p, draft, found, quotes) for p in draft.content]
    return replace(draft, content=normalise_spans([p for p in kept if p]))


def _quoted(text: str, draft: Draft, quotes: QuoteIndex) -> Draft:
    """The find without what is told in another sentence than its cue and the whole quotations that it has."""
    whole = [p for p in draft.content if (run := quotes.at(p[0])) and (run.start, run.end) == p and _ends(text, p)]
    if not whole or len(whole) == len(draft.content):
        return draft
    beside = [*whole, *draft.cue]
    kept = [p for p in draft.content if p in whole or quotes.over(*p) or not _told_apart(text, p, beside)]
    return replace(draft, content=tuple(kept))


def _ends(text: str, piece: Span) -> bool:
    return bool(_SENTENCE_MARK.search(text, *piece))


def _told_apart(text: str, piece: Span, beside: Sequence[Span]) -> bool:
    """Whether a stop or a colon lies between a piece and each of the quotations, and the cue."""
    gaps = (text[max(0, min(piece[1], q[1]) - 1) : max(piece[0], q[0])] for q in beside)
    return all(_STOP.search(gap) for gap in gaps)


def _without_openings(draft: Draft, found: Sequence[Draft], quotes: QuoteIndex) -> Draft:
    """The find without the first words of a quotation that another find has whole."""
    kept = tuple(p for p in draft.content if not _opens_another(p, draft, found, quotes))
    return replace(draft, content=kept or draft.content)


def _opens_another(piece: Span, draft: Draft, found: Sequence[Draft], quotes: QuoteIndex) -> bool:
    run = quotes.at(piece[0])
    if run is None or run.start != piece[0] or piece[1] >= run.end - 1:
        return False
    return any(s <= piece[0] and piece[1] < e for d in found if d.cue != draft.cue for s, e in d.content)


def _whole(piece: Span, draft: Draft, found: Sequence[Draft], quotes: QuoteIndex) -> Span | None:
    """A piece that opens a quotation, up to its closing mark; None if it opens none, or another find has the rest."""
    first, last = quotes.at(piece[0]), quotes.at(piece[1] - 1)
    if first is None or first.start != piece[0] or last is None:
        return None
    if last.end <= piece[1] + 1:
        return piece
    others = (p for d in found if d is not draft for p in d.content)
    held = any(s < last.end and piece[1] < e for s, e in others)
    return None if held else (piece[0], last.end)


def _was_asked(text: str, draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether the content is what the source was asked: "Asked whether ..., Vale told reporters"; who asked is not told."""
    if len(draft.cue) != 1 or not ASKED.fullmatch(text[slice(*draft.cue[0])]):
        return False
    cue, last = draft.cue[0], draft.content[-1][1]
    if text[cue[0]].isupper() and draft.content[0][0] >= cue[1]:
        return True  # "Asked about the treaty, she said ...": a sentence that opens with the verb has no asker
    if not _PASSIVE.search(text[max(0, cue[0] - 14) : cue[0]]) and cue[0] > 0:
        return False
    if not draft.source:
        return draft.content[0][0] >= cue[1] and any(
            0 < s - last <= 2 and d.cue for d in found for s, _ in d.source[:1]
        )
    behind = draft.source[0][0] >= last and text[last : draft.source[0][0]].strip() in (",", "?”,", "?,", ",”")
    return behind and draft.content[0][0] >= cue[1]


def _answered(text: str, draft: Draft, quotes: QuoteIndex) -> Draft:
    """ "...," Vale said when asked about a treaty, "..." with the verb that carries the answer, and the quoted words alone."""
    if len(draft.cue) != 1 or not ASKED.fullmatch(text[slice(*draft.cue[0])]):
        return draft
    begin = max(0, draft.cue[0][0] - 30)
    verb = _ANSWERED.search(text, begin, draft.cue[0][0])
    if verb is None:
        return draft
    runs = [r for s, e in draft.content for r in quotes.over(s, e) if r.closed]
    before = quotes.at(draft.source[0][0] - 2) if draft.source else None
    if before and before.closed and draft.source[0][0] - before.end <= 1:
        runs.insert(0, before)
    if not runs:
        return draft
    return replace(draft, content=tuple(dict.fromkeys((r.start, r.end) for r in runs)), cue=(verb.span("cue"),))


def _unsaid(text: str, draft: Draft) -> bool:
    """Whether the content is nothing at all, or a name that the source is said not to have given."""
    if _NOTHING.match(text, *draft.content[0]):
        return True
    if len(draft.cue) != 1 or not draft.source:
        return False
    start = draft.source[0][1] if draft.source[0][1] <= draft.cue[0][0] else draft.cue[0][0]
    words = text[start : draft.cue[0][1]]
    return len(words) < 40 and bool(_NOT.search(words) and _NAMING.search(words))
