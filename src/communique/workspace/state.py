"""What a workspace knows, replayed from its log: inputs, readings, failures, versions, corrections, runs.

One method an entry kind; nothing else may change a State. The log is small (texts and readings stand in partitions), so
replaying it is quick: about a microsecond a byte of JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from communique.workspace.log import Entry


@dataclass(frozen=True, slots=True)
class Input:
    """One article as it came in. `place` says where from, as a hash; identical texts are inputs of one article."""

    place: str
    path: str
    article: str
    key: str
    partition: str
    row: int
    original: str
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading came to: a row of a partition, or the reason why there is none."""

    key: str
    reader: str
    partition: str | None = None
    row: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class InputFailure:
    """Why an input gave no article; `file` is "" when there was none to open."""

    file: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """An input file as it was last taken in; when nothing of it has changed it is not loaded again."""

    path: str
    original: str
    fingerprint: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A text that followed another at one address: `replaced` when the same file now holds the new one."""

    old: str
    new: str
    address: str
    replaced: bool
    run: int


@dataclass(frozen=True, slots=True)
class Run:
    """One change of the workspace that completed; the clock stands here and nowhere in the record."""

    number: int
    kind: str
    when: str
    added: int = 0
    known: int = 0
    failed: int = 0
    as_of: str | None = None
    history: str | None = None


@dataclass(slots=True)
class State:
    """The replayed log up to entry `number`."""

    number: int = 0
    inputs: dict[str, Input] = field(default_factory=dict)
    of_article: dict[str, set[str]] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    failures: dict[str, InputFailure] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    shelved: dict[str, Input] = field(default_factory=dict)
    partitions: dict[str, tuple[str, str]] = field(default_factory=dict)
    corrections: dict[str, dict[str, Any]] = field(default_factory=dict)
    confidential: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def apply(self, entry: Entry) -> None:
        """Take in the next entry of the log."""
        getattr(self, f"_{entry.kind}")(entry.body)
        self.number = entry.number

    def would_clear(self, file: str, path: str) -> list[str]:
        """Keys of the failures that no longer hold once this file, or with no file this argument, is tried again."""
        return [k for k, f in self.failures.items() if f.file == file and (file or f.path == path)]

    def _inputs(self, body: dict[str, Any]) -> None:
        if body["partition"]:
            self.partitions[body["partition"]] = ("articles", body["sha256"])
        for file_id, file in body["files"].items():
            self.files[file_id] = File(file["path"], file["original"], file["fingerprint"], tuple(file["places"]))
        for tried in body["tried"]:
            for key in self.would_clear(*tried):
                del self.failures[key]
        for fields in body["inputs"]:
            self._add(Input(partition=body["partition"], **fields))
        for failed in body["failures"]:
            self.failures[failed["key"]] = InputFailure(failed["file"], failed["path"], failed["reason"])
        self.versions += [Version(**version) for version in body["versions"]]

    def _readings(self, body: dict[str, Any]) -> None:
        if body["partition"]:
            self.partitions[body["partition"]] = ("readings", body["sha256"])
        for row, key in enumerate(body["keys"]):
            self.outcomes[key] = Outcome(key, body["reader"], body["partition"], row)
        for key, reason in body["failures"]:
            self.outcomes[key] = Outcome(key, body["reader"], failure=reason)

    def _remove(self, body: dict[str, Any]) -> None:
        for article in body["articles"]:
            for place in sorted(self.of_article.get(article, ())):
                self._drop(place, shelve=False)
            self.shelved.pop(article, None)
            self.confidential.pop(article, None)
        self.versions = [v for v in self.versions if not {v.old, v.new} & set(body["articles"])]
        for key in body["failures"]:
            self.failures.pop(key, None)
        for file_id in body["files"]:
            self.files.pop(file_id, None)

    def _confidential(self, body: dict[str, Any]) -> None:
        if body["confidential"]:
            self.confidential[body["article"]] = {"who": body["who"], "when": body["when"]}
        else:
            self.confidential.pop(body["article"], None)

    def _correction(self, body: dict[str, Any]) -> None:
        self.corrections[body["id"]] = body

    def _undo(self, body: dict[str, Any]) -> None:
        self.corrections.pop(body["id"], None)

    def _settings(self, body: dict[str, Any]) -> None:
        self.settings = body

    def _run(self, body: dict[str, Any]) -> None:
        self.runs.append(Run(**body))

    def _add(self, found: Input) -> None:
        if found.place in self.inputs:
            self._drop(found.place, shelve=self.inputs[found.place].article != found.article)
        self.inputs[found.place] = found
        self.of_article.setdefault(found.article, set()).add(found.place)
        self.shelved.pop(found.article, None)

    def _drop(self, place: str, *, shelve: bool) -> None:
        """Forget an input; the last one of an article may be shelved: a former version, kept but not in the record."""
        former = self.inputs.pop(place, None)
        if former is None:
            return
        places = self.of_article[former.article]
        places.discard(place)
        if not places:
            del self.of_article[former.article]
            if shelve:
                self.shelved[former.article] = former
