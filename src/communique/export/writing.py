"""Files on disk: whole or not at all, never outside the target, and none left over from an earlier export."""

from __future__ import annotations

import contextlib
import io
import json
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from communique.errors import UsageError

MANIFEST = "export.json"
"""In every folder that is written: the names of the files that this export put there."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_file(path: Path, content: bytes) -> Path:
    """Write one file in one step: a reader sees the former content or all of the new."""
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe
        path.write_bytes(content)
        return path
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return path


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
    """Write files by their relative names into a folder of their own.

    Files of an earlier export into the same folder that are no longer part of it are removed. UsageError for a folder
    that holds other things: what is in it is never touched.
    """
    earlier = _earlier(folder)
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    written: list[Path] = []
    for name, content in files:
        place = _inside(root, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        written.append(write_file(place, content))
    names = sorted(place.relative_to(root).as_posix() for place in written)
    for name in sorted(set(earlier) - set(names)):
        with contextlib.suppress(OSError, UsageError):
            _inside(root, name).unlink()
    manifest = json.dumps({"made_by": "communique export", "files": names}, ensure_ascii=False, indent=1) + "\n"
    written.append(write_file(root / MANIFEST, manifest.encode("utf-8", "replace")))
    return tuple(written)


def _earlier(folder: Path) -> list[str]:
    """Names of the files of an earlier export; UsageError if the folder holds anything else."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; this format writes several files, name a folder")
    if not folder.is_dir() or not any(folder.iterdir()):
        return []
    try:
        names = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return [name for name in names if isinstance(name, str)]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{folder} is not empty and no earlier export; name a new folder") from None


def _inside(root: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or any(part in ("..", "/") for part in parts) or Path(name).is_absolute():
        raise UsageError(f"{name!r} leaves the folder {root}; file names of an export stay inside it")
    place = root.joinpath(*parts)
    if not place.parent.resolve().is_relative_to(root):  # a link that leads out
        raise UsageError(f"{place.parent} leads out of {root}; remove the link")
    return place


def steady_zip(content: bytes) -> bytes:
    """A zip file (docx, xlsx) with every entry's time set to 1980: the same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            steady = zipfile.ZipInfo(entry.filename, _EPOCH)
            steady.compress_type = zipfile.ZIP_DEFLATED
            steady.external_attr = 0o600 << 16
            steady.create_system = 3
            new.writestr(steady, old.read(entry), compresslevel=6)
    return out.getvalue()
