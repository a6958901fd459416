"""Which event the first screen takes for the one that the reports are about."""

from __future__ import annotations

from communique.brief import render_markdown
from communique.options import BriefOptions
from communique.record import Article, LinkedEvent, Reading, Record, Story, Zone, content_id, evidence_of

LEAD = "Two guards were killed on the Ustrel river on Monday, the wire says."
FILLER = "Nobody in the valley could say when the shops would be open again. " * 14
TAIL = "The bridge reopened on Friday. The bridge reopened on Friday at noon, a clerk wrote in the same book."


def reading(title: str) -> Reading:
    text = f"{title}\n\n{LEAD}\n\n{FILLER.strip()}\n\n{TAIL}"
    cut = len(title)
    zones = (Zone(kind="title", span=(0, cut)), Zone(kind="body", span=(cut + 2, len(text))))
    article = Article(
        id=content_id("article", text), path="a.txt", text=text, zones=zones, published="2031-03-08", genre="news"
    )
    return Reading(article=article, layers={"events": "made"})


def told(kind: str, word: str, when: str, readings: list[Reading]) -> LinkedEvent:
    evidence = []
    for made in readings:
        at, spans = 0, []
        while (at := made.article.text.find(word, at)) >= 0:
            spans.append((at, at + len(word)))
            at += len(word)
        evidence += evidence_of(made.article.id, made.article.text, spans)
    return LinkedEvent(
        id=content_id("event", kind), name=word, kind=kind, when=when, status="happened", evidence=tuple(evidence),
        articles=tuple(sorted(r.article.id for r in readings)), independent=len(readings),
    )  # fmt: skip


def when_line(*events: LinkedEvent, readings: list[Reading]) -> str:
    ids = tuple(sorted(r.article.id for r in readings))
    story = Story(
        id="story-1", title="Killed", articles=ids, sources=(), independence=(), events=events,
        timeline=tuple(e.id for e in sorted(events, key=lambda e: e.when or "")),
    )  # fmt: skip
    page = render_markdown(Record(articles=tuple(readings), stories=(story,)), BriefOptions())
    return next(line for line in page.splitlines() if "When" in line)


def test_when_is_what_reports_open_with_and_not_what_came_later() -> None:
    readings = [reading("Guards killed on the river"), reading("Two dead at the crossing")]
    killed = told("ATTACK", "killed", "2031-03-03", readings)
    reopened = told("CLOSURE", "reopened", "2031-03-07", readings)
    assert len(reopened.evidence) > len(killed.evidence)
    line = when_line(killed, reopened, readings=readings)
    assert "3 March 2031" in line


def test_when_is_no_background_of_years_ago() -> None:
    readings = [reading("Guards killed on the river"), reading("Two dead at the crossing")]
    old = told("ATTACK", "killed", "2020", readings)
    new = told("CLOSURE", "reopened", "2031-03-07", readings)
    assert "7 March 2031" in when_line(old, new, readings=readings)
