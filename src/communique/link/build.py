"""Readings in, one Linkage a story out."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from communique.link.actors import cast_of
from communique.link.duplicates import Copy, copies
from communique.link.events import link_events
from communique.link.independence import Sources, sources_of
from communique.link.kb import KnowledgeBase, load_kb
from communique.link.profiles import profile_of
from communique.link.stories import group_stories
from communique.link.texts import published_day, title_text
from communique.options import LinkOptions
from communique.record import Article, Linkage, Reading, content_id


def link(readings: Sequence[Reading], options: LinkOptions) -> tuple[Linkage, ...]:
    """The stories that the readings tell, each with its sources, actors and events.

    Every reading is in exactly one story. The result is the same for any order of the readings; it depends on their
    content and on the options alone. UsageError when `options.kb` can not be read.
    """
    kb = load_kb(options.kb) if options.kb else None
    with _collection_paused():
        return _link(readings, options, kb)


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


def _link(readings: Sequence[Reading], options: LinkOptions, kb: KnowledgeBase | None) -> tuple[Linkage, ...]:
    ordered = sorted(readings, key=lambda r: (r.article.id, r.article.path))
    articles = [reading.article for reading in ordered]
    profiles = [profile_of(article) for article in articles]
    found = copies(articles, options.partial_copy, profiles)
    together = [(c.left, c.right) for c in found if c.most >= options.near_copy]
    shares: dict[int, list[Copy]] = defaultdict(list)
    for copy in found:
        shares[copy.left].append(copy)
    linkages = []
    for group in group_stories(articles, options.story_threshold, together, profiles):
        members = sorted(group.members)
        position = {index: n for n, index in enumerate(members)}
        inside = [copy for index in members for copy in shares[index] if copy.right in position]
        sources = sources_of([articles[i] for i in members], [c.moved(position) for c in inside], options)
        central = articles[group.members[0]]
        linkages.append(_linkage([ordered[i] for i in members], central, sources, kb))
    days = {article.id: published_day(article) or "9999" for article in articles}
    return tuple(sorted(linkages, key=lambda s: (min(days[a] for a in s.articles), s.id)))


def independence_of(articles: Sequence[Article], options: LinkOptions) -> Sources:
    """Independence groups of articles without regard to stories."""
    return sources_of(articles, copies(articles, options.partial_copy), options)


def _linkage(readings: Sequence[Reading], central: Article, sources: Sources, kb: KnowledgeBase | None) -> Linkage:
    cast = cast_of(readings, kb)
    events, timeline = link_events(readings, cast, sources)
    ids = tuple(reading.article.id for reading in readings)
    return Linkage(
        id=content_id("story", ids[0]),
        title=" ".join(title_text(central).split()) or _first_words(central),
        articles=ids,
        sources=sources.sources,
        independence=sources.groups,
        actors=cast.actors,
        speakers=cast.speakers,
        events=events,
        timeline=timeline,
    )


def _first_words(article: Article) -> str:
    line = next((line for line in article.text.splitlines() if line.strip()), article.path)
    words = line.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
