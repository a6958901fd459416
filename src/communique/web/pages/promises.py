"""The promise board: what was promised, demanded, predicted, and what became of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.labels import word, words
from communique.web import lines
from communique.web.pages.common import (
    active,
    articles_of,
    choices,
    data_of,
    dates,
    one_of,
    shown,
    story_choices,
    story_title,
    tabs,
)
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import page
from communique.web.tables import Ask


def promises(request: Request) -> Response:
    """The board, in columns by what became of each line; one family of kinds at a time."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    families = words("forward_family")
    status, family = one_of(request, "status", "forward_status"), one_of(request, "family", "forward_family")
    equal: dict[str, str | list[str]] = {"status": status} if status else {}
    known = data.counts_by(Ask("forward", filters, equal), "kind")
    counts = {title: sum(known.get(kind, 0) for kind in kinds) for title, kinds in families.items()}
    family = family or next((title for title, count in counts.items() if count), next(iter(families)))
    rows = data.rows(Ask("forward", filters, equal | {"kind": families[family]}), "oldest", pages.size, pages.offset)
    meta = data.meta({a for row in rows for a in (row["article"], row["outcome_article"]) if a})
    cards = [lines.forward(row, meta) for row in rows]
    columns = [
        {"status": key, "title": name, "meaning": word("forward_status_meaning", key), "items": cards_of}
        for key, name in words("forward_status").items()
        if (cards_of := [card for card in cards if card["status"] == key])
    ]
    stories = story_choices(data, filters.story)
    fields = [
        field("text", "Words", filters.text or ""),
        field("speaker", "Who", filters.speaker or "", list="people-list"),
        field("status", "What became of it", status, choices("forward_status")),
        *dates(filters),
    ]
    if len(stories) > 1 or filters.story:
        fields.append(field("story", "Story", filters.story or "", stories))
    context = {
        "title": "Promises, demands, predictions",
        "story": story_title(data, filters.story),
        "story_id": filters.story,
        "tabs": tabs(data, filters.story, "promises"),
        "families": [{"title": t, "count": n, "here": t == family} for t, n in counts.items()],
        "family": family,
        "columns": columns,
        "pager": pages.pager(request, counts[family]),
        "filters": {
            "action": "/promises",
            "what": "promises",
            "fields": fields,
            "active": active(filters) or bool(status),
            "shown": shown(len(rows), counts[family], "line"),
        },
    }
    return page(request, "promises.html.j2", context)


def promise(request: Request) -> Response:
    """One forward-looking line."""
    data = data_of(request)
    row = data.one("forward", request.path_params["forward_id"])
    meta = data.meta({a for a in (row["article"], row["outcome_article"]) if a})
    context = {
        "title": "A promise",
        "item": lines.forward(row, meta),
        "kind": "forward",
        "statuses": choices("forward_status"),
        "articles": articles_of(data, row["story"]),
        "between": word("forward_kind", row["kind"]),
        "story": story_title(data, row["story"]),
        "history": data.history(row["id"]),
        "tabs": tabs(data, row["story"], "promises"),
    }
    return page(request, "finding.html.j2", context)
