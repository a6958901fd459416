"""Lines that hang on something: `if`, `unless`, `until`, `or else`; conditions, threats, forecasts."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.acts.tokens import Token
from communique.read.forward.deeds import bare, verb_after
from communique.read.forward.outlook import Clause, future_clause, kind_of_clause
from communique.read.forward.vocabulary import MODALS, Found, listed, pattern
from communique.record.reading import Act


def conditional(words: str, act: Act, own: Act) -> bool:
    """A demand, promise or refusal that hangs on something: `if`, `unless`, `until`, `or else`."""
    if act == "condition":
        return True
    if act == "demand" and (pattern("or_else").search(words) or pattern("until").search(words)):
        return True
    return (
        act in ("demand", "offer", "commit", "agree") and own == "condition" and bool(pattern("proviso").search(words))
    )


def hanging(words: str, tokens: Sequence[Token]) -> Found | None:
    """What hangs on something: a threat, a forecast of how things will be, else a condition."""
    if threat(words, tokens) or _withheld(words, tokens):
        return Found("warning", "if", 0)
    clause = future_clause(tokens)
    thing = clause is not None and not clause.acts and not clause.negated and not clause.passive
    if clause is not None and thing and clause.verb in listed("states") - {"be"} | {"hold", "work"}:
        return Found("prediction", clause.verb, clause.at)
    if pattern("could_be").search(words):
        return Found("prediction", "could", 0)
    return Found("condition", "if", 0)


def struck(clause: Clause) -> bool:
    """Whether what hangs on an `if` or `unless` is a blow."""
    return not clause.negated and kind_of_clause(clause, ahead=False, told=True) == "warning"


def threat(words: str, tokens: Sequence[Token]) -> bool:
    """`If …, we shall …` and the like, unless the main clause grants something or speaks of what should be."""
    if pattern("obliged").search(words) or not pattern("opens_with_if").match(words):
        return False
    verb = bare(verb_after(tokens, _last_modal(tokens)))
    return _last_modal(tokens) > 0 and verb not in listed("favours")


def _withheld(words: str, tokens: Sequence[Token]) -> bool:
    """`will down tools unless …`, `will not stand guard if …`: what is broken off or refused in the main clause is a threat."""
    hung = pattern("hung").search(words)
    clause = future_clause(tokens)
    if hung is None or clause is None or tokens[clause.at].start > hung.start() or not clause.acts:
        return False
    return clause.verb in listed("withheld") if not clause.negated else hung[0].lower() == "if"


def _last_modal(tokens: Sequence[Token]) -> int:
    return max((k for k, t in enumerate(tokens) if t.lower in MODALS), default=0)
