"""Readers' words for the record's values, from labels.yaml: on the page, in the workspace, in documents."""

from __future__ import annotations

from typing import Any

from communique.lexicon.tables import tree


def word(group: str, value: str | None) -> str:
    """The reader's word for `value` of `group`; a value without a word is shown as it is."""
    if value is None:
        return ""
    return str(tree("labels.yaml")[group].get(value, value))


def words(group: str) -> dict[str, Any]:
    """All words of `group`, in the order of the file."""
    return dict(tree("labels.yaml")[group])


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
