"""A record as flat rows, one table a kind of finding: the columns that filters, exports and pages share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from communique.record import Evidence, Reading, Story

Row = dict[str, Any]


def article_rows(reading: Reading, story: Story | None) -> Iterator[Row]:
    """The row of one article that was read."""
    article = reading.article
    group = next((s.group for s in story.sources if s.article == article.id), None) if story else None
    yield {
        "id": article.id,
        "path": article.path,
        "copies": list(article.copies),
        "title": article.title,
        "outlet": article.outlet,
        "original_outlet": article.original_outlet,
        "authors": list(article.authors),
        "published": article.published,
        "genre": article.genre,
        "language": article.language,
        "url": article.url,
        "words": len(article.text.split()),
        "statements": len(reading.statements),
        "story": story.id if story else None,
        "group": group,
        "sha256": article.sha256,
    }


def statement_rows(reading: Reading, story: Story | None) -> Iterator[Row]:
    """Every statement of one article."""
    article = reading.article
    names = {a.id: a.name for a in story.actors} if story else {}
    speakers = story.speakers if story else {}
    issues = defaultdict(set)
    for position in story.positions if story else ():
        for statement_id in position.statements:
            issues[statement_id].add(position.issue)
    for s in reading.statements:
        actors = [i for i in speakers.get(s.id, ()) if i in names]
        yield {
            "id": s.id,
            "article": article.id,
            "story": story.id if story else None,
            "outlet": article.outlet,
            "published": article.published,
            "speaker": s.speaker,
            "speaker_kind": s.speaker_kind,
            "speaker_description": s.speaker_description,
            "actors": actors,
            "actor_names": [names[i] for i in actors],
            "form": s.form,
            "act": s.act,
            "stance": s.stance,
            "addressee": s.addressee,
            "said_on": s.said_on,
            "text": s.text,
            "start": s.content[0][0],
            "end": s.content[-1][1],
            "spans": _spans(s.content),
            "cue": " … ".join(article.text[a:b] for a, b in s.cue),
            "issues": sorted(issues[s.id]),
            "zone": s.zone,
            "within": s.within,
            "confidence": round(s.confidence, 4),
        }


def event_rows(story: Story) -> Iterator[Row]:
    """Every event of a story."""
    names = {a.id: a.name for a in story.actors}
    for e in story.events:
        yield {
            "id": e.id,
            "story": story.id,
            "name": e.name,
            "kind": e.kind,
            "plover": e.plover,
            "when": e.when,
            "where": e.where,
            "participants": [names.get(p, p) for p in e.participants],
            "status": e.status,
            "independent": e.independent,
            "articles": list(e.articles),
            **_evidence(e.evidence),
        }


def position_rows(story: Story) -> Iterator[Row]:
    """Every position of a story: who stands where on which issue."""
    ids = {a.name: a.id for a in story.actors}
    for p in story.positions:
        yield {
            "id": p.id,
            "story": story.id,
            "actor": p.actor,
            "actor_id": ids.get(p.actor),
            "issue": p.issue,
            "stance": p.stance,
            "summary": p.summary,
            "reported_by": p.reported_by,
            "as_of": p.as_of,
            "articles": sorted({e.article for e in p.evidence}),
            "statements": list(p.statements),
            **_evidence(p.evidence),
        }


def forward_rows(story: Story, published: dict[str, str | None], outlets: dict[str, str | None]) -> Iterator[Row]:
    """Every forward-looking line of a story and what became of it."""
    for f in story.forward:
        yield {
            "id": f.id,
            "story": story.id,
            "article": f.article,
            "outlet": outlets.get(f.article),
            "published": published.get(f.article),
            "kind": f.kind,
            "actor": f.actor,
            "text": f.text,
            "start": f.spans[0][0],
            "end": f.spans[-1][1],
            "spans": _spans(f.spans),
            "horizon": f.horizon,
            "status": f.status,
            "outcome": f.outcome.quote if f.outcome else None,
            "outcome_article": f.outcome.article if f.outcome else None,
            "outcome_start": f.outcome.span[0] if f.outcome else None,
            "outcome_end": f.outcome.span[1] if f.outcome else None,
            "statement": f.statement,
        }


def conflict_rows(story: Story, published: dict[str, str | None]) -> Iterator[Row]:
    """Every contradiction of a story, its sides in their own words."""
    for c in story.conflicts:
        evidence = tuple(e for side in c.sides for e in side.evidence)
        articles = sorted({e.article for e in evidence})
        yield {
            "id": c.id,
            "story": story.id,
            "between": c.between,
            "kind": c.kind,
            "strength": c.strength,
            "topic": c.topic,
            "claims": [side.claim for side in c.sides],
            "holders": [side.holder or "" for side in c.sides],
            "sides": [str(n) for n, side in enumerate(c.sides) for _ in side.evidence],
            "reasons": list(c.reasons),
            "confidence": round(c.confidence, 4),
            "published": max((d for a in articles if (d := published.get(a))), default=None),
            "articles": articles,
            **_evidence(evidence),
        }


def actor_rows(story: Story) -> Iterator[Row]:
    """Every actor of a story."""
    said: dict[str, int] = defaultdict(int)
    for actors in story.speakers.values():
        for actor in actors:
            said[actor] += 1
    for a in story.actors:
        yield {
            "id": a.id,
            "story": story.id,
            "name": a.name,
            "kind": a.kind,
            "names": list(a.names),
            "roles": [f"{r.title} of {r.of}" if r.of else r.title for r in a.roles],
            "articles": sorted({m.article for m in a.mentions}),
            "mentions": len(a.mentions),
            "statements": said[a.id],
        }


def _evidence(evidence: tuple[Evidence, ...]) -> Row:
    """Where the words of a finding stand: parallel lists, and the first of them for a quick look."""
    return {
        "quotes": [e.quote for e in evidence],
        "evidence": [f"{e.article}:{e.span[0]}-{e.span[1]}" for e in evidence],
    }


def _spans(spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [f"{s}-{e}" for s, e in spans]
