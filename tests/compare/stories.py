"""Small invented stories: texts with marked statements become readings and a linkage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.read.times import tag_times
from communique.record import (
    Actor,
    ActorMention,
    Article,
    Forward,
    IndependenceGroup,
    Linkage,
    Reading,
    Source,
    Statement,
    content_id,
)


@dataclass(frozen=True)
class Report:
    """A report whose text marks statements as `[[speaker|words]]` and forward-looking lines as `<<kind|words>>`."""

    outlet: str
    published: str
    marked: str
    genre: str = "news"
    group: str | None = None
    acts: dict[str, str] = field(default_factory=dict)


_MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]|<<(\w+)\|([^>]*)>>")


def story(*reports: Report, people: Sequence[str] = ()) -> tuple[Linkage, list[Reading]]:
    """The linkage and the readings of reports; `people` are actors of kind person, found by their full names."""
    readings = [_reading(r) for r in reports]
    names = sorted({s.speaker for r in readings for s in r.statements if s.speaker} | set(people))
    actors = tuple(_actor(name, readings) for name in names)
    ids = {a.name: a.id for a in actors}
    articles = tuple(sorted(r.article.id for r in readings))
    groups = {r.article.id: report.group or r.article.id for r, report in zip(readings, reports, strict=True)}
    linkage = Linkage(
        id=content_id("story", *articles),
        title="an invented story",
        articles=articles,
        sources=tuple(Source(article=a, group=groups[a]) for a in articles),
        independence=tuple(
            IndependenceGroup(group=g, articles=tuple(a for a in articles if groups[a] == g), why="independent")
            for g in sorted(set(groups.values()))
        ),
        actors=actors,
        speakers={s.id: (ids[s.speaker],) for r in readings for s in r.statements if s.speaker},
    )
    return linkage, readings


def _actor(name: str, readings: list[Reading]) -> Actor:
    mentions = tuple(
        ActorMention(article=r.article.id, span=m.span())
        for r in readings
        for m in re.finditer(re.escape(name), r.article.text)
    )
    return Actor(id=content_id("actor", name), name=name, kind="person", names=(name,), mentions=mentions)


def _reading(report: Report) -> Reading:
    text, marks = "", []
    at = 0
    for match in _MARK.finditer(report.marked):
        text += report.marked[at : match.start()]
        words = match[2] if match[3] is None else match[4]
        marks.append((match[1], match[3], (len(text), len(text) + len(words))))
        text += words
        at = match.end()
    text += report.marked[at:]
    article = Article(
        id=content_id("article", report.outlet, text),
        path=f"{report.outlet}.txt",
        outlet=report.outlet,
        published=report.published,
        genre=report.genre,
        language="en",
        text=text,
    )
    statements, forward = [], []
    for speaker, kind, span in marks:
        words = text[slice(*span)]
        if kind is None:
            quoted = any(q in words for q in '“"') or report.genre == "transcript"
            statements.append(
                Statement(
                    id=content_id("statement", article.id, span),
                    content=(span,),
                    text=words,
                    speaker=speaker or None,
                    speaker_kind="named" if speaker else "unnamed",
                    form="direct" if quoted else "indirect",
                    act=report.acts.get(speaker, "assert"),
                    confidence=1.0,
                )
            )
        else:
            forward.append(Forward(id=content_id("forward", article.id, span), kind=kind, text=words, spans=(span,)))
    return Reading(
        article=article,
        layers={"statements": "test", "times": "test", "forward": "test"},
        statements=tuple(statements),
        forward=tuple(forward),
        times=tag_times(text, report.published),
    )
