"""Borders of contents as a reader would draw them; drawn last, since the screen was trained on the model's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.read.speakers.subjects import sentence_start
from communique.read.statements.build import Draft
from communique.read.wording import alternatives
from communique.record import normalise_spans

Span = tuple[int, int]

_FINITE = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does|did|needs?|seems?|remains?|[a-z]+ed)\s"
)
_LONGEST_FRONT = 160  # characters of a sentence before the aside that says who speaks
_PROVISO = re.compile(r"provid(?:ed|ing)(?:\sthat)?")
_RELATIVE = re.compile(r",\s(?:which|who|whose|where)\b[^,;:.“”\"]*$")
_PREDICATE = re.compile(
    r",\s(?:will|would|shall|should|must|can|could|may|might|is|are|was|were|has|have|had)\s[^;:.!?“”\"\n]{3,160}(?=[.!?](?:\s|$))"
)
_MANNER = re.compile(
    r"(?!only|family|reply|likely|early|july|italy|supply|apply|ally|rely)[a-z]+ly\s(?=(?:that|to|:|[“\"]))", re.I
)
_AS_WHAT = re.compile(r"\s(?:[\w’'-]+\s){0,3}?[\w’'-]+(?=\sand\s|[,.;])")
_ADVERB = re.compile(
    r"(?:[a-z]+ly|however|though|meanwhile|instead|too|also|then|therefore|moreover|nevertheless|nonetheless|furthermore|"
    r"in turn|for (?:his|her|its|their) part|in (?:his|her|its|their) turn|by contrast|in response|in reply)",
    re.I,
)
_TO_WHOM = re.compile(r"to\s(?:[A-Z][\w.’'-]*\s){1,4}(?=to\s[“\"a-z])")
_OPENS_LINE = re.compile(r"(?:^|\n)[^.!?\n]*$")
_REST_OF_HEADLINE = re.compile(
    r"(?:\s(?:[A-Z][\w’'-]*|of|in|for|to|on|the|an?|at|and|with|after|over|from|by))*\s[A-Z][\w’'-]*(?=\s*(?:\n|$))"
)
_DANGLING = re.compile(
    r"(?:,?\s(?:in|for|of|at|by|with|from|on|to|into|between|and|but|or|the|an?|its|their|including|even|than|while|whereas|because))+$"
)
_CONTINUES = re.compile(  # what a content cannot end before: its predicate, the rest of its noun, the particle of its verb
    r"(?:\s(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)\s|['’]s\s|\s(?:out|off|away|down)\s)"
    r"[^;:!?“”\"\n]{2,160}?(?=,\s|[.;:!?](?:\s|$)|\n|$)"
)
_CUT_NOUN = re.compile(r"(?:[Ww]hich|[Ww]hom?|[Tt]hat|[Tt]he|[Ii]t|An?|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?")
_LONGEST_OPENING = 12  # characters
_IF = re.compile(r"\s(?:that\s)?(?P<word>if)\s")
_WOULD = re.compile(r",\s[^,]{0,80}?\b(?:would|will|could|can|should|must|may|might)\b")
_THOSE = re.compile(r"\s(?:that\s)?(?P<word>those|anyone|everyone|people|all)\s")
_WHO = re.compile(r"(?:who|which|that)\b")
_WANTS = re.compile(r"\b(?:want|wants|wanted|wanting|asked|asks|asking)$")
_TO_KNOW = re.compile(r"(?P<cue>to\s(?:know|hear|learn))\s(?:(?:whether|if)\s)?(?=\w)")
_RELATIVE_SOURCE = re.compile(r"(?:who|which|that|what)", re.I)
_CLAUSE_NOUN = re.compile(
    r"(?:\b\w+ing$)|\b(?:said|says|say|told|claims?|assertions?|argument|views?|belief|calls?|demands?|warnings?)$"
)


@cache
def _rejects() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives('rejected.yaml', 'rejects')}$", re.I)


@cache
def _idea() -> re.Pattern[str]:
    """What is rejected, up to where it is told: "as baseless reports that", "the notion that"."""
    return re.compile(
        r"(?P<idea>(?:as\s(?:\w+\s){1,3}?)?(?:(?:the|any|all|an?|those|these|such|earlier|recent|media|press)\s)*(?:[a-z]+\s)??"
        rf"{alternatives('rejected.yaml', 'ideas')})\sthat\s"
    )


def bordered(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The finds with pieces joined that have a blank between them, and none that breaks off behind a preposition.

    "…, she said, provided that …" is one content, and a content does not break off behind a relative clause, before its predicate.
    """
    said = [replace(d, content=_past_relative(text, d.content)) for d in _with_provisos(text, found)]
    said = [_with_office(text, _wants_to_know(text, d)) for d in said]
    said = [_to_line_end(text, _past_manner(text, d)) for d in said]
    said = [_with_opening(text, _continued(text, _without_cut_nouns(text, d))) for d in said]
    said = [_past_idea(text, _with_front(text, d, found)) for d in said]
    return [replace(d, content=tuple(_before_dangling(text, p) for p in _joined(text, d.content))) for d in said]


def _with_provisos(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The finds, with what the model took for speech that was "provided" joined to what the same source said of the rest."""
    provisos = [d for d in found if len(d.cue) == 1 and d.source and _PROVISO.fullmatch(text, *d.cue[0])]
    out, joined = [], set()
    for draft in found:
        own = [p for p in provisos if p.source == draft.source and draft.content[-1][1] <= p.cue[0][0]]
        joined |= {p.content for p in own}
        pieces = [(p.cue[0][0], p.content[-1][1]) for p in own]
        out.append(replace(draft, content=normalise_spans([*draft.content, *pieces])) if pieces else draft)
    return [d for d in out if d.content not in joined]


def _past_relative(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "the window, which is to open in May" + ", will still be shut": on to the end of the sentence."""
    start, end = content[-1]
    if text[start] in '“"‘' or _RELATIVE.search(text, start, end) is None:
        return content
    rest = _PREDICATE.match(text, end)
    return (*content[:-1], (start, rest.end())) if rest else content


def _past_manner(text: str, draft: Draft) -> Draft:
    """ "tweeted" + "tersely to Vale to “come home”": how, and to whom, is no part of what was said."""
    kept = tuple(p for p in draft.content if not _ADVERB.fullmatch(text, *p))
    if kept and len(kept) < len(draft.content):
        return replace(draft, content=kept)
    (start, end), *rest = draft.content
    if not draft.cue or start - draft.cue[-1][1] != 1:
        return draft
    manner = _MANNER.match(text, start, end) or _TO_WHOM.match(text, start, end)
    whom = _TO_WHOM.match(text, manner.end(), end) if manner else None
    begin = whom.end() if whom else manner.end() if manner else start
    return replace(draft, content=((begin, end), *rest))


def _with_office(text: str, draft: Draft) -> Draft:
    """ "congratulated" + "Vale on her election as" + " speaker": as what, to the next verb or the end."""
    start, end = draft.content[-1]
    rest = _AS_WHAT.match(text, end) if text[start:end].endswith(" as") else None
    return replace(draft, content=(*draft.content[:-1], (start, rest.end()))) if rest else draft


def _without_cut_nouns(text: str, draft: Draft) -> Draft:
    """The find without pieces that are an article, a relative or an honorific alone: "which" + "will cost more"."""
    kept = tuple(p for p in _joined(text, draft.content) if not _CUT_NOUN.fullmatch(text, *p))
    return replace(draft, content=kept) if kept and len(kept) < len(draft.content) else draft


def _continued(text: str, draft: Draft) -> Draft:
    """What is told behind its verb, on to the end of the clause where it broke off: "funds for the wall" + " are agreed apart"."""
    start, end = draft.content[-1]
    if not draft.cue or not draft.source or draft.cue[-1][1] > start or draft.source[-1][1] > draft.cue[0][0]:
        return draft
    if (
        text[end - 1] in "”\"’'"
        or text.startswith("to ", start)
        or _RELATIVE_SOURCE.fullmatch(text, *draft.source[-1])
        or _CLAUSE_NOUN.search(text, *draft.cue[-1])
    ):
        return draft
    rest = _CONTINUES.match(text, end)
    return replace(draft, content=(*draft.content[:-1], (start, rest.end()))) if rest else draft


def _with_opening(text: str, draft: Draft) -> Draft:
    """ "said if" + "Varn had called, the bridge would stand", "said those" + "who came should pay": with the word that opens it."""
    start, end = draft.content[0]
    if not draft.cue or not 0 < start - draft.cue[-1][1] <= _LONGEST_OPENING:
        return draft
    between = text[draft.cue[-1][1] : start]
    opening = _IF.fullmatch(between) if _WOULD.search(text, start, end) else None
    opening = opening or (_THOSE.fullmatch(between) if _WHO.match(text, start, end) else None)
    return (
        replace(draft, content=((draft.cue[-1][1] + opening.start("word"), end), *draft.content[1:]))
        if opening
        else draft
    )


def _with_front(text: str, draft: Draft, found: Sequence[Draft]) -> Draft:
    """ "The rest, she said," + "was “noise”": with the words before the aside that says who speaks."""
    if len(draft.cue) != 1 or len(draft.source) != 1:
        return draft
    begin, end = min(draft.source[0][0], draft.cue[0][0]), max(draft.source[0][1], draft.cue[0][1])
    behind = text[end : draft.content[0][0]] == ", " and _FINITE.match(text, draft.content[0][0])
    start = sentence_start(text, begin)
    if not behind or text[begin - 2 : begin] != ", " or not 0 < begin - start <= _LONGEST_FRONT:
        return draft
    front = (start, begin - 2)
    if any(mark in text[slice(*front)] for mark in '“”"') or any(
        s < front[1] and start < e for d in found for s, e in d.cue
    ):
        return draft
    return replace(draft, content=(front, *draft.content))


def _past_idea(text: str, draft: Draft) -> Draft:
    """ "rejected" + "the notion that the state was slow", "dismissed" + "as baseless reports that ...": from what is rejected on."""
    (start, end), *rest = draft.content
    if len(draft.cue) != 1 or start - draft.cue[0][1] != 1 or not _rejects().search(text, *draft.cue[0]):
        return draft
    idea = _idea().match(text, start, end)
    return (
        replace(draft, cue=((draft.cue[0][0], idea.end("idea")),), content=((idea.end(), end), *rest))
        if idea
        else draft
    )


def _wants_to_know(text: str, draft: Draft) -> Draft:
    """ "wanted" + "to know whether the ships would come": what is asked, under the words that ask it."""
    (start, end), *rest = draft.content
    if not draft.cue or start - draft.cue[-1][1] != 1 or not _WANTS.search(text, *draft.cue[-1]):
        return draft
    known = _TO_KNOW.match(text, start, end)
    if known is None:
        return draft
    cue = (*draft.cue[:-1], (draft.cue[-1][0], known.end("cue")))
    return replace(draft, cue=cue, content=((known.end(), end), *rest))


def _to_line_end(text: str, draft: Draft) -> Draft:
    """A headline's words to the end of its line: "Varn Should Cancel Dunmere" + " Summit"."""
    start, end = draft.content[-1]
    if (
        not draft.cue
        or draft.cue[-1][1] > start
        or not _OPENS_LINE.search(text[max(0, draft.cue[0][0] - 80) : draft.cue[0][0]])
    ):
        return draft
    rest = _REST_OF_HEADLINE.match(text, end)
    return replace(draft, content=(*draft.content[:-1], (start, rest.end()))) if rest else draft


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in spans:
        if out and text[out[-1][1] : start] in (" ", " that "):
            start = out.pop()[0]
        out.append((start, end))
    return out


def _before_dangling(text: str, piece: Span) -> Span:
    """A piece without the prepositions and articles at its end whose noun it does not have."""
    start, end = piece
    dangling = _DANGLING.search(text, start, end) if text[end : end + 1] == " " else None
    whole = dangling is not None and " " in text[start : dangling.start()]  # of "one in" nothing would be left to read
    return (start, dangling.start()) if dangling and whole else piece
