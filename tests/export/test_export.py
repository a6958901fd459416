"""Writing exports: the same bytes each time, whole files, folders of their own, and messages that say the way out."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.export import FORMATS, export
from communique.options import ExportOptions
from communique.record import Record, canonical_json
from communique.run import write_export
from tests.export.readers import files_of

ALL = [name for name, entry in FORMATS.items() if entry.module]


def digest(files: dict[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()


@pytest.fixture(scope="module")
def elsewhere(record: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Digests of every format, made by another process with other hash seeds, another day's clock zone and folder."""
    place = tmp_path_factory.mktemp("record") / "record.json"
    place.write_text(canonical_json(record), "utf-8")
    code = (
        "import sys, json, pathlib; sys.path.insert(0, sys.argv[2])\n"
        "from communique.record import Record\n"
        "from tests.export.test_export import ALL, digest\n"
        "from tests.export.readers import files_of\n"
        "record = Record.model_validate_json(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(json.dumps({name: digest(files_of(record, name)) for name in ALL}))"
    )
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"}
    result = subprocess.run(
        [sys.executable, "-c", code, str(place), root],
        env=environment,
        cwd=place.parent,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize("name", ALL)
def test_the_same_record_gives_the_same_bytes(record: Record, elsewhere: dict[str, str], name: str):
    again = Record.model_validate_json(canonical_json(record))
    assert digest(files_of(again, name)) == elsewhere[name]


def test_json_is_the_canonical_record_and_reads_back(record: Record):
    content = files_of(record, "json")[""]
    assert content.decode() == canonical_json(record) + "\n"
    assert canonical_json(Record.model_validate_json(content)) == canonical_json(record)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_where_it_is_told(record: Record, tmp_path: Path, name: str):
    place = tmp_path / f"out{FORMATS[name].suffix}"
    written = write_export(record, name, place)
    assert written
    assert all(p.is_file() and p.resolve().is_relative_to(place.resolve()) for p in written)
    assert [p.name for p in tmp_path.iterdir()] == [place.name]


def test_markdown_to_a_file_is_the_brief_and_to_a_folder_the_vault(record: Record, tmp_path: Path):
    (page,) = write_export(record, "markdown", tmp_path / "brief.md", ExportOptions(title="My title"))
    assert page.read_text("utf-8").startswith("# My title")
    assert len(write_export(record, "markdown", tmp_path / "vault")) > 10


def test_an_unknown_format_is_named_with_those_there_are(record: Record, tmp_path: Path):
    with pytest.raises(UsageError, match="no format 'xml'; there are json, csv, xlsx"):
        export(record, "xml", tmp_path / "x")


def test_a_second_export_into_the_folder_leaves_nothing_of_the_first(record: Record, tmp_path: Path):
    export(record, "csv", tmp_path / "out")
    export(record, "csv", tmp_path / "out", ExportOptions(tables=("events",)))
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"events.csv", "datapackage.json", "export.json"}


def test_a_folder_with_other_things_in_it_is_not_touched(record: Record, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty and no earlier export; name a new folder"):
        export(record, "csv", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_files_that_a_user_adds_to_an_export_stay(record: Record, tmp_path: Path):
    export(record, "brat", tmp_path / "out")
    (tmp_path / "out" / "my notes.txt").write_text("mine")
    export(record, "brat", tmp_path / "out")
    assert (tmp_path / "out" / "my notes.txt").read_text() == "mine"


def test_a_manifest_that_names_files_elsewhere_removes_nothing(record: Record, tmp_path: Path):
    (tmp_path / "precious").write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "export.json").write_text(json.dumps({"files": ["../precious", str(tmp_path / "precious"), ""]}))
    export(record, "csv", folder)
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_link_out_of_the_folder_is_not_followed(record: Record, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "export.json").write_text('{"files": []}')
    (folder / "People").symlink_to(outside)
    with pytest.raises(UsageError, match="leads out of"):
        export(record, "markdown", folder)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "place", "message"),
    [
        ("xlsx", ".", "is a folder; xlsx is one file"),
        ("xlsx", "no/where.xlsx", "there is no folder"),
        ("csv", "file.csv", "is a file; csv writes several files, name a folder"),
    ],
)
def test_a_place_that_does_not_fit_is_named_before_any_work(
    record: Record, tmp_path: Path, name: str, place: str, message: str
):
    (tmp_path / "file.csv").write_text("mine")
    with pytest.raises(UsageError, match=message):
        export(record, name, tmp_path / place)


@pytest.mark.parametrize(("name", "library"), [("ics", "icalendar"), ("gexf", "networkx"), ("docx", "docx")])
def test_a_missing_library_is_named_with_the_way_to_get_it(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
):
    real = builtins.__import__

    def absent(wanted: str, *rest: object, **more: object) -> object:
        if wanted.split(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return real(wanted, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(
        UsageError, match=rf"needs {library}, which is not installed; pip install 'communique\[export\]'"
    ):
        export(record, name, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_former_file(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "out.json"
    place.write_text("former")

    def broken(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="No space left"):
        export(record, "json", place)
    assert place.read_text() == "former"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]
