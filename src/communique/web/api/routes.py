"""The API's operations: which there are, and what each does."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import UsageError
from communique.record import plain
from communique.web.api import models
from communique.web.api.checking import check
from communique.web.api.openapi import Operation, Parameter, document
from communique.web.asking import search as find
from communique.web.differing import changed_plain
from communique.web.frame import who_of
from communique.web.pages.common import data_of, jobs_of
from communique.web.pages.corrections import by_of, take_back
from communique.web.pages.exports import chosen as chosen_format
from communique.web.pages.uploads import receive
from communique.web.query import date, filters_for, filters_of, number, text
from communique.web.security import visitor_of
from communique.web.store import Job
from communique.web.tables import Ask
from communique.workspace import TABLES
from communique.workspace.asked import Asked, corrections_of

_WORDS = {"type": "string", "maxLength": 400, "pattern": r"^[^\x00]*$"}
_DATE = {"type": "string", "maxLength": 10, "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}
_LIMIT = Parameter("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}, "How many at most.")
_OFFSET = Parameter(
    "offset", {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0}, "How many to pass over."
)
_SINCE = _WORDS | {
    "pattern": r"^(\d{1,4}|\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z?)?)?)$"
}
_ID = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[A-Za-z0-9._-]+$"}


def _filters(table: str) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(n, _DATE if n in ("since", "until") else _WORDS, f"Only rows with this {n}; as on the command line.")
        for n in filters_for(table)
    )


def _id(what: str) -> Parameter:
    return Parameter("id", _ID, f"Id of the {what}.", where="path", required=True)


def _table(name: str) -> Callable[[Request], Response]:
    def rows(request: Request) -> Response:
        data, filters = data_of(request), filters_of(request)
        limit, offset = number(request, "limit", 100, 1, 500), number(request, "offset", 0)
        found = data.plain_rows(name, filters, limit, offset)
        return answer(models.Rows(total=data.count(Ask(name, filters)), offset=offset, limit=limit, rows=found))

    return rows


def session(request: Request) -> Response:
    """The CSRF token of this browser or script."""
    data = data_of(request)
    who = who_of(request, request.app.state.options)
    return answer(
        models.Session(
            csrf=visitor_of(request).csrf, who=who, workspace=data.name, run=data.run, waiting=len(data.waiting())
        )
    )


def one_article(request: Request) -> Response:
    """One reading, as `communique read` prints it."""
    return JSONResponse(plain(data_of(request).reading(request.path_params["id"])))


def one_story(request: Request) -> Response:
    """One story, as in the record."""
    return JSONResponse(plain(data_of(request).story(request.path_params["id"])))


def all_stories(request: Request) -> Response:
    """The stories, light."""
    limit, offset = number(request, "limit", 100, 1, 500), number(request, "offset", 0)
    found = data_of(request).stories()
    return answer(models.Rows(total=len(found), offset=offset, limit=limit, rows=found[offset : offset + limit]))


def search(request: Request) -> Response:
    """Articles in which words stand."""
    data, asked = data_of(request), text(request, "q")
    if not asked:
        raise HTTPException(400, "q is missing: the words to look for")
    limit, offset = number(request, "limit", 100, 1, 500), number(request, "offset", 0)
    try:
        hits, total = find(data, asked, filters_of(request), limit, offset)
    except UsageError:  # no word in it: nothing holds it
        hits, total = [], 0
    fields = models.Hit.model_fields
    found = [models.Hit(**{k: v for k, v in hit.items() if k in fields}) for hit in hits]
    return answer(models.Hits(total=total, offset=offset, limit=limit, hits=found))


def diff(request: Request) -> Response:
    """What changed since a date or a run."""
    since = text(request, "since")
    if not since:
        raise HTTPException(400, "since is missing: a date, a time or the number of a run")
    until = date(request, "until")
    try:
        return JSONResponse(changed_plain(data_of(request), since, until or None))
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def corrections(request: Request) -> Response:
    """Corrections in force, the earliest first."""
    limit, offset = number(request, "limit", 100, 1, 500), number(request, "offset", 0)
    found = [c.model_dump(mode="json") for c in data_of(request).corrections()]
    return answer(models.Rows(total=len(found), offset=offset, limit=limit, rows=found[offset : offset + limit]))


def correct(request: Request, body: Asked) -> Response:
    """Make a correction."""
    made = corrections_of(data_of(request), body, by_of(request, body.why or ""))
    laid = jobs_of(request).correct(made)
    return answer(models.Made(made=[c.id for c in made], waiting=not laid), 201)


def undo(request: Request) -> Response:
    """Withdraw a correction."""
    chosen = request.path_params["id"]
    if chosen not in {c.id for c in data_of(request).corrections()}:
        raise HTTPException(404, f"There is no correction {chosen} in force.")
    return answer(models.Undone(undone=chosen, waiting=not take_back(request, chosen)))


def export(request: Request, body: models.NewExport) -> Response:
    """Queue an export."""
    format = chosen_format(body.format)
    who = who_of(request, request.app.state.options)
    return answer(_job(jobs_of(request).export(format.name, f"Export as {format.name}", who)), 202)


def actors(request: Request) -> Response:
    """Names that begin with, or hold, what was typed: for completion."""
    return JSONResponse({"names": data_of(request).names(text(request, "q"), 20)})


def job_list(request: Request) -> Response:
    """Jobs, the newest first."""
    queue = jobs_of(request)
    found = queue.list(number(request, "limit", 100, 1, 500), number(request, "offset", 0))
    return answer(models.JobList(total=queue.count(), jobs=[_job(j) for j in found]))


def one_job(request: Request) -> Response:
    """One job."""
    try:
        return answer(_job(jobs_of(request).get(request.path_params["id"])))
    except KeyError as error:
        raise HTTPException(404, "There is no such job.") from error


async def upload(request: Request) -> Response:
    """Add articles from files."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "multipart/form-data":
        raise HTTPException(415, "Send the files as multipart/form-data, each in a field named files.")
    try:
        form = await request.form(max_files=request.app.state.options.max_upload_files, max_fields=10)
    except MultiPartException as error:
        raise HTTPException(400, error.message) from error
    try:
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        if len(files) != len(form.multi_items()):
            raise HTTPException(400, "Send nothing but files, each with its name, in fields named files.")
        return answer(_job(await run_in_threadpool(receive, request, files)), 202)
    finally:
        await form.close()


def _job(job: Job) -> models.JobAnswer:
    values = {name: getattr(job, name) for name in models.JobAnswer.model_fields}
    return models.JobAnswer(**(values | {"notes": list(job.notes)}))


def answer(model: BaseModel, status: int = 200) -> Response:
    """A model as JSON."""
    return JSONResponse(model.model_dump(mode="json"), status_code=status)


def with_body(
    model: type[BaseModel], handler: Callable[[Request, Any], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """A handler that takes a JSON body of that type; what does not fit is a 400 that says where."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            raise HTTPException(415, "Send the body as application/json.")
        try:
            body = model.model_validate_json(await request.body(), strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(step) for step in first["loc"]) or "the body"
            raise HTTPException(400, f"{where}: {first['msg']}") from error
        return await run_in_threadpool(handler, request, body)

    return endpoint


@dataclass(frozen=True, slots=True)
class Served:
    """An operation and the function that carries it out."""

    operation: Operation
    endpoint: Callable[..., Any]


def served() -> list[Served]:
    """Every operation of the API."""
    get = "GET"
    listed = [
        Served(Operation(get, f"/api/{n}", n, f"Rows of {n}.", models.Rows, (*_filters(n), _LIMIT, _OFFSET)), _table(n))
        for n in TABLES
    ]
    q = Parameter("q", _WORDS | {"minLength": 1}, "Words to look for.", required=True)
    since = Parameter("since", _SINCE, "A date, a time, or the number of a run.", required=True)
    until = Parameter("until", _DATE, "Up to this date; default: now.")
    page = (_LIMIT, _OFFSET)
    return [
        Served(Operation(get, "/api/session", "session", "Who you are, and your CSRF token.", models.Session), session),
        *listed,
        Served(Operation(get, "/api/articles/{id}", "article", "One reading.", None, (_id("article"),), errors=(400, 404)), one_article),
        Served(Operation(get, "/api/stories", "stories", "The stories, light.", models.Rows, page), all_stories),
        Served(Operation(get, "/api/stories/{id}", "story", "One story.", None, (_id("story"),), errors=(400, 404)), one_story),
        Served(Operation(get, "/api/search", "search", "Articles in which words stand.", models.Hits, (q, *_filters("statements"), *page)), search),
        Served(Operation(get, "/api/diff", "diff", "What changed since then.", None, (since, until), errors=(400, 404)), diff),
        Served(Operation(get, "/api/names", "names", "Names for completion.", None, (Parameter("q", _WORDS, "What was typed."),)), actors),
        Served(Operation(get, "/api/corrections", "corrections", "Corrections in force.", models.Rows, page), corrections),
        Served(
            Operation("POST", "/api/corrections", "correct", "Make a correction.", models.Made,
                      body=Asked, status=201, errors=(400, 404)),
            with_body(Asked, correct),
        ),
        Served(
            Operation("DELETE", "/api/corrections/{id}", "undo", "Withdraw a correction.", models.Undone,
                      (_id("correction"),), errors=(400, 404)),
            undo,
        ),
        Served(Operation(get, "/api/jobs", "jobs", "Jobs, the newest first.", models.JobList, page), job_list),
        Served(Operation("POST", "/api/jobs", "upload", "Add articles from files.", models.JobAnswer, files=True, status=202), upload),
        Served(
            Operation("POST", "/api/exports", "export", "Make an export, as a job.", models.JobAnswer,
                      body=models.NewExport, status=202, errors=(400, 404)),
            with_body(models.NewExport, export),
        ),
        Served(Operation(get, "/api/jobs/{id}", "job", "One job.", models.JobAnswer, (_id("job"),), errors=(400, 404)), one_job),
    ]  # fmt: skip


@cache
def _openapi() -> bytes:
    operations = [s.operation for s in served()]
    return json.dumps(document(operations, version("communique")), indent=1, sort_keys=True).encode()


def openapi(_request: Request) -> Response:
    """The OpenAPI document."""
    return Response(_openapi(), media_type="application/json")


def api_routes() -> list[BaseRoute]:
    """The routes of the API and of its description."""
    by_path: dict[str, dict[str, Served]] = {}
    for entry in served():
        by_path.setdefault(entry.operation.path, {})[entry.operation.method] = entry
    routes: list[BaseRoute] = [Route("/api/openapi.json", openapi, methods=["GET"])]
    for path, entries in by_path.items():
        routes.append(Route(path, _dispatch(entries), methods=list(entries)))
    return routes


def _dispatch(entries: dict[str, Served]) -> Callable[[Request], Awaitable[Response]]:
    """One route for the methods of a path, so that another method is answered with 405 and the list of these."""

    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        check(request, entries[method].operation.parameters)
        found = entries[method].endpoint
        answered: Response = await (found(request) if _is_async(found) else run_in_threadpool(found, request))
        return answered

    return endpoint


def _is_async(function: Callable[..., Any]) -> bool:
    import inspect

    return inspect.iscoroutinefunction(function)
