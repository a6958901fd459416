"""The word lists of this folder, read once: cue phrases -> act, and the content words of each kind."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from communique.lexicon.tables import yaml_of
from communique.read.acts.inflection import noun_forms, verb_forms
from communique.read.acts.tokens import Phrases
from communique.record.reading import Act


def load(package: str, name: str) -> Any:
    """A YAML file in the `data` folder of `package`."""
    return yaml_of(package, "data", name)


@cache
def _word_sets(package: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(str, words)) for name, words in load(package, "words.yaml").items()}


def word_set(package: str, name: str) -> frozenset[str]:
    """One list of `data/words.yaml` of `package`: the small closed classes that its rules test against."""
    return _word_sets(package)[name]


def inflected(phrase: str) -> set[str]:
    """The phrase with its first word, a verb, in every form."""
    first, _, rest = phrase.partition(" ")
    return {f"{form} {rest}".strip() for form in (*verb_forms(first), first)}


@cache
def cue_phrases() -> Phrases[Act]:
    """Every reporting phrase -> its act. Specific acts are added first, so that they win over `assert`."""
    phrases: Phrases[Act] = Phrases()
    raw = load("communique.read.acts", "cues.yaml")
    for act in sorted(raw, key=lambda name: name == "assert"):
        for verb in raw[act].get("verbs", ()):
            for form in sorted(inflected(verb)):
                phrases.add(form, cast(Act, act))
        for word in raw[act].get("words", ()):
            for form in noun_forms(word):
                phrases.add(form, cast(Act, act))
    return phrases


@cache
def content_words(kind: str) -> Phrases[str]:
    """The phrases of one list of content.yaml, each -> itself."""
    phrases: Phrases[str] = Phrases()
    for words in load("communique.read.acts", "content.yaml")[kind]:
        phrases.add(str(words), str(words))
    return phrases


@cache
def content_set(kind: str) -> frozenset[str]:
    """The single words of one list of content.yaml."""
    return frozenset(str(words) for words in load("communique.read.acts", "content.yaml")[kind])
