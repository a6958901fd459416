"""The list of loaded words (data/loaded.yaml), read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.read.acts.inflection import noun_forms
from communique.read.acts.lexicon import inflected, load
from communique.read.acts.tokens import Phrases

_PACKAGE = "communique.read.loaded"
Sort = Literal["saying", "label", "figure", "intensifier"]


@dataclass(frozen=True, slots=True)
class Word:
    """A loaded phrase: its sort decides where its target stands."""

    lemma: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words directly before or after that make the phrase a plain one."""

    before: frozenset[str]
    after: frozenset[str]


@cache
def loaded_phrases() -> Phrases[Word]:
    """Every form -> its Word. Intensifiers carry the adjective they need with them."""
    raw = load(_PACKAGE, "loaded.yaml")
    phrases: Phrases[Word] = Phrases()
    for word in raw["labels"]["words"]:
        phrases.add(str(word), Word(str(word), "label"))
    for word in raw["figures"]["words"]:
        for form in noun_forms(str(word)):
            phrases.add(form, Word(str(word), "figure"))
    for verb in raw["saying"]["verbs"]:
        for form in sorted(_verb(str(verb))):
            phrases.add(form, Word(str(verb), "saying"))
    for strong in raw["intensifiers"]:
        for adjective in raw["charged"]:
            phrases.add(f"{strong} {adjective}", Word(f"{strong} {adjective}", "intensifier"))
    return phrases


def _verb(phrase: str) -> set[str]:
    """Inflected at its verb: the first word, or the second after an adverb ("sharply criticize")."""
    adverb, _, rest = phrase.partition(" ")
    if adverb.endswith("ly") and rest:
        return {f"{adverb} {form}" for form in inflected(rest)}
    return inflected(phrase)


@cache
def neighbours() -> dict[str, Neighbours]:
    """Lemma -> what rules it out."""
    raw = load(_PACKAGE, "loaded.yaml")["unless"]
    return {
        str(lemma): Neighbours(*(frozenset(map(str, entry.get(side, ()))) for side in ("before", "after")))
        for lemma, entry in raw.items()
    }
