"""Where results go: data to stdout as UTF-8 bytes, files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from communique.errors import UsageError


def to_stdout(text: str) -> None:
    """Text as UTF-8, whatever the locale says; with nothing added."""
    sys.stdout.buffer.write(text.encode("utf-8"))


def check_writable(path: Path) -> None:
    """UsageError before any work is done, if a file cannot be written there."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent} to write {path.name} to; make it first")


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step: a reader sees the former content or all of the new, never a part."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe
        path.write_text(text, encoding="utf-8")
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
