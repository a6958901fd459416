"""Event records in the columns of POLECAT, the data set coded by PLOVER, with what a coder needs to check them.

The first 40 columns bear the names and the order of POLECAT's files (tab-separated, empty: not coded); ours follow.
Meetings, calls and agreements signed together are symmetric, so every pair appears in both directions. Of other events
the words beside the trigger may say who acted on whom (`roles`); where they do not say it plainly, nobody is coded and
the participants stand in a column of their own. What somebody says has a speaker, and an addressee where one is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from itertools import permutations
from typing import Any

from communique.export.book import Book, Said
from communique.export.days import days_of
from communique.export.network import MEETINGS, mentions_by_article
from communique.export.places import country_of, locate
from communique.export.roles import Roles, roles_of
from communique.export.rows import Row, where
from communique.export.sentences import shown
from communique.export.text import encodable, guard_formula
from communique.lexicon import state_named
from communique.lexicon.tables import yaml_of
from communique.options import ExportOptions
from communique.record import LinkedEvent, Story

POLECAT: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
OURS: tuple[str, ...] = (
    "Record", "CAMEO Roots", "Status", "Kind", "Date EDTF", "First Day", "Last Day", "Participants", "Symmetric",
    "Article", "Start", "End", "Quote", "Sentence", "Source Line", "Articles", "Independent Sources", "Story",
)  # fmt: skip


def event_columns() -> dict[str, str]:
    """The columns that are filled, with their meaning."""
    return dict(_codes()["columns"])


@cache
def _codes() -> dict[str, Any]:
    return dict(yaml_of("communique.export", "plover.yaml"))


def render(book: Book, options: ExportOptions) -> bytes:
    """Tab-separated values with a header; tabs and line breaks inside a value are blanks, formulas disarmed."""
    lines = ["\t".join(POLECAT + OURS)]
    for row in records(book):
        lines.append("\t".join(_cell(row.get(name), options.guard_formulas) for name in POLECAT + OURS))
    return ("\n".join(lines) + "\n").encode("utf-8")


def records(book: Book) -> Iterator[Row]:
    """The event records: events with a PLOVER root first, then what somebody says that is an event by itself."""
    mentions = {
        article: [place for place in places if book.actors[place[2]].kind in _ACTORS]
        for article, places in mentions_by_article(book).items()
    }
    for story in book.record.stories:
        for event in story.events:
            if event.plover:
                yield from _event(book, story, event, roles_of(book, mentions, event))
    for said in book.said.values():
        root = _codes()["acts"].get(said.statement.act)
        if root and said.actors and said.story is not None:
            yield from _saying(book, said.story, said, root)


def _pairs(book: Book, event: LinkedEvent, roles: Roles) -> tuple[bool, list[tuple[str | None, str | None]]]:
    """Whether the event is symmetric, and its pairs of who acts and upon whom; None where nobody is told."""
    people = [p for p in event.participants if p in book.actors and book.actors[p].kind in _ACTORS]
    if event.kind in MEETINGS and len(people) > 1:
        return True, list(permutations(people, 2))
    if event.kind == "AGREEMENT" and len(roles.actors) > 1 and not roles.recipients:
        return True, list(permutations(roles.actors, 2))  # "Norvia and Kareth signed": with one another
    return False, [(a, r) for a in roles.actors or (None,) for r in roles.recipients or (None,)]


def _event(book: Book, story: Story, event: LinkedEvent, roles: Roles) -> Iterator[Row]:
    symmetric, pairs = _pairs(book, event, roles)
    place = locate(event.where)
    days = days_of(event.when)
    shared = {
        **_what(event.plover or "", event.status),
        **_sources(book, story, event.evidence[0].article if event.evidence else None),
        **_words(book, event),
        "Record": "event",
        "Event Date": days.first.isoformat() if days and days.precision == "day" and not days.hedged else None,
        "Date EDTF": event.when,
        "First Day": days.first.isoformat() if days else None,
        "Last Day": days.last.isoformat() if days else None,
        "Raw Placename": event.where,
        "Placename": place.name if place else None,
        "City": place.name if place and place.kind == "city" else None,
        "Country": country_of(event.where),
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "GeoNames ID": place.geonames if place else None,
        "Kind": event.kind,
        "Participants": "; ".join(book.name(p) for p in event.participants),
        "Symmetric": symmetric,
        "Source Line": story.source_lines.get(event.id) or book.counted(event.articles, event.independent),
        "Articles": len(event.articles),
        "Independent Sources": event.independent,
    }
    for number, (source, target) in enumerate(pairs, 1):
        key = event.id if len(pairs) == 1 else f"{event.id}-{number}"
        yield shared | {"Event ID": key} | _who(book, "Actor", source) | _who(book, "Recipient", target)


_ACTORS = frozenset({"person", "organization", "state"})


def _saying(book: Book, story: Story, said: Said, root: str) -> Iterator[Row]:
    item, article = said.statement, said.reading.article
    targets = book.actor_ids(story, item.addressee) or (None,)
    carried = book.carried_by(said)
    row = where(book, said.evidence)
    shared = {
        **_what(root, "happened"),
        **_sources(book, story, article.id),
        "Record": "statement",
        "Event Date": item.said_on if (d := days_of(item.said_on)) and d.precision == "day" and not d.hedged else None,
        "Date EDTF": item.said_on,
        "First Day": d.first.isoformat() if d else None,
        "Last Day": d.last.isoformat() if d else None,
        "Kind": item.act.upper(),
        "Symmetric": False,
        "Article": article.id,
        "Start": row["start"],
        "End": row["end"],
        "Quote": row["quote"],
        "Sentence": item.text,
        "Source Line": book.said_line(said),
        "Articles": len(carried),
        "Independent Sources": book.independent(carried),
    }
    pairs = [(actor.id, target) for actor in said.actors for target in targets if actor.id != target]
    for number, (source, target) in enumerate(pairs, 1):
        key = item.id if len(pairs) == 1 else f"{item.id}-{number}"
        raw = {"Actor Name Raw": item.speaker_description or item.speaker}
        yield shared | {"Event ID": key} | _who(book, "Actor", source) | raw | _who(book, "Recipient", target)


def _what(root: str, status: str) -> Row:
    code = _codes()["roots"].get(root, {})
    return {
        "Event Type": root,
        "Quad Code": code.get("quad"),
        "CAMEO Roots": " ".join(code.get("cameo", ())),
        "Contexts": _codes()["contexts"].get(status),
        "Status": status,
        "Version": f"communique {version('communique')}",
    }


def _who(book: Book, side: str, actor_id: str | None) -> Row:
    if actor_id is None or actor_id not in book.actors:
        return {}
    actor = book.actors[actor_id]
    state = state_named(actor.name) if actor.kind == "state" else None
    roles = list(dict.fromkeys(role.title for role in actor.roles))
    return {
        f"{side} Name": actor.name,
        f"{side} Country": state.iso3 if state else None,
        f"{side} Title": "; ".join(roles),
        f"Wikipedia {side} ID": None,
    }


def _sources(book: Book, story: Story, article_id: str | None) -> Row:
    if article_id is None:
        return {}
    article = book.article(article_id)
    here = [a for a in story.actors if any(m.article == article_id for m in a.mentions)]
    return {
        "Source": article.outlet,
        "Publication Date": article.published,
        "Language": article.language,
        "Story": story.id,
        "Story People": "; ".join(a.name for a in here if a.kind == "person"),
        "Story Organizations": "; ".join(a.name for a in here if a.kind in ("organization", "state")),
        "Story Locations": "; ".join(a.name for a in here if a.kind == "place"),
    }


def _words(book: Book, event: LinkedEvent) -> Row:
    if not event.evidence:
        return {}
    piece = event.evidence[0]
    row = where(book, event.evidence)
    return {
        "Article": piece.article,
        "Start": row["start"],
        "End": row["end"],
        "Quote": row["quote"],
        "Sentence": shown(book, piece),
    }


def _cell(value: Any, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(encodable(str(value)).replace("\x00", "\ufffd").split())
    return guard_formula(text) if guard and isinstance(value, str) else text
