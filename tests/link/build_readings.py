"""Readings built by hand: what a reader would say of a short text, without a reader."""

from __future__ import annotations

from collections.abc import Sequence

from communique.record import Article, Event, Mention, Reading, Statement, content_id


def article(text: str, **fields) -> Article:
    return Article(id=content_id("article", text), path=fields.pop("path", "made.txt"), text=text, **fields)


def span_of(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def name(
    text: str, words: str, actor: str | None = None, kind: str = "person", form: str = "name", nth: int = 0
) -> Mention:
    return Mention(span=span_of(text, words, nth), kind=kind, form=form, actor=actor or words)


def said(text: str, words: str, speaker: str | None, kind: str = "named", source: str | None = None) -> Statement:
    span = span_of(text, words)
    return Statement(
        id=content_id("statement", text, span),
        content=(span,),
        text=words,
        source=(span_of(text, source),) if source else (),
        speaker=speaker,
        speaker_kind=kind,
    )


def event(text: str, trigger: str, kind: str, who: Sequence[str] = (), **fields) -> Event:
    span = span_of(text, trigger)
    return Event(id=content_id("event", text, span), kind=kind, triggers=(span,), participants=tuple(who), **fields)


def reading(
    text: str,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    events: Sequence[Event] = (),
    **fields,
) -> Reading:
    return Reading(
        article=article(text, **fields),
        layers={"mentions": "made", "statements": "made", "events": "made"},
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        statements=tuple(statements),
        events=tuple(events),
    )
