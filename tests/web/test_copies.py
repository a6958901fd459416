"""Pages ask a private copy of the record: it leaves no file, and is renewed when a run completes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.options import RunOptions
from communique.web.copies import copied
from communique.web.data import Data
from communique.web.views import Views
from communique.workspace import Workspace
from communique.workspace.base import RecordBase

from .conftest import NOW, site_of

REPORT = (
    "MERIDIA, June 3, 2031 (Osprey) - Envoy Dara Noll said on Tuesday that the ferry line would reopen by July 1.\n"
)


def test_a_copy_leaves_no_file_and_hinders_no_change(example_folder: Path, tmp_path: Path):
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    workspace = Workspace.open(folder)
    copy = copied(workspace.database(), tmp_path / "room")
    before = copy.base.stories()
    assert copy.run == len(workspace.runs())
    workspace.mark_confidential(workspace.rows("articles")[0]["id"], "Mira", NOW)
    assert list((tmp_path / "room").iterdir()) == []
    assert copy.base.stories() == before
    copy.close()


def test_a_copy_has_what_was_committed_and_is_not_yet_in_the_file(example_folder: Path, tmp_path: Path):
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    base = Workspace.open(folder).database()
    with base.writing() as db:
        db.execute("PRAGMA disable_checkpoint_on_shutdown")
        db.execute("UPDATE meta SET value = '7' WHERE name = 'run'")
    assert base.path is not None
    assert base.path.with_name(base.path.name + ".wal").exists()
    copy = copied(base, tmp_path / "room")
    assert copy.run == 7
    assert list((tmp_path / "room").iterdir()) == []
    copy.close()


def test_pages_do_not_take_an_old_copy_for_a_new_run(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    data = Data(folder, lambda: NOW)
    data.catch_up()
    old = data.workspace.database()
    late = shutil.copyfile(old.path, tmp_path / "late.duckdb")
    data.workspace.mark_confidential(data.workspace.rows("articles")[0]["id"], "Mira", NOW)
    given = iter([RecordBase(Path(late))])  # the first look still finds the file of before
    monkeypatch.setattr(data.workspace, "database", lambda: next(given, old))
    assert data.catch_up()
    assert data.run == len(data.workspace.runs()) == data.database().run()
    data.close()


def test_pages_show_what_another_process_added(example_folder: Path, tmp_path: Path):
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    (tmp_path / "new.txt").write_text(REPORT)
    site = site_of(folder)
    before = site.get("/api/articles").json()["total"]
    Workspace.open(folder).add([str(tmp_path / "new.txt")], RunOptions(), None, NOW)
    site.data.catch_up()
    assert site.get("/api/articles").json()["total"] == before + 1


def test_a_view_is_made_again_only_when_what_it_is_made_of_changed():
    views, made = Views(), []

    def make() -> dict[str, int]:
        made.append(1)
        return {"n": len(made)}

    assert [views.get("overview", "s", stamp, make)["n"] for stamp in (("a",), ("a",), ("b",), ("b",))] == [1, 1, 2, 2]
