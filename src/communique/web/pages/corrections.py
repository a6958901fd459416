"""Corrections: made by form, listed with what became of them, undone, taken out and in as JSON."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from communique.correct import By
from communique.errors import UsageError
from communique.record import Correction
from communique.web.correcting import Asked, corrections_of
from communique.web.frame import told, who_of
from communique.web.pages.common import data_of, shown
from communique.web.query import pages_of
from communique.web.rendering import Plain, page, segment
from communique.web.security import local_path

_TOLD = {
    "accept": "accepted",
    "reject": "rejected",
    "merge-actors": "merged",
    "rename-actor": "renamed",
    "confidential": "marked",
}
_PAGES = {
    "statement": "/statements", "actor": "/people", "event": "/events", "article": "/articles",
    "conflict": "/conflicts", "position": "/positions", "forward": "/promises",
}  # fmt: skip


def corrections(request: Request) -> Response:
    """Every correction in force, the newest first; those that found no place in the present record on top."""
    data, pages = data_of(request), pages_of(request)
    found = list(reversed(data.corrections()))
    fates = data.fates()
    rows = found[pages.offset : pages.offset + pages.size]
    lost = [c for c in found if fates.get(c.id) and fates[c.id].outcome in ("unanchored", "refused")]
    context = {
        "title": "Corrections",
        "items": [_line(c, fates.get(c.id)) for c in rows],
        "lost": [_line(c, fates[c.id]) for c in lost],
        "shown": shown(len(rows), len(found), "correction"),
        "pager": pages.pager(request, len(found)),
    }
    return page(request, "corrections.html.j2", context)


def _line(correction: Correction, fate: Any) -> Plain:
    place = next(iter(correction.anchors), None)
    return {
        "id": correction.id,
        "kind": correction.kind,
        "what": _WORDS.get(correction.kind, correction.kind),
        "who": correction.who,
        "when": correction.when,
        "why": correction.why or "",
        "before": _said(_part(correction)),
        "after": _said(correction.after),
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


_WORDS = {
    "speaker": "speaker", "form": "form", "act": "act", "stance": "stance", "span": "extent of the words",
    "drop-statement": "no statement", "add-statement": "statement added", "merge-actors": "actors merged",
    "split-actor": "actor split", "rename-actor": "actor renamed", "accept": "accepted", "reject": "rejected",
    "outcome": "what became of it", "event-date": "date of the event", "published": "date of publication",
    "outlet": "outlet", "independence": "independence", "confidential": "confidential",
}  # fmt: skip


def _part(correction: Correction) -> Any:
    """What the correction changed, out of all that it keeps of the subject as it was."""
    before: Any = correction.before
    if isinstance(before, list) and before:
        return "; ".join(str(actor.get("name", "")) for actor in before if isinstance(actor, dict))
    if not isinstance(before, dict):
        return before
    field = {"event-date": "when", "outcome": "status"}.get(correction.kind, correction.kind)
    return before.get(field)


def _said(value: Any) -> str:
    """A value before or after a correction, in words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "speaker" in value:
            return str(value["speaker"] or value.get("speaker_description") or value.get("speaker_kind") or "unknown")
        return str(value.get("name") or value.get("status") or json.dumps(value, ensure_ascii=False, sort_keys=True))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def correct(request: Request, form: FormData) -> Response:
    """Make the correction that a form asks for; "all" applies a new speaker to every statement of the old one."""
    data = data_of(request)
    made = corrections_of(data, _asked(request, form))
    data.correct(*made)
    kind = made[0].kind
    last = made[-1].id
    where = local_path(form.get("next"))
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"made": [c.id for c in made], "kind": kind, "count": len(made)})
    return RedirectResponse(told(where, _TOLD.get(kind, "corrected"), last), status_code=303)


def _asked(request: Request, form: FormData) -> Asked:
    value = {key: str(form.get(key, "")) for key in ("kind", "subject", "subject_id", "after", "why", "other")}
    names = (" ".join(name.split()) for name in str(form.get("names", "")).split(";"))
    return Asked(
        kind=value["kind"],
        subject=value["subject"],
        subject_id=value["subject_id"],
        after=after_of(value["kind"], value["after"], form),
        by=By(who_of(request, request.app.state.options), data_of(request).clock(), value["why"].strip() or None),
        other=value["other"],
        names=tuple(name for name in names if name),
        everywhere=bool(form.get("all")),
    )


def after_of(kind: str, given: str, form: FormData) -> Any:
    """What a form says is right, in the shape that the kind of correction has."""
    given = " ".join(given.split())
    if kind == "speaker":
        speaker_kind = str(form.get("speaker_kind", "")) or ("named" if given else "unknown")
        described = " ".join(str(form.get("speaker_description", "")).split())
        return {"speaker": given or None, "speaker_kind": speaker_kind, "speaker_description": described or None}
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
    data.undo(chosen, who)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"undone": chosen})
    return RedirectResponse(told(local_path(form.get("next"), "/corrections"), "undone"), status_code=303)


def download(request: Request) -> Response:
    """Every correction in force as a JSON file, to be imported elsewhere."""
    found = [c.model_dump(mode="json") for c in data_of(request).corrections()]
    headers = {"Content-Disposition": 'attachment; filename="corrections.json"'}
    return JSONResponse({"corrections": found}, headers=headers)


def load(request: Request, form: FormData) -> Response:
    """Take in corrections from a JSON file (ours, or one saved by a brief)."""
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise UsageError("No file was chosen.")
    data_of(request).correct(*parsed(file.file.read()))
    return RedirectResponse(told("/corrections", "imported"), status_code=303)


def parsed(text: bytes) -> list[Correction]:
    """Corrections in a JSON file; UsageError names what is wrong with it."""
    try:
        value = json.loads(text)
        listed = value["corrections"] if isinstance(value, dict) else value
        return TypeAdapter(list[Correction]).validate_python(listed)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise UsageError(
            f"the file does not hold corrections: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError("the file does not hold corrections as JSON") from error
