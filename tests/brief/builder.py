"""Articles under construction: spans are found from words, so evidence holds by construction."""

from __future__ import annotations

from typing import Any

from communique.record import (
    Article,
    Event,
    Evidence,
    Forward,
    Loaded,
    Mention,
    Reading,
    Statement,
    Time,
    TrackedForward,
    Zone,
    content_id,
    join_pieces,
    normalise_spans,
)

LAYERS = dict.fromkeys(("statements", "scare_quotes", "times", "events", "mentions", "forward", "loaded"), "reader-1")


class Report:
    """One invented article under construction: finds words, collects annotations, gives a Reading."""

    def __init__(self, text: str, zones: list[tuple[str, str]] | None = None, **meta: Any) -> None:
        self.text = text
        self.meta = meta
        self.id = content_id("a", text)
        self.zones = zones or []
        self.layers: dict[str, str | None] = dict(LAYERS)
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.loaded: list[Loaded] = []
        self.times: list[Time] = []
        self.mentions: list[Mention] = []
        self.forward: list[Forward] = []
        self.scare: list[tuple[int, int]] = []

    def at(self, words: str) -> tuple[int, int]:
        """The span of `words`; brackets pick a part: "Maren [said] that" is the span of "said" there."""
        plain = words.replace("[", "").replace("]", "")
        if self.text.count(plain) != 1:
            raise AssertionError(f"{plain!r} stands {self.text.count(plain)} times in {self.meta['path']}")
        start = self.text.index(plain)
        if "[" not in words:
            return (start, start + len(plain))
        return (start + words.index("["), start + words.index("]") - 1)

    def say(
        self, *content: str, cue: str = "", source: str = "", within: Statement | None = None, **fields: Any
    ) -> Statement:
        """Add a statement whose content, cue and source are given as words."""
        spans = tuple(sorted(self.at(words) for words in content))
        statement = Statement(
            id=content_id("s", self.id, spans),
            content=spans,
            text=join_pieces(self.text, spans),
            cue=(self.at(cue),) if cue else (),
            source=(self.at(source),) if source else (),
            within=within.id if within else None,
            confidence=0.9,
            **fields,
        )
        self.statements.append(statement)
        return statement

    def ev(self, words: str) -> Evidence:
        """Evidence for `words`."""
        start, end = self.at(words)
        return Evidence(article=self.id, span=(start, end), quote=self.text[start:end])

    def happen(self, words: str, kind: str, **fields: Any) -> Event:
        """Add an event with one trigger."""
        span = self.at(words)
        event = Event(id=content_id("e", self.id, span), kind=kind, triggers=(span,), confidence=0.8, **fields)
        self.events.append(event)
        return event

    def ahead(self, statement: Statement, kind: Any, horizon: str | None = None) -> Forward:
        """Make a forward-looking line of a statement."""
        forward = Forward(
            id=content_id("f", statement.id, kind),
            kind=kind,
            actor=statement.speaker,
            text=statement.text,
            spans=statement.content,
            horizon=horizon,
            statement=statement.id,
        )
        self.forward.append(forward)
        return forward

    def track(self, forward: Forward, **fields: Any) -> TrackedForward:
        """The same line as the comparison follows it."""
        return TrackedForward(**forward.model_dump(), article=self.id, **fields)

    def clock(self, words: str, value: str | None, kind: Any = "DATE") -> None:
        """Add a TIMEX3 expression."""
        span = self.at(words)
        self.times.append(Time(span=span, text=self.text[span[0] : span[1]], type=kind, value=value))

    def reading(self) -> Reading:
        """The finished Reading."""
        zones, taken = [], []
        for kind, words in self.zones:
            span = self.at(words)
            taken.append(span)
            zones.append(Zone(kind=kind, span=span))
        position = 0
        for start, end in [*normalise_spans(taken), (len(self.text), len(self.text))]:
            if self.text[position:start].strip():
                zones.append(Zone(kind="body", span=(position, start)))
            position = end
        zones.sort(key=lambda zone: zone.span)
        return Reading(
            article=Article(id=self.id, text=self.text, zones=tuple(zones), language="en", **self.meta),
            layers=self.layers,
            statements=tuple(sorted(self.statements, key=lambda s: s.content)),
            scare_quotes=tuple(sorted(self.scare)),
            times=tuple(sorted(self.times, key=lambda t: t.span)),
            events=tuple(self.events),
            mentions=tuple(self.mentions),
            forward=tuple(self.forward),
            loaded=tuple(self.loaded),
        )
