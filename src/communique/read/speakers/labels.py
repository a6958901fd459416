"""Common nouns that an article puts beside a name: "the comedian" after "comedian Tamm", "the commander" after "a commander named Oke".

Offices are read elsewhere (`offices.py`); here any noun for a person or a medium counts, as long as one name of the article bears it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from communique.lexicon import head_noun, noun_kind
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.speakers.known import Known, Resolved, kind_of
from communique.read.speakers.source import SourcePhrase, is_plural
from communique.read.speakers.words import word_list

SURE = 0.7
REACH = 4_000  # characters behind its last mention in which a name is meant by its noun
_BEFORE = re.compile(r"(?:^|[^\w’'-])(?P<noun>[a-z][a-z-]{2,})\s$")
_CALLED = re.compile(
    r"(?<![\w’'-])(?:an?|the|his|her|their|its|one)\s(?P<phrases>[a-z][^.;:“”\"\n]{2,80}?),?\s(?:named|called|known\sas)\s(?:Mr\.?\s|Ms\.?\s)?$"
)
_BEHIND = re.compile(r",(?:\s\d{1,3},)?\s(?P<phrase>(?:an?|the)\s[^,;:.()“”\"\n]{2,90}?)(?=[,.;]|\s[—–-]|\swho\b|\n|$)")
_AGENT = re.compile(r"(?:ian|ist|er|or|man|woman)$")

Label = tuple[int, LocalActor]
"""Where a name stands beside its noun, and who bears it."""


class Labels:
    """The nouns beside the names of one article; a pure function of its names."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._held: dict[str, list[Label]] = defaultdict(list)
        for name, actor in known.pairs:
            for noun in _nouns(known.text, name):
                if _fits(noun, actor):
                    self._held[noun].append((name.start, actor))

    def bearer(self, phrase: SourcePhrase) -> Resolved | None:
        """The one name that bears the noun of a definite phrase, put beside it; None where two bear it, or a new one came up."""
        noun = phrase.head
        if not noun or not phrase.definite or phrase.possessive or is_plural(phrase) or _more_than(phrase, noun):
            return None
        held = self._held.get(noun, [])
        if len({id(a) for _, a in held}) != 1:
            return None
        actor = held[0][1]
        last = next((n.start for n, a in self.known.before(phrase.start, REACH) if a is actor), None)
        if last is None or self._another(noun, last, phrase.start):
            return None
        reason = f"{phrase.text} is {actor.name}, called so in this article"
        kind = "media" if noun_kind(noun) == "media" else kind_of(actor)
        return Resolved(actor.name, kind, phrase.text, reason, SURE, (actor,))

    def _another(self, noun: str, start: int, end: int) -> bool:
        """Whether another one of the kind is told of in between: "a comedian", "two comedians"."""
        between = self.known.text[start + 80 : end]
        return bool(
            re.search(rf"\b(?:an?|another|one|other|two|three)\s(?:[\w-]+\s){{0,3}}{re.escape(noun)}s?\b", between)
        )


def _nouns(text: str, name: Name) -> Sequence[str]:
    """The nouns that stand beside a name: right before it, in the apposition behind it, before "named"."""
    found = []
    before = _BEFORE.search(text, max(0, name.start - 40), name.start)
    if before:
        found.append(before["noun"])
    called = _CALLED.search(text, max(0, name.start - 130), name.start)
    if called:
        found += [head_noun(part) or "" for part in called["phrases"].split(",")]
    behind = _BEHIND.match(text, name.end)
    if behind:
        found.append(head_noun(behind["phrase"]) or "")
    return [n for n in found if n]


def _fits(noun: str, actor: LocalActor) -> bool:
    kind = noun_kind(noun)
    if kind == "media":
        return actor.media or actor.kind in ("organization", "other")
    if noun in word_list("never_tied") or noun in word_list("kin") or actor.kind != "person":
        return False
    return kind == "person" or (kind is None and bool(_AGENT.search(noun)))


def _more_than(phrase: SourcePhrase, noun: str) -> bool:
    """Whether the phrase says more of its noun than an adjective: "the lawyer for the firm" is somebody of the firm."""
    return not re.fullmatch(rf"(?:the|this|that)\s(?:[\w-]+\s)?{re.escape(noun)}", phrase.text.lower())
