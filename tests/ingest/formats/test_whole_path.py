"""One invented meeting, each report in another format, from the folder to the brief."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from communique.options import RunOptions
from communique.record import Record, canonical_json
from communique.run import compile_record
from tests.ingest.formats.meeting import folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("meeting")
    folder(place)
    return place


@pytest.fixture(scope="module")
def record(reports: Path) -> Record:
    return compile_record([str(reports)], RunOptions())


def test_every_format_gives_its_articles(record: Record) -> None:
    assert record.failures == ()
    assert sorted(r.article.path for r in record.articles) == [
        "correspondent.eml", "gazette.warc.gz:1", "harbour-post.rss:1", "harbour-post.rss:2", "institute.pdf", "readout.docx"
    ]  # fmt: skip
    assert all(r.article.title for r in record.articles)


def test_they_are_one_story(record: Record) -> None:
    (story,) = record.stories
    assert len(story.articles) == 6


def test_people_are_joined_over_formats(record: Record) -> None:
    (story,) = record.stories
    reported_in = {actor.name: {m.article for m in actor.mentions} for actor in story.actors if actor.kind == "person"}
    assert len(reported_in["Gudrun Vale"]) == 6


def test_a_statement_over_a_page_break_is_one_with_its_pages(record: Record) -> None:
    reading = next(r for r in record.articles if r.article.path == "institute.pdf")
    denial = next(s for s in reading.statements if "nothing of the kind" in s.text)
    assert len(denial.content) == 1
    assert reading.article.page_at(denial.content[0][0]) == 2
    assert "compensation offered" in reading.article.text


def test_quoted_mail_is_in_the_text_and_no_statement(record: Record) -> None:
    reading = next(r for r in record.articles if r.article.path == "correspondent.eml")
    question = reading.article.text.index("When do you file")
    assert all(end <= question for s in reading.statements for _, end in s.content)


def test_the_brief_shows_every_report(reports: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    done = CliRunner().invoke(app, ["brief", str(reports), "-o", str(page), "--record", str(tmp_path / "record.json")])
    assert done.exit_code == 0
    html = page.read_text("utf-8")
    assert "What the Kelsund talks left open" in html
    assert "We did not sign a document today" in html
    assert json.loads((tmp_path / "record.json").read_text("utf-8"))["schema_version"] == 1


def test_a_damaged_report_is_named_and_the_rest_is_done(reports: Path, tmp_path: Path) -> None:
    shutil.copytree(reports, tmp_path / "in")
    (tmp_path / "in" / "readout.docx").write_bytes(b"PK\x03\x04")
    done = CliRunner().invoke(app, ["brief", str(tmp_path / "in"), "-o", str(tmp_path / "brief.md")])
    assert done.exit_code == 3
    assert "readout.docx is a damaged Word document" in (tmp_path / "brief.md").read_text("utf-8").replace(
        ":", ""
    ).replace("**", "")


def test_the_same_files_give_the_same_bytes(reports: Path, record: Record) -> None:
    again = compile_record(
        [str(file) for file in sorted(reports.iterdir(), reverse=True) if file.name != "meta.json"], RunOptions()
    )
    assert canonical_json(again) == canonical_json(record)
