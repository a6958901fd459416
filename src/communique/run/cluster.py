"""The map over a Ray cluster (extra `communique[ray]`): tasks of a few items, a bounded number in hand, results in order.

Every node needs this release of Communique, and the same model where one is named; each task checks the release, since
another one could give other bytes. Nothing is reported to anybody: Ray's usage statistics are off before it is loaded.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from itertools import islice, takewhile
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from communique.errors import CommuniqueError, UsageError
from communique.run.local import Died

T = TypeVar("T")
R = TypeVar("R")

_ITEMS = 8  # items a task at most: what a task costs beside its work is a twentieth of reading one short article
_ROUNDS = 8  # tasks a worker at least, if there are so many items: workers should be done at about the same time
_AHEAD = 2  # tasks in hand a worker
_HELD = 8  # tasks done that may wait for an earlier one
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
        if self._open is None:
            with _session(self._ray, self._workers, self._address) as workers:
                yield from self._mapped(work, items, total, workers)
            return
        if not self._slots:  # connected by the first map that is asked for
            self._slots = self._open.enter_context(_session(self._ray, self._workers, self._address))
        yield from self._mapped(work, items, total, self._slots)

    def _mapped(self, work: Callable[[T], R], items: Iterable[T], total: int, workers: int) -> Iterator[R | Died[T]]:
        tasks = _Tasks(self._ray, work)
        size = max(1, min(_ITEMS, total // (workers * _ROUNDS)))
        todo = iter(items)
        hand: deque[tuple[tuple[T, ...], Any]] = deque()
        try:
            while True:
                busy = tasks.running([reference for _, reference in hand])
                room = workers * _AHEAD - max(len(busy), len(hand) - _HELD)
                parts = (tuple(islice(todo, size)) for _ in range(room))
                hand.extend((part, tasks.begin(part)) for part in takewhile(bool, parts))
                if not hand:
                    return
                if hand[0][1] in busy:  # the others go on meanwhile: whichever is done makes room for one more
                    tasks.wait(busy)
                    continue
                yield from tasks.results(*hand.popleft())
        finally:
            for _, reference in hand:
                self._ray.cancel(reference)


class _Tasks(Generic[T, R]):
    """What a map asks of Ray."""

    def __init__(self, ray: Any, work: Callable[[T], R]) -> None:
        self._ray = ray
        self._task = ray.remote(num_cpus=1, max_retries=_AGAIN)(_checked)
        self._shared, self._release = ray.put(work), version("communique")

    def begin(self, part: Sequence[T]) -> Any:
        """A reference to the results of these items."""
        return self._task.remote(self._shared, self._release, part)

    def running(self, references: Sequence[Any]) -> frozenset[Any]:
        """Those of them that are not done."""
        return self._waited(references, len(references), 0) if references else frozenset()

    def wait(self, references: Collection[Any]) -> None:
        """Wait until one of them is done."""
        self._waited(list(references), 1, None)

    def _waited(self, references: Sequence[Any], wanted: int, patience: float | None) -> frozenset[Any]:
        _, left = self._ray.wait(references, num_returns=wanted, timeout=patience, fetch_local=False)
        return frozenset(left)

    def results(self, part: Sequence[T], reference: Any) -> Iterator[R | Died[T]]:
        """The results of a task, in the order of its items; what its work raised is raised in its place.

        Items whose worker died are tried one by one, and the one that ends its worker again is told as `Died`.
        """
        ray = self._ray
        try:
            done, error = ray.get(reference)
        except ray.exceptions.RayTaskError as failed:
            raise failed.cause from None
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.ObjectLostError):
            if len(part) == 1:
                yield Died(part[0])
                return
            for item in part:
                yield from self.results((item,), self.begin((item,)))
            return
        except ray.exceptions.RayError as failed:
            raise CommuniqueError(
                f"the Ray cluster cannot go on ({_line(failed)}); run the same command again, or with --engine local"
            ) from failed
        yield from done
        if error is not None:
            raise error


def _checked(work: Callable[[T], R], release: str, part: Sequence[T]) -> tuple[list[R], Exception | None]:
    """The work on each item, where the same release would do it, up to one that raises; and what that raised."""
    here = version("communique")
    if here != release:
        raise CommuniqueError(
            f"a node of the cluster has communique {here} and this one {release}; install one on both"
        )
    done: list[R] = []
    for item in part:
        try:
            done.append(work(item))
        except Exception as error:
            if not done:  # told by Ray, with the place where it was raised
                raise
            return done, error
    return done, None


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
