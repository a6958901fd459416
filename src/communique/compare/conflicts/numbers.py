"""Numbers that cannot both be right: one thing counted, one moment, one group, two values.

Gates leave out what can be told apart for certain (rates of other spans, other groups, a number that the other report gives
too, bounds and roundings); what is left is weighed by the features of `questions.py` and those named here. A count may be told
without a figure (`counts.py`): "a sentry" against "three sentries", "nobody was hurt" against "four sailors were hurt".
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.compare.clauses.anchors import anchoring, generic, sentence_words
from communique.compare.clauses.counts import implied_counts, in_one_measure
from communique.compare.clauses.quantities import Quantity, tables
from communique.compare.clauses.story import Clause, Report
from communique.compare.clauses.words import Token, concept_keys, groups_of, likeness
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, by_parties, one_wave, other_voice
from communique.compare.conflicts.questions import Asked, sure, table, weighed
from communique.compare.conflicts.topics import counted, counted_topic, printed
from communique.lexicon import noun_kind
from communique.record.reading import Act

_SAME_THING = 0.6
_STRESSED = 12  # characters from an article within which "single" stands
_SAME_NOUN = 0.85
_CLOSE = 1.03  # large numbers closer than this are one number, told more and less exactly
_FINE = 1000
_WIDEST = 6.0  # two versions of one number seldom differ by more than this factor
_MEASURES = ("ton", "tons", "tonne", "metre", "meter", "cubic", "square", "crown", "dollar", "mile", "cent", "per")
_GENERIC = frozenset(
    {"man", "men", "people", "person", "member", "thing", "side", "time", "case", "party", "other", "percent"}
)
_DYING = frozenset({"=kill", "=wound", "=free", "=hold"})  # "four deaths" counts persons as "four people died" does
_CROWD = math.log(5)  # both reports give four other values of the sort: accounts, scores, tables
_ONE_WORD = 0.95
_ONE_MATTER = 0.8  # what two sentences of one report must share before their numbers are one
_SLIP = 0.75
_BINDING: frozenset[Act] = frozenset(("commit", "agree", "refuse"))
_MOST = 200  # numbers of one sort in a story that are compared with one another


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the clause that it stands in; `implied` when an article or a "no" tells it."""

    clause: Clause
    quantity: Quantity
    implied: bool = False


def number_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between numbers of two reports. A number that the other report gives too counts something else."""
    out = []
    for one, other in rivals(seen):
        asked = features_of(seen, one, other)
        if asked.features["crowd"] >= _CROWD:
            continue
        score = weighed("numbers", asked.features)
        # a measure (tons, crowns, miles) is taken of many things in one report, persons and ships are counted as what they are
        if score >= sure("numbers", "least_measured" if one.quantity.unit else "least"):
            out.append(_clash(one, other, asked, score))
    return out


def slip_clashes(seen: Evidenced) -> list[Clash]:
    """Two values of one number in one report, in one voice: only where the words around both are the same."""
    out = []
    for report in seen.story.reports:
        counted = [
            Counted(c, q) for c in report.clauses if not c.in_title for q in c.quantities if q.noun and not q.unit
        ]
        for i, one in enumerate(counted):
            for other in counted[i + 1 :]:
                if one.clause.sentence == other.clause.sentence or not _slip(one, other):
                    continue
                leave = [str(one.quantity.noun), str(other.quantity.noun), *_MEASURES]
                words = sentence_words(one.clause), sentence_words(other.clause)
                shared = anchoring(seen.aligner, *words, leave, least=_ONE_WORD)
                if shared.strong >= 3 and shared.told >= _ONE_MATTER:
                    out.append(_clash(one, other, Asked({}, shared), _SLIP))
    return out


def _slip(one: Counted, other: Counted) -> bool:
    """One noun with one description, told in the same tense by the same voice, of no other day."""
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    if a.noun != b.noun or a.noun in _GENERIC or not comparable(a, b) or a.agrees(b):
        return False
    if a.bound != "exact" or b.bound != "exact" or "among" in (a.role, b.role):
        return False
    if max(a.value, b.value) > 2 * min(a.value, b.value) or set(left.speakers) != set(right.speakers):
        return False
    return not (left.tone != right.tone or left.whens or right.whens or _row(left, a) or _row(right, b))


def rivals(seen: Evidenced) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of numbers of one sort that may be two versions of one: of two reports, or of two voices in one."""
    by_thing: dict[str, list[Counted]] = defaultdict(list)
    for clause in seen.story.clauses:
        for quantity in clause.quantities:
            if quantity.thing and not _speaks(clause, quantity):
                by_thing[_group(quantity)].append(Counted(clause, quantity))
    figures = {thing: len(found) for thing, found in by_thing.items()}
    for clause in seen.story.clauses:
        for quantity in () if clause.in_title else implied_counts(clause):
            if not _speaks(clause, quantity):
                by_thing[_group(quantity)].append(Counted(clause, quantity, implied=True))
    things = sorted(by_thing)
    alike = [(x, y) for i, x in enumerate(things) for y in things[i:] if x == y or likeness(x, y) >= _SAME_THING]
    keys = _SentenceKeys()
    for x, y in alike:
        if not figures.get(x) and not figures.get(y):
            continue
        for i, one in enumerate(by_thing[x][:_MOST]):
            for other in by_thing[y][(i + 1 if x == y else 0) : _MOST]:
                first, second = (one, other) if one.clause.number < other.clause.number else (other, one)
                if not (one.implied and other.implied) and _may_rival(first, second) and not keys.apart(first, second):
                    yield first, second


def _speaks(clause: Clause, quantity: Quantity) -> bool:
    """Whether a number counts those who speak ("two officials said"): how many a report asked is its own affair.

    How many bound themselves ("nine states promised") is not.
    """
    start, end = quantity.span
    return any(
        start >= s and end <= e
        for said in clause.report.statements
        if said.act not in _BINDING
        for s, e in (*said.cue, *said.source)
    )


class _SentenceKeys:
    """What the sentences around numbers speak of, worked out once: most pairs share nothing but the thing counted."""

    def __init__(self) -> None:
        self._keys: dict[tuple[int, str | None], frozenset[str]] = {}

    def apart(self, one: Counted, other: Counted) -> bool:
        """Whether the sentences, with those before and after, have no word in common beside what is counted."""
        return self._of(one).isdisjoint(self._of(other))

    def _of(self, counted: Counted) -> frozenset[str]:
        place = (counted.clause.number, counted.quantity.thing)
        found = self._keys.get(place)
        if found is None:
            left_out = {counted.quantity.noun, counted.quantity.unit, *_MEASURES}
            lemmas = {w.lemma for w in _wider(counted.clause) if not w.text[0].isdigit()}
            words = lemmas - left_out - generic()
            found = self._keys[place] = frozenset(k for w in words for k in concept_keys(w))
        return found


def _wider(clause: Clause) -> list[Token]:
    sentences = list(clause.report.by_sentence)
    at = sentences.index(clause.sentence)
    return [w for s in sentences[max(0, at - 1) : at + 2] for c in clause.report.by_sentence[s] for w in c.content]


def _group(quantity: Quantity) -> str:
    """Units of one measure together, persons of any sort together, other units and nouns as they are."""
    if quantity.unit is not None:
        measure = tables()["same_measure"].get(quantity.unit)
        return f"\x00{measure[0]}" if measure else quantity.unit
    return "\x00persons" if _person(quantity.noun) else str(quantity.thing)


def _person(noun: str | None) -> bool:
    if noun is None:
        return False
    return noun in table()["persons"] or noun_kind(noun) == "person" or bool(groups_of(noun) & _DYING)


def _may_rival(one: Counted, other: Counted) -> bool:
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    if left.report is right.report and not (other_voice(left, right) and not left.in_title and not right.in_title):
        return False
    if a.value == b.value or not comparable(a, b) or in_one_measure(a).agrees(in_one_measure(b)):
        return False
    if not one_wave(left, right) or (left.in_title and right.in_title):
        return False
    if other_voice(left, right) and _wanted(left) and _wanted(right):
        return False  # what one asks and another offers are two positions
    low, high = sorted((in_one_measure(a).value, in_one_measure(b).value))
    if high <= _CLOSE * low and (a.bound != b.bound or a.value >= _FINE):
        return False
    if low > (1 if _single(one) or _single(other) else 0) and high > _WIDEST * low:
        return False
    if {w for w in a.about ^ b.about if w in tables()["sets_apart"]}:
        return False
    if (one.implied or other.implied) and likeness(str(a.noun), str(b.noun)) < _SAME_NOUN:
        return False  # "an interview" beside "two conversations": an article counts only what both call alike
    if _beside(a, right, b) or _beside(b, left, a):
        return False
    return not _given(a, right.report, left) and not _given(b, left.report, right)


def _single(counted: Counted) -> bool:
    """Whether the report stresses that it was one ("a single vote"); "a state" may be any of fifty."""
    start = counted.quantity.span[0]
    return counted.implied and " single " in counted.clause.report.text[start : start + _STRESSED]


def _beside(quantity: Quantity, clause: Clause, rival: Quantity) -> bool:
    """Whether the sentence of a rival gives this number, too, or one that is nearly the same: that one is its counterpart."""
    value = in_one_measure(quantity).value
    for q in (q for c in clause.siblings for q in c.quantities if q.span != rival.span and comparable(q, quantity)):
        low, high = sorted((in_one_measure(q).value, value))
        if high <= _CLOSE * low:
            return True
    return False


def _other_fate(a: Quantity, b: Quantity) -> bool:
    """Whether one number is of the dead, say, and the other of the hurt; of a number that tells neither nothing is known."""
    return a.fate is not None and b.fate is not None and a.fate != b.fate


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count one sort of thing in one way."""
    if {"from", "part"} & {a.role, b.role} or (a.per and b.per and a.per != b.per) or _other_fate(a, b):
        return False
    if a.unit or b.unit:
        return _group(a) == _group(b)
    if not a.noun or not b.noun:
        return False
    return likeness(a.noun, b.noun) >= _SAME_THING or (_person(a.noun) and _person(b.noun))


def _row(clause: Clause, quantity: Quantity) -> bool:
    """Whether the sentence gives another number of the same sort: shares, sums and scores come in rows."""
    others = [q for c in clause.siblings for q in c.quantities if q.span != quantity.span and q.value != quantity.value]
    return any(comparable(q, quantity) for q in others)


def _wanted(clause: Clause) -> bool:
    """Whether somebody asks or offers what the clause tells of, by the act or by a word of its sentence."""
    said = clause.statement.act if clause.statement else None
    return said in ("demand", "offer") or any(w.lemma in tables()["wanted"] for c in clause.siblings for w in c.words)


def _given(quantity: Quantity, report: Report, other: Clause) -> bool:
    """Whether the report gives this number of this sort of thing anywhere: then it is not what the two differ on."""
    if report is other.report:
        return False
    for found in report.values.get(quantity.value, ()):
        if found.thing is None or quantity.thing is None or likeness(found.thing, quantity.thing) >= _SAME_THING:
            return True
        if _person(found.noun) and _person(quantity.noun):
            return True
    return False


def features_of(seen: Evidenced, one: Counted, other: Counted) -> Asked:
    """What speaks for two versions of one number: words around both, and how close values and nouns are."""
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    leave = [*(x for x in (a.noun, b.noun, a.unit, b.unit) if x), *_MEASURES]
    asked = seen.questions.asked(left, a.span, right, b.span, leave)
    low = min(in_one_measure(a).value, in_one_measure(b).value)
    like = 1.0 if a.unit else likeness(str(a.noun), str(b.noun))
    features = {
        **asked.features,
        "generic": float(a.noun in _GENERIC or b.noun in _GENERIC),
        "like": like,
        "rate": float(a.unit == "percent"),
        "large": min(6.0, math.log10(low + 1)),
        "none": float(low == 0),
        "single": float((one.implied or other.implied) and low > 0),
        "row": float(_row(left, a) or _row(right, b)),
        "part": float((a.role == "among") != (b.role == "among")),
        "about": float(a.bound != b.bound),
        "within": float(left.report is right.report),
        "crowd": math.log(1 + min(_sorts(left.report, a), _sorts(right.report, b))),
    }
    return replace(asked, features=features)


def _sorts(report: Report, quantity: Quantity) -> int:
    """How many other values of this sort a report gives: where there are many, two of them are two versions of one only by chance."""
    found = {
        q.value for c in report.clauses for q in c.quantities if q.value != quantity.value and comparable(q, quantity)
    }
    return len(found)


def _clash(one: Counted, other: Counted, asked: Asked, score: float) -> Clash:
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    first, second = printed(left, a), printed(right, b)
    shared = f"; both speak of {asked.anchors.shown()}" if asked.anchors.strong else ""
    return Clash(
        kind="number",
        left=Place(left, left.span, first),
        right=Place(right, right.span, second),
        topic=counted_topic(counted(left, a), counted(right, b)),
        strength="hard",
        confidence=round(min(0.95, 0.3 + 0.65 * score), 2),
        reasons=(f"{first} against {second}", f"both count {a.noun or b.noun or a.unit}{shared}"),
        parties=by_parties(left, right) or other_voice(left, right),
    )
