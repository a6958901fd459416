"""Times against gold: what is read from the corpora and how it is counted."""

import hashlib
import json

import pytest

from communique.errors import UsageError
from communique.evaluate.times import evaluate_times, load_times, table

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-05" functionInDocument="CREATION_TIME">March 5, 2031</TIMEX3></DCT>
<TEXT>The envoy <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="{value}">Monday</TIMEX3> for
<TIMEX3 tid="t2" type="DURATION" value="P2W">two weeks</TIMEX3> of talks.</TEXT></TimeML>
"""


def names(half, count):
    """Invented file names whose sha1 puts them in the half."""
    odd = half == "report"
    found = (f"doc{i}.tml" for i in range(1000))
    return [n for n in found if int(hashlib.sha1(n.encode()).hexdigest()[:8], 16) % 2 == odd][:count]


@pytest.fixture
def timeml(tmp_path):
    for name, value in zip(names("report", 2), ("2031-03-03", "2031-03-10"), strict=True):
        (tmp_path / name).write_text(TIMEML.format(value=value))
    (tmp_path / names("tune", 1)[0]).write_text(TIMEML.format(value="2031-03-03"))
    return tmp_path


def test_only_the_asked_half_of_the_files_is_scored(timeml):
    assert [d.name for d in load_times(timeml, "report")] == sorted(names("report", 2))
    assert [d.name for d in load_times(timeml, "tune")] == names("tune", 1)


def test_the_creation_time_is_given_and_not_scored(timeml):
    document = next(load_times(timeml, "tune"))
    assert document.published == "2031-03-05"
    assert [document.text[t.start : t.end] for t in document.times] == ["Monday", "two weeks"]


def test_a_value_counts_only_on_a_match_that_overlaps(timeml):
    (row,) = evaluate_times(timeml)
    assert (row.documents, row.gold, row.found) == (2, 4, 4)
    assert row.scores["relaxed"].f1 == 100
    assert row.scores["value"].f1 == 75


def test_the_interval_holds_the_figure_and_is_the_same_each_time(timeml):
    first, again = evaluate_times(timeml), evaluate_times(timeml)
    assert first == again
    score = first[0].scores["value"]
    assert score.low <= score.f1 <= score.high


def test_the_table_names_every_metric(timeml):
    text = table(evaluate_times(timeml))
    assert all(metric in text for metric in ("strict F1", "relaxed F1", "type F1", "value F1"))


def test_a_copy_of_a_file_in_another_folder_counts_once(timeml):
    name = names("tune", 1)[0]
    (timeml / "copy").mkdir()
    (timeml / "copy" / name).write_text((timeml / name).read_text())
    assert len(list(load_times(timeml, "tune"))) == 1


def test_annotated_articles_are_scored_by_genre_with_vague_times_apart(tmp_path):
    text = "Envoy leaves\n\nShe now left on Monday."
    (tmp_path / "a.txt").write_text(text)
    gold = {
        "file": "a.txt",
        "genre": "news",
        "published": "2031-03-05",
        "title_span": [0, 12],
        "body": [[14, len(text)]],
        "boilerplate": [],
        "times": [
            {"span": [18, 21], "type": "DATE", "value": "PRESENT_REF", "zone": "body", "vague": True},
            {"span": [30, 36], "type": "DATE", "value": "2031-03-03", "zone": "body"},
        ],
    }
    (tmp_path / "a.json").write_text(json.dumps(gold))
    rows = {row.group: row for row in evaluate_times(tmp_path)}
    assert rows["news"].gold == 2
    assert rows["all but vague"].gold == 1
    assert rows["all but vague"].scores["value"].f1 == 100


def test_a_folder_without_gold_is_refused_by_name(tmp_path):
    with pytest.raises(UsageError, match=r"holds no \.tml files"):
        evaluate_times(tmp_path)
