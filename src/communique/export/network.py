"""Actors as a network: who speaks about whom, who speaks to whom, who meets whom; edges weighted by how often."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from communique.export.book import Book, Said
from communique.export.text import for_xml
from communique.record import Actor

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MEETINGS = frozenset({"MEETING", "VISIT", "SUMMIT", "PHONE_CALL"})
"""Kinds of event whose participants meet or speak with one another."""
_MEET = frozenset({"person", "organization", "state"})


@dataclass(slots=True)
class Tie:
    """What one edge rests on."""

    count: int = 0
    articles: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    evidence: list[str] = field(default_factory=list)


Ties = dict[tuple[str, str, str], Tie]


def ties(book: Book) -> Ties:
    """Every edge as (from, to, kind): "about", "to", "meets". A meeting has no direction: the smaller id comes first."""
    found: Ties = defaultdict(Tie)
    mentions = mentions_by_article(book)
    for said in book.said.values():
        article = said.reading.article.id
        speakers = [actor.id for actor in said.actors]
        pointer = f"{article}:{said.statement.content[0][0]}-{said.statement.content[-1][1]}"
        for kind, targets in (("to", _addressees(book, said)), ("about", _inside(mentions.get(article, []), said))):
            for source in speakers:
                for target in sorted(set(targets) - set(speakers)):
                    _add(found[source, target, kind], article, pointer, said.statement.act)
    for story in book.record.stories:
        for event in story.events:
            if event.status != "happened" or event.kind not in MEETINGS:
                continue
            people = sorted({p for p in event.participants if p in book.actors and book.actors[p].kind in _MEET})
            first = event.evidence[0] if event.evidence else None
            pointer = f"{first.article}:{first.span[0]}-{first.span[1]}" if first else ""
            for left, right in combinations(people, 2):
                tie = found[left, right, "meets"]
                _add(tie, "", pointer, event.kind.lower())
                tie.articles.update(event.articles)
    return dict(sorted(found.items()))


def _add(tie: Tie, article: str, pointer: str, act: str) -> None:
    tie.count += 1
    tie.acts[act] += 1
    tie.evidence.append(pointer)
    if article:
        tie.articles.add(article)


def mentions_by_article(book: Book) -> dict[str, list[tuple[int, int, str]]]:
    """Mentions of the actors (start, end, id) by article, sorted by place."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for story in book.record.stories:
        for actor in story.actors:
            for mention in actor.mentions:
                found[mention.article].append((*mention.span, actor.id))
    return {article: sorted(places) for article, places in found.items()}


def _inside(mentions: list[tuple[int, int, str]], said: Said) -> Iterator[str]:
    """Actors mentioned within what is said."""
    for start, end in said.statement.content:
        for at in range(bisect_left(mentions, (start, 0, "")), len(mentions)):
            first, last, actor = mentions[at]
            if first >= end:
                break
            if last <= end:
                yield actor


def _addressees(book: Book, said: Said) -> tuple[str, ...]:
    return book.actor_ids(said.story, said.statement.addressee) if said.story else ()


def graph(book: Book) -> MultiDiGraph[str]:
    """The network: every actor of the record that speaks, is spoken of, or meets; and its edges.

    Node attributes: label, kind, story, statements, mentions, articles. Edge attributes: kind, weight (how often),
    articles, independent (sources), acts, evidence (article:start-end, at most 20), directed (false: a meeting).
    """
    import networkx as nx

    made: MultiDiGraph[str] = nx.MultiDiGraph()
    found = ties(book)
    spoken = Counter(actor.id for said in book.said.values() for actor in said.actors)
    wanted = {end for source, target, _ in found for end in (source, target)} | set(spoken)
    for story in book.record.stories:
        for actor in story.actors:
            if actor.id in wanted:
                made.add_node(actor.id, **_node(actor, story.id, spoken[actor.id]))
    for number, ((source, target, kind), tie) in enumerate(found.items()):
        made.add_edge(source, target, key=str(number), **_edge(book, kind, tie))
    return made


def _node(actor: Actor, story: str, statements: int) -> dict[str, Any]:
    return {
        "label": for_xml(actor.name),
        "kind": actor.kind,
        "story": for_xml(story),
        "names": for_xml("; ".join(actor.names)),
        "statements": statements,
        "mentions": len(actor.mentions),
        "articles": len({m.article for m in actor.mentions}),
    }


def _edge(book: Book, kind: str, tie: Tie) -> dict[str, Any]:
    return {
        "kind": kind,
        "label": {"about": "speaks about", "to": "speaks to", "meets": "meets"}[kind],
        "weight": tie.count,
        "articles": len(tie.articles),
        "independent": book.independent(tie.articles),
        "acts": "; ".join(f"{act} {n}" for act, n in sorted(tie.acts.items(), key=lambda item: (-item[1], item[0]))),
        "evidence": " ".join(tie.evidence[:20]),
        "directed": kind != "meets",
    }
