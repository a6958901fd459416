"""The record brought up to date with what was added, removed or corrected.

Articles are grouped anew only where something came or went near them, a story is made anew only when its own articles
or its corrections changed, and what depends on the day alone is settled. What is kept from earlier (`memory.py`) saves
work and changes nothing: `tests/workspace/test_update.py` holds any history against a record made at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.compare import settle
from communique.compare.clauses.moments import moment
from communique.correct import accounted, corrected_readings
from communique.link import Grouping, published_day, sketch_of, story_id
from communique.link.grouping.sketches import Sketch
from communique.options import RunOptions
from communique.record import Applied, Correction, Reading, Story
from communique.run import Progress
from communique.run.build import reread
from communique.run.stories import Made, in_order, make_stories
from communique.workspace.library import Library
from communique.workspace.memory import KnownArticle, KnownStory, Memory, situation_of
from communique.workspace.pile import Pile
from communique.workspace.prints import fingerprint
from communique.workspace.scope import Scope, keys_of

if TYPE_CHECKING:
    from communique.run.engine import Engine
    from communique.workspace.early import Early, Facts


@dataclass(frozen=True, slots=True)
class Former:
    """The record as it was: fingerprints of its stories and readings by id, and a folder for what may save work.

    Everything in `cache` may be missing, old or damaged at any time; it is never needed for the result.
    """

    stories: Mapping[str, str]
    readings: Mapping[str, str]
    story: Callable[[str], Story]
    cache: Path


@dataclass(frozen=True, slots=True)
class Updated:
    """The record as it is now, told as what differs from `Former`.

    `order`: every story's id in the record's order. `stories`: the new and changed ones. `articles`: every article's
    id. `readings`: ids whose reading, corrections applied, is new or changed. `reading` gives any of them, `fetch` many
    in the order that is cheapest, `print_of` the fingerprint of one.
    """

    as_of: str | None
    order: tuple[str, ...]
    stories: Pile
    articles: tuple[str, ...]
    readings: frozenset[str]
    reading: Callable[[str], Reading]
    fetch: Callable[[Sequence[str]], Iterable[Reading]]
    print_of: Callable[[str], str]
    applied: tuple[Applied, ...]


def update(
    library: Library,
    former: Former,
    options: RunOptions,
    progress: Progress,
    corrections: Sequence[Correction] = (),
    early: Early | None = None,
    engine: Engine | None = None,
    *,
    any_code: bool = False,
) -> Updated:
    """The record of every article of the library, as `compile_record` of the same articles would make it.

    Byte for byte: what is kept from earlier, or was made `early`, only saves work. `engine`: one whose workers are
    there already, otherwise that of the options. With `any_code` what other code made is not made again where
    nothing else changed; the next update without it does.
    """
    progress.begin("linking")
    situation = situation_of(options)
    memory = Memory.of(former.cache, situation, options.link.story_threshold, any_code=any_code)
    if memory.situation != situation:
        progress.warn(
            "stories that this does not touch stay as another release made them, until the next communique add"
        )
    desk = _Desk(library, corrections, options, memory, early)
    articles = desk.articles()
    as_of = options.compare.as_of or max((a.published for a in articles.values() if a.published), default=None)
    grouping = desk.grouping(articles)
    memory.grouping = None  # as large as the new one, and no longer needed
    groups = {story_id(ids): ids for ids in grouping.stories().values()}
    dated = replace(options, compare=replace(options.compare, as_of=as_of))
    known, changed = _Table(desk, memory, former, dated, articles, early).stories(groups, progress, engine)
    order = in_order(groups.items(), {i: a.day for i, a in articles.items()})
    told = [Applied.model_validate(row) for identity in order for row in known[identity].applied]
    overlay, applied = desk.overlay()
    now = Memory(memory.situation, as_of, articles, known, overlay, tuple(a.model_dump(mode="json") for a in applied))
    now.grouping = grouping
    now.save(former.cache)
    return Updated(
        as_of=as_of,
        order=order,
        stories=changed,
        articles=tuple(sorted(articles)),
        readings=frozenset(i for i, a in articles.items() if former.readings.get(i) != a.fingerprint),
        reading=desk.reading,
        fetch=desk.fetch,
        print_of=lambda identity: articles[identity].fingerprint,
        applied=accounted(corrections, (*applied, *told)),
    )


class _Desk:
    """Readings with their corrections, fetched when something is to be made of them."""

    def __init__(
        self,
        library: Library,
        corrections: Sequence[Correction],
        options: RunOptions,
        memory: Memory,
        early: Early | None,
    ) -> None:
        self._library, self._options, self._memory, self._early = library, options, memory, early
        self._stamps = {identity: library.stamp(identity) for identity in library.ids()}
        found = self._stamps if corrections else ()
        self.scope = Scope(corrections, {identity: library.address(identity) for identity in found})
        self._touched = self.scope.articles() & self._stamps.keys()
        self._overlay_key = self.scope.digest(self._stamps) if corrections else ""
        self._overlaid: dict[str, Reading] | None = None
        self._applied: tuple[Applied, ...] = ()
        self._sketches: dict[str, Sketch] = {}

    def articles(self) -> dict[str, KnownArticle]:
        """Every article as it is now. Only readings that were made of something else than last time are looked at.

        What grouping will ask of those is taken down meanwhile: fetching a reading is most of the work.
        """
        out: dict[str, KnownArticle] = {}
        stale: list[str] = []
        for identity, made_of in self._stamps.items():
            stamp = f"{made_of} {self._overlay_key}" if identity in self._touched else made_of
            known = self._memory.articles.get(identity)
            if known is not None and known.stamp == stamp:
                out[identity] = known
            elif (facts := self._facts(identity)) is not None:
                out[identity] = KnownArticle(stamp, facts.fingerprint, facts.published, facts.day)
                self._sketches[identity] = facts.sketch
            else:
                out[identity] = KnownArticle(stamp, "", None, None)
                stale.append(identity)
        before = self._memory.articles if self._memory.grouping else {}
        for reading in self.fetch(stale):
            article = reading.article
            known = KnownArticle(out[article.id].stamp, fingerprint(reading), article.published, published_day(article))
            out[article.id] = known
            if article.id not in before or before[article.id].fingerprint != known.fingerprint:
                self._sketches[article.id] = sketch_of(article)
        return out

    def _facts(self, identity: str) -> Facts | None:
        """What is known already of a reading that was made in this run and that no correction can touch."""
        return self._early.facts(identity) if self._early is not None and identity not in self._touched else None

    def grouping(self, articles: Mapping[str, KnownArticle]) -> Grouping:
        """The stories as they are now."""
        before = self._memory.articles if self._memory.grouping else {}
        start = self._memory.grouping or Grouping.empty(self._options.link.story_threshold)
        new = [i for i, a in articles.items() if i not in before or before[i].fingerprint != a.fingerprint]
        made, self._sketches = self._sketches, {}
        missing = (sketch_of(reading.article) for reading in self.fetch([i for i in new if i not in made]))
        return start.changed((*(made[i] for i in new if i in made), *missing), before.keys() - articles.keys())

    def overlay(self) -> tuple[str, tuple[Applied, ...]]:
        """What the corrections and the articles they touch are known by, and what became of those of readings."""
        if self._overlay_key and self._overlay_key == self._memory.overlay:
            return self._overlay_key, tuple(Applied.model_validate(row) for row in self._memory.applied)
        if self.scope.corrections:
            self._lay_over()
        return self._overlay_key, self._applied

    def reading(self, identity: str) -> Reading:
        """The reading of an article, corrections applied."""
        if identity in self._touched:
            return self._lay_over()[identity]
        return self._library.reading(identity)

    def batch(self, identities: Iterable[str]) -> list[Reading]:
        """The readings of one story."""
        return [self.reading(identity) for identity in sorted(identities)]

    def place(self, identities: Iterable[str]) -> tuple[str, str]:
        """Where the readings of a story lie; those of neighbours are fetched with little work."""
        return min(self._library.place(identity) for identity in identities)

    def fetch(self, identities: Sequence[str]) -> Iterable[Reading]:
        """Readings, corrections applied, in the order that is cheapest to fetch."""
        yield from self._library.readings([i for i in identities if i not in self._touched])
        yield from (self._lay_over()[i] for i in identities if i in self._touched)

    def _lay_over(self) -> dict[str, Reading]:
        """The readings that corrections can touch, corrected all together."""
        if self._overlaid is None:
            plain = sorted(self._library.readings(sorted(self._touched)), key=lambda r: (r.article.id, r.article.path))
            again = partial(reread, self._options.read)
            corrected, self._applied = corrected_readings(plain, self.scope.corrections, again)
            self._overlaid = {reading.article.id: reading for reading in corrected}
        return self._overlaid


class _Table:
    """Where stories are made, or found to be as they were."""

    def __init__(
        self,
        desk: _Desk,
        memory: Memory,
        former: Former,
        options: RunOptions,
        articles: Mapping[str, KnownArticle],
        early: Early | None,
    ) -> None:
        self._desk, self._memory, self._former = desk, memory, former
        self._options, self._articles, self._early = options, articles, early

    def stories(
        self, groups: Mapping[str, Sequence[str]], progress: Progress, engine: Engine | None
    ) -> tuple[dict[str, KnownStory], Pile]:
        """What is known of every story now, and those that are not the very ones that they were."""
        known: dict[str, KnownStory] = {}
        changed, todo = Pile(), []
        progress.begin("comparing", len(groups))
        for identity, ids in groups.items():
            kept, settled = self._kept(identity, ids)
            if kept is None:
                todo.append(identity)
                continue
            known[identity] = kept
            if settled is not None and self._former.stories.get(identity) != kept.fingerprint:
                changed.put(settled)
            progress.advance()
        todo.sort(key=lambda identity: self._desk.place(groups[identity]))
        for identity, one in zip(todo, self._made(groups, todo, engine), strict=True):
            known[identity] = self._noted(groups[identity], one)
            if self._former.stories.get(identity) != known[identity].fingerprint:
                changed.put(one.story)
            progress.advance()
        return known, changed

    def _made(self, groups: Mapping[str, Sequence[str]], todo: Sequence[str], engine: Engine | None) -> Iterator[Made]:
        """The stories `todo`, in this order; those that were made early are only fetched."""
        early, options = self._early, self._options
        prints = {i: a.fingerprint for i, a in self._articles.items()} if early is not None else {}
        there = {i for i in todo if early is not None and early.has(i, groups[i], prints)}
        late = [identity for identity in todo if identity not in there]
        batches = (self._desk.batch(groups[identity]) for identity in late)
        made = iter(make_stories(batches, options, self._desk.scope.corrections, len(late), engine) if late else ())
        for identity in todo:
            yield early.story(identity, options.compare.as_of) if early and identity in there else next(made)

    def _kept(self, identity: str, ids: Sequence[str]) -> tuple[KnownStory | None, Story | None]:
        """What was known of a story, if it still holds, and the story if only the calendar changed it."""
        known = self._memory.stories.get(identity)
        if known is None or self._former.stories.get(identity) != known.fingerprint:
            return None, None
        touching = self._desk.scope.of_story(ids, known.names)
        if known.key != self._key(ids, touching):
            return None, None
        if not self._differs(known):
            return known, None
        if touching:
            return None, None
        story = settle(self._former.story(identity), self._options.compare.as_of)
        return known._replace(fingerprint=fingerprint(story)), story

    def _noted(self, ids: Sequence[str], made: Made) -> KnownStory:
        names = tuple(sorted(keys_of(made.names)))
        applied = tuple(a.model_dump(mode="json") for a in made.applied)
        key = self._key(ids, self._desk.scope.of_story(ids, names))
        return KnownStory(key, fingerprint(made.story), _due(made.story), names, applied)

    def _key(self, ids: Sequence[str], touching: Sequence[str]) -> str:
        lines = [*(f"{i} {self._articles[i].fingerprint}" for i in ids), "", *touching]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]

    def _differs(self, known: KnownStory) -> bool:
        """Whether a term lies between the day of the last update and today."""
        before, today = moment(self._memory.as_of), moment(self._options.compare.as_of)
        if not known.due or before == today:
            return False
        if before is None or today is None:
            return True
        return any((day < before.first.isoformat()) != (day < today.first.isoformat()) for day in known.due)


def _due(story: Story) -> tuple[str, ...]:
    return tuple(sorted({line.term for line in story.forward if line.term and line.outcome is None}))
