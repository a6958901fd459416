"""The record as a DuckDB file: stories whole, their findings as tables, and which run brought or took each finding.

Everything in it can be made again from the log and the partitions, so a damaged file is thrown away and made anew.
A change is one transaction; a process that is killed leaves the record of before or of after. Connections are short:
DuckDB lets no process write while others hold the file open.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import WorkspaceError
from communique.record import Applied, Story
from communique.workspace import query
from communique.workspace.filters import Filters
from communique.workspace.folder import sync_folder
from communique.workspace.schema import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_TYPES = {"text": "VARCHAR", "texts": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}
_PATIENCE = 30.0  # seconds to wait for another process that has the file open
CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
    "memory_limit": "256MB",  # otherwise it keeps what it read until four fifths of the machine are full
}
"""How every database of a workspace is opened: nothing from the outside, and bounded."""
_FIXED = """
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE stories (id VARCHAR, title VARCHAR, articles BIGINT, groups BIGINT, events BIGINT, positions BIGINT,
                      conflicts BIGINT, forward BIGINT, first_day VARCHAR, last_day VARCHAR,
                      fingerprint VARCHAR, json VARCHAR);
CREATE TABLE kept (article VARCHAR, story VARCHAR, fingerprint VARCHAR);
CREATE TABLE history (kind VARCHAR, id VARCHAR, digest VARCHAR, came BIGINT, went BIGINT, content VARCHAR);
"""


class RecordBase:
    """The database of one workspace, or with `path` None one in memory."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._memory: duckdb.DuckDBPyConnection | None = None

    def run(self) -> int | None:
        """The number of the run whose record it tells; None when it is not there, not sound, or of another schema."""
        if self.path is not None and not self.path.is_file():
            return None
        try:
            meta = self.meta()
            return int(meta["run"]) if meta.get("schema") == str(SCHEMA_VERSION) else None
        except (WorkspaceError, KeyError, ValueError):
            return None

    def seen(self) -> tuple[int, int, int] | None:
        """What changes whenever the file does; None when there is none."""
        try:
            stat = self.path.stat() if self.path is not None else None
        except OSError:
            return None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size) if stat else (0, 0, 0)

    def meta(self) -> dict[str, str]:
        """Facts about the whole: schema, run, as_of, order (of stories), applied."""
        with self.reading() as db:
            return dict(db.execute("SELECT name, value FROM meta").fetchall())

    def stories(self) -> list[dict[str, Any]]:
        """The stories, light, in the record's order."""
        with self.reading() as db:
            order: list[str] = json.loads(db.execute("SELECT value FROM meta WHERE name = 'order'").fetchall()[0][0])
            found = db.execute("SELECT * EXCLUDE (json, fingerprint) FROM stories")
            names = [column[0] for column in found.description]
            by_id = {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}
        return [by_id[i] for i in order]

    def story(self, story_id: str) -> Story | None:
        """One story, or None."""
        with self.reading() as db:
            row = db.execute("SELECT json FROM stories WHERE id = ?", [story_id]).fetchone()
        return Story.model_validate_json(row[0]) if row else None

    def story_with(self, finding_id: str) -> str | None:
        """Id of a story that has a finding of that id, also one that is in no table."""
        with self.reading() as db:
            named = f'"id":{json.dumps(finding_id, ensure_ascii=False)}'
            row = db.execute("SELECT id FROM stories WHERE contains(json, ?) ORDER BY id LIMIT 1", [named]).fetchone()
        return str(row[0]) if row else None

    def whole(self) -> tuple[int, str | None, tuple[Story, ...]]:
        """Of one moment: the number of the run, the record's date, and every story in the record's order."""
        with self.reading() as db:
            meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
            texts = dict(db.execute("SELECT id, json FROM stories").fetchall())
        stories = tuple(Story.model_validate_json(texts[i]) for i in json.loads(meta["order"]))
        return int(meta["run"]), meta["as_of"] or None, stories

    def fingerprints(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of stories and of readings, by id."""
        with self.reading() as db:
            stories = dict(db.execute("SELECT id, fingerprint FROM stories").fetchall())
            return stories, dict(db.execute("SELECT article, fingerprint FROM kept").fetchall())

    def story_of(self, article_id: str) -> str | None:
        """The story that an article is in."""
        with self.reading() as db:
            row = db.execute("SELECT story FROM kept WHERE article = ?", [article_id]).fetchone()
        return str(row[0]) if row and row[0] else None

    def applied(self) -> tuple[Applied, ...]:
        """What became of each correction."""
        return tuple(Applied.model_validate(a) for a in json.loads(self.meta().get("applied", "[]")))

    def rows(self, table: str, filters: Filters, limit: int | None, offset: int) -> list[dict[str, Any]]:
        """Rows that pass the filters, those with the earliest date first."""
        sql, values = query.select(table, filters, limit, offset)
        with self.reading() as db:
            found = db.execute(sql, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def passing(self, filters: Filters) -> set[str]:
        """Ids of the statements that pass, and of articles: those that pass by themselves or hold such a statement."""
        statements = self.rows("statements", filters, None, 0)
        found = {row["id"] for row in statements} | {row["article"] for row in statements}
        if (filters.speaker, filters.issue, filters.form, filters.act) == (None, None, None, None):
            found |= {row["id"] for row in self.rows("articles", replace(filters, text=None), None, 0)}
        return found

    def count(self, table: str, filters: Filters) -> int:
        """How many rows pass the filters."""
        sql, values = query.count(table, filters)
        with self.reading() as db:
            row = db.execute(sql, values).fetchone()
        return int(row[0]) if row else 0

    def arrow(self, table: str, filters: Filters) -> pa.Table:
        """The same rows as an Arrow table with its schema."""
        import pyarrow as pa

        return pa.Table.from_pylist(self.rows(table, filters, None, 0), TABLES[table].schema())

    def history(self, table: str, since: int, until: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Findings that came after run `since` and were there at run `until`, and those that went in between."""
        came = "came > ? AND came <= ? AND (went IS NULL OR went > ?)"
        went = "came <= ? AND went > ? AND went <= ?"
        return (
            self._told(table, came, [since, until, until]),
            self._told(table, went, [since, since, until]),
        )

    def _told(self, table: str, where: str, values: list[int]) -> list[dict[str, Any]]:
        """Rows of findings of the history: as kept when they went, or as they stand in their table."""
        columns = ", ".join(f't."{c.name}"' for c in TABLES[table].columns)
        with self.reading() as db:
            kept = f"SELECT content FROM history WHERE kind = ? AND content IS NOT NULL AND {where} ORDER BY id, digest"
            rows = [json.loads(row[0]) for row in db.execute(kept, [table, *values]).fetchall() if row[0]]
            found = db.execute(
                f'SELECT {columns} FROM history h JOIN "{table}" t ON t.id = h.id AND t.digest = h.digest '
                f"WHERE h.kind = ? AND h.content IS NULL AND {where} ORDER BY t.id, t.seq",
                [table, *values],
            )
            names = [column[0] for column in found.description]
            seen = {row["id"]: row for row in (dict(zip(names, row, strict=True)) for row in found.fetchall())}
        day = query.DATE.get(table, "id")
        return sorted([*rows, *seen.values()], key=lambda r: (r.get(day) or "9999", r["id"]))

    def positions_of(self, actors: Iterable[str]) -> list[dict[str, Any]]:
        """The dated positions of some actors, the latest first."""
        columns = ", ".join(f'"{c.name}"' for c in TABLES["positions"].columns)
        with self.reading() as db:
            found = db.execute(
                f"SELECT {columns} FROM positions WHERE actor IN (SELECT unnest(?::VARCHAR[])) AND as_of IS NOT NULL "
                "ORDER BY as_of DESC, id",
                [sorted(set(actors))],
            )
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def is_sound(self) -> bool:
        """Whether every value of every table can be read."""
        try:
            with self.reading() as db:
                for (name,) in db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall():
                    db.execute(f'SELECT bit_xor(hash(t)) FROM "{name}" t').fetchall()
        except WorkspaceError:
            return False
        return True

    def compact(self) -> None:
        """Write the file anew from its tables."""
        assert self.path is not None
        beside = self.path.with_name(".record.new.part")
        for file in (beside, beside.with_name(beside.name + ".wal")):
            file.unlink(missing_ok=True)
        with self._connected(readonly=False) as db:
            db.execute(f"ATTACH '{_quoted(beside)}' AS fresh")
            db.execute("COPY FROM DATABASE record TO fresh")
            db.execute("DETACH fresh")
        beside.replace(self.path)
        sync_folder(self.path.parent)

    # --- connections

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for questions."""
        with self._connected(readonly=True) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection inside one transaction, which is undone if the block raises."""
        with self._connected(readonly=False) as db:
            db.execute("BEGIN")
            try:
                yield db
            except BaseException:
                with contextlib.suppress(Exception):
                    db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def _connected(self, *, readonly: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        import duckdb

        if self.path is None:
            self._memory = self._memory or duckdb.connect(":memory:", config=CONFIG)  # type: ignore[arg-type,unused-ignore]
            yield self._memory
            return
        try:
            db = self._opened(readonly=readonly)
            try:
                yield db
            finally:
                db.close()
        except duckdb.Error as error:
            why = " ".join(str(error).split())[:200]
            if "No space left" in why or ("disk" in why.lower() and "full" in why.lower()):
                raise WorkspaceError(
                    f"{self.path}: the disk is full; make room and run the same command again"
                ) from error
            raise WorkspaceError(
                f"{self.path} cannot be read ({why}); the next change of the workspace makes it again: "
                f"communique add {self.path.parent}"
            ) from error

    def _opened(self, *, readonly: bool) -> duckdb.DuckDBPyConnection:
        """The open file; waits while another process (or a thread of this one) has it open for writing."""
        import duckdb

        give_up = time.monotonic() + _PATIENCE
        while True:
            try:
                return duckdb.connect(str(self.path), read_only=readonly, config=CONFIG)  # type: ignore[arg-type,unused-ignore]
            except (duckdb.IOException, duckdb.ConnectionException) as error:
                busy = "lock" in str(error) or "different configuration" in str(error)
                if not busy or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def create_tables(db: duckdb.DuckDBPyConnection) -> None:
    """The empty schema."""
    db.execute(_FIXED)
    for name, table in TABLES.items():
        columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in table.columns)
        db.execute(f'CREATE TABLE "{name}" ({columns}, seq BIGINT, digest VARCHAR, run BIGINT)')


def insert(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows of one of the TABLES; each carries its place (`seq`), its `digest`, and the `run` that wrote it."""
    if not rows:
        return
    import pyarrow as pa

    schema = TABLES[table].schema().append(pa.field("seq", pa.int64())).append(pa.field("digest", pa.string()))
    schema = schema.append(pa.field("run", pa.int64()))
    incoming = pa.Table.from_pylist(list(rows), schema)
    db.register("incoming", incoming)
    db.execute(f'INSERT INTO "{table}" SELECT * FROM incoming')
    db.unregister("incoming")
    pa.default_memory_pool().release_unused()  # it keeps what passed through it: a gigabyte after 100,000 articles
