"""Partitions: small Parquet files, each written once, holding what one confirmed step made.

Three kinds: `articles` (one row an input article as ingested), `readings` (one row a reading, without its article) and
`history` (one row a finding that a run brought or took).
Values are JSON in a column beside the columns by which one looks. docs/design/workspace.md has the schema.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from communique.errors import CommuniqueError, WorkspaceError
from communique.record import Article, Reading, plain
from communique.workspace.folder import Folder, explained, sha256_of, whole

if TYPE_CHECKING:
    import pyarrow as pa

PARTITION_VERSION = 1
"""Raised when columns change; then MIGRATIONS gets the step from the version before."""
MIGRATIONS: dict[int, Callable[[str, list[dict[str, Any]]], list[dict[str, Any]]]] = {}
"""Version -> what makes its rows (of a kind) rows of the next version; applied when a partition is read."""
_COLUMNS = {
    "articles": ("place", "path", "article", "key", "json"),
    "readings": ("key", "article", "reader", "json"),
    "history": ("change", "kind", "id", "digest", "content"),
}
_NAME = re.compile("(articles|readings|history)-[0-9]{8,}")


def article_key(article: Article) -> str:
    """A hash of everything in an article that its reading can depend on: not its path, its copies, or their notes."""
    value = plain(article)
    for name in ("path", "copies", "candidates", "sha256", "notes"):
        del value[name]
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class Partitions:
    """The partition files of one workspace, by name; the last few stay in memory."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._load = lru_cache(maxsize=4)(self._read)

    def write(self, number: int, kind: str, rows: Sequence[dict[str, str]]) -> dict[str, Any]:
        """Write the partition that log entry `number` will name; what the entry is to say of it.

        The same rows give the same bytes. Without rows there is no file, and the name is "".
        """
        import pyarrow as pa

        return self.write_table(number, kind, pa.Table.from_pylist(list(rows), _schema(kind)) if rows else None)

    def write_table(self, number: int, kind: str, table: pa.Table | None) -> dict[str, Any]:
        """The same of rows that are a table already, with the columns of the kind."""
        if table is None or not table.num_rows:
            return {"partition": "", "sha256": "", "size": 0}
        import pyarrow.parquet as pq

        name = f"{kind}-{number:08}"
        table = table.cast(_schema(kind)).combine_chunks()
        path = self.path(name)
        with explained(self._folder.root), whole(path) as file:
            pq.write_table(table, file, compression="zstd", use_dictionary=False, write_statistics=False)
        return {"partition": name, "sha256": sha256_of(path), "size": path.stat().st_size}

    def is_sound(self, name: str, size: int, sha256: str | None = None) -> bool:
        """Whether the file is there with this size, and if `sha256` is given with that content."""
        path = self.path(name)
        try:
            return path.stat().st_size == size and sha256 in (None, sha256_of(path))
        except OSError:
            return False

    def forget(self) -> None:
        """Drop what is held in memory."""
        self._load.cache_clear()

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of a partition. WorkspaceError if the file cannot be read."""
        return self._load(name)

    def path(self, name: str) -> Path:
        """Where the partition stands."""
        if not _NAME.fullmatch(name):
            raise WorkspaceError(f"{name!r} is no name of a partition; the log of {self._folder.root} is not sound")
        return self._folder.partitions / f"{name}.parquet"

    def _read(self, name: str) -> list[dict[str, Any]]:
        import pyarrow.parquet as pq

        path = self.path(name)
        try:
            with pq.ParquetFile(
                path, memory_map=False
            ) as file:  # pq.read_table would import pyarrow.dataset, a quarter of a second
                table = file.read()
            version = int(table.schema.metadata[b"communique.version"])
            rows: list[dict[str, Any]] = table.to_pylist()
        except Exception as error:  # pyarrow raises many kinds; all mean that the file is not what was written
            raise WorkspaceError(
                f"{path} cannot be read ({' '.join(str(error).split())[:120]}); "
                f"run communique add {self._folder.root}, which makes it again from the originals"
            ) from error
        if version > PARTITION_VERSION:
            raise WorkspaceError(
                f"{path} has version {version}, and this release reads up to {PARTITION_VERSION}; upgrade communique"
            )
        for step in range(version, PARTITION_VERSION):
            rows = MIGRATIONS[step](name.partition("-")[0], rows)
        return rows

    def is_of_this_release(self, name: str) -> bool:
        """Whether every row of a partition can be made what it stands for; WorkspaceError if it cannot even be read."""
        rows = self.rows(name)
        try:
            for row in rows:
                if name.startswith("articles"):
                    article_of(row)
                elif name.startswith("readings"):
                    _bare_reading(row)
        except (ValueError, CommuniqueError):
            return False
        return True


def _schema(kind: str) -> pa.Schema:
    import pyarrow as pa

    return pa.schema(
        [pa.field(c, pa.string(), nullable=False) for c in _COLUMNS[kind]],
        {"communique.kind": kind, "communique.version": str(PARTITION_VERSION)},
    )


def article_row(place: str, article: Article) -> dict[str, str]:
    """The row that keeps an article as ingested."""
    return {
        "place": place,
        "path": article.path,
        "article": article.id,
        "key": article_key(article),
        "json": article.model_dump_json(),
    }


def reading_row(key: str, reader: str, reading: Reading) -> dict[str, str]:
    """The row that keeps a reading; its article is kept once, by ingest."""
    text = reading.model_dump_json(exclude={"article"})  # floats whole: rounding is for what is printed
    return {"key": key, "article": reading.article.id, "reader": reader, "json": text}


def article_of(row: dict[str, Any]) -> Article:
    """The article that `article_row` kept."""
    return Article.model_validate_json(row["json"])


def reading_of(row: dict[str, Any], article: Article) -> Reading:
    """The reading that `reading_row` kept, of this article."""
    return Reading.model_validate_json(f'{{"article":{article.model_dump_json()},{row["json"][1:]}')


def _bare_reading(row: dict[str, Any]) -> None:
    """ValueError unless the fields of a kept reading are those of this release's. Its spans are not looked at."""
    value = json.loads(row["json"])
    for field, kind in _PARTS.items():
        kind.validate_python(value.pop(field, []))
    if value.keys() - {"layers"}:
        raise ValueError(f"unknown fields {sorted(value)}")


def _checks(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


_PARTS = {n: _checks(f.annotation) for n, f in Reading.model_fields.items() if n not in ("article", "layers")}
