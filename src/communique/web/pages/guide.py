"""Help: the keys, how to read the marks, and the name one's corrections carry."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.web.frame import WHO_COOKIE, told
from communique.web.rendering import page
from communique.web.security import local_path

_YEAR = 365 * 24 * 3600


def guide(request: Request) -> Response:
    """The help page."""
    return page(request, "help.html.j2", {"title": "Help"})


def name_yourself(_request: Request, form: FormData) -> Response:
    """Remember in this browser under which name corrections are made."""
    name = " ".join("".join(c for c in str(form.get("who", ""))[:200] if c.isprintable()).split())[:80]
    answer = RedirectResponse(told(local_path(form.get("next"), "/help"), "named"), status_code=303)
    answer.set_cookie(WHO_COOKIE, quote(name), max_age=_YEAR, httponly=True, samesite="lax", path="/")
    return answer
