"""Speech told in a noun: "Vale's threat to close the strait", "the call by the minister for lower rates", "the view of the judge that ...".

The model has many of them; here are those that no find has a word of. Whose word it is stands before the noun or behind "by".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from communique.encoder.words import Words
from communique.lexicon import noun_kind
from communique.lexicon.tables import yaml_of
from communique.read.speakers.subjects import sentence_start
from communique.read.statements.build import Draft, draft_of, tidy
from communique.read.statements.quotes import QuoteIndex
from communique.read.wording import alternatives

SURE = 0.6
LEAST = 2  # words of what is told
_LONGEST = 200  # characters of what is told
_WHO = r"(?P<who>(?:[Tt]he\s)?(?:(?:[A-Z][\w.-]*|of|for|and)\s){0,6}[A-Z][\w-]*|[Tt]he\s(?:[a-z-]+\s){0,3}[a-z-]+|[Hh]is|[Hh]er|[Tt]heir)"
_ADJECTIVE = r"(?:(?!own\b)[a-z-]+\s){0,2}?"
_END = re.compile(r"[.;:?!](?=[\s”\"’')]|$)|,\s|\s[—–]|\n|[“”\"]")

_MARKS = re.compile(r"[“”\",]")
_VERB_FIRST = re.compile(
    r"(?:\w+ly\s)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|[a-z]+ed)\b"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    that, to, for_ = (alternatives("nouns.yaml", kind) for kind in ("that", "to", "for"))
    noun = rf"(?P<cue>(?:{that}(?=\s(?:[\w.’'-]+\s){{0,9}}?that\s)|{to}(?=\s(?:[\w.’'-]+\s){{0,9}}?to\s)|{for_}(?=\s(?:[\w.’'-]+\s){{0,9}}?for\s)))"
    how = r"(?P<how>that|to(?=\s[a-z])|for)"
    return (
        re.compile(
            rf"(?<![\w’'-]){_WHO}(?:(?:['’]s|(?<=s)['’])\s|(?<=\b[Hh]is)\s|(?<=\b[Hh]er)\s|(?<=\b[Tt]heir)\s){_ADJECTIVE}{noun}\s{how}\s"
        ),
        re.compile(rf"\b{noun}\s(?:by|from|of)\s{_WHO}\s{how}\s"),
    )


@cache
def _list(kind: str) -> frozenset[str]:
    return frozenset(map(str, yaml_of("communique.read", "data", "nouns.yaml")[kind]))


def with_nouns(
    text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words, readable: Callable[[int], bool]
) -> list[Draft]:
    """The finds, and what is told in nouns that none of them has a word of, in order of their content."""
    found = [_cut(text, d) for d in found]
    added = [
        d for pattern in _patterns() for d in _told(text, pattern, quotes, words)
        if readable(d.content[0][0]) and not _held(d, found)
    ]  # fmt: skip
    return sorted([*found, *added], key=lambda d: (d.content, d.cue))


def _cut(text: str, draft: Draft) -> Draft:
    """ "Vale's statement that the port was open proved wrong": what a noun at the head of a sentence tells, before the sentence's verb."""
    (start, end), *rest = draft.content
    if len(draft.cue) != 1 or text[slice(*draft.cue[0])] not in _list("that"):
        return draft
    said = next((m for p in _patterns() for m in [p.search(text, sentence_start(text, start), start)] if m), None)
    if rest or said is None or said.end() != start or said["how"] != "that" or draft.cue != (said.span("cue"),):
        return draft
    if len(text[sentence_start(text, said.start()) : said.start()].split()) > 1 or _MARKS.search(text, start, end):
        return draft
    at = _verbs(text, said, start, end)
    return replace(draft, content=((start, at[0]),)) if at else draft


def _told(text: str, pattern: re.Pattern[str], quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    for said in pattern.finditer(text):
        how, begin = said["how"], said.start("how") if said["how"] == "to" else said.end()
        if said["cue"] not in _list(how) or quotes.at(said.start()) is not None or not _somebody(said["who"]):
            continue
        if how == "that" and _VERB_FIRST.match(text, begin):
            continue  # "her claim that surprised them" tells nothing
        content = tidy(text, [(begin, _end(text, said, begin))], quotes)
        if content and len(text[slice(*content[0])].split()) >= LEAST:
            yield draft_of(words, content, (said.span("who"),), (said.span("cue"),), None, SURE)


def _somebody(who: str) -> bool:
    return any(w[:1].isupper() and w.lower() not in ("the", "his", "her", "their") for w in who.split()) or (
        who.lower() in ("his", "her", "their") or noun_kind(who) in ("person", "organization", "collective")
    )


def _end(text: str, said: re.Match[str], begin: int) -> int:
    """The end of what is told: of its clause, or before the verb of the sentence that the noun opens."""
    stop = _END.search(text, begin, begin + _LONGEST)
    end = stop.start() if stop else min(len(text), begin + _LONGEST)
    if len(text[sentence_start(text, said.start()) : said.start()].split()) > 1:
        return end
    at = _verbs(text, said, begin, end)
    return at[0] if at else end


def _verbs(text: str, said: re.Match[str], begin: int, end: int) -> list[int]:
    """Where what is told may end before a verb of the sentence: behind its own first verb, if it has one."""
    words = text[begin:end]
    verbs = [begin + m.start() for m in re.finditer(r"(?<=\s)[a-z]+\b", words) if _verb(words, m)]
    own = said["how"] == "that" and said["cue"] not in _list("subjunctive")
    return verbs[1:] if own else verbs


def _verb(words: str, found: re.Match[str]) -> bool:
    """Whether a word of what is told can be the verb of the sentence around it."""
    before = words[: found.start()].split()
    if len(before) < LEAST or before[-1].lower() in _list("inside"):
        return False
    return found[0] in _list("goes_on") or (found[0].endswith("ed") and len(found[0]) > 4)


def _held(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a find, silent or not, has a word of the draft."""
    spans = (*draft.content, *draft.cue)
    return any(s < b and a < e for d in found for s, e in (*d.content, *d.cue) for a, b in spans)
