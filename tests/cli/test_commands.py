"""The commands: what goes to stdout, what to stderr, which exit code, what is written."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from communique.cli.output import write_whole

pytestmark = pytest.mark.usefixtures("fake_stages")

BODY = (
    "The council of Norvale met again on Thursday to talk about the ferry, and it found no way to pay for the repairs. "
    "“The ferry will sail before the winter comes to the island,” said Mara Veld. “No,” said Oskar Tamm. "
    "The members then went home, and the talks will go on next week in the old town hall."
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"{BODY} The paper is called {name}.", encoding="utf-8")
    return folder


def run(*arguments: object, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def test_read_prints_one_reading_a_line(reports):
    result = run("read", reports)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["article"]["path"] for line in lines] == ["one.txt", "two.txt"]
    assert [s["speaker"] for s in lines[0]["statements"]] == ["Mara Veld", "Oskar Tamm"]
    assert result.stderr == ""


def test_read_prints_one_list_when_asked(reports):
    assert len(json.loads(run("read", reports, "--format", "json").stdout)) == 2


def test_compile_prints_the_record(reports):
    result = run("compile", reports)
    record = json.loads(result.stdout)
    assert (result.exit_code, record["schema_version"], len(record["articles"])) == (0, 1, 2)


def test_brief_writes_a_page_and_the_record(reports, tmp_path):
    page, record = tmp_path / "out.html", tmp_path / "out.json"
    result = run("brief", reports, "-o", page, "--record", record)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Mara Veld" in page.read_text("utf-8")
    assert len(json.loads(record.read_text("utf-8"))["articles"]) == 2


def test_brief_says_what_it_wrote_and_nothing_when_quiet(reports, tmp_path):
    page = tmp_path / "out.html"
    assert run("brief", reports, "-o", page).stderr.splitlines()[-1].startswith(f"{page}: 2 reports")
    assert run("brief", reports, "-o", page, "--quiet").stderr == ""


def test_the_suffix_chooses_markdown(reports, tmp_path):
    page = tmp_path / "out.md"
    assert run("brief", reports, "-o", page).exit_code == 0
    assert "<html" not in page.read_text("utf-8")


def test_a_failed_input_is_named_in_one_line_the_rest_is_done_and_the_code_is_3(reports, tmp_path):
    (reports / "nothing.txt").write_text("", encoding="utf-8")
    result = run("brief", reports, "-o", tmp_path / "out.html", "--quiet")
    assert result.exit_code == 3
    assert (tmp_path / "out.html").exists()
    first, second = result.stderr.splitlines()
    assert first.startswith("not read: nothing.txt: is empty")
    assert second == "communique: read 2 of 3; the others are named above"


def test_when_nothing_can_be_read_nothing_is_written_and_the_code_is_1(tmp_path):
    result = run("brief", tmp_path / "nowhere", "-o", tmp_path / "out.html")
    assert result.exit_code == 1
    assert not (tmp_path / "out.html").exists()
    assert "nowhere: no such file or folder" in result.stderr


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    result = run("compile", tmp_path)
    assert result.exit_code == 1
    assert "nothing to read there" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("brief", "x", "-o", "brief.pdf"), ".html or .md"),
        (("brief", "x", "-o", "nowhere/brief.html"), "make it first"),
        (("read", "x", "--engine", "spark"), "--engine local"),
        (("read", "x", "--address", "auto"), "--engine ray"),
        (("read", "x", "--as-of", "yesterday"), "2031-05-14"),
        (("read", "x", "--workers", "-1"), "workers"),
        (("read", "x", "--min-confidence", "2"), "min-confidence"),
        (("read", "x", "--issues", "nowhere.yaml"), "nowhere.yaml"),
        (("read",), "PATH"),
        (("evaluate", "quotes", "."), "attribution"),
        (("evaluate", "attribution"), "DATA"),
        (("serve",), "WORKSPACE"),
    ],
)
def test_wrong_usage_is_explained_and_the_code_is_2(arguments, says):
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_is_read():
    result = run("read", "-", stdin=BODY.encode())
    assert json.loads(result.stdout)["article"]["path"] == "-"


def test_hostile_names_and_reasons_cannot_break_the_line_or_steer_the_terminal(tmp_path):
    hostile = tmp_path / "a\x1b[2J\u202e\nb.txt"
    hostile.write_bytes(b"")
    result = run("compile", tmp_path)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_the_main_job_opens_no_socket(reports, tmp_path, monkeypatch):
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    result = run("brief", reports, "-o", tmp_path / "out.html", "--record", tmp_path / "out.json")
    assert result.exit_code == 0, result.exception


def test_demo_copies_compiles_and_says_what_to_open(tmp_path):
    result = run("demo", "-o", tmp_path / "demo")
    assert result.exit_code == 0
    assert str(tmp_path / "demo" / "brief.html") in result.stdout
    record = json.loads((tmp_path / "demo" / "record.json").read_text("utf-8"))
    assert len(record["articles"]) == 8
    assert (tmp_path / "demo" / "issues.yaml").exists()


def test_demo_twice_gives_the_same_bytes(tmp_path):
    contents = []
    for _ in range(2):
        assert run("demo", "-o", tmp_path / "demo").exit_code == 0
        contents.append([(tmp_path / "demo" / name).read_bytes() for name in ("brief.html", "record.json")])
    assert contents[0] == contents[1]


def test_evaluate_list_names_the_tasks():
    result = run("evaluate", "list")
    assert result.exit_code == 0
    assert {"attribution", "speakers"} <= {line.split()[0] for line in result.stdout.splitlines()}


def test_evaluate_prints_a_table_and_writes_predictions(reports, tmp_path):
    (reports / "one.ann").write_text("T1\tContent 110 140\twords\nE1\tContent:T1\n", encoding="utf-8")
    (reports / "two.txt").unlink()
    result = run("evaluate", "attribution", reports, "--predictions", tmp_path / "out.jsonl")
    assert result.exit_code == 0, result.stderr
    assert "end to end" in result.stdout
    (row,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert row["doc_id"] == "one"
    assert set(row["attributions"][0]) == {"source", "cue", "content"}


def test_doctor_names_versions_and_never_breaks():
    result = run("doctor")
    assert result.exit_code in (0, 1)
    assert "python 3." in result.stdout
    assert "onnxruntime" in result.stdout
    assert "model" in result.stdout


def test_version_and_help_are_there():
    assert run("--version").stdout.startswith("communique ")
    shown = run("--help").stdout
    for command in ("brief", "read", "compile", "demo", "evaluate", "doctor", "init", "add", "diff", "export", "serve"):
        assert command in shown
    assert "..." not in shown.partition("Commands:")[2]  # a line of the list that is cut off says nothing


def test_a_port_that_is_taken_is_said_before_the_address(tmp_path):
    import socket

    assert run("init", tmp_path / "ws").exit_code == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", tmp_path / "ws", "--port", str(port))
    assert (result.exit_code, "is open at" in result.stderr) == (2, False)
    assert f"port {port} is in use; choose another: --port" in result.stderr


def test_a_misspelt_value_is_no_empty_table(tmp_path):
    assert run("init", tmp_path / "ws").exit_code == 0
    wrong = run("statements", tmp_path / "ws", "--act", "sings")
    assert wrong.exit_code == 2
    assert "--act sings is none of assert, deny" in wrong.stderr
    assert "none passes these filters" in run("statements", tmp_path / "ws", "--act", "deny").stderr


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    place = tmp_path / "page.html"
    place.write_text("before", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(place, "after \ud800")
    assert place.read_text("utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]
