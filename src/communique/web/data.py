"""What the pages ask of the workspace: one place that knows both. Answers are kept until the next run changes them.

A Workspace may be asked from several threads; changes are made one at a time. While a job adds articles, pages show
the record as of the last completed run, and corrections are refused with a word that says so (WorkspaceError, 409).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from communique.errors import UsageError
from communique.options import RunOptions
from communique.record import Applied, Correction, Failure, Reading, Record, Story
from communique.run import Progress
from communique.workspace import TABLES, AddReport, ArticleState, Filters, Run, Version, Workspace

Row = dict[str, Any]
T = TypeVar("T")
_KEPT = 400  # answers of one run that are kept


class MissingError(UsageError):
    """What an address names is not in the workspace (any more)."""


class Data:
    """One workspace as the pages see it."""

    def __init__(self, folder: Path, clock: Callable[[], str]) -> None:
        self.folder, self.clock = folder, clock
        self.workspace = Workspace.open(folder)
        self._changing, self._lock = threading.Lock(), threading.Lock()
        self._run, self._kept = -1, OrderedDict[Hashable, Any]()

    @property
    def name(self) -> str:
        """What the workspace is called: its folder."""
        return self.folder.resolve().name

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, or what it gave for `key` since the last run. Two threads may make the same answer at once."""
        run = len(self.workspace.runs())
        with self._lock:
            if run != self._run:
                self._run, self._kept = run, OrderedDict()
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            if run == self._run:
                self._kept[key] = made
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return made

    # --- rows

    def rows(self, table: str, filters: Filters | None = None, limit: int | None = None, offset: int = 0) -> list[Row]:
        """Rows of a table, with what reviewers said of each in `review`."""
        filters = filters or Filters()
        found = self.kept(
            ("rows", table, filters, limit, offset), lambda: self.workspace.rows(table, filters, limit, offset)
        )
        reviews = self.reviews()
        return [row | {"review": reviews.get(row["id"])} for row in found]

    def count(self, table: str, filters: Filters | None = None) -> int:
        """How many rows of a table pass the filters."""
        filters = filters or Filters()
        return self.kept(("count", table, filters), lambda: self.workspace.count(table, filters))

    def one(self, table: str, row_id: str) -> Row:
        """The row with that id; MissingError if there is none."""
        row = self.kept(("one", table), lambda: {r["id"]: r for r in self.workspace.rows(table)}).get(row_id)
        if row is None:
            raise MissingError(f"There is no such line in this workspace (any more): {row_id[:80]}")
        return row | {"review": self.reviews().get(row_id)}

    def meta(self, article_ids: Iterable[str]) -> Callable[[str], Row]:
        """A look-up of article rows by id."""
        del article_ids
        known = self.kept(("one", "articles"), lambda: {r["id"]: r for r in self.workspace.rows("articles")})
        return lambda article_id: known.get(article_id, {})

    def counts(self) -> dict[str, int]:
        """How many rows each table has, stories and corrections too."""
        found = self.kept("counts", lambda: {table: self.workspace.count(table) for table in TABLES})
        return found | {"stories": len(self.stories()), "corrections": len(self.corrections())}

    def sides(self, row: Row) -> list[int]:
        """To which side of a contradiction each piece of its evidence belongs."""
        found = next(c for c in self.story(row["story"]).conflicts if c.id == row["id"])
        return [n for n, side in enumerate(found.sides) for _ in side.evidence]

    # --- whole things

    def stories(self) -> list[Row]:
        """The stories, light."""
        return self.kept("stories", self.workspace.stories)

    def story(self, story_id: str) -> Story:
        """One story; MissingError if there is none."""
        try:
            return self.kept(("story", story_id), lambda: self.workspace.story(story_id))
        except UsageError as error:
            raise MissingError(f"There is no story {story_id[:80]} in this workspace (any more).") from error

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
        return max(
            (row["published"] or "" for row in self.kept("dates", lambda: self.workspace.rows("articles"))), default=""
        )

    # --- corrections

    def corrections(self) -> list[Correction]:
        """Corrections in force, the earliest first."""
        every = self.kept("corrections", self.workspace.corrections)
        undone = {c.subject_id for c in every if c.kind == "undo"}
        return [c for c in every if c.kind != "undo" and c.id not in undone]

    def fates(self) -> dict[str, Applied]:
        """Correction id -> what became of it in the present record."""
        return {a.correction: a for a in self.kept("applied", self.workspace.applied)}

    def reviews(self) -> dict[str, str]:
        """Finding id -> "accepted" or "rejected", by the latest word on it."""
        said = {c.subject_id: c.kind for c in self.corrections() if c.kind in ("accept", "reject")}
        return {finding: f"{kind}ed" for finding, kind in said.items()}

    def names(self, asked: str, most: int) -> list[str]:
        """Names of actors and speakers that hold what was typed: those that begin with it first, then the busiest."""
        known = self.kept("names", self._names)
        wanted = asked.casefold()
        found = [(not folded.startswith(wanted), -count, name) for name, folded, count in known if wanted in folded]
        return [name for _, _, name in sorted(found)[:most]]

    def _names(self) -> list[tuple[str, str, int]]:
        counts: dict[str, int] = {}
        for row in self.workspace.rows("actors"):
            for name in (row["name"], *row["names"]):
                counts[name] = counts.get(name, 0) + row["mentions"]
        return [(name, name.casefold(), count) for name, count in counts.items()]

    # --- changing

    def add(self, paths: Sequence[str], options: RunOptions, progress: Progress, now: str) -> AddReport:
        """Take in what is new; see Workspace.add."""
        return self.workspace.add(paths, options, progress, now)

    def correct(self, *corrections: Correction) -> None:
        """Keep corrections, all in one run. WorkspaceError while another change is on."""
        with self._changing:
            self.workspace.import_corrections(corrections)

    def undo(self, correction_id: str, who: str) -> None:
        """Withdraw a correction."""
        with self._changing:
            self.workspace.undo(correction_id, who, self.clock())
