"""What the cross-encoder learns from: labelled accounts (`labels/accounts`) and pairs that a teacher judged."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PIECES = 112  # wordpieces of both sentences together; the longer sentence is cut
KINDS = (
    "date", "number", "place", "participant", "whether-happened", "who", "agreed-or-not", "condition", "characterisation",
)  # fmt: skip
FATES = ("kept", "broken", "superseded", "pending", "beside")
HERE = Path(__file__).resolve().parent
ACCOUNTS = HERE.parent / "labels" / "accounts"


@dataclass(frozen=True)
class Row:
    """Two sentences and what is known of them; None where it is not. `ordered`: the second one comes later."""

    a: str
    b: str
    against: float | None = None
    same: float | None = None
    kind: int | None = None
    fate: int | None = None
    weight: float = 1.0
    ordered: bool = False


def judged(paths: list[Path], pairs: Path) -> list[Row]:
    """Pairs with the teacher's log-odds `t`, and those of `pairs` whose answer is known. Two reports of one event seldom contradict each
    other, whatever a teacher thinks that was trained on sentences out of context: of what it says of them three tenths count."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    rows = [r for r in rows if "t" in r]
    rows += [r for r in map(json.loads, pairs.open(encoding="utf-8")) if r["source"] in ("within", "rte-yes")]
    share = {"within": 0.0, "rte-yes": 0.0, "rte-no": 0.8, "cross-perturbed": 0.9, "perturbed": 1.0}
    same = {"rte-yes": 1.0, "rte-no": 0.0, "within": 0.0}
    return [
        Row(
            r["a"],
            r["b"],
            share.get(r["source"], 0.3) / (1 + math.exp(-r.get("t", 0.0))),
            same.get(r["source"]),
            weight=0.7,
        )
        for r in rows
    ]


def accounts(chance: random.Random) -> list[Row]:
    """One event told alike, told so that both cannot be true, and beside the point; pairs of two items speak of two events."""
    items = list(lines("part-*.jsonl"))
    rows = []
    for item in items:
        told = [item["told"], *item["same"]]
        for i, one in enumerate(told):
            rows += [Row(one, other, 0.02, 1.0) for other in told[i + 1 :]]
            rows += [Row(one, x["text"], 1.0, 0.0, kind_of(x["kind"])) for x in item["against"]]
            rows += [Row(one, other, 0.08 if i else 0.02, 0.0) for other in item["beside"]]
    for _ in range(len(items) * 5):
        one, other = (any_sentence(item, chance) for item in chance.sample(items, 2))
        rows.append(Row(one, other, 0.0, 0.0, weight=0.7))
    return rows


def any_sentence(item: dict, chance: random.Random) -> str:
    return chance.choice([item["told"], *item["same"], *item["beside"], *[x["text"] for x in item["against"]]])


def stories() -> Iterator[Row]:
    """Two short reports of one event: all pairs of their sentences; those that are not listed are compatible."""
    for item in lines("stories-*.jsonl"):
        told = {f"{r}{i + 1}": s for r, report in zip("ab", item["reports"], strict=True) for i, s in enumerate(report)}
        same = {frozenset(pair) for pair in item["same"]}
        against = {frozenset(x["pair"]): kind_of(x["kind"]) for x in item["against"]}
        against |= {frozenset(pair): None for pair in item.get("parties", ())}
        names = sorted(told)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                pair = frozenset((one, other))
                if pair in against:
                    yield from [Row(told[one], told[other], 1.0, 0.0, against[pair])] * 2
                elif pair in same:
                    yield from [Row(told[one], told[other], 0.02, 1.0)] * 2
                else:
                    yield Row(told[one], told[other], 0.02, 0.0, weight=0.7)


def outcomes() -> Iterator[Row]:
    """A line that looks ahead and what a later report tells of it; what keeps it and what breaks it contradict each other."""
    for item in lines("outcomes-*.jsonl"):
        for fate, name in zip(FATES, ("kept", "broken", "superseded", "open", "beside"), strict=True):
            for later in item[name]:
                yield Row(item["line"], later, 0.03, fate=FATES.index(fate), ordered=True)
        for one in item["kept"]:
            yield from (Row(one, other, 0.9, 0.0) for other in item["broken"])


def lines(pattern: str) -> Iterator[dict]:
    for path in sorted(ACCOUNTS.glob(pattern)):
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def kind_of(name: str) -> int | None:
    return KINDS.index(name) if name in KINDS else None
