"""Corrections: made by form, listed with what became of them, undone, taken out and in as JSON."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from communique.correct import By, parsed, undoing, written
from communique.errors import UsageError
from communique.record import Correction
from communique.web.frame import told, who_of
from communique.web.pages.common import data_of, jobs_of, shown
from communique.web.query import pages_of
from communique.web.rendering import Plain, page, segment
from communique.web.security import local_path
from communique.web.told import kind_words, values
from communique.workspace.asked import Asked, corrections_of

_TOLD = {
    "accept": "accepted",
    "reject": "rejected",
    "merge-actors": "merged",
    "split-actor": "split",
    "rename-actor": "renamed",
    "add-statement": "added",
    "confidential": "marked",
}
_PAGES = {
    "statement": "/statements", "actor": "/people", "event": "/events", "article": "/articles",
    "conflict": "/conflicts", "position": "/positions", "forward": "/promises",
}  # fmt: skip


_SOON = 0.3  # seconds that a reviewer's keys wait: several decisions are laid over the record in one run
_LOST = 50  # lost corrections that are listed on top


def corrections(request: Request) -> Response:
    """Every correction in force, the newest first; those that found no place in the present record on top."""
    data, pages = data_of(request), pages_of(request)
    found = list(reversed(data.corrections()))
    fates = data.fates()
    rows = found[pages.offset : pages.offset + pages.size]
    lost = [c for c in found if fates.get(c.id) and fates[c.id].outcome in ("unanchored", "refused")]
    waiting = data.waiting()
    context = {
        "title": "Corrections",
        "items": [_line(c, fates.get(c.id)) | {"waiting": c.id in waiting} for c in rows],
        "lost": [_line(c, fates[c.id]) | {"waiting": False} for c in lost[:_LOST]],
        "lost_count": len(lost),
        "waiting": len(waiting),
        "problem": jobs_of(request).problem,
        "shown": shown(len(rows), len(found), "correction"),
        "pager": pages.pager(request, len(found)),
    }
    return page(request, "corrections.html.j2", context)


def _line(correction: Correction, fate: Any) -> Plain:
    place = next(iter(correction.anchors), None)
    return {
        "id": correction.id,
        "kind": correction.kind,
        "what": kind_words(correction.kind),
        "who": correction.who,
        "when": correction.when,
        "why": correction.why or "",
        "before": values(correction)[0],
        "after": values(correction)[1],
        "href": f"{_PAGES[correction.subject]}/{segment(correction.subject_id)}"
        if correction.subject in _PAGES
        else "",
        "subject": correction.subject,
        "words": " … ".join(a.exact[:300] for a in correction.anchors if a.part in ("", "content", "new content"))[
            :600
        ],
        "place": f"/articles/{segment(place.article)}?at={place.span[0]}-{place.span[1]}#at" if place else "",
        "outcome": fate.outcome if fate else "",
        "reason": fate.reason if fate else "",
        "how": (fate.how or "") if fate else "",
    }


def correct(request: Request, form: FormData) -> Response:
    """Make the correction that a form asks for; "all" applies a new speaker to every statement of the old one."""
    made = corrections_of(data_of(request), asked_of(form), by_of(request, str(form.get("why", ""))))
    laid = jobs_of(request).correct(made, _SOON if form.get("later") else None)
    kind, last = made[0].kind, made[-1].id
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"made": [c.id for c in made], "kind": kind, "count": len(made), "waiting": not laid})
    notice = _TOLD.get(kind, "corrected") if laid else "waiting"
    where = local_path(form.get("next"))
    line = f"#{segment(made[0].subject_id)}" if "#" not in where else ""
    return RedirectResponse(told(where + line, notice, last), status_code=303)


def by_of(request: Request, why: str) -> By:
    """Who corrects, when, and why."""
    return By(who_of(request, request.app.state.options), data_of(request).clock(), why.strip() or None)


def asked_of(form: FormData) -> Asked:
    """What a form asks for; UsageError names the field that does not fit."""
    value = {
        key: str(form.get(key, "")) for key in ("kind", "subject", "subject_id", "after", "story", "article", "near")
    }
    for kind in ("accept", "reject"):  # the buttons of a line: subject, id, and for some the story
        if form.get(kind):
            subject, _, rest = str(form[kind]).partition(" ")
            subject_id, _, story = rest.partition(" ")
            value |= {"kind": kind, "subject": subject, "subject_id": subject_id, "story": story}
    names = [" ".join(name.split()) for name in str(form.get("names", "")).split(";")]
    given = {key: str(form[key]) for key in ("words", "cue", "source") if key in form}
    try:
        return Asked(
            kind=value["kind"],
            subject=value["subject"],
            subject_id=value["subject_id"],
            after=after_of(value["kind"], value["after"], form),
            other=str(form.get("other", "")) or None,
            names=[name for name in names if name],
            everywhere=bool(form.get("all")),
            story=value["story"] or None,
            article=value["article"] or None,
            near=int(value["near"]) if re.fullmatch("[0-9]{1,9}", value["near"]) else None,
            absent=[str(a) for a in form.getlist("absent")],
            **given,
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise UsageError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def after_of(kind: str, given: str, form: FormData) -> Any:
    """What a form says is right, in the shape that the kind of correction has."""
    given = " ".join(given.split())
    if kind in ("speaker", "add-statement"):
        speaker_kind = str(form.get("speaker_kind", "")) or ("named" if given else "unknown")
        described = " ".join(str(form.get("speaker_description", "")).split())
        who = {"speaker": given or None, "speaker_kind": speaker_kind, "speaker_description": described or None}
        more = {name: str(form[name]) for name in ("form", "act", "stance") if form.get(name)}
        return who | (more if kind == "add-statement" else {})
    if kind == "merge-actors":
        return {"name": given or None}
    if kind == "split-actor":
        names = [n for n in (" ".join(v.split()) for v in str(form.get("names", "")).split(";")) if n]
        return {"name": given, "names": names}
    if kind == "outcome":
        return {"status": given}
    if kind == "confidential":
        return given == "yes"
    if kind in ("accept", "reject", "drop-statement", "span"):
        return None
    return given or None


def undo(request: Request, form: FormData) -> Response:
    """Withdraw a correction; without an id, the latest one of this reviewer."""
    data = data_of(request)
    who = who_of(request, request.app.state.options)
    chosen = str(form.get("correction", "")) or next((c.id for c in reversed(data.corrections()) if c.who == who), "")
    if not chosen:
        raise UsageError("There is no correction of yours to undo.")
    laid = take_back(request, chosen)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"undone": chosen, "waiting": not laid})
    where = local_path(form.get("next"), "/corrections")
    return RedirectResponse(told(where, "undone" if laid else "undone later"), status_code=303)


def take_back(request: Request, correction_id: str) -> bool:
    """Undo a correction, or let it wait no longer; False if the undoing waits. UsageError if none is in force."""
    if correction_id not in {c.id for c in data_of(request).corrections()}:
        raise UsageError(f"There is no correction {correction_id[:80]} in force.")
    jobs = jobs_of(request)
    return jobs.withdraw(correction_id) or jobs.correct([undoing(correction_id, by_of(request, ""))])


def download(request: Request) -> Response:
    """Every correction as a page of Web Annotations, to be imported elsewhere: the file of `communique corrections`."""
    headers = {"Content-Disposition": 'attachment; filename="corrections.json"'}
    return Response(written(data_of(request).every_correction()), media_type="application/json", headers=headers)


def load(request: Request, form: FormData) -> Response:
    """Take in corrections from a file (ours, or one saved by a brief)."""
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise UsageError("No file was chosen.")
    laid = jobs_of(request).correct(parsed(file.file.read(), data_of(request).clock()))
    return RedirectResponse(told("/corrections", "imported" if laid else "waiting"), status_code=303)
