"""What the benchmark holds, counted and shown for a reader."""

from __future__ import annotations

from collections import Counter
from typing import Any

SPLITS = ("dev", "dev-a", "dev-b", "test")


def tally(gold: dict[str, Any]) -> Counter[str]:
    """What one gold file holds, by phenomenon."""
    count: Counter[str] = Counter(clusters=1, documents=len(gold["documents"]))
    count["statements"] = sum(len(s) for s in gold["statements"].values())
    for layer in ("shared_facts", "not_conflicts", "independence", "positions", "events", "omissions", "actors"):
        count[layer] = len(gold[layer])
    for c in gold["conflicts"]:
        count["conflicts"] += 1
        count[f"conflicts: {c['between']}"] += 1
        count[f"conflicts: {c['between']}: {c['kind']}"] += 1
        count[f"conflicts: strength {c['strength']}"] += 1
    for n in gold["not_conflicts"]:
        count[f"not_conflicts: like {n['resembles']}"] += 1
    for q in gold["quote_variants"]:
        group = f"transcript checks: {q['kind']}" if q.get("check") else f"quote_variants: {q['relation']}"
        count[group] += 1
        count["transcript checks" if q.get("check") else "quote_variants"] += 1
    for w in gold["forward"]:
        count["forward"] += 1
        count["forward with outcome"] += bool(w["outcome"])
        count[f"forward: {w['kind']}"] += 1
        count[f"forward: status {w['status']}"] += 1
    for i in gold["independence"]:
        count[f"independence: {i['level']}"] += 1
    return count


def print_counts(golds: list[dict[str, Any]]) -> None:
    """A table of what the splits hold."""
    by = {split: Counter[str]() for split in SPLITS}
    for gold in golds:
        by[gold["split"]] += tally(gold)
    print(f"| what | {' | '.join(SPLITS)} | all |\n|---|{'---|' * (len(SPLITS) + 1)}")
    for key in sorted(set().union(*by.values())):
        numbers = [by[split][key] for split in SPLITS]
        print(f"| {key} | {' | '.join(str(n) for n in numbers)} | {sum(numbers)} |")


def show(statements_of: dict[str, list[dict[str, Any]]], words: dict[str, int]) -> None:
    """The statements of a cluster, to read them in their built form."""
    for doc, statements in statements_of.items():
        print(f"\n{doc} ({words[doc]} words)")
        for s in statements:
            who = f"{s['speaker']!s:30.30} [{s['source_text']}] ({s['cue_text']})"
            print(f"  {s['id']:4} {s['form'][:3]} {who} {s['text']}")
