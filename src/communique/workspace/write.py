"""The record written into its database, and what each run brought and took."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from communique.record import Article, Record, Story, independent_sources
from communique.run import Progress, Silent
from communique.workspace import rows as make
from communique.workspace.base import RecordBase, create_tables, insert
from communique.workspace.pile import Pile
from communique.workspace.prints import fingerprint, fingerprint_of
from communique.workspace.schema import SCHEMA_VERSION, TABLES
from communique.workspace.update import Updated

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Row = dict[str, Any]
_AT_ONCE = 5000
_BROUGHT = ("kind", "id", "digest")
_NO_WORDS = frozenset(
    {"id", "article", "articles", "story", "published", "form", "act", "kind", "status", "between", "evidence", "spans"}
)
"""Columns that stay in the history of a finding whose article was removed."""
KINDS = {
    "articles": ("title", "outlet", "published"),
    "statements": ("speaker", "actor_names", "text", "form", "act", "stance", "said_on"),
    "events": ("name", "when", "where", "status", "participants"),
    "positions": ("actor", "issue", "stance", "summary", "as_of"),
    "forward": ("kind", "actor", "text", "horizon", "status", "outcome"),
    "conflicts": ("between", "kind", "strength", "topic", "claims"),
}
"""Tables whose rows are findings with a history, and the columns whose change is a change of the finding."""


def start(db: duckdb.DuckDBPyConnection) -> None:
    """Empty tables in an empty database."""
    create_tables(db)
    db.execute(
        "INSERT INTO meta VALUES ('order', '[]'), ('applied', '[]'), ('as_of', ''), ('run', '0'), ('schema', ?)",
        [str(SCHEMA_VERSION)],
    )


@dataclass(frozen=True, slots=True)
class Delta:
    """What a run brought and took: columns kind (the table), id, digest; of what it took also the row as JSON.

    A first run brings everything, so that is a table of its own kind: rows of a million findings would not fit.
    """

    came: pa.Table
    went: tuple[tuple[str, str, str, str], ...] = ()

    @staticmethod
    def of(came: Iterable[pa.Table], went: Iterable[tuple[str, str, str, str]]) -> Delta:
        """What came in parts."""
        import pyarrow as pa

        schema = pa.schema([pa.field(name, pa.string(), nullable=False) for name in _BROUGHT])
        parts = [part.cast(schema) for part in came]
        return Delta(pa.concat_tables(parts) if parts else schema.empty_table(), tuple(went))


def write(db: duckdb.DuckDBPyConnection, updated: Updated, run: int, progress: Progress) -> Delta:
    """Bring every table to what `updated` says; what that changes. Inside the caller's transaction."""
    stories = {row[0] for row in db.execute("SELECT id FROM stories").fetchall()}
    kept = dict(db.execute("SELECT article, story FROM kept").fetchall())
    gone = sorted((stories - set(updated.order)) | (updated.stories.articles.keys() & stories))
    in_stories = {a for articles in updated.stories.articles.values() for a in articles}
    alone = sorted(updated.readings - in_stories)
    _set_aside(db, gone, sorted((set(kept) - set(updated.articles)) | ((in_stories | updated.readings) & set(kept))))
    out = _Rows(db, run)
    progress.begin("writing", len(updated.stories))
    for story in updated.stories:
        _put_story(db, story, updated, out)
        progress.advance()
    for article_id in alone:
        home = kept.get(article_id)
        _put_article(db, article_id, updated, _stored(db, home) if home else None, out)
    out.flush()
    return _difference(db, run)


def in_memory(record: Record, run: int = 0) -> RecordBase:
    """A database in memory that holds a record, that of run `run`."""
    base = RecordBase(None)
    with base.writing() as db:
        fill(db, record, run)
    return base


def fill(db: duckdb.DuckDBPyConnection, record: Record, run: int) -> None:
    """Put a whole record into an empty database, as that of run `run`."""
    start(db)
    readings = {r.article.id: r for r in record.articles}
    order = tuple(s.id for s in record.stories)
    every = frozenset(readings)
    updated = Updated(
        record.as_of,
        order,
        Pile(record.stories),
        tuple(readings),
        every,
        reading=readings.__getitem__,
        fetch=lambda ids: [readings[i] for i in ids],
        print_of=lambda identity: fingerprint(readings[identity]),
        applied=(),
    )
    write(db, updated, run, Silent())
    say(db, updated, run)


def say(db: duckdb.DuckDBPyConnection, updated: Updated, run: int) -> None:
    """Note what the tables now tell."""
    applied = json.dumps([a.model_dump(mode="json") for a in updated.applied])
    values = {"order": json.dumps(updated.order), "applied": applied, "as_of": updated.as_of or ""}
    for name, value in (values | {"run": str(run)}).items():
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [name, value])


def remember(db: duckdb.DuckDBPyConnection, delta: Delta, run: int) -> None:
    """Close the history of what went and open that of what came."""
    import pyarrow as pa

    if delta.went:
        names = ("kind", "id", "digest", "content")
        incoming = pa.table({n: [row[i] for row in delta.went] for i, n in enumerate(names)})
        db.register("incoming", incoming)
        db.execute(
            "UPDATE history SET went = ?, content = i.content FROM incoming i WHERE history.went IS NULL "
            "AND history.kind = i.kind AND history.id = i.id AND history.digest = i.digest",
            [run],
        )
        db.unregister("incoming")
    if delta.came.num_rows:
        db.register("incoming", delta.came)
        db.execute("INSERT INTO history SELECT kind, id, digest, ?, NULL, NULL FROM incoming", [run])
        db.unregister("incoming")


def history(delta: Delta) -> pa.Table:
    """What a run brought and took as a history partition holds it: change, kind, id, digest, content."""
    import pyarrow as pa

    names = ("kind", "id", "digest", "content")
    went = pa.table({name: pa.array([row[i] for row in delta.went], pa.string()) for i, name in enumerate(names)})
    came = delta.came.append_column("content", pa.array([""] * delta.came.num_rows, pa.string()))
    parts = [
        part.add_column(0, "change", pa.array([change] * part.num_rows, pa.string()))
        for change, part in (("came", came), ("went", went))
    ]
    return pa.concat_tables([part.cast(pa.schema([(n, pa.string()) for n in part.column_names])) for part in parts])


def brought_and_took(rows: Sequence[Mapping[str, str]]) -> Delta:
    """The inverse of `history`, of the rows of a partition."""
    import pyarrow as pa

    came = [r for r in rows if r["change"] == "came"]
    went = ((r["kind"], r["id"], r["digest"], r["content"]) for r in rows if r["change"] == "went")
    return Delta.of([pa.table({n: pa.array([r[n] for r in came], pa.string()) for n in _BROUGHT})], went)


def difference_from_history(db: duckdb.DuckDBPyConnection) -> Delta:
    """What differs between the tables and what the history says is there: after the tables were made anew."""
    came: list[pa.Table] = []
    went: list[tuple[str, str, str, str]] = []
    for kind in KINDS:
        alive = f"SELECT id, digest FROM history WHERE kind = '{kind}' AND went IS NULL"
        now = f'SELECT DISTINCT id, digest FROM "{kind}"'
        came.extend(_tables(db, kind, f"{now} EXCEPT {alive}"))
        went += [(kind, *row, "") for row in db.execute(f"{alive} EXCEPT {now} ORDER BY 1, 2").fetchall()]
    return Delta.of(came, went)


def _tables(db: duckdb.DuckDBPyConnection, kind: str, query: str) -> Iterator[pa.Table]:
    """The ids and digests that a query gives, in order, under the kind: some at a time, as plain rows take ten times the room."""
    import pyarrow as pa

    found = db.execute(f"SELECT '{kind}', id, digest FROM ({query}) ORDER BY 2, 3")
    while rows := found.fetchmany(_AT_ONCE):
        yield pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(_BROUGHT)})


class _Rows:
    """Rows on their way into the tables, a few thousand at a time."""

    def __init__(self, db: duckdb.DuckDBPyConnection, run: int) -> None:
        self._db, self._run = db, run
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._count = 0

    def add(self, table: str, rows: Iterator[Row]) -> None:
        """Rows in their order; each gets its place and, if it is a finding, the digest of what it says."""
        new = [
            {**r, "seq": n, "digest": digest(r, table) if table in KINDS else "", "run": self._run}
            for n, r in enumerate(rows)
        ]
        self._waiting[table] += new
        self._count += len(new)
        if self._count > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for table, rows in self._waiting.items():
            insert(self._db, table, rows)
            rows.clear()
        self._count = 0


def _set_aside(db: duckdb.DuckDBPyConnection, stories: Sequence[str], articles: Sequence[str]) -> None:
    """Move the rows of these stories and articles out of the tables, into was_TABLE of this connection."""
    for table in TABLES:
        column = {"articles": "id", "statements": "article"}.get(table)
        ids = articles if column else stories
        of_these = f'"{table}" WHERE "{column or "story"}" IN (SELECT unnest(?::VARCHAR[]))'
        db.execute(f'CREATE OR REPLACE TEMP TABLE "was_{table}" AS SELECT * FROM {of_these}', [ids])
        if ids:
            db.execute(f"DELETE FROM {of_these}", [ids])
    if stories:
        db.execute("DELETE FROM stories WHERE id IN (SELECT unnest(?::VARCHAR[]))", [stories])
    if articles:
        db.execute("DELETE FROM kept WHERE article IN (SELECT unnest(?::VARCHAR[]))", [articles])


def _difference(db: duckdb.DuckDBPyConnection, run: int) -> Delta:
    """What differs between the rows set aside and those now in their place."""
    came: list[pa.Table] = []
    went: list[tuple[str, str, str, str]] = []
    for kind in KINDS:
        was = f'"was_{kind}"'
        now = f'SELECT DISTINCT id, digest FROM "{kind}" WHERE run = {run}'
        before = f"SELECT DISTINCT id, digest FROM {was}"
        came.extend(_tables(db, kind, f"{now} EXCEPT {before}"))
        ids = [row[0] for row in db.execute(f"{before} EXCEPT {now} ORDER BY 1").fetchall()]
        if ids:
            found = db.execute(f"SELECT * FROM {was} WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id, seq", [ids])
            names = [c[0] for c in found.description]
            seen: dict[str, Row] = {
                row[names.index("id")]: dict(zip(names, row, strict=True)) for row in found.fetchall()
            }
            went += [(kind, i, seen[i]["digest"], content(seen[i], kind)) for i in ids]
    for table in TABLES:
        db.execute(f'DROP TABLE "was_{table}"')
    return Delta.of(came, went)


def content(row: Row, table: str) -> str:
    """A finding's row as JSON, to be told of when it is no longer in the tables."""
    return json.dumps({c.name: row.get(c.name) for c in TABLES[table].columns}, ensure_ascii=False, sort_keys=True)


def without_words(kept: str, removed: Sequence[str]) -> str:
    """A finding's row as JSON, its words blanked if it rests on one of the articles that were removed."""
    if not any(article in kept for article in removed):
        return kept
    row = json.loads(kept)
    return json.dumps({name: row[name] if name in _NO_WORDS else None for name in row}, sort_keys=True)


def forgotten(delta: Delta, removed: Sequence[str]) -> Delta:
    """The same, without words of articles that were removed."""
    return replace(delta, went=tuple((*row[:3], without_words(row[3], removed)) for row in delta.went))


def forget(db: duckdb.DuckDBPyConnection, removed: Sequence[str]) -> None:
    """Blank in the history what earlier runs kept of articles that are removed now."""
    for article in removed:
        found = db.execute("SELECT rowid, content FROM history WHERE contains(content, ?)", [article]).fetchall()
        for place, kept in found:
            db.execute("UPDATE history SET content = ? WHERE rowid = ?", [without_words(kept, removed), place])


def _put_story(db: duckdb.DuckDBPyConnection, story: Story, updated: Updated, out: _Rows) -> None:
    """A story, its findings, and the rows of its articles."""
    published: dict[str, str | None] = {}
    outlets: dict[str, str | None] = {}
    for article_id in story.articles:
        article = _put_article(db, article_id, updated, story, out)
        published[article_id], outlets[article_id] = article.published, article.outlet
    days: list[Any] = sorted(d for d in published.values() if d) or [None]
    witnesses = independent_sources(story.sources, story.articles)
    counts = [len(story.articles), witnesses, *(len(x) for x in (story.events, story.positions, story.conflicts))]
    values: list[Any] = [story.id, story.title, *counts, len(story.forward), days[0], days[-1]]
    text = story.model_dump_json()
    values += [fingerprint_of(text), text]
    db.execute(f"INSERT INTO stories VALUES ({', '.join('?' * len(values))})", values)
    out.add("events", make.event_rows(story))
    out.add("positions", make.position_rows(story))
    out.add("forward", make.forward_rows(story, published, outlets))
    out.add("conflicts", make.conflict_rows(story, published))
    out.add("actors", make.actor_rows(story))


def _put_article(
    db: duckdb.DuckDBPyConnection, article_id: str, updated: Updated, story: Story | None, out: _Rows
) -> Article:
    reading = updated.reading(article_id)
    out.add("articles", make.article_rows(reading, story))
    out.add("statements", make.statement_rows(reading, story))
    values = [article_id, story.id if story else None, updated.print_of(article_id)]
    db.execute("INSERT INTO kept VALUES (?, ?, ?)", values)
    return reading.article


def _stored(db: duckdb.DuckDBPyConnection, story_id: str) -> Story | None:
    row = db.execute("SELECT json FROM stories WHERE id = ?", [story_id]).fetchone()
    return Story.model_validate_json(row[0]) if row else None


def digest(row: Row, table: str) -> str:
    """A hash of what a finding says; where it stands and how many report it may change without changing it."""
    text = json.dumps([row[c] for c in KINDS[table]], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
