"""The map over Ray: the contract of every engine, and what only a cluster can do wrong."""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from communique.errors import CommuniqueError, UsageError
from communique.options import RunOptions
from communique.run.engine import engine_of
from communique.run.local import Died

needs_ray = pytest.mark.skipif(
    not find_spec("ray"),
    reason="Ray is not installed: pip install 'communique[ray]'",
)


def squared(number: int) -> int:
    return number * number


def dies_once(given: tuple[str, int]) -> int:
    """The process that gets number 7 first is killed as the system kills one: without a word."""
    folder, number = given
    mark = Path(folder) / "died"
    if number == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_dies_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def raises_on_three(number: int) -> int:
    if number == 3:
        raise CommuniqueError("three is not read")
    return number


@needs_ray
def test_a_cluster_that_is_not_there_is_named_with_the_way_out():
    with pytest.raises(UsageError, match=r"no Ray cluster at 127\.0\.0\.1:1 .*ray start --head"):
        list(engine_of(RunOptions(engine="ray", address="127.0.0.1:1")).map_in_order(squared, [1], 1))


@pytest.fixture(scope="module")
def cluster():
    """One Ray of two workers for all tests of this file; an engine uses the Ray that is connected."""
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'communique[ray]'")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield engine_of(RunOptions(engine="ray", workers=2))
    ray.shutdown()


def test_results_come_in_the_order_of_the_items(cluster):
    assert list(cluster.map_in_order(squared, range(40), 40)) == [n * n for n in range(40)]


def test_a_worker_killed_in_the_middle_changes_nothing(cluster, tmp_path):
    items = [(str(tmp_path), n) for n in range(30)]
    assert list(cluster.map_in_order(dies_once, items, 30)) == list(range(30))
    assert (tmp_path / "died").exists()


def test_an_item_that_kills_every_worker_is_named_and_the_rest_is_done(cluster):
    results = list(cluster.map_in_order(always_dies_on_three, range(8), 8))
    assert results == [0, 1, 2, Died(3), 4, 5, 6, 7]


def test_of_a_task_whose_worker_dies_only_the_item_that_kills_it_is_given_up(cluster):
    results = list(cluster.map_in_order(always_dies_on_three, range(64), 64))  # four items a task
    assert results == [Died(3) if n == 3 else n for n in range(64)]


def test_what_was_done_before_an_error_comes_before_it(cluster):
    results = cluster.map_in_order(raises_on_three, range(64), 64)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(CommuniqueError, match=r"^three is not read$"):
        next(results)


def test_an_error_of_the_work_reaches_the_caller_as_it_was(cluster):
    with pytest.raises(CommuniqueError, match=r"^three is not read$"):
        list(cluster.map_in_order(raises_on_three, range(20), 20))


def test_items_are_taken_as_results_are_asked_for(cluster):
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    results = cluster.map_in_order(squared, items(), 1000)
    assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
    assert len(taken) < 120
    results.close()


def test_the_usage_of_ray_is_reported_to_nobody(cluster):
    del cluster
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_without_ray_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'communique\[ray\]'"):
        engine_of(RunOptions(engine="ray"))


def test_an_engine_there_is_none_of_is_named_with_those_there_are():
    with pytest.raises(UsageError, match="no engine 'spark'; there are: local, ray"):
        engine_of(RunOptions(engine="spark"))


def test_an_address_without_a_cluster_engine_is_refused():
    with pytest.raises(UsageError, match="--engine ray"):
        engine_of(RunOptions(address="auto"))
