"""People and other actors: the list, and one of them with roles as reported, statements, positions over time."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.lexicon.labels import word
from communique.lexicon.when import human
from communique.record import Actor
from communique.web import lines
from communique.web.pages.common import choices, data_of, listing, one_of, shown, story_title, tabs
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import Plain, page, segment
from communique.web.tables import Ask
from communique.workspace import Filters

_STORIES = 12  # that are named beside one name in the list


def people(request: Request) -> Response:
    """Every actor of every story, those who say most first; of one name and kind once, with the stories it is in."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    kind = one_of(request, "kind", "actor_kind")
    ask = Ask("actors", filters, {"kind": kind} if kind else {})
    groups, total = data.namesakes(ask, pages.size, pages.offset)
    known = data.by_ids("actors", [i for g in groups for i in g["ids"][:_STORIES]])
    titles = {s["id"]: s["title"] for s in data.stories()}
    fields = [
        field("speaker", "Name", filters.speaker or "", list="people-list"),
        field("kind", "Kind", kind, choices("actor_kind")),
    ]
    more = listing(data, filters, "/people", fields, shown(len(groups), total, "name"), tab="people", active=bool(kind))
    context = {
        "title": "People",
        "items": [lines.namesake(g, [known[i] for i in g["ids"][:_STORIES]], titles) for g in groups],
        "several": len(titles) > 1,
        "pager": pages.pager(request, total),
    }
    return page(request, "people.html.j2", context | more)


def person(request: Request) -> Response:
    """One actor: names, offices with who reports them, positions in order of time, statements, where else it appears."""
    data, pages = data_of(request), pages_of(request)
    row = data.one("actors", request.path_params["actor_id"])
    found = data.story(row["story"])
    actor = next(a for a in found.actors if a.id == row["id"])
    spoken = [s for s, speakers in found.speakers.items() if actor.id in speakers]
    shown_rows = list(data.by_ids("statements", spoken).values())
    shown_rows.sort(key=lambda s: (s["published"] or "9999", s["article"], s["start"]))
    said = len(shown_rows)
    shown_rows = shown_rows[pages.offset : pages.offset + pages.size]
    stands = data.rows(Ask("positions", Filters(story=row["story"]), {"actor": [actor.name, actor.id]}), "issue")
    articles = {s["article"] for s in shown_rows} | {r.evidence.article for r in actor.roles}
    articles |= {place.rsplit(":", 1)[0] for p in stands for place in p["evidence"]}
    meta = data.meta(articles)
    elsewhere = [a for a in data.rows(Ask("actors", equal={"name": actor.name}), "busiest", 21) if a["id"] != actor.id]
    context = {
        "title": actor.name,
        "item": lines.actor(row),
        "roles": [
            {
                "title": f"{role.title} of {role.of}" if role.of else role.title,
                "as_of": human(role.as_of) if role.as_of else "",
                "words": lines.words(
                    meta(role.evidence.article), role.evidence.article, [role.evidence.span], role.evidence.quote
                ),
            }
            for role in actor.roles
        ],
        "known": _known(actor),
        "kb": [{"left": r.left, "right": r.right, "feature": r.feature} for r in actor.kb],
        "positions": [lines.position(p, meta) for p in stands],
        "items": [lines.statement(s, meta) for s in shown_rows],
        "said": said,
        "pager": pages.pager(request, said),
        "elsewhere": [lines.actor(a) | {"story_title": story_title(data, a["story"])} for a in elsewhere[:20]],
        "others": [
            {"id": a.id, "name": a.name, "kind": word("actor_kind", a.kind)} for a in found.actors if a.id != actor.id
        ],
        "articles": [lines.article(a) for a in data.by_ids("articles", row["articles"][:50]).values()],
        "story": story_title(data, row["story"]),
        "story_href": f"/stories/{segment(row['story'])}",
        "tabs": tabs(data, row["story"], "people"),
        "history": data.history(row["id"]),
    }
    return page(request, "person.html.j2", context)


def _known(actor: Actor) -> list[Plain]:
    """Why names are one actor, each reason once; that a name is itself says nothing."""
    told = dict.fromkeys((r.feature, r.left, r.right) for r in actor.reasons if not r.left or r.left != r.right)
    return [{"feature": feature, "left": left, "right": right} for feature, left, right in told]
