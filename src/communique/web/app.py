"""The application: routes, the guard around them, and what every page's frame needs."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.errors import CommuniqueError, WorkspaceError
from communique.options import RunOptions, WebOptions
from communique.web.data import Data, MissingError
from communique.web.frame import Frame
from communique.web.jobs import Jobs
from communique.web.rendering import page
from communique.web.routes import routes
from communique.web.security import Guard, checked
from communique.web.watch import Watch


def wall_clock() -> str:
    """Now, as the log of a workspace keeps it."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def create_app(
    folder: Path,
    options: WebOptions | None = None,
    run: RunOptions | None = None,
    *,
    clock: Callable[[], str] = wall_clock,
    secret: bytes | None = None,
) -> Starlette:
    """The web workspace of the workspace in `folder`, as an ASGI application.

    `run` says how uploads are read. `secret` signs CSRF tokens; a new one each start makes old forms void. Raises
    WorkspaceError if there is no workspace, UsageError for options that would open it to others without a token.
    """
    options = checked(options or WebOptions())
    data = Data(folder, clock)
    jobs = Jobs(folder / "web", data, replace(run or RunOptions(), quiet=True), clock, options.patience)
    data.wait_for(lambda: jobs.waiting)
    watch = Watch(data)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(watch.start)
        jobs.start()
        yield
        await run_in_threadpool(jobs.stop)
        await run_in_threadpool(watch.stop)
        data.close()

    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, options=options, secret=secret or secrets.token_bytes(32))],
        exception_handlers={HTTPException: _http, CommuniqueError: _known, Exception: _defect},
        lifespan=lifespan,
    )
    app.state.options, app.state.data, app.state.jobs, app.state.clock = options, data, jobs, clock
    app.state.watch = watch
    app.state.frame = Frame(data, jobs, options)
    return app


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, str(error.detail), dict(error.headers or {}))


def _known(request: Request, error: Exception) -> Response:
    """What this package raises on purpose, in its own words."""
    status = 404 if isinstance(error, MissingError) else 409 if isinstance(error, WorkspaceError) else 400
    return _told(request, status, str(error))


def _defect(request: Request, error: Exception) -> Response:
    return _told(request, 500, f"This is a defect of Communique ({type(error).__name__}); please report it.")


_TITLES = {
    400: "That cannot be done", 401: "A token is needed", 403: "Not carried out", 404: "Nothing here",
    405: "Not in this way", 409: "Not now", 413: "Too large", 500: "Something broke",
}  # fmt: skip


def _told(request: Request, status: int, words: str, headers: dict[str, Any] | None = None) -> Response:
    """The error as JSON for programs, as a page for people; the frame itself may be what broke."""
    if request.url.path.startswith("/api") or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": words}, status_code=status, headers=headers)
    back = request.url.path if status == 400 and request.method == "GET" and request.url.query else ""
    context = {"title": _TITLES.get(status, "Error"), "words": words, "back": back}
    answer = page(request, "error.html.j2", context, status=status)
    answer.headers.update(headers or {})
    return answer
