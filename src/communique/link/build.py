"""Readings in, one Linkage a story out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from communique.link.actors.cast import cast_of
from communique.link.actors.kb import KnowledgeBase, load_kb
from communique.link.copies.duplicates import copies
from communique.link.copies.independence import Sources, sources_of
from communique.link.events.across import link_events
from communique.link.grouping.groups import members_of
from communique.link.grouping.growing import Grouping
from communique.link.grouping.profiles import profile_of
from communique.link.grouping.sketches import sketch_of
from communique.link.texts import published_day, title_text
from communique.options import LinkOptions
from communique.record import Article, Linkage, Reading, content_id


def link(readings: Sequence[Reading], options: LinkOptions) -> tuple[Linkage, ...]:
    """The stories that the readings tell, each with its sources, actors and events.

    Every reading is in exactly one story. The result is the same for any order of the readings; it depends on their
    content and on the options alone. UsageError when `options.kb` can not be read.
    """
    kb = load_kb(options.kb) if options.kb else None
    by_id = {reading.article.id: reading for reading in readings}
    grouping = Grouping.empty(options.story_threshold).changed(sketch_of(r.article) for r in by_id.values())
    stories = grouping.stories().values()
    return _in_order([link_story([by_id[identity] for identity in ids], options, kb) for ids in stories], readings)


def link_story(readings: Sequence[Reading], options: LinkOptions, kb: KnowledgeBase | None = None) -> Linkage:
    """One story: which of its articles are independent, its actors and its events.

    A function of these readings and the options alone, whatever other stories there are. `kb` is the knowledge base
    of the options, loaded by `load_kb`; without it actors are not linked to any.
    """
    ordered = sorted(readings, key=lambda r: (r.article.id, r.article.path))
    articles = [reading.article for reading in ordered]
    with _collection_paused():
        profiles = [profile_of(article) for article in articles]
        sources = sources_of(articles, copies(articles, options.partial_copy, profiles), options)
        sketches = {a.id: sketch_of(a, profile) for a, profile in zip(articles, profiles, strict=True)}
        first = members_of(sketches, sketches)[0]
        central = next(article for article in articles if article.id == first)
        return _linkage(ordered, central, sources, kb)


def story_id(articles: Sequence[str]) -> str:
    """The id of the story of these articles: from the first of their ids."""
    return content_id("story", min(articles))


def _in_order(linkages: Sequence[Linkage], readings: Sequence[Reading]) -> tuple[Linkage, ...]:
    """Stories in the order of a record: by the day of the earliest article, then by id."""
    days = {reading.article.id: published_day(reading.article) or "9999" for reading in readings}
    return tuple(sorted(linkages, key=lambda s: (min(days[a] for a in s.articles), s.id)))


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Garbage collection off: linking makes millions of values and no cycles, and each full collection walks them all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def independence_of(articles: Sequence[Article], options: LinkOptions) -> Sources:
    """Independence groups of articles without regard to stories."""
    return sources_of(articles, copies(articles, options.partial_copy), options)


def _linkage(readings: Sequence[Reading], central: Article, sources: Sources, kb: KnowledgeBase | None) -> Linkage:
    cast = cast_of(readings, kb)
    events, timeline = link_events(readings, cast, sources)
    ids = tuple(reading.article.id for reading in readings)
    titled = _original(central, readings, sources)
    return Linkage(
        id=story_id(ids),
        title=" ".join(title_text(titled).split()) or _first_words(titled),
        articles=ids,
        sources=sources.sources,
        independence=sources.groups,
        actors=cast.actors,
        speakers=cast.speakers,
        events=events,
        timeline=timeline,
    )


def _original(article: Article, readings: Sequence[Reading], sources: Sources) -> Article:
    """The article that `article` is a copy of, if it is here: a reprint's headline names no story."""
    origin = next((g.origin for g in sources.groups if article.id in g.articles), None)
    return next((r.article for r in readings if r.article.id == origin), article)


def _first_words(article: Article) -> str:
    line = next((line for line in article.text.splitlines() if line.strip()), article.path)
    words = line.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
