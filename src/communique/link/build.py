"""Readings in, one Linkage a story out."""

from __future__ import annotations

from collections.abc import Sequence

from communique.link.actors import cast_of
from communique.link.duplicates import copies
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
    ordered = sorted(readings, key=lambda r: (r.article.id, r.article.path))
    kb = load_kb(options.kb) if options.kb else None
    articles = [reading.article for reading in ordered]
    profiles = [profile_of(article) for article in articles]
    found = copies(articles, options.partial_copy, profiles)
    together = [(c.left, c.right) for c in found if c.most >= options.near_copy]
    linkages = []
    for group in group_stories(articles, options.story_threshold, together, profiles):
        members = sorted(group.members)
        position = {index: n for n, index in enumerate(members)}
        inside = [c for c in found if c.left in position and c.right in position]
        sources = sources_of([articles[i] for i in members], [c.moved(position) for c in inside], options)
        central = articles[group.members[0]]
        linkages.append(_linkage([ordered[i] for i in members], central, sources, kb))
    return tuple(sorted(linkages, key=lambda s: (_first_day(s, articles), s.id)))


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


def _first_day(story: Linkage, articles: Sequence[Article]) -> str:
    inside = set(story.articles)
    return min((published_day(a) or "9999" for a in articles if a.id in inside), default="9999")
