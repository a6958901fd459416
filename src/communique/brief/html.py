"""Record -> one self-contained HTML file that asks nothing of anybody: no request, no style or script but its own."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.brief.safe import shown
from communique.brief.view import page
from communique.lexicon.phrases import capital, dated, how_known
from communique.options import BriefOptions
from communique.record import Record


def render_html(record: Record, options: BriefOptions) -> str:
    """The brief of `record` as one HTML document. The same record and options give the same text."""
    environment = _environment()
    style, script, marks = _source("page.css"), _source("page.js"), _source("marks.js")
    view = page(record, options)
    return environment.get_template("page.html.j2").render(
        page=view,
        style=Markup(style),  # a file of this package, hashed below
        script=Markup(script),
        marks=Markup(marks),
        marking_data=Markup(view["marking"]["data"]),  # ASCII JSON in which nothing ends or begins an element
        style_hash=_hash(style),
        script_hash=_hash(script),
        marks_hash=_hash(marks),
    )


@cache
def _environment() -> Environment:
    """Autoescape on, and every value made visible: bidi controls, NULs and the like go out as "⟦U+202E⟧"."""
    environment = Environment(
        loader=PackageLoader("communique.brief", "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Jinja's own join escapes too early: what it returns is markup, which `shown` would let pass unseen.
    environment.filters["join"] = lambda items, separator: separator.join(map(str, items))
    environment.filters |= {"capital": capital, "dated": dated, "how_known": how_known}
    return environment


def _source(name: str) -> str:
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0].replace("\r\n", "\n")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
