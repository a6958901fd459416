"""CSV, XLSX and Parquet hold the same tables; each is read back with another library and compared."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.export import TABLES, Table, tables
from communique.export.text import for_xml, join_texts, split_texts, unguard_formula
from communique.options import ExportOptions
from communique.record import Record
from tests.export.readers import files_of, read_csv, read_workbook


@pytest.fixture(scope="module")
def made(record: Record) -> dict[str, pa.Table]:
    return tables(record)


def typed(cell: str, kind: str) -> Any:
    """A CSV cell as the value that its column type says."""
    if kind == "texts":
        return split_texts(unguard_formula(cell))
    if not cell:
        return None
    readers = {"integer": int, "number": float, "truth": {"true": True, "false": False}.__getitem__}
    return readers[kind](cell) if kind in readers else unguard_formula(cell)


def empty_is_none(row: dict[str, Any]) -> dict[str, Any]:
    return {key: None if value == "" else value for key, value in row.items()}


@pytest.fixture(scope="module")
def csv_files(record: Record) -> dict[str, bytes]:
    return files_of(record, "csv")


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_csv_read_back_is_the_table(csv_files: dict[str, bytes], made: dict[str, pa.Table], table: Table):
    head, rows = read_csv(csv_files[f"{table.name}.csv"])
    kinds = [column.type for column in table.columns]
    back = [{h: typed(c, k) for h, c, k in zip(head, row, kinds, strict=True)} for row in rows]
    assert back == [empty_is_none(row) for row in made[table.name].to_pylist()]


def test_the_data_package_describes_every_file_and_column(csv_files: dict[str, bytes]):
    package = json.loads(csv_files["datapackage.json"])
    described = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    found = {name: read_csv(content)[0] for name, content in csv_files.items() if name.endswith(".csv")}
    assert described == found


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_parquet_read_back_is_the_table(record: Record, made: dict[str, pa.Table], table: Table):
    (content,) = files_of(record, "parquet", ExportOptions(tables=(table.name,))).values()
    back = pq.read_table(pa.BufferReader(content))
    assert back.schema.metadata[b"about"].decode() == table.about
    assert back.replace_schema_metadata(None).equals(made[table.name])
    assert back.schema.field(0).metadata[b"about"].decode() == table.columns[0].about


@pytest.fixture(scope="module")
def sheets(record: Record) -> dict[str, tuple[list[str], list[dict[str, Any]]]]:
    return read_workbook(files_of(record, "xlsx")[""])


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_sheet_read_back_is_the_table(sheets: dict[str, Any], made: dict[str, pa.Table], table: Table):
    head, rows = sheets[table.name]
    assert sorted(head) == sorted(column.name for column in table.columns)
    expected = []
    for row in made[table.name].to_pylist():
        cells = {k: join_texts(v) if isinstance(v, list) else v for k, v in row.items()}
        expected.append(
            {k: (for_xml(v) if isinstance(v, str) else v) or (None if v == "" else v) for k, v in cells.items()}
        )
    assert rows == expected


def test_the_workbook_says_what_every_column_means(sheets: dict[str, Any]):
    _, rows = sheets["columns"]
    assert {(row["table"], row["column"]) for row in rows} == {(t.name, c.name) for t in TABLES for c in t.columns}
    assert all(row["about"] for row in rows)


def test_headers_are_frozen_and_articles_linked(record: Record):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(files_of(record, "xlsx")[""]))
    sheet = book["statements"]
    assert sheet.freeze_panes == "B2"
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "article")
    link = sheet[f"{column}2"].hyperlink
    assert link.location.startswith("'articles'!A")
    row = int(link.location.rpartition("A")[2])
    where = next(cell.column for cell in book["articles"][1] if cell.value == "article")
    assert book["articles"].cell(row, where).value == sheet[f"{column}2"].value


def test_the_workbook_is_dated_by_the_record_not_by_the_clock(record: Record):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(files_of(record, "xlsx")[""]))
    assert book.properties.created == datetime(2031, 9, 20)


def test_a_cell_that_is_too_long_says_that_it_is_cut(record: Record):
    (story,) = record.stories
    fact = story.shared_facts[0].model_copy(update={"proposition": "long " * 10_000})
    long = record.model_copy(update={"stories": (story.model_copy(update={"shared_facts": (fact,)}),)})
    _, rows = read_workbook(files_of(long, "xlsx")[""])["shared_facts"]
    assert len(rows[0]["proposition"]) == 32_767
    assert rows[0]["proposition"].endswith(
        "[cut: a cell holds 32,767 characters; whole in the csv and parquet exports]"
    )


def test_only_the_named_tables_are_written(record: Record):
    options = ExportOptions(tables=("statements", "events"))
    assert set(files_of(record, "csv", options)) == {"statements.csv", "events.csv", "datapackage.json"}
    assert set(files_of(record, "parquet", options)) == {"statements.parquet", "events.parquet"}
    assert set(read_workbook(files_of(record, "xlsx", options)[""])) == {"contents", "statements", "events", "columns"}


def test_raw_cells_are_left_as_they_are(record: Record):
    articles = tuple(
        r.model_copy(update={"article": r.article.model_copy(update={"title": "=1"})}) for r in record.articles
    )
    traps = record.model_copy(update={"articles": articles})
    for guard, shown in ((True, "'=1"), (False, "=1")):
        head, rows = read_csv(files_of(traps, "csv", ExportOptions(guard_formulas=guard))["articles.csv"])
        assert {row[head.index("title")] for row in rows} == {shown}
