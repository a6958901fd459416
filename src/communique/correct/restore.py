"""A finding that a reader accepted and a later run misses, put back on the words it rested on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue, ValidationError

from communique.correct.anchors import Place, Shelf
from communique.errors import EvidenceError
from communique.record import (
    Conflict,
    Correction,
    Evidence,
    Position,
    QuoteVariant,
    Reading,
    SharedFact,
    Story,
    Subject,
    TrackedForward,
    cut,
    evidence_in,
    independent_sources,
    join_pieces,
)

Finding = SharedFact | Conflict | QuoteVariant | Position | TrackedForward
LISTS: dict[Subject, str] = {
    "shared-fact": "shared_facts",
    "conflict": "conflicts",
    "position": "positions",
    "forward": "forward",
    "quote-variant": "quote_variants",
}
_VERBATIM = 0.95  # likeness from which found words may stand as evidence
Places = Mapping[tuple[str, tuple[int, int]], Place]


def put_back(story: Story, readings: Sequence[Reading], correction: Correction, shelf: Shelf) -> Story | None:
    """The story with the finding that `before` holds, on its words in this run; None when that cannot be.

    Only what a reader confirmed comes back (accepted, or given an outcome), and only when all its words stand.
    """
    before = correction.before
    if correction.kind not in ("accept", "outcome") or not isinstance(before, dict) or before.get("id") is None:
        return None
    places = {(a.article, a.span): p for a in correction.anchors if (p := shelf.find(a)) and p.likeness >= _VERBATIM}
    build = _BUILD.get(correction.subject)
    try:
        finding = build(before, places, story, readings) if build else None
    except (ValidationError, EvidenceError, KeyError, TypeError, ValueError):  # `before` comes from a file of anybody
        return None
    if finding is None or finding.id != correction.subject_id:
        return None
    name = LISTS[correction.subject]
    return story.model_copy(update={name: (*getattr(story, name), finding)})


def _fact(before: dict[str, Any], places: Places, story: Story, readings: Sequence[Reading]) -> SharedFact:
    del readings
    fact = SharedFact.model_validate(_moved(before, places))
    articles = tuple(sorted({e.article for e in fact.evidence}))
    return fact.model_copy(update={"articles": articles, "independent": independent_sources(story.sources, articles)})


def _conflict(before: dict[str, Any], places: Places, story: Story, readings: Sequence[Reading]) -> Conflict | None:
    del readings
    conflict = Conflict.model_validate(_moved(before, places))
    held = all(e.article in story.articles for e in evidence_in(conflict))
    return conflict if held else None


def _position(before: dict[str, Any], places: Places, story: Story, readings: Sequence[Reading]) -> Position | None:
    """Only while the story knows the actor by the same id or name."""
    known = {s.id for r in readings for s in r.statements}
    position = Position.model_validate(_moved(before, places))
    if position.actor not in {name for a in story.actors for name in (a.id, a.name, *a.names)}:
        return None
    return position.model_copy(update={"statements": tuple(s for s in position.statements if s in known)})


def _forward(before: dict[str, Any], places: Places, story: Story, readings: Sequence[Reading]) -> TrackedForward:
    del story
    found = [places[str(before["article"]), (int(s), int(e))] for s, e in before["spans"]]
    article = found[0].article
    spans = tuple(sorted(place.span for place in found))
    known = {s.id for r in readings for s in r.statements}
    changes = {
        "article": article.id,
        "spans": spans,
        "text": join_pieces(article.text, spans),
        "statement": before.get("statement") if before.get("statement") in known else None,
        "status": "unclear",
        "outcome": None,
    }
    return TrackedForward.model_validate(before | changes)


_BUILD: dict[Subject, Any] = {
    "shared-fact": _fact,
    "conflict": _conflict,
    "position": _position,
    "forward": _forward,
}


def _moved(value: JsonValue, places: Places) -> Any:
    """Plain values with each piece of evidence where its words stand now; KeyError when they stand nowhere."""
    if isinstance(value, list):
        return [_moved(item, places) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == set(Evidence.model_fields):
        start, end = _span(value["span"])
        place = places[str(value["article"]), (start, end)]
        return {"article": place.article.id, "span": place.span, "quote": cut(place.article.text, place.span)}
    return {name: _moved(item, places) for name, item in value.items()}


def _span(value: JsonValue) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"{value!r} is not a span")
    start, end = value
    return int(str(start)), int(str(end))
