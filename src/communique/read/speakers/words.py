"""The word lists of this folder, read once."""

from __future__ import annotations

from functools import cache

from communique.lexicon.tables import yaml_of


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml_of("communique.read.speakers", "data", "sources.yaml")
    return {name: frozenset(map(str, words)) for name, words in raw.items()}


def word_list(name: str) -> frozenset[str]:
    """One list of data/sources.yaml."""
    return _lists()[name]
