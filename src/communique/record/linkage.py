"""Readings linked into stories: independent sources, actors and events across articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from communique.record.reading import EventStatus, MentionKind
from communique.record.text import Evidence, Noun, Span


class Source(Noun):
    """Which independence group an article belongs to, and whose own text the group is.

    `issuer` is the outlet or office that wrote it, None where nobody can tell: what one issuer says on two days is
    said by one witness, although the texts are no copies of each other.
    """

    article: str
    group: str
    issuer: str | None = None

    @property
    def witness(self) -> str:
        """What the article counts as where independent sources are counted."""
        return self.issuer or self.group


class IndependenceGroup(Noun):
    """Articles that count as one source, and why. `origin` is the article id or outlet they stem from."""

    group: str
    articles: tuple[str, ...]
    why: Literal[
        "independent",
        "identical",
        "reprint",
        "near-copy",
        "partial copy",
        "wire",
        "same release",
        "same medium",
        "by hand",
    ]
    origin: str | None = None
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()


class Reason(Noun):
    """Why a decision was made, in values a reader can see."""

    feature: str
    score: float
    left: str = ""
    right: str = ""


class Role(Noun):
    """An office as reported: title, of what, at which time, by whom."""

    title: str
    of: str | None = None
    as_of: str | None = None
    evidence: Evidence


class ActorMention(Noun):
    """Where an actor is mentioned."""

    article: str
    span: Span


class Actor(Noun):
    """One person, state or body across the articles of a story, with every name it goes by."""

    id: str
    name: str
    kind: MentionKind
    names: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    reasons: tuple[Reason, ...] = ()
    kb: tuple[Reason, ...] = ()


class LinkedEvent(Noun):
    """One event across articles. `when` is EDTF; `dates` lists what each article says where they differ."""

    id: str
    name: str
    kind: str
    plover: str | None = None
    when: str | None = None
    dates: dict[str, str] = {}
    where: str | None = None
    participants: tuple[str, ...] = ()
    status: EventStatus = "unknown"
    statuses: dict[str, EventStatus] = {}
    members: dict[str, tuple[str, ...]] = {}
    evidence: tuple[Evidence, ...]
    articles: tuple[str, ...]
    independent: int
    reasons: tuple[Reason, ...] = ()


class Linkage(Noun):
    """One story: the articles that report it and what is the same across them."""

    id: str
    title: str
    articles: tuple[str, ...]
    sources: tuple[Source, ...]
    independence: tuple[IndependenceGroup, ...]
    actors: tuple[Actor, ...] = ()
    speakers: dict[str, tuple[str, ...]] = {}
    events: tuple[LinkedEvent, ...] = ()
    timeline: tuple[str, ...] = ()


def independent_sources(sources: Iterable[Source], articles: Iterable[str]) -> int:
    """How many independent sources the articles make: copies count once, and so does everything of one issuer.

    An article without a source counts as one.
    """
    known = {source.article: source.witness for source in sources}
    return len({known.get(article, article) for article in articles})
