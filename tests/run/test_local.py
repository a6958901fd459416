"""The map over processes: order, memory, death, and interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.run.local import Died, Staff, map_in_order, workers_for


def slower_when_small(number: int) -> int:
    time.sleep(0.02 if number % 5 == 0 else 0)
    return number * number


def dies_on_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_dies(_number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def raises_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def first_waits_for_the_rest(item: tuple[int, Path]) -> int:
    number, folder = item
    (folder / str(number)).touch()
    last = folder / "30"
    deadline = time.monotonic() + 120  # on a busy machine the second process may start late
    while number == 0 and not last.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return number if number or last.exists() else -1


def dies_first_and_counts(item: tuple[int, Path]) -> int:
    number, folder = item
    if number == 0:
        deadline = time.monotonic() + 120  # on a busy machine the second process may start late
        while not (folder / "8").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGKILL)
    with (folder / str(number)).open("a") as file:
        file.write("x")
    return number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers):
    assert list(map_in_order(slower_when_small, range(30), workers)) == [n * n for n in range(30)]


def test_an_item_whose_process_dies_is_named_and_the_rest_is_done():
    results = list(map_in_order(dies_on_seven, range(20), 2))
    assert results[7] == Died(7)
    assert results[:7] + results[8:] == [n for n in range(20) if n != 7]


def test_when_no_process_lives_the_run_ends_with_the_way_out():
    with pytest.raises(CommuniqueError, match="one worker"):
        list(map_in_order(always_dies, range(5), 2))


def test_an_exception_of_the_work_reaches_the_caller():
    with pytest.raises(ValueError, match="three"):
        list(map_in_order(raises_on_three, range(20), 2))


def test_a_slow_item_does_not_keep_the_other_processes_waiting(tmp_path):
    items = [(number, tmp_path) for number in range(40)]
    assert list(map_in_order(first_waits_for_the_rest, items, 2)) == list(range(40))


class Pool:
    """Stands in for processes: all is done at once but the first item, when the thirty-first comes in, or as -1 by who gave up."""

    def __init__(self) -> None:
        self.first: Future[int] | None = None

    @contextmanager
    def called(self, _workers: int) -> Iterator[Pool]:
        gives_up = threading.Timer(10, lambda: self.first.set_result(-1))
        gives_up.start()
        yield self
        gives_up.cancel()

    def submit(self, _work: object, number: int) -> Future[int]:
        future: Future[int] = Future()
        self.first = self.first or future
        if number:
            future.set_result(number)
        if number == 30 and not self.first.done():
            self.first.set_result(0)
        return future


def test_items_done_between_two_looks_make_room():
    assert list(map_in_order(abs, range(40), 2, Pool())) == list(range(40))


def test_what_was_done_when_a_process_died_is_not_done_again(tmp_path):
    items = [(number, tmp_path) for number in range(20)]
    results = list(map_in_order(dies_first_and_counts, items, 2))
    assert results == [Died(items[0]), *range(1, 20)]
    assert all(len((tmp_path / str(number)).read_text()) == 1 for number in range(1, 6))


def test_items_are_drawn_only_as_results_are_taken():
    drawn = []

    def items() -> Iterator[int]:
        for number in range(1000):
            drawn.append(number)
            yield number

    results = map_in_order(slower_when_small, items(), 2)
    for _ in range(3):
        next(results)
    results.close()
    assert (
        len(drawn) <= 3 + 64 + 2 * 4
    )  # what was taken, what may wait for an earlier one, what two workers have in hand


@pytest.mark.parametrize(("items", "asked", "least", "most"), [(1000, 3, 3, 3), (8, 0, 1, 1), (10**6, 0, 1, 10**4)])
def test_unasked_a_few_items_get_one_process(items, asked, least, most):
    assert least <= workers_for(items, asked) <= most


def test_an_interrupt_ends_at_once_and_leaves_no_process_behind(tmp_path):
    script = tmp_path / "long.py"
    script.write_text(
        textwrap.dedent("""
        import signal, time
        from communique.run.local import map_in_order
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job inherits it ignored
        def work(n):
            if n:
                time.sleep(600)
            return n
        if __name__ == "__main__":
            for result in map_in_order(work, range(100), 2):
                print(result, flush=True)
        """)
    )
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"0\n"  # both workers live
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: parent and workers alike
        _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert errors.count(b"Traceback") == 1  # the parent's own; the workers say nothing
    assert ends(process.pid)


def ends(group: int) -> bool:
    """Whether no process of the group is left, given a moment for the interpreter's own helper to notice."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def own_process(_item: int) -> int:
    return os.getpid()


def test_the_processes_of_a_staff_stay_from_one_map_to_the_next():
    with Staff() as staff:
        first, second = (set(map_in_order(own_process, range(20), 2, staff)) for _ in range(2))
        list(map_in_order(own_process, range(2), 2, staff))
    assert os.getpid() not in first
    assert second <= first or first <= second


def test_a_staff_that_lost_a_process_has_another():
    with Staff() as staff:
        assert [r for r in map_in_order(dies_on_seven, range(10), 2, staff) if not isinstance(r, Died)]
        assert list(map_in_order(slower_when_small, range(10), 2, staff)) == [n * n for n in range(10)]
