"""Originals: the bytes of every input as they were, each under the sha256 of its content."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from communique.ingest import Found
from communique.workspace.folder import Folder, explained, sha256_of, whole


def place_of(folder: Folder, digest: str) -> Path:
    """Where the original with this hash stands."""
    return folder.originals / digest[:2] / digest


def keep(folder: Folder, found: Found) -> str:
    """Keep the bytes of an input; their sha256. Bytes that are kept already are not written again."""
    with SpooledTemporaryFile(2**24) as copy:
        digest = hashlib.sha256()
        with _open(found) as source:
            while block := source.read(2**20):
                digest.update(block)
                copy.write(block)
        place = place_of(folder, digest.hexdigest())
        if not place.exists():
            copy.seek(0)
            with explained(folder.root):
                place.parent.mkdir(parents=True, exist_ok=True)
                with whole(place, folder.originals) as file:
                    shutil.copyfileobj(copy, file)
        return digest.hexdigest()


def _open(found: Found) -> BinaryIO:
    if found.file is None:
        from io import BytesIO

        return BytesIO(found.data or b"")
    return found.file.open("rb")


def sure(folder: Folder, found: Found, digest: str) -> Path:
    """Where the original stands, after its bytes were compared with the hash; a damaged one is written anew."""
    place = place_of(folder, digest)
    if sha256_of(place) != digest:
        with explained(folder.root):
            place.unlink()
        keep(folder, found)
    return place
