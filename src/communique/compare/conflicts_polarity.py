"""Whether it happened, whether it was agreed: one says so, the other says that it did not.

The denied act is the first telling word after the negation ("nobody signed", "no deal"); another report, or
another party, must tell the same act of the same thing as done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.compare.anchors import Anchoring, anchoring, sentence_words
from communique.compare.clashes import Clash, Evidenced, Place, one_wave, other_voice
from communique.compare.story import Clause
from communique.compare.words import Token, concept_keys, groups_of, likeness, read_words
from communique.record.comparison import ConflictKind

_REACH = 4
_AGREED = frozenset({"=accord", "=sign", "=treaty", "=ratify", "=promise"})
_ONE_ACT = 0.85
_SAME_ACT = 0.95


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause and the word in it whose truth it denies."""

    clause: Clause
    act: Token


def polarity_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between a denial and another voice that tells the denied act as done."""
    acts: dict[str, list[tuple[Clause, Token]]] = defaultdict(list)
    for clause in seen.story.clauses:
        denied = {d.act.start for d in denials(clause)}
        for word in clause.content:
            if (
                word.start not in denied
                and not _unreal(clause, word)
                and not (clause.tone.negative and len(clause.content) < 5)
            ):
                for key in concept_keys(word.lemma):
                    acts[key].append((clause, word))
    out: list[Clash] = []
    for denial in (d for c in seen.story.clauses for d in denials(c)):
        found = {id(c): (c, w) for key in sorted(concept_keys(denial.act.lemma)) for c, w in acts[key][:120]}
        for clause, word in sorted(found.values(), key=lambda x: (x[0].number, x[1].start)):
            if likeness(denial.act.lemma, word.lemma) >= _ONE_ACT and _rivals(denial.clause, clause):
                out.extend(_clash(seen, denial, clause, word))
    return out


def _unreal(clause: Clause, word: Token) -> bool:
    """An infinitive ("to meet"), which tells no act."""
    at = next(i for i, w in enumerate(clause.words) if w.start == word.start)
    return at > 0 and clause.words[at - 1].text.lower() in ("to", "of", "from", "for") and not clause.tone.future


def denials(clause: Clause) -> Iterator[Denial]:
    """The acts that a clause denies."""
    if clause.text.rstrip(" ”\"'’").endswith("?"):
        return
    words = clause.words
    for i, word in enumerate(words):
        low = word.text.lower().replace("’", "'")
        if low in read_words()["negators"] or low.endswith("n't"):
            following = [w for w in words[i + 1 : i + 1 + _REACH] if _tells(w)]
            if any(w.text.lower() in ("until", "only", "yet", "one", "just", "least") for w in words[i + 1 : i + 3]):
                continue
            if _bound_elsewhere(low, words[i + 1 : i + 1 + _REACH]):
                continue
            wanted = 2 if low in ("no", "without", "none", "nobody") else 1
            for act in following[:wanted]:
                yield Denial(clause, act)
    text = clause.text.lower()
    if any(mark in text for mark in read_words()["undoing"]):
        for act in [w for w in words if _tells(w) and not w.capital][:2]:
            yield Denial(clause, act)
    for word in words:
        if word.lemma.startswith("un") and word.text.lower() in read_words()["unverbs"]:
            yield Denial(
                clause, Token(word.start, word.end, word.text, read_words()["unverbs"][word.text.lower()], False)
            )


def _bound_elsewhere(negator: str, following: Sequence[Token]) -> bool:
    """Negations that deny no act: "not to influence", "without consulting", "cannot think that"."""
    if following and following[0].text.lower() == "to":
        return True
    if negator == "without" and any(w.text.lower().endswith("ing") for w in following[:3]):
        return True
    first = next((w for w in following if not w.small and not w.text.lower().endswith("ly")), None)
    return first is not None and first.lemma in ("think", "know", "believe", "want", "expect", "doubt", "mean")


def _tells(word: Token) -> bool:
    return (
        not word.small
        and not word.text.lower().endswith("ly")
        and word.text[0].isalpha()
        and word.lemma not in ("call", "want", "think", "know", "believe")
    )


def _rivals(denying: Clause, telling: Clause) -> bool:
    """Whether the two can contradict: other voices, the same days, both told as fact."""
    if denying.tone.future != telling.tone.future or denying.tone.conditional or telling.tone.conditional:
        return False
    if (
        telling.tone.possible
        or denying.tone.possible
        or telling.tone.reported
        or telling.text.rstrip(' ”"').endswith("?")
    ):
        return False
    if not one_wave(denying, telling):
        return False
    if denying.report is telling.report:
        return denying.statement is not None and telling.statement is not None and other_voice(denying, telling)
    return True


def _clash(seen: Evidenced, denial: Denial, telling: Clause, word: Token) -> Iterator[Clash]:
    act = denial.act.lemma
    left, right = denial.clause, telling
    near = anchoring(seen.aligner, left.content, right.content, [act, word.lemma], least=0.8)
    wide = anchoring(seen.aligner, sentence_words(left), sentence_words(right), [act, word.lemma], least=0.8)
    if not _enough(seen, left, near, wide, act, word):
        return
    parties = other_voice(left, right)
    agreed = bool(groups_of(act) & _AGREED)
    kind: ConflictKind = "agreed-or-not" if agreed else "whether-happened"
    yield Clash(
        kind=kind,
        left=Place(right, right.span, right.text),
        right=Place(left, left.span, left.text),
        topic=f"{act}: {wide.shown()}",
        strength="hard",
        confidence=round(min(0.9, 0.5 + 0.1 * near.told + 0.08 * wide.told), 2),
        reasons=(f"one tells the act “{word.text}”, the other denies it", f"of the same thing: {wide.shown()}"),
        parties=parties,
    )


def _enough(seen: Evidenced, denying: Clause, near: Anchoring, wide: Anchoring, act: str, word: Token) -> bool:
    """The act must tell something, and its object must be the same: in the clauses, or where "it" points to."""
    told = seen.aligner.weight(act)
    things = {w.lemma for w in sentence_words(denying) if not w.capital}
    if not any(a in things for a, _ in wide.pairs):
        return False
    if near.strong >= 2 and near.told >= 0.8:
        return True
    if likeness(act, word.lemma) < _SAME_ACT or denying.tone.future:
        return False
    plain = any(a in things for a, _ in near.pairs)
    if plain and near.told + told >= 0.5 and wide.strong >= 2:
        return True
    short = len(denying.content) <= 3
    return short and told >= 0.2 and wide.told + told >= 0.7


__all__ = ["Denial", "denials", "polarity_clashes"]
