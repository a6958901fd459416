"""Adding in any order and grouping gives what compiling all at once gives; nothing is read twice."""

from __future__ import annotations

import pytest

from communique.options import RunOptions
from communique.record import canonical_json
from communique.run import compile_record
from communique.workspace import Filters, Workspace

pytestmark = pytest.mark.usefixtures("fake_stages")
NOW = "2031-06-01T08:00:00Z"

BODY = (
    "The council of Norvale met again on Thursday to talk about the ferry, and it found no way to pay for the repairs. "
    "“The ferry will sail before the winter comes to the island,” said Mara Veld. “No,” said Oskar Tamm. "
    "The members then went home, and the talks will go on next week in the old town hall."
)


def write(folder, **texts):
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def article(number):
    return f"{BODY} This is report number {number} of the meeting."


def test_articles_added_one_by_one_give_the_record_of_all_at_once(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    paths = write(inputs, a=article(1), b=article(2), c=article(1), empty="", d=article(3))
    expected = canonical_json(compile_record(paths, RunOptions()))
    for name, order in {"forth": paths, "back": paths[::-1]}.items():
        ws = Workspace.create(tmp_path / name, NOW)
        for path in order:
            ws.add([path], RunOptions(), now=NOW)
        assert canonical_json(ws.record()) == expected


def test_what_is_known_is_not_read_again(tmp_path):
    paths = write(tmp_path, a=article(1), b=article(2))
    ws = Workspace.create(tmp_path / "ws", NOW)
    assert len(ws.add(paths[:1], RunOptions(), now=NOW).added) == 1
    report = ws.add(paths, RunOptions(), now=NOW)
    assert (len(report.added), report.known) == (1, 1)
    assert len(ws.rows("statements", Filters(speaker="veld"))) == 2


def test_search_marks_the_very_words(tmp_path):
    paths = write(tmp_path, a=article(1))
    ws = Workspace.create(tmp_path / "ws", NOW)
    ws.add(paths, RunOptions(), now=NOW)
    hits = ws.search("winter")
    assert hits.total == 2
    for hit in hits.hits:
        text = ws.reading(hit.article).article.text
        assert [text[s:e] for s, e in hit.spans] == ["winter"]
        assert [hit.snippet[s:e] for s, e in hit.marks] == ["winter"]


def test_diff_tells_what_came_and_what_went(tmp_path):
    paths = write(tmp_path, a=article(1), b=article(2))
    ws = Workspace.create(tmp_path / "ws", NOW)
    ws.add(paths[:1], RunOptions(), now=NOW)
    report = ws.add(paths[1:], RunOptions(), now=NOW)
    assert {(c.table, c.what) for c in ws.diff(1).changes} == {("articles", "new"), ("statements", "new")}
    ws.remove(report.added, NOW)
    assert {(c.table, c.what) for c in ws.diff(2).changes} == {("articles", "withdrawn"), ("statements", "withdrawn")}
    assert ws.diff(1).changes == ()
