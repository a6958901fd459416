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
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, Self, TypeAlias, TypeVar

from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4  # items in hand a worker: enough that none waits, few enough that memory does not grow with the input
_HELD = 64  # results that may wait for an earlier one: a story of a whole year's briefings takes as long as hundreds
_WORTH_A_PROCESS = 25  # items below which starting one more process costs more than it saves


@dataclass(frozen=True, slots=True)
class Died(Generic[T]):
    """In place of a result: the process that worked on `item` ended without a word (killed, out of memory)."""

    item: T


def workers_for(items: int, asked: int) -> int:
    """How many processes to use: as asked, or with 0 as many as there are cores and the items are worth."""
    return asked if asked > 0 else max(1, min(_cores(), items // _WORTH_A_PROCESS))


class Staff:
    """Processes that stay when a map is done, for the next one; one map at a time. A context manager."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.dismiss(at_once=kind is not None)

    @contextmanager
    def called(self, workers: int) -> Iterator[ProcessPoolExecutor]:
        """At least so many processes. Whoever leaves with an exception leaves none of them behind."""
        if self._size < workers:
            self.dismiss()
            self._pool, self._size = _started(workers), workers
        assert self._pool is not None
        try:
            yield self._pool
        except BaseException:  # Ctrl-C, an error, or a caller that stopped listening: nobody waits for what is in hand
            self.dismiss(at_once=True)
            raise

    def dismiss(self, *, at_once: bool = False) -> None:
        """End the processes, when they are done with what they have in hand or at once."""
        pool, self._pool, self._size = self._pool, None, 0
        if pool is not None:
            if at_once:
                for process in list((pool._processes or {}).values()):
                    process.terminate()
            pool.shutdown(cancel_futures=True)


def map_in_order(
    work: Callable[[T], R], items: Iterable[T], workers: int, staff: Staff | None = None
) -> Iterator[R | Died[T]]:
    """`work` of each item, in the order of the items. With one worker it runs here, without a process.

    `work`, items and results must be picklable. An exception that `work` raises is raised here and ends the map.
    An item whose process died is done again alone; if that dies too the result is `Died`. CommuniqueError when no
    process stays alive at all. The processes are those of `staff`, or without it new ones that end with the map.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    todo = iter(items)
    with nullcontext(staff) if staff is not None else Staff() as staff:
        while lost := (yield from _until_broken(work, todo, workers, staff)):
            again = [future.result() if _done_well(future) else _alone(work, item) for item, future in lost]
            if len(again) > 1 and all(isinstance(result, Died) for result in again):
                raise CommuniqueError(
                    "no worker process stays alive; run with one worker, and in a script of your own keep the call "
                    'below `if __name__ == "__main__":`'
                )
            yield from again


Hand: TypeAlias = "deque[tuple[T, Future[R]]]"  # items in their order, each with its result to be


def _until_broken(
    work: Callable[[T], R], todo: Iterator[T], workers: int, staff: Staff
) -> Generator[R, None, Hand[T, R]]:
    """Results until all is done, or until a process dies; returns what was then in hand."""
    hand: Hand[T, R] = deque()
    with staff.called(workers) as pool:
        while True:
            busy = [future for _, future in hand if not future.done()]
            room = workers * _AHEAD - max(len(busy), len(hand) - _HELD)
            new = [(item, _submit(pool, work, item)) for item in islice(todo, room)]
            hand.extend(new)
            if not hand:
                return hand
            first = hand[0][1]
            if not first.done():  # the others go on meanwhile: whichever is done makes room for one more
                # all that were busy when `room` was reckoned: what was done since makes room, and nobody would wait for it
                wait([*busy, *(future for _, future in new)], return_when=FIRST_COMPLETED)
                continue
            try:
                result = first.result()
            except BrokenProcessPool:
                staff.dismiss(at_once=True)
                return hand
            hand.popleft()
            yield result


def _done_well(future: Future[R]) -> bool:
    """Whether there is something to ask of it: a result, or what the work raised; not that its process died."""
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _alone(work: Callable[[T], R], item: T) -> R | Died[T]:
    with Staff() as staff, staff.called(1) as pool:
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


def _started(workers: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_the_parent
    )
    with _interrupts_left_to_the_parent():
        for _ in range(
            workers
        ):  # each submission starts one process as long as none is idle, and a new one is not so soon
            pool.submit(_nothing)
    return pool


def _end_with_the_parent() -> None:
    """Have this process end when the one that started it is gone, killed too: nobody waits for what it has in hand."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_ended_by, args=(parent,), daemon=True).start()


def _ended_by(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


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
