"""kill -9 at any point of `add`: nothing confirmed is lost, and the next run makes what an undisturbed one makes.

A handful of points are tried; COMMUNIQUE_KILLS=50 (or any number) tries so many.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from communique.options import RunOptions
from communique.record import canonical_json
from communique.run import compile_record
from communique.workspace import TABLES, Workspace
from tests.workspace.killing import NOW, run_killed, write_articles

pytestmark = pytest.mark.usefixtures("fake_stages")
KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "4"))


def everything(ws: Workspace) -> dict[str, object]:
    """What a user can see of a workspace, runs aside."""
    return {
        "record": canonical_json(ws.record()),
        "tables": {table: ws.rows(table) for table in TABLES},
        "status": ws.status(),
        "search": ws.search("ferry", limit=1000),
    }


def test_killed_at_any_point_the_next_run_completes_and_nothing_is_lost(tmp_path):
    paths = write_articles(tmp_path / "in", 14, seed=7)
    earlier = [str(tmp_path / "in" / f"r0{n}.txt") for n in range(4)]
    Workspace.create(tmp_path / "begun", NOW).add(earlier, RunOptions(), now=NOW)
    shutil.copytree(tmp_path / "begun", tmp_path / "undisturbed")
    begun = time.perf_counter()
    assert run_killed(tmp_path / "undisturbed", paths) == 0
    duration = time.perf_counter() - begun
    events = int((tmp_path / "ready").read_text("utf-8"))
    expected = everything(Workspace.open(tmp_path / "undisturbed"))
    assert expected["record"] == canonical_json(compile_record(paths, RunOptions()))

    chance = random.Random(20310601)
    died = 0
    for number in range(KILLS):
        folder = tmp_path / f"killed{number}"
        shutil.copytree(tmp_path / "begun", folder)
        confirmed = read_in(folder)
        for _ in range(chance.choice((1, 1, 2))):
            point = {"event": chance.randint(1, events)} if number % 2 else {"seconds": chance.uniform(0, duration)}
            died += run_killed(folder, paths, **point, early=number % 4 < 2) == -signal.SIGKILL
            assert confirmed <= read_in(folder), (number, point)
            confirmed = read_in(folder)
            assert len(Workspace.open(folder).rows("articles")) >= len(earlier), (number, point)
        Workspace.open(folder).add(paths, RunOptions(), now=NOW)
        assert everything(Workspace.open(folder)) == expected, (number, point)
        shutil.rmtree(folder)
    assert died >= KILLS / 3  # the harness does kill


def read_in(folder: Path) -> set[str | None]:
    """Ids of the articles that a workspace says it has read."""
    return {s.id for s in Workspace.open(folder).status() if s.state == "read"}
