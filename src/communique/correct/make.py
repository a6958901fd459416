"""Corrections made on what a run shows: the machine's word as `before`, the anchors cut from the articles.

Whoever makes corrections (a page, a script, a command) makes them here, so that all of them survive a re-run alike.
Each function checks the correction and raises UsageError that says what does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue, ValidationError

from communique.correct.after import first_line, problem
from communique.errors import UsageError
from communique.record import (
    Actor,
    Anchor,
    Article,
    Conflict,
    Correction,
    CorrectionKind,
    Evidence,
    LinkedEvent,
    Omission,
    Position,
    QuoteVariant,
    Reading,
    SharedFact,
    Statement,
    Subject,
    TrackedForward,
    anchor_at,
    evidence_in,
    snapshot,
)
from communique.record.reading import statement_id
from communique.record.text import Spans

_MENTIONS = 3  # places that anchor an actor in one article
_ARTICLES = 40  # articles in which it is anchored
_HEAD = 200  # characters of an article that stand for it


@dataclass(frozen=True, slots=True)
class By:
    """Whose correction it is: who, when (ISO 8601, never the clock of this module) and why."""

    who: str
    when: str
    why: str | None = None


Parts = tuple[Spans, Spans, Spans]
"""Content, cue and source."""


def on_statement(
    reading: Reading,
    statement: Statement,
    kind: CorrectionKind,
    after: Any,
    by: By,
    spans: Parts | None = None,
) -> Correction:
    """A correction of one statement. `spans` are its content, cue and source as they should be (kind "span")."""
    anchors = _parts(reading.article, (statement.content, statement.cue, statement.source), "")
    if spans is not None:
        anchors += _parts(reading.article, spans, "new ")
    return made(kind, "statement", statement.id, anchors, snapshot(statement), after, by)


def new_statement(reading: Reading, spans: Parts, after: dict[str, JsonValue], by: By) -> Correction:
    """A statement that the machine did not find. `after`: speaker, speaker_kind, form, act, stance."""
    identity = statement_id(reading.article.id, *spans)
    anchors = _parts(reading.article, spans, "new ")
    return made("add-statement", "statement", identity, anchors, None, after, by)


def on_actors(
    readings: Iterable[Reading],
    actors: Sequence[Actor],
    kind: CorrectionKind,
    after: Any,
    by: By,
    going: Sequence[tuple[str, tuple[int, int]]] = (),
) -> Correction:
    """A correction of one actor, or of several to be merged. `going` are the mentions to be split off."""
    articles = {r.article.id: r.article for r in readings}
    gone = set(going)
    anchors: list[Anchor] = []
    for number, actor in enumerate(actors):
        staying = [(m.article, m.span) for m in actor.mentions if (m.article, m.span) not in gone]
        anchors += _mentions(articles, staying, f"actor {number}")
    anchors += [_anchor(articles[article], span, "actor 1") for article, span in sorted(gone)]
    before = [{"id": a.id, "name": a.name, "names": list(a.names), "kind": a.kind} for a in actors]
    return made(kind, "actor", actors[0].id, anchors, before, after, by)


def on_event(
    readings: Iterable[Reading],
    event: LinkedEvent,
    kind: CorrectionKind,
    after: Any,
    by: By,
) -> Correction:
    """A correction of an event of a story: its date, accepted, rejected."""
    before = {"name": event.name, "kind": event.kind, "when": event.when}
    anchors = _evidence(readings, event.evidence)
    return made(kind, "event", event.id, anchors, before, after, by)


def on_finding(
    readings: Iterable[Reading],
    finding: SharedFact | Conflict | QuoteVariant | Position | TrackedForward,
    kind: CorrectionKind,
    after: Any,
    by: By,
    outcome: Evidence | None = None,
) -> Correction:
    """A finding accepted or rejected, or what became of a promise: `outcome` are the later words that tell it.

    `before` is the finding whole, so that an accepted one can be put back when a later run misses it.
    """
    readings = list(readings)
    anchors = _words(readings, finding)
    if outcome is not None:
        anchors += [anchor.model_copy(update={"part": "outcome"}) for anchor in _evidence(readings, [outcome])]
    before = finding.model_dump(mode="json")
    return made(kind, _SUBJECTS[type(finding)], finding.id, anchors, before, after, by)


def on_omission(
    readings: Iterable[Reading],
    omission: Omission,
    finding: SharedFact | Conflict,
    kind: CorrectionKind,
    by: By,
    absent: Sequence[str] = (),
) -> Correction:
    """An omission accepted or rejected; with `absent`, only for those articles."""
    readings = list(readings)
    anchors = _words(readings, finding)
    anchors += [_head(r.article, "absent") for r in readings if r.article.id in absent]
    before: JsonValue = {"reported_by": [*omission.reported_by], "absent_from": [*omission.absent_from]}
    return made(kind, "omission", omission.finding, anchors, before, None, by)


def on_article(
    article: Article,
    kind: CorrectionKind,
    after: Any,
    by: By,
    other: Article | None = None,
) -> Correction:
    """Outlet, day of publication, confidential; or with `other`, whether the two are one source."""
    anchors = [_head(article, "")] + ([_head(other, "other")] if other else [])
    before: JsonValue = {"outlet": article.outlet, "published": article.published}.get(kind)
    return made(kind, "article", article.id, anchors, before, after, by)


def undoing(correction_id: str, by: By) -> Correction:
    """The row that undoes another one."""
    return made("undo", "correction", correction_id, (), None, None, by)


def made(
    kind: CorrectionKind,
    subject: Subject,
    subject_id: str,
    anchors: Sequence[Anchor],
    before: Any,
    after: Any,
    by: By,
) -> Correction:
    """The correction of these fields, checked."""
    try:
        correction = Correction(
            kind=kind,
            who=by.who,
            when=by.when,
            why=by.why,
            subject=subject,
            subject_id=subject_id,
            anchors=tuple(anchors),
            before=before,
            after=after,
        )
    except ValidationError as error:
        raise UsageError(f"not a correction: {first_line(error)}") from error
    if wrong := problem(correction):
        raise UsageError(wrong)
    return correction


_SUBJECTS: dict[type, Subject] = {
    SharedFact: "shared-fact",
    Conflict: "conflict",
    QuoteVariant: "quote-variant",
    Position: "position",
    TrackedForward: "forward",
}


def _words(
    readings: Sequence[Reading], finding: SharedFact | Conflict | QuoteVariant | Position | TrackedForward
) -> list[Anchor]:
    """Anchors of the words that a finding rests on."""
    if isinstance(finding, TrackedForward):
        article = next(r.article for r in readings if r.article.id == finding.article)
        return [_anchor(article, span, "") for span in finding.spans]
    if isinstance(finding, QuoteVariant) and not finding.evidence:
        held = [(r.article, s) for r in readings for s in r.statements if s.id in finding.statements]
        return [_anchor(article, span, "") for article, s in held for span in s.content]
    return _evidence(readings, evidence_in(finding))


def _parts(article: Article, spans: Parts, prefix: str) -> list[Anchor]:
    named = zip(("content", "cue", "source"), spans, strict=True)
    return [_anchor(article, span, prefix + part) for part, own in named for span in own]


def _mentions(articles: dict[str, Article], places: Sequence[tuple[str, tuple[int, int]]], part: str) -> list[Anchor]:
    """A few mentions in each article, the longest: names rather than pronouns."""
    chosen: dict[str, list[tuple[int, int]]] = {}
    for article, span in sorted(places, key=lambda p: (p[0], p[1][0] - p[1][1], p[1])):
        own = chosen.setdefault(article, [])
        if len(own) < _MENTIONS and article in articles:
            own.append(span)
    kept = sorted(chosen)[:_ARTICLES]
    return [_anchor(articles[article], span, part) for article in kept for span in sorted(chosen[article])]


def _evidence(readings: Iterable[Reading], evidence: Iterable[Evidence]) -> list[Anchor]:
    articles = {r.article.id: r.article for r in readings}
    found = dict.fromkeys((e.article, e.span) for e in evidence)
    return [_anchor(articles[article], span, "") for article, span in found if article in articles]


def _head(article: Article, part: str) -> Anchor:
    return _anchor(article, (0, min(len(article.text), _HEAD)), part)


def _anchor(article: Article, span: tuple[int, int], part: str) -> Anchor:
    return anchor_at(article.id, article.text, span, part=part, url=article.url, path=article.path)
