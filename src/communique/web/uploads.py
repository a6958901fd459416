"""Uploaded files become files in a folder of their own, or a refusal that names the file and the limit.

File names are hostile: only their last part is used, without control characters, and never twice. Containers (zip, and
what is one inside: docx; gzip) are measured by unpacking them into nothing before they are kept, whatever their
headers claim, so that no later step meets a bomb. A .zip of reports is unpacked here; links and folders in it are not
followed, its members are files like the others.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from communique.errors import UsageError
from communique.options import WebOptions

_CHUNK = 256 * 1024
_ZIPPED = (".docx", ".zip", ".epub", ".odt")
_GZIPPED = (".gz",)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NAME = 120  # bytes of a file name; every file system takes 255


class Readable(Protocol):
    """Bytes in pieces: an open file, a member of an archive."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class RefusedError(UsageError):
    """An upload that is not kept, in one line that names it and the limit."""


@dataclass(slots=True)
class Kept:
    """What was kept of an upload: file names in the folder, and a line for every file that was refused."""

    files: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def keep(folder: Path, files: Iterable[tuple[str, Readable]], options: WebOptions) -> Kept:
    """Write uploaded files (name, content) into `folder`, which must exist; each within the limits of `options`."""
    kept = Kept()
    room = _Room(options)
    for given, content in files:
        name = safe_name(given, taken=kept.files)
        try:
            if name.lower().endswith(".zip"):
                _unpack(folder, name, content, kept, room)
            else:
                _keep_one(folder, name, content, room)
                kept.files.append(name)
        except (
            RefusedError,
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            (folder / name).unlink(missing_ok=True)
            kept.refused.append(f"{given[:200]}: {_reason(error)}")
    return kept


def safe_name(given: str, taken: Iterable[str] = ()) -> str:
    """A file name of our own folder from a name that anybody chose: one part, visible, short, not taken."""
    last = unicodedata.normalize("NFC", given.replace("\\", "/").rsplit("/", 1)[-1].encode("utf-8", "replace").decode())
    name = _UNSAFE.sub("_", last).strip(" .") or "unnamed"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 12 and stem else (name, "")
    stem = stem.encode()[: _NAME - len(ending.encode())].decode("utf-8", "ignore")
    used = {t.casefold() for t in taken}
    name, number = stem + ending, 1
    while name.casefold() in used:
        number += 1
        name = f"{stem} ({number}){ending}"
    return name


class _Room:
    """What is left of the limits, over all files of one upload."""

    def __init__(self, options: WebOptions) -> None:
        self.options = options
        self.files, self.unpacked = options.max_upload_files, options.max_unpacked

    def file(self) -> None:
        self.files -= 1
        if self.files < 0:
            raise RefusedError(
                f"more than {self.options.max_upload_files:,} files in one upload; send the rest in another"
            )

    def spend(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise RefusedError(f"unpacks to more than {self.options.max_unpacked:,} bytes")

    def ratio(self, packed: int, unpacked: int) -> None:
        if unpacked > 1_000_000 and unpacked > packed * self.options.max_unpacked_ratio:
            raise RefusedError(f"unpacks to more than {self.options.max_unpacked_ratio} times its size")


def _keep_one(folder: Path, name: str, content: Readable, room: _Room) -> None:
    room.file()
    path = folder / name
    size = 0
    with path.open("xb") as file:
        for chunk in _chunks(content):
            size += len(chunk)
            if size > room.options.max_file:
                raise RefusedError(f"larger than {room.options.max_file:,} bytes")
            file.write(chunk)
    if name.lower().endswith(_ZIPPED):
        with zipfile.ZipFile(path) as archive:
            _measure(archive, size, room)
    elif name.lower().endswith(_GZIPPED):
        with gzip.open(path) as packed:
            unpacked = 0
            for chunk in _chunks(packed):
                unpacked += len(chunk)
                room.spend(len(chunk))
                room.ratio(size, unpacked)


def _unpack(folder: Path, name: str, content: Readable, kept: Kept, room: _Room) -> None:
    """The members of a .zip as files of the upload. The archive itself is not kept."""
    spool = folder / f".{name}.part"
    try:
        _keep_one(folder, spool.name, content, room)
        with zipfile.ZipFile(spool) as archive:
            for member in _members(archive, room):
                inner = safe_name(member.filename, taken=kept.files)
                if inner.lower().endswith(".zip"):
                    kept.refused.append(f"{name}/{member.filename[:200]}: a .zip inside a .zip is not opened")
                    continue
                with archive.open(member) as packed:
                    try:
                        _keep_one(folder, inner, _Counted(packed, member, room), room)
                    except (RefusedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
                        (folder / inner).unlink(missing_ok=True)
                        kept.refused.append(f"{name}/{member.filename[:200]}: {_reason(error)}")
                        continue
                kept.files.append(inner)
    finally:
        spool.unlink(missing_ok=True)


def _measure(archive: zipfile.ZipFile, size: int, room: _Room) -> None:
    """Unpack into nothing: what a header says of sizes is not believed."""
    unpacked = 0
    for member in _members(archive, room):
        with archive.open(member) as packed:
            for chunk in _chunks(packed):
                unpacked += len(chunk)
                room.spend(len(chunk))
                room.ratio(size, unpacked)


def _members(archive: zipfile.ZipFile, room: _Room) -> Iterator[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > 20 * room.options.max_upload_files:
        raise RefusedError(f"holds {len(members):,} files")
    for member in members:
        link = (member.external_attr >> 16) & 0o170000 == 0o120000
        hidden = member.filename.startswith("__MACOSX/")
        if member.is_dir() or link or hidden:
            continue
        if member.flag_bits & 0x1:
            raise RefusedError("is locked with a password")
        yield member


class _Counted:
    """A member of an archive as a file that counts what it gives out against the limits."""

    def __init__(self, packed: IO[bytes], member: zipfile.ZipInfo, room: _Room) -> None:
        self._packed, self._member, self._room, self._given = packed, member, room, 0

    def read(self, size: int, /) -> bytes:
        chunk = self._packed.read(size)
        self._given += len(chunk)
        self._room.spend(len(chunk))
        self._room.ratio(max(self._member.compress_size, 1), self._given)
        return chunk


def _chunks(content: Readable) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk


def _reason(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, zipfile.BadZipFile):
        return "is no readable zip archive"
    if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
        return f"could not be kept ({error.strerror or error})"
    return f"cannot be unpacked ({' '.join(str(error).split())[:120]})"
