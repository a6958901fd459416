"""Trigger words of a sentence, with the neighbours that make them something else ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import Token
from communique.read.events.lexicon import Filter, Word, filters, trigger_phrases

_DETERMINERS = word_set("communique.read.events", "determiners")
_VERBAL = word_set("communique.read.events", "verbal")
_NEAR = 10
_OBJECT = 7  # tokens behind a trigger among which its object stands
_OPENING_MARKS = frozenset("\"“‘'«")
_SAYING = frozenset("said says saying say added adding wrote asked warned told shouted insisted replied that".split())
_COUNTED = frozenset("of the more enough fewer up their his her our its needed winning".split())
_DO = frozenset({"do", "does", "did"})
_PREPOSED = frozenset(
    "about after against amid at before by despite during following for from in into of on over since with without".split()
)
_BE = word_set("communique.read.events", "be")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [first, last) of a sentence that name an event of `kind`; `noun` tells how; `form` is the verb's form."""

    first: int
    last: int
    kind: str
    lemma: str
    noun: bool
    form: str


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """Every trigger of a sentence, left to right."""
    out = []
    for first, last, word in trigger_phrases().find(tokens):
        rule = filters().get(word.lemma)
        if rule is not None and _ruled_out(tokens, first, last, rule):
            if word.lemma != "quit":
                continue
            word = replace(word, kind="RESIGNATION")  # no place or treaty beside it: somebody leaves office
        trigger = _trigger(tokens, first, last, word)
        if trigger is not None:
            out.append(trigger)
    return out


def _ruled_out(tokens: Sequence[Token], first: int, last: int, rule: Filter) -> bool:
    left = [t.lower for t in tokens[max(0, first - 3) : first]]
    right = [t.lower for t in tokens[last : last + 4]]
    before = left[-1] if left else ""
    if rule.only_before and before not in rule.only_before:
        return True
    if rule.near and not any(t.lower in rule.near for t in tokens[max(0, first - _NEAR) : last + _NEAR]):
        return True
    if rule.beside and any(t.lower in rule.beside for t in tokens[max(0, first - _NEAR) : last + _NEAR]):
        return True
    if rule.object and rule.object_in(tokens[last : last + _OBJECT]):
        return True
    if rule.only_after and not any(word in rule.only_after for word in right):
        return True
    if any(" ".join(left[-n:]) in rule.before for n in (1, 2, 3) if left):
        return True
    return any(" ".join(right[:n]) in rule.after for n in (1, 2, 3) if right[:n])


def _trigger(tokens: Sequence[Token], first: int, last: int, word: Word) -> Trigger | None:
    before = tokens[first - 1].lower if first else ""
    if (
        first
        and tokens[first].text.isupper()
        and len(tokens[first].text) > 1
        and not tokens[first - 1].text.isupper()
        and len(tokens) > 12
    ):
        return None  # an acronym
    if (
        _in_a_name(tokens, first, last)
        or _in_a_title(tokens, first)
        or (word.lemma == "presidential campaign" and before.endswith(("'s", "s'")))
    ):
        return None
    if word.pos == "noun":
        return Trigger(first, last, word.kind, word.lemma, True, "")
    if word.lemma == "vote" and tokens[last - 1].lower == "votes" and (before[:1].isdigit() or before in _COUNTED):
        return None  # "by 301 votes": how many, and no event
    if "," in before and before.replace(",", "").isdigit() and tokens[last - 1].lower.endswith("s"):
        return None  # "520,000 arrests": a statistic
    noun = _is_noun(tokens, first, before, word)
    rule = filters().get(word.lemma)
    behind = tokens[last].lower if last < len(tokens) else ""
    helped = before in _VERBAL or before in _DO
    verbal = (
        behind in _DETERMINERS - _PREPOSED or before in _DO or (not noun and (word.form not in ("", "base") or helped))
    )
    if rule and rule.whom and verbal and not rule.is_of(tokens[last : last + _OBJECT]):
        return None  # "wants it addressed", "did not address the request"
    if word.pos == "verb" and noun and word.form not in ("gerund", "past", "participle"):
        return None
    if (
        word.pos == "verb"
        and noun
        and word.form in ("past", "participle")
        and before in _DETERMINERS
        and last < len(tokens)
        and tokens[last].text.isalpha()
        and tokens[last].lower not in {"by", "in"}
    ):
        return None  # "the detained men": an adjective
    return Trigger(first, last, word.kind, word.lemma, noun, word.form)


def _is_noun(tokens: Sequence[Token], first: int, before: str, word: Word) -> bool:
    """Whether the form stands as a noun: after a determiner or possessive and not after `to` or an auxiliary."""
    if before in _VERBAL or before in _BE:
        return False
    if before == "that" and word.pos == "verb" and word.form in ("past", "participle"):
        return False  # "the attack that killed nine"
    if before in _DETERMINERS or before.endswith(("'s", "s'")) or before in {"'", "’"}:
        return not (
            word.form == "gerund" and before in _DETERMINERS - {"the", "a", "his", "her", "its", "their", "this", "an"}
        )
    if word.pos == "verb":
        return False
    if word.form in ("past", "participle", "gerund"):
        return False
    if first > 1 and tokens[first - 1].text[:1].isupper() and tokens[first - 2].lower in _DETERMINERS:
        return True
    if word.form == "base":
        return before not in {"and", "or", ",", ""} and not _name(tokens, first - 1)
    return before != "" and not _name(tokens, first - 1)


def _name(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index].text[:1].isupper()


def _in_a_title(tokens: Sequence[Token], first: int) -> bool:
    """Whether a capital opens quoted words in the middle of a sentence: the programme "Meet the Nation"."""
    if first < 2 or not tokens[first].text[0].isupper() or tokens[first - 1].text not in _OPENING_MARKS:
        return False
    before = tokens[first - 2].text
    return before[:1].isalpha() and before.lower() not in _SAYING


def _in_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Capitalised inside a capitalised run in running text: part of a name (Conference of Bishops, Meeting House)."""
    if (
        not tokens[first].text[0].isupper()
        or first == 0
        or all(t.text[:1].isupper() for t in tokens if len(t.text) > 4)
    ):
        return False
    after = tokens[last] if last < len(tokens) else None
    return (
        tokens[first - 1].text[:1].isupper() and after is not None and (after.text[:1].isupper() or after.lower == "of")
    )
