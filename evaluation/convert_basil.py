"""BASIL articles as JSON lines that communique reads: one article a line, events together.

    python evaluation/convert_basil.py ../shared/data/basil -o basil.jsonl
    python evaluation/convert_basil.py ../shared/data/basil --event 2b9468af | communique brief - -o brief.html

The corpus (Fan et al. 2019) holds 70 events reported by three outlets each. Its text is not ours to redistribute: the
output stays out of the repository. The text is the title, then the paragraphs, separated by blank lines, as dev_gold has it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTLETS = {"nyt": "The New York Times", "fox": "Fox News", "hpo": "HuffPost"}


def main() -> int:
    """Write the articles asked for; exit code 1 when there are none."""
    parser = argparse.ArgumentParser(description="BASIL articles as JSON lines")
    parser.add_argument("folder", type=Path, help="the folder with the corpus's JSON files")
    parser.add_argument("-o", "--output", type=Path, help="file to write (default: standard output)")
    parser.add_argument("--event", help="only the event whose id starts with this")
    parser.add_argument("--list", action="store_true", help="list the events instead")
    options = parser.parse_args()
    articles = [a for a in read(options.folder) if a["event"].startswith(options.event or "")]
    if not articles:
        print(
            f"{options.folder}: no BASIL article{f' of event {options.event}' if options.event else ''}",
            file=sys.stderr,
        )
        return 1
    lines = listing(articles) if options.list else (json.dumps(a, ensure_ascii=False, sort_keys=True) for a in articles)
    text = "".join(f"{line}\n" for line in lines)
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of the corpus in the order of their file names, which keeps the three of an event together."""
    for path in sorted(folder.glob("*_[123].json")):
        yield convert(json.loads(path.read_text("utf-8")))


def convert(article: dict[str, Any]) -> dict[str, Any]:
    """One article of the corpus with the interface's field names; `event` says which articles report the same event."""
    title = " ".join(article["title"].split())
    paragraphs = [" ".join(sentence.strip() for sentence in sentences) for sentences in article["body-paragraphs"]]
    if paragraphs and paragraphs[0].strip() == title:
        paragraphs = paragraphs[1:]  # two articles of the corpus repeat their headline
    return {
        "id": article["uuid"],
        "event": article["triplet-uuid"],
        "title": title or None,
        "outlet": OUTLETS.get(article["source"], article["source"]),
        "published": article["date"],
        "url": article["url"],
        "text": "\n\n".join(part for part in (title, *paragraphs) if part.strip()),
    }


def listing(articles: list[dict[str, Any]]) -> Iterator[str]:
    """One line an event: id, date of its first article, first title."""
    events: dict[str, list[dict[str, Any]]] = {}
    for article in articles:
        events.setdefault(article["event"], []).append(article)
    for event, members in sorted(events.items()):
        yield f"{event}  {min(a['published'] for a in members)}  {members[0]['title']}"


if __name__ == "__main__":
    raise SystemExit(main())
