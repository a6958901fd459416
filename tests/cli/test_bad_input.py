"""Every kind of bad input in one run: each named in one line, the rest done, exit code 3, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from communique.ingest import Found
from communique.run import loading

pytestmark = pytest.mark.usefixtures("fake_stages")

BODY = (
    "The council of Norvale met again on Thursday to talk about the ferry, and it found no way to pay for the repairs. "
    "“The ferry will sail before the winter comes to the café,” said Mara Veld, and the members then went home. "
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "good.txt").write_text(BODY, encoding="utf-8")
    (place / "latin.txt").write_bytes(BODY.replace("“", '"').replace("”", '"').encode("latin-1"))
    (place / "empty.txt").write_bytes(b"")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (place / "long.txt").write_text("word " * 900, encoding="utf-8")
    (place / "gone.txt").write_text(BODY + "Gone.", encoding="utf-8")
    rows = ['["not", "an", "object"]', '{"title": "no text"}', "{broken", json.dumps({"text": BODY + "\ud800 Odd."})]
    (place / "lines.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (place / "loop").symlink_to(place, target_is_directory=True)
    load = loading.load

    def vanishing(found: Found, *rest: object) -> object:
        if found.path == "gone.txt":
            (place / "gone.txt").unlink()
        return load(found, *rest)

    monkeypatch.setattr(loading, "load", vanishing)
    return place


def test_each_is_named_in_one_line_and_the_rest_is_done(folder: Path, tmp_path: Path):
    page, record_file = tmp_path / "out.html", tmp_path / "out.json"
    result = CliRunner().invoke(
        app, ["brief", str(folder), "-o", str(page), "--record", str(record_file), "--max-chars", "3000"]
    )
    assert result.exit_code == 3, result.output
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("not read: ")]
    named = {line.removeprefix("not read: ").split(": ")[0]: line for line in lines}
    failed = ["binary.txt", "empty.txt", "gone.txt", "lines.jsonl:1", "lines.jsonl:2", "lines.jsonl:3", "long.txt"]
    assert sorted(named) == failed
    assert len(lines) == len(failed)
    assert "--max-chars" in named["long.txt"]
    record = json.loads(record_file.read_text("utf-8"))
    read = {r["article"]["path"]: r["article"] for r in record["articles"]}
    assert sorted(read) == ["good.txt", "latin.txt", "lines.jsonl:4"]
    assert read["latin.txt"]["notes"]
    assert read["lines.jsonl:4"]["notes"]
    assert "\ufffd" in read["lines.jsonl:4"]["text"]
    assert [f["path"] for f in record["failures"]] == failed
    for path in failed:
        assert path in page.read_text("utf-8")
