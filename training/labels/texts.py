"""The text of a labelled document, from its corpus: document id -> the exact string that the offsets count in."""

from __future__ import annotations

import json
from pathlib import Path


def document_text(data: Path, doc: str) -> str:
    """`doc` is "corpus--rest": multi_genre--syria-00, basil--<uuid>_1, state_dept--<line>, re3d--<folder>--<id>."""
    corpus, _, rest = doc.partition("--")
    if corpus == "multi_genre":
        topic, _, number = rest.rpartition("-")
        return (data / "multi_genre" / topic / f"{number}.txt").read_text("utf-8")
    if corpus == "basil":
        record = json.loads((data / "basil" / f"{rest}.json").read_text("utf-8"))
        return "\n\n".join([record["title"], *(" ".join(p) for p in record["body-paragraphs"])])
    if corpus == "state_dept":
        with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
            return next(json.loads(line)["text"] for n, line in enumerate(lines) if n == int(rest))
    if corpus == "re3d":
        folder, _, number = rest.partition("--")
        with (data / "re3d" / folder / "documents.json").open(encoding="utf-8") as lines:
            return next(r["text"] for r in map(json.loads, lines) if r["_id"].startswith(number))
    raise ValueError(f"unknown corpus in document id {doc!r}: expected multi_genre, basil, state_dept or re3d")
