"""Questions over several tables: what rests on an article, what a search found, what wants a look."""

from __future__ import annotations

from typing import Any

from communique.brief.view.diff import marked
from communique.lexicon.labels import plural, word
from communique.lexicon.when import human
from communique.record.shown import clip
from communique.web.data import Data
from communique.web.lines import at, place_of, source_name, spans_of
from communique.web.rendering import Plain, segment
from communique.web.tables import Ask
from communique.web.textview import Finding
from communique.workspace import Filters
from communique.workspace.search import spans_of as spans_of_words

_AROUND = 90  # characters of a snippet to either side of the first hit
_LIT = 40  # places that the address of a hit names
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
    """Articles that hold the words, best first, each with its words marked and led to; and how many there are."""
    found = data.articles_with(asked)
    if filters != Filters():
        passing = data.ids_of(Ask("articles", filters))
        found = [article for article in found if article in passing]
    page = found[offset : offset + limit]
    meta, texts = data.meta(page), data.texts(page)
    return [_hit(article, meta(article), texts.get(article, ""), asked) for article in page], len(found)


def _hit(article: str, meta: dict[str, Any], text: str, asked: str) -> Plain:
    spans = spans_of_words(asked, text)
    start, end = _window(text, spans[0][0] if spans else 0)
    marks = [(s - start, e - start) for s, e in spans if start <= s and e <= end]
    return {
        "article": article,
        "title": meta.get("title") or meta.get("path") or article,
        "outlet": source_name({"id": article} | meta),
        "published": meta.get("published"),
        "date": human(meta.get("published")),
        "href": at(article, spans[:_LIT]) if spans else f"/articles/{segment(article)}",
        "snippet": text[start:end],
        "marks": marks,
        "runs": marked(text[start:end], marks, "hit"),
        "places": len(spans),
    }


def _window(text: str, first: int) -> tuple[int, int]:
    """Some words around an offset, not cut inside a word."""
    start, end = max(0, first - _AROUND), min(len(text), first + 2 * _AROUND)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while first < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


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
