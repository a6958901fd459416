"""What two clauses say oppositely: one act or thing, affirmed by one and negated by the other, or two words that exclude one another.

Two clauses oppose each other in a pair of words that mean the same and of which one is denied ("a fine was paid", "not a krone
was paid"), or that stand on opposite poles and are both affirmed or both denied ("will be kept", "is to be abolished"). Poles are
in `data/poles.yaml`; antonyms come from WordNet (`concepts.tsv`), denials from `denials.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from communique.compare.clauses.anchors import generic
from communique.compare.clauses.denials import Denial, denials, verb_form
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token, concept_keys, likeness, opposites_among, read_words, read_yaml
from communique.record.comparison import ConflictKind

_REACH = 7  # words that a negation reaches
_UNDONE = 4  # and a verb of undoing
_ONE_ACT = 0.85
_MOST = 150  # clauses with one word that are looked at

How = Literal["negated", "antonym", "pole"]


@dataclass(frozen=True, slots=True)
class Pole:
    """A word or phrase of a clause on one side of an opposition."""

    number: int
    side: str
    span: tuple[int, int]
    word: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two clauses, the places in both that exclude one another, and how."""

    left: Clause
    one: tuple[int, int]
    right: Clause
    other: tuple[int, int]
    how: How
    kind: ConflictKind
    words: tuple[str, str]
    strength: float  # how surely the two words are one act, or exclude one another
    of_noun: bool = False  # a thing or a quality is negated, not a verb
    unsaid: float = 0.0  # share of what is denied together with the word that the other clause does not say


def oppositions(clauses: Sequence[Clause]) -> Iterator[Opposition]:
    """Every pair of clauses of different reports, or of different statements of one, that oppose each other in some word."""
    asked = [c for c in clauses if not c.in_title and not c.text.rstrip(' ”"').endswith("?")]
    denied = {c.number: tuple(denials(c)) for c in asked}
    yield from _negated(asked, denied)
    yield from _antonyms(asked)
    yield from _on_poles(asked)


def _poles(clause: Clause) -> Iterator[Pole]:
    single, phrases = _pole_words()
    for word in clause.words:
        named = word.capital and word.start != clause.sentence[0]
        for number, side in () if named or _a_thing(clause, word) else single.get(word.lemma, ()):
            yield Pole(number, side, (word.start, word.end), word.lemma, _affirmed(clause, word.start))
    low = clause.text.lower()
    for pattern, number, side in phrases if _any_phrase().search(low) else ():
        for match in pattern.finditer(low):
            start, end = clause.span[0] + match.start(), clause.span[0] + match.end()
            yield Pole(number, side, (start, end), match.group(), _affirmed(clause, start))


def _a_thing(clause: Clause, word: Token) -> bool:
    """Whether a word that may be an act stands for a thing: "the cut", "the cuts"; "the ban" has no other sense."""
    before = [w.text.lower() for w in clause.words if w.end <= word.start][-1:]
    return before in _DETERMINED and not verb_form(word) and word.lemma in _raw()["acts_or_things"]


_DETERMINED = (["the"], ["a"], ["an"], ["this"], ["these"], ["those"])


def named_act(clause: Clause, word: Token) -> bool:
    """Whether a word names an act and does not tell it: "accused in the shooting of a boy"."""
    before = [w.text.lower() for w in clause.words if w.end <= word.start][-1:]
    return word.text.endswith("ing") and before in (*_DETERMINED, ["of"], ["in"], ["his"], ["her"], ["its"], ["their"])


def _affirmed(clause: Clause, start: int) -> bool:
    """Whether no negation stands among the words before a place, or before what the place says that of."""
    before = [w for w in clause.words if w.start < start][-_REACH:]
    lows = [w.text.lower().replace("’", "'") for w in before]
    if any(w.lemma in _undoing() for w in before[-_UNDONE:]):
        return False  # "to reverse the ban": what is told is that it is gone
    return not any(low in read_words()["negators"] or low == "without" or low.endswith("n't") for low in lows)


@cache
def _undoing() -> frozenset[str]:
    return frozenset(_raw()["undoing"])


def _meet(left: Clause, right: Clause) -> bool:
    """Whether two clauses may be laid side by side: of two reports, or of two statements."""
    if left.report is not right.report:
        return True
    return left.statement is not None and right.statement is not None and left.statement.id != right.statement.id


def _negated(clauses: Sequence[Clause], denied: dict[int, tuple[Denial, ...]]) -> Iterator[Opposition]:
    """A word that one clause denies (see `denials.py`) and another affirms."""
    wanted = {key for found in denied.values() for denial in found for key in concept_keys(denial.act.lemma)}
    if not wanted:
        return
    index: dict[str, list[tuple[Clause, Token]]] = defaultdict(list)
    for clause in clauses:
        for word in clause.content if not clause.tone.negations else ():
            if _tells(word):
                for key in concept_keys(word.lemma) & wanted:
                    index[key].append((clause, word))
    for clause in clauses:
        for denial in denied[clause.number]:
            act = denial.act
            met = {
                (t.number, other.start): (t, other)
                for key in concept_keys(act.lemma)
                for t, other in index[key][:_MOST]
                if likeness(act.lemma, other.lemma) >= _ONE_ACT and _meet(clause, t) and not named_act(t, other)
            }
            for _, (t, other) in sorted(met.items()):
                lemmas = [w.lemma for w in t.content]
                needed = [w for w in denial.needed if w != act.lemma]
                said = sum(any(likeness(w, o) >= _ONE_ACT for o in lemmas) for w in needed)
                yield Opposition(
                    clause, (act.start, act.end), t, (other.start, other.end), "negated", "whether-happened",
                    (act.lemma, other.lemma), likeness(act.lemma, other.lemma), not denial.of_an_act,
                    1.0 - said / len(needed) if needed else 0.0,
                )  # fmt: skip


def _antonyms(clauses: Sequence[Clause]) -> Iterator[Opposition]:
    index: dict[str, list[tuple[Clause, Token, bool]]] = defaultdict(list)
    for clause in clauses:
        for word in clause.content:
            if not word.capital and _tells(word) and len(index[word.lemma]) < _MOST:
                index[word.lemma].append((clause, word, _affirmed(clause, word.start)))
    for a, b in opposites_among(index):
        for left, word, affirmed in index[a]:
            for right, other, agreed in index[b]:
                both = _has(left, b) or _has(right, a)  # "from the northern coast to the southern": no opposition
                if affirmed == agreed and not both and _meet(left, right):
                    spans = ((word.start, word.end), (other.start, other.end))
                    yield Opposition(left, spans[0], right, spans[1], "antonym", "characterisation", (a, b), 0.8)


def _on_poles(clauses: Sequence[Clause]) -> Iterator[Opposition]:
    """Opposite poles with one sign, and one pole with two signs ("did not appear", "among those present")."""
    found: dict[int, list[tuple[Clause, Pole, bool]]] = defaultdict(list)
    for clause in clauses:
        for pole in _poles(clause):
            found[pole.number].append((clause, pole, (pole.side == "a") == pole.positive))
    kinds = [entry["kind"] for entry in _raw()["poles"]]
    for number, places in sorted(found.items()):
        for left, one, _ in [p for p in places if p[2]][:_MOST]:
            for right, other, _ in [p for p in places if not p[2]][:_MOST]:
                same_word = one.side == other.side and likeness(one.word, other.word) >= _ONE_ACT
                both = _has(left, other.word) or _has(right, one.word)
                # a word and its denial are found as such
                if _meet(left, right) and not same_word and not both:
                    words = (one.word, other.word)
                    strength = 1.0 if one.side != other.side else 0.7
                    yield Opposition(left, one.span, right, other.span, "pole", kinds[number], words, strength)


def _has(clause: Clause, word: str) -> bool:
    return any(w.lemma == word for w in clause.words)


def _tells(word: Token) -> bool:
    light = read_words()["denials"]["light"]
    return word.text[0].isalpha() and word.lemma not in generic() and word.lemma not in light


@cache
def _raw() -> dict[str, Any]:
    return read_yaml("poles.yaml")


@cache
def _any_phrase() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _pole_words()[1]))


@cache
def _pole_words() -> tuple[dict[str, list[tuple[int, str]]], list[tuple[re.Pattern[str], int, str]]]:
    """Lemma -> (number of the opposition, side), and the phrases with theirs."""
    single: dict[str, list[tuple[int, str]]] = defaultdict(list)
    phrases = []
    for number, entry in enumerate(_raw()["poles"]):
        for side in ("a", "b"):
            for word in entry[side]:
                if " " in word or "(" in word:
                    phrases.append((re.compile(rf"\b(?:{word})\b"), number, side))
                else:
                    single[word].append((number, side))
    return dict(single), phrases
