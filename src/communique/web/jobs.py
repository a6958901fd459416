"""What the server does beside its pages: adds articles, lays corrections over the record, writes exports.

One thread makes every change of the workspace, in order: corrections first, since people wait for them, then uploads,
in parts between which corrections have their turn. Another writes exports, which change nothing. What a stopped server
left is taken up again: corrections wait in `web/web.sqlite` until a run has them, and adding a file twice is adding it once.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from communique.errors import BusyError, CommuniqueError
from communique.options import RunOptions
from communique.record import Correction
from communique.web.exporting import Exporter
from communique.web.store import Job, JobKind, Store

_WRITE_EVERY = 0.5  # seconds between two writes of progress; memory has it at once
_PART = 200  # files of an upload that are added before corrections have their turn
_AGAIN = 1.0  # seconds until a workspace that another process changes is tried again
_EXPORTS = 10  # exports that are kept for download


class Changes(Protocol):
    """The part of a workspace that jobs need."""

    def add(self, paths: Sequence[str], options: RunOptions, progress: Any, now: str) -> Any:
        """Read what is new."""

    def lay(self, corrections: Sequence[Correction]) -> None:
        """Lay corrections over the record."""


class Jobs:
    """The queues of one server. Only `correct` waits, and not for long; everything else returns at once."""

    def __init__(
        self, folder: Path, workspace: Changes, options: RunOptions, clock: Callable[[], str], patience: float = 4.0
    ) -> None:
        self.folder, self.workspace, self.options, self.clock = folder, workspace, options, clock
        self.store = Store(folder / "web.sqlite")
        self.exporter = Exporter(folder.parent, folder / "exports")
        self.problem: str | None = None  # why corrections still wait, if it is not another change
        self._patience = patience
        self._waiting: tuple[Correction, ...] = tuple(self.store.waiting())
        self._in_hand: frozenset[str] = frozenset()  # those that are being laid just now
        self._laid = threading.Condition()
        self._turn = threading.Lock()  # one lays at a time
        self._wake = {"add": threading.Event(), "export": threading.Event()}
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._live: dict[str, Job] = {}
        self.store.requeue()

    def start(self) -> None:
        """Begin to work off the queues."""
        self._stop.clear()
        self.exporter.clear()
        work: dict[JobKind, Callable[[], None]] = {"add": self._change, "export": self._export}
        for kind, run in work.items():
            thread = threading.Thread(target=run, name=f"communique-{kind}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self, patience: float = 2.0) -> None:
        """Take no further job; the current one is cut off by the end of the process and taken up by the next server."""
        self._stop.set()
        for event in self._wake.values():
            event.set()
        self.exporter.stop()
        for thread in self._threads:
            thread.join(patience)
        self._threads.clear()
        self.exporter.clear()

    # --- jobs

    def room(self) -> Path:
        """A new empty folder for the files of an upload."""
        place = self.folder / "uploads" / secrets.token_hex(8)
        place.mkdir(parents=True)
        return place

    def submit(self, place: Path, title: str, who: str, notes: Sequence[str]) -> Job:
        """Queue the files in `place` (a folder that `room` gave)."""
        return self._submitted(place.name, "add", title, who, notes, "")

    def export(self, format: str, title: str, who: str) -> Job:
        """Queue an export."""
        return self._submitted(secrets.token_hex(8), "export", title, who, (), format)

    def _submitted(self, job_id: str, kind: JobKind, title: str, who: str, notes: Sequence[str], detail: str) -> Job:
        job = self.store.submit(job_id, kind, title, who, self.clock(), notes, detail)
        self._wake[kind].set()
        return job

    def get(self, job_id: str) -> Job:
        """A job by id. KeyError if there is none."""
        return self._live.get(job_id) or self.store.job(job_id)

    def running(self) -> Job | None:
        """The job that is being worked on; that which changes the record, if there is one."""
        return next(iter(sorted(self._live.values(), key=lambda job: job.kind)), None)

    def list(self, limit: int = 50, offset: int = 0) -> list[Job]:
        """Jobs, the newest first."""
        return [self._live.get(job.id, job) for job in self.store.recent(limit, offset)]

    def count(self) -> int:
        """How many jobs there are."""
        return self.store.count()

    # --- corrections

    @property
    def waiting(self) -> tuple[Correction, ...]:
        """Corrections that are kept and not yet laid over the record, in the order in which they came."""
        return self._waiting

    def correct(self, corrections: Sequence[Correction], patience: float | None = None) -> bool:
        """Keep corrections, and lay them over the record; False if they still wait after `patience` seconds."""
        with self._laid:
            self.store.wait(corrections)
            self._waiting = tuple(self.store.waiting())
        if self._threads:
            self._wake["add"].set()
        else:
            self._lay()
        wanted = {c.id for c in corrections}
        patience = self._patience if patience is None else patience
        with self._laid:
            return self._laid.wait_for(
                lambda: not any(c.id in wanted for c in self._waiting), patience if self._threads else 0
            )

    def withdraw(self, correction_id: str) -> bool:
        """Take back a correction that still waits; False if it waits no longer and has to be undone."""
        with self._laid:
            if correction_id in self._in_hand:
                return False
            gone = self.store.drop([correction_id])
            self._waiting = tuple(self.store.waiting())
            return gone > 0

    def _lay(self) -> None:
        """Lay what waits over the record. What cannot be laid now goes on waiting."""
        with self._turn:
            with self._laid:
                rows = self._waiting
                self._in_hand = frozenset(c.id for c in rows)
            laid: Sequence[str] = ()
            self.problem = None
            try:
                if rows:
                    self.workspace.lay(rows)
                    laid = [c.id for c in rows]
            except BusyError:
                pass
            except CommuniqueError as error:
                self.problem = str(error)
            except Exception as error:  # a defect must not end the thread that makes every change
                self.problem = f"a defect of Communique ({type(error).__name__}: {error})"
            finally:
                with self._laid:
                    self.store.drop(laid)
                    self._waiting = tuple(c for c in self._waiting if c.id not in laid)
                    self._in_hand = frozenset()
                    self._laid.notify_all()

    # --- the threads

    def _change(self) -> None:
        while not self._stop.is_set():
            self._lay()
            job = self._next("add")
            if job is None:
                self._wake["add"].wait(_AGAIN)
                self._wake["add"].clear()
            elif self._work(job) == "busy":
                self._stop.wait(_AGAIN)

    def _export(self) -> None:
        while not self._stop.is_set():
            job = self._next("export")
            if job is None:
                self._wake["export"].wait(_AGAIN)
                self._wake["export"].clear()
            else:
                self._work(job)

    def _next(self, kind: JobKind) -> Job | None:
        try:
            return self.store.next(kind)
        except sqlite3.Error:  # locked or out of room just now; asked again in a moment
            return None

    def _work(self, job: Job) -> str:
        """Carry a job out; how it stands then, or "busy" if the workspace is being changed elsewhere."""
        self._live[job.id] = replace(job, state="running", started=self.clock())
        self.store.write(self._live[job.id])
        try:
            result = self._add(job) if job.kind == "add" else self._written(job)
            self.tell(job.id, state="done", result=result)
        except BusyError:
            self.store.write(replace(job, stage="waiting for another change of the workspace"))
            del self._live[job.id]
            return "busy"
        except CommuniqueError as error:
            self.tell(job.id, state="failed", error=str(error))
        except Exception as error:  # a defect must end in a line that people can read, not in a dead queue
            self.tell(job.id, state="failed", error=f"a defect of Communique ({type(error).__name__}: {error})")
        if self._stop.is_set() and job.kind == "export":
            self.tell(job.id, state="queued", error=None)
        else:
            self.tell(job.id, ended=self.clock())
        ended = self._live[job.id]
        self.store.write(ended)
        del self._live[job.id]
        return ended.state

    def _add(self, job: Job) -> dict[str, Any]:
        place = self.folder / "uploads" / job.id
        # each file by name: what is in a folder and of no kind that is read would be passed over without a word
        files = sorted(str(file) for file in place.iterdir())
        parts = [files[n : n + _PART] for n in range(0, len(files), _PART)] or [[]]
        total: dict[str, Any] = {"added": [], "known": 0, "versions": 0, "failures": []}
        for number, part in enumerate(parts, start=1):
            where = f"part {number} of {len(parts)}: " if len(parts) > 1 else ""
            report = self.workspace.add(part, self.options, Told(self, job.id, where), self.clock())
            for name, value in _result(report).items():
                total[name] += value
            if number < len(parts):
                self._lay()
        shutil.rmtree(place, ignore_errors=True)  # the workspace keeps the originals
        return total

    def _written(self, job: Job) -> dict[str, Any]:
        made = self.exporter.write(job.id, str(job.detail), Told(self, job.id))
        for former in self.store.exports()[_EXPORTS - 1 :]:
            self.exporter.remove(former.id)
        return made

    def tell(self, job_id: str, **changes: Any) -> None:
        """Take in progress of a running job."""
        if job_id in self._live:
            self._live[job_id] = replace(self._live[job_id], **changes)

    def note(self, job_id: str) -> None:
        """Keep what a running job told."""
        if job_id in self._live:
            self.store.write(self._live[job_id])

    def live(self, job_id: str) -> Job | None:
        """A job as it runs."""
        return self._live.get(job_id)


class Told:
    """A run's Progress that ends up in its job; `where` stands before the name of each stage."""

    def __init__(self, jobs: Jobs, job_id: str, where: str = "") -> None:
        self._jobs, self._job, self._where, self._written = jobs, job_id, where, 0.0

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage starts."""
        self._jobs.tell(self._job, stage=self._where + stage, done=0, total=total)
        self._jobs.note(self._job)

    def advance(self, count: int = 1) -> None:
        """Some of it is done."""
        live = self._jobs.live(self._job)
        self._jobs.tell(self._job, done=(live.done if live else 0) + count)
        if time.monotonic() - self._written > _WRITE_EVERY:
            self._written = time.monotonic()
            self._jobs.note(self._job)

    def warn(self, line: str) -> None:
        """Something to know."""
        live = self._jobs.live(self._job)
        if live is not None and len(live.notes) < 500:
            self._jobs.tell(self._job, notes=(*live.notes, line))


def _result(report: Any) -> dict[str, Any]:
    """What an AddReport says, as plain values."""
    return {
        "added": list(report.added),
        "known": report.known if isinstance(report.known, int) else len(report.known),
        "versions": report.versions if isinstance(report.versions, int) else len(report.versions),
        "failures": [{"path": f.path, "reason": f.reason} for f in report.failures],
    }
