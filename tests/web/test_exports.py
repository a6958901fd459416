"""Exports of large workspaces are jobs: made by a process of their own, fetched when done, gone with the server."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.options import WebOptions
from communique.run import Silent
from communique.web.exporting import Exporter, written
from communique.workspace import Workspace

from .conftest import site_of


def test_a_large_export_is_ordered_made_and_fetched(example_folder: Path, tmp_path: Path):
    folder = tmp_path / "lake talks"
    shutil.copytree(example_folder, folder)
    with site_of(folder, WebOptions(export_at_once=0)) as site:
        assert site.get("/export/csv", follow_redirects=False).headers["location"] == "/export#csv"
        where = site.fill("/export", format="csv").headers["location"]
        give_up = time.monotonic() + 300
        while not (job := site.get(f"/api{where}").json())["ended"] and time.monotonic() < give_up:
            time.sleep(0.2)
        assert (job["kind"], job["state"]) == ("export", "done"), job
        assert f"Save {job['result']['file']}" in site.get(where).text
        assert f"{where}/file" in site.get("/export").text
        fetched = site.get(f"{where}/file").content
        other = written(Workspace.open(folder).record(), "csv", tmp_path, "lake talks")
        assert fetched == other.read_bytes()
    assert not (folder / "web" / "exports").exists()


def test_an_export_that_fails_says_why_and_leaves_nothing(tmp_path: Path):
    exporter = Exporter(tmp_path / "no workspace", tmp_path / "exports")
    with pytest.raises(CommuniqueError, match="no workspace"):
        exporter.write("one", "json", Silent())
    assert exporter.file("one") is None


def test_a_format_that_is_not_there_is_not_ordered(site):
    assert site.fill("/export", format="papyrus").status_code == 404
    assert site.get("/jobs/none/file").status_code == 404
