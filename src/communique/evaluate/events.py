"""Events against gold clusters: F1 of kind and trigger overlap; accuracy of status and of date on the matched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.evaluate.gold_reading import GoldReading, gold_readings
from communique.link import link
from communique.options import LinkOptions
from communique.read.events import find_events
from communique.read.events.edtf import to_edtf
from communique.read.sentences import split_sentences
from communique.record import Article, Event, Reading

_SHARED_KINDS = frozenset(
    {"MEETING", "VISIT", "PHONE_CALL", "SUMMIT", "STATEMENT", "PRESS_CONFERENCE", "SANCTION", "AGREEMENT",
     "CANCELLATION", "WITHDRAWAL"}
)  # fmt: skip
_CLUSTER_KINDS = frozenset({"ATTACK", "CAPTURE", "RELEASE", "ELECTION"})


def gold_kind(kind: str, corpus: str) -> str:
    """Our kind in the gold's names: finer kinds are OTHER; dev_gold joins ATTACK/CAPTURE and has elections as OTHER."""
    if kind in _SHARED_KINDS:
        return kind
    if corpus == "dev_gold":
        return "ATTACK/CAPTURE" if kind in ("ATTACK", "CAPTURE") else "OTHER"
    return kind if kind in _CLUSTER_KINDS else "OTHER"


def pair(
    predicted: Sequence[Event], gold: Sequence[dict[str, Any]], corpus: str, *, kinds: bool = True
) -> list[tuple[int, int]]:
    """One to one by the number of overlapping triggers, largest first; with `kinds` only events of one kind."""
    options = []
    for i, event in enumerate(predicted):
        for j, wanted in enumerate(gold):
            if kinds and gold_kind(event.kind, corpus) != wanted["kind"]:
                continue
            shared = sum(any(a < d and c < b for c, d in wanted["spans"]) for a, b in event.triggers)
            if shared:
                options.append((-shared, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(options):
        if all(i != k and j != m for k, m in pairs):
            pairs.append((i, j))
    return pairs


def predict(reading: GoldReading) -> tuple[Event, ...]:
    """The events found when times, mentions and statements are the gold's (the layer alone, not the chain)."""
    sentences = split_sentences(reading.article.text)
    return find_events(reading.article, sentences, reading.times, reading.mentions, reading.statements, None)


def same_date(ours: str | None, gold: str | None) -> bool:
    """Whether two dates are the same after both are written as EDTF; unknown equals unknown only."""
    return ours == (to_edtf(gold) or gold)


def evaluate(data: Path) -> list[dict[str, Any]]:
    """One row a corpus: gold, found, right, precision, recall, f1; trigger_f1 ignores kinds; accuracies."""
    rows = []
    readings = [r for r in gold_readings(data) if r.events]
    for corpus in sorted({r.corpus for r in readings}):
        counts = {
            "gold": 0,
            "found": 0,
            "right": 0,
            "overlap": 0,
            "status": 0,
            "negated": 0,
            "date": 0,
            "dated": 0,
            "dated_right": 0,
        }
        for reading in (r for r in readings if r.corpus == corpus):
            _count(counts, reading, predict(reading))
        rows.append(_row(corpus, counts))
    return rows


@dataclass(slots=True)
class Dates:
    """Dates of the events found by the whole chain: of how many pairs, how many right, shown, and shown right."""

    pairs: int = 0
    right: int = 0
    shown: int = 0
    shown_right: int = 0

    def count(self, ours: str | None, gold: str | None) -> None:
        """Take one pair in."""
        right = same_date(ours, gold)
        self.pairs += 1
        self.right += right
        self.shown += ours is not None
        self.shown_right += ours is not None and right


def dates_of_the_chain(
    data: Path, read: Callable[[Article], Reading], options: LinkOptions | None = None
) -> dict[str, tuple[Dates, Dates]]:
    """Of each corpus: dates as each article is read alone, and as the linked story has them where it tells none."""
    out: dict[str, tuple[Dates, Dates]] = {}
    golds = [gold for gold in gold_readings(data) if gold.events]
    for corpus in sorted({gold.corpus for gold in golds}):
        own = [gold for gold in golds if gold.corpus == corpus]
        readings = {gold.article.id: read(gold.article) for gold in own}
        linked = {
            (article, event): one.when
            for story in link(list(readings.values()), options or LinkOptions())
            for one in story.events
            for article, events in one.members.items()
            for event in events
        }
        alone, joined = Dates(), Dates()
        for gold in own:
            found = readings[gold.article.id].events
            for i, j in pair(found, gold.events, corpus):
                alone.count(found[i].when, gold.events[j]["date"])
                joined.count(found[i].when or linked.get((gold.article.id, found[i].id)), gold.events[j]["date"])
        out[corpus] = alone, joined
    return out


def _count(counts: dict[str, int], reading: GoldReading, events: Sequence[Event]) -> None:
    matched = pair(events, reading.events, reading.corpus)
    counts["gold"] += len(reading.events)
    counts["found"] += len(events)
    counts["right"] += len(matched)
    counts["overlap"] += len(pair(events, reading.events, reading.corpus, kinds=False))
    for i, j in matched:
        event, gold = events[i], reading.events[j]
        counts["status"] += event.status == gold["status"]
        counts["negated"] += event.negated == gold["negated"]
        counts["date"] += same_date(event.when, gold["date"])
        counts["dated"] += event.when is not None
        counts["dated_right"] += event.when is not None and same_date(event.when, gold["date"])


def _row(corpus: str, counts: dict[str, int]) -> dict[str, Any]:
    def f1(right: int) -> float:
        total = counts["gold"] + counts["found"]
        return round(2 * right / total, 4) if total else 0.0

    matched = counts["right"] or 1
    return {
        "set": corpus, **{k: counts[k] for k in ("gold", "found", "right")},
        "precision": round(counts["right"] / (counts["found"] or 1), 4),
        "recall": round(counts["right"] / (counts["gold"] or 1), 4),
        "f1": f1(counts["right"]), "trigger_f1": f1(counts["overlap"]),
        "status_accuracy": round(counts["status"] / matched, 4),
        "negation_accuracy": round(counts["negated"] / matched, 4), "date_accuracy": round(counts["date"] / matched, 4),
        "dates_shown": counts["dated"], "dates_shown_right": counts["dated_right"],
    }  # fmt: skip
