"""Word lists of the brief, beside this package."""

from __future__ import annotations

from functools import cache
from importlib import resources

from communique.lexicon.tables import yaml_of


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list beside this package; lines that begin with "#" are comments."""
    text = resources.files("communique.brief").joinpath(name).read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def number_words() -> dict[str, int]:
    """Numbers written as words and their values."""
    loaded: dict[str, int] = yaml_of("communique.brief", "number_words.yaml")
    return loaded
