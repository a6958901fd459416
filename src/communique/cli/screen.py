"""What a person sees while it runs, on stderr: a bar where there is a terminal, failures in one line each."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from communique.record import Failure


class Screen:
    """The `Progress` of the command line, as a context manager. A bar is drawn on a terminal only, and not if quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, stage: str, total: int | None = None) -> None:
        """A new stage; the bar of the one before goes away."""
        if self._bar is None:
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(stage, total=total)

    def advance(self, count: int = 1) -> None:
        """`count` more items are done."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, count)

    def warn(self, line: str) -> None:
        """A note, unless quiet."""
        if not self._quiet:
            self.say(f"note: {line}")

    def fail(self, failure: Failure) -> None:
        """A failure: always said, also when quiet."""
        self.say(f"not read: {failure.path}: {failure.reason}")

    def fail_all(self, failures: Iterable[Failure]) -> None:
        """Each failure in one line."""
        for failure in failures:
            self.fail(failure)

    def say(self, line: str) -> None:
        """One line on stderr, above the bar if there is one."""
        line = one_line(line)
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """Text that cannot break the line or steer a terminal: control and direction characters are replaced."""
    return "".join("\ufffd" if unicodedata.category(c) in _UNPRINTABLE else c for c in " ".join(text.split()))


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
