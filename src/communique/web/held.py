"""One connection to the record for all the questions of one page: opening it costs more than most questions do.

It is held only while the page is made: DuckDB lets no process write while another has the file open.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from communique.workspace.base import RecordBase

if TYPE_CHECKING:
    import duckdb


class _Thread(threading.local):
    stack: ExitStack | None = None
    db: duckdb.DuckDBPyConnection | None = None
    of: RecordBase | None = None


class Connections:
    """The connection of each thread that is making a page."""

    def __init__(self) -> None:
        self._thread = _Thread()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Questions of this thread share a connection from the first of them to the end of the block."""
        if self._thread.stack is not None:
            yield
            return
        with ExitStack() as stack:
            self._thread.stack = stack
            try:
                yield
            finally:
                self._thread.stack = self._thread.db = self._thread.of = None

    @contextmanager
    def of(self, base: RecordBase) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to `base`: the one that is held, or one for this question alone."""
        thread = self._thread
        if thread.stack is None:
            with base.reading() as db:
                yield db
            return
        if thread.db is None or thread.of is not base:
            thread.db, thread.of = thread.stack.enter_context(base.reading()), base
        yield thread.db


class HeldBase(RecordBase):
    """The record's database, asked through the connections that are held."""

    def __init__(self, base: RecordBase, connections: Connections) -> None:
        super().__init__(base.path)
        self._base, self._connections = base, connections

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for questions."""
        with self._connections.of(self._base) as db:
            yield db
