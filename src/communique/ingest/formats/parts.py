"""What the reader of a format hands on: articles, faults of single articles, remarks. Shared by all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from communique.errors import TooLongError
from communique.ingest.extracted import Extracted
from communique.ingest.given import Given
from communique.options import IngestOptions


@dataclass(frozen=True, slots=True)
class Part:
    """One article of an input. `where` is put after the input's path (":3"), empty when the input is the article.

    `given` is what the input itself gives as a user would (a JSON line). `takes`: whether what a sidecar of the file
    says is about this article ("all"), about all articles of the file ("shared": outlet, authors, genre), or not.
    """

    extracted: Extracted
    sha256: str
    where: str = ""
    given: Given | None = None
    takes: Literal["all", "shared", "none"] = "all"


@dataclass(frozen=True, slots=True)
class Fault:
    """An article of an input that cannot be used, and why; the others go on."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What was passed over on purpose, in one line that the user is told."""

    line: str


Outcome = Part | Fault | Remark


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read as one format. `depth`: how many inputs it is wrapped in (an attachment of a mail: 1)."""

    stream: BinaryIO
    depth: int = field(default=0)

    def bytes(self, limit: int, what: str) -> bytes:
        """All bytes; TooLongError when there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise TooLongError(f"is {what} of more than {limit // 2**20} MiB, over the limit; split it")
        return data


Reader = Callable[[Input, IngestOptions], Iterator[Outcome]]


def sha256_of(data: bytes) -> str:
    """The hash that an article keeps of its raw bytes."""
    return hashlib.sha256(data).hexdigest()


def named(places: list[str], most: int = 5) -> str:
    """A list for a message: the first few, and how many more."""
    shown = ", ".join(places[:most])
    return shown if len(places) <= most else f"{shown} and {len(places) - most} more"


def printable(words: str, most: int = 80) -> str:
    """A name from a hostile file on one line: no control or direction characters, not longer than `most`."""
    clean = "".join(char if char.isprintable() else " " for char in words[: 4 * most])
    clean = " ".join(clean.split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"
