"""How a run tells what it does. The command line draws it; a library caller gets silence unless it passes its own."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by a run as it goes. Nothing that happens here may change a result."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage starts; `total` items are ahead, None when that is not known."""

    def advance(self, count: int = 1) -> None:
        """`count` items of the stage are done."""

    def warn(self, line: str) -> None:
        """Something the user should know, in one line; nothing failed."""


class Silent:
    """Progress that nobody looks at."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, count: int = 1) -> None:
        """Nothing."""

    def warn(self, line: str) -> None:
        """Nothing."""
