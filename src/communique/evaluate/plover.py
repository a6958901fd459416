"""PLOVER roots on PLV_train.tsv: five folds by sha1 of the sentence modulo 5, macro-F1 over the fifteen roots."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.errors import UsageError
from communique.read.events.cues import ROOTS

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence; source and target are spans in it, or None where the words do not stand in it."""

    text: str
    source: Span | None
    target: Span | None
    root: str


def plover_rows(data: Path) -> list[Row]:
    """The rows of `data`/plover/PLV_train.tsv with a gold root; UsageError if the file is absent."""
    path = data / "plover" / "PLV_train.tsv"
    if not path.exists():
        raise UsageError(f"{path} is absent: expected the PLOVER sentences (PLV_train.tsv) in a folder `plover`")
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
        total = gold.count(root) + guessed.count(root)  # type: ignore[attr-defined]
        scores[root] = round(2 * right / total, 4) if total else 0.0
    scores["macro_f1"] = round(sum(scores.values()) / len(ROOTS), 4)
    scores["accuracy"] = round(sum(g == p for g, p in zip(gold, guessed, strict=True)) / max(1, len(gold)), 4)
    return scores
