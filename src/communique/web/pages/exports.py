"""Exports: the record in every format there is, without what is confidential. A small one at once, a large one as a job."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from communique.export import FORMATS, Format
from communique.web.exporting import written
from communique.web.frame import who_of
from communique.web.pages.common import data_of, jobs_of
from communique.web.rendering import page, segment

_USES = {
    "reading": "To read and pass on",
    "tables": "As tables",
    "pictures": "Maps, calendars, timelines, networks",
    "programs": "For research and programs",
}


def available() -> list[Format]:
    """The formats this installation can write."""
    return [
        f for f in FORMATS.values() if f.module is None or importlib.util.find_spec(f"communique.export.{f.module}")
    ]


def exports(request: Request) -> Response:
    """The list of formats, what was made, and how many articles stay out."""
    data, jobs = data_of(request), jobs_of(request)
    made = [(job, file) for job in jobs.store.exports() if (file := jobs.exporter.file(job.id))]
    context = {
        "title": "Export",
        "uses": [(title, [f for f in available() if f.use == use]) for use, title in _USES.items()],
        "confidential": len(data.confidential()),
        "articles": data.counts()["articles"],
        "at_once": at_once(request),
        "made": [{"job": job, "file": file.name, "size": file.stat().st_size} for job, file in made],
    }
    return page(request, "exports.html.j2", context)


def at_once(request: Request) -> bool:
    """Whether the workspace is so small that a request may make its export."""
    most: int = request.app.state.options.export_at_once
    return data_of(request).counts()["articles"] <= most


def chosen(name: object) -> Format:
    """The format of that name; HTTPException 404 if there is none."""
    found = next((f for f in available() if f.name == name), None)
    if found is None:
        raise HTTPException(404, f"There is no such format; there are {', '.join(f.name for f in available())}.")
    return found


def download(request: Request) -> Response:
    """One format as a file; a folder of files as a zip. For a large workspace the page on which it is ordered."""
    format = chosen(request.path_params["format"])
    if not at_once(request):
        return RedirectResponse(f"/export#{segment(format.name)}", status_code=303)
    data = data_of(request)
    scratch = tempfile.TemporaryDirectory(prefix="communique-export-")
    try:
        path = written(data.shared_record(), format.name, Path(scratch.name), data.name)
    except BaseException:
        scratch.cleanup()
        raise
    return FileResponse(path, filename=path.name, background=BackgroundTask(scratch.cleanup))


def order(request: Request, form: FormData) -> Response:
    """Queue an export as a job."""
    format = chosen(form.get("format"))
    who = who_of(request, request.app.state.options)
    job = jobs_of(request).export(format.name, f"Export: {format.title}", who)
    return RedirectResponse(f"/jobs/{segment(job.id)}", status_code=303)
