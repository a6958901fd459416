"""Exports: the record in every format there is, without what is confidential."""

from __future__ import annotations

import importlib.util
import tempfile
import zipfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from communique.export import FORMATS, Format
from communique.options import ExportOptions
from communique.run import write_export
from communique.web.pages.common import data_of
from communique.web.rendering import page


def available() -> list[Format]:
    """The formats this installation can write."""
    return [
        f for f in FORMATS.values() if f.module is None or importlib.util.find_spec(f"communique.export.{f.module}")
    ]


def exports(request: Request) -> Response:
    """The list of formats, and how many articles stay out."""
    data = data_of(request)
    context = {
        "title": "Export",
        "formats": available(),
        "confidential": data.confidential_count(),
        "articles": data.counts()["articles"],
    }
    return page(request, "exports.html.j2", context)


def download(request: Request) -> Response:
    """One format as a file; a folder of files as a zip."""
    chosen = next((f for f in available() if f.name == request.path_params["format"]), None)
    if chosen is None:
        raise HTTPException(404, f"There is no such format; there are {', '.join(f.name for f in available())}.")
    data = data_of(request)
    scratch = tempfile.TemporaryDirectory(prefix="communique-export-")
    try:
        path = write(data.shared_record(), chosen, Path(scratch.name), data.name)
    except BaseException:
        scratch.cleanup()
        raise
    return FileResponse(path, filename=path.name, background=BackgroundTask(scratch.cleanup))


def write(record: object, chosen: Format, folder: Path, name: str) -> Path:
    """The export of a record as one file in `folder`."""
    from communique.record import Record

    assert isinstance(record, Record)
    stem = "".join(c if c.isalnum() or c in "-_ " else "_" for c in name)[:60] or "workspace"
    place = folder / f"{stem}{chosen.suffix}" if chosen.shape == "file" else folder / f"{stem}-{chosen.name}"
    write_export(record, chosen.name, place, ExportOptions(title=name))
    if place.is_file():
        return place
    packed = folder / f"{place.name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(place.rglob("*")):
            if file.is_file():
                info = zipfile.ZipInfo(file.relative_to(place).as_posix())  # no clock: the same record, the same bytes
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, file.read_bytes())
    return packed
