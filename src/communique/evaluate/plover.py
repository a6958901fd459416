"""PLOVER roots on PLV_train.tsv: five folds by sha1 of the sentence modulo 5, macro-F1 over the fifteen roots.

The folds are trained here with the settings of the shipped weights (training/train_plover.py calls the same functions),
so that the figure is that of what runs: features alone, and features with the states of the bundled encoder.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.encoder.session import Model, load_model
from communique.errors import UsageError
from communique.evaluate.softmax import Floats, fit, probabilities
from communique.read.events.cues import ROOTS
from communique.read.events.features import features
from communique.read.events.plover import standardised, value_of
from communique.read.events.states import pooled

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence; source and target are spans in it, or None where the words do not stand in it."""

    text: str
    source: Span | None
    target: Span | None
    root: str


def plover_rows(data: Path) -> list[Row]:
    """The rows with a gold root of PLV_train.tsv: `data` is that file, its folder, or the folder above; else UsageError."""
    places = (data, data / "PLV_train.tsv", data / "plover" / "PLV_train.tsv")
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise UsageError(f"no PLV_train.tsv at {data}: name the file, the folder it is in, or the folder above")
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines, delimiter="\t"))
    return [_row(r) for r in raw if r["gold_root"] in ROOTS]


def _row(raw: dict[str, str]) -> Row:
    """Offsets from the marked sentence: the marks are cut out, the first marked stretch of each counts."""
    text, spans = _unmark(raw["marked_sentence"])
    return Row(text, spans.get("s"), spans.get("t"), raw["gold_root"])


def _unmark(marked: str) -> tuple[str, dict[str, Span]]:
    out: list[str] = []
    length, at = 0, 0
    starts: dict[str, int] = {}
    spans: dict[str, Span] = {}
    while at < len(marked):
        tag = next((t for t in ("<s>", "</s>", "<t>", "</t>") if marked.startswith(t, at)), None)
        if tag is None:
            out.append(marked[at])
            length += 1
            at += 1
            continue
        name = tag[-2]
        if tag[1] != "/":
            starts[name] = length
        elif name in starts and name not in spans and length > starts[name]:
            spans[name] = (starts[name], length)
        at += len(tag)
    return "".join(out), spans


def fold_of(text: str) -> int:
    """The fold of a row: sha1 of its text modulo 5."""
    return int(hashlib.sha1(text.encode("utf-8")).hexdigest(), 16) % 5


def macro_f1(gold: Sequence[str], guessed: Sequence[str]) -> dict[str, float]:
    """F1 of each root, their mean (`macro_f1`), and accuracy."""
    scores: dict[str, float] = {}
    for root in ROOTS:
        right = sum(g == p == root for g, p in zip(gold, guessed, strict=True))
        total = gold.count(root) + guessed.count(root)
        scores[root] = round(2 * right / total, 4) if total else 0.0
    scores["macro_f1"] = round(sum(scores.values()) / len(ROOTS), 4)
    scores["accuracy"] = round(sum(g == p for g, p in zip(gold, guessed, strict=True)) / max(1, len(gold)), 4)
    return scores


def feature_matrix(bags: Sequence[Counter[str]], names: Sequence[str]) -> Floats:
    """[rows, names] of feature values."""
    index = {name: column for column, name in enumerate(names)}
    matrix = np.zeros((len(bags), len(names)), np.float32)
    for row, bag in enumerate(bags):
        for name, count in bag.items():
            column = index.get(name)
            if column is not None:
                matrix[row, column] = value_of(name, count)
    return matrix


def common(bags: Sequence[Counter[str]], least: int = 2) -> list[str]:
    """The features that at least `least` rows have, sorted."""
    rows = Counter(name for bag in bags for name in bag)
    return sorted(name for name, count in rows.items() if count >= least)


def state_matrix(rows: Sequence[Row], model: Model) -> Floats:
    """[rows, 4 x states]: see communique.read.events.states."""
    return np.stack([pooled(model, row.text, row.source, row.target) for row in rows])


def spread_of(states: Floats) -> Floats:
    """The spread of each column, never zero."""
    return np.asarray(states.std(axis=0) + 1e-3, np.float32)


def cross_validate(rows: Sequence[Row], states: Floats | None) -> list[str]:
    """The root guessed for each row by weights that were trained on the other four folds."""
    labels = np.array([ROOTS.index(row.root) for row in rows], np.int64)
    folds = np.array([fold_of(row.text) for row in rows])
    bags = [features(row.text, row.source, row.target) for row in rows]
    guesses = np.zeros(len(rows), np.int64)
    for fold in range(5):
        train, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        names = common([bags[i] for i in train])
        blocks = _blocks(bags, names, states, train, train)
        weights = fit(blocks, labels[train], len(ROOTS))
        guesses[held] = probabilities(_blocks(bags, names, states, train, held), weights).argmax(axis=1)
    return [ROOTS[guess] for guess in guesses]


def _blocks(
    bags: Sequence[Counter[str]],
    names: Sequence[str],
    states: Floats | None,
    train: NDArray[np.int64],
    wanted: NDArray[np.int64],
) -> list[Floats]:
    blocks = [feature_matrix([bags[i] for i in wanted], names)]
    if states is not None:
        mean, spread = states[train].mean(axis=0), spread_of(states[train])
        blocks.append(standardised(states[wanted], mean, spread))
    return blocks


def evaluate(data: Path) -> list[dict[str, Any]]:
    """Two rows, `features` and `features and encoder states`: F1 of each root, macro_f1, accuracy, rows."""
    rows = plover_rows(data)
    gold = [row.root for row in rows]
    model = load_model(None, 1)
    out = []
    for name, states in (("features", None), ("features and encoder states", state_matrix(rows, model))):
        out.append(
            {
                "set": "PLV_train, 5 folds",
                "system": name,
                "rows": len(rows),
                **macro_f1(gold, cross_validate(rows, states)),
            }
        )
    return out
