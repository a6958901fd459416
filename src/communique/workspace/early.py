"""Stories made while other articles of the same `add` are still being read.

Which articles tell one story can be known before they are read: grouping looks at texts. Once all of a story's are read
it is made, as of the day that the record will have if nothing fails. All that is a guess and only saves work: what
turns out otherwise (an article that cannot be read, a correction) is made again by `update.py`.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.compare import settle
from communique.link import Grouping, published_day, sketch_of, story_id
from communique.link.grouping.sketches import Sketch
from communique.options import RunOptions
from communique.record import Correction, Failure, Reading
from communique.run.build import Batch, confident
from communique.run.stories import Made
from communique.workspace.library import Library
from communique.workspace.memory import Memory, situation_of
from communique.workspace.prints import fingerprint
from communique.workspace.scope import Scope

ENOUGH = 40  # articles to be read below which guessing costs what it saves
_WAITING = 256  # readings kept in memory for stories that still wait for others; more than a partition has
_IN_MEMORY = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Facts:
    """What an update wants to know of a reading that was made just now."""

    fingerprint: str
    published: str | None
    day: str | None
    sketch: Sketch


class Early:
    """The stories of one `add` that could be made early; see `run.build.Meanwhile`."""

    def __init__(
        self,
        library: Library,
        wanted: Sequence[str],
        memory: Memory,
        options: RunOptions,
        corrections: Sequence[Correction],
    ) -> None:
        """`memory`: that of the last update; `wanted`: the articles that will be read."""
        self._library, self.corrections = library, tuple(corrections)
        self._prints = {i: a.fingerprint for i, a in memory.articles.items()}
        self._minimum = options.read.min_confidence
        self._new = OrderedDict[str, tuple[Sketch, str | None]]()
        for identity in wanted:
            article = library.article(identity)
            self._new[identity] = sketch_of(article), article.published
        kept = set(library.ids()) | self._new.keys()
        days = [a.published for i, a in memory.articles.items() if i in kept]
        days += [published for _, published in self._new.values()]
        as_of = options.compare.as_of or max((day for day in days if day), default=None)
        self.options = replace(options, compare=replace(options.compare, as_of=as_of))
        self._groups = self._planned(memory, kept, options.link.story_threshold)
        self._open = {identity: set(ids) & self._new.keys() for identity, ids in self._groups.items()}
        self._story = {article: identity for identity, articles in self._open.items() for article in articles}
        self._order = deque(self._new)
        self._readings = OrderedDict[str, Reading]()
        self._ready: deque[str] = deque()
        self._given: deque[tuple[str, tuple[tuple[str, str], ...]]] = deque()
        self._facts: dict[str, Facts] = {}
        self._made: dict[str, tuple[tuple[tuple[str, str], ...], int]] = {}
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it goes with this object

    @classmethod
    def of(
        cls,
        library: Library,
        wanted: Sequence[str],
        cache: Path,
        options: RunOptions,
        corrections: Sequence[Correction],
    ) -> Early | None:
        """None where it would not pay, or where the stories that are there already are not known."""
        if len(wanted) < ENOUGH:
            return None
        memory = Memory.of(cache, situation_of(options), options.link.story_threshold)
        known = set(library.ids()) - set(wanted)
        if known - memory.articles.keys() or (known and memory.grouping is None):
            return None
        return cls(library, wanted, memory, options, corrections)

    # --- while articles are read

    def ready(self) -> Batch | None:
        """The readings of a story that are all there."""
        while self._ready:
            identity = self._ready.popleft()
            readings = [self._reading(article) for article in sorted(self._groups[identity])]
            for article in self._groups[identity]:
                self._readings.pop(article, None)
            whole = tuple(reading for reading in readings if reading is not None)
            if len(whole) == len(readings):
                self._given.append((identity, self._key(self._groups[identity], self._prints)))
                return Batch(whole)
        return None

    def made(self, made: Made | None) -> None:
        """Keep the story that was given out first of those that are still out."""
        identity, key = self._given.popleft()
        if made is None:
            return
        try:
            place = self._file.seek(0, 2)
            pickle.dump(made, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        except OSError:  # no room for it: made again when the record is brought up to date
            return
        self._made[identity] = key, place

    def read(self, reading: Reading | Failure) -> None:
        """One more article is read; a story that it was the last of can be made."""
        article = self._order.popleft()
        story = self._story.get(article)
        if isinstance(reading, Failure):
            if story is not None:  # its other articles make other stories
                self._forget(story)
            return
        shown = confident(reading, self._minimum)
        sketch, published = self._new[article]
        self._prints[article] = fingerprint(shown)
        self._facts[article] = Facts(self._prints[article], published, published_day(shown.article), sketch)
        if story is None:
            return
        self._readings[article] = shown
        while len(self._readings) > _WAITING:
            self._readings.popitem(last=False)
        self._open[story].discard(article)
        if not self._open[story]:
            self._ready.append(story)

    # --- when the record is brought up to date

    def facts(self, article: str) -> Facts | None:
        """Of an article that was read just now; without corrections."""
        return self._facts.get(article)

    def has(self, identity: str, articles: Sequence[str], prints: Mapping[str, str]) -> bool:
        """Whether the story was made of these articles with these fingerprints."""
        return identity in self._made and self._made[identity][0] == self._key(articles, prints)

    def story(self, identity: str, as_of: str | None) -> Made:
        """The story that was made, as of a day."""
        self._file.seek(self._made[identity][1])
        made: Made = pickle.load(self._file)
        return made if as_of == self.options.compare.as_of else replace(made, story=settle(made.story, as_of))

    # --- inside

    def _planned(self, memory: Memory, kept: set[str], threshold: float) -> dict[str, tuple[str, ...]]:
        """The stories with a new article that no correction can touch, if every article can be read."""
        start = memory.grouping or Grouping.empty(threshold)
        grouping = start.changed((sketch for sketch, _ in self._new.values()), memory.articles.keys() - kept)
        touched: frozenset[str] = frozenset()
        if self.corrections:
            touched = Scope(self.corrections, {i: self._library.address(i) for i in kept}).articles()
        return {
            story_id(ids): tuple(ids)
            for ids in grouping.stories().values()
            if not self._new.keys().isdisjoint(ids) and touched.isdisjoint(ids)
        }

    def _reading(self, article: str) -> Reading | None:
        """From memory, or from disk where it was confirmed long ago; None when it is not there."""
        if article in self._readings:
            return self._readings[article]
        try:
            return self._library.reading(article)
        except KeyError:
            return None

    def _forget(self, story: str) -> None:
        for article in self._groups.pop(story):
            self._story.pop(article, None)
            self._readings.pop(article, None)
        del self._open[story]

    def _key(self, articles: Iterable[str], prints: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((article, prints[article]) for article in articles))
