"""What stands around every page: the workspace's name, the way to each section with its count, jobs, who reviews."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request

from communique.options import WebOptions
from communique.web.data import Data
from communique.web.jobs import Jobs
from communique.web.rendering import Plain

WHO_COOKIE = "communique_who"

_SECTIONS: tuple[tuple[str, str, str | None], ...] = (
    ("/", "Home", None),
    ("/changes", "What changed", None),
    ("/stories", "Stories", "stories"),
    ("/articles", "Articles", "articles"),
    ("/statements", "Statements", "statements"),
    ("/people", "People", "actors"),
    ("/positions", "Positions", "positions"),
    ("/timeline", "Timeline", "events"),
    ("/conflicts", "Differences", "conflicts"),
    ("/promises", "Promises", "forward"),
    ("/sources", "Sources", None),
    ("/corrections", "Corrections", "corrections"),
    ("/jobs", "Add articles", None),
    ("/export", "Export", None),
    ("/help", "Help", None),
)
_HEADS = {"/stories", "/statements", "/corrections"}
_UNDER = {"/events": "/timeline", "/upload": "/jobs", "/search": "/articles"}


class Frame:
    """Makes the frame of a page; `context(request)` are values for base.html.j2."""

    def __init__(self, data: Data, jobs: Jobs, options: WebOptions) -> None:
        self.data, self.jobs, self.options = data, jobs, options

    def __call__(self, request: Request) -> Plain:
        """The values of base.html.j2 that no page gives."""
        counts = self.data.counts()
        first = "/" + request.url.path.strip("/").split("/")[0]
        section = _UNDER.get(first, first)
        nav = [
            {
                "href": href,
                "title": title,
                "count": counts.get(count) if count else None,
                "here": href == section,
                "head": href in _HEADS,
            }
            for href, title, count in _SECTIONS
        ]
        return {
            "workspace": {"name": self.data.name},
            "empty": not counts.get("articles"),
            "nav": nav,
            "who": who_of(request, self.options),
            "busy": self.jobs.running(),
            "notice": _notice(request),
        }


def who_of(request: Request, options: WebOptions) -> str:
    """The name that corrections of this visitor carry."""
    name = unquote(request.cookies.get(WHO_COOKIE, ""))
    name = " ".join("".join(c for c in name if c.isprintable()).split())[:80]
    return name or options.who


def _notice(request: Request) -> dict[str, Any] | None:
    """What the last form did, told once on the page that follows it; only words of ours can be named."""
    text, _, undo = unquote(request.query_params.get("told", "")).partition("|")
    words = NOTICES.get(text)
    return {"text": words, "undo": undo if undo.startswith("correction-") else ""} if words else None


NOTICES = {
    "corrected": "Corrected.",
    "accepted": "Accepted.",
    "rejected": "Rejected: it is left out of the record from now on.",
    "merged": "Merged.",
    "split": "Split.",
    "added": "The statement was added.",
    "renamed": "Renamed.",
    "undone": "Undone.",
    "undone later": "Noted: it is undone when the running job is through.",
    "waiting": "Kept: it is laid over the record when the running job is through.",
    "imported": "Corrections imported.",
    "marked": "Marked.",
    "named": "Your corrections carry this name from now on.",
}


def told(path: str, notice: str, undo: str = "") -> str:
    """`path` with a notice for the page it leads to."""
    base, mark, fragment = path.partition("#")
    parts = [p for p in base.partition("?")[2].split("&") if p and not p.startswith("told=")]
    parts.append("told=" + quote(f"{notice}|{undo}" if undo else notice))
    return base.partition("?")[0] + "?" + "&".join(parts) + mark + fragment
