"""Stories made one by one or by several processes: the same; a story whose process dies is kept without its comparison."""

from __future__ import annotations

import pytest

from communique.options import RunOptions
from communique.run import stories
from communique.run.local import Died
from communique.run.stories import in_order, make_stories
from tests.workspace.test_update import made

BATCHES = [[made(1, number) for number in range(4)], [made(2, number) for number in range(3)], [made(3, 1)]]


def test_any_number_of_processes_makes_the_same_stories():
    here = list(make_stories(BATCHES, RunOptions(workers=1), (), len(BATCHES)))
    elsewhere = list(make_stories(BATCHES, RunOptions(workers=2), (), len(BATCHES)))
    assert here == elsewhere
    assert [set(m.story.articles) for m in here] == [{r.article.id for r in batch} for batch in BATCHES]


def test_a_story_depends_on_its_own_readings_alone():
    alone = [next(iter(make_stories([batch], RunOptions(), (), 1))) for batch in BATCHES]
    assert alone == list(make_stories(BATCHES, RunOptions(), (), len(BATCHES)))


class Deadly:
    """An engine on which every process dies."""

    def map_in_order(self, work, items, total):
        del work, total
        yield from map(Died, items)


def test_a_story_whose_process_dies_is_kept_and_says_so(monkeypatch):
    monkeypatch.setattr(stories, "engine_of", lambda _options: Deadly())
    found = [m.story for m in make_stories(BATCHES, RunOptions(), (), len(BATCHES))]
    assert all("its process died" in story.notes[0] and "conflicts" in story.not_computed for story in found)
    assert [len(story.actors) > 0 for story in found] == [True, True, True]


def test_stories_come_by_the_day_of_their_first_article_and_undated_ones_last():
    days = {"a": "2031-03", "b": "2031-03-02", "c": None, "d": "2030"}
    order = in_order([("s3", "c"), ("s1", "ab"), ("s2", "d")], days)
    assert order == ("s2", "s1", "s3")


@pytest.mark.parametrize("same", [("s1", "s2"), ("s2", "s1")])
def test_stories_of_one_day_come_by_id(same):
    assert in_order([(name, "a") for name in same], {"a": "2031-03-02"}) == ("s1", "s2")
