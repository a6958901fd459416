"""Finds whose words are there, and nobody says them.

The model learned verbs of saying; what stands around the verb shows that these are none:

- "Vale has been criticised for ...": who bears a passive is told of; its speaker is behind "by", or nobody is named;
- "Vale, asked if she would go, said ...", "left questions about ... unanswered": what was asked by somebody else;
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
from communique.read.naming.mentions import LocalActor
from communique.read.statements.build import Draft
from communique.read.statements.passives import ADVERB, BE, bears
from communique.read.wording import ASKED, alternatives


def _any(kind: str) -> str:
    return alternatives("unspoken.yaml", kind)


_BEFORE_ASIDE = re.compile(r", (?:when |once )?$")
_VERB_BEHIND = re.compile(
    r"[”\"]?,\s(?:\w+ly\s)?(?:did|could|would|has|had|[a-z]+(?:ed|ing|id|old|ook|aid|ote|ave|ent))\b"
)
_UNANSWERED = re.compile(rf"\b{_any('answering')}\w*\b.*\b{_any('queries')}\b", re.I)
_REFUSED = re.compile(r"\b(?:not|n['’]t|never|declined?|refused?)\b")
_PARAGRAPH = re.compile(r"\n\s*\n")
_WHETHER = re.compile(r"\bwhether\s(?:(?:or\snot|the|Mr|Mrs|Ms|Dr)\.?\s)*$")
_SHORT_OF = re.compile(
    r"(?:stop(?:s|ped|ping)?|fell|fall(?:s|ing)?)\s(?:\w+\s)?short\sof\s(?:\w+ly\s)?"
    rf"(?:{_any('short_of_on')}\s(?:on|upon|for)|{_any('short_of')}\w*)\b"
)
_WITHOUT = re.compile(r"\b(?:short\sof|without|instead\sof|rather\sthan)\s(?:\w+ly\s)?$")
_STANDS_FOR = re.compile(
    r"(?:(?:th(?:at|is|e|ose|ese)|such|his|her|their|its|similar|many\sof\s(?:the|those|these)|much\sof\s(?:the|that))\s"
    rf"(?:same\s|\w+(?:’s|'s)\s)?)?{_any('stands_for')}"
)
_ONLY_THAT = re.compile(
    r"(?:just|exactly|only|precisely)(?:\s(?:that|so|this|as\smuch))?|as\smuch|the\ssame(?:\sthing)?|otherwise|likewise",
    re.I,
)
_ECHOES = re.compile(rf"\b{_any('echoes')}\w*$", re.I)
_CONCERNS = re.compile(rf"\brais(?:e|es|ed|ing)\s(?:[a-z]+\s){{0,3}}{_any('concerns')}\s(?:about|over|with|regarding)$")
_CLAUSE = re.compile(rf"\b{_any('clause')}\b|[“\"]")
_SHOWS = re.compile(rf"\b{_any('shows')}\w*", re.I)
_NAMED_SO = re.compile(rf"{BE}\s{ADVERB}{_any('named_so')}(?:\sas)?")
_WHAT = re.compile(r"\bwhat\s$", re.I)
_AGENT = re.compile(
    r"\sby\s(?P<who>(?:[\w.’'-]+\s){0,5}?[\w’'-]+)(?=\s(?:to|of|for|over|after|before|with|in|on|as|that|not|who|whether|if|about|why|how)\b|[,;.]\s|[,;.]?$)"
)
_AGENT_LAST = re.compile(
    r"\sby\s(?P<who>(?:(?:[Tt]he|an?|his|her|its|their|one|two|several|many|some)\s[^,;:.“”\"]{2,60}|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,5}))$"
)
_ANONYMOUS = re.compile(
    r"(?:for\s)?anonymity\b|(?:not|never)\sto\sbe\s(?:named|identified|quoted)\b|to\s(?:remain|stay|be)\s(?:anonymous|unnamed)\b|"
    r"(?:that\s)?(?:they|he|she|(?:his|her|their)\snames?)\s(?:not\sbe|be\swithheld|remain)\b"
)
_REQUESTED = re.compile(rf"\b{_any('anonymity')}\w*", re.I)
_SILENT = re.compile(rf"(?:\w+\s){{0,2}}?{_any('silent')}\w*", re.I)
_SILENT_ABOUT = re.compile(rf"(?:to\s)?(?:\w+ly\s)?{_any('silent_about')}\b(?!.*[“\"])", re.I | re.S)
_PASSES_ON = re.compile(_any("passing_on"), re.I)
_AS_SAYING = re.compile(r"\sas\s\w+ing\b|\sthat\s")
_NAME = re.compile(r"(?:the\s)?[A-Z][\w.’'-]*(?:\s(?:of|for|and|the|[A-Z][\w.’'-]*))*")
_DETERMINED = re.compile(r"(?:an?|the|its|his|her|their|one|two|three|several|some|unnamed|unidentified|anonymous)\s")
_QUESTION = re.compile(rf"{_any('question_opens')}\s(?:\w+\s){{0,2}}?{_any('question_verbs')}$", re.I)
_RAISING = re.compile(
    rf"(?:{BE}\s{ADVERB}|(?:is|was|are|were)\s{ADVERB}){_any('raising')}|(?:\w+ly\s)?{_any('seeming')}", re.I
)
_EXPECTED = re.compile(rf"{BE}\s{ADVERB}(?:expected|believed|thought|understood|rumou?red|feared|said|alleged)")
_PAPER = re.compile(rf"\b{_any('papers')}\b", re.I)
_HOLDS = re.compile(rf"(?:\w+\s){{0,2}}{_any('holds')}", re.I)
_DECLARES = re.compile(r"(?:\w+\s){0,2}(?:declare|declares|declared|declaring|proclaimed|proclaims)")
_DECLARED = re.compile(rf"(?:an?|the|his|her|its|their)?\s?(?:[\w’'-]+\s){{0,3}}{_any('declared')}\b", re.I)
_RECALLS = re.compile(r"(?:\w+\s){0,2}recall(?:s|ed|ing)?")
_CALLED_BACK = re.compile(
    rf"(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){{0,4}}?{_any('called_back')}\b(?!\s{_any('clause')}\b)", re.I
)
_EVADES = re.compile(rf"\b{_any('evading')}\b", re.I)
_UNDONE = re.compile(rf"\b(?:never|not|n['’]t)\s(?:\w+ly\s|yet\s|once\s|ever\s)?{_any('undone')}\b", re.I)
_MAY = re.compile(
    r"\b(?:could|might|may|would\s(?:most\s|very\s|quite\s)?(?:likely|probably|presumably))\s(?:\w+ly\s)?[a-z]+$"
)
_WILL = re.compile(rf"will\s(?:\w+\s)?{_any('to_come')}(?:\son)?", re.I)
_TO_SAY = re.compile(r"to\s[a-z]+", re.I)
_CONCERNED = re.compile(r"(?:also\s)?concern(?:s|ed)", re.I)
_LEFT_OPEN = re.compile(
    r"\b(?:left|leave|leaves|leaving)\s(?:it\s)?(?:open|unclear|unsaid|unanswered|unresolved)\b", re.I
)
_KNOWN_FOR = re.compile(rf"{BE}\s{ADVERB}(?:best\s|well\s|better\s)?known\s(?:for|as)")
_OUTCRY = re.compile(rf"(?:\w+\s){{0,2}}?{_any('outcry')}(?:\s(?:over|about|of|for|at|surrounding))?", re.I)
_QUARRELS = re.compile(rf"(?:\w+\s){{0,2}}?{_any('quarrels')}(?:\s(?:over|about|on))?", re.I)
_NOT_SAYING = re.compile(rf"\b(?:not|n['’]t|never|cannot)\s(?:\w+ly\s|yet\s|immediately\s)?{_any('not_saying')}$", re.I)
_QUESTIONED = re.compile(rf"\s?{_any('questions')}\b")
_DO_NOT = re.compile(r"(?:do\snot|don['’]t)\s[a-z]+", re.I)
_CLAUSE_OPENS = re.compile(r"(?:^|[,.;:—–]\s(?:but\s|so\s|and\s|just\s)?|\n)$")
_NOT_DONE_AND = re.compile(r"\b(?:[Rr]ather\sthan|[Ii]nstead\sof|[Ww]ithout)\s[^,.;:“”\"]{3,80}\s(?:and|or)\s$")
_LITTLE = re.compile(r"\b(?:say|says|said|saying|told|tell)\s(?:\w+\s)?(?:little|nothing)\b")
_ASKS = re.compile(r"[^.!?“”\"\n]{0,120}\?")


_POSSESSIVE = 3  # characters between whose it is and a noun: "his criticism", "Vale's criticism"


def spoken(text: str, found: Sequence[Draft], actors: Sequence[LocalActor]) -> list[Draft]:
    """The finds, silent where nobody says them, and without those a passive tells of as their source."""
    names = [(n.start, n.end) for a in actors for n in a.names]
    return [replace(d, silent=True) if _unspoken(text, d, names) else _without_bearer(text, d) for d in found]


def _without_bearer(text: str, draft: Draft) -> Draft:
    """The find without a source that stands before its passive and is told of."""
    if (
        len(draft.cue) == 1
        and _EXPECTED.fullmatch(text, *draft.cue[0])
        and draft.source
        and draft.source[0][0] < draft.cue[0][0]
    ):
        return replace(draft, source=())  # "Vale is expected to go": others expect it of her
    if len(draft.cue) != 1 or not bears(text[slice(*draft.cue[0])]):
        return draft
    behind = tuple(s for s in draft.source if s[0] >= draft.cue[0][1])
    agent = _AGENT.match(text, draft.cue[0][1])
    if not behind and agent is None:
        return _agent_at_end(text, draft)
    return replace(draft, source=behind or ((agent.span("who"),) if agent else ()))


def _agent_at_end(text: str, draft: Draft) -> Draft:
    """ "Vale was praised as a hero by Oke": who does it stands at the end of what the model took for the content."""
    start, end = draft.content[-1]
    agent = _AGENT_LAST.search(text, max(start, draft.cue[0][1]), end) if end > draft.cue[0][1] else None
    if agent is None:
        return replace(draft, source=())
    kept = [(s, min(e, agent.start())) for s, e in draft.content if s < agent.start()]
    return replace(draft, source=(agent.span("who"),), content=tuple(kept)) if kept else draft


def _unspoken(text: str, draft: Draft, names: Sequence[tuple[int, int]]) -> bool:
    if not draft.cue:
        return False
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    return (
        _asked_aside(text, draft)
        or (bool(_UNANSWERED.search(cue)) and bool(_REFUSED.search(cue)))
        or bool(_SHORT_OF.search(cue) or _WITHOUT.search(text, max(0, draft.cue[0][0] - 30), draft.cue[0][0]))
        or bool(_WHETHER.search(text, max(0, _begin(draft) - 20), _begin(draft)))
        or _only_a_noun(text, draft, cue)
        or _by_a_thing(text, draft, cue, names)
        or _elsewhere(text, draft)
        or _asks_for_anonymity(text, draft, cue)
        or _says_nothing(text, draft, cue)
        or _passes_on(text, draft, cue)
        or _asked_by_the_author(text, draft)
        or _of_the_author(text, draft, cue)
        or _not_uttered(text, draft, cue)
    )


def _begin(draft: Draft) -> int:
    return min(s for s, _ in (*draft.source, *draft.cue))


def _asked_aside(text: str, draft: Draft) -> bool:
    """ "Vale, asked if Kral should go, said": an aside behind the subject that its own verb follows."""
    cue, last = draft.cue[0], draft.content[-1][1]
    if len(draft.cue) != 1 or not ASKED.fullmatch(text, *cue) or draft.content[0][0] < cue[1]:
        return False
    aside = bool(_BEFORE_ASIDE.search(text, max(0, cue[0] - 10), cue[0])) and all(s[1] <= cue[0] for s in draft.source)
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
    return (opens and bool(_REQUESTED.search(cue))) or cue.endswith(
        ("anonymity", "anonymity to describe", "anonymity to discuss")
    )


def _says_nothing(text: str, draft: Draft, cue: str) -> bool:
    """ "Declined to comment": reported silence."""
    first, last = draft.content[0][0], draft.content[-1][1]
    words = f"{cue} {text[first:last]}" if first > draft.cue[0][0] else cue
    silent = _SILENT.match(words)
    return bool(silent and _SILENT_ABOUT.match(words, silent.end() + 1))


def _passes_on(text: str, draft: Draft, cue: str) -> bool:
    """ "The Echo, citing a source in the delegation, claims": who is cited, and not what was said."""
    (start, end), *rest = draft.content
    if rest or start < draft.cue[-1][1] or not _PASSES_ON.fullmatch(cue) or _AS_SAYING.search(text, start, end + 12):
        return False
    words = text[start:end]
    return (
        bool(_DETERMINED.match(words))
        and (noun_kind(words) in ("person", "organization", "media") or bool(_NAME.fullmatch(words)))
        and not _CLAUSE.search(words)
    )


def _asked_by_the_author(text: str, draft: Draft) -> bool:
    """ "What does the law say?": the author asks, and nobody says anything."""
    opening = draft.content[0]
    if len(draft.content) > 1 or len(draft.source) != 1 or not opening[1] <= draft.source[0][0] < draft.cue[0][0]:
        return False
    return bool(_QUESTION.fullmatch(text, *opening) and _ASKS.match(text, draft.cue[-1][1]))


def _of_the_author(text: str, draft: Draft, cue: str) -> bool:
    """What the author tells of somebody: what seems or is to be, what a paper holds, what is declared, not asked, or could be said."""
    source = " ".join(text[s:e] for s, e in draft.source)
    behind = draft.content[0][0] >= draft.cue[-1][1]
    return (
        (bool(_RAISING.fullmatch(cue)) and ((not source and not behind) or text.startswith("to ", draft.content[0][0])))
        or bool(_EVADES.search(cue) or _UNDONE.search(cue) or _LITTLE.search(cue))
        or (bool(_MAY.search(cue)) and behind and source.lower() not in ("i", "we"))
        or _to_come(cue, source)
        or (bool(_HOLDS.fullmatch(cue) and _PAPER.search(source)) and noun_kind(source) == "document")
        or (bool(_DECLARES.fullmatch(cue) and _DECLARED.match(text, draft.content[0][0])) and behind)
        or (bool(_RECALLS.fullmatch(cue) and _CALLED_BACK.match(text, draft.content[0][0])) and behind)
    )


def _to_come(cue: str, source: str) -> bool:
    """What is yet to be said ("will also address"), left open, or of concern to a thing."""
    if not source and _TO_SAY.fullmatch(cue):
        return True
    about = _CONCERNED.fullmatch(cue) and noun_kind(source) not in ("person", "organization", "collective")
    return bool(about or _WILL.fullmatch(cue) or _LEFT_OPEN.search(cue))


def _not_uttered(text: str, draft: Draft, cue: str) -> bool:
    """What would not be said, the topic of an outcry, what somebody is known for, what the reader is told not to think."""
    start, end = draft.cue[0][0], draft.cue[-1][1]
    first = draft.content[0][0]
    if _NOT_SAYING.search(cue) and end <= first:
        return bool(_QUESTIONED.match(text, end) or _QUESTIONED.match(text, first))
    if _QUARRELS.fullmatch(cue):
        return not _CLAUSE.search(text, first, draft.content[-1][1])
    if _OUTCRY.fullmatch(cue):
        return not (draft.source and 0 <= start - draft.source[-1][1] <= _POSSESSIVE) and not _CLAUSE.search(
            text, first, draft.content[-1][1]
        )
    before = max(0, start - 100)
    if _DO_NOT.fullmatch(cue) and _CLAUSE_OPENS.search(text, before, start):
        return True
    return bool(_KNOWN_FOR.fullmatch(cue) or _NOT_DONE_AND.search(text, before, start))


def _only_a_noun(text: str, draft: Draft, cue: str) -> bool:
    """Whether the content is a noun for what is not told, or a topic without anything said of it."""
    words = " ".join(text[s:e] for s, e in draft.content)
    if _ONLY_THAT.fullmatch(words.strip(" .,")):
        return True
    if _ECHOES.search(cue.removesuffix(" that")) and _STANDS_FOR.fullmatch(words.strip(" .,")):
        return True
    return bool(_CONCERNS.search(cue)) and not _CLAUSE.search(words)


def _by_a_thing(text: str, draft: Draft, cue: str, names: Sequence[tuple[int, int]]) -> bool:
    """ "The dispute underscored ...", "what was billed as ...": something shows what it is, or bears a name."""
    source = " ".join(text[s:e] for s, e in draft.source)
    if _NAMED_SO.match(cue) and (
        source.lower() == "what" or _WHAT.search(text, max(0, draft.cue[0][0] - 6), draft.cue[0][0])
    ):
        return True
    if not source or not _SHOWS.search(cue) or any(s < b and a < e for s, e in names for a, b in draft.source):
        return False
    return source.lower() in ("which", "that", "this", "it") or (len(source.split()) > 1 and noun_kind(source) is None)
