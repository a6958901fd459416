"""Counts in how many documents each word stem stands: `src/communique/link/data/background.bin`.

From the State Department releases (public domain) and PolNeAR train; only hashed counts are kept, no words.
Run by hand: `python training/background_frequencies.py ../shared/data`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.link.grouping.background import BUCKETS, bucket_of, encode
from communique.link.texts import WORD, stem

OUT = Path(__file__).resolve().parents[1] / "src" / "communique" / "link" / "data" / "background.bin"


def main(data: Path) -> None:
    texts = []
    with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            release = json.loads(line)
            texts.append(release["title"] + "\n" + release["text"])
    texts += [p.read_text(encoding="utf-8") for p in sorted((data / "polnear" / "train").glob("*.txt"))]
    counts = [0] * BUCKETS
    for text in texts:
        for found in {stem(m.lower().removesuffix("'s").removesuffix("’s")) for m in WORD.findall(text)}:
            counts[bucket_of(found)] += 1
    OUT.write_bytes(bytes(encode(c) for c in counts))
    print(len(texts), "documents,", sum(c > 0 for c in counts), "buckets used")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
