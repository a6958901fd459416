"""What the pages ask of the workspace: one place that knows both. Answers are kept until the next run changes them.

Pages ask a private copy of the record's database (`copies.py`), that of the last completed run, also while the next one
is written. With a `Watch` at work the copy is renewed beside the pages; without one the next question renews it.
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
from communique.web.copies import Copy, copied, swept
from communique.web.tables import Ask
from communique.web.views import Views
from communique.workspace import AddReport, ArticleState, Filters, Run, Version, Workspace, search
from communique.workspace.base import RecordBase
from communique.workspace.diff import Diff
from communique.workspace.folder import Folder

Row = dict[str, Any]
T = TypeVar("T")
_KEPT = 400  # answers of one run that are kept
_FRESH = 0.1  # seconds for which the number of runs is believed; a change of our own is seen at once
_TRIES, _MOMENT = 4, 0.1  # questions and seconds between them while a job replaces a file
_ALL = 100_000  # rows that are as good as all
MOST_STORIES = 12  # stories that a list is read from for its source lines: some 7 ms each


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
    """One workspace as the pages see it. Safe to be asked from several threads."""

    def __init__(self, folder: Path, clock: Callable[[], str]) -> None:
        self.folder, self.clock = folder, clock
        self.workspace = Workspace.open(folder)
        self.watched = False  # whether somebody calls `catch_up` whenever the workspace changed
        self._room, self._search = folder / "web", Folder(folder).search
        self._lock, self._copying = threading.Lock(), threading.Lock()
        self._looked = 0.0
        self._copy: Copy | None = None
        self._kept = OrderedDict[Hashable, Any]()
        self._views = Views()
        self._waiting: Callable[[], Sequence[Correction]] = tuple
        swept(self._room)

    @property
    def name(self) -> str:
        """What the workspace is called: its folder."""
        return self.folder.resolve().name

    @property
    def run(self) -> int:
        """The number of the completed run that pages show."""
        return self._current().run

    def is_current(self) -> bool:
        """Whether no run has completed since."""
        return self._copy is not None and self._copy.run == len(self.workspace.runs())

    def catch_up(self) -> bool:
        """Show the last completed run; whether that is another than before."""
        with self._copying:
            self._looked = time.monotonic()
            run = len(self.workspace.runs())
            if self._copy is not None and self._copy.run == run:
                return False
            new = steady(lambda: self._copied(run))
            with self._lock:
                self._copy, self._kept = new, OrderedDict()
            return True

    def _copied(self, run: int) -> Copy:
        """A copy that tells of `run` or a later one. WorkspaceError while the file has not what the log promises."""
        new = copied(self.workspace.database(), self._room)
        if new.run < run:
            new.close()
            raise WorkspaceError(f"the record of run {run} is still being written; it can be seen in a moment")
        return new

    def close(self) -> None:
        """Let the copy go."""
        with self._copying, self._lock:
            copy, self._copy, self._kept = self._copy, None, OrderedDict()
        if copy is not None:
            copy.close()

    def _current(self) -> Copy:
        copy = self._copy
        if copy is None or (not self.watched and time.monotonic() - self._looked > _FRESH):
            self.catch_up()
            copy = self._copy
            assert copy is not None
        return copy

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, or what it gave for `key` since the last run. Two threads may make the same answer at once."""
        run = self._current().run
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = steady(make)
        with self._lock:
            if self._copy is not None and run == self._copy.run:
                self._kept[key] = made
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return made

    def database(self) -> RecordBase:
        """The record's database as of the run that pages show."""
        return self._current().base

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

    def namesakes(self, ask: Ask, limit: int, offset: int) -> tuple[list[Row], int]:
        """Actors of one name and kind together (see `tables.namesakes`), and how many such there are."""
        found = self.kept(
            ("namesakes", ask.key, limit, offset), lambda: tables.namesakes(self.database(), ask, limit, offset)
        )
        return found, self.count_names(ask)

    def count_names(self, ask: Ask) -> int:
        """How many names of actors there are, those of two kinds twice."""
        return self.kept(("count", ask.key, "names"), lambda: tables.count_namesakes(self.database(), ask))

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
        return self.kept(("texts", wanted), lambda: self._texts(wanted)) if wanted else {}

    def _texts(self, wanted: Sequence[str]) -> dict[str, str]:
        try:  # a text never changes under its id, so the index of another run serves as well
            return search.texts(self._search, wanted)
        except WorkspaceError:
            return self.workspace.texts(wanted)  # which makes the index

    def articles_with(self, asked: str) -> list[str]:
        """Ids of the articles that hold the words, best first. UsageError if there is no word in them."""
        return self.kept(("search", asked), lambda: self._articles_with(asked))

    def _articles_with(self, asked: str) -> list[str]:
        try:
            return search.articles_with(self._search, asked)
        except WorkspaceError:
            self.workspace.texts(())  # makes the index if a change left none
            return search.articles_with(self._search, asked)

    def ids_of(self, ask: Ask) -> set[str]:
        """Ids of the rows."""
        return self.kept(("ids of", ask.key), lambda: tables.ids(self.database(), ask))

    def sourced(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of findings with how each is known in `source_line`, empty where the record says nothing of it.

        Rows of many stories go without: a story is read for it, and the finding's own page says it, too.
        """
        stories = tuple(sorted({row["story"] for row in rows}))
        if len(stories) > MOST_STORIES:
            return [row | {"source_line": ""} for row in rows]
        known = self.kept(("source lines", stories), lambda: tables.source_lines(self.database(), stories))
        return [row | {"source_line": known.get(row["id"], "")} for row in rows]

    def promises_of(self, rows: Sequence[Row]) -> dict[str, str]:
        """Id of a forward-looking line -> the promise that it tells with others; nothing for rows of many stories."""
        stories = tuple(sorted({row["story"] for row in rows}))
        if len(stories) > MOST_STORIES:
            return {}
        return self.kept(("promises", stories), lambda: tables.promises(self.database(), stories))

    def counts(self) -> dict[str, int]:
        """How many rows each table has, stories and corrections too; of actors how many names."""
        found = self.kept("totals", lambda: tables.totals(self.database()))
        found = found | {"actors": self.count_names(Ask("actors"))}
        return found | {"stories": len(self.stories()), "corrections": len(self.corrections())}

    def story_with(self, finding_id: str) -> str:
        """Id of the story that has a finding of that id; MissingError if there is none."""
        found = self.database().story_with(finding_id)
        if found is None:
            raise MissingError(f"There is no finding {finding_id[:80]} in this workspace (any more).")
        return found

    def statements_of(self, story_id: str, speaker: str) -> list[str]:
        """Ids of the statements of a story whose speaker has that very name."""
        ask = Ask("statements", Filters(story=story_id), {"speaker": speaker})
        return [row["id"] for row in self.rows(ask, "place")]

    def _reviewed(self, rows: Iterable[Row]) -> list[Row]:
        reviews = self.reviews()
        waiting = {c.subject_id for c in self._waiting()}
        return [row | {"review": reviews.get(row["id"]), "waiting": row["id"] in waiting} for row in rows]

    # --- whole things

    def stories(self) -> list[Row]:
        """The stories, light."""
        return self.kept("stories", lambda: self.database().stories())

    def stories_by_size(self) -> list[Row]:
        """The same, those with several articles first, the largest first."""
        return self.kept(
            "by size", lambda: sorted(self.stories(), key=lambda s: (s["articles"] < 2, -s["articles"], s["title"]))
        )

    def story_row(self, story_id: str) -> Row | None:
        """One story, light; None if there is none."""
        rows: dict[str, Row] = self.kept("stories by id", lambda: {s["id"]: s for s in self.stories()})
        return rows.get(story_id)

    def story(self, story_id: str) -> Story:
        """One story; MissingError if there is none."""
        try:
            return self.kept(("story", story_id), lambda: self._story(story_id))
        except UsageError as error:
            raise MissingError(f"There is no story {story_id[:80]} in this workspace (any more).") from error

    def _story(self, story_id: str) -> Story:
        found = self.database().story(story_id)
        return found if found is not None else self.workspace.story(story_id)  # which says what is wrong

    def view(self, kind: str, story_id: str, make: Callable[[Story, list[Reading]], Any]) -> Any:
        """What `make` says of a story and its readings: kept until one of them changes. MissingError if there is none."""
        return self.kept(("view", kind, story_id), lambda: self._view(kind, story_id, make))

    def _view(self, kind: str, story_id: str, make: Callable[[Story, list[Reading]], Any]) -> Any:
        def made() -> Any:
            story = self.story(story_id)
            return make(story, [self.workspace.reading(article) for article in story.articles])

        stamp = tables.stamp(self.database(), story_id)
        return self._views.get(kind, story_id, stamp, made) if stamp else made()

    def reading(self, article_id: str) -> Reading:
        """One reading; MissingError if there is none."""
        try:
            return self.kept(("reading", article_id), lambda: self.workspace.reading(article_id))
        except UsageError as error:
            raise MissingError(f"There is no article {article_id[:80]} in this workspace (any more).") from error

    def shared_record(self) -> Record:
        """The record without what is confidential."""
        if not self.confidential():
            return self.workspace.record()
        return self.workspace.record(shared=True)

    # --- the state of things

    def state_of(self, article_id: str) -> ArticleState:
        """The state of one article, as of this moment."""
        try:
            return self.workspace.state_of(article_id)
        except UsageError as error:
            raise MissingError(f"There is no article {article_id[:80]} in this workspace (any more).") from error

    def failures(self) -> tuple[Failure, ...]:
        """What could not be used, and why."""
        return self.kept("failures", self.workspace.failures)

    def confidential(self) -> frozenset[str]:
        """Articles that stay out of what is shared."""
        return self.kept("confidential", self.workspace.confidential)

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
        """Corrections in force, the earliest first; those that wait for their run at the end."""
        laid: list[Correction] = self.kept("corrections", lambda: _in_force(self.workspace.corrections()))
        waiting = self._waiting()
        return _in_force([*laid, *waiting]) if waiting else laid

    def every_correction(self) -> list[Correction]:
        """Every correction that was made, undone ones and their undoing too."""
        return [*self.workspace.corrections(), *self._waiting()]

    def waiting(self) -> frozenset[str]:
        """Ids of the corrections that are not laid over the record yet."""
        return frozenset(c.id for c in self._waiting() if c.kind != "undo")

    def wait_for(self, waiting: Callable[[], Sequence[Correction]]) -> None:
        """Where to ask for the corrections that wait."""
        self._waiting = waiting

    def history(self, subject_id: str) -> list[Correction]:
        """Corrections in force of one thing."""
        return [c for c in self.corrections() if c.subject_id == subject_id]

    def fates(self) -> dict[str, Applied]:
        """Correction id -> what became of it in the present record."""
        return {a.correction: a for a in self.kept("applied", lambda: self.database().applied())}

    def reviews(self) -> dict[str, str]:
        """Finding id (with " omission" behind it for an omission) -> "accepted" or "rejected", by the latest word."""
        told = (c for c in self.corrections() if c.kind in ("accept", "reject"))
        said = {_reviewed(c): c.kind for c in told if all(a.part != "absent" for a in c.anchors)}
        return {finding: f"{kind}ed" for finding, kind in said.items()}

    def names(self, asked: str, most: int) -> list[str]:
        """Names of actors that hold what was typed: those that begin with it first, then the busiest."""
        known = self.kept("names", lambda: [(n, n.casefold(), c) for n, c in tables.names(self.database())])
        wanted = asked.casefold()
        found = [(not folded.startswith(wanted), -count, name) for name, folded, count in known if wanted in folded]
        return [name for _, _, name in sorted(found)[:most]]

    # --- changing

    def add(self, paths: Sequence[str], options: RunOptions, progress: Progress, now: str) -> AddReport:
        """Take in what is new; see Workspace.add. Pages show it from here on."""
        report = self.workspace.add(paths, options, progress, now)
        self.catch_up()
        return report

    def lay(self, corrections: Sequence[Correction]) -> None:
        """Lay corrections over the record, all in one run. BusyError while another process changes the workspace."""
        self.workspace.import_corrections(corrections)
        self.catch_up()


def _in_force(every: Iterable[Correction]) -> list[Correction]:
    """Those that nobody undid."""
    found = list(every)
    undone = {c.subject_id for c in found if c.kind == "undo"}
    return [c for c in found if c.kind != "undo" and c.id not in undone]


def _reviewed(correction: Correction) -> str:
    omission = correction.subject == "omission"
    return f"{correction.subject_id} omission" if omission else correction.subject_id
