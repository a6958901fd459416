"""The folder of a workspace: which file stands where, its format version, and files written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from communique.errors import WorkspaceError

FORMAT_VERSION = 1
"""Of the folder as a whole; raised when an older release could misread what a newer one writes."""
_MARKER = "workspace.json"
_PART = ".part"


class Folder:
    """Places inside one workspace folder. Nothing outside it is ever named by what is stored in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.marker = root / _MARKER
        self.lock = root / "lock"
        self.log = root / "log"
        self.originals = root / "originals"
        self.partitions = root / "partitions"
        self.settings = root / "settings"
        self.record = root / "record.duckdb"
        self.inbox = root / "web" / "uploads"  # where the web workspace keeps uploads until they are read
        self.exports = root / "web" / "exports"  # what the web workspace has made for download
        self.search = root / "search.sqlite"
        self.cache = root / "cache"

    def create(self, when: str) -> None:
        """Make an empty workspace. WorkspaceError if something else stands there or it cannot be written."""
        if self.marker.exists():
            raise WorkspaceError(f"{self.root} is a workspace already; add to it: communique add {self.root} PATH...")
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise WorkspaceError(f"{self.root} is not an empty folder; name a new one")
        with explained(self.root):
            for place in (self.root, self.log, self.originals, self.partitions, self.settings):
                place.mkdir(parents=True, exist_ok=True)
            value = {"format": "communique workspace", "version": FORMAT_VERSION, "created": when}
            write_whole(self.marker, (json.dumps(value, indent=1, sort_keys=True) + "\n").encode())

    def is_writable(self) -> bool:
        """Whether files can be made in it."""
        return os.access(self.root, os.W_OK | os.X_OK) and os.access(self.log, os.W_OK | os.X_OK)

    def check(self) -> None:
        """WorkspaceError unless this is a workspace of a version that this release reads."""
        if not self.marker.is_file():
            raise WorkspaceError(f"{self.root} is no workspace; make one: communique init {self.root}")
        try:
            value = json.loads(self.marker.read_bytes())
            version = value["version"] if value["format"] == "communique workspace" else None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorkspaceError(
                f"{self.marker} cannot be read ({error}); it should hold: "
                f'{{"format": "communique workspace", "version": {FORMAT_VERSION}}}'
            ) from error
        if not isinstance(version, int) or version > FORMAT_VERSION:
            raise WorkspaceError(
                f"{self.root} has format {version!r}, and this release reads up to {FORMAT_VERSION}; upgrade communique"
            )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, and be sure of it: a reader sees the former content or all of the new."""
    with whole(path) as file:
        file.write(data)


@contextmanager
def whole(path: Path, workshop: Path | None = None) -> Iterator[IO[bytes]]:
    """An open file that becomes `path` when the block ends well, and vanishes when it does not.

    It is written beside its place, or in the folder `workshop` of the same disk.
    """
    beside = (workshop or path.parent) / f".{path.name}.{os.getpid()}{_PART}"
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last (a no-op where folders cannot be opened, as on Windows)."""
    with contextlib.suppress(OSError, PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, keep: Callable[[str], bool] = lambda _name: True) -> None:
    """Remove what a killed process left half written, and files whose name `keep` does not want."""
    for file in folder.iterdir():
        if file.is_file() and (file.name.endswith(_PART) or not keep(file.name)):
            file.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """An OSError while writing becomes a WorkspaceError that says what to do."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        ways = {
            28: "the disk is full; make room and run the same command again: what was confirmed is kept",
            30: "the folder is read-only; copy the workspace to a place that can be written",
            13: "it may not be written; change its permissions, or copy the workspace to a place of your own",
            122: "your quota is used up; make room and run the same command again: what was confirmed is kept",
        }
        way = ways.get(error.errno or 0, "run the same command again when that is mended: what was confirmed is kept")
        raise WorkspaceError(f"{error.filename or root}: {why}; {way}") from error
