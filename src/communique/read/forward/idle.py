"""What holds nothing out: jests, courtesies, words alone refused, a harm only feared."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import noun_kind
from communique.read.acts.tokens import Token, tokenize
from communique.read.forward.outlook import future_clause
from communique.read.forward.vocabulary import NOT_VERBS, listed, pattern
from communique.record.reading import Act

_SHORT = 5


def idle(words: str, cue: str, named: Act) -> bool:
    """Whether nothing is held out: said in jest, or of what is not so."""
    if {t.lower for t in tokenize(cue)} & listed("joking") or (pattern("recalled").search(cue) and "would" in words):
        return True
    if pattern("asking").search(cue) and words.lower().startswith("when "):
        return True
    if pattern("kept_in_mind").search(words) or pattern("no_need").search(words):
        return True
    return named == "assert" and pattern("unreal").search(words) is not None


def only_expected(cue: str, named: Act, first: bool) -> bool:
    """Whether a harm is feared or thought of, and nobody is warned."""
    return first and bool(pattern("feared").search(cue) if named == "warn" else pattern("thought").search(cue))


def empty(act: Act, tokens: Sequence[Token]) -> bool:
    """`offered condolences`, `pledged allegiance`: nothing is held out."""
    return act in ("offer", "commit") and any(t.lower in listed("courtesies") for t in tokens[:4])


def no_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`summoned the ambassador`, `called the group`: a person or body alone is nothing to be done."""
    return len(tokens) < _SHORT and (
        tokens[0].lower in NOT_VERBS - {"a", "an", "the", "one", "two", "three", "its", "their", "his", "her"}
        or noun_kind(words.strip('"“”’ ,')) in ("organization", "person", "collective")
        or all(t.text[0].isupper() or t.lower in {"the", "of"} for t in tokens)
    )


def silence(tokens: Sequence[Token], cue: str) -> bool:
    """`declined to comment` and the like: no refusal of a deed."""
    head = [
        t.lower
        for t in tokens[:4]
        if t.lower not in {"to", "not", "he", "she", "they", "would", "will", "i", '"', "“", "i'm", "going"}
    ]
    return bool(head and head[0] in listed("silences")) or "comment" in cue.lower()


def blow(tokens: Sequence[Token]) -> bool:
    """`vowed to burn …`, `vowed that any boat would be sunk`: a threat under a word of promise."""
    clause = future_clause(tokens)
    verb = tokens[1].lower if tokens and tokens[0].lower == "to" and len(tokens) > 1 else ""
    return verb in listed("blows") or (clause is not None and not clause.negated and clause.verb in listed("blows"))
