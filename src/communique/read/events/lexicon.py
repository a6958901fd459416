"""The trigger words and the words of modality, read once from the data files beside this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.read.acts.inflection import noun_forms, verb_forms
from communique.read.acts.lexicon import inflected, load
from communique.read.acts.tokens import Phrases, Token

PartOfSpeech = Literal["noun", "verb", "either"]
_PACKAGE = "communique.read.events"
_NAME = 3  # words behind a verb among which a name is whom it is done to
_ENDS = frozenset(
    "that who which when while after before because and or but as if in at from by during was were is are had has have said".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a matched phrase says: the event kind, its lemma, whether a noun or a verb, and the verb's form."""

    kind: str
    lemma: str
    pos: PartOfSpeech
    form: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Neighbours that make a trigger word something else."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()

    def is_of(self, tokens: Sequence[Token]) -> bool:
        """Whether a verb has one of the `whom` words, a name or "by" behind it: "addressed the assembly", not "addressed it"."""
        for n, token in enumerate(tokens):
            if not token.text[0].isalnum():
                return False
            if (
                token.lower in self.whom
                or token.lower in ("by", "him", "them")
                or (n < _NAME and token.text[0].isupper())
            ):
                return True
        return False

    def object_in(self, tokens: Sequence[Token]) -> bool:
        """Whether one of the `object` words stands behind a trigger before its phrase ends."""
        for token in tokens:
            if token.lower in _ENDS or not (token.text[0].isalnum() or token.text in "“\"‘'$”’"):
                return False
            if token.lower in self.object:
                return True
        return False


@cache
def trigger_phrases() -> Phrases[Word]:
    """Every form of every trigger -> its Word; a form that is noun and verb is `either`."""
    forms: dict[str, Word] = {}
    for kind, entry in load(_PACKAGE, "triggers.yaml").items():
        if kind in ("unless", "apart"):
            continue
        for word in entry.get("words", ()):
            _add(forms, word, Word(kind, word, "noun"))
        for noun in entry.get("nouns", ()):
            for form in noun_forms(noun):
                _add(forms, form, Word(kind, noun, "noun"))
        for verb in entry.get("verbs", ()):
            for form, name in _verb_forms(verb).items():
                _add(forms, form, Word(kind, verb, "verb", name))
    phrases: Phrases[Word] = Phrases()
    for form in sorted(forms):
        phrases.add(form, forms[form])
    return phrases


def _verb_forms(verb: str) -> dict[str, str]:
    first, _, rest = verb.partition(" ")
    return {f"{form} {rest}".strip(): name for form, name in verb_forms(first).items()}


def _add(forms: dict[str, Word], form: str, word: Word) -> None:
    known = forms.get(form)
    if known is None:
        forms[form] = word
    elif known.pos != word.pos:
        verb = word if word.pos == "verb" else known
        forms[form] = Word(known.kind, known.lemma, "either", verb.form or known.form)


@cache
def plover_of(kind: str) -> str | None:
    """The PLOVER root that an event kind stands for when nothing more is known."""
    entry = load(_PACKAGE, "triggers.yaml").get(kind)
    return None if entry is None or entry["plover"] is None else str(entry["plover"])


@cache
def apart() -> dict[str, str]:
    """Lemma -> the group that keeps it apart from other lemmas of its kind when mentions are merged."""
    raw = load(_PACKAGE, "triggers.yaml")["apart"]
    return {str(lemma): str(group) for group, lemmas in raw.items() for lemma in lemmas}


@cache
def filters() -> dict[str, Filter]:
    """Lemma -> the neighbours that rule it out."""
    raw = load(_PACKAGE, "triggers.yaml")["unless"]
    return {
        lemma: Filter(
            *(
                tuple(str(w).rstrip("-") for w in entry.get(side, ()))
                for side in ("before", "after", "only_before", "only_after", "near", "object", "beside", "whom")
            )
        )
        for lemma, entry in raw.items()
    }


@cache
def modality(kind: str) -> Phrases[str]:
    """The phrases of one list of modality.yaml; lists of verbs match in every form."""
    phrases: Phrases[str] = Phrases()
    for words in load(_PACKAGE, "modality.yaml")[kind]:
        for form in (
            sorted(inflected(str(words))) if kind in ("irrealis_verbs", "cancelling", "happening") else (str(words),)
        ):
            phrases.add(form, str(words))
    return phrases


@cache
def boundaries() -> frozenset[str]:
    """Words that begin a clause."""
    return frozenset(load(_PACKAGE, "modality.yaml")["boundaries"])
