"""`communique corrections`: out of a workspace, into it, undone, as training data; hostile files refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from communique.correct import By, on_statement, parsed, written
from communique.options import RunOptions
from communique.workspace import Workspace

NOW = "2024-03-05T08:00:00Z"
TEXT = "Port Ansel. “It will hold, and we all know that it does,” said Ana Vale. The rest is water.\n"


@pytest.fixture
def workspace(tmp_path: Path, fake_stages: None) -> Path:  # noqa: ARG001 - it reads instead of the model
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "ws"
    Workspace.create(folder, NOW).add([str(tmp_path / "ferry.txt")], RunOptions(), None, NOW)
    return folder


def run(*words: str | Path):
    return CliRunner().invoke(app, ["corrections", *map(str, words)])


def file_of(workspace: Path, who: str = "Ana") -> Path:
    reading = Workspace.open(workspace).record().articles[0]
    row = on_statement(
        reading, reading.statements[0], "speaker", {"speaker": "Otto Brandl"}, By(who, NOW, "I was there")
    )
    file = workspace.parent / "marks.json"
    file.write_text(written([row]), encoding="utf-8")
    return file


def test_import_applies_list_tells_and_export_gives_back(workspace: Path):
    file = file_of(workspace)
    done = run(workspace, "import", file)
    assert (done.exit_code, "1 new correction of 1" in done.stderr) == (0, True)
    assert Workspace.open(workspace).record().articles[0].statements[0].speaker == "Otto Brandl"
    listed = json.loads(run(workspace, "list", "--format", "json").stdout)
    assert [(row["kind"], row["outcome"], row["who"]) for row in listed] == [("speaker", "applied", "Ana")]
    assert "applied\tspeaker" in run(workspace, "list").stdout
    assert parsed(run(workspace, "export").stdout) == parsed(file.read_text("utf-8"))


def test_importing_twice_adds_nothing(workspace: Path):
    file = file_of(workspace)
    run(workspace, "import", file)
    assert "0 new corrections of 1" in run(workspace, "import", file).stderr


def test_undo_takes_it_back_and_stays_in_the_list(workspace: Path):
    run(workspace, "import", file_of(workspace))
    (row,) = Workspace.open(workspace).corrections()
    assert run(workspace, "undo", row.id, "--who", "Otto").exit_code == 0
    assert Workspace.open(workspace).record().articles[0].statements[0].speaker == "Ana Vale"
    told = {r["kind"]: r["outcome"] for r in json.loads(run(workspace, "list", "--format", "json").stdout)}
    assert told == {"speaker": "undone", "undo": "applied"}


def test_training_data_hold_offsets_and_no_text(workspace: Path):
    run(workspace, "import", file_of(workspace))
    out = workspace.parent / "training.json"
    assert run(workspace, "training", out).exit_code == 0
    (document,) = json.loads(out.read_text("utf-8"))
    assert document["reviewed"] == ["s1"]
    assert "water" not in out.read_text("utf-8")


@pytest.mark.parametrize("content", ["", "[]", '{"items": [{}]}', "\x00\x01", '{"items": [], "x": 1}'])
def test_a_file_that_is_none_is_refused_and_changes_nothing(workspace: Path, content: str):
    file = workspace.parent / "bad.json"
    file.write_text(content, encoding="utf-8")
    result = run(workspace, "import", file)
    assert result.exit_code == 2
    assert "not a file of corrections" in result.stderr
    assert Workspace.open(workspace).corrections() == ()


def test_a_missing_file_and_a_missing_id_are_wrong_usage(workspace: Path):
    assert run(workspace, "import", "nowhere.json").exit_code == 2
    assert run(workspace, "import").exit_code == 2
    assert run(workspace, "undo").exit_code == 2
    assert run(workspace, "undo", "correction-0").exit_code == 2


def test_names_with_control_characters_cannot_steer_a_terminal(workspace: Path):
    run(workspace, "import", file_of(workspace, who="Ana\x1b[2J\x07"))
    assert "\x1b" not in run(workspace, "list").stdout
