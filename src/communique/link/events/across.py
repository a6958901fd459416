"""One event across the articles of a story, and the order of events in time.

Two events of different articles are one when kind or trigger word agree, their dates can be one time, and they share
participants or place. Days that are close but not the same are one event only if everything else agrees: then the row
shows what each article says. Two events of one article stay two: the reader has merged what it saw as one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.lexicon import days_apart, interval_of, overlap, plain_letters, singular
from communique.link.actors.cast import Cast
from communique.link.actors.judgements import Judgement, clusters
from communique.link.copies.independence import Sources
from communique.link.events.coreference import NEAR, Scene, Trigger, features, probability, scene_of
from communique.link.texts import published_day, sentence_around, stem
from communique.record import Article, Event, Evidence, LinkedEvent, Reading, Reason, content_id, evidence_of
from communique.record.reading import EventStatus

_SAME = 0.6
_CLOSE_DAYS = 3
_BOTH = 2  # participants that an event and its denial have in common
_LARGE_BLOCK = 150  # events of one kind and actor: all compared up to this number, beyond it
_BESIDE = 40  # each with so many that follow it in time
_REASONS = 6
_TRIGGERS = 4  # triggers of an event that are compared
_ALIKE = 0.5  # what being told alike beyond doubt adds
_WORDS_OF = frozenset({"STATEMENT", "PRESS_CONFERENCE"})
_ORDER: tuple[EventStatus, ...] = ("happened", "cancelled", "planned", "denied", "hypothetical", "unknown")


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event as one article has it, participants as actor ids."""

    article: Article
    event: Event
    who: frozenset[str]
    place: str | None
    words: frozenset[str]
    triggers: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[tuple[int, int], ...], str]:
        return (self.article.id, self.event.triggers, self.event.id)


def link_events(
    readings: Sequence[Reading], cast: Cast, sources: Sources
) -> tuple[tuple[LinkedEvent, ...], tuple[str, ...]]:
    """The events of a story and their ids in order of time, unknown dates last. Both are empty where none were read."""
    seen = sorted((s for reading in readings for s in _seen(reading, cast)), key=lambda s: s.key)
    seen, told = _told(seen)
    judgements = _judge(seen, told)
    groups, used = clusters(len(seen), judgements)
    events = []
    for group in groups:
        inside = set(group)
        reasons = [r for j in used if j.left in inside for r in j.reasons]
        events.append(_linked([seen[i] for i in group], reasons, cast, sources))
    events.sort(key=_when)
    return tuple(events), tuple(event.id for event in events)


def _seen(reading: Reading, cast: Cast) -> Iterable[_Seen]:
    text = reading.article.text
    for event in reading.events:
        found = (cast.actor_of(reading.article.id, name) for name in event.participants)
        who = frozenset(actor for actor in found if actor)
        words = frozenset(_lemma(text[start:end]) for start, end in event.triggers)
        place = plain_letters(event.where).strip() if event.where else None
        yield _Seen(reading.article, event, who, place, words)


def _lemma(trigger: str) -> str:
    last = trigger.lower().split()[-1] if trigger.split() else ""
    return stem(singular(last))


def _told(seen: Sequence[_Seen]) -> tuple[list[_Seen], Scene]:
    """The events with the numbers of their triggers, and the triggers of the story as coreference weighs them."""
    triggers: list[Trigger] = []
    out = []
    for item in seen:
        text = item.article.text
        body = [t for t in item.event.triggers if item.article.zone_at(t[0]) != "title"] or list(item.event.triggers)
        numbers = range(len(triggers), len(triggers) + min(len(body), _TRIGGERS))
        for start, end in body[:_TRIGGERS]:
            first, last = sentence_around(text, start, end)
            near = text[max(first, start - NEAR) : start] + text[end : min(last, end + NEAR)]
            triggers.append(Trigger(item.article.id, "", text[start:end], text[first:last], near, text))
        out.append(replace(item, triggers=tuple(numbers)))
    return out, scene_of(triggers)


def _judge(seen: Sequence[_Seen], told: Scene) -> list[Judgement]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(seen):
        for what in {item.event.kind, *(f"word {w}" for w in item.words)}:
            for shared in {"", *item.who, *([f"at {item.place}"] if item.place else [])}:
                blocks[what, shared].append(index)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        ordered = sorted(block, key=lambda i: (seen[i].event.when or "9999", i))
        reach = len(ordered) if len(ordered) <= _LARGE_BLOCK else _BESIDE
        for at, one in enumerate(ordered):
            pairs.update((min(one, other), max(one, other)) for other in ordered[at + 1 : at + 1 + reach])
    out = []
    for left, right in sorted(pairs):
        judgement = _pair(left, right, seen[left], seen[right], told)
        if judgement:
            out.append(judgement)
    return out


def _alike(a: _Seen, b: _Seen, told: Scene) -> Reason:
    """How probably the triggers' words and sentences tell of one event (link/events/coreference.py), the best pair of them."""
    best = max((probability(features(told, i, j)) for i in a.triggers for j in b.triggers), default=0.0)
    return Reason(feature="told alike", score=round(_ALIKE * best, 4))


def _pair(left: int, right: int, a: _Seen, b: _Seen, told: Scene) -> Judgement | None:
    if a.article.id == b.article.id:
        return Judgement(left, right, "different", 0.0, (Reason(feature="two events of one article", score=0.0),))
    if a.place and b.place and a.place != b.place and not (a.place in b.place or b.place in a.place):
        return Judgement(left, right, "different", 0.0, (_reason("places differ", 0.0, a.event.where, b.event.where),))
    if _other_matter(a, b):
        return Judgement(left, right, "different", 0.0, (Reason(feature="of another matter", score=0.0),))
    if a.event.kind in _WORDS_OF and a.who and b.who and not a.who & b.who:
        return Judgement(left, right, "different", 0.0, (Reason(feature="other people's words", score=0.0),))
    reasons = [
        _reason("same kind", 0.2, a.event.kind, b.event.kind) if a.event.kind == b.event.kind else None,
        _reason("same word", 0.15, *(sorted(a.words & b.words)[:1] * 2)) if a.words & b.words else None,
        _people(a, b),
        _reason("same place", 0.15, a.event.where, b.event.where) if a.place and b.place else None,
        _alike(a, b, told),
    ]
    found = [r for r in reasons if r]
    together = bool(a.who & b.who) or not (a.who and b.who) or (a.place is not None and b.place is not None)
    time = _other_moment(a, b) or _time(a, b, sum(r.score for r in found) if together else 0.0)
    if time.score < 0:
        return Judgement(left, right, "different", 0.0, (time,))
    score = round(sum(r.score for r in found) + time.score, 6)
    verdict = "same" if score >= _SAME else "undecided"
    return Judgement(left, right, verdict, score, (*found, time))  # type: ignore[arg-type]


def _other_moment(a: _Seen, b: _Seen) -> Reason | None:
    """What an article tells as done is not what one of the same day or later tells as planned, unless one day is named."""
    for done, plan in ((a, b), (b, a)):
        if done.event.status == "happened" and not done.event.when and _lies_behind(plan.event.when, done.article):
            return _reason("done before the day of the other", -1.0, published_day(done.article), plan.event.when)
        apart = plan.event.negated and not plan.event.when and len(done.who & plan.who) < _BOTH
        if done.event.status == "happened" and apart:
            return _reason("told as not taken place, without a day", -1.0, done.event.when, plan.event.status)
        if done.event.status != "happened" or plan.event.status != "planned":
            continue
        told, later = published_day(done.article), published_day(plan.article)
        same_day = done.event.when is not None and done.event.when == plan.event.when
        if told and later and told <= later and not same_day:
            return _reason("done before the other was still planned", -1.0, told, later)
    return None


def _lies_behind(when: str | None, article: Article) -> bool:
    """Whether a date begins after an article was printed."""
    told, interval = published_day(article), interval_of(when) if when else None
    return bool(told and interval and interval[0].isoformat() > told)


def _other_matter(a: _Seen, b: _Seen) -> bool:
    """Whether two callings-off are of different things: the words beside them have none in common."""
    if a.event.kind != "CANCELLATION" or b.event.kind != "CANCELLATION":
        return False
    one, two = _beside_words(a), _beside_words(b)
    return bool(one and two and not one & two)


def _beside_words(item: _Seen) -> frozenset[str]:
    found: set[str] = set()
    for start, end in item.event.triggers:
        near = item.article.text[max(0, start - NEAR) : start] + " " + item.article.text[end : end + NEAR]
        found |= {stem(singular(word)) for word in re.findall(r"(?<![\w’'])[a-z]{5,}", near)}
    return frozenset(found)


def _people(a: _Seen, b: _Seen) -> Reason | None:
    shared = len(a.who & b.who)
    if not shared:
        return None
    score = 0.25 * shared / min(len(a.who), len(b.who)) + (0.1 if shared > 1 else 0.0)
    return Reason(feature="same participants", score=round(score, 4), left=str(shared), right=str(len(a.who | b.who)))


def _time(a: _Seen, b: _Seen, other: float) -> Reason:
    """What the dates say: +0.25 for one day, less for vaguer agreement, nothing where one is unknown, -1 against."""
    left, right = a.event.when, b.event.when
    together = overlap(left, right)
    if together is None:
        return Reason(feature="a date is unknown", score=0.0, left=left or "", right=right or "")
    if together:
        exact = left == right and days_apart(left or "", right or "") is not None
        if a.event.when_inferred or b.event.when_inferred:
            return _reason("dates agree, one of them inferred", 0.1, left, right)
        return _reason("same date" if exact else "dates agree", 0.25 if exact else 0.15, left, right)
    gap = days_apart(left or "", right or "")
    if gap is not None and gap <= _CLOSE_DAYS and other >= _SAME:
        return _reason("dates differ, all else agrees", 0.0, left, right)
    return _reason("dates differ", -1.0, left, right)


def _linked(members: Sequence[_Seen], reasons: Sequence[Reason], cast: Cast, sources: Sources) -> LinkedEvent:
    articles = tuple(sorted({m.article.id for m in members}))
    evidence: list[Evidence] = []
    ids: dict[str, tuple[str, ...]] = {}
    for member in members:
        evidence += evidence_of(member.article.id, member.article.text, member.event.triggers)
        ids[member.article.id] = (*ids.get(member.article.id, ()), member.event.id)
    dates = {m.article.id: m.event.when for m in members if m.event.when}
    kinds = Counter(m.event.kind for m in members)
    plovers = Counter(m.event.plover for m in members if m.event.plover)
    places = Counter(m.event.where for m in members if m.event.where)
    who = Counter(actor for m in members for actor in m.who)
    participants = tuple(sorted(who, key=lambda a: (-who[a], a)))
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    where = min(places, key=lambda p: (-places[p], p)) if places else None
    return LinkedEvent(
        id=content_id("event", members[0].article.id, *members[0].event.triggers[0], members[0].event.id),
        name=_name(members[0], participants, where, cast),
        kind=kind,
        plover=min(plovers, key=lambda p: (-plovers[p], p)) if plovers else None,
        when=_common_date(dates, sources),
        dates=dict(sorted(dates.items())) if len(set(dates.values())) > 1 else {},
        where=where,
        participants=participants,
        status=_not_ahead(_status(members), _common_date(dates, sources), members),
        statuses={m.article.id: m.event.status for m in members},
        members=dict(sorted(ids.items())),
        evidence=tuple(evidence),
        articles=articles,
        independent=sources.independent(articles),
        reasons=tuple(dict.fromkeys(reasons))[:_REASONS],
    )


def _name(first: _Seen, participants: Sequence[str], where: str | None, cast: Cast) -> str:
    """Trigger, participants, place: "meeting: Ana Vale, Otto Brandl (Port Ansel)"."""
    names = {actor.id: actor.name for actor in cast.actors}
    start, end = first.event.triggers[0]
    people = ", ".join(names[p] for p in participants[:4])
    return first.article.text[start:end].lower() + (f": {people}" if people else "") + (f" ({where})" if where else "")


def _common_date(dates: dict[str, str], sources: Sources) -> str | None:
    """The date that most independent sources give or include; the more precise, then the earlier one on a tie."""
    if not dates:
        return None

    def rank(value: str) -> tuple[int, int, str]:
        agreeing = [article for article, other in dates.items() if overlap(value, other) or value == other]
        interval = interval_of(value)
        length = (interval[1] - interval[0]).days if interval else 10**6
        return (-sources.independent(agreeing), length, value)

    return min(set(dates.values()), key=rank)


def _status(members: Sequence[_Seen]) -> EventStatus:
    """The status in the newest articles that give one; on a tie what is surest."""
    told = [m for m in members if m.event.status != "unknown"]
    if not told:
        return "unknown"
    newest = max(published_day(m.article) or "" for m in told)
    counts = Counter(m.event.status for m in told if (published_day(m.article) or "") == newest)
    return min(counts, key=lambda s: (-counts[s], _ORDER.index(s)))


def _not_ahead(status: EventStatus, when: str | None, members: Sequence[_Seen]) -> EventStatus:
    """What lies wholly after the last of its reports has not happened: it is planned."""
    told = max((published_day(m.article) or "9999" for m in members), default="9999")
    interval = interval_of(when) if when else None
    return "planned" if status == "happened" and interval and interval[0].isoformat() > told else status


def _when(event: LinkedEvent) -> tuple[bool, date, date, str, tuple[int, int], str]:
    """Order of the timeline: known dates first, the vaguer of two that begin together last."""
    interval = interval_of(event.when)
    first = event.evidence[0]
    low, high = interval or (date.max, date.max)
    return (interval is None, low, high, first.article, first.span, event.id)


def _reason(feature: str, score: float, left: str | None = None, right: str | None = None) -> Reason:
    return Reason(feature=feature, score=score, left=left or "", right=right or "")
