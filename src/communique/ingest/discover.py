"""What there is to read, in order: files, folders, globs and standard input. Nothing is left out without a word."""

from __future__ import annotations

import glob
import heapq
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from communique.ingest.formats import Kind, feed_kind, is_xml_name, kind_of_name, sniff
from communique.ingest.formats.registry import HEAD
from communique.ingest.given import FOLDER_SIDECAR, SIDECAR_SUFFIX, Given, read_sidecar, sidecar_of
from communique.options import IngestOptions
from communique.record.record import Failure

Notify = Callable[[str], None]

_MARK = 1000  # bytes of a workspace.json in which it says what it is
OTHER_DOCUMENTS: dict[str, str] = {
    ".doc": "save it as .docx or .pdf",
    ".odt": "save it as .docx or .pdf",
    ".rtf": "save it as .docx or .txt",
    ".pages": "export it as .docx or .pdf",
    ".epub": "save its chapters as .html",
    ".msg": "save the message as .eml",
    ".mht": "open it in a browser and save the page as .html",
    ".mhtml": "open it in a browser and save the page as .html",
    ".webarchive": "open it in a browser and save the page as .html",
} | dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"), "unpack it and give its folder")
"""Formats that usually hold an article and are not read, with the way out: in a folder each is a failure, not a note."""


@dataclass(frozen=True, slots=True)
class Found:
    """One input: a file, or the bytes of standard input (`data`). `path` is the name shown."""

    path: str
    kind: Kind
    file: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    given: Given = field(default_factory=Given)


@dataclass(slots=True)
class _Walk:
    """What one call of discover has seen so far; files and folders are known by their real path."""

    notify: Notify
    files: set[str] = field(default_factory=set)
    sidecars: dict[Path, dict[str, Any] | str | None] = field(default_factory=dict)

    def sidecar(self, folder: Path) -> dict[str, Any] | str | None:
        if folder not in self.sidecars:
            if len(self.sidecars) > 64:  # walked folder by folder: old ones are not asked for again
                self.sidecars.clear()
            self.sidecars[folder] = read_sidecar(folder / FOLDER_SIDECAR)
        return self.sidecars[folder]


def discover(
    paths: Sequence[str],
    options: IngestOptions,
    stdin: BinaryIO | None = None,
    notify: Notify | None = None,
) -> Iterator[Found | Failure]:
    """Every input that `paths` name, sorted by path whatever the order of the arguments, each file once.

    A path is a file, a folder (walked; a link to a folder already seen is not followed), a glob, or `-` for `stdin`
    (default: the process's). What cannot be used comes as a Failure; what is passed over in a folder (other formats,
    links not followed) is told to `notify`, one line each.
    """
    del options  # nothing to choose yet; the parameter keeps the five arrows alike
    walk = _Walk(notify or (lambda _line: None))
    streams = [_argument(path, walk, stdin) for path in dict.fromkeys(paths)]
    for found in heapq.merge(*streams, key=lambda item: item.path):
        if isinstance(found, Found) and found.file is not None:
            real = os.path.realpath(found.file)
            if real in walk.files:
                continue
            walk.files.add(real)
        yield found


def _argument(path: str, walk: _Walk, stdin: BinaryIO | None) -> Iterator[Found | Failure]:
    if path == "-":
        yield _standard_input(stdin)
        return
    place = Path(path)
    try:
        is_folder, is_there = place.is_dir(), place.exists() or place.is_symlink()
    except (OSError, ValueError) as error:
        yield Failure(path=path, reason=f"no such file or folder ({error})")
        return
    if is_folder:
        yield from _folder(place, "", walk, {os.path.realpath(place)})
    elif is_there:
        yield _file(place, place.name, walk)
    elif glob.has_magic(path):
        yield from _glob(path, walk)
    else:
        yield Failure(path=path, reason="no such file or folder; check the name, or put a glob in quotes")


def _standard_input(stdin: BinaryIO | None) -> Found:
    data = (stdin or sys.stdin.buffer).read()
    return Found(path="-", kind=sniff(data), data=data)


def _glob(pattern: str, walk: _Walk) -> Iterator[Found | Failure]:
    """Matches of a glob; their paths are relative to the last folder before the first wildcard."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    found: list[Found | Failure] = []
    for match in matches:
        place = Path(match)
        shown = place.relative_to(root).as_posix()
        if place.is_dir():
            if "**" not in pattern:  # ** lists the files of its folders itself
                found += _folder(place, shown + "/", walk, {os.path.realpath(place)})
        elif not is_sidecar(place.name):
            found.append(_file(place, shown, walk))
    if not matches:
        found.append(Failure(path=pattern, reason="matches no file"))
    yield from sorted(found, key=lambda item: item.path)


def _folder(folder: Path, prefix: str, walk: _Walk, seen: set[str]) -> Iterator[Found | Failure]:
    """Files below `folder` in the order of their paths. `prefix` is how the folder is shown, "" or ending in "/"."""
    if _is_workspace(folder):
        walk.notify(f"{prefix or folder.name}: a workspace of Communique; its articles are not read again")
        return
    try:
        entries = sorted(os.scandir(folder), key=_sort_name)
    except OSError as error:
        yield Failure(path=prefix or folder.name, reason=f"cannot be listed: {error.strerror}")
        return
    skipped: Counter[str] = Counter()
    for entry in entries:
        name = _shown(entry.name)
        if name.startswith(".") or is_sidecar(name):
            continue
        if _is_folder(entry):
            yield from _subfolder(Path(entry.path), f"{prefix}{name}/", walk, seen)
        elif _kind(Path(entry.path)) or Path(name).suffix.lower() in OTHER_DOCUMENTS:
            yield _file(Path(entry.path), prefix + name, walk)
        else:
            skipped[Path(name).suffix.lower() or "no suffix"] += 1
    _tell_misnamed(walk, folder, prefix, {_shown(entry.name) for entry in entries})
    if skipped:
        kinds = ", ".join(f"{suffix} {count}" for suffix, count in sorted(skipped.items()))
        total = sum(skipped.values())
        walk.notify(f"{prefix or folder.name}: {total} file{'s' if total > 1 else ''} not read ({kinds})")


def _tell_misnamed(walk: _Walk, folder: Path, prefix: str, there: set[str]) -> None:
    """A note for entries of the folder's meta.json that name no file of it: a slip there loses what the user said."""
    named = walk.sidecar(folder) if FOLDER_SIDECAR in there else None
    if isinstance(named, dict) and (lost := sorted(name for name in named if name not in there)):
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        listed = ", ".join(repr(name) for name in lost[:3])
        walk.notify(f"{prefix}{FOLDER_SIDECAR}: no file is called {listed}{more}; what it says of them is not used")


def _is_workspace(folder: Path) -> bool:
    """Whether Communique keeps a workspace there: its files are no articles."""
    try:
        with (folder / "workspace.json").open("rb") as file:
            return b'"communique workspace"' in file.read(_MARK)
    except OSError:
        return False


def _subfolder(folder: Path, prefix: str, walk: _Walk, seen: set[str]) -> Iterator[Found | Failure]:
    real = os.path.realpath(folder)
    if real in seen:
        if folder.is_symlink():
            walk.notify(f"{prefix.rstrip('/')}: links to a folder already read; not followed")
        return
    seen.add(real)
    yield from _folder(folder, prefix, walk, seen)


def _file(place: Path, shown: str, walk: _Walk) -> Found | Failure:
    suffix = place.suffix.lower()
    kind = _kind(place)
    shown = _shown(shown)
    if kind is None:
        what = f"{suffix} is a format" if suffix else "a file without a suffix is a format"
        way_out = OTHER_DOCUMENTS.get(suffix, "save it as .txt, .html or .jsonl")
        what = "is XML, but no feed and no list of feeds" if is_xml_name(place.name) else f"{what} that is not read"
        return Failure(path=shown, reason=f"{what}; {way_out}")
    given = Given() if kind in ("jsonl", "json") else sidecar_of(place, walk.sidecar(place.parent))
    return Found(path=shown, kind=kind, file=place, given=given)


def _kind(place: Path) -> Kind | None:
    """The kind of a file by its name; XML may be a feed, which only its first bytes tell."""
    if not is_xml_name(place.name):
        return kind_of_name(place.name)
    try:
        with place.open("rb") as stream:
            return feed_kind(stream.read(HEAD))
    except OSError:
        return "feed"  # the failure is named when it is read


def is_sidecar(name: str) -> bool:
    """Whether a file of this name holds metadata of other files."""
    return name == FOLDER_SIDECAR or name.endswith(SIDECAR_SUFFIX)


def _sort_name(entry: os.DirEntry[str]) -> str:
    """Folders sort as their files will: with the slash."""
    return _shown(entry.name) + ("/" if _is_folder(entry) else "")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _shown(name: str) -> str:
    """A file name that can be printed: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
