"""Mentions of one event within an article become one event; its status, date, place and names come from all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.read.acts.lexicon import word_set
from communique.read.events.edtf import compatible, finer
from communique.read.events.lexicon import apart
from communique.read.events.parties import Core
from communique.record.reading import EventStatus

Span = tuple[int, int]
_SUMMIT_AND = {"SUMMIT": "MEETING"}
_OWNED = word_set("communique.read.events", "owned")
_SHARED = word_set("communique.read.events", "shared")
_BY_DEFAULT: dict[str, EventStatus] = {
    "AGREEMENT": "hypothetical",
    "CANCELLATION": "hypothetical",
    "INTERFERENCE": "hypothetical",
}
_TOGETHER = 2  # participants that two mentions of one plan share
_RECENT = 50
_NEAR = 60  # characters between an event and the one it is told to lie before or after
_ORDER: tuple[EventStatus, ...] = ("cancelled", "happened", "planned", "hypothetical", "denied")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One trigger in the text, read in its sentence."""

    span: Span
    kind: str
    lemma: str
    noun: bool
    status: EventStatus
    negated: bool
    when: str | None
    where: str | None
    participants: tuple[str, ...]
    core: Core
    title: bool
    beside: bool
    probability: float | None
    why_when: str | None = None
    sort: frozenset[str] = frozenset()
    matter: frozenset[str] = frozenset()


@dataclass(slots=True)
class Draft:
    """An event as it is put together from occurrences, in text order; what later ones are compared with is kept up."""

    kind: str
    occurrences: list[Occurrence] = field(default_factory=list)
    holders: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    dates: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    votes: Counter[EventStatus] = field(default_factory=Counter)
    against: int = 0
    sorts: set[str] = field(default_factory=set)
    matter: set[str] = field(default_factory=set)

    def add(self, occurrence: Occurrence) -> None:
        """Take one more mention in."""
        self.occurrences.append(occurrence)
        self.holders |= occurrence.core.holders
        self.partners |= occurrence.core.partners
        self.sorts |= occurrence.sort
        self.matter |= occurrence.matter
        if occurrence.when:
            self.dates[occurrence.when] += 1
        if occurrence.where:
            self.places[occurrence.where] += 1
        if occurrence.status != "unknown":
            self.votes[occurrence.status] += 1
            self.against += occurrence.negated
        if occurrence.kind == "SUMMIT":
            self.kind = "SUMMIT"

    @property
    def when(self) -> str | None:
        """The date that most occurrences give, made finer by compatible ones; among equals the first."""
        if not self.dates:
            return None
        chosen = max(self.dates, key=lambda date: self.dates[date])
        for date in self.dates:
            chosen = finer(chosen, date)
        return chosen

    @property
    def names(self) -> set[str]:
        """Every name that tells it apart, at any of its triggers."""
        return self.holders | self.partners

    @property
    def negated(self) -> bool:
        """Whether it is reported as not taking place: by most of the occurrences that say something."""
        return 2 * self.against > self.votes.total()

    @property
    def where(self) -> str | None:
        """The place most often given."""
        return min(self.places, key=lambda place: (-self.places[place], place)) if self.places else None

    def participants(self) -> tuple[str, ...]:
        """Names by how often they stand beside a trigger, at most four."""
        counts: Counter[str] = Counter()
        order: dict[str, int] = {}
        for occurrence in self.occurrences:
            for name in occurrence.participants:
                counts[name] += 1
                order.setdefault(name, len(order))
        return tuple(sorted(counts, key=lambda name: (-counts[name], order[name]))[:4])

    def status(self, published: str | None) -> EventStatus:
        """The status by majority of the occurrences that tell; the date corrects what the words leave open."""
        votes = self.votes
        if (
            votes["cancelled"]
            and not self.negated
            and self.kind != "CANCELLATION"
            and votes["cancelled"] >= votes["planned"]
        ):
            return "cancelled"
        later = _later(self.when, published)
        if not votes:
            if later is not None and self.kind not in _BY_DEFAULT:
                return "planned" if later else "happened"
            return _BY_DEFAULT.get(self.kind, "happened")
        best = max(votes.values())
        winner = next(status for status in _ORDER if votes[status] == best)
        if winner == "happened" and later:
            return "planned"
        if later is False and (winner == "planned" or self.kind == "ELECTION"):
            return "happened"
        if winner == "hypothetical" and votes["planned"] and later:
            return "planned"
        return winner


def _later(when: str | None, published: str | None) -> bool | None:
    """Whether the date lies after the article; None if either is unknown or they overlap."""
    if when is None or published is None:
        return None
    first, _, last = when.partition("/")
    if last and first <= published[: len(first)] <= last:
        return None
    head = first[: len(published)]
    if not head[:4].isdigit():
        return None
    size = min(len(head), len(published))
    if head[:size] == published[:size]:
        return None
    return head[:size] > published[:size]


def merge(occurrences: Sequence[Occurrence], published: str | None = None) -> list[Draft]:
    """Group occurrences, which come in text order, into events; each is compared with the last events of its family.

    What lies after the day of publication is no event that a verb tells as done.
    """
    drafts: list[Draft] = []
    families: dict[tuple[str, str], list[Draft]] = {}
    for occurrence in occurrences:
        family = families.setdefault(_family(occurrence), [])
        home = _home([d for d in family[-_RECENT:] if not _out_of_time(d, occurrence, published)], occurrence)
        if home is None:
            home = Draft(occurrence.kind)
            drafts.append(home)
            family.append(home)
        home.add(occurrence)
    return _same_plans(drafts)


def _out_of_time(draft: Draft, occurrence: Occurrence, published: str | None) -> bool:
    """Whether one of the two is told as done by a verb, and the other lies in the future: "elected", "the 2032 vote"."""
    done = not occurrence.noun and occurrence.status == "happened" and not occurrence.when
    if done and _later(draft.when, published):
        return True
    if draft.when or not _later(occurrence.when, published):
        return False
    return all(o.status == "happened" and not o.noun for o in draft.occurrences)


def _same_plans(drafts: list[Draft]) -> list[Draft]:
    """Plans of one sort with two participants in common and no two dates are one: "the talks on Monday", "the meeting"."""
    out: list[Draft] = []
    for draft in drafts:
        home = next((other for other in out if _one_plan(other, draft)), None)
        if home is None:
            out.append(draft)
            continue
        for occurrence in draft.occurrences:
            home.add(occurrence)
    return out


def _one_plan(left: Draft, right: Draft) -> bool:
    if _SUMMIT_AND.get(left.kind, left.kind) != "MEETING" or _SUMMIT_AND.get(right.kind, right.kind) != "MEETING":
        return False
    if any(d.status(None) != "planned" or d.negated for d in (left, right)):
        return False
    dates = left.when, right.when
    places = left.where, right.where
    if (all(dates) and not compatible(*map(str, dates))) or (all(places) and places[0] != places[1]):
        return False
    return len(set(left.participants()) & set(right.participants())) >= _TOGETHER


def _home(drafts: Sequence[Draft], occurrence: Occurrence) -> Draft | None:
    """The compatible event with the most shared names, the latest among equals."""
    own = occurrence.core.holders | occurrence.core.partners
    options = [
        (len(draft.names & own), _same_moment(draft, occurrence), index)
        for index, draft in enumerate(drafts)
        if _fits(draft, occurrence)
    ]
    return drafts[max(options)[-1]] if options else None


def _same_moment(draft: Draft, occurrence: Occurrence) -> bool:
    """Whether nothing is said of either that the other lacks: "the planned visit" is sooner the one to come."""
    return occurrence.status == "unknown" or not draft.votes or occurrence.status in draft.votes


def _other_moment(draft: Draft, occurrence: Occurrence) -> bool:
    """A verb that says "will meet" is not the meeting that was held, unless a plan was spoken of before."""
    told = draft.votes
    pair = {"planned": "happened", "happened": "planned"}
    return occurrence.status in pair and pair[occurrence.status] in told and occurrence.status not in told


def _family(occurrence: Occurrence) -> tuple[str, str]:
    return _SUMMIT_AND.get(occurrence.kind, occurrence.kind), apart().get(occurrence.lemma, "")


def _of_another_matter(draft: Draft, occurrence: Occurrence) -> bool:
    """Whether the clauses of two mentions have no word in common, and no day or place: two deaths, two deals."""
    if not draft.matter or not occurrence.matter or draft.matter & occurrence.matter:
        return False
    same_day = draft.when is not None and draft.when == occurrence.when
    return not (same_day or (draft.where is not None and draft.where == occurrence.where))


def _fits(draft: Draft, occurrence: Occurrence) -> bool:
    if draft.when and occurrence.when and not compatible(draft.when, occurrence.when):
        return False
    if occurrence.title and draft.negated:
        return False
    if occurrence.beside and occurrence.span[0] - draft.occurrences[-1].span[1] <= _NEAR:
        return False
    if occurrence.negated != draft.negated and occurrence.status != "unknown" and occurrence.kind != "CANCELLATION":
        return False
    if draft.sorts and occurrence.sort and not draft.sorts & occurrence.sort:
        return False
    if _of_another_matter(draft, occurrence):
        return False
    if not occurrence.noun and _other_moment(draft, occurrence):
        return False
    if (
        draft.where
        and occurrence.where
        and draft.where != occurrence.where
        and occurrence.kind in ("VISIT", "MEETING", "ATTACK")
    ):
        return False
    core = occurrence.core
    if occurrence.kind in _OWNED and core.holders and draft.holders and not core.holders & draft.holders:
        return False
    return not (occurrence.kind in _SHARED and core.partners and draft.partners and not core.partners & draft.partners)
