"""Adding articles: the form, what is kept of an upload, and how its reading goes."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from communique.lexicon.labels import plural
from communique.web.frame import who_of
from communique.web.pages.common import data_of, jobs_of
from communique.web.query import pages_of
from communique.web.rendering import page, segment
from communique.web.store import Job
from communique.web.uploads import keep


def jobs(request: Request) -> Response:
    """The upload form and every job, the newest first."""
    queue, pages = jobs_of(request), pages_of(request)
    context = {
        "title": "Add articles",
        "items": queue.list(pages.size, pages.offset),
        "pager": pages.pager(request, queue.count()),
        "options": request.app.state.options,
        "folder": str(data_of(request).folder),
    }
    return page(request, "jobs.html.j2", context)


def job(request: Request) -> Response:
    """One job: its stage, what it added, what failed and why."""
    try:
        found = jobs_of(request).get(request.path_params["job_id"])
    except KeyError as error:
        raise HTTPException(404, "There is no such job.") from error
    data = data_of(request)
    added = (found.result or {}).get("added", [])[:200]
    meta = data.meta(added)
    file = jobs_of(request).exporter.file(found.id) if found.kind == "export" and found.state == "done" else None
    context = {
        "title": found.title,
        "job": found,
        "added": [row for a in added if (row := meta(a))],
        "file": file.name if file else "",
        "size": file.stat().st_size if file else 0,
    }
    return page(request, "job.html.j2", context)


def fetch(request: Request) -> Response:
    """The file that an export made."""
    queue, job_id = jobs_of(request), request.path_params["job_id"]
    try:
        file = queue.exporter.file(job_id) if queue.get(job_id).state == "done" else None
    except KeyError as error:
        raise HTTPException(404, "There is no such job.") from error
    if file is None:
        raise HTTPException(404, "This export is no longer kept; make it again.")
    return FileResponse(file, filename=file.name)


def upload(request: Request, form: FormData) -> Response:
    """Keep the files of a form and queue them."""
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    started = receive(request, files)
    return RedirectResponse(f"/jobs/{segment(started.id)}", status_code=303)


def receive(request: Request, files: list[UploadFile]) -> Job:
    """Keep uploaded files within the limits and queue a job for them; HTTPException 400 when none could be kept."""
    if not files:
        raise HTTPException(400, "No file was chosen.")
    queue = jobs_of(request)
    place = queue.room()
    kept = keep(place, [(str(f.filename), f.file) for f in files], request.app.state.options)
    if not kept.files:
        place.rmdir()
        raise HTTPException(400, "Nothing could be kept. " + "; ".join(kept.refused[:5]))
    title = kept.files[0] if len(kept.files) == 1 else f"{plural(len(kept.files), 'file')}: {kept.files[0]}, …"
    return queue.submit(place, title, who_of(request, request.app.state.options), kept.refused)
