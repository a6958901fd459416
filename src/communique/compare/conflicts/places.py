"""Where it was, and by whom it was done: one act with two places, or with two doers, in reports of the same days.

A place is read from a preposition and the phrase after it ("at the north gate"); a doer from "by" after a verb form.
Two of them are rivals when the act and something beside it are the same and neither report knows the other's word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.compare.clauses.anchors import anchoring, generic, sentence_words
from communique.compare.clauses.denials import verb_form
from communique.compare.clauses.story import Clause, Report
from communique.compare.clauses.words import Token, likeness, opposite, read_yaml
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, by_parties, one_wave, other_voice
from communique.compare.conflicts.topics import either_topic
from communique.lexicon import name_key, noun_kind, state_of
from communique.record.comparison import ConflictKind

_ONE_ACT = 0.85
_VERY_ACT = 0.95  # two names are laid side by side only behind one word: "stopped" and "arrested" befall other people
_OTHER_THING = 0.6  # places or doers more alike than this are one thing in two words
_PHRASE = 4
_BACK = 5  # words before a preposition among which its verb stands
_OF_ONE_THING = 0.4
_SHARED = 0.3
_BESIDE_NAME = 0.45
_FIGURE = 0.3
_MOST = 120  # phrases of one sort that are laid side by side


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place or a doer in a clause: the preposition, the words after it, and the verb before it if one is near."""

    clause: Clause
    preposition: str
    words: tuple[Token, ...]
    act: Token | None
    article: bool = False

    @property
    def head(self) -> Token:
        """The noun or name that the phrase ends in."""
        return self.words[-1]

    @property
    def text(self) -> str:
        """As printed."""
        return self.clause.report.text[self.words[0].start : self.words[-1].end]


def place_clashes(seen: Evidenced) -> list[Clash]:
    """One act at two places: one noun told apart by its description, or two names after one preposition."""
    phrases = [p for c in seen.story.clauses if _told(c) for p in _phrases(c, _table()["prepositions"])]
    places = [p for p in phrases if p.head.lemma not in _table()["no_place"] and not p.words[0].text[0].isdigit()]
    by_head: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for phrase in places:
        by_head[phrase.preposition, "" if phrase.head.capital else phrase.head.lemma].append(phrase)
    out = []
    for (_, head), found in sorted(by_head.items()):
        for left, right in _pairs(found[:_MOST]):
            if not one_wave(left.clause, right.clause):
                continue
            if head and _described_apart(seen, left, right):
                out.append(_clash("place", left, right, f"Which {left.head.text.lower()}", 0.65))
            elif not head and _named_apart(seen, left, right):
                out.append(_clash("place", left, right, "Where", 0.6))
    return out


def doer_clashes(seen: Evidenced) -> list[Clash]:
    """One act of one thing, done by two different doers."""
    doers = [p for c in seen.story.clauses if _told(c) for p in _phrases(c, ("by",)) if _done(p)]
    out = []
    for left, right in _pairs(doers[:_MOST]):
        assert left.act is not None
        assert right.act is not None
        if not one_wave(left.clause, right.clause) or likeness(left.act.lemma, right.act.lemma) < _ONE_ACT:
            continue
        if _alike(left, right) or _known(left, right.clause) or _known(right, left.clause):
            continue
        leave = [left.act.lemma, right.act.lemma, *(w.lemma for w in (*left.words, *right.words))]
        shared = anchoring(seen.aligner, left.clause.content, right.clause.content, leave, least=_ONE_ACT)
        if shared.strong >= 1 and shared.told >= _OF_ONE_THING and _may_do(left, right):
            out.append(_clash("who", left, right, f"By whom ({left.act.text.lower()})", 0.65))
    return out


def _done(phrase: Phrase) -> bool:
    """Whether a verb form, or a word after "was" or "were", stands before the doer."""
    if phrase.act is None:
        return False
    before = [w.text.lower() for w in phrase.clause.words if w.end <= phrase.act.start]
    return verb_form(phrase.act) or before[-1:] in (["was"], ["were"], ["been"])


def _may_do(left: Phrase, right: Phrase) -> bool:
    """Whether one of two phrases names somebody, or something, that acts: a name, or a noun for persons, bodies or arms."""
    heads = (left.head, right.head)
    if any(head.lemma in _table()["no_doer"] for head in heads):
        return False
    acts = ("person", "organization", "collective", "media")
    return any(h.capital or noun_kind(h.lemma) in acts or h.lemma in _table()["arms"] for h in heads)


def _told(clause: Clause) -> bool:
    return not clause.in_title and not clause.tone.negations and not clause.tone.conditional


def _phrases(clause: Clause, prepositions: Sequence[str]) -> Iterator[Phrase]:
    words = clause.words
    for i, word in enumerate(words):
        if word.text.lower() not in prepositions:
            continue
        phrase: list[Token] = []
        introduced = False
        for follower in words[i + 1 :]:
            article = not phrase and follower.text.lower() in _table()["articles"]
            gap = clause.report.text[words[i].end if not phrase else phrase[-1].end : follower.start]
            if article:
                introduced = True
                continue
            initial = phrase and phrase[-1].capital and len(phrase[-1].text) == 1 and gap.strip() == "."
            if initial and prepositions == ("by",):
                gap = ""  # "by Orla T. Teck", "by U.S. officials"
            if follower.small or len(phrase) == _PHRASE or (phrase and gap.strip(" -")) or verb_form(follower):
                break
            if phrase and phrase[-1].capital and not follower.capital and not phrase[0].capital:
                break
            phrase.append(follower)
        if phrase and phrase[-1].text[0].isalpha():
            before = [w for w in words[max(0, i - _BACK) : i] if not w.small and not w.capital]
            act = next((w for w in reversed(before) if verb_form(w)), before[-1] if before else None)
            if word.text.lower() == "to" and not (act and verb_form(act) and (introduced or phrase[0].capital)):
                continue  # "to bolster security", "a reference to" are no ways to a place
            yield Phrase(clause, word.text.lower(), tuple(phrase), act, introduced)


def _pairs(found: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    for i, left in enumerate(found):
        for right in found[i + 1 :]:
            if left.words[-1].lemma == right.words[-1].lemma and len(left.words) == len(right.words) == 1:
                continue
            days = [(a.moment, b.moment) for a in left.clause.whens for b in right.clause.whens]
            if days and not any(a.meets(b) for a, b in days):
                continue  # another day is another act
            if left.clause.report is not right.clause.report or _parties(left.clause, right.clause):
                yield left, right


def _parties(left: Clause, right: Clause) -> bool:
    """Whether it is two voices that differ: known ones, or any two in one report."""
    return by_parties(left, right) or (left.report is right.report and other_voice(left, right))


def _described_apart(seen: Evidenced, left: Phrase, right: Phrase) -> bool:
    """One noun after one preposition, with another description: "the north bank", "the south bank"."""
    one, other = left.words[:-1], right.words[:-1]
    if not one or not other or any(likeness(a.lemma, b.lemma) >= _OTHER_THING for a in one for b in other):
        return False
    if not exclude(one[-1], other[-1]):
        return False
    if left.clause.report is right.clause.report or any(w.lemma in _table()["no_description"] for w in (*one, *other)):
        return False
    if _beside(right.clause.report, one[-1], left.head) or _beside(left.clause.report, other[-1], right.head):
        return False
    return _one_matter(seen, left, right, _SHARED)


def exclude(one: Token, other: Token) -> bool:
    """Whether two descriptions cannot be of one place: two names or two opposites; a military base may be a nuclear one."""
    if one.capital and other.capital:
        return state_of(one.text) is None or state_of(one.text) != state_of(other.text)
    return not one.capital and not other.capital and opposite(one.lemma, other.lemma)


def _named_apart(seen: Evidenced, left: Phrase, right: Phrase) -> bool:
    """Two names after one act and one preposition, of which neither report has the other's."""
    if left.act is None or right.act is None or likeness(left.act.lemma, right.act.lemma) < _VERY_ACT:
        return False
    if left.act.lemma != right.act.lemma and not (verb_form(left.act) and verb_form(right.act)):
        return False  # a job in one town and a post in another
    if _alike(left, right) or left.clause.report is right.clause.report:
        return False
    if any(_has(a.clause.report, w) for a, b in ((left, right), (right, left)) for w in b.words if w.capital):
        return False
    if any(state_of(p.text, adjectives=False) for p in (left, right)):
        return False  # a country may be where the town lies
    return _one_matter(seen, left, right, _BESIDE_NAME)


def _one_matter(seen: Evidenced, left: Phrase, right: Phrase, least: float) -> bool:
    """Whether the words around both phrases show one act of one thing."""
    leave = [w.lemma for w in (*left.words, *right.words)]
    one = [w for w in sentence_words(left.clause) if w.lemma not in generic()]
    shared = anchoring(seen.aligner, one, sentence_words(right.clause), leave, least=_ONE_ACT)
    plain = {w.lemma for w in one if not w.capital}
    figures = _figures(left.clause) & _figures(right.clause)
    told = shared.told + _FIGURE * len(figures)
    return told >= least and (bool(figures) or any(a in plain for a, _ in shared.pairs))


def _figures(clause: Clause) -> set[tuple[float, str | None]]:
    return {(q.value, q.noun or q.unit) for c in clause.siblings for q in c.quantities if q.value > 2}


def _alike(left: Phrase, right: Phrase) -> bool:
    return any(likeness(a.lemma, b.lemma) >= _OTHER_THING for a in left.words for b in right.words)


def _known(phrase: Phrase, clause: Clause) -> bool:
    """Whether the sentence of a clause has the head of the phrase, too."""
    return any(likeness(phrase.head.lemma, w.lemma) >= _ONE_ACT for w in sentence_words(clause))


def _has(report: Report, word: Token) -> bool:
    """Whether a report prints a word in any spelling."""
    key = name_key(word.text)
    return any(
        w.lemma == word.lemma or (word.capital and name_key(w.text) == key) for c in report.clauses for w in c.words
    )


def _beside(report: Report, description: Token, head: Token) -> bool:
    """Whether a report prints the description right before the noun."""
    return any(
        a.lemma == description.lemma and b.lemma == head.lemma
        for c in report.clauses
        for a, b in zip(c.words, c.words[1:], strict=False)
    )


def _clash(kind: ConflictKind, left: Phrase, right: Phrase, question: str, confidence: float) -> Clash:
    one, other = left.text, right.text
    return Clash(
        kind=kind,
        left=Place(left.clause, left.clause.span, one),
        right=Place(right.clause, right.clause.span, other),
        topic=either_topic(question, one, other),
        strength="hard",
        confidence=confidence,
        reasons=(f"one act, told with “{left.preposition} {one}” and with “{right.preposition} {other}”",),
        parties=_parties(left.clause, right.clause),
    )


@cache
def _table() -> dict[str, Any]:
    return read_yaml("places.yaml")
