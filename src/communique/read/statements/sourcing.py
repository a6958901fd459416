"""Sources that the model left out or cut, read from where they stand.

A quotation without its source is carried over from whoever spoke before, so that what somebody in the crowd shouted becomes the
minister's. Four places show who spoke beyond doubt, and a fifth who did not:

- right behind the verb that follows a quotation: "“Traitors!” shouted one woman";
- right before the verb, at the end of what was told: "Two ships sank, a navy officer, speaking on condition of anonymity, said";
- past a preposition or a possessive, where no phrase ends: "Oksana, 34, who fled with her" + "two children";
- behind a comma that closes a clause: "Kral, who was praised by Vale, said";
- between a verb of telling and what was told stands who was told: "was overheard telling ministers: “...”".

Two sources are half: an article without its noun, and the second of two at the head of a sentence ("Spain and" + "Ana Vale said").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.lexicon import noun_kind, singular
from communique.lexicon.when import MONTHS
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import DAYS
from communique.read.speakers.subjects import sentence_start
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.secondhand import subject_before

_DETERMINER = r"an?|one|another|the|two|three|four|several|some|many|other|his|her|their|its"
_TURN = r"who|whose|which|that|in|at|on|of|from|as|by|for|to|with|near|outside|inside|above|below|behind|when|while|after|before"
_BEHIND = re.compile(
    rf"(?P<cue>[a-z]+)\s(?P<who>(?:{_DETERMINER})\s(?:[\w’'-]+\s){{0,3}}?[\w’'-]+)(?=[.,;:]|\s(?:{_TURN})\b|$)"
)
_NO_SPEAKER = frozenset(
    "day days week weeks month months year years hour hours minute minutes moment time times".split()
)
_BEFORE = re.compile(
    rf",\s(?P<who>(?:{_DETERMINER})\s(?:[\w.’'-]+\s){{0,5}}?(?P<noun>[\w’'-]+)),\s"
    r"(?:speaking|talking|briefing|citing|quoting|requesting|asking|insisting|declining|who|which|on condition)\b[^“”\"]*$"
)
_BY = re.compile(r"\bby\s(?:the\s)?$")
_BORNE_CLAUSE = re.compile(
    r"(?P<who>[A-Z][^,;:“”\".]{1,60}),\swho\s(?:was|were|is|are|(?:has|have|had)\sbeen)\s[^,;:“”\"]{3,80}$"
)
_TELLS = re.compile(r"\b(?:told|tell|tells|telling)$")
_OPEN_END = re.compile(r"\s(?P<last>in|at|on|of|from|as|by|for|to|with|about|his|her|their|its|the|an?)$")
_ARTICLE = re.compile(r"(?:the|an?)", re.I)
_NOUN = re.compile(r"\s(?P<noun>[^,.;:!?“”\"\n]{2,60}?)(?:,\s[^.;:!?“”\"\n]{2,90},)?$")
_AND = re.compile(r"\s(?:and|as\swell\sas|along\swith|together\swith)\s(?:the\s)?")
_THE = re.compile(r"(?:(?:both\s)?the\s|both\s)?", re.I)
_REST = re.compile(r"\s[^.;:!?“”\"\n]{2,60}$")
_TIME = re.compile(rf"\s(?:(?:last|next|early|late|the)\s)?(?:{'|'.join((*DAYS, *MONTHS))})\b[^,]{{0,12}}$")


def sourced(text: str, found: Sequence[Draft], quotes: QuoteIndex, actors: Sequence[LocalActor] = ()) -> list[Draft]:
    """The finds, each with the source that stands beside its cue."""
    names = {n.start: n.end for a in actors for n in a.names}
    beside = (_swallowed(text, _inverted(text, draft, quotes)) for draft in found)
    whole = (_with_first(text, _whole(text, _not_the_told(text, draft)), names) for draft in beside)
    return [_past_agent(text, draft) for draft in whole]


def _inverted(text: str, draft: Draft, quotes: QuoteIndex) -> Draft:
    """The find of a quotation with whoever stands right behind its verb as the source."""
    if len(draft.cue) != 1 or not 0 <= draft.cue[0][0] - draft.content[-1][1] <= 1:
        return draft
    run = quotes.at(draft.content[-1][1] - 1)
    found = _BEHIND.match(text, draft.cue[0][0])
    if run is None or run.end != draft.content[-1][1] or found is None or _NO_SPEAKER & {*found["who"].split()}:
        return draft
    if any(s >= found.end("cue") for s, _ in draft.source):
        return draft
    return replace(draft, cue=(found.span("cue"),), source=(found.span("who"),))


def _swallowed(text: str, draft: Draft) -> Draft:
    """The find without the source that its content ends with."""
    if draft.source or not draft.cue:
        return draft
    start, end = draft.content[-1]
    found = _BEFORE.search(text, start, end) if 0 <= draft.cue[0][0] - end <= 2 else None
    if found is None or noun_kind(singular(found["noun"])) not in ("person", "organization"):
        return draft
    return replace(draft, content=(*draft.content[:-1], (start, found.start())), source=((found.start("who"), end),))


def _not_the_told(text: str, draft: Draft) -> Draft:
    """The find with the subject as its source where the model took whom it was told to: "was heard telling ministers: ..."."""
    if not draft.cue or len(draft.source) != 1 or not _TELLS.search(text[slice(*draft.cue[-1])]):
        return draft
    told = draft.source[0]
    if not 0 < told[0] - draft.cue[-1][1] <= 1 or draft.content[0][0] < told[1]:
        return draft
    subject = subject_before(text, sentence_start(text, draft.cue[0][0]), draft.cue[0][0])
    return replace(draft, source=(subject,)) if subject else draft


def _past_agent(text: str, draft: Draft) -> Draft:
    """ "Kral, who was praised by Vale, said": Kral, and not who stands last in the clause about him."""
    if not draft.cue or len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    beside = (end < draft.cue[0][0] and text[end : draft.cue[0][0]].strip() == ",") or text[end - 1] == ","
    if not beside or not _BY.search(text, max(0, start - 12), start):
        return draft
    whole = _BORNE_CLAUSE.search(text, sentence_start(text, start), start)
    return replace(draft, source=(whole.span("who"),)) if whole else draft


def _whole(text: str, draft: Draft) -> Draft:
    """The find with a source that does not break off; a time behind a preposition is no part of it."""
    if not draft.source or not draft.cue or draft.source[-1][1] >= draft.cue[0][0]:
        return draft
    start, end = draft.source[-1]
    if _ARTICLE.fullmatch(text, start, end):
        noun = _NOUN.match(text[: draft.cue[0][0]].rstrip(), end)
        return replace(draft, source=(*draft.source[:-1], (start, noun.end("noun")))) if noun else draft
    cut = _OPEN_END.search(text, start, end)
    rest = text[end : draft.cue[0][0]].rstrip()
    if cut is None or not _REST.match(rest):
        return draft
    end = cut.start() if _TIME.match(rest) else end + len(rest)
    return replace(draft, source=(*draft.source[:-1], (start, end)))


def _with_first(text: str, draft: Draft, names: Mapping[int, int]) -> Draft:
    """The find with both of two sources that open its sentence, of which the model took the second."""
    if (
        len(draft.source) != 1
        or not draft.cue
        or draft.source[0][0] > draft.cue[0][0]
        or draft.source[0][0] not in names
    ):
        return draft
    start, end = draft.source[0]
    begin = sentence_start(text, start)
    opening = _THE.match(text, begin, start)
    first = opening.end() if opening else begin
    return replace(draft, source=((first, end),)) if _AND.fullmatch(text, names.get(first, start), start) else draft
