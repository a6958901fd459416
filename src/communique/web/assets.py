"""Static files, each under a name that holds its hash: cached for ever, changed by changing the name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

# The brief's style is the first of the two: brief and workspace are one product and look it.
_FILES = {
    "brief.css": ("communique.brief", "templates/page.css", "text/css; charset=utf-8"),
    "web.css": ("communique.web", "static/web.css", "text/css; charset=utf-8"),
    "web.js": ("communique.web", "static/web.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("communique.web", "static/icon.svg", "image/svg+xml"),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file as it is sent."""

    path: str
    body: bytes
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Name ("web.css") -> file with its hashed path ("/static/web.1a2b3c4d5e6f.css")."""
    found = {}
    for name, (package, path, media_type) in _FILES.items():
        body = resources.files(package).joinpath(path).read_bytes()
        stem, _, ending = name.rpartition(".")
        digest = hashlib.sha256(body).hexdigest()[:12]
        found[name] = Asset(f"/static/{stem}.{digest}.{ending}", body, media_type)
    return found


def asset_path(name: str) -> str:
    """The path under which a page links a static file."""
    return assets()[name].path


def static(request: Request) -> Response:
    """A static file by its hashed name; 404 for every other path, since nothing is looked up on disk."""
    for asset in assets().values():
        if asset.path == request.url.path:
            headers = {"Cache-Control": "public, max-age=31536000, immutable"}
            return Response(asset.body, media_type=asset.media_type, headers=headers)
    raise HTTPException(404, "There is no such file.")
