"""Whatever the history of additions and removals, the groups are those of grouping everything at once."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.link.grouping import neighbours, rounds
from communique.link.grouping.growing import Grouping
from communique.link.grouping.sketches import UNDATED, Sketch

THRESHOLD = 0.3
DAY = 740_000


def sketch(chance: random.Random, name: str, *, terms: int, length: int) -> Sketch:
    """An article of a small world: few terms, so that windows overflow and groups touch one another."""
    chosen = chance.sample(range(terms), length)
    raw = np.array(sorted((chance.random() + 0.05 for _ in chosen), reverse=True))
    weights = np.round(raw / np.sqrt((raw**2).sum()) * 16384).astype(np.uint16)
    family = chance.randrange(terms // 4)
    prints = sorted({1000 * family + chance.randrange(12) for _ in range(chance.randrange(14))})
    day = DAY + chance.randrange(400) if chance.random() < 0.9 else UNDATED
    return Sketch(name, day, np.array(chosen, dtype=np.uint32), weights, np.array(prints, dtype=np.uint32))


def world(seed: int, count: int) -> list[Sketch]:
    chance = random.Random(seed)
    terms = chance.choice((12, 30, 120))
    return [sketch(chance, f"a{n:03d}", terms=terms, length=chance.choice((3, 6, 10))) for n in range(count)]


def at_once(articles: list[Sketch]) -> dict[str, tuple[str, ...]]:
    return Grouping.empty(THRESHOLD).changed(articles).stories()


@pytest.fixture(params=["wide", "narrow"])
def reach(request, monkeypatch):
    """As it is, and with windows, neighbours and groups so small that every bound is reached."""
    if request.param == "narrow":
        monkeypatch.setattr(neighbours, "BESIDE", 3)
        monkeypatch.setattr(neighbours, "_BESIDE_COPY", 2)
        monkeypatch.setattr(neighbours, "_HEAVIEST", 4)
        monkeypatch.setattr(rounds, "LARGEST", 6)


@pytest.mark.usefixtures("reach")
@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_gives_what_all_at_once_gives(seed):
    articles = world(seed, 70)
    grouping = Grouping.empty(THRESHOLD)
    for n, article in enumerate(random.Random(seed).sample(articles, len(articles))):
        grouping = grouping.changed([article])
        if n % 9 == 0:
            assert grouping.stories() == at_once([a for a in articles if a.id in grouping.sketches.ids])
    assert grouping.stories() == at_once(articles)


@pytest.mark.usefixtures("reach")
@pytest.mark.parametrize("seed", range(3))
def test_a_history_with_removals_and_replacements_leaves_no_trace(seed):
    chance = random.Random(seed)
    articles = {a.id: a for a in world(seed, 60)}
    others = {a.id: a for a in world(seed + 100, 60)}
    grouping, now = Grouping.empty(THRESHOLD), {}
    for _ in range(14):
        added = chance.sample(sorted(articles), chance.randrange(12))
        removed = chance.sample(sorted(articles), chance.randrange(8))
        new = {name: chance.choice((articles, others))[name] for name in added}
        grouping = grouping.changed(new.values(), removed)
        now = {name: found for name, found in now.items() if name not in removed} | new
        assert grouping.stories() == at_once([now[name] for name in sorted(now)])


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.permutations(range(25)), st.lists(st.integers(0, 25), max_size=4))
def test_the_order_and_the_steps_do_not_matter(seed, order, cuts):
    articles = world(seed, 25)
    grouping = Grouping.empty(THRESHOLD)
    bounds = [0, *sorted(cuts), 25]
    for start, end in pairwise(bounds):
        grouping = grouping.changed([articles[n] for n in order[start:end]])
    assert grouping.stories() == at_once(articles)


def test_the_small_world_has_stories_of_several_sizes():
    sizes = {len(group) for seed in range(8) for group in at_once(world(seed, 70)).values()}
    assert {1, 2, 3} < sizes


def test_no_round_makes_a_group_larger_than_allowed(monkeypatch):
    monkeypatch.setattr(rounds, "LARGEST", 5)
    article = world(1, 1)[0]
    same = [Sketch(f"a{n}", DAY, article.terms, article.weights, article.prints[:0]) for n in range(40)]
    sizes = [len(group) for group in at_once(same).values()]
    assert max(sizes) <= 5
    assert len(sizes) < 40


def test_columns_and_back_are_the_same_grouping():
    grouping = Grouping.empty(THRESHOLD).changed(world(3, 40))
    again = Grouping.from_columns(grouping.columns())
    assert again.stories() == grouping.stories()
    more = world(4, 41)[40]
    assert again.changed([more]).stories() == grouping.changed([more]).stories()
    empty = Grouping.from_columns(Grouping.empty(THRESHOLD).columns())
    assert empty.changed(world(3, 5)).stories() == at_once(world(3, 5))
