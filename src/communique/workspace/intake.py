"""Inputs taken in: originals kept, articles ingested and confirmed in small steps. What is known is not loaded again."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from communique.errors import WorkspaceError
from communique.ingest import Found, discover
from communique.options import RunOptions
from communique.record import Article, Failure
from communique.run.loading import load_all
from communique.workspace import originals
from communique.workspace.change import Change
from communique.workspace.partitions import article_row

_STEP = 256  # articles a confirmed step: what a killed run has to take in again, at most


@dataclass(slots=True)
class Intake:
    """What one `add` took in: articles named by it (new or known), and failures."""

    named: set[str] = field(default_factory=set)
    known: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An input whose bytes are kept, and what it is known by."""

    found: Found
    file_id: str
    original: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Failed:
    """An input of which there is nothing to load."""

    failure: Failure
    file_id: str = ""


@dataclass(slots=True)
class _Step:
    """What is loaded and not confirmed yet."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    tried: list[tuple[str, str]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    versions: list[dict[str, Any]] = field(default_factory=list)


class Taker:
    """Takes in the inputs that paths name, as steps of a change."""

    def __init__(self, change: Change) -> None:
        self._change, self._state = change, change.state
        self._step = _Step()
        self._by_url: dict[str, list[str]] = {}
        for found in change.state.inputs.values():
            self._note_url(found.url, found.article)

    def take(self, paths: Sequence[str], options: RunOptions) -> Intake:
        """Take in everything that `paths` name, confirmed step by step."""
        intake, progress = Intake(), self._change.progress
        inside, inbox = self._change.folder.root.resolve(), self._change.folder.inbox.resolve()
        progress.begin("finding and loading articles")
        self._step.tried += [("", path) for path in paths]

        def inputs() -> Iterator[tuple[_Kept | _Failed, Found | None]]:
            for found in discover(paths, options.ingest, notify=progress.warn):
                if isinstance(found, Failure):
                    yield _Failed(found), None
                elif (
                    found.file is not None and inside in (above := found.file.resolve().parents) and inbox not in above
                ):
                    progress.warn(f"{found.path}: not read, since it is part of the workspace")
                elif (kept := self._kept(found, options, intake)) is not None:
                    yield kept, kept.found if isinstance(kept, _Kept) else None

        for kept, outcomes in load_all(inputs(), options, progress.warn, self._change.engine):
            if isinstance(kept, _Failed):
                self._fail(kept.failure, kept.file_id, intake)
            else:
                self._file(kept, outcomes, intake)
        self._close()
        return intake

    def _kept(self, found: Found, options: RunOptions, intake: Intake) -> _Kept | _Failed | None:
        """An input whose bytes are kept and are to be loaded; None when nothing of it has changed."""
        file_id = file_id_of(found)
        try:
            original = originals.keep(self._change.folder, found)
        except WorkspaceError:
            raise
        except OSError as error:
            return _Failed(Failure(path=found.path, reason=f"cannot be read: {error.strerror or error}"), file_id)
        fingerprint = _fingerprint(found, options)
        kept = self._state.files.get(file_id)
        if kept and (kept.path, kept.original, kept.fingerprint) == (found.path, original, fingerprint):
            known = [self._state.inputs[p].article for p in kept.places if p in self._state.inputs]
            if len(known) == len(kept.places):
                intake.named.update(known)
                intake.known += len(known)
                self._change.progress.advance(len(known))
                return None
        if found.file is not None:  # what is kept is what is read, also when the file changes meanwhile
            found = replace(found, file=originals.sure(self._change.folder, found, original))
        return _Kept(found, file_id, original, fingerprint)

    def _file(self, kept: _Kept, outcomes: Iterable[Article | Failure], intake: Intake) -> None:
        """Take in every article of one input; when some of it failed it is to be tried again."""
        found = kept.found
        self._step.tried.append((kept.file_id, found.path))
        places, failed = self._load(kept, outcomes, intake)
        if found.file is not None:
            file = {"path": found.path, "original": kept.original, "fingerprint": "" if failed else kept.fingerprint}
            self._step.files[kept.file_id] = file | {"places": places, "kind": found.kind, "given": asdict(found.given)}

    def _load(self, kept: _Kept, outcomes: Iterable[Article | Failure], intake: Intake) -> tuple[list[str], bool]:
        """The places of the articles of one input, and whether some of it failed."""
        seen: Counter[str] = Counter()
        places: list[str] = []
        failed = False
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._fail(outcome, kept.file_id, intake)
                failed = True
                continue
            place = place_of(kept.found, kept.file_id, outcome, seen)
            places.append(place)
            self._article(place, kept.file_id, outcome, kept.original, intake)
            self._change.progress.advance()
            if len(self._step.rows) + len(self._step.failures) >= _STEP:
                self._close()
        return places, failed

    def _article(self, place: str, file_id: str, article: Article, original: str, intake: Intake) -> None:
        row = article_row(place, article)
        former = self._state.inputs.get(place)
        intake.named.add(article.id)
        if former and (former.path, former.article, former.key) == (article.path, article.id, row["key"]):
            intake.known += 1
            return
        if article.id not in self._state.of_article:
            self._note_version(article, former.article if former else None)
        self._note_url(article.url, article.id)
        fields: dict[str, Any] = {n: getattr(article, n) for n in ("path", "url", "title", "outlet", "published")}
        fields |= {"place": place, "file": file_id, "article": article.id, "key": row["key"], "original": original}
        fields["row"] = len(self._step.rows)
        self._step.inputs.append(fields)
        self._step.rows.append(row)

    def _note_version(self, article: Article, replaced: str | None) -> None:
        """A text that follows another: in the same place of the same file, or at the same address."""
        address = article.url
        earlier = self._by_url.get(address, []) if address else []
        old = replaced or (earlier[-1] if earlier else None)
        if old is not None and old != article.id:
            version = {"old": old, "new": article.id, "address": address or article.path}
            self._step.versions.append(version | {"replaced": replaced is not None, "run": len(self._state.runs) + 1})

    def _note_url(self, url: str | None, article: str) -> None:
        if url and article not in self._by_url.setdefault(url, []):
            self._by_url[url].append(article)

    def _fail(self, failure: Failure, file_id: str, intake: Intake) -> None:
        intake.failures.append(failure)
        key = hashlib.sha256(f"{file_id}\n{failure.path}\n{failure.reason}".encode()).hexdigest()[:24]
        self._step.failures.append({"key": key, "file": file_id, "path": failure.path, "reason": failure.reason})

    def _close(self) -> None:
        """Confirm what is loaded."""
        step, self._step = self._step, _Step()
        dropped = any(self._state.would_clear(*tried) for tried in step.tried)
        if not (step.rows or step.failures or step.files or dropped):
            return
        body = self._change.partitions.write(self._state.number + 1, "articles", step.rows)
        body |= {"files": step.files, "inputs": step.inputs}
        body |= {"tried": step.tried, "failures": step.failures, "versions": step.versions}
        self._change.confirm("inputs", body)


def file_id_of(found: Found) -> str:
    """Which file it is: a hash of its real path, so that no path of this machine is stored; "" for standard input."""
    if found.file is None:
        return ""
    return hashlib.sha256(os.path.realpath(found.file).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def place_of(found: Found, file_id: str, article: Article, seen: Counter[str]) -> str:
    """Where an article comes from.

    A file of one article is one place, whatever it holds; among several in one file it is the address that stays when
    lines move, or else the text itself.
    """
    single = article.path == found.path and found.file is not None
    inner = "" if single else (article.url or article.id)
    seen[inner] += 1
    return hashlib.sha256(f"{file_id}\n{inner}\n{seen[inner]}".encode()).hexdigest()[:24]


def _fingerprint(found: Found, options: RunOptions) -> str:
    """What else than the bytes decides how a file is ingested."""
    from importlib.metadata import version

    given = json.dumps([repr(found.given), found.kind, repr(options.ingest), version("communique")])
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:24]
