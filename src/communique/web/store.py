"""What the server itself keeps, in one small SQLite file of the workspace: jobs, corrections that wait, visits."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from communique.record import Correction

JobState = Literal["queued", "running", "done", "failed"]
JobKind = Literal["add", "export"]
_SEEN_EVERY = timedelta(minutes=1)  # how exactly a visit is kept: a page must not wait for the disk each time

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL, who TEXT NOT NULL,
  created TEXT NOT NULL, started TEXT, ended TEXT, stage TEXT, done INTEGER NOT NULL DEFAULT 0, total INTEGER,
  notes TEXT NOT NULL DEFAULT '[]', result TEXT, error TEXT);
CREATE TABLE IF NOT EXISTS visits (session TEXT PRIMARY KEY, seen TEXT NOT NULL, before TEXT);
CREATE TABLE IF NOT EXISTS waiting (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, json TEXT NOT NULL);
"""
_LATER = {"kind": "TEXT NOT NULL DEFAULT 'add'", "detail": "TEXT"}
"""Columns of jobs that files of the first release lack."""


@dataclass(frozen=True, slots=True)
class Job:
    """One upload or export on its way: where it stands, and what came of it. `detail` is the format of an export."""

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
    kind: JobKind = "add"
    detail: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def percent(self) -> int | None:
        """How much of the current stage is done; None when its length is not known: no bar is better than a false one."""
        return min(100, 100 * self.done // self.total) if self.total else None


class Store:
    """The file. Every method is one transaction of its own and may be called by any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as db, db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)
            there = {row["name"] for row in db.execute("PRAGMA table_info(jobs)")}
            for name in _LATER.keys() - there:
                db.execute(f"ALTER TABLE jobs ADD COLUMN {name} {_LATER[name]}")

    # --- jobs

    def requeue(self) -> None:
        """What ran when the last server ended is to run again."""
        with closing(self._connect()) as db, db:
            db.execute("UPDATE jobs SET state = 'queued', stage = NULL, done = 0, total = NULL WHERE state = 'running'")

    def submit(
        self, job_id: str, kind: JobKind, title: str, who: str, now: str, notes: Iterable[str], detail: str
    ) -> Job:
        """Queue a job."""
        with closing(self._connect()) as db, db:
            db.execute(
                "INSERT INTO jobs (id, state, kind, title, who, created, notes, detail) VALUES (?, 'queued', ?, ?, ?, ?, ?, ?)",
                (job_id, kind, title, who, now, json.dumps(list(notes)), detail or None),
            )
        return self.job(job_id)

    def job(self, job_id: str) -> Job:
        """A job by id. KeyError if there is none."""
        found = self._jobs("WHERE id = ?", job_id)
        if not found:
            raise KeyError(job_id)
        return found[0]

    def next(self, kind: JobKind) -> Job | None:
        """The job of a kind that has waited longest."""
        found = self._jobs("WHERE state = 'queued' AND kind = ? ORDER BY number LIMIT 1", kind)
        return found[0] if found else None

    def recent(self, limit: int, offset: int) -> list[Job]:
        """Jobs, the newest first."""
        return self._jobs("ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset)

    def exports(self) -> list[Job]:
        """Exports that are done, the newest first."""
        return self._jobs("WHERE kind = 'export' AND state = 'done' ORDER BY number DESC")

    def count(self) -> int:
        """How many jobs there are."""
        with closing(self._connect()) as db:
            return int(db.execute("SELECT count(*) FROM jobs").fetchone()[0])

    def write(self, job: Job) -> None:
        """Note how a job stands."""
        with closing(self._connect(careful=job.over)) as db, db:
            db.execute(
                "UPDATE jobs SET state=?, started=?, ended=?, stage=?, done=?, total=?, notes=?, result=?, error=? "
                "WHERE id=?",
                (job.state, job.started, job.ended, job.stage, job.done, job.total, json.dumps(list(job.notes)),
                 json.dumps(job.result) if job.result else None, job.error, job.id),
            )  # fmt: skip

    # --- corrections that wait

    def wait(self, corrections: Iterable[Correction]) -> None:
        """Keep corrections until they are laid over the record."""
        with closing(self._connect()) as db, db:
            rows = [(c.id, c.model_dump_json()) for c in corrections]
            db.executemany("INSERT OR IGNORE INTO waiting (id, json) VALUES (?, ?)", rows)

    def waiting(self) -> list[Correction]:
        """Those that wait, in the order in which they came."""
        with closing(self._connect()) as db:
            rows = db.execute("SELECT json FROM waiting ORDER BY number").fetchall()
        return [Correction.model_validate_json(row["json"]) for row in rows]

    def drop(self, ids: Iterable[str]) -> int:
        """Let corrections wait no longer; how many there were."""
        with closing(self._connect()) as db, db:
            return sum(db.execute("DELETE FROM waiting WHERE id = ?", (i,)).rowcount for i in ids)

    # --- visits

    def visit(self, session: str, now: str, pause: Callable[[str, str], bool]) -> str | None:
        """Note that `session` is here; the time of its visit before this one, None at the first.

        A visit ends when `pause(last seen, now)` says that it did.
        """
        with self._lock, closing(self._connect(careful=False)) as db, db:
            row = db.execute("SELECT seen, before FROM visits WHERE session = ?", (session,)).fetchone()
            over = row is not None and pause(row["seen"], now)
            before: str | None = None if row is None else row["seen"] if over else row["before"]
            if row is None or over or _apart(row["seen"], now):
                db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", (session, now, before))
        return before

    # --- inside

    def _jobs(self, which: str, *values: str | int) -> list[Job]:
        with closing(self._connect()) as db:
            return [_job(row) for row in db.execute(f"SELECT * FROM jobs {which}", values).fetchall()]

    def _connect(self, *, careful: bool = True) -> sqlite3.Connection:
        """A connection; a `careful` one returns from a commit when it is on the disk."""
        db = sqlite3.connect(self._file, timeout=10)
        db.row_factory = sqlite3.Row
        db.execute(f"PRAGMA synchronous = {'FULL' if careful else 'OFF'}")
        return db


def _apart(seen: str, now: str) -> bool:
    return datetime.fromisoformat(now) - datetime.fromisoformat(seen) > _SEEN_EVERY


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    values["notes"] = tuple(json.loads(values["notes"]))
    values["result"] = json.loads(values["result"]) if values["result"] else None
    return Job(**values)
