"""What a workspace knows, replayed from its log: inputs, readings, failures, versions, corrections, runs.

One method an entry kind; nothing else may change a State. The log is small (texts and readings stand in partitions), so
replaying it is quick: about a microsecond a byte of JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from communique.record import Correction
from communique.workspace.log import Entry


class Input(NamedTuple):
    """One article as it came in. `place` says where from, as a hash; identical texts are inputs of one article."""

    place: str
    file: str
    path: str
    article: str
    key: str
    partition: str
    row: int
    original: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None


class Outcome(NamedTuple):
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
    """An input file as it was last taken in; when nothing of it has changed it is not loaded again.

    `fingerprint` is empty when some of it failed, so that it is tried again.
    """

    path: str
    original: str
    fingerprint: str
    places: tuple[str, ...]
    kind: str
    given: dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition file as it was confirmed; kind: articles, readings or history."""

    kind: str
    sha256: str
    size: int


@dataclass(slots=True)
class State:
    """The replayed log up to entry `number`."""

    number: int = 0
    settled: bool = True
    inputs: dict[str, Input] = field(default_factory=dict)
    of_article: dict[str, set[str]] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    failures: dict[str, InputFailure] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    shelved: dict[str, Input] = field(default_factory=dict)
    partitions: dict[str, Partition] = field(default_factory=dict)
    corrections: dict[str, dict[str, Any]] = field(default_factory=dict)
    confidential: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    history: dict[int, str] = field(default_factory=dict)

    def apply(self, entry: Entry) -> None:
        """Take in the next entry of the log."""
        self.settled = False
        _KINDS[entry.kind](self, entry.body)
        self.number = entry.number

    def would_clear(self, file: str, path: str) -> list[str]:
        """Keys of the failures that no longer hold once this file, or with no file this argument, is tried again."""
        return [k for k, f in self.failures.items() if f.file == file and (file or f.path == path)]

    def _inputs(self, body: dict[str, Any]) -> None:
        self._partition(body, "articles")
        for file_id, file in body["files"].items():
            self.files[file_id] = File(**{**file, "places": tuple(file["places"])})
        for tried in body["tried"]:
            for key in self.would_clear(*tried):
                del self.failures[key]
        for found in body["inputs"]:
            self._add(Input(partition=body["partition"], **found))
        for failed in body["failures"]:
            self.failures[failed["key"]] = InputFailure(failed["file"], failed["path"], failed["reason"])
        self.versions += [Version(**version) for version in body["versions"]]

    def _readings(self, body: dict[str, Any]) -> None:
        self._partition(body, "readings")
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
        for key in body["keys"]:
            self.outcomes.pop(key, None)
        for file_id in body["files"]:
            self.files.pop(file_id, None)

    def _confidential(self, body: dict[str, Any]) -> None:
        if body["confidential"]:
            self.confidential[body["article"]] = {"who": body["who"], "when": body["when"]}
        else:
            self.confidential.pop(body["article"], None)

    def _mended(self, body: dict[str, Any]) -> None:
        """Damaged partitions were given up: what stood in them was ingested again, or is to be read again."""
        lost = set(body["lost"])
        for name in lost:
            self.partitions.pop(name, None)
        self._partition(body, "articles")
        for found in body["inputs"]:
            self.inputs[found["place"]] = Input(partition=body["partition"], **found)
        for key in [k for k, outcome in self.outcomes.items() if outcome.partition in lost]:
            del self.outcomes[key]
        for place in [p for p, found in self.inputs.items() if found.partition in lost]:
            self._drop(place, shelve=False)
        for article in [a for a, found in self.shelved.items() if found.partition in lost]:
            del self.shelved[article]
        for failed in body["failures"]:
            self.failures[failed["key"]] = InputFailure(failed["file"], failed["path"], failed["reason"])

    def _replaced(self, body: dict[str, Any]) -> None:
        """A partition was written anew with the rows `order` of the former one."""
        old, order = body["old"], {row: n for n, row in enumerate(body["order"])}
        self._partition(body, self.partitions.pop(old).kind)
        new = body["partition"]
        for kept in (self.inputs, self.shelved):
            for key, found in kept.items():
                if found.partition == old:
                    kept[key] = found._replace(partition=new, row=order[found.row])
        for key, outcome in self.outcomes.items():
            if outcome.partition == old:
                self.outcomes[key] = outcome._replace(partition=new, row=order[outcome.row])
        self.history = {n: new if name == old else name for n, name in self.history.items()}

    def _correction(self, body: dict[str, Any]) -> None:
        for correction in body["corrections"]:
            self.corrections[correction["id"]] = correction

    def _settings(self, body: dict[str, Any]) -> None:
        self.settings = body

    def _run(self, body: dict[str, Any]) -> None:
        self._partition(body, "history")
        run = Run(**body["run"])
        self.runs.append(run)
        self.history[run.number] = body["partition"]
        self.settled = True

    def _partition(self, body: dict[str, Any], kind: str) -> None:
        if body["partition"]:
            self.partitions[body["partition"]] = Partition(kind, body["sha256"], body["size"])

    def secret(self) -> set[str]:
        """Articles that are confidential: marked so, or by a correction that was not undone. The later word counts."""
        said = {article: (mark["when"], True) for article, mark in self.confidential.items()}
        undone = {c["subject_id"] for c in self.corrections.values() if c["kind"] == "undo"}
        for c in sorted(self.corrections.values(), key=lambda c: (c["when"], c["id"])):
            if c["kind"] == "confidential" and c["id"] not in undone:
                for article in {c["subject_id"], *(a["article"] for a in c["anchors"])}:
                    if article not in said or said[article][0] <= c["when"]:
                        said[article] = c["when"], c["after"] is not False
        return {article for article, (_, secret) in said.items() if secret}

    def copy(self) -> State:
        """A State of its own with the same content."""
        new = replace(self)
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if isinstance(value, dict | list):
                setattr(new, name, value.copy())
        new.of_article = {article: set(places) for article, places in self.of_article.items()}
        return new

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


_KINDS: dict[str, Callable[[State, dict[str, Any]], None]] = {
    "inputs": State._inputs,
    "readings": State._readings,
    "remove": State._remove,
    "mended": State._mended,
    "replaced": State._replaced,
    "confidential": State._confidential,
    "correction": State._correction,
    "settings": State._settings,
    "run": State._run,
}
"""Entry kind to the method that takes it in."""


def corrections_of(state: State) -> tuple[Correction, ...]:
    """The corrections in the order in which they were kept."""
    return tuple(Correction.model_validate(c) for c in state.corrections.values())
