"""Rows of the tables about comparing, actors and evidence, as plain dicts; their columns are in `schema`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.export.book import Book
from communique.export.rows import Row, forward_evidence, found, source, where, why
from communique.record import Actor, Evidence, Story, evidence_of

CONTEXT = 32
"""Characters of context on each side of a quotation, as W3C text quote selectors carry them."""


def conflicts(book: Book) -> Iterator[Row]:
    """Rows of `conflicts`, one a side."""
    for story in book.record.stories:
        for conflict in story.conflicts:
            for number, side in enumerate(conflict.sides, 1):
                yield {
                    **found(book, story, conflict.id, side.evidence),
                    **conflict.model_dump(include={"between", "kind", "strength", "topic", "confidence"}),
                    "side": number,
                    "claim": side.claim,
                    "holder": side.holder,
                    "reasons": list(conflict.reasons),
                }


def shared_facts(book: Book) -> Iterator[Row]:
    """Rows of `shared_facts`."""
    for story in book.record.stories:
        for fact in story.shared_facts:
            line = story.source_lines.get(fact.id)
            yield {
                **found(book, story, fact.id, fact.evidence),
                **source(book, line, fact.articles, fact.independent),
                "proposition": fact.proposition,
                "rests_on": fact.rests_on,
                "reasons": list(fact.reasons),
            }


def omissions(book: Book) -> Iterator[Row]:
    """Rows of `omissions`; the evidence is that of the finding left out."""
    for story in book.record.stories:
        findings = {key: (table, evidence) for key, table, evidence in _findings(book, story)}
        for omission in story.omissions:
            table, evidence = findings.get(omission.finding, (None, ()))
            yield {
                **found(book, story, omission.finding, evidence),
                **source(book, story.source_lines.get(omission.finding), omission.reported_by),
                "finding_table": table,
                "reported_by": list(omission.reported_by),
                "absent_from": list(omission.absent_from),
                "absent_outlets": [book.outlet(a) for a in omission.absent_from],
            }


def actors(book: Book) -> Iterator[Row]:
    """Rows of `actors`; the evidence is every mention, the quote the first."""
    spoken = Counter(actor.id for said in book.said.values() for actor in said.actors)
    for story in book.record.stories:
        for actor in story.actors:
            evidence = mentions_of(book, actor)
            best = max(actor.kb, key=lambda candidate: candidate.score, default=None)
            yield {
                **found(book, story, actor.id, evidence),
                "name": actor.name,
                "kind": actor.kind,
                "names": list(actor.names),
                "roles": list(dict.fromkeys(f"{r.title} of {r.of}" if r.of else r.title for r in actor.roles)),
                "mention_count": len(actor.mentions),
                "statement_count": spoken[actor.id],
                "kb_id": best.right if best else None,
                "kb_score": best.score if best else None,
                "reasons": why(actor.reasons),
            }


def mentions_of(book: Book, actor: Actor) -> tuple[Evidence, ...]:
    """Every mention of an actor as evidence, those by name first; without mentions, the roles as reported."""
    found_ = [
        piece
        for mention in actor.mentions
        if mention.article in book.readings
        for piece in evidence_of(mention.article, book.article(mention.article).text, [mention.span])
    ]
    names = set(actor.names) | {actor.name}
    return tuple(sorted(found_, key=lambda e: e.quote not in names)) or tuple(r.evidence for r in actor.roles)


def roles(book: Book) -> Iterator[Row]:
    """Rows of `roles`."""
    for story in book.record.stories:
        for actor in story.actors:
            for number, role in enumerate(actor.roles, 1):
                yield {
                    **found(book, story, f"{actor.id}-role-{number}", [role.evidence]),
                    **role.model_dump(include={"title", "of", "as_of"}),
                    "actor": actor.id,
                    "name": actor.name,
                }


def quote_variants(book: Book) -> Iterator[Row]:
    """Rows of `quote_variants`, one a wording: the evidence of each article, with its statement where it has one."""
    for story in book.record.stories:
        for variant in story.quote_variants:
            said = [book.said[s] for s in variant.statements if s in book.said]
            count = found(book, story, variant.id, variant.evidence or [e for s in said for e in s.evidence])
            carried = {key: count[key] for key in ("source_line", "articles", "article_count", "independent")}
            for item in said:
                article = item.reading.article.id
                words = [e for e in variant.evidence if e.article == article and _touches(e, item.statement.content)]
                yield {
                    **found(book, story, variant.id, words or item.evidence),
                    **carried,
                    "kind": variant.kind,
                    "statement": item.statement.id,
                    "speaker": item.speaker,
                    "form": item.statement.form,
                    "reasons": list(variant.reasons),
                }


def _touches(evidence: Evidence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < evidence.span[1] and evidence.span[0] < end for start, end in spans)


def independence(book: Book) -> Iterator[Row]:
    """Rows of `independence`."""
    for story in book.record.stories:
        for group in story.independence:
            pieces = group.evidence or [piece for a in group.articles for piece in book.opening(a)]
            yield {
                **found(book, story, group.group, pieces),
                **source(book, book.origin(group), group.articles, 1),
                "group": group.group,
                "why": group.why,
                "origin": group.origin,
                "reasons": list(group.reasons),
            }


def times(book: Book) -> Iterator[Row]:
    """Rows of `times`."""
    for reading in book.record.articles:
        for time in reading.times:
            yield {
                **_local(book, reading.article.id, "time", time.span),
                **time.model_dump(include={"type", "value", "mod", "anchor"}),
            }


def loaded(book: Book) -> Iterator[Row]:
    """Rows of `loaded`."""
    for reading in book.record.articles:
        for phrase in reading.loaded:
            yield {
                **_local(book, reading.article.id, "loaded", phrase.span),
                **phrase.model_dump(include={"target", "inside_statement"}),
            }


def mentions(book: Book) -> Iterator[Row]:
    """Rows of `mentions`."""
    for reading in book.record.articles:
        for mention in reading.mentions:
            yield {
                **_local(book, reading.article.id, "mention", mention.span),
                **mention.model_dump(include={"kind", "form", "actor"}),
            }


def _local(book: Book, article: str, kind: str, span: tuple[int, int]) -> Row:
    """The columns of a line that one article alone has; its id is its place."""
    story = book.story_of.get(article)
    evidence_ = evidence_of(article, book.article(article).text, [span])
    return found(book, story, f"{kind}-{article}-{span[0]}-{span[1]}", evidence_)


def failures(book: Book) -> Iterator[Row]:
    """Rows of `failures`."""
    for failure in book.record.failures:
        yield failure.model_dump()


def evidence(book: Book) -> Iterator[Row]:
    """Rows of `evidence`: every piece of every finding."""
    for said in book.said.values():
        yield from _pieces(book, said.statement.id, "statements", "", said.evidence)
    for story in book.record.stories:
        for event in story.events:
            yield from _pieces(book, event.id, "events", "", event.evidence)
        for position in story.positions:
            yield from _pieces(book, position.id, "positions", "", position.evidence)
        for line in story.forward:
            yield from _pieces(book, line.id, "forward", "", forward_evidence(book, line))
            yield from _pieces(book, line.id, "forward", "outcome", [line.outcome] if line.outcome else [])
        for conflict in story.conflicts:
            for number, side in enumerate(conflict.sides, 1):
                yield from _pieces(book, conflict.id, "conflicts", f"side {number}", side.evidence)
        for fact in story.shared_facts:
            yield from _pieces(book, fact.id, "shared_facts", "", fact.evidence)
        for variant in story.quote_variants:
            yield from _pieces(book, variant.id, "quote_variants", "", variant.evidence)
        for group in story.independence:
            yield from _pieces(book, group.group, "independence", "", group.evidence)


def _findings(book: Book, story: Story) -> Iterator[tuple[str, str, Sequence[Evidence]]]:
    """Id, table and evidence of what an omission can name."""
    for fact in story.shared_facts:
        yield fact.id, "shared_facts", fact.evidence
    for conflict in story.conflicts:
        yield conflict.id, "conflicts", [e for side in conflict.sides for e in side.evidence]
    for event in story.events:
        yield event.id, "events", event.evidence
    for position in story.positions:
        yield position.id, "positions", position.evidence
    for line in story.forward:
        yield line.id, "forward", forward_evidence(book, line)
    for variant in story.quote_variants:
        yield variant.id, "quote_variants", variant.evidence


def _pieces(book: Book, finding: str, table: str, part: str, pieces: Sequence[Evidence]) -> Iterator[Row]:
    for number, piece in enumerate(pieces, 1):
        start, end = piece.span
        text = book.article(piece.article).text
        row = where(book, [piece])
        yield {
            "finding": finding,
            "table": table,
            "part": part,
            "piece": number,
            **{key: row[key] for key in ("article", "outlet", "published", "start", "end", "quote")},
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        }
