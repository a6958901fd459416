"""The schema is documented: every column of every table, every place of the folder, every kind of log entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.workspace import TABLES as NAMES
from communique.workspace import Workspace
from communique.workspace.schema import TABLES
from communique.workspace.state import _KINDS
from tests.workspace.reports import NOW

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "design" / "workspace.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_documented_as_the_schema_has_it(name):
    section = PAGE.split(f"### {name}\n")[1].split("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{c.name}` | {c.type} | {c.about} |" for c in TABLES[name].columns]


def test_every_kind_of_log_entry_and_every_place_is_named(tmp_path):
    assert [kind for kind in _KINDS if f"`{kind}`" not in PAGE] == []
    ws = Workspace.create(tmp_path / "ws", NOW)
    assert [p.name for p in ws.path.iterdir() if f"`{p.name}" not in PAGE] == []
