"""Loads the tables of `lexicon/data/` once; every list and pattern of this layer lives there, not in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a tab-separated table, comment lines left out."""
    text = files("communique.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def tree(name: str) -> dict[str, Any]:
    """A YAML table as plain values. Callers must not change it."""
    return dict(yaml_of("communique.lexicon", "data", name))


@cache  # some tables are asked for with every sentence
def yaml_of(package: str, *path: str) -> Any:
    """A YAML file inside a package as plain values. Callers must not change it.

    By libyaml where it is there, which is ten times faster.
    """
    text = files(package).joinpath(*path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a YAML table as a set of lower-case words."""
    return frozenset(str(word).lower() for word in tree(name)[key])


@cache
def foldings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rewriting rules of `folding.tsv`, compiled, in order."""
    return tuple((re.compile(row[0]), row[1] if len(row) > 1 else "") for row in rows("folding.tsv"))


@cache
def given_names() -> dict[str, Literal["male", "female"]]:
    """Given names of one sex (nineteen in twenty bearers) and which, keys in lower-case ASCII."""
    table: dict[str, Literal["male", "female"]] = {}
    for sex, names in rows("given_names.tsv"):
        table.update(dict.fromkeys(names.split(), "female" if sex == "f" else "male"))
    return table
