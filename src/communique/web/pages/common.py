"""What page functions share: the data behind a request, options of choices, the tabs of a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.errors import UsageError
from communique.lexicon.labels import plural, words
from communique.record.shown import clip
from communique.web import lines
from communique.web.data import Data
from communique.web.jobs import Jobs
from communique.web.query import Pages, field, sift, text
from communique.web.rendering import Plain, page, segment, url
from communique.web.tables import Ask
from communique.workspace import Filters

_CHOICES = 200  # articles that a form lets choose from


def data_of(request: Request) -> Data:
    """The workspace behind this server."""
    data: Data = request.app.state.data
    return data


def jobs_of(request: Request) -> Jobs:
    """The queues of this server."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def choices(group: str) -> list[tuple[str, str]]:
    """The values of a field with their words, for a filter."""
    return [(value, str(name)) for value, name in words(group).items()]


def one_of(request: Request, name: str, group: str) -> str:
    """A value of the query that is one of a field's values, or empty; UsageError for any other."""
    value = text(request, name)
    if value and value not in words(group):
        raise UsageError(f"{name}={value[:40]} is none of {', '.join(words(group))}")
    return value


def story_choices(data: Data, chosen: str | None) -> list[tuple[str, str]]:
    """The stories to choose from; in a large workspace the latest ones and the chosen one."""
    stories = data.stories()
    listed = [s for s in stories if s["articles"] > 1][:200]
    if chosen and chosen not in {s["id"] for s in listed}:
        row = data.story_row(chosen)
        listed += [row] if row else []
    return [(s["id"], clip(s["title"], 70)) for s in listed]


def shown(count: int, total: int, one: str, many: str | None = None) -> str:
    """How much of a list is on this page."""
    return plural(total, one, many) if count == total else f"{count:,} of {plural(total, one, many)}"


def any_set(filters: Filters) -> bool:
    """Whether any filter is set."""
    return filters != Filters()


def dates(filters: Filters) -> list[Plain]:
    """The two date fields of a filter form."""
    return [
        field("since", "From", filters.since or "", hint="2031-05-14"),
        field("until", "To", filters.until or "", hint="2031-05-14"),
    ]


def tabs(data: Data, story_id: str | None, here: str) -> list[Plain]:
    """The sections of one story, each with its count; nothing when no story is chosen."""
    if not story_id:
        return []
    row = data.story_row(story_id)
    if row is None:
        return []
    entries = [
        ("overview", "Overview", f"/stories/{segment(story_id)}", None),
        ("articles", "Articles", url("/articles", story=story_id), row["articles"]),
        ("statements", "Statements", url("/statements", story=story_id), None),
        ("positions", "Positions", url("/positions", story=story_id), row["positions"]),
        ("timeline", "Timeline", url("/timeline", story=story_id), row["events"]),
        ("conflicts", "Differences", url("/conflicts", story=story_id), row["conflicts"]),
        ("promises", "Promises", url("/promises", story=story_id), row["forward"]),
        ("sources", "Sources", url("/sources", story=story_id), row["groups"]),
    ]
    return [{"title": t, "href": h, "count": n, "here": key == here} for key, t, h, n in entries]


def story_title(data: Data, story_id: str | None) -> str:
    """The title of the chosen story, empty when none is chosen."""
    row = data.story_row(story_id) if story_id else None
    return str(row["title"]) if row else ""


def articles_of(data: Data, story_id: str | None, but: str = "") -> list[Plain]:
    """The articles of a story to choose from, the newest first; none when there is no story."""
    if not story_id:
        return []
    rows = data.rows(Ask("articles", Filters(story=story_id)), "newest", _CHOICES + 1)
    return [lines.article(row) for row in rows if row["id"] != but][:_CHOICES]


def listing(
    data: Data,
    filters: Filters,
    path: str,
    fields: list[Plain],
    shown: str,
    *,
    tab: str,
    what: str = "",
    active: bool = False,
) -> Plain:
    """What every filtered list has: the story it is of, that story's tabs, and the filter form with its story choice.

    `active` says whether a filter is set that is none of `filters`.
    """
    stories = story_choices(data, filters.story)
    if len(stories) > 1 or filters.story:
        fields = [*fields, field("story", "Story", filters.story or "", stories)]
    return {
        "story": story_title(data, filters.story),
        "story_id": filters.story,
        "tabs": tabs(data, filters.story, tab),
        "filters": sift(path, what or path.strip("/"), fields, active or any_set(filters), shown),
    }


@dataclass(frozen=True, slots=True)
class Sorted:
    """One sort of a list whose lines are never mixed: its key, how many lines each sort has, the rows of this page."""

    here: str
    counts: dict[str, int]
    rows: list[dict[str, Any]]

    @property
    def shown_of(self) -> tuple[int, int]:
        """Lines on this page, lines of this sort."""
        return len(self.rows), self.counts[self.here]

    def links(self, path: str, name: str, story: str | None, titles: Mapping[str, str] | None = None) -> list[Plain]:
        """The values of `bits.sorts`."""
        return [
            {
                "title": (titles or {}).get(key, key),
                "count": count,
                "here": key == self.here,
                "href": url(path, **{name: key, "story": story}),
            }
            for key, count in self.counts.items()
        ]


def one_sort(
    data: Data, ask: Ask, order: str, pages: Pages, column: str, sorts: Mapping[str, list[str]], wanted: str
) -> Sorted:
    """The rows of one sort: the wanted one, else the first that has any. `sorts`: key -> the column's values of it."""
    known = data.counts_by(ask, column)
    counts = {key: sum(known.get(value, 0) for value in values) for key, values in sorts.items()}
    here = wanted or next((key for key, count in counts.items() if count), next(iter(sorts)))
    asked = replace(ask, equal={**ask.equal, column: sorts[here]})
    return Sorted(here, counts, data.sourced(data.rows(asked, order, pages.size, pages.offset)))


def one_finding(request: Request, row: Plain, kind: str, title: str, between: str, tab: str, **more: Any) -> Response:
    """The page of one finding; `more` are `item` and what its forms need."""
    data = data_of(request)
    context = {
        "title": title,
        "kind": kind,
        "between": between,
        "story": story_title(data, row["story"]),
        "history": data.history(row["id"]),
        "tabs": tabs(data, row["story"], tab),
    }
    return page(request, "finding.html.j2", context | more)
