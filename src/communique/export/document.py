"""The brief as a Word document: headings, tables, quotations with their citations; nothing in it asks the network."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from communique.export.book import Book, Said
from communique.export.days import days_of, in_words
from communique.export.page import Page
from communique.export.rows import ordered_events
from communique.export.sentences import shown
from communique.export.text import encodable, for_xml, many, one_line
from communique.export.writing import steady_zip
from communique.lexicon.labels import independent, word
from communique.lexicon.phrases import as_printed, dated, titled
from communique.options import ExportOptions
from communique.record import Conflict, Evidence, Position, Story, TrackedForward
from communique.record.shown import clip

if TYPE_CHECKING:
    from docx.document import Document

_STRENGTHS = ("hard", "hard on framing", "medium", "internal", "surface")
_MOST = {"conflicts": 40, "facts": 40, "events": 120, "positions": 12, "forward": 80, "statements": 25, "omissions": 30}
"""How many lines of each kind a story shows; how many more the record has is said in the document."""


def render(book: Book, options: ExportOptions) -> bytes:
    """The document. Its dates are the record's, so that the same record gives the same bytes."""
    import docx

    document = docx.Document()
    _properties(document, book, options)
    page = Page(document)
    _opening(page, book, options)
    for story in book.record.stories:
        _story(page, book, story)
    _closing(page, book)
    out = io.BytesIO()
    document.save(out)
    return steady_zip(out.getvalue())


def _properties(document: Document, book: Book, options: ExportOptions) -> None:
    made = datetime(book.day.year, book.day.month, book.day.day) if book.day else datetime(1980, 1, 1)
    core = document.core_properties
    core.author = core.last_modified_by = "Communique"
    core.title = for_xml(one_line(encodable(clip(options.title or _title(book), 200))))
    core.comments = ""
    core.created = core.modified = made
    core.revision = 1


def _title(book: Book) -> str:
    return book.record.stories[0].title if len(book.record.stories) == 1 else "Communique brief"


def _opening(page: Page, book: Book, options: ExportOptions) -> None:
    record = book.record
    page.title(options.title or _title(book))
    sources = sum(book.independent(story.articles) for story in record.stories)
    differ = sum(len(story.conflicts) for story in record.stories)
    counts = ((len(record.articles), "report"), (sources, "independent source"), (len(book.said), "statement"))
    told = ", ".join(many(n, noun) for n, noun in (*counts, (differ, "conflict")))
    page.small(f"{told}. As of {in_words(record.as_of) or 'an unknown date'}.")
    if record.failures:
        page.small(f"{len(record.failures)} inputs could not be read; they are listed at the end.")


def _story(page: Page, book: Book, story: Story) -> None:
    if len(book.record.stories) > 1:
        page.heading(1, story.title)
    _reports(page, book, story)
    _conflicts(page, book, story)
    _timeline(page, book, story)
    _promises(page, book, story)
    _positions(page, book, story)
    _facts(page, story)
    _statements(page, book, story)
    _omissions(page, book, story)


def _reports(page: Page, book: Book, story: Story) -> None:
    page.heading(2, "The reports")
    rows = []
    for key in sorted(story.articles, key=lambda a: (book.article(a).published or "9999", a)):
        article, one = book.article(key), book.standing(key)
        rows.append(
            (
                in_words(article.published) or "unknown",
                book.outlet(key),
                article.title or "",
                word("genre", article.genre),
                one,
            )
        )
    page.table(("Date", "Outlet", "Title", "Kind", "Source"), rows, (2.2, 3.4, 6.2, 1.8, 3.4))


def _conflicts(page: Page, book: Book, story: Story) -> None:
    if not story.conflicts:
        return
    page.heading(2, "Where they differ")
    ranked = sorted(story.conflicts, key=lambda c: (c.between != "reports", _STRENGTHS.index(c.strength)))
    for conflict in ranked[: _MOST["conflicts"]]:
        _conflict(page, book, conflict)
        page.source(dated(story.source_lines.get(conflict.id) or ""))
    page.more(len(ranked) - _MOST["conflicts"], "conflicts")


def _conflict(page: Page, book: Book, conflict: Conflict) -> None:
    page.heading(3, clip(_topic(conflict), 120))
    page.small(
        "; ".join(
            (
                word("between", conflict.between),
                word("conflict_kind", conflict.kind),
                word("strength", conflict.strength),
            )
        )
    )
    sides = conflict.sides[:4]
    heads = [clip(side.holder or _outlets(book, [e.article for e in side.evidence]), 90) for side in sides]
    cells = [_quotes(book, side.evidence[:4]) for side in sides]
    page.side_by_side(heads, cells)


def _topic(conflict: Conflict) -> str:
    return as_printed(conflict.topic, [e.quote for side in conflict.sides for e in side.evidence])


def _quotes(book: Book, evidence: Sequence[Evidence]) -> list[tuple[str, str]]:
    """Quotations with citations; the same words in several reports once."""
    same: dict[str, list[str]] = defaultdict(list)
    for piece in evidence:
        same[shown(book, piece)].append(_cite(book, piece))
    return [(words, "; ".join(dict.fromkeys(cites))) for words, cites in same.items()]


def _cite(book: Book, piece: Evidence) -> str:
    return _report(book, piece.article)


def _report(book: Book, article_id: str) -> str:
    date = in_words(book.article(article_id).published)
    return ", ".join(part for part in (book.outlet(article_id), date) if part)


def _timeline(page: Page, book: Book, story: Story) -> None:
    events = ordered_events(story)
    told = [event for event in events if days_of(event.when)]
    if not events:
        return
    page.heading(2, "What happened when")
    rows = []
    for event in told[: _MOST["events"]]:
        date = in_words(event.when)
        if len(set(event.dates.values())) > 1:
            date += (
                " (reports differ: "
                + "; ".join(f"{book.outlet(a)} {in_words(d)}" for a, d in sorted(event.dates.items()))
                + ")"
            )
        line = dated(story.source_lines.get(event.id) or book.counted(event.articles, event.independent) or "")
        words = "\n".join(f"{w} ({c})" for w, c in _quotes(book, event.evidence[:1]))
        rows.append((date, word("event_status", event.status), clip(event.name, 120), words, line))
    if rows:
        page.table(("Date", "Status", "Event", "In these words", "Source"), rows, (2.4, 2.0, 3.6, 6.2, 2.8))
    page.more(len(told) - _MOST["events"], "dated events")
    if len(events) > len(told):
        page.small(f"{len(events) - len(told)} events have no date in the reports and are not in this table.")


def _promises(page: Page, book: Book, story: Story) -> None:
    if not story.forward:
        return
    page.heading(2, "Promises, demands, predictions, and what became of them")
    rows = [_promise(book, line) for line in story.forward[: _MOST["forward"]]]
    page.table(("Who", "What", "By", "Status", "Outcome"), rows, (2.8, 6.2, 2.0, 1.8, 4.2))
    page.more(len(story.forward) - _MOST["forward"], "lines")


def _promise(book: Book, line: TrackedForward) -> tuple[str, ...]:
    cite = _report(book, line.article)
    outcome = f"{line.outcome.quote} ({_cite(book, line.outcome)})" if line.outcome else ""
    return (
        book.holder(line.actor) or "nobody named",
        f"{word('forward_kind', line.kind)}: {line.text} ({cite})",
        in_words(line.horizon),
        word("forward_status", line.status),
        outcome,
    )


def _positions(page: Page, book: Book, story: Story) -> None:
    if not story.positions:
        return
    page.heading(2, "Who stands where")
    by_issue: dict[str, list[Position]] = defaultdict(list)
    for position in story.positions:
        by_issue[position.issue].append(position)
    for issue, held in sorted(by_issue.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        page.heading(3, clip(issue, 100))
        rows = [
            (
                book.holder(p.actor) or "",
                word("stance", p.stance),
                f"{p.summary} ({'; '.join(dict.fromkeys(_cite(book, e) for e in p.evidence))})",
            )
            for p in held[: _MOST["positions"]]
        ]
        page.table(("Who", "Stance", "In these words"), rows, (3.6, 2.4, 11.0))
        page.more(len(held) - _MOST["positions"], "positions")


def _facts(page: Page, story: Story) -> None:
    if not story.shared_facts:
        return
    page.heading(2, "What they share")
    ranked = sorted(story.shared_facts, key=lambda f: -f.independent)
    for fact in ranked[: _MOST["facts"]]:
        count = independent(fact.independent, len(fact.articles))
        page.bullet(titled(fact.proposition), dated(story.source_lines.get(fact.id) or count))
    page.more(len(ranked) - _MOST["facts"], "shared facts")


def _statements(page: Page, book: Book, story: Story) -> None:
    said = [item for item in book.said.values() if item.story is not None and item.story.id == story.id]
    if not said:
        return
    page.heading(2, "Who said what")
    by_speaker: dict[str, list[Said]] = defaultdict(list)
    for item in said:
        by_speaker[item.speaker or item.statement.speaker_description or "Nobody named"].append(item)
    for speaker, items in sorted(by_speaker.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        page.heading(3, clip(speaker, 100))
        alike: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
        for item in items:
            alike[item.statement.text, item.statement.form, item.statement.act].append(item)
        for found in list(alike.values())[: _MOST["statements"]]:
            _statement(page, book, found)
        page.more(len(alike) - _MOST["statements"], "statements")


def _statement(page: Page, book: Book, found: Sequence[Said]) -> None:
    """The same words in several reports once, with every one of these."""
    said = found[0].statement
    cites = dict.fromkeys(_cite(book, item.evidence[0]) for item in found)
    cite = ", ".join(("; ".join(cites), word("act", said.act), word("form", said.form)))
    (page.quote if said.form in ("direct", "mixed") else page.bullet)(said.text, cite)


def _omissions(page: Page, book: Book, story: Story) -> None:
    if not story.omissions:
        return
    page.heading(2, "What some leave out")
    words: dict[str, str] = {fact.id: titled(fact.proposition) for fact in story.shared_facts}
    words |= {conflict.id: _topic(conflict) for conflict in story.conflicts}
    rows = [
        (words.get(o.finding, o.finding), _outlets(book, o.reported_by), _outlets(book, o.absent_from))
        for o in story.omissions[: _MOST["omissions"]]
    ]
    page.table(("What", "Reported by", "Not in"), rows, (8.0, 4.5, 4.5))
    page.more(len(story.omissions) - _MOST["omissions"], "omissions")


def _outlets(book: Book, articles: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(book.outlet(a) for a in articles))


def _closing(page: Page, book: Book) -> None:
    if book.record.failures:
        page.heading(2, "Not read")
        rows: list[tuple[Any, ...]] = [(f.path, f.reason) for f in book.record.failures]
        page.table(("Input", "Why"), rows, (6.0, 11.0))
    page.heading(2, "How to read this")
    page.small(
        "Every line that names a report is in that report's own words; quotation marks are the report's. Several reports that "
        "stem from one another count as one source. Dates are as the reports give them; unknown stays unknown. "
        "The record behind this document has the place of every word."
    )
