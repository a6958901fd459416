"""Where the work of a run is done: here, in processes of this machine, or on a Ray cluster. One map, the same results.

An engine knows nothing of what the work is. Whatever it is, it is a function of one item, and results come in the order
of the items: so a run gives the same bytes on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

from communique.errors import UsageError
from communique.options import RunOptions
from communique.run.local import Died, Staff, map_in_order, workers_for

T = TypeVar("T")
R = TypeVar("R")

ENGINES = ("local", "ray")


class Engine(Protocol):
    """A map in order. `work`, items and results must be picklable.

    As a context manager it keeps its workers from one map to the next: starting one costs a second and more, what it
    imports and loads. Otherwise they end with each map.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None: ...

    def map_in_order(self, work: Callable[[T], R], items: Iterable[T], total: int) -> Iterator[R | Died[T]]:
        """`work` of each of about `total` items, in their order, a bounded number of them in hand at a time.

        An exception that `work` raises is raised here and ends the map. An item whose process dies is done again; if
        that dies too the result is `Died`. CommuniqueError when the engine itself cannot go on.
        """


class LocalEngine:
    """Processes of this machine; with one worker, or few items, this process alone."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._staff: Staff | None = None

    def __enter__(self) -> Self:
        self._staff = Staff()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        staff, self._staff = self._staff, None
        if staff is not None:
            staff.dismiss(at_once=kind is not None)

    def map_in_order(self, work: Callable[[T], R], items: Iterable[T], total: int) -> Iterator[R | Died[T]]:
        """See Engine."""
        return map_in_order(work, items, workers_for(total, self._workers), self._staff)


def engine_of(options: RunOptions) -> Engine:
    """The engine that the options ask for. UsageError when there is none of that name, or it is not installed."""
    if options.engine == "local":
        if options.address is not None:
            raise UsageError(f"--address {options.address} is for a cluster; give --engine ray with it")
        return LocalEngine(options.workers)
    if options.engine == "ray":
        from communique.run.cluster import RayEngine  # an extra

        return RayEngine(options.workers, options.address)
    raise UsageError(f"there is no engine {options.engine!r}; there are: {', '.join(ENGINES)}")
