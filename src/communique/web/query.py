"""Questions in the address: filters, page numbers, dates. What is not understood is refused by name, never ignored."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from starlette.requests import Request

from communique.errors import UsageError
from communique.record.shown import clip
from communique.web.rendering import Plain, url
from communique.workspace import Filters
from communique.workspace.query import where

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LONGEST = 400
FILTER_NAMES = tuple(f.name for f in fields(Filters))


def text(request: Request, name: str) -> str:
    """A value of the query, trimmed; UsageError when it is longer than anybody means."""
    value = request.query_params.get(name, "").strip()
    if len(value) > _LONGEST:
        raise UsageError(f"{name} is longer than {_LONGEST} characters")
    return value


def number(request: Request, name: str, otherwise: int, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number of the query within its bounds."""
    value = text(request, name)
    if not value:
        return otherwise
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or not least <= int(value) <= most:
        raise UsageError(f"{name}={value[:40]} is no whole number from {least} to {most}")
    return int(value)


def date(request: Request, name: str) -> str:
    """A date of the query as 2031-05-14, 2031-05 or 2031; empty when there is none."""
    value = text(request, name)
    if value and not _DATE.fullmatch(value):
        raise UsageError(f"{name}={value[:40]} is no date; write it as 2031-05-14, 2031-05 or 2031")
    return value


def filters_of(request: Request, **fixed: Any) -> Filters:
    """The filters that the query asks for, those of `fixed` set whatever it says."""
    values: dict[str, Any] = {n: text(request, n) or None for n in FILTER_NAMES if n not in ("since", "until")}
    values |= {n: date(request, n) or None for n in ("since", "until")}
    return Filters(**(values | fixed))


@cache
def filters_for(table: str) -> tuple[str, ...]:
    """The filters that a table takes."""
    taken = []
    for name in FILTER_NAMES:
        try:
            where(table, Filters(**{name: "2031"}))
            taken.append(name)
        except UsageError:
            continue
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class Pages:
    """Which rows a page shows."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.size

    def pager(self, request: Request, total: int) -> Plain:
        """The values of `bits.pager`."""
        last = max(1, -(-total // self.size))
        query = {k: v for k, v in request.query_params.items() if k not in ("page", "told")}

        def link(page: int) -> str:
            return url(request.url.path, **(query | {"page": page if page > 1 else None}))

        return {
            "page": self.page,
            "pages": last,
            "before": link(self.page - 1) if self.page > 1 else "",
            "after": link(self.page + 1) if self.page < last else "",
            "total": total,
        }


def pages_of(request: Request) -> Pages:
    """The page asked for."""
    options = request.app.state.options
    return Pages(
        number(request, "page", 1, least=1), number(request, "rows", options.page_rows, 1, options.max_page_rows)
    )


def field(name: str, label: str, value: str, options: list[tuple[str, str]] | None = None, **more: Any) -> Plain:
    """One field of `bits.filters`: a choice when it has options, else words or a date."""
    return {
        "name": name,
        "label": label,
        "value": value,
        "options": None if options is None else [{"value": v, "text": t} for v, t in options],
        "type": "text",
        "list": "",
        "hint": "",
        "every": True,
    } | more


def sift(action: str, what: str, fields: list[Plain], active: bool, shown: str) -> Plain:
    """The values of `bits.filters`; `set` says in words what the fields are set to, for where they are folded away."""
    given = [f for f in fields if f["value"] and f["every"]]
    names = [next((o["text"] for o in f["options"] or () if o["value"] == f["value"]), f["value"]) for f in given]
    chosen = ", ".join(f"{f['label']} {clip(name, 40)}" for f, name in zip(given, names, strict=True))
    return {"action": action, "what": what, "fields": fields, "active": active, "shown": shown, "set": chosen}
