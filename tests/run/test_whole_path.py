"""The whole path with the bundled model: the same bytes however it is run, no network, hostile text harmless."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import RunOptions, canonical_json, compile_record, example_dir, render_html, render_markdown, stream
from communique.ingest import Found, load
from communique.options import BriefOptions, IngestOptions, ReadOptions
from communique.read import load_reader
from communique.record import Article, Failure, Reading, Record


@pytest.fixture(scope="module")
def reports() -> str:
    return str(example_dir() / "reports")


@pytest.fixture(scope="module")
def record(reports: str) -> Record:
    return compile_record([reports], RunOptions())


def test_the_example_is_read_whole(record: Record):
    assert record.failures == ()
    assert len(record.articles) == 8
    assert all(reading.statements for reading in record.articles)
    assert [story.not_computed for story in record.stories] == [()]


def test_the_record_is_valid_by_the_published_schema(record: Record):
    schema = Path(__file__).resolve().parents[2] / "docs" / "reference" / "record.schema.json"
    printed = json.loads(canonical_json(record))
    jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(printed)


def test_two_workers_give_the_same_bytes_as_one(reports: str, record: Record):
    assert canonical_json(compile_record([reports], RunOptions(workers=2))) == canonical_json(record)


def test_any_order_of_the_files_gives_the_same_bytes(record: Record):
    files = [str(f) for f in (example_dir() / "reports").iterdir() if f.name != "meta.json"]
    random.Random(3).shuffle(files)
    assert canonical_json(compile_record(files, RunOptions())) == canonical_json(record)


def test_the_seed_of_the_hash_gives_the_same_bytes(reports: str, record: Record):
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "communique", "compile", reports, "--quiet"]
        result = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        assert result.stdout.decode() == canonical_json(record) + "\n"


def test_a_reading_does_not_depend_on_what_else_is_read(record: Record, tmp_path: Path):
    together = {reading.article.path: canonical_json(reading) for reading in record.articles}
    reports = example_dir() / "reports"
    for name in ("osprey.txt", "lantern.txt"):
        alone = tmp_path / name.partition(".")[0]
        alone.mkdir()
        shutil.copy(reports / name, alone)
        shutil.copy(reports / "meta.json", alone)
        (reading,) = stream([str(alone)], RunOptions())
        assert isinstance(reading, Reading)
        assert canonical_json(reading) == together[name]


def test_the_main_job_opens_no_socket(reports: str, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    record = compile_record([reports], RunOptions())
    assert render_html(record, BriefOptions())


# --- hostile text, through read and brief

PIECES = st.sampled_from(
    [
        '"', "“", "”", "«", "»", "„", "‘", "’", "''", "``", "'", "\n", "\n\n", "\r\n", "\t", " ", "\u2028", "\u00a0",
        "</script>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "]]>", "&amp;",
        "\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b[2J", "e\u0301", "🏳️‍🌈", "ﷺ", "İ", "ß", "中", "שלום",
        "said", "told reporters", "denied", "according to", "Mara Veld", "Mr. Tamm", "the minister", "he", "she",
        "“We will stay,” said Mara Veld.", "He said that", "on Tuesday", "May 3, 2031", "40 per cent", "(AGENCY) -",
        "Read more:", "Share this", "©", "http://x.example/?a=<b>", "A" * 300, "a" * 60 + "-", "1" * 40, "....", "-- ",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=40).map(" ".join)


@cache
def reader():
    return load_reader(ReadOptions())


def article_of(text: str) -> Article | None:
    data = text.encode("utf-8", "surrogatepass")
    outcome = next(load(Found(path="x.txt", kind="text", data=data), IngestOptions(languages=("en",))))
    return None if isinstance(outcome, Failure) else outcome


@settings(max_examples=2500, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(HOSTILE)
def test_hostile_text_stays_verbatim_in_a_reading_and_harmless_in_a_brief(text: str):
    article = article_of(text)
    if article is None:
        return
    reading = reader().read(article)
    assert reading.article.text == article.text
    assert Reading.model_validate(reading.model_dump()) == reading  # built anew, with every check of offsets
    record = Record(articles=(reading,))
    page = render_html(record, BriefOptions(title=text))
    for active in ("<img src=x", "<script>alert", "\u202e", "\u2066"):
        assert active not in page
    assert render_markdown(record, BriefOptions())
