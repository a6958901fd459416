"""Questions over several tables: what rests on an article, what a search found, what wants a look."""

from __future__ import annotations

from typing import Any

from communique.brief.labels import plural, word
from communique.brief.safe import clip
from communique.brief.view.when import human
from communique.web.data import Data
from communique.web.lines import at, place_of, source_name, spans_of
from communique.web.rendering import Plain, segment
from communique.web.tables import Ask
from communique.web.textview import Finding
from communique.workspace import Filters

_ORDER = {"events": "oldest", "positions": "issue", "conflicts": "gravest"}
_LETTERS = (("events", "T", "/events"), ("positions", "M", "/positions"), ("conflicts", "C", "/conflicts"))


def findings_in(data: Data, article_id: str) -> list[Finding]:
    """Every finding that rests on words of the article, with its page."""
    out = []
    for table, letter, path in _LETTERS:
        for row in data.rows(Ask(table, Filters(article=article_id)), _ORDER[table]):
            places = [place_of(place) for place in row["evidence"]]
            spans = tuple(span for article, span in places if article == article_id)
            title = row.get("name") or row.get("topic") or f"{row.get('actor')}: {row.get('issue')}"
            out.append(Finding(letter, row["id"], f"{path}/{segment(row['id'])}", clip(title, 120), spans))
    for row in data.rows(Ask("forward", Filters(article=article_id)), "oldest"):
        title = word("forward_kind", row["kind"])
        out.append(Finding("P", row["id"], f"/promises/{segment(row['id'])}", title, tuple(spans_of(row["spans"]))))
    return out


def search(data: Data, asked: str, filters: Filters, limit: int, offset: int) -> tuple[list[Plain], int]:
    """Hits with their words marked and led to, best first, and how many there are."""
    hits = data.workspace.search(asked, filters, limit, offset)
    return [_hit(data, hit) for hit in hits.hits], hits.total


def _hit(data: Data, hit: Any) -> Plain:
    meta = data.meta([hit.article])(hit.article)
    return {
        "article": hit.article,
        "title": hit.title or meta.get("title") or meta.get("path") or hit.article,
        "outlet": source_name({"id": hit.article} | meta),
        "published": hit.published,
        "date": human(hit.published),
        "href": at(hit.article, hit.spans[:40]) if hit.spans else f"/articles/{segment(hit.article)}",
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "runs": _runs(hit.snippet, hit.marks),
        "statement": f"/statements/{segment(hit.statement)}" if hit.statement else "",
        "speaker": hit.speaker or "",
    }


def _runs(text: str, marks: Any) -> list[dict[str, str]]:
    from communique.brief.view.diff import marked

    return marked(text, sorted(tuple(m) for m in marks), "hit")


def to_review(data: Data) -> list[Plain]:
    """What a reviewer should look at first, each with its list."""
    lost = sum(1 for fate in data.fates().values() if fate.outcome in ("unanchored", "refused"))
    hard = data.count(Ask("conflicts", equal={"between": "reports", "strength": ["hard", "hard on framing"]}))
    overdue = data.count(Ask("forward", equal={"status": "overdue"}))
    unknown = data.count(Ask("statements", equal={"speaker_kind": "unknown"}))
    found = [
        (lost, "correction", "/corrections", "found no place in the present record"),
        (hard, "hard difference", "/conflicts?between=reports", "between reports: both cannot be true"),
        (overdue, "promise", "/promises?status=overdue", "overdue, and no report says what became of it"),
        (unknown, "statement", "/statements?kind=unknown", "without a known speaker"),
    ]
    return [{"text": plural(count, noun), "href": href, "note": note} for count, noun, href, note in found if count]
