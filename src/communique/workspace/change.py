"""A change of a workspace, under its lock: steps confirmed one by one, then the record brought up to date as one run."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from communique.errors import WorkspaceError
from communique.options import RunOptions
from communique.run.progress import Progress
from communique.workspace import search
from communique.workspace.base import RecordBase
from communique.workspace.folder import Folder, explained, sweep, sync_folder
from communique.workspace.library import Library
from communique.workspace.log import Log
from communique.workspace.partitions import Partitions
from communique.workspace.settings import merged, options_of
from communique.workspace.state import Run, State, corrections_of
from communique.workspace.update import Former, Updated, update
from communique.workspace.write import (
    Delta,
    brought_and_took,
    difference_from_history,
    forget,
    forgotten,
    history,
    remember,
    say,
    start,
    write,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from communique.run.engine import Engine
    from communique.workspace.early import Early


class Change:
    """What holds the lock: the whole log replayed, and the means to go on from there."""

    def __init__(self, folder: Folder, settled: State, progress: Progress) -> None:
        self.folder, self.progress = folder, progress
        self.engine: Engine | None = None  # whose workers serve every step of this change; None: each step its own
        self.effort = RunOptions()  # how many processes to work with, on which engine: never what comes of it
        self.log, self.partitions = Log(folder), Partitions(folder)
        self.state = settled.copy()
        self._where: dict[str, Any] = {}
        self._early: Early | None = None
        for entry in self.log.after(self.state.number):
            self.state.apply(entry)
        self.base = RecordBase(folder.record)
        with explained(folder.root):
            sweep(folder.partitions, lambda name: name.removesuffix(".parquet") in self.state.partitions)
            sweep(folder.originals)
            sweep(folder.log)
            sweep(folder.root)
            shutil.rmtree(folder.record.with_name(folder.record.name + ".tmp"), ignore_errors=True)  # DuckDB's spills
        self._catch_up()

    @property
    def library(self) -> Library:
        """What is kept, as of now."""
        return Library(self.state, self.partitions)

    def confirm(self, kind: str, body: dict[str, Any]) -> None:
        """Write a step into the log; from here on it lasts."""
        self.state.apply(self.log.append(self.state.number + 1, kind, body))

    def settings(self, options: Any) -> None:
        """Keep what the options ask for; where the work is done holds for this change alone."""
        self._where = {"workers": options.workers, "engine": options.engine, "address": options.address}
        self.effort = options
        new = merged(self.folder, self.state.settings, options)
        if new != self.state.settings:
            self.confirm("settings", new)

    def replace_partition(self, name: str, rows: list[dict[str, str]], order: list[int]) -> None:
        """Put a partition with `rows`, the former rows `order`, in the place of another, whose file is removed."""
        kind = self.state.partitions[name].kind
        body = self.partitions.write(self.state.number + 1, kind, rows)
        self.confirm("replaced", body | {"old": name, "order": order})
        self.partitions.forget()
        with explained(self.folder.root):
            self.partitions.path(name).unlink(missing_ok=True)

    def check_databases(self) -> None:
        """Read all of both databases; one that is damaged is thrown away, and made again when the run completes."""
        if self.folder.record.exists() and not self.base.is_sound():
            self.progress.warn(f"{self.folder.record} is damaged; it is made again from the readings")
            self.folder.record.unlink()
        if self.folder.search.exists() and not search.is_sound(self.folder.search):
            self.progress.warn(f"{self.folder.search} is damaged; it is made again from the readings")
            self.folder.search.unlink()

    def compact(self) -> None:
        """Write both databases anew, so that nothing that was deleted stands in their files."""
        self.base.compact()
        self.folder.search.unlink(missing_ok=True)
        shutil.rmtree(self.folder.exports, ignore_errors=True)

    def early(self, wanted: Sequence[str]) -> Early | None:
        """Where the stories of articles that are to be read can be made as soon as theirs are; None: not worth it."""
        from communique.workspace.early import Early  # with all that compares

        return Early.of(self.library, wanted, self.folder.cache, self._options(), corrections_of(self.state))

    def complete(
        self, kind: str, now: str, *, forget: Sequence[str] = (), early: Early | None = None, **counts: int
    ) -> Run:
        """Bring the record up to date and note the run. What was confirmed before is in it, also by a killed run.

        After an upgrade `add` makes every story anew, and any other kind of run those alone that it touches: whoever
        corrects a name does not wait for the whole archive. Of the articles `forget` no words are kept in the history.
        Stories that were made `early` are not made again.
        """
        run = len(self.state.runs) + 1
        self._early = early
        if self.base.run() is None:
            self._rebuild()
        try:
            return self._completed(run, kind, now, counts, forget)
        except WorkspaceError as error:
            if not self._is_damage(error):
                raise
            self.progress.warn(f"{self.base.path} was damaged; it is made again from the readings")
            self._rebuild()
            return self._completed(run, kind, now, counts, forget)

    def _completed(self, number: int, kind: str, now: str, counts: dict[str, int], removed: Sequence[str]) -> Run:
        try:
            updated = self._updated(self._former(), any_code=kind != "add")
        except ValueError:  # what another release wrote cannot be used as it is
            updated = self._updated(self._former())
        with self.base.writing() as db:
            from_history = db.execute("SELECT value FROM meta WHERE name = 'history'").fetchone()
            delta = write(db, updated, number, self.progress)
            if from_history:
                delta = difference_from_history(db)
                db.execute("DELETE FROM meta WHERE name = 'history'")
            delta = forgotten(delta, removed)
            forget(db, removed)
            remember(db, delta, number)
            say(db, updated, number)
            run = Run(number, kind, now, **counts, as_of=updated.as_of)
            body = self.partitions.write_table(self.state.number + 1, "history", history(delta))
            self.confirm("run", body | {"run": asdict(run)})
        search.refresh(self.folder.search, number, updated, self.progress)
        return run

    def _catch_up(self) -> None:
        """After a kill between the log and the database: bring the database to the run that the log tells of."""
        runs = len(self.state.runs)
        if not self.state.settled or self.base.run() == runs:
            return
        if self.base.run() is None:
            self._rebuild()
            return
        updated = self._updated(self._former(), any_code=self.state.runs[-1].kind != "add")
        with self.base.writing() as db:
            write(db, updated, runs, self.progress)
            remember(db, self._delta_of(runs), runs)
            say(db, updated, runs)

    def _rebuild(self) -> None:
        """The database made anew beside its place: tables from the readings, history from the history partitions."""
        runs = len(self.state.runs)
        place = self.folder.record
        if place.exists():
            self.progress.warn(f"{place} cannot be used; it is made again from the readings")
        beside = place.with_name(".record.new.part")
        for file in (beside, beside.with_name(beside.name + ".wal")):
            file.unlink(missing_ok=True)
        new = RecordBase(beside)
        with new.writing() as db:
            start(db)
            if runs:
                self._refill(db, runs)
        with explained(self.folder.root):
            place.with_name(place.name + ".wal").unlink(missing_ok=True)
            beside.replace(place)
            sync_folder(place.parent)

    def _refill(self, db: DuckDBPyConnection, runs: int) -> None:
        updated = self._updated(Former({}, {}, _no_story, self.folder.cache))
        write(db, updated, runs, self.progress)
        for number in range(1, runs + 1):
            remember(db, self._delta_of(number), number)
        say(db, updated, runs)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('history', 'compare')")

    def _delta_of(self, number: int) -> Delta:
        """What a run brought and took, from its history partition. Without it (damaged) nothing is known of it."""
        name = self.state.history.get(number)
        if not name or name not in self.state.partitions:
            return Delta.of((), ())
        try:
            rows = self.partitions.rows(name)
        except WorkspaceError as error:
            self.progress.warn(f"{error}; what run {number} changed is no longer known")
            return Delta.of((), ())
        return brought_and_took(rows)

    def _former(self) -> Former:
        stories, readings = self.base.fingerprints()

        def story(story_id: str) -> Any:
            return self.base.story(story_id)

        return Former(stories, readings, story, self.folder.cache)

    def _updated(self, former: Former, *, any_code: bool = False) -> Updated:
        given = (self._options(), self.progress, corrections_of(self.state), self._early, self.engine)
        return update(self.library, former, *given, any_code=any_code)

    def _options(self) -> RunOptions:
        return replace(options_of(self.folder, self.state.settings), **self._where)

    def _is_damage(self, error: WorkspaceError) -> bool:
        return str(self.base.path) in str(error) and "cannot be read" in str(error)


def _no_story(story_id: str) -> Any:
    raise KeyError(story_id)
