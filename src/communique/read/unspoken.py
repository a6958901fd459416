"""Finds whose words are there, and nobody says them.

The model learned verbs of saying; what stands around the verb shows that these are none:

- "Vale has been criticised for ...": who bears a passive is told of; its speaker is behind "by", or nobody is named;
- "Vale, asked if she would go, said ...", "did not respond to questions about whether ...": what was asked by somebody else;
- "did not say whether Kral understood that ...": nothing is said behind "whether";
- "stopped short of calling on Kral to go": what was not asked for;
- "echoed that sentiment", "raising concerns about the meeting", "requested anonymity": a noun that stands for what is not told;
- "the dispute underscored how ...", "what was billed as ...": a thing shows, and a name is given, without a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon import noun_kind
from communique.read.mentions import LocalActor
from communique.read.passives import ADVERB, BE, bears
from communique.read.statements import Draft

_ASKED = re.compile(
    r"(?:\w+ly\s)?(?:asked|questioned|pressed|quizzed)(?:\s(?:about|on|whether|if|why|how|what))?", re.I
)
_VERB_BEHIND = re.compile(
    r"[”\"]?,\s(?:\w+ly\s)?(?:did|could|would|has|had|[a-z]+(?:ed|ing|id|old|ook|aid|ote|ave|ent))\b"
)
_UNANSWERED = re.compile(
    r"\b(?:respond|repl(?:y|ied)|answer|return|address|acknowledge|take|field|comment)\w*\b.*\b"
    r"(?:quer(?:y|ies)|questions?|requests?|inquir(?:y|ies)|enquir(?:y|ies)|calls?|messages?|e-?mails?)\b",
    re.I,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_WHETHER = re.compile(r"\bwhether\s(?:(?:or\snot|the|Mr|Mrs|Ms|Dr)\.?\s)*$")
_SHORT_OF = re.compile(
    r"(?:stop(?:s|ped|ping)?|fell|fall(?:s|ing)?)\s(?:\w+\s)?short\sof\s(?:\w+ly\s)?"
    r"(?:(?:calling|asking|pressing|pushing)\s(?:on|upon|for)|(?:demand|urg|order|request|threaten|promis|pledg|accus|endors|recommend|insist)\w*)\b"
)
_WITHOUT = re.compile(r"\b(?:short\sof|without|instead\sof|rather\sthan)\s(?:\w+ly\s)?$")
_STANDS_FOR = re.compile(
    r"(?:(?:th(?:at|is|e|ose|ese)|such|his|her|their|its|similar|many\sof\s(?:the|those|these)|much\sof\s(?:the|that))\s(?:same\s|\w+(?:’s|'s)\s)?)?"
    r"(?:sentiments?|views?|points?|message|concerns?|fears?|calls?|position|remarks?|comments?|claims?|"
    r"arguments?|warnings?|criticisms?|themes?|complaints?|assessment|statement|accusations?|demands?|words|opinion|thoughts?)"
)
_ECHOES = re.compile(r"\b(?:echo|repeat|reiterat|shar|second|endors|support|back|reinforc|amplif)\w*$", re.I)
_CONCERNS = re.compile(
    r"\brais(?:e|es|ed|ing)\s(?:[a-z]+\s){0,3}(?:concerns?|fears?|doubts?|questions|alarm|worries)\s(?:about|over|with|regarding)$"
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|how|why|what|whether|who|that|if)\b"
    r"|[“\"]"
)
_SHOWS = re.compile(
    r"\b(?:underscor|underlin|highlight|illustrat|exemplif|epitomi[sz]|symboli[sz]|exposed?\b|exposes|laid\sbare)\w*",
    re.I,
)
_NAMED_SO = re.compile(
    rf"{BE}\s{ADVERB}(?:billed|described|called|dubbed|known|termed|touted|labell?ed|advertised|portrayed|cast|seen)(?:\sas)?"
)
_AGENT = re.compile(
    r"\sby\s(?P<who>(?:[\w.’'-]+\s){0,5}?[\w’'-]+)(?=\s(?:to|of|for|over|after|before|with|in|on|as|that|not|who|whether|if|about|why|how)\b|[,;.]\s|[,;.]?$)"
)
_ANONYMOUS = re.compile(
    r"(?:for\s)?anonymity\b|(?:not|never)\sto\sbe\s(?:named|identified|quoted)\b|to\s(?:remain|stay|be)\s(?:anonymous|unnamed)\b|"
    r"(?:that\s)?(?:they|he|she|(?:his|her|their)\snames?)\s(?:not\sbe|be\swithheld|remain)\b"
)
_REQUESTED = re.compile(r"\b(?:request|ask|insist|demand|condition|speak|spoke|grant|want|seek|sought|prefer)\w*", re.I)


def spoken(text: str, found: Sequence[Draft], actors: Sequence[LocalActor]) -> list[Draft]:
    """The finds, silent where nobody says them, and without those a passive tells of as their source."""
    names = [(n.start, n.end) for a in actors for n in a.names]
    return [replace(d, silent=True) if _unspoken(text, d, names) else _without_bearer(text, d) for d in found]


def _without_bearer(text: str, draft: Draft) -> Draft:
    """The find without a source that stands before its passive and is told of."""
    if len(draft.cue) != 1 or not bears(text[slice(*draft.cue[0])]):
        return draft
    behind = tuple(s for s in draft.source if s[0] >= draft.cue[0][1])
    agent = _AGENT.match(text, draft.cue[0][1])
    return replace(draft, source=behind or ((agent.span("who"),) if agent else ()))


def _unspoken(text: str, draft: Draft, names: Sequence[tuple[int, int]]) -> bool:
    if not draft.cue:
        return False
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    return (
        _asked_aside(text, draft)
        or (bool(_UNANSWERED.search(cue)) and bool(re.search(r"\b(?:not|n['’]t|never|declined?|refused?)\b", cue)))
        or bool(_SHORT_OF.search(cue) or _WITHOUT.search(text, max(0, draft.cue[0][0] - 30), draft.cue[0][0]))
        or bool(_WHETHER.search(text, max(0, _begin(draft) - 20), _begin(draft)))
        or _only_a_noun(text, draft, cue)
        or _by_a_thing(text, draft, cue, names)
        or _elsewhere(text, draft)
        or _asks_for_anonymity(text, draft, cue)
    )


def _begin(draft: Draft) -> int:
    return min(s for s, _ in (*draft.source, *draft.cue))


def _asked_aside(text: str, draft: Draft) -> bool:
    """ "Vale, asked if Kral should go, said": an aside behind the subject that its own verb follows."""
    cue, last = draft.cue[0], draft.content[-1][1]
    if len(draft.cue) != 1 or not _ASKED.fullmatch(text, *cue) or draft.content[0][0] < cue[1]:
        return False
    aside = text[: cue[0]].endswith((", ", ", when ", ", once ")) and all(s[1] <= cue[0] for s in draft.source)
    return aside and bool(_VERB_BEHIND.match(text, last))


def _elsewhere(text: str, draft: Draft) -> bool:
    """Whether a headline's words were given to the verb of the paragraph behind it."""
    (start, end), *rest = draft.content
    if rest or not draft.source or end > _begin(draft) or "“" in text[start:end] or '"' in text[start:end]:
        return False
    return bool(_PARAGRAPH.search(text, end, _begin(draft)))


def _asks_for_anonymity(text: str, draft: Draft, cue: str) -> bool:
    first = draft.content[0][0]
    opens = bool(_ANONYMOUS.match(text, first)) or text[draft.cue[-1][1] : first].strip() in (
        "anonymity",
        "on anonymity",
    )
    return opens and bool(_REQUESTED.search(cue))


def _only_a_noun(text: str, draft: Draft, cue: str) -> bool:
    """Whether the content is a noun for what is not told, or a topic without anything said of it."""
    words = " ".join(text[s:e] for s, e in draft.content)
    if _ECHOES.search(cue.removesuffix(" that")) and _STANDS_FOR.fullmatch(words.strip(" .,")):
        return True
    return bool(_CONCERNS.search(cue)) and not _CLAUSE.search(words)


def _by_a_thing(text: str, draft: Draft, cue: str, names: Sequence[tuple[int, int]]) -> bool:
    """ "The dispute underscored ...", "what was billed as ...": something shows what it is, or bears a name."""
    source = " ".join(text[s:e] for s, e in draft.source)
    if _NAMED_SO.match(cue) and (
        source.lower() == "what" or re.search(r"\bwhat\s$", text[: draft.cue[0][0]][-6:], re.I)
    ):
        return True
    if not source or not _SHOWS.search(cue) or any(s < b and a < e for s, e in names for a, b in draft.source):
        return False
    return source.lower() in ("which", "that", "this") or (len(source.split()) > 1 and noun_kind(source) is None)
