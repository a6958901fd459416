"""FollowTheMoney entities, one JSON object a line, as `ftm`, Aleph and OpenSanctions tools read them.

Written without the library (its ICU dependency must be compiled); `tests/export` validates every entity with it.
What did not happen says so in its name ("(cancelled) ..."): an importer shows names first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from communique.export.book import Book, Said
from communique.export.days import Days, days_of
from communique.export.sentences import shown
from communique.export.text import encodable, one_line, short_hash
from communique.lexicon import state_named
from communique.options import ExportOptions
from communique.record import Actor, Article, LinkedEvent, Story
from communique.record.shown import web_link

_SCHEMATA = {"person": "Person", "organization": "Organization", "state": "PublicBody"}
"""Which actors are entities. Places are Addresses; agreements and others have no schema of their own."""
_QUOTES = 5


def render(book: Book, _options: ExportOptions) -> bytes:
    """Articles, actors, events, statements (as Notes) and mentions, in this order."""
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _entities(book)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _entities(book: Book) -> Iterator[dict[str, Any]]:
    for reading in book.record.articles:
        yield _article(reading.article)
    for story in book.record.stories:
        for actor in story.actors:
            if actor.kind in _SCHEMATA:
                yield _actor(book, actor)
            elif actor.kind == "place":
                yield _entity(actor.id, "Address", full=[actor.name], name=[actor.name])
        for event in story.events:
            yield _event(book, story, event)
    for said in book.said.values():
        yield _statement(book, said)
    for story in book.record.stories:
        yield from _mentions(book, story)


def _entity(key: str, schema: str, **properties: list[str | None]) -> dict[str, Any]:
    """An entity; values that are unknown or blank are left out, each is there once."""
    kept: dict[str, list[str]] = {}
    for name, values in properties.items():
        texts = dict.fromkeys(one_line(encodable(value)).strip() for value in values if value)
        if any(texts):
            kept[name] = [text for text in texts if text]
    return {"id": one_line(encodable(key)), "schema": schema, "properties": kept}


def _article(article: Article) -> dict[str, Any]:
    return _entity(
        article.id,
        "Article",
        name=[article.title],
        title=[article.title],
        fileName=[PurePosixPath(article.path).name],
        author=list(article.authors),
        publisher=[article.outlet],
        publishedAt=_dates(days_of(article.published))[:1],
        sourceUrl=[web_link(article.url)],
        language=[{"en": "eng"}.get(article.language or "")],
    )


def _actor(book: Book, actor: Actor) -> dict[str, Any]:
    state = state_named(actor.name) if actor.kind == "state" else None
    properties: dict[str, list[str | None]] = {
        "name": [actor.name],
        "alias": [name for name in actor.names if name != actor.name],
        "country": [state.iso2.lower() if state else None],
        "proof": [*sorted({m.article for m in actor.mentions if m.article in book.readings})],
    }
    if actor.kind == "person":
        properties["position"] = [
            (f"{r.title} of {r.of}" if r.of else r.title) + (f" (as of {r.as_of})" if r.as_of else "")
            for r in actor.roles
        ]
    return _entity(actor.id, _SCHEMATA[actor.kind], **properties)


def _event(book: Book, story: Story, event: LinkedEvent) -> dict[str, Any]:
    days = days_of(event.when)
    dates = _dates(days)
    mark = "" if event.status == "happened" else f"({event.status}) "
    involved = [p for p in event.participants if p in book.actors and book.actors[p].kind in _SCHEMATA]
    line = story.source_lines.get(event.id) or book.counted(event.articles, event.independent)
    return _entity(
        event.id,
        "Event",
        name=[f"{mark}{event.name}"],
        date=dates[:1] if len(dates) == 1 else [],
        startDate=dates[:1] if len(dates) == 2 else [],
        endDate=dates[1:],
        location=[event.where],
        involved=list(involved),
        proof=list(event.articles),
        keywords=[event.kind, event.plover, event.status],
        summary=[shown(book, piece) for piece in event.evidence[:_QUOTES]],
        notes=[line, f"date as reported (EDTF): {event.when}" if event.when else None],
    )


def _statement(book: Book, said: Said) -> dict[str, Any]:
    item, article = said.statement, said.reading.article
    start, end = item.content[0][0], item.content[-1][1]
    return _entity(
        item.id,
        "Note",
        name=[f"{said.speaker or item.speaker_description or 'Unknown speaker'}: {item.act}"],
        description=[item.text],
        entity=[actor.id for actor in said.actors if actor.kind in _SCHEMATA],
        proof=[article.id],
        publisher=[article.outlet],
        sourceUrl=[web_link(article.url)],
        keywords=[item.form, item.act, item.stance],
        notes=[book.said_line(said), f"{article.id}:{start}-{end}"],
    )


def _mentions(book: Book, story: Story) -> Iterator[dict[str, Any]]:
    """One Mention an actor, an article and a name; pronouns and descriptions are no names."""
    for actor in story.actors:
        if actor.kind not in _SCHEMATA:
            continue
        names = set(actor.names) | {actor.name}
        seen: set[tuple[str, str]] = set()
        for mention in actor.mentions:
            if mention.article not in book.readings:
                continue
            name = book.article(mention.article).text[slice(*mention.span)]
            if name not in names or (mention.article, name) in seen:
                continue
            seen.add((mention.article, name))
            yield _entity(
                f"mention-{short_hash(f'{actor.id} {mention.article} {name}')}",
                "Mention",
                document=[mention.article],
                resolved=[actor.id],
                name=[name],
                detectedSchema=[_SCHEMATA[actor.kind]],
            )


def _dates(days: Days | None) -> list[str | None]:
    """One date as exact as it is known, or first and last day; none where it is only about then."""
    if days is None or days.hedged:
        return []
    iso = days.first.isoformat()
    exact = {"day": iso, "month": iso[:7], "year": iso[:4]}.get(days.precision)
    return [exact] if exact else [iso, days.last.isoformat()]
