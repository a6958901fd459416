"""What the pages ask of the workspace: one place that knows both. Answers are kept until the next run changes them.

A Workspace may be asked from several threads; changes are made one at a time. While a job adds articles, pages show
the record as of the last completed run, and corrections are refused with a word that says so (WorkspaceError, 409).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from communique.errors import UsageError, WorkspaceError
from communique.options import RunOptions
from communique.record import Applied, Correction, Failure, Reading, Record, Story
from communique.run import Progress
from communique.web import tables
from communique.web.held import Connections, HeldBase
from communique.web.tables import Ask
from communique.workspace import AddReport, ArticleState, Filters, Run, Version, Workspace, search
from communique.workspace.diff import Diff
from communique.workspace.folder import Folder

Row = dict[str, Any]
T = TypeVar("T")
_KEPT = 400  # answers of one run that are kept
_FRESH = 0.1  # seconds for which the number of runs is believed; a change of our own is seen at once
_TRIES, _MOMENT = 4, 0.1  # questions and seconds between them while a job replaces a file
_ALL = 100_000  # rows that are as good as all


def steady(ask: Callable[[], T]) -> T:
    """`ask()`, again a moment later if a file was just being replaced by a job; WorkspaceError if that does not help."""
    for _ in range(_TRIES - 1):
        try:
            return ask()
        except WorkspaceError:
            time.sleep(_MOMENT)
    return ask()


class MissingError(UsageError):
    """What an address names is not in the workspace (any more)."""


class Data:
    """One workspace as the pages see it."""

    def __init__(self, folder: Path, clock: Callable[[], str]) -> None:
        self.folder, self.clock = folder, clock
        self.workspace = Workspace.open(folder)
        self._changing, self._lock = threading.Lock(), threading.Lock()
        self.connections = Connections()
        self._based: tuple[int, HeldBase] | None = None
        self._looked = (0.0, -1)  # when the number of runs was looked up, and what it was
        self._run, self._kept = -1, OrderedDict[Hashable, Any]()

    @property
    def name(self) -> str:
        """What the workspace is called: its folder."""
        return self.folder.resolve().name

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, or what it gave for `key` since the last run. Two threads may make the same answer at once."""
        run = self._run_now()
        with self._lock:
            if run != self._run:
                self._run, self._kept = run, OrderedDict()
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = steady(make)
        with self._lock:
            if run == self._run:
                self._kept[key] = made
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return made

    def database(self) -> HeldBase:
        """The record's database, up to date, asked through this page's connection."""
        run = self._run_now()
        if self._based is None or self._based[0] != run:
            self._based = (run, HeldBase(self.workspace.database(), self.connections))
        return self._based[1]

    def _run_now(self) -> int:
        """The number of completed runs, looked up anew after a moment: a page asks a hundred questions of one record."""
        now = time.monotonic()
        if now - self._looked[0] > _FRESH:
            self._looked = (now, len(self.workspace.runs()))
        return self._looked[1]

    # --- rows

    def rows(self, ask: Ask, order: str, limit: int = _ALL, offset: int = 0) -> list[Row]:
        """Rows in one of the orders of `tables.ORDERS`, with what reviewers said of each in `review`."""
        key = ("rows", ask.key, order, limit, offset)
        found = self.kept(key, lambda: tables.rows(self.database(), ask, order, limit, offset))
        return self._reviewed(found)

    def plain_rows(self, table: str, filters: Filters, limit: int | None, offset: int) -> list[Row]:
        """Rows in the order of the command line."""
        return self.database().rows(table, filters, limit, offset)

    def count(self, ask: Ask) -> int:
        """How many rows there are."""
        return self.kept(("count", ask.key), lambda: tables.count(self.database(), ask))

    def counts_by(self, ask: Ask, column: str) -> dict[str, int]:
        """How many rows have each value of a column."""
        return self.kept(("by", ask.key, column), lambda: tables.counts_by(self.database(), ask, column))

    def cells(self, ask: Ask) -> list[Row]:
        """What the matrix needs of each position."""
        return self.kept(("cells", ask.key), lambda: tables.cells(self.database(), ask))

    def one(self, table: str, row_id: str) -> Row:
        """The row with that id; MissingError if there is none."""
        row = self.by_ids(table, [row_id]).get(row_id)
        if row is None:
            raise MissingError(f"There is no such line in this workspace (any more): {row_id[:80]}")
        return row

    def by_ids(self, table: str, ids: Iterable[str]) -> dict[str, Row]:
        """Rows by id; those that are not there are left out."""
        wanted = tuple(sorted(set(ids)))
        found = self.kept(("ids", table, wanted), lambda: tables.by_ids(self.database(), table, wanted))
        return {row["id"]: row for row in self._reviewed(found.values())}

    def meta(self, article_ids: Iterable[str]) -> Callable[[str], Row]:
        """A look-up of the rows of these articles by id."""
        known = self.by_ids("articles", article_ids)
        return lambda article_id: known.get(article_id, {})

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The texts of articles by id."""
        wanted = tuple(sorted(set(article_ids)))
        return self.kept(("texts", wanted), lambda: self.workspace.texts(wanted)) if wanted else {}

    def articles_with(self, asked: str) -> list[str]:
        """Ids of the articles that hold the words, best first. UsageError if there is no word in them."""
        return self.kept(("search", asked), lambda: self._articles_with(asked))

    def _articles_with(self, asked: str) -> list[str]:
        self.workspace.texts(())  # makes the index if a change left none
        return search.articles_with(Folder(self.folder).search, asked)

    def ids_of(self, ask: Ask) -> set[str]:
        """Ids of the rows."""
        return self.kept(("ids of", ask.key), lambda: tables.ids(self.database(), ask))

    def counts(self) -> dict[str, int]:
        """How many rows each table has, stories and corrections too."""
        found = self.kept("totals", lambda: tables.totals(self.database()))
        return found | {"stories": len(self.stories()), "corrections": len(self.corrections())}

    def _reviewed(self, rows: Iterable[Row]) -> list[Row]:
        reviews = self.reviews()
        return [row | {"review": reviews.get(row["id"])} for row in rows]

    # --- whole things

    def stories(self) -> list[Row]:
        """The stories, light."""
        return self.kept("stories", lambda: self.database().stories())

    def story(self, story_id: str) -> Story:
        """One story; MissingError if there is none."""
        try:
            return self.kept(("story", story_id), lambda: self._story(story_id))
        except UsageError as error:
            raise MissingError(f"There is no story {story_id[:80]} in this workspace (any more).") from error

    def _story(self, story_id: str) -> Story:
        found = self.database().story(story_id)
        return found if found is not None else self.workspace.story(story_id)  # which says what is wrong

    def reading(self, article_id: str) -> Reading:
        """One reading; MissingError if there is none."""
        try:
            return self.kept(("reading", article_id), lambda: self.workspace.reading(article_id))
        except UsageError as error:
            raise MissingError(f"There is no article {article_id[:80]} in this workspace (any more).") from error

    def shared_record(self) -> Record:
        """The record without what is confidential."""
        if not self.confidential_count():
            return self.workspace.record()
        return self.workspace.record(shared=True)

    # --- the state of things

    def status(self) -> tuple[ArticleState, ...]:
        """Every article and failed input."""
        return self.kept("status", self.workspace.status)

    def state_of(self, article_id: str) -> ArticleState:
        """The state of one article."""
        by_id = self.kept("states", lambda: {s.id: s for s in self.status() if s.id})
        if article_id not in by_id:
            raise MissingError(f"There is no article {article_id[:80]} in this workspace (any more).")
        return by_id[article_id]

    def failures(self) -> list[Failure]:
        """What could not be used, and why."""
        return [Failure(path=s.path, reason=s.reason or "") for s in self.status() if s.state == "failed"]

    def confidential_count(self) -> int:
        """How many articles stay out of what is shared."""
        return sum(1 for s in self.status() if s.confidential)

    def versions_of(self, article_id: str) -> list[Version]:
        """Pairs of texts of which the article is one, the latest pair first."""
        found = [v for v in self.workspace.versions() if article_id in (v.old, v.new)]
        return sorted(found, key=lambda v: v.run, reverse=True)

    def runs(self) -> tuple[Run, ...]:
        """Every completed change."""
        return self.workspace.runs()

    def newest(self) -> str:
        """The date of the newest article, empty when none is known."""
        return self.kept("newest", lambda: tables.newest(self.database()))

    def diff(self, since: str, until: str | None) -> Diff:
        """What changed since a run, a date or a time."""
        return self.kept(("diff", since, until), lambda: self.workspace.diff(since, until))

    # --- corrections

    def corrections(self) -> list[Correction]:
        """Corrections in force, the earliest first."""
        return self.kept("corrections", self._in_force)

    def _in_force(self) -> list[Correction]:
        every = self.workspace.corrections()
        undone = {c.subject_id for c in every if c.kind == "undo"}
        return [c for c in every if c.kind != "undo" and c.id not in undone]

    def fates(self) -> dict[str, Applied]:
        """Correction id -> what became of it in the present record."""
        return {a.correction: a for a in self.kept("applied", lambda: self.database().applied())}

    def reviews(self) -> dict[str, str]:
        """Finding id -> "accepted" or "rejected", by the latest word on it."""
        return self.kept("reviews", self._reviews)

    def _reviews(self) -> dict[str, str]:
        said = {c.subject_id: c.kind for c in self.corrections() if c.kind in ("accept", "reject")}
        return {finding: f"{kind}ed" for finding, kind in said.items()}

    def names(self, asked: str, most: int) -> list[str]:
        """Names of actors that hold what was typed: those that begin with it first, then the busiest."""
        known = self.kept("names", lambda: [(n, n.casefold(), c) for n, c in tables.names(self.database())])
        wanted = asked.casefold()
        found = [(not folded.startswith(wanted), -count, name) for name, folded, count in known if wanted in folded]
        return [name for _, _, name in sorted(found)[:most]]

    # --- changing

    def add(self, paths: Sequence[str], options: RunOptions, progress: Progress, now: str) -> AddReport:
        """Take in what is new; see Workspace.add."""
        report = self.workspace.add(paths, options, progress, now)
        self._looked = (0.0, -1)
        return report

    def correct(self, *corrections: Correction) -> None:
        """Keep corrections, all in one run. WorkspaceError while another change is on."""
        with self._changing:
            self.workspace.import_corrections(corrections)
            self._looked = (0.0, -1)

    def undo(self, correction_id: str, who: str) -> None:
        """Withdraw a correction."""
        with self._changing:
            self.workspace.undo(correction_id, who, self.clock())
            self._looked = (0.0, -1)
