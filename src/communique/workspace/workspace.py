"""A workspace: one folder that keeps articles, readings, the record made of them, and what was done when."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError, WorkspaceError
from communique.options import RunOptions
from communique.record import Applied, Correction, Failure, Reading, Record, Story
from communique.run.engine import engine_of
from communique.run.progress import Progress, Silent
from communique.workspace import reading, search
from communique.workspace.base import RecordBase
from communique.workspace.change import Change
from communique.workspace.chosen import chosen_record
from communique.workspace.corrected import Corrected
from communique.workspace.diff import Diff, differences
from communique.workspace.filters import Filters
from communique.workspace.folder import Folder
from communique.workspace.intake import Taker
from communique.workspace.library import Library
from communique.workspace.lock import is_held, writing
from communique.workspace.log import Entry, Log
from communique.workspace.mend import mend
from communique.workspace.partitions import Partitions
from communique.workspace.removal import remove, scrub
from communique.workspace.settings import options_of
from communique.workspace.state import Run, State, Version, corrections_of
from communique.workspace.status import ArticleState, state_of, states
from communique.workspace.versions import TextChange, text_changes
from communique.workspace.write import KINDS, in_memory

if TYPE_CHECKING:
    import pyarrow as pa

_PATIENCE = 60.0  # seconds that a question waits while another process brings the record up to date


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one `add` did: its run, ids of the articles that are new, how many were known, versions found, failures."""

    run: int
    added: tuple[str, ...]
    known: int
    versions: tuple[Version, ...]
    failures: tuple[Failure, ...]


class Workspace:
    """One workspace. Questions need no lock; each change holds one, and is refused while another process holds it.

    Safe to use from several threads: a question sees the record as of the last completed run.
    """

    def __init__(self, folder: Folder, *, readonly: bool) -> None:
        self._folder, self._readonly = folder, readonly
        self._log, self._partitions = Log(folder), Partitions(folder)
        self._lock = threading.RLock()
        self._state = State()
        self._pending: tuple[Entry, ...] = ()  # of a run under way, read once: every question asks for the log
        self._ahead = self._state
        self._memory: tuple[int, RecordBase] | None = None
        self._overlay: tuple[int, Corrected] | None = None
        self._checked: tuple[int, tuple[int, int, int]] | None = None
        self._refresh()

    @classmethod
    def create(cls, folder: str | Path, now: str) -> Workspace:
        """An empty workspace in a new or empty folder. WorkspaceError if it cannot be."""
        place = Folder(Path(folder))
        place.create(now)
        return cls(place, readonly=False)

    @classmethod
    def open(cls, folder: str | Path, *, readonly: bool = False) -> Workspace:
        """The workspace in `folder`. WorkspaceError if there is none, or one that this release cannot read."""
        place = Folder(Path(folder))
        place.check()
        return cls(place, readonly=readonly)

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.root

    # --- changes

    def add(
        self, paths: Sequence[str], options: RunOptions, progress: Progress | None = None, now: str = ""
    ) -> AddReport:
        """Take in what `paths` name, read what is new, bring the record up to date.

        Confirmed in small steps: a run that is killed goes on where it was at the next `add`, of whatever paths. Without
        paths it does nothing else, and checks every file for damage first. Raises ModelError, WorkspaceError.
        """
        with self._changing("add", progress) as change, engine_of(options) as change.engine:
            version = reading.reader_version(options.read)
            mend(change, options, thorough=not paths)
            before, versions = set(change.library.ids()), len(change.state.versions)
            change.settings(options)
            taken = Taker(change).take(paths, options)
            wanted = reading.wanted(change, taken.named, version)
            early = change.early(wanted)
            failed = reading.read(change, wanted, options, version, early)
            added = tuple(sorted(set(change.library.ids()) - before))
            failures = tuple(sorted({*taken.failures, *failed}, key=lambda f: (f.path, f.reason)))
            run = change.complete("add", now, early=early, added=len(added), known=taken.known, failed=len(failures))
            return AddReport(run.number, added, taken.known, tuple(change.state.versions[versions:]), failures)

    def remove(self, article_ids: Sequence[str], now: str, progress: Progress | None = None) -> int:
        """Take articles (by id) or failed inputs (by path) out, with every trace of their text; the run's number.

        UsageError names one that is not there; then nothing is done.
        """
        with self._changing("remove", progress) as change:
            remove(change, article_ids)
            scrub(change, article_ids)
            run = change.complete("remove", now, forget=article_ids)
            change.compact()
            return run.number

    def mark_confidential(self, article_id: str, who: str, now: str, *, confidential: bool = True) -> None:
        """Keep an article out of everything that is shared: `record(shared=True)` and whatever is made of it."""
        with self._changing("mark") as change:
            self._known(article_id, change.state)
            body = {"article": article_id, "confidential": confidential, "who": who, "when": now}
            change.confirm("confidential", body)
            change.complete("confidential" if confidential else "not confidential", now)

    def correct(self, correction: Correction, progress: Progress | None = None) -> None:
        """Keep a correction and lay it over the record."""
        self.import_corrections([correction], progress)

    def import_corrections(self, corrections: Sequence[Correction], progress: Progress | None = None) -> int:
        """Keep corrections, those that are not kept already; how many were new."""
        with self._changing("correct", progress) as change:
            new = [c.model_dump(mode="json") for c in corrections if c.id not in change.state.corrections]
            if new:
                change.confirm("correction", {"corrections": new})
                change.complete("correct", max(c["when"] for c in new))
            return len(new)

    def undo(self, correction_id: str, who: str, now: str) -> None:
        """Withdraw a correction; that it was made and withdrawn is kept."""
        if correction_id not in {c.id for c in self.corrections()}:
            raise UsageError(f"{self.path} has no correction {correction_id}")
        self.correct(Correction(kind="undo", who=who, when=now, subject="correction", subject_id=correction_id))

    # --- what it holds

    def runs(self) -> tuple[Run, ...]:
        """Every completed change, the first first."""
        return tuple(self._settled().runs)

    def versions(self) -> tuple[Version, ...]:
        """Every text that followed another at one address or in one file."""
        return tuple(self._settled().versions)

    def corrections(self) -> tuple[Correction, ...]:
        """Every correction, undone ones and their undoing too, in the order in which they were kept."""
        return corrections_of(self._settled())

    def applied(self) -> tuple[Applied, ...]:
        """What became of each correction in the record as it is."""
        return self._base().applied()

    def status(self) -> tuple[ArticleState, ...]:
        """Every article and failed input with its state, by path; also what a run under way has confirmed."""
        state = self._now()
        return states(state, Library(state, self._partitions))

    def state_of(self, article_id: str) -> ArticleState:
        """The state of one article. UsageError if there is none of that id."""
        state = self._now()
        try:
            return state_of(state, Library(state, self._partitions), article_id)
        except KeyError:
            raise UsageError(f"{self.path} has no article {article_id}") from None

    def failures(self) -> tuple[Failure, ...]:
        """What could not be used, and why; also what a run under way has confirmed."""
        return Library(self._now(), self._partitions).failures()

    def confidential(self) -> frozenset[str]:
        """Ids of the articles that stay out of what is shared."""
        return frozenset(self._now().secret())

    def reading(self, article_id: str) -> Reading:
        """The reading of one article, corrections applied; also of a former version. UsageError if there is none."""
        try:
            return self._corrected(self._settled()).reading(article_id)
        except KeyError:
            raise UsageError(
                f"{self.path} has no reading of {article_id}; communique status {self.path} says why"
            ) from None

    def record(self, as_of: str | None = None, shared: bool = False, progress: Progress | None = None) -> Record:
        """The whole record, as `compile_record` of the same files makes it, byte for byte; corrections applied.

        `as_of`: as of that date, of articles published until then; those whose date is not known are named in
        `failures`. `shared`: without confidential articles, as if they had never been there.
        """
        state = self._settled()
        if as_of is not None or shared:
            return chosen_record(self._folder, state, self._partitions, as_of, shared, progress or Silent())
        run, day, stories = self._base().whole()
        while run != len(state.runs):  # another process completed one just now
            state = self._settled()
            run, day, stories = self._base().whole()
        return Record(
            articles=_told(self._corrected(state).readings(), len(state.of_article), progress or Silent()),
            stories=stories,
            failures=Library(state, self._partitions).failures(),
            as_of=day,
        )

    def stories(self) -> list[dict[str, Any]]:
        """The stories, light: id, title, first and last day, how many articles, groups, findings of each kind."""
        return self._base().stories()

    def story(self, story_id: str) -> Story:
        """One story. UsageError if there is none of that id."""
        found = self._base().story(story_id)
        if found is None:
            raise UsageError(f"{self.path} has no story {story_id}")
        return found

    def rows(
        self,
        table: str,
        filters: Filters | None = None,
        limit: int | None = None,
        offset: int = 0,
        as_of: str | None = None,
    ) -> list[dict[str, Any]]:
        """Rows of a table that pass the filters, the earliest first. UsageError names a table there is none of."""
        return self._base(as_of).rows(table, filters or Filters(), limit, offset)

    def count(self, table: str, filters: Filters | None = None) -> int:
        """How many rows of a table pass the filters."""
        return self._base().count(table, filters or Filters())

    def table(self, table: str, filters: Filters | None = None, as_of: str | None = None) -> pa.Table:
        """The same rows as an Arrow table."""
        return self._base(as_of).arrow(table, filters or Filters())

    def search(self, query: str, filters: Filters | None = None, limit: int = 20, offset: int = 0) -> search.Hits:
        """Articles and statements that hold the words, best first, hits marked. UsageError if there is no word in it."""
        state, base = self._settled(), self._base()
        allowed = None
        if filters is not None and filters != Filters():
            allowed = base.passing(filters)
        if not search.is_usable(self._folder.search, len(state.runs)):
            self._make_search(state)
        return search.find(self._folder.search, query, self.reading, allowed, limit, offset)

    def database(self) -> RecordBase:
        """The database of the record, up to date, for questions that `rows` does not answer."""
        return self._base()

    def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The texts of articles by id, without reading their statements: from the search index, quick for many."""
        state = self._settled()
        if not search.is_usable(self._folder.search, len(state.runs)):
            self._make_search(state)
        return search.texts(self._folder.search, article_ids)

    def compare_versions(self, old: str, new: str) -> tuple[TextChange, ...]:
        """Word by word what differs between two articles' texts, in order; for the two of a Version, say."""
        library = Library(self._settled(), self._partitions)
        try:
            return text_changes(library.article(old).text, library.article(new).text)
        except KeyError as error:
            raise UsageError(f"{self.path} has no article {error.args[0]}") from None

    def diff(self, since: int | str, until: int | str | None = None, tables: Iterable[str] = KINDS) -> Diff:
        """What changed in `tables` after a run (its number) or a date until another, by default until now.

        A date means the record as it was when that day began. UsageError names a run or date there is none of.
        """
        return differences(self._base(), self._settled(), since, until, tables)

    # --- inside

    def _base(self, as_of: str | None = None) -> RecordBase:
        """The database of the record: that of the folder, or one in memory when it cannot be brought up to date."""
        if as_of is not None:
            return in_memory(self.record(as_of=as_of))
        base = RecordBase(self._folder.record)
        give_up = time.monotonic() + _PATIENCE
        while True:
            state = self._settled()
            if self._tells(base, len(state.runs)):
                return base
            if (self._readonly or not self._folder.is_writable()) and not is_held(self._folder):
                return self._memory_base(state)
            try:
                with self._changing("mend"):
                    pass  # whoever holds the lock brings the database up to date first
            except WorkspaceError:  # another process is at it, or this one may only read
                if not is_held(self._folder) or time.monotonic() > give_up:
                    raise
                time.sleep(0.1)

    def _tells(self, base: RecordBase, run: int) -> bool:
        """Whether the database tells of this run; not asked again while the file stays as it is."""
        seen = base.seen()
        if seen is not None and self._checked == (run, seen):
            return True
        if seen is None or base.run() != run:
            return False
        self._checked = run, seen
        return True

    def _corrected(self, state: State) -> Corrected:
        kept = self._overlay
        if kept is None or kept[0] != state.number:
            options = options_of(self._folder, state.settings)
            new = Corrected(Library(state, self._partitions), corrections_of(state), options)
            kept = self._overlay = state.number, new
        return kept[1]

    def _make_search(self, state: State) -> None:
        search.make(self._folder.search, self._corrected(state).readings(), len(state.runs))

    def _memory_base(self, state: State) -> RecordBase:
        kept = self._memory
        if kept is None or kept[0] != state.number:
            record = chosen_record(self._folder, state, self._partitions, None, False, Silent())
            kept = self._memory = state.number, in_memory(record, len(state.runs))
        return kept[1]

    def _settled(self) -> State:
        """The state as of the last completed run."""
        self._refresh()
        return self._state

    def _now(self) -> State:
        """The state with what a run under way has confirmed; to be read only."""
        with self._lock:
            self._refresh()
            if self._pending and self._ahead.number != self._pending[-1].number:
                state = self._state.copy()
                for entry in self._pending:
                    state.apply(entry)
                self._ahead = state
            return self._ahead if self._pending else self._state

    def _refresh(self) -> None:
        with self._lock:
            known = (*self._pending, *self._log.after(self._state.number + len(self._pending)))
            last = max((i for i, entry in enumerate(known) if entry.kind == "run"), default=-1)
            if last >= 0:
                state = self._state.copy()
                for entry in known[: last + 1]:
                    state.apply(entry)
                self._state = state
            self._pending = known[last + 1 :]

    def _known(self, article_id: str, state: State) -> None:
        if article_id not in state.of_article:
            raise UsageError(f"{self.path} has no article {article_id}; communique status {self.path} lists them")

    @contextmanager
    def _changing(self, what: str, progress: Progress | None = None) -> Iterator[Change]:
        if self._readonly:
            raise WorkspaceError(f"{self.path} was opened to be read only; open it without readonly to {what}")
        with writing(self._folder, f"communique {what}"):
            self._refresh()
            yield Change(self._folder, self._state, progress or Silent())
        self._refresh()


def _told(readings: Iterator[Reading], count: int, progress: Progress) -> tuple[Reading, ...]:
    """All of them, with a word on each."""
    progress.begin("collecting", count)
    out = []
    for reading_ in readings:
        out.append(reading_)
        progress.advance()
    return tuple(out)
