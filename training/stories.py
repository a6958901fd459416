"""The small stories of `labels/accounts/stories-*.jsonl` as folders that `gold_stories` reads, laid out as those of `evaluation/pairs` are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACCOUNTS = Path(__file__).resolve().parent / "labels" / "accounts"
OUTLETS = ("wire", "paper")
EMPTY = ("actors", "not_conflicts", "quote_variants", "positions", "forward", "omissions", "independence", "events")


def write_stories(folder: Path) -> Path:
    """Every story as two texts, their metadata and gold, in a folder of its own; the folder given."""
    for path in sorted(ACCOUNTS.glob("stories-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            write_story(item, folder / item["id"])
    return folder


def write_story(item: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True)
    places: dict[str, dict[str, Any]] = {}
    meta = {}
    for letter, outlet, day, sentences in zip("ab", OUTLETS, ("02", "03"), item["reports"], strict=True):
        text = ""
        for i, sentence in enumerate(sentences):
            text += "" if not text else " " if i % 2 else "\n\n"
            span = [len(text), len(text) + len(sentence)]
            places[f"{letter}{i + 1}"] = {"doc": outlet, "spans": [span], "text": sentence}
            text += sentence
        (folder / f"{outlet}.txt").write_text(text + "\n", "utf-8")
        meta[f"{outlet}.txt"] = {"title": None, "outlet": outlet, "published": f"2001-05-{day}", "genre": "news"}
    disputes = [("reports", x["kind"], x["pair"]) for x in item["against"]]
    disputes += [("parties", "whether-happened", pair) for pair in item.get("parties", ())]
    gold = {"cluster": item["id"], "split": "dev", "as_of": "2001-05-03", "documents": list(OUTLETS), "statements": {}}
    gold |= {name: [] for name in EMPTY}
    gold["shared_facts"] = [
        {"id": f"f{i}", "proposition": places[pair[0]]["text"], "evidence": [places[p] for p in pair],
         "docs": list(OUTLETS), "rests_on": None}
        for i, pair in enumerate(item["same"])
    ]  # fmt: skip
    gold["conflicts"] = [
        {"id": f"c{i}", "between": between, "kind": kind, "strength": "hard", "topic": item["field"],
         "sides": [{"claim": places[p]["text"], "holder": None, "evidence": [places[p]]} for p in pair]}
        for i, (between, kind, pair) in enumerate(disputes)
    ]  # fmt: skip
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
