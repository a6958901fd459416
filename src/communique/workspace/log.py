"""The log: numbered files, one a confirmed step, never changed. What a workspace knows is what its log says, in order.

An entry is written beside its place, synced and renamed: it is there whole or it is not there. It is the completion
mark of the partitions that it names; a partition that no entry names was never confirmed and is swept away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import WorkspaceError
from communique.workspace.folder import Folder, explained, write_whole


@dataclass(frozen=True, slots=True)
class Entry:
    """One confirmed step: its number, its kind (the names in state.py), and what it says."""

    number: int
    kind: str
    body: dict[str, Any]


class Log:
    """The entries of one workspace."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def after(self, number: int) -> Iterator[Entry]:
        """Entries after `number` in order. WorkspaceError names one that is missing or damaged."""
        last = number
        while self._file(last + 1).exists():
            last += 1
            yield self._read(last)
        if number == 0 or last > number:
            self._check(last)

    def _check(self, last: int) -> None:
        beyond = [n for n in self._numbers() if n > last]
        if beyond:
            raise WorkspaceError(f"{self._file(last + 1)} is missing; restore it from a backup of the workspace")

    def append(self, number: int, kind: str, body: dict[str, Any]) -> Entry:
        """Confirm a step. Whoever appends holds the lock and has seen entry `number - 1`."""
        text = _canonical({"number": number, "kind": kind, "body": body})
        digest = hashlib.sha256(text.encode()).hexdigest()
        with explained(self._folder.root):
            write_whole(self._file(number), f"{text}\n{digest}\n".encode())
        return Entry(number, kind, body)

    def _read(self, number: int) -> Entry:
        file = self._file(number)
        try:
            text, _, digest = file.read_bytes().rstrip(b"\n").rpartition(b"\n")
            if hashlib.sha256(text).hexdigest().encode() != digest:
                raise ValueError("its checksum is wrong")
            value = json.loads(text)
            return Entry(value["number"], value["kind"], value["body"])
        except (OSError, ValueError, KeyError) as error:
            raise WorkspaceError(f"{file} is damaged ({error}); restore it from a backup of the workspace") from error
        except RecursionError as error:
            raise WorkspaceError(f"{file} is no log entry; restore it from a backup of the workspace") from error

    def _numbers(self) -> list[int]:
        return [int(f.stem) for f in self._folder.log.glob("*.json") if f.stem.isdigit()]

    def _file(self, number: int) -> Path:
        return self._folder.log / f"{number:08}.json"


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
