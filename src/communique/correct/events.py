"""Corrections of events laid over the linkage of a story: another date, accepted, none at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from communique.correct.after import after_of
from communique.correct.anchors import Place, Shelf
from communique.correct.overlaps import Wanted, best_of, holds, wanted
from communique.lexicon import interval_of
from communique.record import Applied, Correction, Event, Linkage, LinkedEvent, Reading, Reason


def correct_events(linkage: Linkage, corrections: Sequence[Correction], shelf: Shelf) -> tuple[Linkage, list[Applied]]:
    """The story with its events as corrected, its timeline in order again, and what became of each correction."""
    applied: list[Applied] = []
    meant: dict[str, dict[str, list[Wanted]]] = defaultdict(lambda: defaultdict(list))
    inside = set(linkage.articles)
    for correction in corrections:
        want = wanted(correction, shelf, inside)
        if want is None:
            continue
        same = next((e for e in linkage.events if e.id == correction.subject_id), None)
        event = same or best_of(want, [(e, e.evidence) for e in linkage.events])
        if event is None:
            applied.append(want.missing("event"))
        else:
            meant[event.id]["date" if correction.kind == "event-date" else "verdict"].append(want)
    if not meant:
        return linkage, applied
    events = []
    for event in linkage.events:
        changed, told = _corrected(event, meant.get(event.id, {}))
        applied += told
        events += [changed] if changed else []
    changes = {"events": tuple(events), "timeline": tuple(e.id for e in sorted(events, key=_when))}
    return linkage.model_copy(update=changes), applied


def date_in_readings(
    readings: Sequence[Reading], corrections: Sequence[Correction], shelf: Shelf
) -> tuple[tuple[Reading, ...], list[Applied]]:
    """The readings with dates of their own events, where a correction is about one article's event alone.

    An event that several articles report keeps the date each of them gives: only the date of the story is corrected.
    """
    dates: dict[str, dict[str, tuple[Correction, Place]]] = defaultdict(dict)
    by_id = {reading.article.id: reading for reading in readings}
    for correction in corrections:
        places = [place for anchor in correction.anchors if (place := shelf.find(anchor))]
        articles = {place.article.id for place in places}
        if len(articles) == 1:
            article = articles.pop()
            spans = tuple(sorted({place.span for place in places}))
            hit = next((e.id for e in by_id[article].events if holds(spans, e.triggers)), None)
            if hit is not None:
                dates[article][hit] = correction, places[0]
    applied = []
    for article, events in sorted(dates.items()):
        for event_id, (correction, place) in sorted(events.items()):
            told = {"correction": correction.id, "how": place.how, "likeness": place.likeness}
            applied.append(Applied(**told, outcome="applied", targets=(event_id,)))
        changed = tuple(_dated(event, events.get(event.id, (None,))[0]) for event in by_id[article].events)
        by_id[article] = by_id[article].model_copy(update={"events": changed})
    return tuple(by_id[r.article.id] for r in readings), applied


def _dated(event: Event, correction: Correction | None) -> Event:
    return event.model_copy(update={"when": after_of(correction)}) if correction else event


def _corrected(event: LinkedEvent, meant: dict[str, list[Wanted]]) -> tuple[LinkedEvent | None, list[Applied]]:
    """The event with the latest date and the latest verdict on it; None when it was rejected."""
    applied: list[Applied] = []
    now: LinkedEvent | None = event
    for rows in (meant.get("date", []), meant.get("verdict", [])):
        if not rows:
            continue
        last = rows[-1]
        applied += [row.superseded(last, event.id) for row in rows[:-1]]
        same = False
        if last.correction.kind == "event-date":
            when = after_of(last.correction)
            same = event.when == when
            now = _on(event, when)
        elif last.correction.kind == "reject":
            now = None
        elif now is not None:
            now = now.model_copy(update={"reasons": (Reason(feature="accepted by hand", score=1.0), *event.reasons)})
        applied.append(last.told("already so" if same else "applied", event.id))
    return now, applied


def _on(event: LinkedEvent, when: str | None) -> LinkedEvent:
    by_hand = Reason(feature="date by hand", score=1.0, left=event.when or "", right=when or "")
    dates = event.dates
    if len(event.articles) == 1 and dates:
        dates = {event.articles[0]: when} if when else {}
    return event.model_copy(update={"when": when, "dates": dates, "reasons": (by_hand, *event.reasons)})


def _when(event: LinkedEvent) -> tuple[bool, date, date, str, tuple[int, int], str]:
    """The order of the timeline, as linking has it: known dates first, the vaguer of two that begin together last."""
    interval = interval_of(event.when)
    low, high = interval or (date.max, date.max)
    first = event.evidence[0]
    return (interval is None, low, high, first.article, first.span, event.id)
