"""Stories made while others are read: less work, and never another record."""

from __future__ import annotations

import json
import random

import pytest

from communique.correct.make import By, on_article
from communique.options import ReadOptions, RunOptions
from communique.record import canonical_json
from communique.run import compile_record
from communique.workspace import Workspace, early
from tests.workspace.reports import LATER, NOW
from tests.workspace.test_update import MATTERS, article_text

pytestmark = pytest.mark.usefixtures("fake_stages")


@pytest.fixture(autouse=True)
def always(monkeypatch):
    monkeypatch.setattr(early, "ENOUGH", 1)


def articles(tmp_path, count: int, seed: int = 1, **changed: str) -> list[str]:
    """Files of one article each, of four matters; `changed` gives words to put at the end of one, by its number."""
    chance = random.Random(seed)
    paths = []
    for number in range(count):
        matter = chance.randrange(4)
        text = article_text(chance, matter, number) + f' "We saw it all there," said {MATTERS[matter][1]}. '
        row = {
            "text": text + changed.get(f"n{number}", ""),
            "title": f"Of {MATTERS[matter][0]}",
            "published": f"2031-{2 * matter + 1:02}-{number + 1:02}",
            "url": f"https://x.invalid/{number}",
        }
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def added(tmp_path, *steps: list[str], options: RunOptions | None = None) -> Workspace:
    ws = Workspace.create(tmp_path / "ws", NOW)
    for paths in steps:
        ws.add(paths, options or RunOptions(), now=NOW)
    return ws


def test_every_story_is_made_before_the_last_article_is_confirmed(tmp_path, made):
    paths = articles(tmp_path, 12)
    ws = added(tmp_path, paths)
    assert made == []
    assert len(ws.stories()) > 2
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths, RunOptions()))


@pytest.mark.parametrize("waiting", [0, 1, 256])
def test_what_does_not_fit_into_memory_is_fetched_or_made_later(tmp_path, monkeypatch, waiting):
    monkeypatch.setattr(early, "_WAITING", waiting)
    paths = articles(tmp_path, 12)
    assert canonical_json(added(tmp_path, paths).record()) == canonical_json(compile_record(paths, RunOptions()))


def test_articles_added_in_steps_give_the_record_of_all_at_once(tmp_path, made):
    paths = articles(tmp_path, 14)
    ws = added(tmp_path, paths[:5], paths[5:6], paths[6:])
    assert made == []
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths, RunOptions()))


def test_an_article_that_cannot_be_read_takes_no_story_with_it(tmp_path, made):
    paths = articles(tmp_path, 12, n3=" BREAKDOWN", n11=" BREAKDOWN")  # the newest too: another day for all
    ws = added(tmp_path, paths)
    assert sum(made) > 0
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths, RunOptions()))


def test_the_day_alone_makes_no_story_anew(tmp_path, made):
    lonely = "The lighthouse keeper of Orm counted seals, terns and puffins on the skerries. BREAKDOWN"
    paths = articles(tmp_path, 6)
    row = {"text": lonely, "title": "Seals", "published": "2031-12-30"}
    (tmp_path / "z.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    paths.append(str(tmp_path / "z.jsonl"))
    ws = added(tmp_path, paths)
    assert made == []
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths, RunOptions()))


def test_statements_below_the_confidence_asked_for_are_left_out(tmp_path, made):
    options = RunOptions(read=ReadOptions(min_confidence=0.9))
    paths = articles(tmp_path, 8)
    ws = added(tmp_path, paths, options=options)
    assert made == []
    assert canonical_json(ws.record()) == canonical_json(compile_record(paths, options))


def test_corrections_hold_in_stories_made_early(tmp_path):
    paths = articles(tmp_path, 12)
    ws = added(tmp_path, paths[:6])
    first = ws.record().articles[0].article
    ws.correct(on_article(first, "outlet", "Another Paper", By("editor", LATER)))
    ws.add(paths[6:], RunOptions(), now=LATER)
    other = Workspace.create(tmp_path / "other", NOW)
    other.add(paths, RunOptions(), now=NOW)
    other.import_corrections(ws.corrections())
    assert canonical_json(ws.record()) == canonical_json(other.record())


def test_what_is_known_of_a_reading_is_what_a_later_update_finds(tmp_path):
    ws = added(tmp_path, articles(tmp_path, 8))
    before = ws.database().fingerprints()
    (ws.path / "cache" / "update.json").unlink()
    (ws.path / "record.duckdb").unlink()
    assert Workspace.open(ws.path).database().fingerprints() == before
