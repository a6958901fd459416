"""Loaded wording against gold clusters: counts of overlapping phrases; too few for a percentage to mean much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.evaluate.gold_reading import GoldReading, gold_readings
from communique.read.loaded import find_loaded
from communique.read.sentences import split_sentences
from communique.record import Loaded


def predict(reading: GoldReading) -> tuple[Loaded, ...]:
    """The phrases found when mentions and statements are the gold's."""
    sentences = split_sentences(reading.article.text)
    return find_loaded(reading.article, sentences, reading.mentions, reading.statements, None)


def evaluate(data: Path) -> list[dict[str, Any]]:
    """One row: gold, found, right (overlap), inside_right, precision, recall, f1, and every false alarm's words."""
    gold = found = right = inside = 0
    alarms: list[str] = []
    for reading in gold_readings(data):
        if not reading.loaded:
            continue
        wanted = [(tuple(g["span"]), bool(g.get("inside_statements"))) for g in reading.loaded]
        used: set[int] = set()
        for phrase in predict(reading):
            hit = next(
                (
                    j
                    for j, (s, _) in enumerate(wanted)
                    if j not in used and s[0] < phrase.span[1] and phrase.span[0] < s[1]
                ),
                None,
            )
            found += 1
            if hit is None:
                alarms.append(reading.article.text[phrase.span[0] : phrase.span[1]])
                continue
            used.add(hit)
            right += 1
            inside += wanted[hit][1] == phrase.inside_statement
        gold += len(wanted)
    return [
        {
            "set": "dev_gold", "gold": gold, "found": found, "right": right, "inside_right": inside,
            "precision": round(right / found, 4) if found else 0.0, "recall": round(right / gold, 4) if gold else 0.0,
            "f1": round(2 * right / (gold + found), 4) if gold + found else 0.0, "false_alarms": sorted(alarms),
        }
    ]  # fmt: skip
