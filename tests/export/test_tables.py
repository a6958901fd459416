"""Tables: explicit schemas, evidence that holds, counts that agree with the record."""

from __future__ import annotations

import pyarrow as pa
import pytest

from communique.errors import UsageError
from communique.export import TABLE_NAMES, TABLES, tables
from communique.record import Record
from tests.brief.fixture import summit


@pytest.fixture(scope="module")
def record() -> Record:
    return summit()


@pytest.fixture(scope="module")
def made(record: Record) -> dict[str, pa.Table]:
    return tables(record)


def test_there_is_a_table_for_everything_the_record_holds(made: dict[str, pa.Table]):
    assert tuple(made) == TABLE_NAMES
    empty = {name for name, table in made.items() if not table.num_rows}
    assert empty <= {"failures", "mentions"}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_columns_and_types_are_those_of_the_schema(made: dict[str, pa.Table], table):
    assert made[table.name].schema.equals(table.schema(), check_metadata=True)


@pytest.mark.parametrize("table", [t for t in TABLES if t.name != "failures"], ids=lambda t: t.name)
def test_every_row_shows_its_words_where_it_says_they_stand(record: Record, made: dict[str, pa.Table], table):
    texts = {r.article.id: r.article.text for r in record.articles}
    rows = [row for row in made[table.name].to_pylist() if row.get("pieces") != 0]
    assert rows or table.name == "mentions"
    for row in rows:
        assert texts[row["article"]][row["start"] : row["end"]] == row["quote"]


def test_only_what_the_record_gives_no_words_for_has_none(made: dict[str, pa.Table]):
    without = {n for n, t in made.items() if "pieces" in t.column_names and 0 in t["pieces"].to_pylist()}
    assert without <= {"actors"}


def test_every_finding_says_who_carries_it_and_how_many_are_independent(record: Record, made: dict[str, pa.Table]):
    known = {r.article.id for r in record.articles}
    for name in set(TABLE_NAMES) - {"evidence", "failures"}:
        for row in made[name].to_pylist():
            if row["pieces"] == 0:
                continue
            assert row["source_line"]
            assert set(row["articles"]) <= known
            assert 1 <= row["independent"] <= row["article_count"] == len(row["articles"])


def test_a_conflict_has_a_row_for_each_side(record: Record, made: dict[str, pa.Table]):
    sides = sum(len(c.sides) for s in record.stories for c in s.conflicts)
    assert made["conflicts"].num_rows == sides > 0


def test_the_counts_of_the_record_are_kept(record: Record, made: dict[str, pa.Table]):
    (story,) = record.stories
    assert made["shared_facts"]["independent"].to_pylist() == [f.independent for f in story.shared_facts]
    assert made["events"]["independent"].to_pylist() == [e.independent for e in story.events]


def test_the_timeline_puts_what_has_no_date_last(made: dict[str, pa.Table]):
    days = made["timeline"]["first_day"].to_pylist()
    assert None not in days[: len([d for d in days if d])]


def test_a_table_that_is_not_there_is_named_with_those_that_are(record: Record):
    with pytest.raises(UsageError, match=r"no table 'verdicts'; there are articles, statements"):
        tables(record, ["verdicts"])
