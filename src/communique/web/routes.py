"""Every address of the server, in one list. Whatever writes is a POST through `action`, which checks its CSRF token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from communique.web.api.routes import api_routes
from communique.web.assets import static
from communique.web.pages import (
    articles,
    changes,
    conflicts,
    corrections,
    exports,
    guide,
    home,
    people,
    positions,
    promises,
    search,
    sources,
    statements,
    stories,
    timeline,
    uploads,
)
from communique.web.security import check_form

Form = Callable[[Request, FormData], Response]
_FIELDS = 200
_FIELD = 20_000_000


def action(handler: Form) -> Callable[[Request], Awaitable[Response]]:
    """A POST handler: the form is parsed within limits, its CSRF token checked, the work done in a thread."""

    async def endpoint(request: Request) -> Response:
        options = request.app.state.options
        try:
            form = await request.form(max_files=options.max_upload_files, max_fields=_FIELDS, max_part_size=_FIELD)
        except MultiPartException as error:
            raise HTTPException(400, error.message) from error
        try:
            check_form(request, form.get("csrf"))
            return await run_in_threadpool(handler, request, form)
        finally:
            await form.close()

    endpoint.__name__ = handler.__name__
    return endpoint


def routes() -> list[BaseRoute]:
    """All routes: pages, forms, static files, the API."""
    pages = [
        ("/", home.home),
        ("/changes", changes.changes),
        ("/stories", stories.stories),
        ("/stories/{story_id}", stories.story),
        ("/stories/{story_id}/{part}", stories.part),
        ("/articles", articles.articles),
        ("/articles/{article_id}", articles.article),
        ("/articles/{article_id}/versions", articles.versions),
        ("/statements", statements.statements),
        ("/statements/{statement_id}", statements.statement),
        ("/people", people.people),
        ("/people/{actor_id}", people.person),
        ("/positions", positions.positions),
        ("/positions/{position_id}", positions.position),
        ("/timeline", timeline.timeline),
        ("/events/{event_id}", timeline.event),
        ("/conflicts", conflicts.conflicts),
        ("/conflicts/{conflict_id}", conflicts.conflict),
        ("/promises", promises.promises),
        ("/promises/{forward_id}", promises.promise),
        ("/sources", sources.sources),
        ("/search", search.search),
        ("/corrections", corrections.corrections),
        ("/corrections.json", corrections.download),
        ("/jobs", uploads.jobs),
        ("/jobs/{job_id}", uploads.job),
        ("/jobs/{job_id}/file", uploads.fetch),
        ("/export", exports.exports),
        ("/export/{format}", exports.download),
        ("/help", guide.guide),
    ]
    forms: list[tuple[str, Form]] = [
        ("/corrections", corrections.correct),
        ("/corrections/undo", corrections.undo),
        ("/corrections/import", corrections.load),
        ("/upload", uploads.upload),
        ("/export", exports.order),
        ("/who", guide.name_yourself),
    ]
    return [
        *(Route(path, handler, methods=["GET"]) for path, handler in pages),
        *(Route(path, action(handler), methods=["POST"]) for path, handler in forms),
        Route("/static/{name}", static, methods=["GET"]),
        *api_routes(),
    ]
