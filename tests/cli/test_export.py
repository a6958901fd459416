"""`communique export`: where it reads from, what it leaves out, what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.options import RunOptions
from communique.record import canonical_json
from communique.workspace import Workspace
from tests.brief.fixture import summit
from tests.cli.test_commands import BODY, run

NOW = "2031-05-20T10:00:00Z"


@pytest.fixture
def record_file(tmp_path: Path) -> Path:
    place = tmp_path / "record.json"
    place.write_text(canonical_json(summit()), "utf-8")
    return place


def test_a_record_file_is_exported(record_file: Path, tmp_path: Path):
    result = run(
        "export", record_file, "--to", "csv", "-o", tmp_path / "tables", "--table", "events", "--table", "actors"
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"wrote 4 files in {tmp_path / 'tables'}" in result.stderr
    assert {p.name for p in (tmp_path / "tables").iterdir()} == {
        "events.csv",
        "actors.csv",
        "datapackage.json",
        "export.json",
    }


def test_json_of_a_record_file_is_that_record(record_file: Path, tmp_path: Path):
    assert run("export", record_file, "--to", "json", "-o", tmp_path / "again.json", "--quiet").stderr == ""
    assert (tmp_path / "again.json").read_text("utf-8") == record_file.read_text("utf-8") + "\n"


def test_the_title_heads_the_page(record_file: Path, tmp_path: Path):
    run("export", record_file, "--to", "html", "-o", tmp_path / "page.html", "--title", "The Sorel file")
    assert "The Sorel file" in (tmp_path / "page.html").read_text("utf-8")


def test_the_formats_are_listed(record_file: Path):
    result = run("export", record_file, "--to", "list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == (
        "json csv xlsx parquet jsonld ftm gexf graphml geojson ics timelinejs brat conll plover markdown docx html".split()
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "xml", "-o", "x"], "there is no format 'xml'; there are json, csv"),
        (["--to", "csv"], "-o is missing; say where to write"),
        (["--to", "csv", "-o", "x", "--table", "verdicts"], "there is no table 'verdicts'; there are articles"),
        (["--to", "csv", "-o", "x", "--as-of", "2031-05-20"], "--as-of is for a workspace"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    record_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
):
    monkeypatch.chdir(tmp_path)
    result = run("export", record_file, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no json at all", "is no record of this version: the whole: Invalid JSON"),
        ('{"articles": 3}', "is no record of this version: articles: Input should be"),
        ("[]", "is no record of this version: the whole"),
    ],
)
def test_a_file_that_is_no_record_is_named(tmp_path: Path, content: str, message: str):
    place = tmp_path / "record.json"
    place.write_text(content)
    result = run("export", place, "--to", "json", "-o", tmp_path / "x.json")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_record_whose_quotations_were_altered_is_refused(record_file: Path, tmp_path: Path):
    value = json.loads(record_file.read_text("utf-8"))
    value["stories"][0]["shared_facts"][0]["evidence"][0]["quote"] += " never"
    record_file.write_text(json.dumps(value), "utf-8")
    result = run("export", record_file, "--to", "json", "-o", tmp_path / "x.json")
    assert result.exit_code in (1, 2)
    assert "does not stand at" in result.stderr
    assert not (tmp_path / "x.json").exists()


@pytest.fixture
def workspace(tmp_path: Path, fake_stages: None) -> Path:
    del fake_stages
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("open", "secret"):
        (reports / f"{name}.txt").write_text(f"{BODY} The paper is called {name}.", "utf-8")
    made = Workspace.create(tmp_path / "ws", NOW)
    made.add([str(reports)], RunOptions(), now=NOW)
    return tmp_path / "ws"


def paths(file: Path) -> list[str]:
    return [reading["article"]["path"] for reading in json.loads(file.read_text("utf-8"))["articles"]]


def test_a_workspace_is_exported_as_its_record(workspace: Path, tmp_path: Path):
    assert run("export", workspace, "--to", "json", "-o", tmp_path / "out.json").exit_code == 0
    assert (tmp_path / "out.json").read_text("utf-8") == canonical_json(Workspace.open(workspace).record()) + "\n"


def test_confidential_articles_stay_out_unless_they_are_asked_for(workspace: Path, tmp_path: Path):
    opened = Workspace.open(workspace)
    (secret,) = [state.id for state in opened.status() if state.path.endswith("secret.txt")]
    opened.mark_confidential(secret, "me", NOW)
    run("export", workspace, "--to", "json", "-o", tmp_path / "shared.json")
    run("export", workspace, "--to", "json", "-o", tmp_path / "all.json", "--include-confidential")
    assert [Path(p).name for p in paths(tmp_path / "shared.json")] == ["open.txt"]
    assert sorted(Path(p).name for p in paths(tmp_path / "all.json")) == ["open.txt", "secret.txt"]
    run("export", workspace, "--to", "markdown", "-o", tmp_path / "vault")
    assert not any("called secret" in p.read_text("utf-8") for p in (tmp_path / "vault").rglob("*") if p.is_file())


def test_a_folder_that_is_no_workspace_says_what_to_do(tmp_path: Path):
    result = run("export", tmp_path, "--to", "json", "-o", tmp_path / "x.json")
    assert result.exit_code in (1, 2)
    assert "is no workspace" in result.stderr
