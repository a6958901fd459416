"""PLOVER verbs and phrases: which root each names. See data/plover.yaml."""

from __future__ import annotations

from functools import cache

from communique.read.acts.lexicon import inflected, load
from communique.read.acts.tokens import Phrases

ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The fifteen roots of PLOVER that a pair of actors can have, in the order of the codebook's four quads."""


@cache
def root_phrases() -> Phrases[tuple[str, ...]]:
    """Every phrase -> the roots that list it (some verbs serve several)."""
    table: dict[str, list[str]] = {}
    raw = load("communique.read.events", "plover.yaml")
    for root in ROOTS:
        forms = {form for verb in raw[root]["verbs"] for form in inflected(str(verb))}
        for form in forms | {str(word) for word in raw[root]["words"]}:
            table.setdefault(form, []).append(root)
    phrases: Phrases[tuple[str, ...]] = Phrases()
    for form in sorted(table):
        phrases.add(form, tuple(table[form]))
    return phrases
