"""Linked data: what was reported in schema.org, where the words stand in Web Annotation, how it was made in PROV.

The context is written out in the file, so that no reader has to fetch one. There is no time of making: the same record
gives the same bytes. Article texts are not in it (they are somebody's), only the words quoted, with 32 characters of
context as W3C text quote selectors have them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from communique.export.book import Book, Said
from communique.export.days import days_of
from communique.export.more_rows import CONTEXT
from communique.export.rows import forward_evidence
from communique.export.text import encodable
from communique.options import ExportOptions
from communique.record import Actor, Article, Evidence, LinkedEvent, Story
from communique.record.shown import web_link

Node = dict[str, Any]

VOCABULARY = "urn:communique:term:"
"""Terms that no vocabulary has: act, stance, form, status, independent, sourceLine, conflict kinds and sides."""

_LINK = {"@type": "@id"}
_CONTEXT: Node = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "cq": VOCABULARY,
    "id": "@id",
    "type": "@type",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    **{name: {"@id": f"oa:{term}", **_LINK} for name, term in (
        ("hasBody", "hasBody"), ("hasTarget", "hasTarget"), ("hasSource", "hasSource"), ("hasSelector", "hasSelector"),
        ("motivatedBy", "motivatedBy"))},
    **{name: {"@id": f"prov:{name}", **_LINK} for name in
       ("used", "wasGeneratedBy", "wasAssociatedWith", "wasDerivedFrom", "wasQuotedFrom")},
    **{name: {"@id": f"schema:{name}", **_LINK} for name in
       ("creator", "isPartOf", "about", "appearance", "url", "recipient", "isBasedOn")},
    **{name: {"@id": f"cq:{name}", **_LINK} for name in
       ("participant", "side", "reportedBy", "outcome", "holder", "member", "within", "finding", "absentFrom")},
}  # fmt: skip
_GENRES = {
    "news": "schema:ReportageNewsArticle",
    "analysis": "schema:AnalysisNewsArticle",
    "opinion": "schema:OpinionNewsArticle",
}
_KINDS = {
    "person": "schema:Person",
    "organization": "schema:Organization",
    "state": "schema:Country",
    "place": "schema:Place",
    "agreement": "schema:CreativeWork",
}


def render(book: Book, options: ExportOptions) -> bytes:
    """One JSON-LD document: a context and a graph, one node a line."""
    nodes = [_clean(node) for node in _graph(book, options)]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, sort_keys=True) for node in nodes)
    context = json.dumps(_CONTEXT, ensure_ascii=False, sort_keys=True)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _graph(book: Book, options: ExportOptions) -> Iterator[Node]:
    yield from _making(book, options)
    for reading in book.record.articles:
        yield _article(book, reading.article)
    for story in book.record.stories:
        for actor in story.actors:
            yield _actor(story, actor)
    for said in book.said.values():
        yield _statement(book, said)
        yield from _annotations(book, said.statement.id, said.evidence)
    for story in book.record.stories:
        yield from _story(book, story)


def _making(book: Book, options: ExportOptions) -> Iterator[Node]:
    """PROV: the record, the activity that made it, the software, and the articles it used."""
    layers = sorted({f"{k}: {v}" for r in book.record.articles for k, v in r.layers.items() if v})
    yield {
        "id": "urn:communique:record",
        "type": ["prov:Entity", "schema:Dataset"],
        "schema:name": options.title or "; ".join(s.title for s in book.record.stories[:3]) or "Communique record",
        "cq:asOf": book.record.as_of,
        "wasGeneratedBy": "urn:communique:compiling",
        "wasDerivedFrom": [_iri(r.article.id) for r in book.record.articles],
        "cq:failure": [f"{f.path}: {f.reason}" for f in book.record.failures],
    }
    yield {
        "id": "urn:communique:compiling",
        "type": "prov:Activity",
        "used": [_iri(r.article.id) for r in book.record.articles],
        "wasAssociatedWith": "urn:communique:software",
        "cq:layer": layers,
    }
    yield {
        "id": "urn:communique:software",
        "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
        "schema:name": "Communique",
        "schema:softwareVersion": version("communique"),
    }


def _article(book: Book, article: Article) -> Node:
    story = book.story_of.get(article.id)
    return {
        "id": _iri(article.id),
        "type": [_GENRES.get(article.genre or "", "schema:NewsArticle"), "prov:Entity"],
        "schema:headline": article.title,
        "schema:author": [{"type": "schema:Person", "schema:name": name} for name in article.authors],
        "schema:publisher": {"type": "schema:Organization", "schema:name": article.outlet} if article.outlet else None,
        "schema:datePublished": _date(article.published),
        "schema:inLanguage": article.language,
        "url": web_link(article.url),
        "schema:sha256": article.sha256,
        "cq:path": article.path,
        "cq:characters": len(article.text),
        "cq:independenceGroup": book.group_of.get(article.id),
        "isPartOf": _iri(story.id) if story else None,
    }


def _actor(story: Story, actor: Actor) -> Node:
    return {
        "id": _iri(actor.id),
        "type": [_KINDS.get(actor.kind, "schema:Thing"), "prov:Entity"],
        "schema:name": actor.name,
        "schema:alternateName": [name for name in actor.names if name != actor.name],
        "cq:roleAsReported": [
            {"schema:roleName": r.title, "cq:of": r.of, "cq:asOf": r.as_of, "hasSource": _iri(r.evidence.article)}
            for r in actor.roles
        ],
        "schema:sameAs": [candidate.right for candidate in actor.kb[:1]],
        "isPartOf": _iri(story.id),
    }


def _statement(book: Book, said: Said) -> Node:
    """Quoted words are a Quotation, words retold a Claim."""
    item = said.statement
    article = said.reading.article
    quoted = item.form in ("direct", "mixed")
    return {
        "id": _iri(item.id),
        "type": ["schema:Quotation" if quoted else "schema:Claim", "prov:Entity"],
        "schema:text": item.text,
        "creator": [_iri(actor.id) for actor in said.actors],
        "cq:speaker": item.speaker,
        "cq:speakerKind": item.speaker_kind,
        "cq:speakerDescription": item.speaker_description,
        "cq:form": item.form,
        "cq:act": item.act,
        "cq:stance": item.stance,
        "cq:confidence": round(item.confidence, 4),
        "cq:saidOn": item.said_on,
        "cq:addressee": item.addressee,
        "cq:sourceLine": book.said_line(said),
        "cq:independent": book.independent(book.carried_by(said)),
        "within": _iri(item.within) if item.within else None,
        "wasQuotedFrom" if quoted else "wasDerivedFrom": _iri(article.id),
        ("isPartOf" if quoted else "appearance"): _iri(article.id),
    }


def _annotations(book: Book, finding: str, pieces: Sequence[Evidence]) -> Iterator[Node]:
    """One Web Annotation a finding: its body is the finding, its targets are the words."""
    if not pieces:
        return
    yield {
        "id": f"{_iri(finding)}:words",
        "type": "oa:Annotation",
        "motivatedBy": "oa:identifying",
        "hasBody": _iri(finding),
        "hasTarget": [_target(book, piece) for piece in pieces],
    }


def _target(book: Book, piece: Evidence) -> Node:
    start, end = piece.span
    text = book.article(piece.article).text
    return {
        "type": "oa:SpecificResource",
        "hasSource": _iri(piece.article),
        "hasSelector": [
            {"type": "oa:TextPositionSelector", "start": start, "end": end},
            {
                "type": "oa:TextQuoteSelector",
                "exact": piece.quote,
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
            },
        ],
    }


def _story(book: Book, story: Story) -> Iterator[Node]:
    yield {"id": _iri(story.id), "type": ["cq:Story", "schema:Collection"], "schema:name": story.title}
    for event in story.events:
        yield _event(story, event)
        yield from _annotations(book, event.id, event.evidence)
    for fact in story.shared_facts:
        yield {
            "id": _iri(fact.id),
            "type": ["schema:Claim", "cq:SharedFact"],
            "schema:text": fact.proposition,
            "appearance": [_iri(a) for a in fact.articles],
            "cq:independent": fact.independent,
            "cq:restsOn": fact.rests_on,
            "cq:sourceLine": story.source_lines.get(fact.id),
        }
        yield from _annotations(book, fact.id, fact.evidence)
    yield from _conflicts(book, story)
    yield from _stands(book, story)
    for omission in story.omissions:
        yield {
            "id": f"{_iri(omission.finding)}:omission",
            "type": "cq:Omission",
            "finding": _iri(omission.finding),
            "reportedBy": [_iri(a) for a in omission.reported_by],
            "absentFrom": [_iri(a) for a in omission.absent_from],
        }


def _event(story: Story, event: LinkedEvent) -> Node:
    days = days_of(event.when)
    status = {"planned": "schema:EventScheduled", "cancelled": "schema:EventCancelled"}.get(event.status)
    exact = days if days and not days.hedged else None  # about a day is no day; the EDTF says so
    return {
        "id": _iri(event.id),
        "type": ["schema:Event", "prov:Entity"],
        "schema:name": event.name,
        "schema:startDate": {"@value": exact.first.isoformat(), "@type": "xsd:date"} if exact else None,
        "schema:endDate": {"@value": exact.last.isoformat(), "@type": "xsd:date"} if exact else None,
        "cq:when": event.when,
        "cq:kind": event.kind,
        "cq:plover": event.plover,
        "cq:status": event.status,
        "schema:eventStatus": {"id": status} if status else None,
        "schema:location": {"type": "schema:Place", "schema:name": event.where} if event.where else None,
        "participant": [_iri(p) for p in event.participants],
        "reportedBy": [_iri(a) for a in event.articles],
        "cq:independent": event.independent,
        "isPartOf": _iri(story.id),
    }


def _conflicts(book: Book, story: Story) -> Iterator[Node]:
    for conflict in story.conflicts:
        sides = [f"{_iri(conflict.id)}:side:{n}" for n, _ in enumerate(conflict.sides, 1)]
        yield {
            "id": _iri(conflict.id),
            "type": "cq:Conflict",
            "cq:between": conflict.between,
            "cq:kind": conflict.kind,
            "cq:strength": conflict.strength,
            "schema:name": conflict.topic,
            "side": sides,
            "cq:reason": list(conflict.reasons),
            "cq:sourceLine": story.source_lines.get(conflict.id),
        }
        for name, side in zip(sides, conflict.sides, strict=True):
            articles = list(dict.fromkeys(e.article for e in side.evidence))
            yield {
                "id": name,
                "type": "schema:Claim",
                "schema:text": side.claim,
                "cq:holderName": side.holder,
                "appearance": [_iri(a) for a in articles],
                "cq:independent": book.independent(articles),
            }
            yield from _annotations(book, name.removeprefix("urn:communique:"), side.evidence)


def _stands(book: Book, story: Story) -> Iterator[Node]:
    for position in story.positions:
        yield {
            "id": _iri(position.id),
            "type": "cq:Position",
            "holder": [_iri(a) for a in book.actor_ids(story, position.actor)],
            "cq:holderName": book.holder(position.actor),
            "cq:issue": position.issue,
            "cq:stance": position.stance,
            "schema:text": position.summary,
            "cq:sourceLine": story.source_lines.get(position.id),
        }
        yield from _annotations(book, position.id, position.evidence)
    for line in story.forward:
        yield {
            "id": _iri(line.id),
            "type": "cq:ForwardLine",
            "cq:kind": line.kind,
            "cq:holderName": book.holder(line.actor),
            "schema:text": line.text,
            "cq:horizon": line.horizon,
            "cq:status": line.status,
            "cq:sourceLine": story.source_lines.get(line.id),
            "outcome": f"{_iri(line.id)}:outcome" if line.outcome else None,
        }
        yield from _annotations(book, line.id, forward_evidence(book, line))
        if line.outcome:
            yield {"id": f"{_iri(line.id)}:outcome", "type": "schema:Claim", "schema:text": line.outcome.quote}
            yield from _annotations(book, f"{line.id}:outcome", [line.outcome])
    for variant in story.quote_variants:
        yield {
            "id": _iri(variant.id),
            "type": "cq:Utterance",
            "cq:kind": variant.kind,
            "member": [_iri(s) for s in variant.statements],
            "cq:reason": list(variant.reasons),
            "cq:sourceLine": story.source_lines.get(variant.id),
        }


def _iri(key: str) -> str:
    """A URN for an id; whatever is no plain id character is percent-encoded, so that no id breaks out of it."""
    from urllib.parse import quote

    return "urn:communique:" + quote(encodable(key), safe="-:")


def _date(value: str | None) -> Any:
    """As xsd where the date is exact to the day, month or year; otherwise as it stands."""
    days = days_of(value)
    kind = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}.get(days.precision) if days else None
    plain = kind is not None and days is not None and not days.hedged and days.clock is None
    return {"@value": value, "@type": kind} if plain and value and "X" not in value else value


def _clean(value: Any) -> Any:
    """Without unknown values and empty lists; text that UTF-8 can hold."""
    if isinstance(value, dict):
        cleaned = {key: _clean(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item is not None and item != []}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return encodable(value) if isinstance(value, str) else value
