"""Templates to pages: escaping always on, invisible characters made visible, the frame's values added in one place."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from communique.brief.safe import shown
from communique.lexicon.labels import independent, plural, word
from communique.lexicon.phrases import capital, dated, how_known
from communique.lexicon.when import human, iso
from communique.record.shown import clip, web_link
from communique.web.assets import asset_path
from communique.web.security import visitor_of
from communique.web.told import kind_words, values

Plain = dict[str, Any]


@cache
def environment() -> Environment:
    """The brief's macros (chart, runs) can be imported; their templates come second, so no name of ours is shadowed."""
    environment = Environment(
        loader=ChoiceLoader(
            [PackageLoader("communique.web", "templates"), PackageLoader("communique.brief", "templates")]
        ),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja's own join escapes too early: what it returns is markup, which `shown` would let pass unseen.
    environment.filters["join"] = lambda items, separator: separator.join(map(str, items))
    environment.filters |= {
        "clip": clip,
        "date": human,
        "capital": capital,
        "dated": dated,
        "how_known": how_known,
        "iso": iso,
        "web_link": web_link,
        "segment": segment,
        "moment": moment,
        "size": size,
    }
    environment.globals |= {"asset": asset_path, "plural": plural, "independent": independent, "word": word, "url": url}
    environment.globals |= {"correction_words": kind_words, "correction_values": values}
    return environment


def segment(value: str) -> str:
    """A value as one segment of a path."""
    return quote(str(value), safe="")


def url(path: str, /, **query: Any) -> str:
    """`path` with a query of the values that are set; lists give a key several times."""
    items = [(k, v) for k, v in query.items() if v not in (None, "", False)]
    encoded = urlencode(items, doseq=True)
    return f"{path}?{encoded}" if encoded else path


def page(request: Request, template: str, context: Plain, *, status: int = 200) -> HTMLResponse:
    """`template` with `context` and the frame's values: who asks, where, which workspace, what is to tell."""
    frame = request.app.state.frame(request)
    html = (
        environment()
        .get_template(template)
        .render(
            **frame,
            **context,
            csrf=visitor_of(request).csrf,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            path=request.url.path,
        )
    )
    return HTMLResponse(html, status_code=status)


def moment(value: str) -> str:
    """A time of the log for readers: "14 May 2031, 09:30"; a date as in the brief; anything else unchanged."""
    day, mark, rest = value.partition("T")
    return f"{human(day)}, {rest[:5]}" if mark and rest[2:3] == ":" else human(value) if value else ""


def size(value: int) -> str:
    """A number of bytes for readers."""
    return f"{value / 1e6:,.1f} MB" if value >= 100_000 else f"{max(1, round(value / 1e3))} kB"
