"""The options that a workspace's record is made with: kept with it, so that every command makes the same record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from communique.options import CompareOptions, LinkOptions, ReadOptions, RunOptions
from communique.workspace.folder import Folder, explained, write_whole

_DEFAULT = RunOptions()


def merged(folder: Folder, kept: dict[str, Any], options: RunOptions) -> dict[str, Any]:
    """`kept` with what `options` ask for; a file that they name (knowledge base, issues) is copied into the folder.

    What is left at its default stays as it was: options given once hold for every later command.
    """
    new = dict(kept)
    if options.read.min_confidence != _DEFAULT.read.min_confidence:
        new["min_confidence"] = options.read.min_confidence
    if options.compare.as_of is not None:
        new["as_of"] = options.compare.as_of
    for name in ("near_copy", "partial_copy", "story_threshold"):
        if getattr(options.link, name) != getattr(_DEFAULT.link, name):
            new[name] = getattr(options.link, name)
    for name, file in (("kb", options.link.kb), ("issues", options.compare.issues)):
        if file is not None:
            new[name] = _copied(folder, file)
    return new


def options_of(folder: Folder, kept: dict[str, Any], as_of: str | None = None) -> RunOptions:
    """The options that the record is made with; `as_of` wins over what is kept."""
    link: LinkOptions = replace(
        _DEFAULT.link,
        kb=_file(folder, kept.get("kb")),
        **{n: kept[n] for n in ("near_copy", "partial_copy", "story_threshold") if n in kept},
    )
    compare = CompareOptions(issues=_file(folder, kept.get("issues")), as_of=as_of or kept.get("as_of"))
    read = ReadOptions(min_confidence=kept.get("min_confidence", _DEFAULT.read.min_confidence))
    return RunOptions(read=read, link=link, compare=compare)


def _copied(folder: Folder, file: Path) -> str:
    data = file.read_bytes()
    name = hashlib.sha256(data).hexdigest()[:24] + "".join(c for c in file.suffix.lower() if c.isalnum() or c == ".")
    if not (folder.settings / name).exists():
        with explained(folder.root):
            write_whole(folder.settings / name, data)
    return name


def _file(folder: Folder, name: str | None) -> Path | None:
    return folder.settings / name if name else None
