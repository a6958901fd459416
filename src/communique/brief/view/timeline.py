"""What happened when: rows with date, status and disagreement, and the geometry of the drawn chart."""

from __future__ import annotations

from collections.abc import Callable

from communique.brief.view.chart import Mark, draw
from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.filters import Filters
from communique.brief.view.gathering import once
from communique.brief.view.sentence import LINE, in_sentence, sentence
from communique.lexicon.labels import independent, word
from communique.lexicon.phrases import event_title
from communique.lexicon.when import human, iso, parse
from communique.record import Evidence, LinkedEvent, Story
from communique.record.shown import clip

_ONE_SENTENCE = 120  # characters between a calling-off and what was called off


def timeline(desk: Desk, story: Story, sheets: list[Sheet]) -> Plain | None:
    """Rows in the record's order, those without a date apart; None when no events were read."""
    if not story.events and all(s.reading.layers.get("events") is None for s in sheets):
        return None
    rows = [_row(desk, story, event) for event in ordered_events(story) if not _echoes(story, event)]
    filters = Filters("status", "kind", "participant", "place")
    for row in rows:
        row["data"] = filters.mark(
            {
                "status": [row["status_word"]],
                "kind": [row["kind"]],
                "participant": row["participants"],
                "place": [row["where"]],
            }
        )
    dated = [row for row in rows if row["iso_or_edtf"]]
    return {
        "dated": dated,
        "undated": [row for row in rows if not row["iso_or_edtf"]],
        "charts": _charts(dated, sheets),
        "count": len(rows),
        "filters": filters.choices(),
    }


def ordered_events(story: Story) -> list[LinkedEvent]:
    """Events in the order of the story's timeline, then those it does not list."""
    by_id = {event.id: event for event in story.events}
    listed = [by_id[e] for e in story.timeline if e in by_id]
    seen = {event.id for event in listed}
    return listed + [event for event in story.events if event.id not in seen]


def _echoes(story: Story, event: LinkedEvent) -> bool:
    """Whether a calling-off is told by the very row of what was called off: "a visit was called off" is one line."""
    if event.kind != "CANCELLATION":
        return False
    others = [e for e in story.events if e.kind != "CANCELLATION" and e.status == "cancelled"]
    told = [(i.article, i.span[0]) for e in others for i in e.evidence]
    return all(any(a == i.article and abs(at - i.span[0]) < _ONE_SENTENCE for a, at in told) for i in event.evidence)


def telling(desk: Desk, event: LinkedEvent) -> list[Evidence]:
    """The event's evidence, best first: in a sentence that tells its date, then any other, headlines last."""

    def rank(item: Evidence) -> tuple[bool, bool, bool, int, tuple[int, int]]:
        sheet = desk.sheets[item.article]
        dated, exact = _tells_date(sheet, item, event)
        return (not exact, not dated, sheet.zone(item.span[0]) == "title", sheet.number, item.span)

    return sorted(event.evidence, key=rank)


def day_told_by(desk: Desk, event: LinkedEvent) -> int:
    """How many reports tell of an event in a sentence that tells its date."""
    return len({e.article for e in event.evidence if _tells_date(desk.sheets[e.article], e, event)[0]})


def _tells_date(sheet: Sheet, item: Evidence, event: LinkedEvent) -> tuple[bool, bool]:
    """Whether the sentence of some evidence tells a time that meets the event's date, and whether that very date."""
    when = parse(event.when)
    start, end = sentence(sheet, item.span, LINE)
    told = [parse(t.value) for t in sheet.reading.times if start <= t.span[0] and t.span[1] <= end]
    dated = any(t and when and t.first <= when.last and when.first <= t.last for t in told)
    return dated, any(t and when and (t.first, t.last) == (when.first, when.last) for t in told)


def _row(desk: Desk, story: Story, event: LinkedEvent) -> Plain:
    names = {actor.id: actor.name for actor in story.actors}
    title = event_title(event.name)
    label = desk.name("T", event.id, title)
    evidence: list[Plain] = []
    for item in telling(desk, event):
        words = in_sentence(desk, item, label)
        if all((words["text"], words["article"]) != (said["text"], said["article"]) for said in evidence):
            evidence.append(words)  # two triggers of one sentence are one line
    evidence = once(evidence)
    return {
        "label": label,
        "id": event.id,
        "title": title,
        "date": human(event.when),
        "iso": iso(event.when),
        "iso_or_edtf": event.when or "",
        "kind": event.kind.replace("_", " ").lower(),
        "plover": event.plover or "",
        "where": event.where or "",
        "participants": [clip(names.get(p, p), 80) for p in event.participants],
        "unnamed_in_title": [clip(n, 80) for p in event.participants if (n := names.get(p, p)) not in event.name],
        "status": event.status,
        "status_word": word("event_status", event.status),
        "dates": _disagreement(desk, event.dates, human) if apart(event.dates) else [],
        "date_values": sorted(set(event.dates.values())),
        "statuses": _disagreement(desk, dict(event.statuses), lambda v: word("event_status", v)),
        "over_time": _over_time(desk, event),
        "independence": independent(event.independent, len(event.articles)),
        "evidence": evidence,
        "source_line": story.source_lines.get(event.id, ""),
        "reasons": list(dict.fromkeys(word("event_reason", r.feature) for r in event.reasons)),
    }


def _disagreement(desk: Desk, said: dict[str, str], show: Callable[[str], str]) -> list[Plain]:
    """Who says what, when not everybody says the same: [{value, outlets}]."""
    if len(set(said.values())) < 2:
        return []
    by_value: dict[str, list[Sheet]] = {}
    for article, value in said.items():
        if article in desk.sheets:
            by_value.setdefault(value, []).append(desk.sheets[article])
    return [
        {
            "value": show(value),
            "outlets": [
                {"article": s.number, "outlet": clip(s.outlet, 60)} for s in sorted(found, key=lambda s: s.number)
            ],
        }
        for value, found in sorted(by_value.items(), key=lambda entry: (min(s.number for s in entry[1]), entry[0]))
    ]


def apart(dates: dict[str, str]) -> bool:
    """Whether two of the dates exclude each other; a month and a day in it do not."""
    spans = [(value, parse(value)) for value in sorted(set(dates.values()))]
    return any(
        left is None or right is None or left.last < right.first or right.last < left.first
        for n, (_, left) in enumerate(spans)
        for _, right in spans[n + 1 :]
    )


def _over_time(desk: Desk, event: LinkedEvent) -> bool:
    """Whether the statuses follow each other: planned (or possible) at first, later happened or fell through."""
    ahead = [a for a, status in event.statuses.items() if status in ("planned", "hypothetical") and a in desk.sheets]
    after = [
        a for a, status in event.statuses.items() if status not in ("planned", "hypothetical") and a in desk.sheets
    ]
    if not ahead or not after or len({event.statuses[a] for a in after}) > 1:
        return False
    told_first = max(desk.sheets[a].article.published or "9999" for a in ahead)
    return told_first < min(desk.sheets[a].article.published or "" for a in after)


def _charts(rows: list[Plain], sheets: list[Sheet]) -> list[Plain]:
    """The chart drawn twice, for a wide page and for a phone; style shows one of them."""
    marks = []
    for row in rows:
        when = parse(row["iso_or_edtf"])
        if when:
            others = [found for value in row["date_values"] if (found := parse(value))] if row["dates"] else []
            text = f"{row['label']}: {clip(row['title'], 120)}, {row['date']}, {row['status_word']}"
            if row["dates"]:
                text += "; reports differ on the date"
            marks.append(
                Mark(row["label"], when.first, when.last, row["status"], text, tuple((o.first, o.last) for o in others))
            )
    published = [found.first for s in sheets if (found := parse(s.article.published)) and found.first == found.last]
    if not marks:
        return []
    return [draw(marks, published, 920, "wide"), draw(marks, published, 350, "narrow")]
