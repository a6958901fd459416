"""A map over processes of this machine: results in order, memory bound, a dead worker survived.

It knows nothing of what the work is. Processes are spawned, never forked: the work may hold threads.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4  # items in hand a worker: enough that none waits, few enough that memory does not grow with the input
_WORTH_A_PROCESS = 25  # items below which starting one more process costs more than it saves


@dataclass(frozen=True, slots=True)
class Died(Generic[T]):
    """In place of a result: the process that worked on `item` ended without a word (killed, out of memory)."""

    item: T


def workers_for(items: int, asked: int) -> int:
    """How many processes to use: as asked, or with 0 as many as there are cores and the items are worth."""
    return asked if asked > 0 else max(1, min(_cores(), items // _WORTH_A_PROCESS))


def map_in_order(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R | Died[T]]:
    """`work` of each item, in the order of the items. With one worker it runs here, without a process.

    `work`, items and results must be picklable. An exception that `work` raises is raised here and ends the map.
    An item whose process died is done again alone; if that dies too the result is `Died`. CommuniqueError when no
    process stays alive at all.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    todo = iter(items)
    while lost := (yield from _until_broken(work, todo, workers)):
        again = [_alone(work, item) for item in lost]
        if len(again) > 1 and all(isinstance(result, Died) for result in again):
            raise CommuniqueError(
                "no worker process stays alive; run with one worker, and in a script of your own keep the call "
                'below `if __name__ == "__main__":`'
            )
        yield from again


def _until_broken(work: Callable[[T], R], todo: Iterator[T], workers: int) -> Generator[R, None, list[T]]:
    """Results until all is done, or until a process dies; returns the items that were then in hand."""
    hand: deque[tuple[T, Future[R]]] = deque()
    with _pool(workers) as pool:
        while True:
            hand.extend((item, _submit(pool, work, item)) for item in islice(todo, workers * _AHEAD - len(hand)))
            if not hand:
                return []
            try:
                result = hand[0][1].result()
            except BrokenProcessPool:
                return [item for item, _ in hand]
            hand.popleft()
            yield result


def _alone(work: Callable[[T], R], item: T) -> R | Died[T]:
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return Died(item)


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R]:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:  # a process died since the last look: told like any other loss
        failed: Future[R] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    with _interrupts_left_to_the_parent():
        pool.submit(_nothing)  # the first submission starts every process
    try:
        yield pool
    except BaseException:  # Ctrl-C, an error, or a caller that stopped listening: nobody waits for what is in hand
        for process in list((pool._processes or {}).values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_left_to_the_parent() -> Iterator[None]:
    """Processes started inside ignore Ctrl-C for good: the parent ends them, and only the parent speaks."""
    if threading.current_thread() is not threading.main_thread():  # the only one that may set a handler
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _nothing() -> None:
    """Work that is none."""


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
