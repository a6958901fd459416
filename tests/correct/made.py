"""Readings and stories of a few invented lines, spans found from words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.correct import By
from communique.link import link_story
from communique.options import LinkOptions
from communique.record import (
    Article,
    Comparison,
    Event,
    Forward,
    Linkage,
    Loaded,
    Mention,
    Reading,
    Statement,
    Story,
    content_id,
    join_pieces,
)
from communique.record.reading import statement_id

EARLY = By("Ana", "2031-03-05T08:00:00Z", "she told me")
LATE = By("Otto", "2031-03-06T08:00:00Z")
LAST = By("Ana", "2031-03-07T08:00:00Z")

TEXT = (
    "Foreign Minister Ana Vale said the ferry would sail again on Monday. “We keep our word,” she told reporters.\n\n"
    "Otto Brandl, a union leader, said that Vale had admitted the delay was hers. He called the plan reckless."
)


class Made:
    """One article under construction."""

    def __init__(self, text: str = TEXT, **fields: Any) -> None:
        self.text = text
        fields = {"path": "made.txt", "url": "https://news.example/ferry", "published": "2031-03-05"} | fields
        self.article = Article(id=content_id("a", text), text=text, **fields)
        self.statements: list[Statement] = []
        self.mentions: list[Mention] = []
        self.events: list[Event] = []
        self.forward: list[Forward] = []
        self.loaded: list[Loaded] = []
        self.scare: list[tuple[int, int]] = []

    def at(self, words: str, nth: int = 0) -> tuple[int, int]:
        """The span of words; the first place, or a later one."""
        place = -1
        for _ in range(nth + 1):
            place = self.text.index(words, place + 1)
        return place, place + len(words)

    def says(self, *content: str, cue: str = "", source: str = "", **fields: Any) -> Statement:
        """Add a statement."""
        spans = tuple(self.at(words) for words in content)
        cues = (self.at(cue),) if cue else ()
        sources = (self.at(source),) if source else ()
        fields = {"speaker_kind": "named" if fields.get("speaker") else "unknown", "confidence": 0.6} | fields
        statement = Statement(
            id=statement_id(self.article.id, spans, cues, sources),
            content=spans,
            text=join_pieces(self.text, spans),
            cue=cues,
            source=sources,
            **fields,
        )
        self.statements.append(statement)
        return statement

    def names(self, words: str, actor: str | None = None, nth: int = 0, **fields: Any) -> Mention:
        """Add a mention."""
        fields = {"kind": "person", "form": "name"} | fields
        mention = Mention(span=self.at(words, nth), actor=actor or words, **fields)
        self.mentions.append(mention)
        return mention

    def happens(self, trigger: str, **fields: Any) -> Event:
        """Add an event."""
        span = self.at(trigger)
        event = Event(id=content_id("event", self.article.id, span), triggers=(span,), **({"kind": "meet"} | fields))
        self.events.append(event)
        return event

    def promises(self, words: str, **fields: Any) -> Forward:
        """Add a forward-looking line."""
        span = self.at(words)
        fields = {"kind": "commitment"} | fields
        line = Forward(id=content_id("forward", self.article.id, span), text=words, spans=(span,), **fields)
        self.forward.append(line)
        return line

    def reading(self) -> Reading:
        """The article as read."""
        return Reading(
            article=self.article,
            layers={"statements": "made-1", "mentions": "made-1", "events": "made-1"},
            statements=tuple(sorted(self.statements, key=lambda s: s.content[0][0])),
            mentions=tuple(sorted(self.mentions, key=lambda m: m.span)),
            events=tuple(self.events),
            forward=tuple(self.forward),
            loaded=tuple(self.loaded),
            scare_quotes=tuple(self.scare),
        )


def ferry(**fields: Any) -> Made:
    """The usual article: two statements of Vale's, one of Brandl's with one of Vale's told inside it."""
    made = Made(**fields)
    made.says(
        "the ferry would sail again on Monday", cue="said", source="Foreign Minister Ana Vale", speaker="Ana Vale",
        act="commit",
    )  # fmt: skip
    made.says("“We keep our word,”", cue="told reporters", source="she", speaker="Ana Vale", form="direct")
    outer = made.says(
        "Vale had admitted the delay was hers",
        source="Otto Brandl, a union leader",
        speaker="Otto Brandl",
        act="accuse",
    )
    made.says("the delay was hers", cue="admitted", source="Vale", speaker="Ana Vale", within=outer.id)
    made.names("Ana Vale")
    made.names("she", "Ana Vale", form="pronoun")
    made.names("Otto Brandl")
    made.names("Vale", "Ana Vale", nth=1)
    return made


def again(text: str, **fields: Any) -> Reading:
    """The usual article in another text, with nothing read yet."""
    return Made(text, **fields).reading()


def story_of(*readings: Reading) -> Linkage:
    """The story that linking makes of readings, whether they tell one or not."""
    return link_story(readings, LinkOptions())


def compared(linkage: Linkage, **layers: Any) -> Story:
    """A story with findings made by hand."""
    return Story(**(dict(linkage) | dict(Comparison(**layers))))


def outcomes(applied: Sequence[Any]) -> dict[str, str]:
    """Correction id -> what became of it."""
    return {a.correction: a.outcome for a in applied}
