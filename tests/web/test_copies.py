"""Pages ask a private copy of the record: it leaves no file, and is renewed when a run completes."""

from __future__ import annotations

import shutil
from pathlib import Path

from communique.options import RunOptions
from communique.web.copies import copied
from communique.web.views import Views
from communique.workspace import Workspace

from .conftest import NOW, site_of

REPORT = (
    "MERIDIA, June 3, 2031 (Osprey) - Envoy Dara Noll said on Tuesday that the ferry line would reopen by July 1.\n"
)


def test_a_copy_leaves_no_file_and_hinders_no_change(example_folder: Path, tmp_path: Path):
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    workspace = Workspace.open(folder)
    copy = copied(workspace.database(), len(workspace.runs()), tmp_path / "room")
    before = copy.base.stories()
    workspace.mark_confidential(workspace.rows("articles")[0]["id"], "Mira", NOW)
    assert list((tmp_path / "room").iterdir()) == []
    assert copy.base.stories() == before
    copy.close()


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
