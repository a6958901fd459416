"""The forms of an English verb or noun, from its base form."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_VOWELS = "aeiou"


@cache
def _doubles() -> frozenset[str]:
    lines = (resources.files("communique.read.acts") / "data" / "doubling_verbs.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    lines = (resources.files("communique.read.acts") / "data" / "irregular_verbs.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {base: (past, participle) for base, past, participle in rows}


@cache
def irregular_pasts() -> frozenset[str]:
    """Past tenses and participles of irregular verbs that are not the base form again."""
    return frozenset(form for base, forms in _irregular().items() for form in forms if form != base)


def third_person(base: str) -> str:
    """`deny` -> `denies`; also the plural of a noun."""
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def gerund(base: str) -> str:
    """`cancel` -> `cancelling`/`canceling` is one of verb_forms; here the common American form."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    return (base + base[-1] if base in _doubles() else base) + "ing"


def past_forms(base: str) -> tuple[str, str]:
    """Past tense and past participle."""
    if base in _irregular():
        return _irregular()[base]
    if base.endswith("e"):
        return base + "d", base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied", base[:-1] + "ied"
    stem = base + base[-1] if base in _doubles() else base
    return stem + "ed", stem + "ed"


@cache
def verb_forms(base: str) -> dict[str, str]:
    """Every form of the verb -> its kind: base, third, past, participle, gerund. British doubled l included."""
    past, participle = past_forms(base)
    forms = {participle: "participle", past: "past", gerund(base): "gerund", third_person(base): "third", base: "base"}
    if past == participle:
        forms[past] = "past"
    if re.search(r"[aeiou]l$", base) and base not in _irregular():
        forms |= {base + "led": "past", base + "ling": "gerund"}
    return forms


def noun_forms(base: str) -> tuple[str, str]:
    """Singular and plural of the noun; a phrase is inflected at its last word."""
    head, _, last = base.rpartition(" ")
    plural = third_person(last)
    return base, f"{head} {plural}" if head else plural
