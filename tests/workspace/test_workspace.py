"""What a workspace keeps: adding in any order gives the record of all at once; versions, removal, dates, secrets."""

from __future__ import annotations

import json
import random

import pytest

from communique.correct.make import By, on_article
from communique.errors import UsageError, WorkspaceError
from communique.options import ReadOptions, RunOptions
from communique.record import canonical_json
from communique.run import compile_record
from communique.workspace import Filters, Workspace, base, partitions
from tests.workspace.reports import BODY, LATER, NOW, report, write

EDITOR = By("editor", LATER)
pytestmark = pytest.mark.usefixtures("fake_stages")


def filled(tmp_path, *paths: str, name: str = "ws") -> Workspace:
    ws = Workspace.create(tmp_path / name, NOW)
    ws.add(paths, RunOptions(), now=NOW)
    return ws


def lines(path, *rows: dict[str, str]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


# --- adding


def test_articles_added_in_any_order_and_grouping_give_the_record_of_all_at_once(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2), c=report(1), empty="", d=report(3), e=report(4))
    rows = [{"text": report(n), "published": f"2031-05-{n:02}", "url": f"https://x.invalid/{n}"} for n in range(5, 8)]
    paths.append(lines(tmp_path / "in" / "more.jsonl", *rows, {"title": "no text"}))
    expected = canonical_json(compile_record(paths, RunOptions()))
    for seed in range(3):
        chance = random.Random(seed)
        order = chance.sample(paths, len(paths))
        ws = Workspace.create(tmp_path / f"ws{seed}", NOW)
        while order:
            size = chance.randint(1, 3)
            ws.add(order[:size], RunOptions(), now=NOW)
            order = order[size:]
        assert canonical_json(Workspace.open(ws.path).record()) == expected


def test_workers_change_nothing(tmp_path):
    paths = write(tmp_path / "in", **{f"r{n}": report(n) for n in range(3)})
    one = filled(tmp_path, *paths)
    assert canonical_json(one.record()) == canonical_json(compile_record(paths, RunOptions(workers=1)))


def test_what_is_known_is_not_read_again(tmp_path, monkeypatch):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    ws = filled(tmp_path, paths[0])
    read = []
    monkeypatch.setattr("tests.fakes.FakeReader.read", lambda _self, article: read.append(article.path) or 1 / 0)
    report_ = ws.add(paths, RunOptions(), now=NOW)
    assert (read, report_.known) == (["b.txt"], 1)


def test_another_version_of_the_reader_reads_again_what_is_named(tmp_path, monkeypatch):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    ws = filled(tmp_path, *paths)
    monkeypatch.setattr("communique.workspace.reading.reader_version", lambda _options: "reader-2")
    ws.add(paths[:1], RunOptions(), now=NOW)
    assert {s.path: s.reader == "reader-2" for s in ws.status()} == {"a.txt": True, "b.txt": False}


def test_options_given_once_hold_for_later_runs(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    ws = Workspace.create(tmp_path / "ws", NOW)
    ws.add(paths[:1], RunOptions(read=ReadOptions(min_confidence=0.5)), now=NOW)
    ws.add(paths[1:], RunOptions(), now=NOW)
    sure = compile_record(paths, RunOptions(read=ReadOptions(min_confidence=0.5)))
    assert canonical_json(ws.record()) == canonical_json(sure)


def test_failures_are_kept_with_their_reason_until_the_input_can_be_used(tmp_path):
    (path,) = write(tmp_path / "in", a="")
    ws = filled(tmp_path, path)
    assert [(s.path, s.state, s.reason) for s in ws.status()] == [("a.txt", "failed", "is empty")]
    assert [f.path for f in ws.record().failures] == ["a.txt"]
    write(tmp_path / "in", a=report(1))
    ws.add([path], RunOptions(), now=NOW)
    assert [s.state for s in ws.status()] == ["read"]
    assert ws.record().failures == ()


def test_the_workspace_itself_is_never_read(tmp_path):
    write(tmp_path, a=report(1))
    ws = filled(tmp_path, str(tmp_path))
    ws.add([str(tmp_path)], RunOptions(), now=NOW)
    assert [s.path for s in ws.status()] == ["a.txt"]


# --- versions


def test_a_new_text_in_the_same_file_replaces_the_former_one_which_is_kept(tmp_path):
    (path,) = write(tmp_path / "in", a=report(1))
    ws = filled(tmp_path, path)
    write(tmp_path / "in", a=report(1).replace("winter", "autumn"))
    report_ = ws.add([path], RunOptions(), now=LATER)
    (version,) = report_.versions
    assert version.replaced
    (change,) = ws.compare_versions(version.old, version.new)
    assert (change.kind, change.old, change.new) == ("replaced", "winter", "autumn")
    assert ws.reading(version.old).article.text[slice(*change.old_span)] == "winter"
    assert {s.state for s in ws.status()} == {"read", "replaced"}
    assert canonical_json(ws.record()) == canonical_json(compile_record([path], RunOptions()))


def test_a_new_text_at_a_known_address_is_a_version_and_both_are_in_the_record(tmp_path):
    first = lines(tmp_path / "one.jsonl", {"text": report(1), "url": "https://x.invalid/ferry"})
    second = lines(tmp_path / "two.jsonl", {"text": report(1) + " It rained.", "url": "https://x.invalid/ferry"})
    ws = filled(tmp_path, first)
    (version,) = ws.add([second], RunOptions(), now=LATER).versions
    assert (version.address, version.replaced) == ("https://x.invalid/ferry", False)
    (change,) = ws.compare_versions(version.old, version.new)
    assert (change.kind, change.new) == ("added", "It rained.")
    assert canonical_json(ws.record()) == canonical_json(compile_record([first, second], RunOptions()))


def test_lines_that_move_inside_a_file_are_known_by_their_address(tmp_path):
    rows = [{"text": report(n), "url": f"https://x.invalid/{n}"} for n in range(3)]
    path = lines(tmp_path / "in.jsonl", *rows)
    ws = filled(tmp_path, path)
    lines(tmp_path / "in.jsonl", {"text": report(9), "url": "https://x.invalid/9"}, *rows)
    assert ws.add([path], RunOptions(), now=LATER).versions == ()
    assert canonical_json(ws.record()) == canonical_json(compile_record([path], RunOptions()))


# --- removing


def test_a_removed_article_leaves_no_trace_of_its_text(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2).replace("ferry", "zeppelin"))
    ws = filled(tmp_path, *paths)
    (gone,) = [s.id for s in ws.status() if s.path == "b.txt"]
    ws.remove([gone], LATER)
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths[:1], RunOptions()))
    holding = [f for f in ws.path.rglob("*") if f.is_file() and b"zeppelin" in contents(f)]
    assert holding == []
    assert ws.search("ferry").total > 0


def contents(file) -> bytes:
    """The bytes of a file; of a Parquet file those of its values too."""
    data = file.read_bytes()
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        data += repr(pq.read_table(file).to_pylist()).encode()
    return data


def test_removing_what_is_not_there_names_it_and_removes_nothing(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    (known,) = [s.id for s in ws.status()]
    with pytest.raises(UsageError, match="no article a-unknown"):
        ws.remove([known, "a-unknown"], LATER)
    assert [s.id for s in ws.status()] == [known]


def test_a_failed_input_can_be_removed_by_its_path(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1), bad=""))
    ws.remove(["bad.txt"], LATER)
    assert [s.path for s in ws.status()] == ["a.txt"]


# --- dates and secrets


def dated(tmp_path) -> str:
    days = ["2031-05-01", "2031-05-20", "2031-05", None]
    rows = [{"text": report(n)} | ({"published": day} if day else {}) for n, day in enumerate(days)]
    return lines(tmp_path / "dated.jsonl", *rows)


def test_the_record_as_of_a_date_holds_what_was_surely_published_and_names_the_rest(tmp_path):
    ws = filled(tmp_path, dated(tmp_path))
    record = ws.record(as_of="2031-05-10")
    assert [r.article.published for r in record.articles] == ["2031-05-01"]
    assert [(f.path, f.reason.rpartition(": ")[2]) for f in record.failures] == [
        ("dated.jsonl:3", "its date is 2031-05"),
        ("dated.jsonl:4", "its date is not known"),
    ]
    assert record.as_of == "2031-05-10"
    assert len(ws.rows("articles", as_of="2031-06")) == 3


def test_a_shared_record_is_made_as_if_confidential_articles_had_never_been_there(tmp_path):
    secret = BODY.replace("Oskar Tamm", "Quiet Source")
    paths = write(tmp_path / "in", a=report(1), b=secret)
    ws = filled(tmp_path, *paths)
    (hidden,) = [s.id for s in ws.status() if s.path == "b.txt"]
    ws.mark_confidential(hidden, "editor", LATER)
    assert "Quiet Source" in canonical_json(ws.record())
    shared = canonical_json(ws.record(shared=True))
    assert shared == canonical_json(compile_record(paths[:1], RunOptions()))
    assert "Quiet Source" not in shared
    assert [s.confidential for s in ws.status()] == [False, True]
    ws.mark_confidential(hidden, "editor", LATER, confidential=False)
    assert canonical_json(ws.record(shared=True)) == canonical_json(ws.record())


def test_a_correction_made_on_a_confidential_article_stays_out_of_what_is_shared(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    ws = filled(tmp_path, *paths)
    (hidden,) = [s.id for s in ws.status() if s.path == "b.txt"]
    ws.correct(on_article(ws.reading(hidden).article, "outlet", "Secret Gazette", EDITOR))
    ws.mark_confidential(hidden, "editor", LATER)
    assert "Secret Gazette" in canonical_json(ws.record())
    assert "Secret Gazette" not in canonical_json(ws.record(shared=True))


def test_corrections_are_kept_apart_laid_over_the_record_and_can_be_undone(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    before = canonical_json(ws.record())
    (article,) = [s.id for s in ws.status()]
    correction = on_article(ws.reading(article).article, "outlet", "Norvale Post", EDITOR)
    ws.correct(correction)
    assert ws.record().articles[0].article.outlet == "Norvale Post"
    assert ws.rows("articles")[0]["outlet"] == "Norvale Post"
    assert [a.outcome for a in ws.applied()] == ["applied"]
    assert ws.import_corrections([correction]) == 0
    ws.undo(correction.id, "editor", LATER)
    assert canonical_json(ws.record()) == before
    assert [c.kind for c in ws.corrections()] == ["outlet", "undo"]
    with pytest.raises(UsageError, match="no correction c-unknown"):
        ws.undo("c-unknown", "editor", LATER)


# --- asking


def test_filters_hold_together_and_name_what_a_table_has_not(tmp_path):
    rows = [
        {"text": report(1), "outlet": "Norvale Post", "published": "2031-05-01"},
        {"text": report(2), "outlet": "Island Times", "published": "2031-05-20"},
    ]
    ws = filled(tmp_path, lines(tmp_path / "in.jsonl", *rows))
    assert len(ws.rows("statements")) == 4
    assert {r["speaker"] for r in ws.rows("statements", Filters(speaker="VELD"))} == {"Mara Veld"}
    assert {r["outlet"] for r in ws.rows("statements", Filters(outlet="island"))} == {"Island Times"}
    assert {r["published"] for r in ws.rows("statements", Filters(since="2031-05-02"))} == {"2031-05-20"}
    assert {r["published"] for r in ws.rows("statements", Filters(until="2031-05-01"))} == {"2031-05-01"}
    assert len(ws.rows("statements", Filters(since="2031", until="2031-05"))) == 4
    assert len(ws.rows("statements", Filters(speaker="veld", outlet="post", text="sail"))) == 1
    assert ws.rows("statements", Filters(text="' OR 1=1 --")) == []
    assert ws.count("statements", Filters(form="direct")) == 4
    assert ws.rows("statements", limit=2, offset=1) == ws.rows("statements")[1:3]
    with pytest.raises(UsageError, match="events cannot be filtered by --form"):
        ws.rows("events", Filters(form="direct"))
    with pytest.raises(UsageError, match="no table 'sayings'; there are statements, events"):
        ws.rows("sayings")


def test_every_statement_row_points_at_its_words(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1), b=report(2)))
    for row in ws.rows("statements"):
        text = ws.reading(row["article"]).article.text
        pieces = [text[int(a) : int(b)] for a, _, b in (s.partition("-") for s in row["spans"])]
        assert " … ".join(pieces) == row["text"]


def test_search_marks_the_very_words(tmp_path):
    ws = filled(
        tmp_path, *write(tmp_path / "in", a=report(1).replace("winter", "Wïnter"), b="An unrelated note. " * 20)
    )
    hits = ws.search("winter")
    assert hits.total == 2
    for hit in hits.hits:
        text = ws.reading(hit.article).article.text
        assert [text[s:e] for s, e in hit.spans] == ["Wïnter"]
        assert [hit.snippet[s:e] for s, e in hit.marks] == ["Wïnter"]


@pytest.mark.parametrize(
    ("query", "found"),
    [('"before the winter"', 2), ("wint*", 2), ("ferry -winter", 0), ("ferry winter", 2), ('"winter before"', 0),
     ('NEAR(ferry) OR" winter', 0), ("ferry)", 2)],
)  # fmt: skip
def test_a_query_is_words_and_phrases_and_never_sql(tmp_path, query, found):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    assert ws.search(query).total == found


def test_a_query_without_a_word_says_so(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    with pytest.raises(UsageError, match="holds no word"):
        ws.search("-- !!")


def test_hits_can_be_filtered(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1), b=report(2)))
    assert {h.speaker for h in ws.search("ferry", Filters(speaker="Veld")).hits if h.statement} == {"Mara Veld"}


# --- what changed


def test_diff_tells_what_came_and_what_went(tmp_path):
    side = "\n\n“We oppose any embargo on the island,” said Lena Holt, the envoy of Ostmar."
    paths = write(tmp_path / "in", a=report(1), b=report(2) + side)
    ws = filled(tmp_path, paths[0])
    added = ws.add(paths[1:], RunOptions(), now=LATER).added
    tables = ("articles", "positions", "statements")
    assert {(c.table, c.what) for c in ws.diff(1).changes} == {(table, "new") for table in tables}
    ws.remove(added, LATER)
    assert {(c.table, c.what) for c in ws.diff(2).changes} == {(table, "withdrawn") for table in tables}
    assert ws.diff(1).changes == ()
    assert len(ws.diff(0).changes) == len(ws.diff(0, 1).changes)


def test_diff_since_a_date_is_since_the_day_began(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    ws = filled(tmp_path, paths[0])
    ws.add(paths[1:], RunOptions(), now=LATER)
    found = ws.diff(LATER[:10])
    assert (found.since, found.until) == (1, 2)
    assert ws.diff("2032").changes == ()
    with pytest.raises(UsageError, match="no run 7; the last one is 2"):
        ws.diff(7)


def test_diff_tells_words_that_changed_in_a_file(tmp_path):
    (path,) = write(tmp_path / "in", a=report(1))
    ws = filled(tmp_path, path)
    write(tmp_path / "in", a=report(1).replace("winter", "autumn"))
    ws.add([path], RunOptions(), now=LATER)
    told = {c.what: c.words for c in ws.diff(1).changes if c.table == "statements" and "ferry" in c.words}
    assert "before the autumn" in told["new"]
    assert "before the winter" in told["withdrawn"]


def test_clocks_are_in_the_runs_and_nowhere_in_the_record(tmp_path):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    assert [run.when for run in ws.runs()] == [NOW]
    assert NOW not in canonical_json(ws.record())


# --- versions of what is stored


def test_partitions_of_an_earlier_version_are_migrated_when_read(tmp_path, monkeypatch):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    expected = canonical_json(ws.record())
    seen = []

    def step(kind, rows):
        seen.append(kind)
        return [dict(row) for row in rows]

    monkeypatch.setattr(partitions, "PARTITION_VERSION", 2)
    monkeypatch.setitem(partitions.MIGRATIONS, 1, step)
    assert canonical_json(Workspace.open(ws.path).record()) == expected
    assert set(seen) == {"articles", "readings"}


def test_partitions_of_a_newer_version_are_refused_with_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(partitions, "PARTITION_VERSION", 2)
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    monkeypatch.setattr(partitions, "PARTITION_VERSION", 1)
    with pytest.raises(WorkspaceError, match="version 2, and this release reads up to 1; upgrade communique"):
        Workspace.open(ws.path).record()


def test_readings_with_fields_of_another_release_are_read_again(tmp_path, monkeypatch):
    paths = write(tmp_path / "in", a=report(1))
    real = partitions.reading_row

    def with_more(*arguments):
        row = real(*arguments)
        return row | {"json": row["json"].replace('{"layers"', '{"tone":3,"layers"', 1)}

    with monkeypatch.context() as patched:
        patched.setattr("communique.workspace.reading.reading_row", with_more)
        ws = Workspace.create(tmp_path / "ws", NOW)
        with pytest.raises(WorkspaceError, match="written by another release"):
            ws.add(paths, RunOptions(), now=NOW)
    Workspace.open(ws.path).add([], RunOptions(), now=NOW)
    record = Workspace.open(ws.path).record()
    assert canonical_json(record) == canonical_json(compile_record(paths, RunOptions()))


def test_a_database_of_another_schema_is_made_again(tmp_path, monkeypatch):
    ws = filled(tmp_path, *write(tmp_path / "in", a=report(1)))
    expected = ws.rows("statements")
    monkeypatch.setattr(base, "SCHEMA_VERSION", 99)
    monkeypatch.setattr("communique.workspace.write.SCHEMA_VERSION", 99)
    again = Workspace.open(ws.path)
    assert again.rows("statements") == expected
    assert again.database().meta()["schema"] == "99"


def test_the_same_rows_give_the_same_partition_bytes(tmp_path):
    paths = write(tmp_path / "in", a=report(1), b=report(2))
    one, two = filled(tmp_path, *paths, name="one"), filled(tmp_path, *reversed(paths), name="two")
    files = [sorted((f.name, f.read_bytes()) for f in (ws.path / "partitions").iterdir()) for ws in (one, two)]
    assert files[0] == files[1]
