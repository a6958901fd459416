"""Events of one article: triggers read in their sentences, then merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from communique.encoder.words import Words, split_words
from communique.read.acts import WordScores
from communique.read.acts.offsets import Between, zone_finder
from communique.read.acts.tokens import tokenize
from communique.read.events.clauses import split_clauses
from communique.read.events.edtf import to_edtf
from communique.read.events.infer import inferred_dates, past_range
from communique.read.events.lexicon import plover_of
from communique.read.events.merge import Draft, Occurrence, merge
from communique.read.events.parties import core_names, participants_of
from communique.read.events.setting import (
    SPOKEN,
    Scene,
    days_in_places,
    done_while_saying,
    length_of,
    place_of,
    spoken_on,
    time_of,
)
from communique.read.events.sorts import matter_of, sort_of
from communique.read.events.status import status_of
from communique.read.events.triggers import Trigger, find_triggers
from communique.record import Article, Event, Mention, Statement, Time, content_id
from communique.record.reading import EventStatus

Span = tuple[int, int]
_GATHERINGS = frozenset({"SUMMIT", "MEETING", "VISIT", "PRESS_CONFERENCE"})
_DAY_LENGTH = len("2031-05-02")
_STATUS_SURE = 0.7
_BESIDE = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?) (?:before|after|ahead of) (?:the|a|an|his|her|their|its) \Z"
)
_BESIDE_REACH = 24
_GLUED = re.compile(r"[a-z]{3}[”\"’)]?[.!?][”\"’)]?(?=[“\"]?[A-Z][a-z]*[ ,’'])")
_EVENT_UNLIKELY = 0.03
_SKIPPED_ZONES = frozenset({"byline", "dateline", "boilerplate", "author_bio", "provenance"})


def find_events(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    scores: WordScores | None = None,
) -> tuple[Event, ...]:
    """The events of `article` in the order of their first triggers.

    A date is given only when it stands in the trigger's clause, a place only in a locative phrase; both are None
    otherwise. `scores` (the encoder's event_tb, event_ecb and status heads), when given, drops triggers that the model
    takes for no event and decides the status where the words leave it open.
    """
    words = split_words(article.text) if scores is not None else None
    occurrences: list[Occurrence] = []
    for scene, title in _scenes(article, sentences, times, mentions, statements):
        for trigger in scene.triggers:
            occurrence = _occurrence(scene, trigger, title, article.published, scores, words)
            if occurrence is not None:
                occurrences.append(occurrence)
    ordered = [o for o in occurrences if not o.title] + [o for o in occurrences if o.title]
    days = days_in_places(article.text, mentions, times)
    drafts = merge(ordered, article.published)
    inferred = inferred_dates(article.text, drafts, article.published)
    events = [_event(article, draft, days, inferred.get(number)) for number, draft in enumerate(drafts)]
    return tuple(sorted(events, key=lambda e: (e.triggers, e.id)))


def _scenes(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> list[tuple[Scene, bool]]:
    """The sentences of readable zones, each with what stands in it, and whether it is the headline."""
    zone_of = zone_finder(article)
    dated, named = Between([t for t in times if zone_of(t.span[0]) != "dateline"]), Between(mentions)
    spoken = sorted((a, b, n) for n, s in enumerate(statements) for a, b in (*s.content, *s.cue, *s.source))
    open_now: list[tuple[int, int, int]] = []
    taken = 0
    out = []
    for whole, end in _unglued(article.text, sentences):
        start = _behind_dateline(article, whole, end)
        while taken < len(spoken) and spoken[taken][0] < end:
            open_now.append(spoken[taken])
            taken += 1
        open_now = [span for span in open_now if span[1] > start]
        zone = zone_of(start)
        tokens = tokenize(article.text, start, end) if zone not in _SKIPPED_ZONES else []
        if not tokens:
            continue
        scene = Scene(
            text=article.text, tokens=tokens, clauses=split_clauses(tokens),
            times=dated.starting_in(start, end), mentions=named.starting_in(start, end),
            statements=[statements[n] for n in sorted({n for _, _, n in open_now})], triggers=find_triggers(tokens),
        )  # fmt: skip
        out.append((scene, zone == "title"))
    return out


def _unglued(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, those cut in two that bad extraction glued together: "... to the port.Vale refused"."""
    for start, end in sentences:
        for stop in _GLUED.finditer(text, start, end):
            yield start, stop.end()
            start = stop.end()
        yield start, end


def _behind_dateline(article: Article, start: int, end: int) -> int:
    """Where a sentence begins to tell: behind the dateline that opens it ("PORT ANSEL, May 6 (Wire) -- The ministers met")."""
    return next(
        (z.span[1] for z in article.zones if z.kind == "dateline" and start <= z.span[0] and z.span[1] < end), start
    )


def _occurrence(
    scene: Scene,
    trigger: Trigger,
    title: bool,
    published: str | None,
    scores: WordScores | None,
    words: Words | None,
) -> Occurrence | None:
    first, last = scene.tokens[trigger.first], scene.tokens[trigger.last - 1]
    if "@" in scene.text[max(0, first.start - 1) : first.start] + scene.text[last.end : last.end + 1]:
        return None  # a piece of an address
    if any(_is_called(mention, (first.start, last.end)) for mention in scene.mentions):
        return None
    probability = _probability(scores, words, first.start, last.end)
    if probability is not None and probability < _EVENT_UNLIKELY:
        return None
    read = status_of(scene.tokens, trigger, scene.clauses)
    status, negated = read.status, read.negated
    if status == "unknown":
        status, negated = _scored_status(scores, words, first.start, last.end)
    speech = scene.inside(first.start)
    if speech is not None and status in ("happened", "unknown"):
        if speech.act == "accuse" and trigger.kind in ("ATTACK", "INTERFERENCE", "AGGRESSION"):
            status = "hypothetical"
        elif speech.act == "deny" and trigger.kind in ("ATTACK", "INTERFERENCE", "MEETING") and not trigger.noun:
            status, negated = "denied", True
    time = time_of(scene, trigger)
    when = to_edtf(time.value) if time else None
    if when is None and trigger.kind in SPOKEN:
        when = spoken_on(scene, trigger)
    if when is None and not trigger.noun:
        when = done_while_saying(scene, trigger)
    why = None
    if when is None and status == "happened" and (lasted := length_of(scene, trigger)):
        when, why = past_range(lasted, published), f"“{lasted.text}”, counted from the day of publication"
    return Occurrence(
        span=(first.start, last.end), kind=trigger.kind, lemma=trigger.lemma, noun=trigger.noun,
        status=status, negated=negated,
        when=when, why_when=why if when else None, where=place_of(scene, trigger),
        participants=participants_of(scene, trigger), core=core_names(scene, trigger), title=title,
        beside=trigger.noun and bool(_BESIDE.search(scene.text, max(0, first.start - _BESIDE_REACH), first.start)),
        probability=probability, sort=sort_of(scene.tokens, trigger),
        matter=frozenset() if title else matter_of(scene.tokens, trigger, scene.clauses),
    )  # fmt: skip


def _is_called(mention: Mention, span: Span) -> bool:
    """Whether a word is somebody's name, or a whole name: "Otto Sessions", the town of Tours."""
    inside = mention.span[0] <= span[0] and span[1] <= mention.span[1]
    return mention.form == "name" and (mention.span == span or (inside and mention.kind == "person"))


def _probability(scores: WordScores | None, words: Words | None, start: int, end: int) -> float | None:
    """How sure the model is that a word of the trigger is an event, by the more generous of its two event heads."""
    if scores is None or words is None:
        return None
    return max(
        (1.0 - scores.probability(head, w, "O") for head in ("event_tb", "event_ecb") for w in words.at(start, end)),
        default=0.0,
    )


def _scored_status(scores: WordScores | None, words: Words | None, start: int, end: int) -> tuple[EventStatus, bool]:
    if scores is None or words is None:
        return "unknown", False
    best: tuple[float, EventStatus] = (0.0, "unknown")
    for word in words.at(start, end):
        label = scores.label("status", word)
        best = max(best, (scores.probability("status", word, label), label))  # type: ignore[assignment]
    if best[0] < _STATUS_SURE or best[1] == "happened":  # most words of any text are "happened": it tells nothing here
        return "unknown", False
    return best[1], best[1] == "denied"


def _day_to_come(days: frozenset[str], published: str | None) -> str | None:
    """The one day of `days` after the article, if its date is known to the day."""
    if published is None or len(published) != _DAY_LENGTH:
        return None
    later = [day for day in sorted(days) if day > published]
    return later[0] if len(later) == 1 else None


def _event(
    article: Article, draft: Draft, days: Mapping[str, frozenset[str]], inferred: tuple[str, str] | None
) -> Event:
    triggers = tuple(sorted({o.span for o in draft.occurrences}))
    status = draft.status(article.published)
    when, where = draft.when, draft.where
    why = next((o.why_when for o in draft.occurrences if o.when == when), None) if when else None
    if when is None and where and status == "planned" and draft.kind in _GATHERINGS:
        when = _day_to_come(days.get(where, frozenset()), article.published)
        why = f"the one day to come that the article names beside {where}" if when else None
    if when is None and inferred:
        when, why = inferred
    telling = draft.votes.total()
    confidence = 0.5 + 0.1 * min(3, telling) + (0.1 if when else 0.0) + (0.1 if len(triggers) > 1 else 0.0)
    return Event(
        id=content_id("event", article.id, draft.kind, triggers),
        kind=draft.kind, plover=plover_of(draft.kind), triggers=triggers, when=when, when_inferred=why, where=where,
        participants=draft.participants(), status=status, negated=draft.negated,
        confidence=round(min(confidence, 1.0), 2),
    )  # fmt: skip
