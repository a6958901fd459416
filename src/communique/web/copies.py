"""The record as pages ask it: a private copy of its database, opened once a run.

DuckDB lets nobody write a file that another has open, and opening one costs more than most questions. Pages therefore
ask a copy: they need no turn while the next run is written, and keep the workspace from nobody. The copy has no name
in the folder once it is open, so nothing of it outlives the server, however that ends.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import WorkspaceError
from communique.workspace.base import CONFIG, RecordBase

if TYPE_CHECKING:
    import duckdb

_PREFIX = ".asked-"


class CopiedBase(RecordBase):
    """A record's database that is asked through one open connection, by any thread."""

    def __init__(self, path: Path | None, db: duckdb.DuckDBPyConnection) -> None:
        super().__init__(path)
        self._db = db
        self._mine = threading.local()
        weakref.finalize(self, db.close)  # also when the interpreter ends

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for questions, this thread's own."""
        import duckdb

        cursor = getattr(self._mine, "cursor", None)
        if cursor is None:
            cursor = self._mine.cursor = self._db.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            raise WorkspaceError(f"the record cannot be asked ({' '.join(str(error).split())[:200]})") from error


@dataclass(frozen=True, slots=True)
class Copy:
    """The database of one run."""

    run: int
    base: RecordBase

    def close(self) -> None:
        """Close it; questions under way may fail."""
        if isinstance(self.base, CopiedBase):
            self.base.close()


def copied(base: RecordBase, room: Path) -> Copy:
    """A copy of `base` made in the folder `room`. WorkspaceError if it cannot be made.

    Its run is what it says itself: the log tells of a run a moment before the database's file does.
    """
    import duckdb

    if base.path is None:  # in memory already: a workspace that may only be read
        return Copy(_run_of(base), base)
    place = room / f"{_PREFIX}{secrets.token_hex(6)}.duckdb"
    try:
        room.mkdir(parents=True, exist_ok=True)
        with base.reading():  # while it is open for reading nobody writes it
            _copy(base.path, place)
        db = duckdb.connect(str(place), config=CONFIG)  # type: ignore[arg-type,unused-ignore]
        db.execute("CREATE INDEX asked_story ON stories (id)")  # a story's row is large; without an index all are read
        db.execute("CHECKPOINT")
        private = CopiedBase(base.path, db)
        return Copy(_run_of(private), private)
    except (OSError, duckdb.Error) as error:
        raise WorkspaceError(
            f"{base.path} cannot be copied to {room} ({' '.join(str(error).split())[:160]})"
        ) from error
    finally:
        for file in (place, place.with_name(place.name + ".wal")):
            with contextlib.suppress(OSError):  # a system that keeps open files by name; `swept` takes it next time
                file.unlink(missing_ok=True)


def _copy(source: Path, place: Path) -> None:
    """The file, and beside it what was committed and not yet taken into it: after a kill, or for a moment always."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(source.with_name(source.name + ".wal"), place.with_name(place.name + ".wal"))
    shutil.copyfile(source, place)


def _run_of(base: RecordBase) -> int:
    return int(base.meta().get("run", "0"))


def swept(room: Path) -> None:
    """Remove copies that an ended server left where open files keep their names."""
    for file in room.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            file.unlink()
