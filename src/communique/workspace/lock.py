"""One writer at a time: an advisory lock on a file of the workspace, released by the system when a process ends."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from communique.errors import BusyError
from communique.workspace.folder import Folder, explained


@contextmanager
def writing(folder: Folder, what: str) -> Iterator[None]:
    """Hold the workspace for a change called `what`. BusyError at once if another process holds it."""
    with explained(folder.root):
        handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _try_lock(handle):
            with contextlib.suppress(OSError):
                holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
            raise BusyError(
                f"{folder.root} is being changed by another process ({holder or 'unknown'}); "
                "wait until it is done, then run the same command again"
            )
        with explained(folder.root):
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{what}, process {os.getpid()}".encode(), 0)
        yield
    finally:
        os.close(handle)  # closing releases the lock


def is_held(folder: Folder) -> bool:
    """Whether a process is changing the workspace right now. Also where nothing may be written."""
    try:
        handle = os.open(folder.lock, os.O_RDONLY)
    except OSError:  # never changed, or not to be looked at
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
