"""Articles kept on disk between ingest and read, so that a run needs no memory per article.

Copies can only be joined and the total can only be told when everything has been looked at once. The articles wait in
a temporary SQLite database, which SQLite keeps in a private file and removes by itself.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from communique.errors import CommuniqueError
from communique.ingest import deduplicate
from communique.record import Article

_CREATE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384;
CREATE TABLE article (path TEXT, line INTEGER, id TEXT, pickled BLOB);
CREATE INDEX article_id ON article (id);
"""
_FIRST_OF_EACH = """
SELECT place, copies FROM (
  SELECT rowid AS place, path, line, id, count(*) OVER (PARTITION BY id) AS copies,
         row_number() OVER (PARTITION BY id ORDER BY path, line, rowid) AS nth
  FROM article)
WHERE nth = 1 ORDER BY path, line, id
"""


class Spool:
    """A context manager: `add` articles, then iterate them once each, copies joined, in (path, line) order."""

    def __init__(self) -> None:
        with _explained():
            self._database = sqlite3.connect("")
            self._database.executescript(_CREATE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._database.close()

    def add(self, path: str, line: int, article: Article) -> None:
        """Keep an article, the `line`-th of the input shown as `path`."""
        with _explained():
            row = (path, line, article.id, pickle.dumps(article, protocol=pickle.HIGHEST_PROTOCOL))
            self._database.execute("INSERT INTO article VALUES (?, ?, ?, ?)", row)

    def __len__(self) -> int:
        """How many different articles there are."""
        with _explained():
            return int(self._database.execute("SELECT count(DISTINCT id) FROM article").fetchone()[0])

    def __iter__(self) -> Iterator[Article]:
        with _explained():
            places = self._database.execute(_FIRST_OF_EACH)
        for place, copies in places:
            if copies == 1:
                query, key = "SELECT pickled FROM article WHERE rowid = ?", place
            else:
                query = "SELECT pickled FROM article WHERE id = (SELECT id FROM article WHERE rowid = ?)"
                key = place
            with _explained():
                rows = self._database.execute(query, (key,)).fetchall()
            yield from deduplicate([pickle.loads(pickled) for (pickled,) in rows])


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise CommuniqueError(
            f"the articles could not be kept in a temporary file ({error}); set TMPDIR to a folder with more space"
        ) from error
