"""Corrections wait while something else changes the workspace, and nothing of them is lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from communique.errors import BusyError, WorkspaceError
from communique.options import RunOptions
from communique.record import Correction
from communique.web.jobs import Jobs
from communique.web.store import Store

from .conftest import NOW, Site


def correction(number: int) -> Correction:
    return Correction(kind="undo", who="Mira", when=NOW, subject="correction", subject_id=f"correction-{number}")


class Slow:
    """A workspace that is busy until it is told otherwise, and notes what it is given."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.laid: list[list[str]] = []
        self.fault: Exception | None = None
        self.parts: list[int] = []

    def add(self, paths: Sequence[str], _options: RunOptions, _progress: Any, _now: str) -> Any:
        self.parts.append(len(paths))
        return type("Report", (), {"added": (), "known": len(paths), "versions": (), "failures": ()})

    def lay(self, corrections: Sequence[Correction]) -> None:
        if self.fault is not None:
            raise self.fault
        if not self.free.is_set():
            raise BusyError("another process adds")
        self.laid.append([c.id for c in corrections])


@pytest.fixture
def slow() -> Slow:
    return Slow()


def jobs_at(tmp_path: Path, slow: Slow) -> Jobs:
    return Jobs(tmp_path / "web", slow, RunOptions(), lambda: NOW, patience=30)


def test_a_correction_waits_for_another_change_and_is_laid_then(tmp_path: Path, slow: Slow):
    jobs = jobs_at(tmp_path, slow)
    assert jobs.correct([correction(1)]) is False
    assert [c.id for c in jobs.waiting] == [correction(1).id]
    slow.free.set()
    assert jobs.correct([correction(2)]) is True
    assert slow.laid == [[correction(1).id, correction(2).id]]
    assert jobs.waiting == ()


def test_what_waits_outlives_the_server(tmp_path: Path, slow: Slow):
    jobs_at(tmp_path, slow).correct([correction(1)])
    slow.free.set()
    again = jobs_at(tmp_path, slow)
    assert [c.id for c in again.waiting] == [correction(1).id]
    again.start()
    assert again.correct([correction(2)]) is True
    again.stop()
    assert [i for run in slow.laid for i in run] == [correction(1).id, correction(2).id]


def test_a_correction_that_waits_is_taken_back_without_a_trace(tmp_path: Path, slow: Slow):
    jobs = jobs_at(tmp_path, slow)
    jobs.correct([correction(1)])
    assert jobs.withdraw(correction(1).id)
    assert jobs.waiting == ()
    assert not jobs.withdraw(correction(1).id)


def test_a_fault_is_told_and_the_correction_goes_on_waiting(tmp_path: Path, slow: Slow):
    slow.fault = WorkspaceError("the disk is full")
    jobs = jobs_at(tmp_path, slow)
    assert jobs.correct([correction(1)]) is False
    assert jobs.problem == "the disk is full"
    assert len(Store(tmp_path / "web" / "web.sqlite").waiting()) == 1


def test_a_defect_ends_neither_the_thread_nor_the_correction(tmp_path: Path, slow: Slow):
    slow.fault = KeyError("nobody thought of it")
    jobs = jobs_at(tmp_path, slow)
    jobs.start()
    assert jobs.correct([correction(1)], patience=0.2) is False
    assert "KeyError" in str(jobs.problem)
    slow.fault = None
    slow.free.set()
    assert jobs.correct([correction(2)]) is True
    assert jobs.waiting == ()
    jobs.stop()


def test_corrections_have_their_turn_between_the_parts_of_a_large_upload(tmp_path: Path, slow: Slow):
    slow.free.set()
    jobs = jobs_at(tmp_path, slow)
    place = jobs.room()
    for number in range(450):
        (place / f"{number:03}.txt").write_text("x")
    job = jobs.submit(place, "many", "Mira", ())
    add, taken = slow.add, [correction(1)]

    def add_and_correct(*asked: Any) -> Any:
        if taken:
            jobs.store.wait([taken.pop()])
            jobs._waiting = tuple(jobs.store.waiting())
        return add(*asked)

    slow.add = add_and_correct  # type: ignore[method-assign]
    jobs._work(job)
    assert slow.parts == [200, 200, 50]
    assert slow.laid == [[correction(1).id]]
    assert jobs.get(job.id).result == {"added": [], "known": 450, "versions": 0, "failures": []}


def test_a_page_shows_at_once_what_waits(own: Site, monkeypatch: pytest.MonkeyPatch):
    row = own.rows("conflicts")[0]

    def busy(_corrections: Sequence[Correction]) -> None:
        raise BusyError("another process adds")

    monkeypatch.setattr(own.app.state.jobs.workspace, "lay", busy)  # type: ignore[attr-defined]
    made = own.told("/corrections", kind="reject", subject="conflict", subject_id=row["id"], later="1")
    assert made["waiting"]
    page = own.get(f"/conflicts/{row['id']}").text
    assert "correction waiting" in page
    assert ">rejected<" in page
    assert "1 correction waits" in own.get("/corrections").text
    assert own.get("/api/session").json()["waiting"] == 1
    own.told("/corrections/undo")
    assert "correction waiting" not in own.get(f"/conflicts/{row['id']}").text
