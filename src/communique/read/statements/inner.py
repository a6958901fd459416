"""What another is told to have said or held, inside somebody's statement: "Vale said the general had warned that the bridge was mined".

The model gives the outer layer and passes over the inner one in most cases. Here the inner one is read by its grammar: a subject
that opens a clause, a verb of telling, "that" and what was told. Its first holder is kept by its source, and `within` says who tells it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from communique.encoder.words import Words
from communique.lexicon import noun_kind
from communique.lexicon.tables import yaml_of
from communique.read.statements.build import Draft, draft_of, tidy
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.secondhand import subject_before
from communique.read.wording import alternatives

Span = tuple[int, int]

SURE = 0.6
LEAST = 3  # words that are told
_LONGEST = 10  # words of a subject
_BEFORE = 30  # characters before a verb in which it can be made unreal
_WHOM = (
    r"(?:(?:the|his|her|their|its|our)\s(?:[a-z][\w’'-]*\s){0,2}[a-z][\w’'-]*|(?:Mr|Mrs|Ms|Dr)\.?\s[A-Z][\w’'-]+|"
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
)
_END = re.compile(r"[.!?;](?=[\s”\"’')]|$)|,\s(?:but|while|whereas|although|though|and(?!\sthat\b))\s|\s[—–]\s?|—|\n")
_TAIL = re.compile(r"[\s,.;:!?”\"’']+$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|did|does|do)\b|n['’]t\b"
)


@cache
def _telling() -> re.Pattern[str]:
    """A verb of telling and whom it is told, up to where what is told begins."""
    verbs, told = alternatives("inner.yaml", "telling"), alternatives("inner.yaml", "told")
    auxiliary = rf"(?:{alternatives('inner.yaml', 'auxiliaries')}\s(?:(?:also|already|since|repeatedly|always|long|once|\w+ly)\s)?)?"
    behind_that = rf"{verbs}(?=(?:\s(?:{told}|{_WHOM}))?\sthat\s)"
    somebody = rf"{alternatives('inner.yaml', 'addressing')}(?=\s{told}\s(?:the|he|she|it|they|we|there|his|her|their|our|[A-Z])\b)"
    return re.compile(
        rf"\b(?P<cue>{auxiliary}(?:{behind_that}|{somebody}))(?:\s(?:{told}|{_WHOM}))?(?:\s(?P<that>that))?\s"
    )


@cache
def _list(kind: str) -> frozenset[str]:
    return frozenset(map(str, yaml_of("communique.read", "data", "inner.yaml")[kind]))


def with_inner(
    text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words, readable: Callable[[int], bool]
) -> list[Draft]:
    """The finds, and what others say inside of them that no find has, in order of their content."""
    added: list[Draft] = []
    for draft in found:
        for inner in _inside(text, draft, quotes, words) if not draft.silent else ():
            if readable(inner.content[0][0]) and not _held(inner, [*found, *added], draft):
                added.append(inner)
    return sorted([*found, *added], key=lambda d: (d.content, d.cue))


def _inside(text: str, draft: Draft, quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    for start, end in draft.content:
        for said in _telling().finditer(text, start, end):
            source = _source(text, start, said.start("cue"))
            if quotes.at(said.start()) is not None:
                continue  # what is quoted tells much, and readers see who speaks
            content = tidy(text, [(said.end(), _end(text, said.end(), end))], quotes)
            if source and content and _told(text, said, content[0]):
                yield draft_of(words, content, (source,), (said.span("cue"),), None, SURE)


def _source(text: str, start: int, verb: int) -> Span | None:
    """The subject of the verb, if it is another than whoever speaks and the verb tells what was said."""
    opening = re.search(r"\w", text[start:verb])
    begin = start + opening.start() if opening else start
    before = re.findall(r"[\w’']+", text[max(begin, verb - _BEFORE) : verb].lower().replace("’", "'"))[-2:]
    if any(w in _list("unreal") or w.endswith("n't") for w in before):
        return None
    source = subject_before(text, begin, verb)
    plain = text[slice(*_verb(text, verb))].endswith("s")  # "demands" may be a noun
    return source if source and _speaks(text[slice(*source)], doubtful=plain) else None


def _verb(text: str, start: int) -> Span:
    word = re.compile(r"[\w’']+").match(text, start)
    return word.span() if word else (start, start)


def _speaks(subject: str, *, doubtful: bool) -> bool:
    """Whether a subject is somebody else than whoever speaks, and no clause.

    A name, "she", a noun for a person, a body or a paper; any noun with an article before what can only be a verb.
    """
    words = subject.lower().replace("’", "'").split()
    if words[0] in _list("own") or words[-1] in _list("passive") or len(words) > _LONGEST or _FINITE.search(subject):
        return False
    somebody = subject.split()[-1][0].isupper() or words[0] in ("he", "she", "they") or noun_kind(subject) is not None
    return somebody or (not doubtful and words[0] in ("the", "a", "an", "his", "her", "their", "its"))


def _end(text: str, start: int, end: int) -> int:
    stop = _END.search(text, start, end)
    end = stop.start() if stop else end
    return start + len(_TAIL.sub("", text[start:end]))


def _told(text: str, said: re.Match[str], content: Span) -> bool:
    """Whether something is told: a clause, and not a thing ("told her the truth")."""
    words = text[slice(*content)]
    if len(words.split()) < LEAST:
        return False
    return bool(said["that"]) or bool(_FINITE.search(words))


def _held(inner: Draft, found: Sequence[Draft], outer: Draft) -> bool:
    """Whether a find has the words already: its cue, or the same content."""
    cue = inner.cue[0]
    return any(
        d is not outer and (any(s < cue[1] and cue[0] < e for s, e in d.cue) or d.content == inner.content)
        for d in found
    )
