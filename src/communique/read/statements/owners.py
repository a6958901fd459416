"""Whose verb it is: sources that the model took from the wrong noun of the sentence.

- "She congratulated the minister on the vote and welcomed the truce": she welcomed it, whom she congratulated did not;
- "The league pushed back on a report claiming ...": the report claims it;
- "..., suggesting that Republicans were stalling": the noun behind "that" is told of;
- "Kral used the same words to attack Vale: “...”": they are Kral's;
- "A group called" + "Harbour Front": with its name;
- "The opposition" + "leader", "Vale's" + "spokesman": with its noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.lexicon import noun_kind
from communique.read.speakers.subjects import sentence_start
from communique.read.statements.build import Draft
from communique.read.wording import alternatives

_AND = re.compile(r",?\s(?:and|but|then)\s(?:(?:also|then|later|further|again|\w+ly)\s)?$")
_STOP = re.compile(r"[.!?;][”\"’')]*\s|\n")
_PAPER = r"(?P<paper>(?:an?|the|this|that|new|several|some|two|media|press)\s(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z-]+))"
_MADE_BY = r"(?:\s(?:by|from|in|of)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s?)+)?"
_NAME = re.compile(r"\s(?:the\s)?[A-Z][\w’'&.-]*(?:\s(?:(?:of|for|the|and|to)\s)*[A-Z][\w’'&.-]*)*")
_NEXT_NOUN = re.compile(r"\s(?P<noun>[a-z][\w-]+)(?=,?\s(?:[a-z]+ed\b|said|says|told|has|had|who|[A-Z]))")
_OBJECT = re.compile(
    r"\b(?:[a-z]+ed|[a-z]+ing|to|on|at|against|about|of|up|for|with|toward|towards)\s(?:(?:[A-Z][\w.’'-]*|his|her|their|the|general|election|opponent|rival|[a-z]+),?\s){0,6}$"
)
_BY = re.compile(
    r"\b(?:by|from|to\squote|quoting|according\sto|words\sof|asked|said|says|told|wrote|adds|added)\s(?:[\w.’'-]+,?\s){0,6}$"
)
LEAST_LEAD = 4  # words before a name that make a sentence of which it is the object
_OWNED = re.compile(
    r"\s(?P<noun>(?:[a-z][\w-]*\s){0,2}?[a-z][\w-]*)(?=,?\s(?:[a-z]+ed\b|said|says|told|has|had|who|[A-Z]))"
)
_LONGEST = 120


@cache
def _objects() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s)?{alternatives('owners.yaml', 'objects')}", re.I)


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives('owners.yaml', 'answered')}\s{_PAPER}{_MADE_BY}\s$")


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(alternatives("owners.yaml", "tells"))


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"^(?:[Aa]n?|[Oo]ne)\s.*\s{alternatives('owners.yaml', 'called')}$")


def owned(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The finds, each with the source that its verb has by the grammar around it."""
    out = []
    for draft in found:
        mended = (
            _of_sentence(text, draft)
            or _of_subject(text, draft, found)
            or _of_paper(text, draft)
            or _told_of(text, draft)
        )
        out.append(mended or _whole(text, draft))
    return out


def _of_sentence(text: str, draft: Draft) -> Draft | None:
    """ "Kral used the same words to attack Vale: “...”": before a colon stands whom it is about; the subject of the sentence speaks."""
    if (
        len(draft.source) != 1
        or not draft.cue
        or text[slice(*draft.cue[0])] != ":"
        or draft.source[0][1] != draft.cue[0][0]
    ):
        return None
    lead = text[sentence_start(text, draft.source[0][0]) : draft.source[0][0]]
    if len(lead.split()) < LEAST_LEAD or not _OBJECT.search(lead) or _BY.search(lead):
        return None
    return replace(draft, source=())


def _of_subject(text: str, draft: Draft, found: Sequence[Draft]) -> Draft | None:
    """The find with the subject of the verb before "and", where its source is that verb's object."""
    if len(draft.cue) != 1 or len(draft.source) != 1 or not _AND.search(text, *_lead(draft)):
        return None
    source, cue = draft.source[0], draft.cue[0]
    for other in found:
        if other is draft or len(other.cue) != 1 or not other.source or other.source[-1][1] > other.cue[0][0]:
            continue
        near = 0 < source[0] - other.cue[0][1] <= 1 and source[1] < cue[0]
        if near and _objects().fullmatch(text, *other.cue[0]) and not _STOP.search(text, other.cue[0][1], cue[0]):
            return replace(draft, source=other.source)
    return None


def _lead(draft: Draft) -> tuple[int, int]:
    return max(0, draft.cue[0][0] - 20), draft.cue[0][0]


def _of_paper(text: str, draft: Draft) -> Draft | None:
    """The find as that of the paper right before its participle, which somebody else answers."""
    if len(draft.cue) != 1 or not _tells().fullmatch(text, *draft.cue[0]):
        return None
    paper = _reported().search(text, max(0, draft.cue[0][0] - _LONGEST), draft.cue[0][0])
    if paper is None or noun_kind(paper["noun"]) != "document" or draft.source == (paper.span("paper"),):
        return None
    return replace(draft, source=(paper.span("paper"),))


def _told_of(text: str, draft: Draft) -> Draft | None:
    """The find without a source that "that" sets apart from its verb: it is what the content tells of."""
    if len(draft.cue) != 1 or len(draft.source) != 1:
        return None
    (start, end), cue = draft.source[0], draft.cue[0]
    first = draft.content[0][0]
    if text[cue[1] : start].strip() != "that" or not 0 <= first - end <= 2:
        return None
    return replace(draft, source=(), content=((start, draft.content[0][1]), *draft.content[1:]))


def _whole(text: str, draft: Draft) -> Draft:
    """The find with its source whole: the name behind "called", the noun behind what only goes with it."""
    if len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    owned_by = _OWNED.match(text, end) if text[start:end].endswith(("'s", "’s")) else None
    if owned_by and noun_kind(owned_by["noun"]) in ("person", "organization", "collective"):
        return replace(draft, source=((start, owned_by.end("noun")),))
    rest = _NAME.match(text, end) if _called().match(text[start:end]) else None
    if rest is None and noun_kind(text[start:end]) in ("organization", "collective"):
        noun = _NEXT_NOUN.match(text, end)
        rest = noun if noun and noun_kind(noun["noun"]) == "person" else None
        return replace(draft, source=((start, noun.end("noun")),)) if rest and noun else draft
    return replace(draft, source=((start, rest.end()),)) if rest else draft
