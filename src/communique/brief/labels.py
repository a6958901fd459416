"""The page's words for the record's values, from labels.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from communique.lexicon.tables import yaml_of


def word(group: str, value: str | None) -> str:
    """The reader's word for `value` of `group`; a value without a word is shown as it is."""
    if value is None:
        return ""
    return str(_labels()[group].get(value, value))


def words(group: str) -> dict[str, Any]:
    """All words of `group`, in the order of the file."""
    return dict(_labels()[group])


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun: "1 report", "3 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def independent(count: int, articles: int) -> str:
    """The one way to count witnesses: "3 independent (7 articles)", "1 source (2 articles)", "1 article"."""
    if articles == 1:
        return "1 article"
    if count == 1:
        return f"1 source ({plural(articles, 'article')})"
    return f"{count:,} independent ({plural(articles, 'article')})"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list beside this package; lines that begin with "#" are comments."""
    text = resources.files("communique.brief").joinpath(name).read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@cache
def table(name: str) -> dict[str, Any]:
    """A table of words beside this package."""
    loaded: dict[str, Any] = yaml_of("communique.brief", name)
    return loaded


@cache
def _labels() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml_of("communique.brief", "labels.yaml")
    return loaded
