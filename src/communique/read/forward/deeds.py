"""Who acts and what is to be done: the verb behind a modal, its subject, and what "is to" means before it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import noun_kind
from communique.read.acts.lexicon import content_set, word_set
from communique.read.acts.tokens import Token
from communique.read.forward.outlook import future_clause, participle
from communique.read.forward.vocabulary import BACK, BE_TO, GIVES, MODALS, NOT_VERBS, Found, listed

_WAS_TO = frozenset({"was to", "were to"})
_CONCEDES = word_set("communique.read.forward", "concedes")
_FELT = word_set("communique.read.forward", "felt")


def token_at(tokens: Sequence[Token], start: int) -> int:
    """The index of the first token from the character `start` on."""
    return next((k for k, t in enumerate(tokens) if t.start >= start), 0)


def kept_up(verb: str | None, tokens: Sequence[Token]) -> bool:
    """`would hold the heights until …`: no meeting is held."""
    return verb == "hold" and any(t.lower == "until" for t in tokens)


def opened(verb: str | None, tokens: Sequence[Token]) -> bool:
    """`would open the road`: a way that somebody keeps shut is conceded, talks are opened by arrangement."""
    return verb in {"open", "reopen"} and any(t.lower.rstrip("s") in listed("ways") for t in tokens)


def deeds() -> frozenset[str]:
    """Verbs that somebody does, and that another can refuse to do."""
    return (content_set("commissive") | listed("arrangements")) - {"be", "have", "come", "rise", "run", "continue"}


def bare(verb: str | None) -> str | None:
    """The verb without its -ing, as far as that is sure."""
    if verb is not None and verb.endswith("ing") and len(verb) > 6:
        stem = verb[:-3]
        return stem[:-1] if stem[-1:] == stem[-2:-1] and stem not in deeds() else stem
    return verb


def be_to(tokens: Sequence[Token], start: int, end: int, words: str) -> Found | None:
    """`are to quit the forts`: an obligation taken on; `is to meet`: an arrangement. Not `is to blame`, `is to me`."""
    if words not in BE_TO:
        return Found("plan", words, start)
    verb = verb_after(tokens, end - 1)
    before = tokens[start - 1].lower if start else ""
    if words in {"is to", "was to"} and {t.lower for t in tokens[max(0, start - 8) : start]} & listed("equated"):
        return None  # "the aim of the letter is to settle it"
    if words in _WAS_TO and (verb == "have" or before in {"which", "who", "that", "they", "it"}):
        return None  # "was to have sailed", "the men whom they were to free": what had once been ahead
    if verb is None or (verb in {"blame", "be"} and end + 1 >= len(tokens)) or verb in _FELT:
        return None
    passive = (
        tokens[end].lower == "be" and end + 1 < len(tokens) and tokens[end + 1].lower.endswith(("ed", "en", "t", "d"))
    )
    if passive and tokens[end + 1].lower in _FELT:
        return None
    if passive:
        done = participle(tokens[end + 1].lower)
        moved = end + 2 < len(tokens) and done in listed("moves") and tokens[end + 2].lower in BACK
        if moved:
            return Found("commitment", words, start)
        return Found("commitment" if done in GIVES else "plan", words, start)
    moved = end + 1 < len(tokens) and verb in listed("moves") and tokens[end + 1].lower in BACK
    if verb in GIVES | _CONCEDES or moved:
        return Found("commitment", words, start)
    return Found("plan", words, start) if verb_like(verb) else None


def verb_like(verb: str) -> bool:
    """Whether the word after `is to` can be a verb: no article, pronoun, number or place word."""
    return verb.isalpha() and verb.islower() and verb not in NOT_VERBS and noun_kind("the " + verb) is None


def modal_at(tokens: Sequence[Token]) -> int:
    """The index of the first modal, 0 without one."""
    return next((k for k, t in enumerate(tokens) if t.lower in MODALS or t.lower.endswith("'ll")), 0)


def verb_after(tokens: Sequence[Token], at: int) -> str | None:
    """The first word behind `at` that is no adverb and no auxiliary: "will jointly run"."""
    for token in tokens[at + 1 : at + 6]:
        if token.lower not in listed("fillers") and not (token.lower.endswith("ly") and adverb(token.lower)):
            return token.lower
    return None


def adverb(word: str) -> bool:
    """Whether a word in -ly is an adverb: "jointly", not "comply"."""
    return word not in listed("verbs_in_ly")


def agent(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject before the modal is a name that opens the unit: a government that will pay."""
    head = [t for t in tokens[:at] if t.text[0].isalnum()]
    if 0 < len(head) <= 6 and noun_kind(" ".join(t.text for t in head)) in ("organization", "person"):
        return True
    return (
        0 < len(head) <= 5
        and (head[0].text[0].isupper() or head[0].lower in {"the", "his", "her", "its", "their"})
        and not any(t.lower in {"it", "this", "that", "there", "i", "we"} for t in head)
    )


def can_act(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject is a person, a body, a name, or men and vessels under somebody's orders: no crossing, no levy."""
    clause = future_clause(tokens)
    if clause is not None and clause.at == at:
        return clause.acts or bool(clause.subject and clause.subject[-1].lower in listed("forces"))
    head = [t for t in tokens[:at] if t.text[0].isalnum()]
    if not head:
        return False
    kind = noun_kind(" ".join(t.text for t in head))
    named = head[-1].text[0].isupper() and len(head) > 0
    return kind in ("organization", "person", "collective") or named or head[-1].lower in listed("forces")
