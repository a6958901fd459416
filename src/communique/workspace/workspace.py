"""A workspace: one folder that keeps articles, readings, the record made of them, and what was done when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError, WorkspaceError
from communique.options import RunOptions
from communique.record import Failure, Reading, Record, Story
from communique.run.progress import Progress, Silent
from communique.workspace import reading, tables
from communique.workspace.filters import Filters
from communique.workspace.folder import Folder, sweep
from communique.workspace.intake import Taker
from communique.workspace.library import Library
from communique.workspace.lock import writing
from communique.workspace.log import Log
from communique.workspace.partitions import Partitions
from communique.workspace.settings import merged, options_of
from communique.workspace.state import Run, State, Version
from communique.workspace.update import update


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one `add` did: its run, articles new and known, versions found, failures."""

    run: int
    added: tuple[str, ...]
    known: int
    versions: tuple[Version, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class ArticleState:
    """One article or input: `state` is read, unread, failed or replaced (by a newer text of the same file)."""

    id: str | None
    path: str
    state: str
    reason: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    reader: str | None = None
    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    confidential: bool = False


class Workspace:
    """One workspace. Reading needs no lock; each change holds one, and is refused while another process holds it."""

    def __init__(self, folder: Folder, *, readonly: bool) -> None:
        self._folder, self._readonly = folder, readonly
        self._log, self._partitions = Log(folder), Partitions(folder)
        self._state = State()
        self._record: tuple[int, Record] | None = None
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

        Confirmed in small steps: a run that is killed goes on where it was. Raises ModelError, WorkspaceError.
        """
        progress = progress or Silent()
        with self._changing("add"):
            version = reading.reader_version(options.read)
            before = set(self._library().ids())
            versions = len(self._state.versions)
            self._confirm_settings(options)
            taken = Taker(self._folder, self._state, self._partitions, self._confirm).take(paths, options, progress)
            library = self._library()
            wanted = reading.wanted(self._state, library, taken.named, version)
            failed = reading.read(
                wanted, library, self._partitions, self._state, self._confirm, options, version, progress
            )
            added = sorted(set(self._library().ids()) - before)
            failures = tuple(sorted({*taken.failures, *failed}, key=lambda f: (f.path, f.reason)))
            self._complete("add", now, progress, added=len(added), known=taken.known, failed=len(failures))
            new_versions = tuple(self._state.versions[versions:])
            return AddReport(len(self._state.runs), tuple(added), taken.known, new_versions, failures)

    def remove(self, article_ids: Sequence[str], now: str) -> int:
        """Take articles (by id), or failed inputs (by path), out of the workspace; the number of the run."""
        with self._changing("remove"):
            state = self._state
            known = [i for i in article_ids if i in state.of_article or i in state.shelved]
            failures = [k for k, f in state.failures.items() if f.path in article_ids]
            paths = {state.failures[k].path for k in failures}
            unknown = [i for i in article_ids if i not in known and i not in paths]
            if unknown:
                raise UsageError(f"{self.path} has no article {unknown[0]}; communique status {self.path} lists them")
            places = {p for i in known for p in state.of_article.get(i, ())}
            files = [file_id for file_id, file in state.files.items() if places & set(file.places)]
            self._confirm("remove", {"articles": known, "failures": failures, "files": files})
            self._complete("remove", now, Silent())
            return len(self._state.runs)

    def mark_confidential(self, article_id: str, who: str, now: str, *, confidential: bool = True) -> None:
        """Keep an article out of everything that is shared: `record(shared=True)` and whatever is made of it."""
        with self._changing("mark"):
            if article_id not in self._state.of_article:
                raise UsageError(f"{self.path} has no article {article_id}; communique status {self.path} lists them")
            body = {"article": article_id, "confidential": confidential, "who": who, "when": now}
            self._confirm("confidential", body)

    def correct(self, correction: Any) -> None:
        """Keep a correction (a record value with an `id`) and lay it over the record."""
        with self._changing("correct"):
            body = correction.model_dump(mode="json") if hasattr(correction, "model_dump") else dict(correction)
            self._confirm("correction", body)
            self._complete("correct", str(body.get("when") or ""), Silent())

    def undo(self, correction_id: str, who: str, now: str) -> None:
        """Withdraw a correction; that it was made and withdrawn stays in the log."""
        with self._changing("undo"):
            if correction_id not in self._state.corrections:
                raise UsageError(f"{self.path} has no correction {correction_id}")
            self._confirm("undo", {"id": correction_id, "who": who, "when": now})
            self._complete("undo", now, Silent())

    # --- what it holds

    def runs(self) -> tuple[Run, ...]:
        """Every completed change, the first first."""
        self._refresh()
        return tuple(self._state.runs)

    def corrections(self) -> tuple[dict[str, Any], ...]:
        """Corrections in force, in the order in which they were made."""
        self._refresh()
        return tuple(self._state.corrections.values())

    def status(self) -> tuple[ArticleState, ...]:
        """Every article and failed input with its state, by path."""
        self._refresh()
        return tuple(sorted(self._states(), key=lambda s: (s.path, s.id or "")))

    def reading(self, article_id: str) -> Reading:
        """The reading of one article, corrections applied. UsageError if there is none."""
        found = next((r for r in self.record().articles if r.article.id == article_id), None)
        if found is None:
            raise UsageError(f"{self.path} has no reading of {article_id}; communique status {self.path} says why")
        return found

    def record(self, as_of: str | None = None, shared: bool = False) -> Record:
        """The whole record, as `compile_record` of the same files makes it, byte for byte; corrections applied.

        `as_of`: as of that date, of articles published until then; those whose date is not known are named in
        `failures`. `shared`: without confidential articles, as if they had never been there.
        """
        self._refresh()
        if as_of is None and not shared:
            if self._record is None or self._record[0] != self._state.number:
                self._record = (self._state.number, self._made(self._library().ids(), None))
            return self._record[1]
        return self._made(self._chosen(as_of, shared), as_of)

    def stories(self) -> list[dict[str, Any]]:
        """The stories, light: id, title, how many articles, findings and conflicts."""
        return [
            {
                "id": s.id,
                "title": s.title,
                "articles": len(s.articles),
                "groups": len(s.independence),
                "events": len(s.events),
                "positions": len(s.positions),
                "conflicts": len(s.conflicts),
                "forward": len(s.forward),
            }
            for s in self.record().stories
        ]

    def story(self, story_id: str) -> Story:
        """One story. UsageError if there is none of that id."""
        found = next((s for s in self.record().stories if s.id == story_id), None)
        if found is None:
            raise UsageError(f"{self.path} has no story {story_id}")
        return found

    def rows(
        self, table: str, filters: Filters | None = None, limit: int | None = None, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Rows of one of the tables that pass the filters. UsageError names a table there is none of."""
        found = tables.rows(self.record(), table, filters or Filters())
        return found[offset : None if limit is None else offset + limit]

    # --- inside

    def _made(self, ids: Sequence[str], as_of: str | None) -> Record:
        options = options_of(self._folder, self._state.settings, as_of)
        return update(self._library(), ids, options, Silent(), self.corrections())

    def _chosen(self, as_of: str | None, shared: bool) -> list[str]:
        library = self._library()
        ids = [i for i in library.ids() if not (shared and i in self._state.confidential)]
        if as_of is not None:
            ids = [i for i in ids if (day := library.article(i).published) and day <= as_of]
        return ids

    def _states(self) -> Iterator[ArticleState]:
        library = self._library()
        versions: dict[str, list[str]] = {}
        for version in self._state.versions:
            versions.setdefault(version.new, []).append(version.old)
        for article_id in [*self._state.of_article, *self._state.shelved]:
            article, outcome = library.article(article_id), library.outcome(article_id)
            state = "unread" if outcome is None else "failed" if outcome.failure else "read"
            yield ArticleState(
                id=article_id,
                path=article.path,
                state="replaced" if article_id in self._state.shelved else state,
                reason=outcome.failure if outcome else None,
                title=article.title,
                outlet=article.outlet,
                published=article.published,
                reader=outcome.reader if outcome else None,
                copies=article.copies,
                versions=tuple(versions.get(article_id, ())),
                confidential=article_id in self._state.confidential,
            )
        for failure in self._state.failures.values():
            yield ArticleState(id=None, path=failure.path, state="failed", reason=failure.reason)

    def _library(self) -> Library:
        return Library(self._state, self._partitions)

    def _refresh(self) -> None:
        for entry in self._log.after(self._state.number):
            self._state.apply(entry)

    def _confirm(self, kind: str, body: dict[str, Any]) -> None:
        self._state.apply(self._log.append(self._state.number + 1, kind, body))

    def _confirm_settings(self, options: RunOptions) -> None:
        settings = merged(self._folder, self._state.settings, options)
        if settings != self._state.settings:
            self._confirm("settings", settings)

    def _complete(
        self, kind: str, now: str, progress: Progress, added: int = 0, known: int = 0, failed: int = 0
    ) -> None:
        del progress
        number = len(self._state.runs) + 1
        run = Run(number, kind, now, added, known, failed)
        self._confirm("run", {name: getattr(run, name) for name in Run.__slots__})

    @contextmanager
    def _changing(self, what: str) -> Iterator[None]:
        if self._readonly:
            raise WorkspaceError(f"{self.path} was opened to be read only; open it without readonly to {what}")
        with writing(self._folder, f"communique {what}"):
            self._refresh()
            sweep(self._folder.partitions, lambda name: name.removesuffix(".parquet") in self._state.partitions)
            yield
