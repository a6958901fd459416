"""A record with an index over it: what every format asks for again and again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from communique.export.days import days_of
from communique.record import (
    Actor,
    Article,
    Evidence,
    IndependenceGroup,
    Position,
    Reading,
    Record,
    Statement,
    Story,
    evidence_of,
)

_HANDS = {"direct": "quoted", "mixed": "quoted", "indirect": "paraphrased", "citation": "cited"}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, where it stands, and who speaks across the articles."""

    statement: Statement
    reading: Reading
    story: Story | None
    actors: tuple[Actor, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its pieces."""
        article = self.reading.article
        return evidence_of(article.id, article.text, self.statement.content)

    @property
    def speaker(self) -> str | None:
        """The speaker under the name used across the articles; joint speakers joined by "; "."""
        return "; ".join(actor.name for actor in self.actors) or self.statement.speaker


class Book:
    """The record and its index. Nothing is computed that is not asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.readings: dict[str, Reading] = {r.article.id: r for r in record.articles}
        self.stories: dict[str, Story] = {s.id: s for s in record.stories}

    @cached_property
    def day(self) -> date | None:
        """The record's own day, for files that must bear one: as-of, else the newest article's; never the clock."""
        known = days_of(self.record.as_of)
        if known is not None:
            return known.last
        dates = [days.last for r in self.record.articles if (days := days_of(r.article.published))]
        return max(dates, default=None)

    def article(self, article_id: str) -> Article:
        """The article of an id of this record."""
        return self.readings[article_id].article

    def outlet(self, article_id: str) -> str:
        """How the article is called: its outlet, or its path."""
        article = self.article(article_id)
        return article.outlet or article.path

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """Article id to its story."""
        return {article: story for story in self.record.stories for article in story.articles}

    @cached_property
    def _witnesses(self) -> dict[str, str]:
        return {source.article: source.witness for story in self.record.stories for source in story.sources}

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Article id to its independence group; an article outside every story is its own."""
        return {source.article: source.group for story in self.record.stories for source in story.sources}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actor id to the actor."""
        return {actor.id: actor for story in self.record.stories for actor in story.actors}

    @cached_property
    def said(self) -> dict[str, Said]:
        """Statement id to the statement with its surroundings, in the order of articles and text."""
        found = {}
        for reading in self.record.articles:
            story = self.story_of.get(reading.article.id)
            speakers = story.speakers if story else {}
            for statement in reading.statements:
                ids = speakers.get(statement.id, ())
                actors = tuple(self.actors[a] for a in ids if a in self.actors)
                found[statement.id] = Said(statement, reading, story, actors)
        return found

    @cached_property
    def variants_of(self) -> dict[str, tuple[str, ...]]:
        """Statement id to the ids of the utterances of which it is a wording."""
        found: dict[str, tuple[str, ...]] = {}
        for story in self.record.stories:
            for variant in story.quote_variants:
                for statement in variant.statements:
                    found[statement] = (*found.get(statement, ()), variant.id)
        return found

    @cached_property
    def named(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Story id and name to the ids of the actors that go by it there."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for story in self.record.stories:
            for actor in story.actors:
                for name in dict.fromkeys((actor.name, *actor.names)):
                    found[story.id, name] = (*found.get((story.id, name), ()), actor.id)
        return found

    def actor_ids(self, story: Story, name: str | None) -> tuple[str, ...]:
        """The actors whom `name` means in the story: those called so first of all, else those who also go by it.

        An actor's id means that actor.
        """
        if not name:
            return ()
        if name in self.actors:
            return (name,)
        found: list[str] = []
        for part in (name, *name.split("; ")):
            ids = self.named.get((story.id, part), ())
            main = tuple(a for a in ids if self.actors[a].name == part)
            found += main or ids
        return tuple(dict.fromkeys(found))

    def name(self, actor_id: str) -> str:
        """The actor's name, or the id where the record has no such actor."""
        return self.actors[actor_id].name if actor_id in self.actors else actor_id

    def counted(self, articles: Sequence[str], independent: int | None = None) -> str | None:
        """How many carry it, in words: one outlet alone, or "3 independent (7 articles)"."""
        if not articles:
            return None
        if len(articles) == 1:
            return f"{self.outlet(articles[0])} alone"
        groups = self.independent(articles) if independent is None else independent
        return f"{groups} {'source' if groups == 1 else 'independent'} ({len(articles)} articles)"

    def opening(self, article_id: str) -> tuple[Evidence, ...]:
        """The article's title as it stands in its text, else its first line."""
        article = self.article(article_id)
        spans = [zone.span for zone in article.zones if zone.kind == "title"][:1]
        if not spans:
            start = len(article.text) - len(article.text.lstrip())
            first = article.text[start:].split("\n", 1)[0].rstrip()
            spans = [(start, start + len(first))] if first else []
        return evidence_of(article.id, article.text, spans)

    def origin(self, group: IndependenceGroup) -> str:
        """Why the group is one source and from where it stems, in words."""
        if not group.origin:
            return group.why
        return f"{group.why} of {self.outlet(group.origin) if group.origin in self.readings else group.origin}"

    def standing(self, article_id: str) -> str:
        """What the article is as a source: independent, the original of others, or why it is not one of its own."""
        group = self._groups.get(article_id)
        if group is None or len(group.articles) == 1:
            return group.why if group else "independent"
        if group.origin in (article_id, self.outlet(article_id)):
            return "original"
        return self.origin(group)

    @cached_property
    def _groups(self) -> dict[str, IndependenceGroup]:
        return {a: group for story in self.record.stories for group in story.independence for a in group.articles}

    def holder(self, name: str | None) -> str | None:
        """Who holds a position or makes a promise, by name; None: nobody named."""
        return self.name(name) if name else None

    def independent(self, articles: Iterable[str]) -> int:
        """How many independent sources the articles are."""
        return len({self._witnesses.get(article, article) for article in articles})

    @cached_property
    def _lines(self) -> dict[str, str]:
        """Statement id to the source line of the finding that shows it."""
        found: dict[str, str] = {}
        for story in self.record.stories:
            for position in story.positions:
                self._keep_line(found, story, position)
            for variant in story.quote_variants:
                if variant.id in story.source_lines:
                    found.update(dict.fromkeys(variant.statements, story.source_lines[variant.id]))
        return found

    @staticmethod
    def _keep_line(found: dict[str, str], story: Story, position: Position) -> None:
        if len(position.statements) == 1 and position.id in story.source_lines:
            found.setdefault(position.statements[0], story.source_lines[position.id])

    def said_line(self, said: Said) -> str:
        """The source line of a statement: that of its utterance or position, else one of its own."""
        line = self._lines.get(said.statement.id)
        if line:
            return line
        statement, article = said.statement, said.reading.article
        hand = "second-hand" if statement.within else _HANDS[statement.form]
        named = "unnamed source" if statement.speaker_kind in ("unnamed", "unknown") else "on the record"
        parts = [f"{self.outlet(article.id)} alone", hand, named, article.published]
        return "; ".join(part for part in parts if part)

    def carried_by(self, said: Said) -> tuple[str, ...]:
        """Articles that carry the utterance, this one's first."""
        articles = [said.reading.article.id]
        for variant in self.variants_of.get(said.statement.id, ()):
            articles += self._carriers[variant]
        return tuple(dict.fromkeys(articles))

    @cached_property
    def _carriers(self) -> dict[str, list[str]]:
        """Utterance to the articles that carry it: those of its statements and of its evidence."""
        found = {}
        for story in self.record.stories:
            for variant in story.quote_variants:
                said = [self.said[s].reading.article.id for s in variant.statements if s in self.said]
                found[variant.id] = said + [e.article for e in variant.evidence]
        return found
