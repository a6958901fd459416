"""Ambiguous pronouns (GAP, Webster et al. 2018): does a pronoun point to name A, name B, or neither?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from communique.encoder.session import Model, load_model
from communique.encoder.words import split_words
from communique.evaluate.report import Counts, Report, prf
from communique.evaluate.tasks import Request
from communique.read.attribution import load_settings
from communique.read.naming.mentions import LocalActor, group_names
from communique.read.naming.names import tagged_names
from communique.read.scores import WordScores, score

ENOUGH = 0.08  # share of the antecedent probability that an answer needs (GAP development); below it neither is claimed


@dataclass(frozen=True, slots=True)
class Row:
    """One GAP example: the text, the pronoun's offset, and two names with offset and gold label."""

    id: str
    text: str
    pronoun: int
    names: tuple[tuple[str, int, bool], ...]


def rows(request: Request) -> Iterator[Row]:
    """The examples of a GAP file (default: gap-validation.tsv of a folder)."""
    path = request.data / "gap-validation.tsv" if request.data.is_dir() else request.data
    with path.open(encoding="utf-8", newline="") as lines:
        for r in csv.DictReader(lines, delimiter="\t"):
            names = tuple((r[s], int(r[f"{s}-offset"]), r[f"{s}-coref"] == "TRUE") for s in "AB")
            yield Row(r["ID"], r["Text"], int(r["Pronoun-offset"]), names)


def pronouns(request: Request) -> Report:
    """F1 over the labels "A corefers" and "B corefers", as the GAP scorer counts them."""
    model = load_model(request.options.read.model, request.options.read.threads)
    documents = [_count(row, model) for row in rows(request)]
    return Report("pronouns", request.data.name, len(documents), (prf("GAP labels", documents),))


def _count(row: Row, model: Model) -> Counts:
    words = split_words(row.text)
    scores = score(words, model, load_settings())
    masses = [_mass(scores, group_names(row.text, tagged_names(scores)), row, name, at) for name, at, _ in row.names]
    best = max(range(2), key=lambda i: masses[i])
    said = [masses[i] >= ENOUGH and i == best for i in range(2)]
    right = sum(s and gold for s, (_, _, gold) in zip(said, row.names, strict=True))
    return Counts(right, sum(said), right, sum(gold for _, _, gold in row.names))


def _mass(scores: WordScores, actors: list[LocalActor], row: Row, name: str, at: int) -> float:
    """The antecedent probability on every mention of the person that stands at `at`."""
    owner = next((a for a in actors for n in a.names if n.start < at + len(name) and at < n.end), None)
    spans = [(at, at + len(name))] + ([(n.start, n.end) for n in owner.names] if owner else [])
    inside = {w for s, e in spans for w in scores.words.at(s, e)}
    pronoun = scores.words.at(row.pronoun, row.pronoun + 1)
    points = scores.antecedents.get(pronoun[0]) if pronoun else None
    return sum(p for w, p in points.words if w in inside) if points else 0.0
