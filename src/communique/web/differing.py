"""What changed between two moments, as groups of lines."""

from __future__ import annotations

from typing import Any

from communique.web.data import Data
from communique.web.rendering import Plain


def changed(data: Data, since: str, until: str | None) -> list[Plain]:
    """Groups {key, title, lines} of what changed since a run or a time."""
    del data, since, until
    return []


def changed_counts(data: Data, since: str) -> list[str]:
    """The same as one short phrase a group."""
    return [f"{len(group['lines'])} {group['title'].lower()}" for group in changed(data, since, None)]


def changed_plain(data: Data, since: str, until: str | None) -> dict[str, Any]:
    """The same for the API."""
    return {"groups": changed(data, since, until)}
