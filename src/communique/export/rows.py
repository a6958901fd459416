"""Rows of the tables about what was said and what happened, as plain dicts; their columns are in `schema`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.export.book import Book, Said
from communique.export.days import Days, days_of
from communique.export.places import country_of
from communique.record import Evidence, LinkedEvent, Reason, Story, TrackedForward, evidence_of, join_pieces

Row = dict[str, Any]


def where(book: Book, evidence: Sequence[Evidence]) -> Row:
    """The columns that say where the words stand: the first piece in full, all of them as pointers."""
    if not evidence:
        return {"pieces": 0, "evidence": []}
    first = evidence[0]
    article = book.article(first.article)
    return {
        "article": first.article,
        "outlet": article.outlet,
        "published": article.published,
        "start": first.span[0],
        "end": first.span[1],
        "quote": first.quote,
        "pieces": len(evidence),
        "evidence": [f"{e.article}:{e.span[0]}-{e.span[1]}" for e in evidence],
    }


def source(book: Book, line: str | None, articles: Iterable[str], independent: int | None = None) -> Row:
    """The columns that say who carries it; `independent` is counted by groups where the finding has no count."""
    ids = list(dict.fromkeys(articles))
    return {
        "source_line": line or book.counted(ids, independent),
        "articles": ids,
        "article_count": len(ids),
        "independent": book.independent(ids) if independent is None else independent,
    }


def found(
    book: Book, story: Story | None, key: str, evidence: Sequence[Evidence], independent: int | None = None
) -> Row:
    """The columns that every finding has."""
    carried = list(dict.fromkeys(e.article for e in evidence))
    line = story.source_lines.get(key) if story else None
    return {
        "id": key,
        "story": story.id if story else None,
        **where(book, evidence),
        **source(book, line, carried, independent),
    }


def days(value: str | None) -> tuple[str | None, str | None, Days | None]:
    """First and last day as ISO 8601, and the value read."""
    read = days_of(value)
    return (read.first.isoformat(), read.last.isoformat(), read) if read else (None, None, None)


def why(reasons: Iterable[Reason]) -> list[str]:
    """Reasons in words."""
    return [f"{r.feature}: {r.left} / {r.right} ({r.score:.2f})" for r in reasons]


def differing(said: dict[str, str]) -> list[str]:
    """What each article says, where not all say the same."""
    return [f"{article}={value}" for article, value in sorted(said.items())] if len(set(said.values())) > 1 else []


def articles(book: Book) -> Iterator[Row]:
    """Rows of `articles`."""
    for reading in book.record.articles:
        article = reading.article
        story = book.story_of.get(article.id)
        yield {
            **where(book, book.opening(article.id)),
            **source(book, book.standing(article.id), [article.id]),
            **article.model_dump(
                include={"id", "path", "title", "original_outlet", "url", "genre", "language", "sha256"}
            ),
            "story": story.id if story else None,
            "authors": list(article.authors),
            "characters": len(article.text),
            "statement_count": len(reading.statements),
            "event_count": len(reading.events),
            "group": book.group_of.get(article.id),
            "group_why": book.standing(article.id),
            "copies": list(article.copies),
            "notes": list(article.notes),
            "article": article.id,
            "outlet": article.outlet,
            "published": article.published,
        }  # fmt: skip


def statements(book: Book) -> Iterator[Row]:
    """Rows of `statements`."""
    for said in book.said.values():
        yield statement(book, said)


def statement(book: Book, said: Said) -> Row:
    """One row of `statements`."""
    item, text = said.statement, said.reading.article.text
    fields = {
        "speaker", "speaker_kind", "speaker_description", "speaker_reason", "speaker_confidence", "text", "form", "act",
        "stance", "addressee", "said_on", "within", "zone", "confidence",
    }  # fmt: skip
    return {
        "id": item.id,
        "story": said.story.id if said.story else None,
        **where(book, said.evidence),
        **source(book, book.said_line(said), book.carried_by(said)),
        **item.model_dump(include=fields),
        "speaker_name": said.speaker,
        "speaker_ids": [actor.id for actor in said.actors],
        "cue": join_pieces(text, item.cue) or None,
        "source_words": join_pieces(text, item.source) or None,
        "variants": list(book.variants_of.get(item.id, ())),
    }


def events(book: Book) -> Iterator[Row]:
    """Rows of `events`."""
    for story in book.record.stories:
        for event in story.events:
            first, last, _ = days(event.when)
            yield {
                **found(book, story, event.id, event.evidence, event.independent),
                **event.model_dump(include={"name", "kind", "plover", "when", "where", "status"}),
                "first_day": first,
                "last_day": last,
                "dates": differing(event.dates),
                "country": country_of(event.where),
                "participants": [book.name(p) for p in event.participants],
                "participant_ids": list(event.participants),
                "statuses": differing(dict(event.statuses)),
                "reasons": why(event.reasons),
                **source(book, story.source_lines.get(event.id), event.articles, event.independent),
            }


def ordered_events(story: Story) -> list[LinkedEvent]:
    """Events in the order of the story's timeline, those with days first; then those it does not list."""
    by_id = {event.id: event for event in story.events}
    listed = [by_id[e] for e in dict.fromkeys(story.timeline) if e in by_id]
    every = listed + [event for event in story.events if event.id not in set(story.timeline)]
    return sorted(every, key=lambda event: days_of(event.when) is None)


def timeline(book: Book) -> Iterator[Row]:
    """Rows of `timeline`."""
    for story in book.record.stories:
        for order, event in enumerate(ordered_events(story), 1):
            first, last, read = days(event.when)
            yield {
                **found(book, story, event.id, event.evidence),
                **event.model_dump(include={"name", "kind", "when", "where", "status"}),
                "order": order,
                "first_day": first,
                "last_day": last,
                "precision": read.precision if read else None,
                "disagreement": differing(event.dates),
                "participants": [book.name(p) for p in event.participants],
                **source(book, story.source_lines.get(event.id), event.articles, event.independent),
            }


def positions(book: Book) -> Iterator[Row]:
    """Rows of `positions`."""
    for story in book.record.stories:
        for position in story.positions:
            yield {
                **found(book, story, position.id, position.evidence),
                **position.model_dump(include={"issue", "stance", "summary", "reported_by", "as_of"}),
                "actor": book.holder(position.actor),
                "actor_ids": list(book.actor_ids(story, position.actor)),
                "statements": list(position.statements),
            }


def forward(book: Book) -> Iterator[Row]:
    """Rows of `forward`."""
    for story in book.record.stories:
        for line in story.forward:
            first, last, _ = days(line.horizon)
            outcome = line.outcome
            yield {
                **found(book, story, line.id, forward_evidence(book, line)),
                **line.model_dump(include={"kind", "text", "horizon", "status", "statement"}),
                "actor": book.holder(line.actor),
                "first_day": first,
                "last_day": last,
                "outcome_article": outcome.article if outcome else None,
                "outcome_start": outcome.span[0] if outcome else None,
                "outcome_end": outcome.span[1] if outcome else None,
                "outcome_quote": outcome.quote if outcome else None,
                "reasons": list(line.reasons),
            }


def forward_evidence(book: Book, line: TrackedForward) -> tuple[Evidence, ...]:
    """The pieces of a forward-looking line."""
    article = book.article(line.article)
    return evidence_of(article.id, article.text, line.spans)
