"""Background jobs: one at a time, in order, with truthful progress; what a stopped server left is taken up again.

Jobs stand in a small SQLite file inside the workspace (`web/web.sqlite`), the uploaded files beside it until they are
read: the workspace then keeps them itself, by hash. Adding is idempotent, so a job that was cut off simply runs again.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from communique.errors import CommuniqueError
from communique.options import RunOptions

JobState = Literal["queued", "running", "done", "failed"]
_WRITE_EVERY = 0.5  # seconds between two writes of progress; memory has it at once

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL, who TEXT NOT NULL,
  created TEXT NOT NULL, started TEXT, ended TEXT, stage TEXT, done INTEGER NOT NULL DEFAULT 0, total INTEGER,
  notes TEXT NOT NULL DEFAULT '[]', result TEXT, error TEXT);
CREATE TABLE IF NOT EXISTS visits (session TEXT PRIMARY KEY, seen TEXT NOT NULL, before TEXT);
"""


class Adds(Protocol):
    """The part of a Workspace that a job needs."""

    def add(self, paths: Sequence[str], options: RunOptions, progress: Any, now: str) -> Any:
        """Read what is new."""


@dataclass(frozen=True, slots=True)
class Job:
    """One upload on its way: where it stands, and what came of it."""

    number: int
    id: str
    state: JobState
    title: str
    who: str
    created: str
    started: str | None = None
    ended: str | None = None
    stage: str | None = None
    done: int = 0
    total: int | None = None
    notes: tuple[str, ...] = ()
    result: dict[str, Any] | None = None
    error: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def percent(self) -> int | None:
        """How much of the current stage is done; None when its length is not known: no bar is better than a false one."""
        return min(100, 100 * self.done // self.total) if self.total else None


class Jobs:
    """The queue of one server. `add` is called in a thread of its own; everything else returns at once."""

    def __init__(self, folder: Path, workspace: Adds, options: RunOptions, clock: Callable[[], str]) -> None:
        self.folder, self.workspace, self.options, self.clock = folder, workspace, options, clock
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "web.sqlite"
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._live: Job | None = None
        with closing(self._connect()) as db, db:
            db.executescript(_SCHEMA)
            db.execute("UPDATE jobs SET state = 'queued', stage = NULL, done = 0, total = NULL WHERE state = 'running'")

    def start(self) -> None:
        """Begin to work off the queue."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="communique-jobs", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 2.0) -> None:
        """Take no further job; the current one is cut off by the end of the process and taken up by the next server."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(patience)

    def room(self) -> Path:
        """A new empty folder for the files of an upload."""
        place = self.folder / "uploads" / secrets.token_hex(8)
        place.mkdir(parents=True)
        return place

    def submit(self, place: Path, title: str, who: str, notes: Sequence[str]) -> Job:
        """Queue the files in `place` (a folder that `room` gave)."""
        with closing(self._connect()) as db, db:
            db.execute(
                "INSERT INTO jobs (id, state, title, who, created, notes) VALUES (?, 'queued', ?, ?, ?, ?)",
                (place.name, title, who, self.clock(), json.dumps(list(notes))),
            )
        self._wake.set()
        return self.get(place.name)

    def get(self, job_id: str) -> Job:
        """A job by id. KeyError if there is none."""
        live = self._live
        if live is not None and live.id == job_id:
            return live
        with closing(self._connect()) as db:
            row = db.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise KeyError(job_id)
        return _job(row)

    def running(self) -> Job | None:
        """The job that is being worked on."""
        return self._live

    def list(self, limit: int = 50, offset: int = 0) -> list[Job]:
        """Jobs, the newest first."""
        with closing(self._connect()) as db:
            rows = db.execute("SELECT * FROM jobs ORDER BY number DESC LIMIT ? OFFSET ?", (limit, offset)).fetchall()
        live = self._live
        return [live if live is not None and live.id == row["id"] else _job(row) for row in rows]

    def count(self) -> int:
        """How many jobs there are."""
        with closing(self._connect()) as db:
            return int(db.execute("SELECT count(*) FROM jobs").fetchone()[0])

    def visit(self, session: str, now: str, pause: Callable[[str, str], bool]) -> str | None:
        """Note that `session` is here; the time of its visit before this one, None at the first.

        A visit ends when `pause(last seen, now)` says that it did.
        """
        with self._lock, closing(self._connect()) as db, db:
            row = db.execute("SELECT seen, before FROM visits WHERE session = ?", (session,)).fetchone()
            before = None if row is None else row["seen"] if pause(row["seen"], now) else row["before"]
            db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", (session, now, before))
        return before

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=10)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        return db

    def _run(self) -> None:
        while not self._stop.is_set():
            job = self._next()
            if job is None:
                self._wake.wait(1.0)
                self._wake.clear()
                continue
            self._work(job)

    def _next(self) -> Job | None:
        with closing(self._connect()) as db:
            row = db.execute("SELECT * FROM jobs WHERE state = 'queued' ORDER BY number LIMIT 1").fetchone()
        return _job(row) if row else None

    def _work(self, job: Job) -> None:
        place = self.folder / "uploads" / job.id
        self._live = replace(job, state="running", started=self.clock())
        self._write()
        try:
            # each file by name: what is in a folder and of no kind that is read would be passed over without a word
            files = sorted(str(file) for file in place.iterdir())
            report = self.workspace.add(files, self.options, _Told(self), self.clock())
            self._live = replace(self._live, state="done", result=_result(report))
        except CommuniqueError as error:
            self._live = replace(self._live, state="failed", error=str(error))
        except Exception as error:  # a defect must end in a line that people can read, not in a dead queue
            self._live = replace(
                self._live, state="failed", error=f"a defect of Communique ({type(error).__name__}: {error})"
            )
        self._live = replace(self._live, ended=self.clock())
        self._write()
        self._live = None
        if self.get(job.id).state == "done":
            shutil.rmtree(place, ignore_errors=True)  # the workspace keeps the originals

    def tell(self, **changes: Any) -> None:
        """Take in progress of the running job."""
        if self._live is not None:
            self._live = replace(self._live, **changes)

    def _write(self) -> None:
        job = self._live
        if job is None:
            return
        with closing(self._connect()) as db, db:
            db.execute(
                "UPDATE jobs SET state=?, started=?, ended=?, stage=?, done=?, total=?, notes=?, result=?, error=? "
                "WHERE id=?",
                (job.state, job.started, job.ended, job.stage, job.done, job.total, json.dumps(list(job.notes)),
                 json.dumps(job.result) if job.result else None, job.error, job.id),
            )  # fmt: skip


class _Told:
    """A run's Progress that ends up in its job."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs, self._written = jobs, 0.0

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage starts."""
        self._jobs.tell(stage=stage, done=0, total=total)
        self._jobs._write()

    def advance(self, count: int = 1) -> None:
        """Some of it is done."""
        live = self._jobs._live
        self._jobs.tell(done=(live.done if live else 0) + count)
        if time.monotonic() - self._written > _WRITE_EVERY:
            self._written = time.monotonic()
            self._jobs._write()

    def warn(self, line: str) -> None:
        """Something to know."""
        live = self._jobs._live
        if live is not None and len(live.notes) < 500:
            self._jobs.tell(notes=(*live.notes, line))


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    values["notes"] = tuple(json.loads(values["notes"]))
    values["result"] = json.loads(values["result"]) if values["result"] else None
    return Job(**values)


def _result(report: Any) -> dict[str, Any]:
    """What an AddReport says, as plain values."""
    return {
        "added": list(report.added),
        "known": report.known if isinstance(report.known, int) else len(report.known),
        "versions": report.versions if isinstance(report.versions, int) else len(report.versions),
        "failures": [{"path": f.path, "reason": f.reason} for f in report.failures],
    }
