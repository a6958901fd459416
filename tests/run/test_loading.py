"""Ingest over an engine gives what ingest here gives, in the same order."""

from pathlib import Path

import pytest

from communique.ingest import discover
from communique.options import RunOptions
from communique.record import Article, Failure
from communique.run import loading
from communique.run.local import Died


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(12):
        text = f"The ferry council of Norvale met for the {n}th time. “We will sail,” said Mara Veld."
        (tmp_path / f"r{n:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    return tmp_path


def taken(folder: Path, workers: int, remarks: list[str]) -> list[tuple[str, tuple[object, ...]]]:
    options = RunOptions(workers=workers)
    inputs = ((f.path, None if isinstance(f, Failure) else f) for f in discover([str(folder)], options.ingest))
    return [(known, tuple(outcomes)) for known, outcomes in loading.load_all(inputs, options, remarks.append)]


@pytest.mark.parametrize("large", [2**20, 100])
def test_workers_load_what_this_process_would(folder, monkeypatch, large):
    here = taken(folder, 1, remarks := [])
    monkeypatch.setattr(loading, "_FEW", 3)
    monkeypatch.setattr(loading, "_LARGE", large)
    there = taken(folder, 2, told := [])
    assert there == here
    assert told == remarks
    assert sum(isinstance(o, Article) for _, outcomes in here for o in outcomes) == 12
    assert sum(isinstance(o, Failure) for _, outcomes in here for o in outcomes) >= 2


def test_a_file_that_is_gone_by_then_is_a_failure_of_its_own(folder, monkeypatch):
    monkeypatch.setattr(loading, "_FEW", 3)
    options = RunOptions(workers=1)
    found = [f for f in discover([str(folder)], options.ingest) if not isinstance(f, Failure)]
    (folder / "r05.txt").unlink()
    outcomes = {known: list(o) for known, o in loading.load_all(((f.path, f) for f in found), options, print)}
    gone = [path for path, got in outcomes.items() if path.endswith("r05.txt") and isinstance(got[0], Failure)]
    assert len(gone) == 1
    assert sum(isinstance(o, Article) for got in outcomes.values() for o in got) == 11


class Deadly:
    """An engine whose every worker dies."""

    def map_in_order(self, work, items, total):
        del work, total
        yield from map(Died, items)


def test_an_input_whose_process_dies_says_so_and_one_that_was_left_here_is_loaded(folder, monkeypatch):
    monkeypatch.setattr(loading, "_FEW", 3)
    monkeypatch.setattr(loading, "_LARGE", 60)
    monkeypatch.setattr(loading, "engine_of", lambda _options: Deadly())
    outcomes = dict(taken(folder, 2, []))
    empty = next(o for path, o in outcomes.items() if path.endswith("empty.txt"))
    assert "its process died" in empty[0].reason
    assert sum(isinstance(o, Article) for got in outcomes.values() for o in got) == 12
