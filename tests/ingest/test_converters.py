"""The converters of the shared corpora, on invented articles of the same shape, and every shared article once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.helpers import BODY, ingest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


def convert(script: str, *arguments: Path | str) -> str:
    command = [sys.executable, str(EVALUATION / script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_a_basil_article_becomes_title_and_paragraphs(tmp_path: Path) -> None:
    article = {
        "source": "hpo", "title": "Ferry talks resume ", "url": "https://post.example/ferry", "date": "2031-03-04",
        "uuid": "u1", "triplet-uuid": "t1", "body-paragraphs": [["Ferry talks resume"], ["One.", "Two."], [BODY]],
    }  # fmt: skip
    (tmp_path / "t1_1.json").write_text(json.dumps(article), "utf-8")
    (converted,) = map(json.loads, convert("convert_basil.py", tmp_path).splitlines())
    assert converted["text"] == f"Ferry talks resume\n\nOne. Two.\n\n{BODY}"
    assert (converted["outlet"], converted["published"], converted["event"]) == ("HuffPost", "2031-03-04", "t1")


def test_a_release_keeps_its_office_as_author(tmp_path: Path) -> None:
    release = {
        "title": "Call", "url": "https://gov.example/call", "author": "Gudrun Vale, Minister of Foreign Affairs",
        "published": "Tue, 04 Mar 2031 09:12:00 +0000", "text": BODY,
    }  # fmt: skip
    (tmp_path / "in.jsonl").write_text(json.dumps(release) + "\n", "utf-8")
    convert("convert_state_dept.py", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    (article,), failures, _ = ingest(tmp_path / "out.jsonl")
    assert failures == []
    assert article.authors == ("Gudrun Vale, Minister of Foreign Affairs",)
    assert article.published == "2031-03-04"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("script", "source", "count"),
    [("convert_basil.py", "basil", 210), ("convert_state_dept.py", "state_dept/press_releases.jsonl", 2025)],
)
def test_every_article_of_a_corpus_is_read(tmp_path: Path, shared: Path, script: str, source: str, count: int) -> None:
    convert(script, shared / "data" / source, "-o", tmp_path / "out.jsonl")
    articles, failures, told = ingest(tmp_path / "out.jsonl")
    assert (len(articles), failures, told) == (count, [], [])
    assert all(article.published and article.language in ("en", None) for article in articles)
