"""Events on a map: RFC 7946. A place that is unknown, ambiguous, or as large as a state has no point but is listed."""

from __future__ import annotations

import json
from typing import Any

from communique.export.book import Book
from communique.export.days import days_of
from communique.export.places import country_of, locate
from communique.export.rows import where
from communique.export.sentences import shown
from communique.export.text import encodable
from communique.options import ExportOptions
from communique.record import LinkedEvent, Story


def render(book: Book, _options: ExportOptions) -> bytes:
    """One Feature an event; `geometry` is null where the place has no point, and `located` says why."""
    features = [_feature(book, story, event) for story in book.record.stories for event in story.events]
    lines = ",\n".join(encodable(json.dumps(f, ensure_ascii=False, sort_keys=True)) for f in features)
    return f'{{"type": "FeatureCollection",\n"features": [\n{lines}\n]}}\n'.encode()


def _feature(book: Book, story: Story, event: LinkedEvent) -> dict[str, Any]:
    place, country, days = locate(event.where), country_of(event.where), days_of(event.when)
    words = where(book, event.evidence)
    if place is not None:
        located = "a city of the gazetteer, by its name"
    elif not event.where:
        located = "no place is reported"
    elif country:
        located = "a state or an area: no point"
    else:
        located = "unknown or ambiguous name: no point"
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place else None,
        "properties": {
            "name": event.name,
            "kind": event.kind,
            "plover": event.plover,
            "status": event.status,
            "when": event.when,
            "first_day": days.first.isoformat() if days else None,
            "last_day": days.last.isoformat() if days else None,
            "where": event.where,
            "located": located,
            "gazetteer_name": place.name if place else None,
            "geonames": place.geonames if place else None,
            "country": country,
            "participants": [book.name(p) for p in event.participants],
            "story": story.title,
            "sentence": shown(book, event.evidence[0]) if event.evidence else None,
            "article": words.get("article"),
            "outlet": words.get("outlet"),
            "start": words.get("start"),
            "end": words.get("end"),
            "quote": words.get("quote"),
            "source_line": story.source_lines.get(event.id) or book.counted(event.articles, event.independent),
            "article_count": len(event.articles),
            "independent": event.independent,
        },
    }
