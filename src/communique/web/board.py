"""The promise board: forward-looking lines as cards, lines of several reports that tell one promise on one card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from communique.brief.view.gathering import promise_groups
from communique.brief.view.voices import as_told, known_names, other_party
from communique.lexicon.labels import word, words
from communique.web import lines
from communique.web.data import MOST_STORIES, Data
from communique.web.rendering import Plain
from communique.web.tables import Ask
from communique.workspace import Filters

Row = dict[str, Any]


def cards(data: Data, rows: Sequence[Row], meta: Callable[[str], Row]) -> list[Plain]:
    """Rows of `forward` as `lines.forward` makes them, under the name of who speaks, as in the brief.

    That is the speaker of the statement in which a line stands, named or not, and before him whom a promise binds that is
    another's; without a statement the line's own actor.
    """
    statements = data.by_ids("statements", {row["statement"] for row in rows if row["statement"]})
    speakers = {key: lines.speaker_of(statement) for key, statement in statements.items()}
    promises, known = data.promises_of(rows), _known(data, rows)
    out = []
    for row in rows:
        said = statements.get(row["statement"])
        who = speakers.get(row["statement"])
        names = (said["actor_names"] or [said["speaker"]]) if said else ()
        bound = other_party(row["kind"], row["actor"], known.get(row["story"], {}), names) if said else ""
        told = {"who": as_told(bound, who) if bound and who else who, "promise": promises.get(row["id"])}
        out.append(lines.forward(row | told, meta))
    return out


def _known(data: Data, rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Story -> the names of its actors; nothing for rows of many stories."""
    stories = sorted({row["story"] for row in rows})
    if len(stories) > MOST_STORIES:
        return {}
    asked = {story: data.rows(Ask("actors", Filters(story=story)), "busiest") for story in stories}
    return {story: known_names((a["name"], a["names"]) for a in actors) for story, actors in asked.items()}


def columns(found: Sequence[Plain]) -> list[Plain]:
    """{status, title, meaning, items, count} by what became of the lines; each item is the lines of one promise.

    A line stays a line of its own to review, also beside others on one card: its id, its words and its keys are its own.
    """
    out = []
    for status, title in words("forward_status").items():
        inside = [card for card in found if card["status"] == status]
        if inside:
            meaning = word("forward_status_meaning", status)
            items = promise_groups(inside)
            out.append({"status": status, "title": title, "meaning": meaning, "items": items, "count": len(items)})
    return out
