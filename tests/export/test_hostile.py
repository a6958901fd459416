"""Whatever stands in an article, every format stays well formed, stays in its folder, and runs nothing."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings

from communique.export import export
from communique.export.text import guard_formula, join_texts, split_texts, unguard_formula
from communique.record import Record
from tests.export import readers
from tests.export.hostile import TRAPS, records

EXAMPLES = int(os.environ.get("EXPORT_EXAMPLES", "15"))
hostile = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def check_json(files: dict[str, bytes]) -> None:
    Record.model_validate_json(files[""])


def check_csv(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".csv"):
            _, rows = readers.read_csv(content)
            assert not any(re.match(r"[=+\-@\t\r＝＋－＠]", cell) for row in rows for cell in row if not _number(cell))


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def check_xlsx(files: dict[str, bytes]) -> None:
    assert "statements" in readers.read_workbook(files[""])


def check_parquet(files: dict[str, bytes]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for content in files.values():
        pq.read_table(pa.BufferReader(content)).validate(full=True)


def check_jsonld(files: dict[str, bytes]) -> None:
    value = json.loads(files[""])
    ids = [node["id"] for node in value["@graph"]]
    assert all(re.fullmatch(r"urn:communique:[A-Za-z0-9%._~:-]*", key) for key in ids)


def check_ftm(files: dict[str, bytes]) -> None:
    for line in files[""].decode("utf-8").splitlines():
        entity = json.loads(line)
        assert entity["schema"]
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)


def check_graph(name: str):
    return lambda files: readers.read_graph(files[""], name)


def check_geojson(files: dict[str, bytes]) -> None:
    readers.read_feature_collection(files[""])


def check_ics(files: dict[str, bytes]) -> None:
    import icalendar

    calendar = icalendar.Calendar.from_ical(files[""])
    assert {part.name for part in calendar.subcomponents} <= {"VEVENT", "VTODO"}
    assert not [error for part in calendar.walk() for error in part.errors]
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", files[""])


def check_timelinejs(files: dict[str, bytes]) -> None:
    value = json.loads(files[""])
    for slide in [value["title"], *value["events"]]:
        html = slide["text"]["headline"] + slide["text"].get("text", "")
        assert not re.search(r"<(?!/?(?:p|blockquote)>)", html)


def check_brat(files: dict[str, bytes]) -> None:
    for name in [n for n in files if n.endswith(".ann")]:
        text = files[name.removesuffix(".ann") + ".txt"].decode("utf-8")
        readers.read_brat(text, files[name].decode("utf-8"))


def check_conll(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".conllu"):
            readers.read_conllu(content)
        else:
            readers.read_conll2002(content)


def check_plover(files: dict[str, bytes]) -> None:
    lines = files[""].decode("utf-8").removesuffix("\n").split("\n")
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def check_markdown(files: dict[str, bytes]) -> None:
    readers.read_notes(files)


def check_docx(files: dict[str, bytes]) -> None:
    readers.read_docx(files[""])


CHECKS = {
    "json": check_json,
    "csv": check_csv,
    "xlsx": check_xlsx,
    "parquet": check_parquet,
    "jsonld": check_jsonld,
    "ftm": check_ftm,
    "gexf": check_graph("gexf"),
    "graphml": check_graph("graphml"),
    "geojson": check_geojson,
    "ics": check_ics,
    "timelinejs": check_timelinejs,
    "brat": check_brat,
    "conll": check_conll,
    "plover": check_plover,
    "markdown": check_markdown,
    "docx": check_docx,
}


def test_every_format_is_checked():
    assert set(CHECKS) == {*readers.FILES, *readers.FOLDERS}


@pytest.mark.parametrize("name", CHECKS)
@hostile
@given(record=records())
def test_hostile_records_give_well_formed_files(name: str, record: Record):
    files = readers.files_of(record, name)
    CHECKS[name](files)
    for path in files:
        parts = PurePosixPath(path).parts
        assert ".." not in parts
        assert not path.startswith("/")
        assert all(len(part.encode()) <= 200 and part == part.strip() for part in parts)
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]', path)


@pytest.mark.parametrize("name", readers.FOLDERS)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_nothing_is_written_outside_the_folder(name: str, tmp_path_factory: pytest.TempPathFactory, record: Record):
    parent = tmp_path_factory.mktemp("parent")
    written = export(record, name, parent / "out")
    assert [p.name for p in parent.iterdir()] == ["out"]
    on_disk = {p for p in (parent / "out").rglob("*") if p.is_file()}
    assert on_disk == {Path(p) for p in written}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_guarded_cell_comes_back_as_it_was(trap: str):
    assert unguard_formula(guard_formula(trap)) == trap


def test_formulas_are_guarded_and_plain_text_is_not():
    assert guard_formula("=1+1") == "'=1+1"
    assert guard_formula("  @x") == "'  @x"
    assert guard_formula("a = b") == "a = b"
    assert guard_formula("'tis") == "'tis"


@pytest.mark.parametrize("items", [[], ["a"], ["a; b", "c"], ["a\\", ";", "; "], ["x;y\\;z", ""], TRAPS[:12]])
def test_a_joined_list_comes_back_as_it_was(items: list[str]):
    assert split_texts(join_texts(items)) == items
