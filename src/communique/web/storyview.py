"""One story at a glance, by the brief's own functions; only where its lines lead differs."""

from __future__ import annotations

from typing import Any

from communique.brief.view.desk import Desk
from communique.brief.view.findings import conflicts, facts, omissions, promises, unnamed
from communique.brief.view.first import first_screen
from communique.brief.view.positions import positions
from communique.brief.view.reports import reports, sources
from communique.brief.view.statements import statements
from communique.brief.view.timeline import timeline
from communique.brief.view.variants import labels, variants
from communique.brief.view.voices import Voices
from communique.lexicon.labels import independent
from communique.record import Reading, Record, Story
from communique.web.data import Data
from communique.web.lines import at
from communique.web.rendering import Plain, segment, url

_ROWS = 40  # entries of a part on one page, when a label leads there
_PAGES = {"S": "statements", "C": "conflicts", "T": "events", "M": "positions", "P": "promises"}


def overview_of(data: Data, story_id: str) -> Plain:
    """`overview` of a story of the workspace; MissingError if there is none."""
    view: Plain = data.view("overview", story_id, overview)
    return view


def sources_of(data: Data, story_id: str) -> Plain:
    """`sources_view` of a story of the workspace; MissingError if there is none."""
    view: Plain = data.view("sources", story_id, sources_view)
    return view


def overview(story: Story, readings: list[Reading]) -> Plain:
    """What the brief says of a story (half page, same facts, wordings, omissions, unnamed sources), with addresses.

    Every value with words gets `href`, the place in the article; `links` leads from a label ("C1") to its page.
    """
    desk = Desk(Record(articles=tuple(readings), stories=(story,)))
    sheets = desk.of(story)
    voices = Voices(desk, story)
    statements(desk, story, sheets)  # the order of these lines is the order of the labels, as in the brief
    view: Plain = {"facts": facts(desk, story)}
    conflicts(desk, story)
    view["variants"] = variants(desk, story, voices)
    timeline(desk, story, sheets)
    if story.positions:
        positions(desk, story)
    promises(desk, story, sheets, voices)
    view["omissions"] = omissions(desk, story, sheets)
    view["columns"] = [
        {"number": s.number, "outlet": s.outlet, "article": s.article.id, "href": f"/articles/{segment(s.article.id)}"}
        for s in sheets
    ]
    view["unnamed"] = unnamed(desk, sheets, voices)
    view["sources"] = sources(desk, story, sheets)
    view["brief"] = first_screen(desk, story, sheets)
    view["independence"] = independent(view["sources"]["count"], len(sheets))
    view["notes"] = list(story.notes)
    view["not_computed"] = list(story.not_computed)
    ids = {sheet.number: sheet.article.id for sheet in sheets}
    _address(view, ids)
    place = {f["label"]: n for n, f in enumerate(view["facts"])}
    place |= {label: n for n, v in enumerate(view["variants"]) for item in v["items"] for label in labels(item)}
    view["links"] = {label: _page_of(label, finding, story.id, place) for finding, label in desk.labels.items()}
    view["ids"] = {label: finding for finding, label in desk.labels.items()}
    view["articles"] = {str(number): f"/articles/{segment(article)}" for number, article in ids.items()}
    view["title"] = story.title
    return view


def sources_view(story: Story, readings: list[Reading]) -> Plain:
    """Which reports are one source and why, and the profile of each: {sources, reports, independence, articles}."""
    desk = Desk(Record(articles=tuple(readings), stories=(story,)))
    sheets = desk.of(story)
    view: Plain = {"sources": sources(desk, story, sheets), "reports": reports(desk, story, sheets)}
    view["independence"] = independent(view["sources"]["count"], len(sheets))
    view["articles"] = {str(sheet.number): f"/articles/{segment(sheet.article.id)}" for sheet in sheets}
    _address(view, {sheet.number: sheet.article.id for sheet in sheets})
    return view


def _page_of(label: str, finding: str, story_id: str, place: dict[str, int]) -> str:
    """Where a label leads; `place` numbers the entries of the parts that are shown page by page."""
    if label[0] in _PAGES:
        return f"/{_PAGES[label[0]]}/{segment(finding)}"
    part = {"F": "facts", "V": "wordings"}.get(label[0])
    if part is None or label not in place:
        return f"/stories/{segment(story_id)}#{label}"
    page = place[label] // _ROWS + 1
    return url(f"/stories/{segment(story_id)}/{part}", rows=_ROWS, page=page if page > 1 else None) + f"#{label}"


def _address(value: Any, ids: dict[int, str]) -> None:
    """Give every dictionary that has a `jump` into a text the address of that place here."""
    if isinstance(value, list):
        for item in value:
            _address(item, ids)
    elif isinstance(value, dict):
        jump = value.get("jump")
        if isinstance(jump, str) and jump.startswith("w"):
            number, start, end = jump[1:].split("-")
            value["href"] = at(ids[int(number)], [(int(start), int(end))])
        for item in value.values():
            if isinstance(item, dict | list):
                _address(item, ids)
