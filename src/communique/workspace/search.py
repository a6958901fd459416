"""Full-text search: SQLite FTS5 over the texts of articles and over statements.

Everything in the file can be made again from the record, so a damaged one is thrown away. Offsets are computed in the
article's text itself: a hit always marks the very words.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from communique.errors import UsageError, WorkspaceError
from communique.record import Article, Reading
from communique.run.progress import Progress
from communique.workspace.folder import sync_folder
from communique.workspace.update import Updated

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE doc (id INTEGER PRIMARY KEY, article TEXT, statement TEXT, start INTEGER);
CREATE INDEX doc_article ON doc (article);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = "unicode61 remove_diacritics 2");
"""
_VERSION = "1"
_AROUND = 90  # characters of a snippet to either side of the first hit
_MOST_SPANS = 200  # hits marked in one article


@dataclass(frozen=True, slots=True)
class Hit:
    """An article, or a statement of one, that holds the words. `spans` are offsets into the article's text.

    `snippet` is a piece of the text from `snippet_start` on, `marks` the hits inside the snippet.
    """

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    statement: str | None
    speaker: str | None
    zone: str | None
    spans: tuple[tuple[int, int], ...]
    snippet: str
    snippet_start: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of hits, the best first, and how many there are in all."""

    query: str
    total: int
    hits: tuple[Hit, ...]


def refresh(path: Path, run: int, updated: Updated, progress: Progress) -> None:
    """Bring the index to run `run`: what `updated` names is indexed anew, or everything if the index is not usable."""
    indexed = _run_of(path)
    kept = set(updated.articles)
    if indexed is None or indexed < run - 1:
        if path.exists():
            progress.warn(f"{path} cannot be used as it is; it is made again")
        make(path, updated.fetch(sorted(kept)), run)
        return
    with _open(path) as db, db:
        known = {row[0] for row in db.execute("SELECT DISTINCT article FROM doc")}
        changed = (kept & updated.readings) | (kept - known)
        for article in sorted((known - kept) | changed):
            _drop(db, article)
        for reading in updated.fetch(sorted(changed)):
            _index(db, reading)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('run', ?)", [str(run)])


def is_sound(path: Path) -> bool:
    """Whether SQLite finds no damage in all of the file."""
    with contextlib.suppress(WorkspaceError), _open(path) as db:
        return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    return False


def is_usable(path: Path, run: int) -> bool:
    """Whether the index is there and tells of run `run`."""
    return _run_of(path) == run


def find(
    path: Path, query: str, reading: Callable[[str], Reading], allowed: set[str] | None, limit: int, offset: int
) -> Hits:
    """The articles and statements that hold the words of `query`, best first.

    A query is words (all must occur), "a phrase in quotes", word* and -word. `allowed` are ids of articles and of
    statements that other filters left, None when all are.
    """
    match = fts_query(query)
    with _open(path) as db:
        rows = db.execute(
            "SELECT doc.article, doc.statement FROM words JOIN doc ON doc.id = words.rowid WHERE words MATCH ? "
            "ORDER BY bm25(words, 4.0, 1.0), doc.article, doc.start",
            [match],
        ).fetchall()
    wanted = [(a, s) for a, s in rows if allowed is None or (s or a) in allowed]
    page = wanted[offset : offset + limit]
    return Hits(query, len(wanted), tuple(_hit(reading(article), statement, query) for article, statement in page))


def articles_with(path: Path, query: str) -> list[str]:
    """Ids of the articles that hold the words of `query`, best first: each once, its statements not counted again."""
    with _open(path) as db:
        rows = db.execute(
            "SELECT doc.article FROM words JOIN doc ON doc.id = words.rowid WHERE words MATCH ? AND doc.statement IS NULL "
            "ORDER BY bm25(words, 4.0, 1.0), doc.article",
            [fts_query(query)],
        ).fetchall()
    return [row[0] for row in rows]


def texts(path: Path, article_ids: Sequence[str]) -> dict[str, str]:
    """The texts that are indexed, by article; those that are not are left out."""
    with _open(path) as db:
        found = (
            db.execute(
                "SELECT doc.article, words.body FROM doc JOIN words ON words.rowid = doc.id "
                "WHERE doc.article = ? AND doc.statement IS NULL",
                [article_id],
            ).fetchone()
            for article_id in article_ids
        )
        return {row[0]: row[1] for row in found if row}


def fts_query(query: str) -> str:
    """The query in FTS5's language, every word quoted: nothing a user types is an operator of SQLite's."""
    parts: list[str] = []
    excluded: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', query):
        text = phrase or word
        star = "*" if word.endswith("*") else ""
        tokens = re.findall(r"\w+", text)
        if tokens:
            (excluded if minus else parts).append(f'"{" ".join(tokens)}"{star}')
    if not parts:
        raise UsageError(f"{query!r} holds no word to look for")
    joined = " AND ".join(parts)
    return f"({joined})" + "".join(f" NOT {part}" for part in excluded)


def spans_of(query: str, text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Where the query's words stand in text[start:end], as the index sees words (case and accents aside)."""
    words = [(m.start(), m.end(), _folded(m[0])) for m in re.finditer(r"\w+", text[start:end])]
    found: set[tuple[int, int]] = set()
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', query):
        tokens = [_folded(t) for t in re.findall(r"\w+", phrase or word)]
        if minus or not tokens:
            continue
        for i in range(len(words) - len(tokens) + 1):
            last = words[i + len(tokens) - 1]
            ends = last[2].startswith(tokens[-1]) if word.endswith("*") else last[2] == tokens[-1]
            if ends and all(words[i + k][2] == t for k, t in enumerate(tokens[:-1])):
                found.add((start + words[i][0], start + last[1]))
    merged: list[tuple[int, int]] = []
    for span in sorted(found):
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return tuple(merged[:_MOST_SPANS])


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _hit(reading: Reading, statement_id: str | None, query: str) -> Hit:
    article = reading.article
    statement = next((s for s in reading.statements if s.id == statement_id), None)
    if statement is not None:
        spans = tuple(s for a, b in statement.content for s in spans_of(query, article.text, a, b))
        first = spans[0][0] if spans else statement.content[0][0]
    else:
        spans = spans_of(query, article.text)
        first = spans[0][0] if spans else 0
    start, end = _window(article, first)
    marks = tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
    return Hit(
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        statement=statement_id,
        speaker=statement.speaker if statement else None,
        zone=article.zone_at(first),
        spans=spans,
        snippet=article.text[start:end],
        snippet_start=start,
        marks=marks,
    )


def _window(article: Article, first: int) -> tuple[int, int]:
    """Some words around an offset, not cut inside a word."""
    text = article.text
    start, end = max(0, first - _AROUND), min(len(text), first + 2 * _AROUND)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while first < end < len(text) and not text[end].isspace():
        end -= 1
    return start, max(end, min(len(text), first + 1))


def _index(db: sqlite3.Connection, reading: Reading) -> None:
    article = reading.article
    _add(db, article.id, None, 0, article.title or "", article.text)
    for statement in reading.statements:
        _add(db, article.id, statement.id, statement.content[0][0], "", statement.text)


def _add(db: sqlite3.Connection, article: str, statement: str | None, start: int, title: str, body: str) -> None:
    row = db.execute("INSERT INTO doc (article, statement, start) VALUES (?, ?, ?)", (article, statement, start))
    clean = [t.encode("utf-8", "replace").decode() for t in (title, body)]
    db.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (row.lastrowid, *clean))


def _drop(db: sqlite3.Connection, article: str) -> None:
    ids = [row[0] for row in db.execute("SELECT id FROM doc WHERE article = ?", [article])]
    db.executemany("DELETE FROM words WHERE rowid = ?", [(i,) for i in ids])
    db.execute("DELETE FROM doc WHERE article = ?", [article])


def make(path: Path, readings: Iterable[Reading], run: int) -> None:
    """Make the index of these readings anew, beside its place and then in it."""
    beside = path.with_name(f".{path.name}.part")
    for file in (beside, *(beside.with_name(beside.name + s) for s in ("-wal", "-shm", "-journal"))):
        file.unlink(missing_ok=True)
    with _open(beside, new=True) as db, db:
        db.executescript(_SCHEMA)
        for reading in readings:
            _index(db, reading)
        db.execute("INSERT INTO meta VALUES ('run', ?), ('version', ?)", [str(run), _VERSION])
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    beside.replace(path)
    sync_folder(path.parent)


def _run_of(path: Path) -> int | None:
    if not path.is_file():
        return None
    with contextlib.suppress(WorkspaceError, ValueError, KeyError), _open(path) as db:
        meta = dict(db.execute("SELECT name, value FROM meta"))
        return int(meta["run"]) if meta.get("version") == _VERSION else None
    return None


@contextmanager
def _open(path: Path, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    try:
        mode = "mode=rwc" if new else "mode=rw" if _writable(path) else "mode=ro&immutable=1"
        db = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=30)
        try:
            yield db
        finally:
            db.close()
    except sqlite3.Error as error:
        if "full" in str(error) or "I/O" in str(error):
            raise WorkspaceError(
                f"{path}: {error}; make room and run the same command again: what was confirmed is kept"
            ) from error
        raise WorkspaceError(
            f"{path} cannot be used ({error}); the next change of the workspace makes it again: "
            f"communique add {path.parent}"
        ) from error


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
