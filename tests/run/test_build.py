"""The arrows joined: order, copies, failures, confidence, and the same record for any order."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.options import CompareOptions, ReadOptions, RunOptions
from communique.record import Failure, Reading, canonical_json
from communique.run import compile_record, loading, read_all, stream
from communique.run.progress import Silent

pytestmark = pytest.mark.usefixtures("fake_stages")

BODY = (
    "The council of Norvale met again on Thursday to talk about the ferry, and it found no way to pay for the repairs. "
    "“The ferry will sail before the winter comes to the island,” said Mara Veld. “No,” said Oskar Tamm. "
    "The members then went home, and the talks will go on next week in the old town hall."
)


def write(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def article(number: int) -> str:
    return f"{BODY} This is report number {number} of the meeting."


def test_readings_come_in_the_order_of_paths_and_lines(tmp_path):
    write(tmp_path, b=article(1), a=article(2))
    lines = [json.dumps({"text": article(n)}) for n in range(10, 22)]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    outcomes = list(stream([str(tmp_path)], RunOptions()))
    assert [o.article.path for o in outcomes] == ["a.txt", "b.txt", *(f"c.jsonl:{n}" for n in range(1, 13))]


def test_identical_texts_are_one_reading_with_copies(tmp_path):
    write(tmp_path, a=article(1), b=article(1), c=article(2))
    readings, failures = read_all([str(tmp_path)], RunOptions())
    assert failures == ()
    assert sorted((r.article.path, r.article.copies) for r in readings) == [("a.txt", ("b.txt",)), ("c.txt", ())]


def test_the_record_is_the_same_bytes_for_any_order_of_the_paths(tmp_path):
    paths = write(tmp_path, **{f"r{n}": article(n) for n in range(6)}, empty="")
    first = canonical_json(compile_record(paths, RunOptions()))
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert canonical_json(compile_record(paths, RunOptions())) == first


def test_an_article_on_which_the_reader_breaks_down_is_a_failure_that_names_it(tmp_path):
    write(tmp_path, good=article(1), bad=article(2) + " BREAKDOWN")
    readings, failures = read_all([str(tmp_path)], RunOptions())
    assert [r.article.path for r in readings] == ["good.txt"]
    (failure,) = failures
    assert failure.path == "bad.txt"
    assert "ZeroDivisionError at fakes.py:" in failure.reason


def test_an_input_on_which_ingest_breaks_down_is_a_failure_that_names_it(tmp_path, monkeypatch):
    write(tmp_path, good=article(1), bad=article(2))
    load = loading.load

    def breaking(found, *rest):
        if found.path == "bad.txt":
            raise ZeroDivisionError("asked to")
        return load(found, *rest)

    monkeypatch.setattr(loading, "load", breaking)
    readings, failures = read_all([str(tmp_path)], RunOptions())
    assert [r.article.path for r in readings] == ["good.txt"]
    assert [f.path for f in failures] == ["bad.txt"]


def test_a_model_that_cannot_be_used_ends_the_run(tmp_path):
    write(tmp_path, a=article(1) + " NO MODEL")
    with pytest.raises(ModelError):
        read_all([str(tmp_path)], RunOptions())


def test_inputs_that_cannot_be_used_are_failures_and_the_rest_is_done(tmp_path):
    write(tmp_path, good=article(1), empty="", long="word " * 500)
    (tmp_path / "lines.jsonl").write_text('[1]\n{"title": "x"}\n', encoding="utf-8")
    options = RunOptions(ingest=replace(RunOptions().ingest, max_chars=2000))
    readings, failures = read_all([str(tmp_path), str(tmp_path / "nowhere.txt")], options)
    assert [r.article.path for r in readings] == ["good.txt"]
    named = [f.path for f in failures]
    assert named == sorted(["empty.txt", "lines.jsonl:1", "lines.jsonl:2", "long.txt", str(tmp_path / "nowhere.txt")])


def test_statements_below_the_confidence_are_left_out_everywhere(tmp_path):
    write(tmp_path, a=article(1))
    everything, _ = read_all([str(tmp_path)], RunOptions())
    sure, _ = read_all([str(tmp_path)], RunOptions(read=ReadOptions(min_confidence=0.5)))
    assert [s.speaker for s in everything[0].statements] == ["Mara Veld", "Oskar Tamm"]
    assert [s.speaker for s in sure[0].statements] == ["Mara Veld"]


def test_time_in_a_record_is_that_of_its_newest_article_or_as_asked(tmp_path):
    rows = [{"text": article(1), "published": "2031-05-14"}, {"text": article(2), "published": "2031-11"}]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert compile_record([str(file)], RunOptions()).as_of == "2031-11"
    asked = RunOptions(compare=CompareOptions(as_of="2032-01-01"))
    assert compile_record([str(file)], asked).as_of == "2032-01-01"


def test_a_file_that_will_be_written_is_not_read(tmp_path):
    write(tmp_path, a=article(1))
    old = tmp_path / "brief.html"
    old.write_text(f"<html><body><article><p>{BODY}</p></article></body></html>", encoding="utf-8")
    notes: list[str] = []

    class Listening(Silent):
        def warn(self, line: str) -> None:
            notes.append(line)

    outcomes = list(stream([str(tmp_path)], RunOptions(outputs=(old,)), Listening()))
    assert [o.article.path for o in outcomes] == ["a.txt"]
    assert notes == ["brief.html: not read, since it will be written"]


def test_a_story_on_which_comparing_breaks_down_says_so_and_keeps_the_rest(tmp_path, monkeypatch):
    def breaking(*_arguments):
        raise ZeroDivisionError("asked to")

    monkeypatch.setattr("communique.compare.compare", breaking)
    write(tmp_path, a=article(1), b=article(2))
    (story,) = compile_record([str(tmp_path)], RunOptions()).stories
    assert len(story.articles) == 2
    assert "conflicts" in story.not_computed
    assert "ZeroDivisionError" in story.notes[0]


def test_nothing_is_a_record_of_nothing(tmp_path):
    record = compile_record([str(tmp_path)], RunOptions())
    assert (record.articles, record.stories, record.failures) == ((), (), ())


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path):
    import tracemalloc

    def peak(count: int) -> int:
        file = tmp_path / f"{count}.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for n in range(count):
                lines.write(json.dumps({"text": article(n) * 5}) + "\n")
        tracemalloc.start()
        for outcome in stream([str(file)], RunOptions()):
            assert isinstance(outcome, Reading | Failure)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(20)  # what is loaded once is loaded here
    growth = peak(200) - peak(20)
    assert (
        growth < 180 * 5 * len(BODY) / 2
    )  # half of the bare text (dedup keys cost 390 bytes each): nothing keeps articles
