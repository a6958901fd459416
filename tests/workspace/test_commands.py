"""The commands of a workspace: what goes to stdout, which exit code, what is written."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from tests.workspace.reports import report, write

pytestmark = pytest.mark.usefixtures("fake_stages")


def run(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def ws(tmp_path):
    folder = tmp_path / "ws"
    write(tmp_path / "in", a=report(1), b=report(2))
    assert run("init", folder).exit_code == 0
    assert run("add", folder, tmp_path / "in").exit_code == 0
    return folder


def test_add_says_what_is_new_and_what_was_known(ws, tmp_path):
    write(tmp_path / "in", c=report(3))
    result = run("add", ws, tmp_path / "in")
    assert result.stdout == "run 2: 1 new, 2 known, 0 new versions, 0 failed; 2 new statements\n"


def test_add_prints_what_changed_in_a_new_version(ws, tmp_path):
    write(tmp_path / "in", a=report(1).replace("winter", "autumn"))
    result = run("add", ws, tmp_path / "in")
    assert "replaced: “winter” -> “autumn”" in result.stderr


def test_add_with_failures_ends_with_3_and_names_them(ws, tmp_path):
    write(tmp_path / "in", bad="")
    result = run("add", ws, tmp_path / "in")
    assert result.exit_code == 3
    assert "not read: bad.txt: is empty" in result.stderr
    assert "bad.txt" in run("status", ws).stdout


def test_a_folder_that_is_no_workspace_says_how_to_make_one(tmp_path):
    result = run("status", tmp_path)
    assert result.exit_code == 1
    assert "is no workspace; make one: communique init" in result.stderr


def test_tables_come_in_every_format(ws, tmp_path):
    shown = run("statements", ws, "--speaker", "veld")
    assert len(shown.stdout.splitlines()) == 3
    rows = json.loads(run("statements", ws, "--speaker", "veld", "--format", "json").stdout)
    assert [r["speaker"] for r in rows] == ["Mara Veld"] * 2
    read = list(csv.DictReader(io.StringIO(run("statements", ws, "--format", "csv").stdout)))
    assert len(read) == 4
    for form in ("parquet", "xlsx"):
        assert run("statements", ws, "--format", form).exit_code == 2
        assert run("statements", ws, "--format", form, "-o", tmp_path / f"out.{form}").exit_code == 0
    import openpyxl
    import pyarrow.parquet as pq

    assert pq.read_table(tmp_path / "out.parquet").num_rows == 4
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.max_row == 5


def test_the_same_rows_give_the_same_files(ws, tmp_path):
    for form in ("parquet", "xlsx"):
        for name in ("one", "two"):
            run("statements", ws, "--format", form, "-o", tmp_path / f"{name}.{form}")
        assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_cells_cannot_be_formulas_or_steer_the_terminal(tmp_path):
    hostile = json.dumps({"text": report(1), "outlet": "=cmd|'/c calc'!A1", "title": "a\x1b[2Jb\u202e"})
    (tmp_path / "in.jsonl").write_text(hostile, encoding="utf-8")
    run("init", tmp_path / "ws")
    run("add", tmp_path / "ws", tmp_path / "in.jsonl")
    shown = run("status", tmp_path / "ws")
    assert "\x1b" not in shown.stdout
    assert "\u202e" not in shown.stdout
    (row, *_) = csv.DictReader(io.StringIO(run("statements", tmp_path / "ws", "--format", "csv").stdout))
    assert row["outlet"].startswith("'=")
    run("statements", tmp_path / "ws", "--format", "xlsx", "-o", tmp_path / "out.xlsx")
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("arguments", [("--from", "yesterday"), ("--as-of", "soon"), ("--to", "2031-13")])
def test_a_date_that_is_none_is_wrong_usage(ws, arguments):
    result = run("statements", ws, *arguments)
    assert result.exit_code == 2
    assert "is no date" in result.stderr


def test_search_marks_hits(ws):
    result = run("search", ws, "winter", "--limit", 1)
    assert "before the »winter« comes" in result.stdout
    assert "4 hits, 1 shown" in result.stdout


def test_diff_tells_the_last_run_in_words_and_as_json(ws, tmp_path):
    write(tmp_path / "in", c=report(3).replace("winter", "thaw"))
    run("add", ws, tmp_path / "in")
    shown = run("diff", ws).stdout
    assert "Articles: 1" in shown
    assert "before the thaw comes" in shown
    assert {c["what"] for c in json.loads(run("diff", ws, "--format", "json").stdout)["changes"]} == {"new"}


def test_remove_and_confidential(ws):
    rows = json.loads(run("status", ws, "--format", "json").stdout)
    assert run("confidential", ws, rows[0]["id"], "--who", "desk").exit_code == 0
    assert run("remove", ws, rows[1]["id"]).exit_code == 0
    (left,) = json.loads(run("status", ws, "--format", "json").stdout)
    assert left["confidential"]
    assert run("remove", ws, "a-unknown").exit_code == 2


@pytest.mark.parametrize("arguments", [("search", "winter"), ("diff", "--since", "0")])
def test_hits_and_changes_come_as_tables_too(ws, tmp_path, arguments):
    command, *rest = arguments
    rows = list(csv.DictReader(io.StringIO(run(command, ws, *rest, "--format", "csv").stdout)))
    found = json.loads(run(command, ws, *rest, "--format", "json").stdout)
    assert len(rows) == len(found["hits" if command == "search" else "changes"]) > 0
    for form in ("xlsx", "parquet"):
        out = tmp_path / f"out.{form}"
        assert run(command, ws, *rest, "--format", form, "-o", out).exit_code == 0
        assert out.stat().st_size > 0


@pytest.mark.parametrize(
    "command", ["status", "search", "statements", "events", "positions", "forward", "conflicts", "diff"]
)
def test_quiet_says_nothing_beside_the_data(ws, command):
    result = run(command, ws, *(["winter"] if command == "search" else []), "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("moment", ["nope", "yesterday", "14 May 2031", "2031-5-1"])
def test_a_diff_since_no_date_is_wrong_usage(ws, moment):
    result = run("diff", ws, "--since", moment)
    assert result.exit_code == 2
    assert "neither a run's number nor a date" in result.stderr
