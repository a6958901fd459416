"""A reviewer's form or API call as Corrections: the subject is found, `communique.correct` makes and checks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from communique.correct import By, on_actors, on_article, on_event, on_finding, on_statement
from communique.errors import UsageError
from communique.record import Actor, Correction, Reading, Story
from communique.web.data import Data
from communique.web.tables import Ask
from communique.workspace import Filters

_FINDINGS = {
    "conflict": ("conflicts", "conflicts"),
    "position": ("positions", "positions"),
    "forward": ("forward", "forward"),
}
"""Subject -> the table its row stands in, the field of a Story that holds it."""
_MOST = 2_000  # statements that one "for all of this speaker" changes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer asked for. `other` is a second actor (merge) or article (independence)."""

    kind: str
    subject: str
    subject_id: str
    after: Any
    by: By
    other: str = ""
    names: tuple[str, ...] = ()
    everywhere: bool = False


def corrections_of(data: Data, asked: Asked) -> list[Correction]:
    """The corrections that were asked for, one unless for every statement of a speaker.

    Raises UsageError that says what does not fit, MissingError when the subject is not there.
    """
    if asked.subject not in _MAKERS:
        raise UsageError(f"{asked.subject!r} cannot be corrected here; there are {', '.join(_MAKERS)}")
    return _MAKERS[asked.subject](data, asked)


def _statements(data: Data, asked: Asked) -> list[Correction]:
    made = []
    for statement_id in _everywhere(data, asked):
        reading = data.reading(data.one("statements", statement_id)["article"])
        statement = next(s for s in reading.statements if s.id == statement_id)
        made.append(on_statement(reading, statement, asked.kind, asked.after, asked.by))  # type: ignore[arg-type]
    return made


def _everywhere(data: Data, asked: Asked) -> list[str]:
    """The statement, and with `everywhere` all others of its story whose speaker has the same name."""
    row = data.one("statements", asked.subject_id)
    if not asked.everywhere or asked.kind != "speaker" or not row["speaker"]:
        return [asked.subject_id]
    same = data.rows(Ask("statements", Filters(story=row["story"]), {"speaker": row["speaker"]}), "place")
    found = [asked.subject_id, *(r["id"] for r in same if r["id"] != asked.subject_id)]
    if len(found) > _MOST:
        raise UsageError(f"{row['speaker']} has {len(found):,} statements in this story; rename the actor instead")
    return found


def _actors(data: Data, asked: Asked) -> list[Correction]:
    story, actor = _actor(data, asked.subject_id)
    actors, going = [actor], []
    if asked.kind == "merge-actors":
        there, second = _actor(data, asked.other)
        if there.id != story.id:
            raise UsageError("actors of two stories cannot be merged; each story has its own")
        actors.append(second)
    elif asked.kind == "split-actor":
        going = _named(data, actor, asked.names)
    wanted = {m.article for a in actors for m in a.mentions}
    readings = [data.reading(article) for article in sorted(wanted)]
    return [on_actors(readings, actors, asked.kind, asked.after, asked.by, going)]  # type: ignore[arg-type]


def _actor(data: Data, actor_id: str) -> tuple[Story, Actor]:
    story = data.story(data.one("actors", actor_id)["story"])
    return story, next(a for a in story.actors if a.id == actor_id)


def _named(data: Data, actor: Actor, names: tuple[str, ...]) -> list[tuple[str, tuple[int, int]]]:
    """Mentions of the actor that are one of the names, word for word."""
    found = []
    for mention in actor.mentions:
        text = data.reading(mention.article).article.text
        if text[mention.span[0] : mention.span[1]] in names:
            found.append((mention.article, mention.span))
    if not found:
        raise UsageError(
            f"{actor.name} is nowhere called {' or '.join(names) or '(no name was given)'}; names are matched word for word"
        )
    return found


def _events(data: Data, asked: Asked) -> list[Correction]:
    story = data.story(data.one("events", asked.subject_id)["story"])
    event = next(e for e in story.events if e.id == asked.subject_id)
    return [on_event(_readings(data, {e.article for e in event.evidence}), event, asked.kind, asked.after, asked.by)]  # type: ignore[arg-type]


def _findings(data: Data, asked: Asked) -> list[Correction]:
    table, layer = _FINDINGS[asked.subject]
    row = data.one(table, asked.subject_id)
    finding = next(f for f in getattr(data.story(row["story"]), layer) if f.id == asked.subject_id)
    articles = {row["article"]} if "article" in row else set(row["articles"])
    return [on_finding(_readings(data, articles), finding, asked.kind, asked.after, asked.by)]  # type: ignore[arg-type]


def _articles(data: Data, asked: Asked) -> list[Correction]:
    article = data.reading(asked.subject_id).article
    other = data.reading(asked.other).article if asked.other else None
    return [on_article(article, asked.kind, asked.after, asked.by, other)]  # type: ignore[arg-type]


def _readings(data: Data, articles: set[str]) -> list[Reading]:
    return [data.reading(article) for article in sorted(articles)]


_MAKERS: dict[str, Callable[[Data, Asked], list[Correction]]] = {
    "statement": _statements,
    "actor": _actors,
    "event": _events,
    "article": _articles,
    **dict.fromkeys(_FINDINGS, _findings),
}
SUBJECTS = tuple(_MAKERS)
