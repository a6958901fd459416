"""Forward-looking lines against gold: F1 of span overlap and kind, on dev_gold clusters or on the cluster benchmark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.evaluate.gold_reading import GoldReading, gold_readings
from communique.read.forward import find_forward
from communique.read.sentences import split_sentences
from communique.record import Forward

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which predicted line answers which gold line (indices), and what is left on either side."""

    pairs: tuple[tuple[int, int], ...]
    spurious: tuple[int, ...]
    missed: tuple[int, ...]


def overlaps(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Characters that two sets of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def pair(predicted: Sequence[Forward], gold: Sequence[dict[str, Any]], *, kinds: bool = True) -> Pairing:
    """One to one, the largest overlap first; with `kinds` only lines of one kind are paired."""
    options = sorted(
        (-overlaps(p.spans, g["spans"]), i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if (not kinds or p.kind == g["kind"]) and overlaps(p.spans, g["spans"])
    )
    used_p: set[int] = set()
    used_g: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            pairs.append((i, j))
    rest_p = tuple(i for i in range(len(predicted)) if i not in used_p)
    return Pairing(tuple(pairs), rest_p, tuple(j for j in range(len(gold)) if j not in used_g))


def predict(reading: GoldReading) -> tuple[Forward, ...]:
    """The lines found when statements and times are the gold's (the layer alone, not the chain)."""
    sentences = split_sentences(reading.article.text)
    return find_forward(reading.article, reading.statements, sentences, reading.times, None)


def evaluate(data: Path) -> list[dict[str, Any]]:
    """Rows (set, kind, gold, found, right, precision, recall, f1) over the clusters under `data`, `all` last."""
    rows = []
    for cluster, readings in _by_cluster(data):
        right: Counter[str] = Counter()
        found: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        for reading in readings:
            predicted = predict(reading)
            wanted.update(g["kind"] for g in reading.forward)
            found.update(p.kind for p in predicted)
            right.update(predicted[i].kind for i, _ in pair(predicted, reading.forward).pairs)
        for kind in [*sorted(wanted | found), "all"]:
            counts = [sum(c.values()) if kind == "all" else c[kind] for c in (wanted, found, right)]
            rows.append({"set": cluster, "kind": kind, **_scores(*counts)})
    return rows


def _by_cluster(data: Path) -> Iterator[tuple[str, list[GoldReading]]]:
    readings = gold_readings(data)
    sets: dict[str, list[GoldReading]] = {}
    for reading in readings:
        sets.setdefault(reading.corpus, []).append(reading)
    yield from sets.items()


def _scores(gold: int, found: int, right: int) -> dict[str, Any]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "gold": gold, "found": found, "right": right,
        "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
    }  # fmt: skip
