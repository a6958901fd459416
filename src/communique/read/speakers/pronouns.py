"""Pronouns: whom "he", "it", "they" and "who" point to, by the model's antecedents and the grammar around them.

The antecedent head gives each earlier word a probability. What grammar adds: gender and number, the subject of the
sentence before, the only candidate of that gender, the speaker of the statement before. Relative pronouns are not
asked of the model: they belong to the noun just before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from communique.lexicon import head_noun, noun_kind
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.scores import Antecedents
from communique.read.speakers.known import Known, Resolved, kind_of
from communique.read.speakers.source import PREPOSITIONS, SINGULAR_PRONOUNS, possessive
from communique.read.speakers.subjects import sentence_start

AGENT = re.compile(r"(?:ian|ist|er|or|man|woman|eur|ress|star)$")  # "the comedian", "the singer"
FLOOR = 0.35  # share of the antecedent probability that the best actor needs
MARGIN = 0.08  # and how far it must lead
SUBJECT_BONUS = 0.2  # for the person that a sentence before is about
SUBJECT_NEXT = 0.6  # if it is the sentence just before a quotation
ONLY_BONUS = 0.2  # for the only person of that gender named lately
BEFORE_BONUS = 0.3  # for the speaker of the statement before
FOLLOWS_BONUS = 1.2  # if this one follows it at once
NEAR = 700  # characters that "lately" reaches back
OTHER_KIND, OTHER_GENDER = 0.05, 0.02  # what is left of a candidate of the wrong kind or gender
CALLS = 0.5  # what stands against a single pronoun that calls somebody he or she
_GENDERED = {**SINGULAR_PRONOUNS, "his": "male", "hers": "female"}
LEAST = 0.7  # what the evidence for all counts as at least: where the model meant somebody who cannot be, little speaks for the rest
REST = 0.5  # how far what the model gives to nobody with a name counts against all: half of it is who stands outside its window
LATE = 0.3  # what is left of a name that only a later sentence brings
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“A-Z])|\n\s*\n")
_LEAD = re.compile(
    r"(?:(?:^|[.!?][\"”’)]?\s|\n)\s*[\"“]?)(?:[\w.’'-]+,?\s+){0,7}$"
)  # what opens the sentence before a name
_NOT_BEFORE_SUBJECT = PREPOSITIONS | frozenset(
    "that who which whom said says told is was are were has had have did does and but or when if while because as".split()
)
_FROM = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+(?:of\s+)?)*")
_PLACE_TAIL = re.compile(r"^(?:,\s\d{1,3}|\s+(?:of|from)\s+(?:the\s+)?[A-Z][\w.’' -]*|\s*\([^)]*\)|,\s*[RDI]-[^,]+)?$")
_NOUN_BEFORE = re.compile(
    r"(?<![\w’'-])(?:\b(?:the|a|an|some|many|other|those|several|most|few|his|her|their|its|one|two|\d+)\s+)?(?:(?!\b(?:and|or|but|by|from|to|with|of|said|for|on|in|at|(?:there|it|that)['’]s|is|are|was|were)\b)[\w’'-]+\s+){0,3}[\w’'-]+$",
    re.I,
)

_APPOSED = re.compile(r", an? [^,]+$")
_MARKED = re.compile(r"[“\"‘']([\w -]{1,30})[”\"’']")  # a word in scare quotes inside an apposition

_WHEN = re.compile(r",?\s(?:when|where|at\swhich|during\swhich|in\swhich)\s$")
_MET = re.compile(
    r"\b(?:meetings?|talks|interviews?|conversations?|calls?|dinner|lunch|summit|session|encounter|audience|visit)\s"
    r"(?:[\w’'-]+\s){0,3}?(?:with|to|between)\s(?:[A-Z][\w.’'-]*\s){0,4}$"
)

Ranked = list[tuple[LocalActor, float]]


class Pronouns:
    """Answers for one article; a pure function of its names and scores."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._calls = _calls(known)

    def _called(self, actor: LocalActor, gender: str | None, at: int) -> float:
        """How well a gender goes with what other pronouns of the article call an actor, 0 to 1."""
        if not gender or actor.kind != "person" or actor.gender:
            return 1.0
        calls = [(g, p) for where, g, p in self._calls.get(id(actor), ()) if where != at]
        same, other = (CALLS + sum(p for g, p in calls if (g == gender) is wanted) for wanted in (True, False))
        return min(1.0, same / other)

    def person(
        self, start: int, end: int, gender: str | None, before: Resolved | None
    ) -> tuple[LocalActor, float] | None:
        """Whom "he", "she" or a possessive points to, with how sure that is; None below the floors."""
        word = next(iter(self.known.scores.words.at(start, end)), None)
        points = self.known.scores.antecedents.get(word) if word is not None else None
        found = surest(self.ranked(points, start, gender, before))
        return found if found and found[0].kind == "person" else None

    def owner(self, start: int, end: int, before: Resolved | None) -> Resolved:
        """Whom a possessive that stands alone as a source points to: "Vale stood firm on his demands"."""
        words = self.known.text[start:end]
        found = self.person(start, end, _GENDERED.get(words.lower()), before)
        if found is None:
            return Resolved(None, "unknown", words, f"“{words}” cannot be tied to one name with enough certainty", 0.0)
        actor, sure = found
        return Resolved(actor.name, kind_of(actor), None, f"“{words}” points to {actor.name}", sure, (actor,))

    def met(self, at: int, gender: str) -> Resolved | None:
        """Whom a "he" at `at` means behind "since their meeting with Vale, when", unless the gender is against it."""
        text = self.known.text
        clause = _WHEN.search(text, max(0, at - 12), at)
        found = next(((n, a) for n, a in self.known.before(at, 60) if clause and n.end == clause.start()), None)
        if found is None or found[1].kind != "person" or found[1].gender not in (None, gender):
            return None
        if not _MET.search(text, max(0, found[0].start - 60), found[0].start):
            return None
        return Resolved(found[1].name, "named", None, "met just before", 0.7, (found[1],))

    def ranked(
        self,
        points: Antecedents | None,
        at: int,
        gender: str | None,
        before: Resolved | None,
        *,
        only: str | None = None,
        follows: bool = False,
        opens: int | None = None,
    ) -> Ranked:
        """Actors by their share of the antecedent probability.

        `only` keeps persons or bodies; `follows`: the statement follows at once the one that `before` made; it
        begins at `opens`.
        """
        if points is None:
            return []
        mass: dict[int, float] = defaultdict(float)
        by_id: dict[int, LocalActor] = {}
        ahead = self._sentence_end(at)
        for word, p in points.words:
            actor = self.known.owner_of_word.get(word)
            if actor is not None:
                late = self.known.scores.words.span(word, word)[0] > ahead
                mass[id(actor)] += p * (LATE if late else 1.0)
                by_id[id(actor)] = actor
        rest = (REST if gender else 1.0) * max(0.0, 1.0 - sum(mass.values()))
        if before:
            for actor in before.actors[:1]:
                mass[id(actor)] += FOLLOWS_BONUS if follows else BEFORE_BONUS
                by_id[id(actor)] = actor
        for actor, bonus in self._bonuses(at, gender, only, opens):
            mass[id(actor)] += bonus
            by_id[id(actor)] = actor
        for key, actor in by_id.items():
            mass[key] *= _fits(actor, gender, only) * self._called(actor, gender, at)
        total = max(sum(mass.values()) + rest, LEAST)
        order = sorted(by_id, key=lambda k: (-mass[k], by_id[k].name))
        return [(by_id[k], mass[k] / total if total else 0.0) for k in order]

    def _sentence_end(self, at: int) -> int:
        """Where the sentence of a pronoun ends: a name behind it is seldom whom the pronoun means."""
        end = _SENTENCE_END.search(self.known.text, at)
        return end.start() if end else len(self.known.text)

    def _bonuses(
        self, at: int, gender: str | None, only: str | None, opens: int | None
    ) -> Iterable[tuple[LocalActor, float]]:
        """What grammar adds: the subject of the sentence before, the only one of that gender named lately."""
        if not gender and only != "bodies":
            return
        seen: dict[int, LocalActor] = {}
        subject: tuple[Name, LocalActor] | None = None
        for name, actor in self.known.before(at, NEAR):
            if _fits(actor, gender, only) == 1.0:
                seen[id(actor)] = actor
                if subject is None and self._is_subject(name):
                    subject = name, actor
        if subject:
            name, actor = subject
            next_to = opens is not None and sentence_start(self.known.text, max(0, opens - 3)) <= name.start < opens
            yield actor, SUBJECT_NEXT if next_to else SUBJECT_BONUS
        if len(seen) == 1:
            yield next(iter(seen.values())), ONLY_BONUS

    def _is_subject(self, name: Name) -> bool:
        if possessive(self.known.text, name.end):
            return False
        lead = _LEAD.search(self.known.text, max(0, name.start - 80), name.start)
        if lead is None:
            return False
        first, *rest = lead[0].split(",")
        if rest and re.match(r"\W*(\w+)", first + " x")[1].lower() in PREPOSITIONS:  # type: ignore[index]
            first = ""  # "In the House, our Member, Mr. Vale, "
        words = re.findall(r"[\w’'-]+", " ".join((first, *rest)))
        return not any(w.lower() in _NOT_BEFORE_SUBJECT for w in words)

    def _of_person(self, name: Name) -> bool:
        """Whether a name only says where a person is from: "Ana Vale of the Low Islands"."""
        return any(
            a.kind == "person" and _FROM.fullmatch(self.known.text, n.end, name.start)
            for n, a in self.known.before(name.start, 60)
        )

    def relative(self, start: int) -> Resolved | tuple[int, int] | None:
        """Whom "who" at `start` belongs to: the name just before (over its apposition), else the span of the noun."""
        text = self.known.text
        end = len(text[:start].rstrip(" ,—–-"))
        for name, actor in self.known.before(start, 160):
            gap = _MARKED.sub(r"\1", text[name.end : end])
            if re.search(r"[.!?;:“”\"\n]", gap):
                break
            if possessive(text, name.end) or (actor.kind != "person" and self._of_person(name)):
                continue
            if _PLACE_TAIL.match(gap) or (
                actor.kind == "person" and (_APPOSED.match(gap) or (gap.startswith(", ") and _person_noun(gap[2:])))
            ):
                return Resolved(
                    actor.name, kind_of(actor), None, f"the relative clause is about {actor.name}", 0.92, (actor,)
                )
        noun = _NOUN_BEFORE.search(text[max(0, end - 80) : end])
        return (end - len(noun[0]), end) if noun else None


def _calls(known: Known) -> dict[int, list[tuple[int, str, float]]]:
    """For each actor the he and she of the article that the model ties to it: (offset, gender, probability)."""
    out: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
    for anchor, points in known.scores.antecedents.items():
        gender = _GENDERED.get(known.scores.words[anchor].lower())
        if gender is None:
            continue
        start = known.scores.words.span(anchor, anchor)[0]
        mass: dict[int, float] = defaultdict(float)
        for word, p in points.words:
            actor = known.owner_of_word.get(word)
            if actor is not None:
                mass[id(actor)] += p
        for key, p in mass.items():
            out[key].append((start, gender, p))
    return out


def _person_noun(phrase: str) -> bool:
    """Whether an apposition is about a person, by its noun or its ending."""
    return noun_kind(phrase) == "person" or bool(AGENT.search(head_noun(phrase) or ""))


def _fits(actor: LocalActor, gender: str | None, only: str | None) -> float:
    person = actor.kind == "person"
    factor = 1.0
    if (gender and not person) or (only == "persons" and not person) or (only == "bodies" and person):
        factor *= OTHER_KIND
    if gender and actor.gender and actor.gender != gender:
        factor *= OTHER_GENDER
    return factor


def surest(ranked: Ranked) -> tuple[LocalActor, float] | None:
    """The best actor with a confidence that falls with the second's share; None below the floors."""
    if not ranked:
        return None
    (actor, share), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if share < FLOOR or share - second < MARGIN:
        return None
    return actor, round(min(0.97, 0.5 + 0.5 * (share - second)), 4)
