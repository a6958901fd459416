"""The map over a Ray cluster (extra `communique[ray]`): tasks of one item, a bounded number in hand, results in order.

Every node needs this release of Communique, and the same model where one is named; each task checks the release, since
another one could give other bytes. Nothing is reported to anybody: Ray's usage statistics are off before it is loaded.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from communique.errors import CommuniqueError, UsageError
from communique.run.local import Died

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4  # items in hand a worker, as for local processes
_AGAIN = 2  # tries of Ray itself, before an item is given up
_PATIENCE = 10.0  # seconds to reach a cluster
_SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS": "0",
    "RAY_task_oom_retries": "2",
    "RAY_worker_niceness": "0",  # a Ray of our own gets the share that local processes get; its default is 15
}


class RayEngine:
    """Workers of the cluster at `address`, or without one of a Ray that is started here and ended with the map."""

    def __init__(self, workers: int, address: str | None = None) -> None:
        """UsageError when Ray is not installed."""
        self._ray = _loaded()
        self._workers, self._address = workers, address
        self._open: ExitStack | None = None
        self._slots = 0

    def __enter__(self) -> Self:
        self._open = ExitStack()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        stack, self._open, self._slots = self._open, None, 0
        if stack is not None:
            stack.close()

    def map_in_order(self, work: Callable[[T], R], items: Iterable[T], total: int) -> Iterator[R | Died[T]]:
        """See Engine. `workers` bounds the tasks at a time; 0 is as many as the cluster has processors."""
        del total  # a task costs a millisecond: even a few items are worth it
        if self._open is None:
            with _session(self._ray, self._workers, self._address) as workers:
                yield from self._mapped(work, items, workers)
            return
        if not self._slots:  # connected by the first map that is asked for
            self._slots = self._open.enter_context(_session(self._ray, self._workers, self._address))
        yield from self._mapped(work, items, self._slots)

    def _mapped(self, work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R | Died[T]]:
        ray = self._ray
        task = ray.remote(num_cpus=1, max_retries=_AGAIN)(_checked)
        shared, release = ray.put(work), version("communique")
        hand: deque[tuple[T, Any]] = deque()
        todo = iter(items)
        try:
            while True:
                new = islice(todo, workers * _AHEAD - len(hand))
                hand.extend((item, task.remote(shared, release, item)) for item in new)
                if not hand:
                    return
                item, reference = hand.popleft()
                yield self._result(item, reference)
        finally:
            for _, reference in hand:
                ray.cancel(reference)

    def _result(self, item: T, reference: Any) -> Any:
        ray = self._ray
        try:
            return ray.get(reference)
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.ObjectLostError):
            return Died(item)
        except ray.exceptions.RayError as error:
            raise CommuniqueError(
                f"the Ray cluster cannot go on ({_line(error)}); run the same command again, or with --engine local"
            ) from error


def _checked(work: Callable[[T], R], release: str, item: T) -> R:
    """The work, where the same release would do it."""
    here = version("communique")
    if here != release:
        raise CommuniqueError(
            f"a node of the cluster has communique {here} and this one {release}; install one on both"
        )
    return work(item)


def _loaded() -> Any:
    os.environ |= _SETTINGS
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs Ray; install it: pip install 'communique[ray]'") from error
    return ray


@contextmanager
def _session(ray: Any, workers: int, address: str | None) -> Iterator[int]:
    """Ray connected (if it is not already), and how many tasks run at a time."""
    mine = not ray.is_initialized()
    if mine:
        _connect(ray, workers, address)
    try:
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield min(workers, processors) if workers > 0 else processors
    finally:
        if mine:
            ray.shutdown()


def _connect(ray: Any, workers: int, address: str | None) -> None:
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}
    try:
        if address is None:
            own = {"num_cpus": workers} if workers > 0 else {}
            ray.init(address="local", include_dashboard=False, **own, **quiet)
        else:
            _reach(address)
            ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        where = f"at {address}" if address else "on this machine"
        raise UsageError(
            f"no Ray cluster {where} ({_line(error)}); start one (ray start --head), or leave --address out"
        ) from error


def _reach(address: str) -> None:
    """OSError when nobody listens there; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
