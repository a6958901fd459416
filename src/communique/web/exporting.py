"""Exports of a large workspace, made by a process of their own: pages stay quick, and the memory goes back."""

from __future__ import annotations

import contextlib
import multiprocessing
import shutil
import time
import zipfile
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError, WorkspaceError
from communique.options import ExportOptions
from communique.run import Progress

_EVERY = 0.3  # seconds between two words on progress


class Exporter:
    """Writes exports of the workspace in `source` into `room`, each in a folder of its own."""

    def __init__(self, source: Path, room: Path) -> None:
        self.source, self.room = source, room
        self._process: BaseProcess | None = None

    def write(self, job_id: str, format: str, progress: Progress) -> dict[str, Any]:
        """Write the record in `format`; {file, size}. CommuniqueError says what went wrong."""
        place = self.room / job_id
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        title = self.source.resolve().name
        self._process = context.Process(target=_made, args=(theirs, self.source, format, place, title), daemon=True)
        self._process.start()
        theirs.close()
        try:
            return self._followed(ours, place, progress)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        finally:
            ours.close()
            self._process.join(5)
            self._process = None

    def _followed(self, pipe: Connection, place: Path, progress: Progress) -> dict[str, Any]:
        """Pass on what the process tells until it is done."""
        stage = ""
        while True:
            if not pipe.poll(_EVERY):
                if stage == "writing":
                    progress.begin(f"writing, {_size(place) / 1e6:,.1f} MB so far")
                continue
            try:
                what, value, more = pipe.recv()
            except EOFError:
                raise WorkspaceError("the export was cut off; start it again") from None
            if what == "done":
                return {"file": value, "size": more}
            if what == "failed":
                raise CommuniqueError(value)
            if what == "begin":
                stage = value
                progress.begin(value, more)
            elif what == "advance":
                progress.advance(value)
            else:
                progress.warn(value)

    def file(self, job_id: str) -> Path | None:
        """The file of an export that is done, if it is still kept."""
        place = self.room / job_id
        found = sorted(f for f in place.iterdir() if f.is_file()) if place.is_dir() else []
        return found[0] if found else None

    def remove(self, job_id: str) -> None:
        """Keep the file of an export no longer."""
        shutil.rmtree(self.room / job_id, ignore_errors=True)

    def clear(self) -> None:
        """Keep no file: an export holds words of articles, and does not outlive the server."""
        shutil.rmtree(self.room, ignore_errors=True)

    def stop(self) -> None:
        """End what is being written."""
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError, ValueError):
                process.terminate()


def written(record: object, format: str, folder: Path, title: str) -> Path:
    """The export of a record as one file in `folder`: a folder of files as a zip, the same record as the same bytes."""
    from communique.export import FORMATS
    from communique.record import Record
    from communique.run import write_export

    assert isinstance(record, Record)
    chosen = FORMATS[format]
    stem = "".join(c if c.isalnum() or c in "-_ " else "_" for c in title)[:60] or "workspace"
    place = folder / f"{stem}{chosen.suffix}" if chosen.shape == "file" else folder / f"{stem}-{chosen.name}"
    write_export(record, chosen.name, place, ExportOptions(title=title))
    if place.is_file():
        return place
    packed = folder / f"{place.name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(place.rglob("*")):
            if file.is_file():
                info = zipfile.ZipInfo(file.relative_to(place).as_posix())  # no clock
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, file.read_bytes())
    shutil.rmtree(place)
    return packed


def _made(pipe: Connection, source: Path, format: str, place: Path, title: str) -> None:
    """What the process does: the record without what is confidential, then the file."""
    from communique.workspace import Workspace

    try:
        workspace = Workspace.open(source, readonly=True)
        told = _Piped(pipe)
        record = workspace.record(shared=bool(workspace.confidential()), progress=told)
        pipe.send(("begin", "writing", None))
        file = written(record, format, place, title)
        pipe.send(("done", file.name, file.stat().st_size))
    except CommuniqueError as error:
        pipe.send(("failed", str(error), None))
    except Exception as error:
        pipe.send(("failed", f"a defect of Communique ({type(error).__name__}: {error})", None))


class _Piped:
    """Progress that goes through a pipe, not more often than anybody can read."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._owed, self._sent = pipe, 0, 0.0

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage starts."""
        self._flush()
        self._pipe.send(("begin", stage, total))

    def advance(self, count: int = 1) -> None:
        """Some of it is done."""
        self._owed += count
        if time.monotonic() - self._sent > _EVERY:
            self._flush()

    def warn(self, line: str) -> None:
        """Something to know."""
        self._pipe.send(("warn", line, None))

    def _flush(self) -> None:
        if self._owed:
            self._pipe.send(("advance", self._owed, None))
        self._owed, self._sent = 0, time.monotonic()


def _size(place: Path) -> int:
    total = 0
    for file in place.rglob("*"):
        with contextlib.suppress(OSError):
            total += file.stat().st_size
    return total
