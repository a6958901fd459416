"""The word lists of this folder, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((resources.files("communique.read.speakers") / "data" / "sources.yaml").read_text("utf-8"))
    return {name: frozenset(map(str, words)) for name, words in raw.items()}


def word_list(name: str) -> frozenset[str]:
    """One list of data/sources.yaml."""
    return _lists()[name]
