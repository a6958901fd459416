"""What a clause of a statement holds out without a cue that names it: an arrangement, an undertaking, a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.acts.lexicon import content_set, word_set
from communique.read.acts.tokens import Token
from communique.read.forward.deeds import agent, bare, be_to, can_act, deeds, kept_up, modal_at, opened, verb_after
from communique.read.forward.outlook import future_clause, kind_of_clause
from communique.read.forward.vocabulary import GIVES, MODALS, Found, author_phrases, listed, pattern
from communique.record.reading import ForwardKind

_OWNERS = word_set("communique.read.forward", "owners")
_ASKED_OF = frozenset({"you", "we", "they", "he", "she", "i"})
_THIRD = frozenset({"he", "she", "they"})
_SKIPPING_MODALS = frozenset({"will", "would"})
_SKIPPING = frozenset({"skip", "boycott", "shun", "stay", "avoid"})


def planned(tokens: Sequence[Token]) -> Found | None:
    """`is to meet`, `plans to`, `is scheduled to`, `going to ask` inside a statement that asserts."""
    for start, end, kind in author_phrases().find(tokens):
        words = " ".join(t.lower for t in tokens[start:end])
        if kind == "plan" and {t.lower for t in tokens[max(0, start - 2) : start]} & {"never", "not", "was", "were"}:
            continue
        if start and tokens[start - 1].lower in {"which", "who"}:
            continue
        if start and words in {"plans to", "plan to", "aims to", "aim to"} and tokens[start - 1].lower in _OWNERS:
            continue  # "a plan to save the harbour"
        if kind == "plan" and (arranged := be_to(tokens, start, end, words)) is not None:
            return arranged
    promised = _undertaken(tokens)
    if promised is not None:
        return promised
    return _going_to(tokens)


def declined(tokens: Sequence[Token]) -> Found | None:
    """`Marr would not meet …` told by somebody else: a refusal of the subject's, if the subject can act."""
    for k in range(1, len(tokens) - 1):
        word, following = tokens[k].lower, tokens[k + 1].lower
        if word in _SKIPPING_MODALS and following in _SKIPPING and (agent(tokens, k) or tokens[k - 1].lower in _THIRD):
            return Found("refusal", f"{word} {following}", k)
        negated = word in {"won't", "wouldn't"} or (word in MODALS and following in {"not", "never"})
        if negated and agent(tokens, k) and bare(verb_after(tokens, k)) in deeds():
            return Found("refusal", word, k)
    return None


def agreed(tokens: Sequence[Token], ahead: bool) -> Found | None:
    """`agreed that readings will be exchanged`: what both will do binds them; when they will meet is arranged."""
    clause = future_clause(tokens)
    if clause is None or clause.negated:
        return None
    arranged = clause.verb in listed("meeting") and kind_of_clause(clause, ahead=ahead, told=True) == "plan"
    return Found("plan" if arranged else "commitment", clause.verb, clause.at)


def awaited(tokens: Sequence[Token]) -> Found | None:
    """`The observers are expected` + `to arrive on Saturday`: arranged; + `to double`: foreseen."""
    verb = tokens[1].lower if tokens[0].lower == "to" and len(tokens) > 1 else ""
    return Found(
        "plan" if verb in listed("arrangements") - {"be", "have", "rise", "continue"} else "prediction", verb, 0
    )


def refined(kind: ForwardKind, tokens: Sequence[Token], cue: str) -> Found | None:
    """A commitment to travel or meet is a plan; a forecast that an agent will act as arranged is one too."""
    at = modal_at(tokens)
    verb = bare(verb_after(tokens, at))
    promised = pattern("promising").search(cue.lower())
    if kind == "commitment" and not promised and verb in listed("steps"):
        return Found("plan", verb, at)
    if (
        kind == "commitment"
        and not promised
        and verb in listed("arrangements")
        and verb not in {"ask", "take", "continue", "have"}
        and not kept_up(verb, tokens)
        and not opened(verb, tokens)
    ):
        return Found("plan", verb, at)
    if (
        kind == "prediction"
        and verb in content_set("commissive")
        and verb not in listed("arrangements")
        and agent(tokens, at)
    ):
        return Found("commitment", verb, at)
    if kind == "prediction" and verb in listed("gathering") and agent(tokens, at):
        return Found("plan", verb, at)
    return Found(kind, tokens[at].text if tokens else "", at)


def _going_to(tokens: Sequence[Token]) -> Found | None:
    """`we are going to pay`, `I'm not going to swim`; not "if he is going to pay", nor "are you going to pay?"."""
    for k in range(1, len(tokens) - 2):
        before = [t.lower for t in tokens[:k]]
        if [t.lower for t in tokens[k : k + 2]] != ["going", "to"] or before[-1] in _ASKED_OF:
            continue
        relative = k > 1 and before[-2] in {"who", "which", "that", "what", "this", "it", "there"}
        if verb_after(tokens, k + 1) in content_set("commissive") and not relative and not _supposed(tokens, k):
            denied = not {"not", "never"}.isdisjoint(before[-2:]) or before[-1].endswith(("n't", "n’t"))
            return Found("refusal" if denied else "commitment", "going to", k)
    return None


def _supposed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place stands behind an `if` with no comma between."""
    for token in reversed(tokens[:at]):
        if token.text == ",":
            return False
        if token.lower in ("if", "whether", "unless"):
            return True
    return False


def _undertaken(tokens: Sequence[Token]) -> Found | None:
    """`Kasmeria would hand over …` in reported speech: a commitment of the subject's; `talks would open …`: a plan."""
    at = modal_at(tokens)
    if (
        at == 0
        or {t.lower for t in tokens[at + 1 : at + 3]} & {"not", "never"}
        or {t.lower for t in tokens[:at]} & {"if", "whether"}
    ):
        return None
    verb = bare(verb_after(tokens, at))
    if (opened(verb, tokens) or kept_up(verb, tokens)) and can_act(tokens, at):
        return Found("commitment", verb or "", at)
    if verb in listed("meeting") and at <= 8:
        return Found("plan", verb or "", at)
    if verb in content_set("commissive") - listed("arrangements") and agent(tokens, at):
        return Found("commitment", verb or "", at) if verb in GIVES or can_act(tokens, at) else None
    return None
