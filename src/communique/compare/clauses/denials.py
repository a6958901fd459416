"""What a clause denies: the act or thing that a negation falls on, and the words it is told with.

"No shot was fired" denies shot and fire; "had not signed the pact" denies sign, told of the pact; "parted without a
deal" denies deal. Negations that deny no act ("not only", "cannot think", "not until") are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token, lemma, read_words

_SUPPOSED = re.compile(r"(?i)\b(?:if|unless|whether|when|once)\s*$")
_REACH = 6
_BEFORE = 4
_BE = frozenset({"is", "was", "are", "were", "be", "been", "being"})
_OF_A_THING = frozenset({"no", "without", "none", "nobody", "neither"})


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause, the word in it whose truth it denies, the words that must be told with it, and those that may."""

    clause: Clause
    act: Token
    needed: tuple[str, ...]
    beside: tuple[Token, ...]
    of_an_act: bool = True  # a verb is denied, not a thing or a quality


def _just_before(clause: Clause) -> str:
    """The dozen characters before a clause."""
    start = clause.span[0]
    return clause.report.text[max(0, start - 12) : start]


def denials(clause: Clause) -> Iterator[Denial]:
    """The acts that a clause denies."""
    if clause.text.rstrip(" ”\"'’").endswith("?") or _SUPPOSED.search(_just_before(clause)):
        return
    words = clause.words
    for i, word in enumerate(words):
        low = word.text.lower().replace("’", "'")
        relative = i > 0 and words[i - 1].text.lower() in ("that", "which", "who", "whom") and i > 1
        if relative:
            continue
        if low in read_words()["negators"] or low.endswith("n't"):
            if not _passed_over(low, words[i + 1 : i + 1 + _REACH]):
                yield from _of_negator(clause, i, low)
        elif low in read_words()["unverbs"]:
            base = read_words()["unverbs"][low]
            yield Denial(clause, Token(word.start, word.end, word.text, base, False), (base,), _others(clause, word))
    text = clause.text.lower()
    if any(mark in text for mark in read_words()["undoing"]):
        for act in [w for w in words if _tells(w) and not w.capital][:2]:
            yield Denial(clause, act, (act.lemma,), _others(clause, act))
    elif _undone_later(clause):
        for act in [w for w in words if _tells(w) and not w.capital][:1]:
            yield Denial(clause, act, (act.lemma,), _others(clause, act))


def _undone_later(clause: Clause) -> bool:
    """Whether a later clause undoes what its sentence begins with: "A tour of the mill, set for noon, was called off"."""
    first, *later = clause.siblings or (clause,)
    rest = "".join(f", {c.text.lower()}" for c in later) if first is clause else ""
    return any(f", {mark}" in rest for mark in read_words()["undoing"])


def _of_negator(clause: Clause, at: int, negator: str) -> Iterator[Denial]:
    words = clause.words
    following = [w.text.lower() for w in words[at + 1 :]]
    if any(w in _tables()["sets_order"] for w in following) or any(w in _tables()["till"] for w in following):
        return
    if _ought(words[max(0, at - 2) : at + 1]) or _in_relative(clause, at):
        return
    after = [w for w in words[at + 1 : at + 1 + _REACH] if _tells(w)]
    before = [w for w in words[max(0, at - _BEFORE) : at] if _tells(w)]
    if not after:
        return
    if negator not in _OF_A_THING:
        act = after[0]
        if _given(words, act) or _cut_off(clause, act):
            return
        auxiliary = words[at - 1].text.lower() if at else negator
        quality = (auxiliary in _BE or negator.removesuffix("n't") in _BE) and not verb_form(act)
        owned = words[_place(words, act) - 1].text.lower() in _tables()["articles"]  # "does not have a permit"
        yield Denial(clause, act, (act.lemma,), (*before, *after[1:]), not (quality or owned))
        return
    verb = next((w for w in after if verb_form(w)), None)
    thing = after[0]
    if verb is None or verb is thing:
        yield Denial(clause, thing, (thing.lemma,), (*before, *after[1:]), verb is thing)
    else:
        rest = tuple(w for w in [*before, *after[1:]] if w is not verb)
        yield Denial(clause, verb, (verb.lemma, thing.lemma), rest)


def _place(words: Sequence[Token], word: Token) -> int:
    return next(i for i, w in enumerate(words) if w is word)


def _given(words: Sequence[Token], act: Token) -> bool:
    """Whether the word stands for something that is taken as given: "did not become part of that guild" denies no guild."""
    before = [w.text.lower() for w in words if w.end <= act.start][-2:]
    if verb_form(act) or not before:
        return False
    return before[-1] in _tables()["pointing"] or (
        len(before) == 2 and before[0] in _tables()["relating"] and before[1] in _tables()["determiners"]
    )


def _cut_off(clause: Clause, act: Token) -> bool:
    """Whether what is denied goes on behind the clause: "the indictment does not charge | the two with treason"."""
    _, end = clause.sentence
    rest = clause.report.text[act.end : end]
    return act is clause.words[-1] and rest[:1].isspace() and bool(rest.strip(' .”"’'))


def _ought(words: Sequence[Token]) -> bool:
    """Whether the negation is of what ought to be: "should not be required" denies nothing that is so."""
    lows = [w.text.lower().replace("’", "'") for w in words]
    return any(low.removesuffix("n't") in _tables()["ought"] for low in lows)


def _in_relative(clause: Clause, at: int) -> bool:
    """Whether the negation describes a thing ("a bill that the king has not signed") and is no news of it."""
    words = clause.words
    for i in range(max(1, at - _BEFORE), at):
        if (
            words[i].text.lower() in ("that", "which", "whom")
            and not words[i - 1].small
            and not verb_form(words[i - 1])
        ):
            return i > 2  # something is told before the thing
    return False


def _others(clause: Clause, act: Token) -> tuple[Token, ...]:
    return tuple(w for w in clause.content if w.start != act.start)


def _passed_over(negator: str, following: Sequence[Token]) -> bool:
    """Negations that deny no act: "not to influence", "without consulting", "cannot think that", "not until"."""
    lows = [w.text.lower() for w in following]
    if not following or lows[0] == "to" or any(w in _tables()["not_denying"] for w in lows[:2]):
        return True
    if negator == "without" and any(w.endswith("ing") for w in lows[:3]):
        return True
    first = next((w for w in following if not w.small and not w.text.lower().endswith("ly")), None)
    return first is not None and first.lemma in _tables()["thinking"]


def verb_form(word: Token) -> bool:
    """A past form or participle of a verb, by its shape: it differs from its lemma and is no plural."""
    low = word.text.lower()
    ending = low.endswith(("s", "er", "est"))  # a plural, or "offer" taken for more than "off"
    return not word.capital and low != word.lemma and not ending and lemma(low) == word.lemma


def _tells(word: Token) -> bool:
    return (
        not word.small
        and not word.text.lower().endswith("ly")
        and word.text[0].isalpha()
        and word.lemma not in _tables()["light"]
    )


@cache
def _tables() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_words()["denials"].items()}
