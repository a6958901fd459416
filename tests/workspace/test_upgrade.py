"""After an upgrade: `add` makes the record anew, a correction only what it touches."""

from __future__ import annotations

import pytest

from communique.correct.make import By, on_article
from communique.options import RunOptions
from communique.record import canonical_json
from communique.run import Silent
from communique.workspace import Workspace, update
from tests.workspace.reports import LATER, NOW
from tests.workspace.test_early import articles

pytestmark = pytest.mark.usefixtures("fake_stages")


class Heard(Silent):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def warn(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def ws(tmp_path, monkeypatch):
    """A workspace of another release of the same options."""
    ws = Workspace.create(tmp_path / "ws", NOW)
    ws.add(articles(tmp_path, 10), RunOptions(), now=NOW)
    now = update.situation_of
    monkeypatch.setattr(update, "situation_of", lambda options: f"later {now(options).partition(' ')[2]}")
    return ws


def corrected(ws: Workspace, progress: Silent | None = None) -> None:
    article = ws.record().articles[0].article
    ws.import_corrections([on_article(article, "outlet", "Another Paper", By("editor", LATER))], progress)


def test_a_correction_makes_only_the_story_that_it_touches(ws, made):
    before, told = len(ws.stories()), Heard()
    assert before > 1
    made.clear()
    corrected(ws, told)
    assert made == [1]
    assert any("until the next communique add" in line for line in told.lines)


def test_the_next_add_makes_every_story(ws, made):
    corrected(ws)
    made.clear()
    ws.add([], RunOptions(), now=LATER)
    assert made == [len(ws.stories())]
    made.clear()
    ws.add([], RunOptions(), now=LATER)
    assert made == []


def test_what_stays_says_the_same_as_what_is_made_anew(ws):
    corrected(ws)
    partly = canonical_json(ws.record())
    ws.add([], RunOptions(), now=LATER)
    assert canonical_json(ws.record()) == partly
