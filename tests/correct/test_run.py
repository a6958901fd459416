"""Corrections threaded through a whole run: what is linked and compared is what was corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.correct import on_article, on_statement, undoing
from communique.options import RunOptions
from communique.record import canonical_json
from communique.run import corrected_record, read_all, record_of

from .made import EARLY, LATE, outcomes


@pytest.fixture
def read(tmp_path: Path, fake_stages: None):  # noqa: ARG001 - it reads instead of the model
    for number, words in enumerate(("It will hold", "It sails on Monday", "Nobody knows")):
        text = f"Dateline {number}. “{words}, and we all know that it does,” said Ana Vale. The rest is water.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return read_all([str(tmp_path)], RunOptions())


def test_a_record_without_corrections_is_the_record(read):
    readings, failures = read
    record, applied = corrected_record(readings, failures, RunOptions())
    assert canonical_json(record) == canonical_json(record_of(readings, failures, RunOptions()))
    assert applied == ()


def test_corrections_hold_in_the_record_and_all_are_told_of(read):
    readings, failures = read
    first = readings[0]
    rows = [
        on_statement(first, first.statements[0], "speaker", {"speaker": "Otto Brandl"}, EARLY),
        on_article(readings[1].article, "outlet", "The Quay", EARLY),
        on_article(readings[2].article, "published", "2031-03-09", EARLY),
    ]
    record, applied = corrected_record(readings, failures, RunOptions(), None, rows)
    assert {a.outcome for a in applied} == {"applied"}
    assert record.articles[0].statements[0].speaker == "Otto Brandl"
    assert record.articles[1].article.outlet == "The Quay"
    assert record.as_of == "2031-03-09"


def test_undone_corrections_leave_the_record_as_it_was_byte_for_byte(read):
    readings, failures = read
    row = on_statement(readings[0], readings[0].statements[0], "drop-statement", None, EARLY)
    rows = [row, undoing(row.id, LATE)]
    record, applied = corrected_record(readings, failures, RunOptions(), None, rows)
    assert canonical_json(record) == canonical_json(record_of(readings, failures, RunOptions()))
    assert outcomes(applied)[row.id] == "undone"


def test_the_order_of_rows_and_of_readings_does_not_matter(read):
    readings, failures = read
    rows = [
        on_statement(r, r.statements[0], "act", act, by)
        for r in readings
        for act, by in (("deny", EARLY), ("ask", LATE))
    ]
    one, told = corrected_record(readings, failures, RunOptions(), None, rows)
    two, other = corrected_record(tuple(reversed(readings)), failures, RunOptions(), None, list(reversed(rows)))
    assert canonical_json(one) == canonical_json(two)
    assert told == other
