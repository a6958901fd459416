"""The event that the reports are about: when and where it was."""

from __future__ import annotations

from communique.brief.view.desk import Desk, Plain
from communique.brief.view.memo import line
from communique.brief.view.sentence import LINE, in_sentence, sentence
from communique.brief.view.timeline import apart, day_told_by, ordered_events, telling
from communique.lexicon.labels import word
from communique.lexicon.when import human, iso, parse
from communique.record import LinkedEvent, Story

_LEAD = 700  # characters within which a report says what it is about
_TITLE, _COUNTED_TITLES = 0.5, 2
_TOLD_AGAIN, _COUNTED = 0.15, 10
_FEW = 3  # reports below which one that opens with an event is enough
_BESIDE = 0.5  # share of the most told event's weight that the main event must have
_COMMENTS = ("opinion", "analysis")
_BACKGROUND = 400  # days before the newest report


def main_event(desk: Desk, story: Story) -> LinkedEvent | None:
    """The dated event that the reports are about, one that happened or is planned.

    What independent reports tell of, open with, put in their titles and come back to; what was only said, and what lies
    years back, is more often their background. None where what the reports turn on has no date: another day would mislead.
    """
    newest = max((_day(desk.sheets[a].article.published) for a in story.articles if a in desk.sheets), default=0)
    most = max((_weight(desk, e) for e in story.events if e.evidence), default=0.0)
    recent = [e for e in ordered_events(story) if e.when and newest - _day(e.when) <= _BACKGROUND]
    dated = [e for e in recent if e.evidence and e.id in desk.labels and e.status in ("happened", "planned")]
    if not newest:  # of undated reports a year told in passing may be years back: most of them must tell the day
        dated = [e for e in dated if 2 * day_told_by(desk, e) > len(e.articles)]
    return max(
        (e for e in dated if _prominent(desk, story, e, most)),
        key=lambda e: (
            _weight(desk, e),
            e.status == "happened",
            len(e.evidence),
            _day(e.when),
        ),
        default=None,
    )


def _prominent(desk: Desk, story: Story, event: LinkedEvent, most: float) -> bool:
    """Whether reports open with an event or name it in a title, and no other is told far more; words said need the title."""
    leads, titles = _places(desk, event)
    if event.kind == "STATEMENT" and not titles:
        return False
    opened = leads >= (1 if len(story.articles) < _FEW else 2) or (leads and titles)
    return bool(opened) and (titles >= _COUNTED_TITLES or _weight(desk, event) >= _BESIDE * most)


def _places(desk: Desk, event: LinkedEvent) -> tuple[int, int]:
    """In how many reports it stands near the beginning, and how often in a title."""
    first: dict[str, int] = {}
    for item in event.evidence:
        first[item.article] = min(item.span[0], first.get(item.article, item.span[0]))
    titles = sum(desk.sheets[e.article].zone(e.span[0]) == "title" for e in event.evidence)
    return sum(1 for at in first.values() if at < _LEAD), titles


def _weight(desk: Desk, event: LinkedEvent) -> float:
    """How much speaks for an event being what the reports are about."""
    leads, titles = _places(desk, event)
    return (
        event.independent
        + leads
        + _TITLE * min(titles, _COUNTED_TITLES)
        + _TOLD_AGAIN * min(len(event.evidence), _COUNTED)
        - (1.0 if event.kind == "STATEMENT" else 0.0)
    )


def _day(value: str | None) -> int:
    """The day on which something begins, for choosing the latest of several."""
    known = parse(value)
    return known.first.toordinal() if known else 0


def when(desk: Desk, story: Story, event: LinkedEvent | None, told: list[Plain]) -> list[Plain]:
    """The day of the main event in the words that tell it; without one, the days on which the reports were published.

    Words that stand in a line already (`told`) are not printed twice.
    """
    if event is None:
        return _published(desk, story)
    label = desk.labels[event.id]
    notes = [word("event_status", event.status)] if event.status != "happened" else []
    notes += ["reports differ on the date"] if apart(event.dates) else []
    words = in_sentence(desk, telling(desk, event)[0], label)
    again = any(words["text"] == said["text"] for above in told for said in above["words"])
    return [line(*([] if again else [words]), lead=human(event.when), after="; ".join(notes), link=label)]


def _published(desk: Desk, story: Story) -> list[Plain]:
    """The days on which the reports were published, marked as such."""
    days = sorted(d for a in story.articles if a in desk.sheets and (d := desk.sheets[a].article.published) and iso(d))
    if not days:
        return []
    lead = human(days[0]) if days[0] == days[-1] else human(f"{days[0]}/{days[-1]}")
    return [line(lead=lead, after="published; no day of the main event is certain")]


def where(desk: Desk, event: LinkedEvent | None, told: list[Plain]) -> list[Plain]:
    """The place, in words that name it; a place that no report spells out has no line.

    Where a line above (`told`) names it, no words are printed again. Passages that tell of the event
    itself come first, those of news reports before those that comment on it.
    """
    if event is None or not event.where:
        return []
    label, place = desk.labels[event.id], event.where.casefold()
    if any(place in words["text"].casefold() for above in told for words in above["words"]):
        return [line(lead=event.where, link=label)]
    ordered = sorted(telling(desk, event), key=lambda e: desk.sheets[e.article].article.genre in _COMMENTS)
    for item in ordered:
        sheet = desk.sheets[item.article]
        for start, end in (item.span, sentence(sheet, item.span, LINE)):
            if place in sheet.article.text[start:end].casefold():
                return [line(desk.words(sheet, [(start, end)], ""), lead=event.where, link=label)]
    for article in sorted(event.articles, key=lambda a: desk.sheets[a].number if a in desk.sheets else 0):
        found = desk.sheets.get(article)
        at = found.article.text.find(event.where) if found else -1
        if found and at >= 0:
            span = sentence(found, (at, at + len(event.where)), LINE)
            return [line(desk.words(found, [span], ""), lead=event.where, link=label)]
    return []
