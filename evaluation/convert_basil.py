"""BASIL articles as a JSON-lines file that `communique` reads: python evaluation/convert_basil.py ../shared/data/basil -o basil.jsonl

One line an article: `text` (paragraphs joined by blank lines), `title`, `outlet`, `published`, `url`. `--event UUID` takes the
three articles of one event. The texts stay outside the repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

OUTLETS = {"nyt": "The New York Times", "fox": "Fox News", "hpo": "HuffPost"}


def articles(folder: Path, event: str | None) -> Iterator[dict[str, object]]:
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        if event is None or row["triplet-uuid"] == event:
            yield {
                "id": row["uuid"],
                "title": row["title"],
                "outlet": OUTLETS.get(row["source"].lower(), row["source"]),
                "published": row["date"],
                "url": row["url"],
                "text": "\n\n".join(" ".join(paragraph) for paragraph in row["body-paragraphs"]),
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--event")
    arguments = parser.parse_args()
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles(arguments.folder, arguments.event))
    if arguments.out:
        arguments.out.write_text(lines, "utf-8")
    else:
        sys.stdout.write(lines)


if __name__ == "__main__":
    main()
