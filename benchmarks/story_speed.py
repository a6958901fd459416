"""CPU seconds of grouping, linking and comparing given readings: what a run costs beyond reading and writing.

    python benchmarks/story_speed.py READINGS.jsonl [-o results/story_speed.json]

READINGS.jsonl is what `communique read --format jsonl` prints. One process; the tables that a process loads once are
told apart. Where others share the machine, run two versions in turn (PYTHONPATH) and compare these seconds only.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from communique.compare import compare
from communique.link import Grouping, link_story, sketch_of
from communique.options import CompareOptions, LinkOptions
from communique.record import Reading


def measured(file: Path) -> dict[str, Any]:
    """Link and compare every story of the readings."""
    made = [Reading.model_validate_json(line) for line in file.open(encoding="utf-8") if line.strip()]
    by_id = {reading.article.id: reading for reading in made}
    spent: dict[str, float] = {}
    at = time.process_time()
    compare(link_story(made[:1], LinkOptions()), made[:1], CompareOptions())
    at = noted(spent, "tables", at)
    sketches = [sketch_of(reading.article) for reading in made]
    at = noted(spent, "sketch", at)
    stories = Grouping.empty(LinkOptions().story_threshold).changed(sketches).stories()
    at = noted(spent, "group", at)
    for ids in stories.values():
        readings = [by_id[identity] for identity in ids]
        linkage = link_story(readings, LinkOptions())
        at = noted(spent, "link", at)
        compare(linkage, readings, CompareOptions())
        at = noted(spent, "compare", at)
    sizes = sorted(map(len, stories.values()))
    return {
        "articles": len(made),
        "words": sum(len(reading.article.text.split()) for reading in made),
        "stories": len(stories),
        "largest_story": sizes[-1],
        "cpu_seconds": {name: round(value, 2) for name, value in spent.items()},
        "load": round(os.getloadavg()[0], 1),
    }


def noted(spent: dict[str, float], name: str, since: float) -> float:
    """Add the CPU seconds since then; the time now."""
    now = time.process_time()
    spent[name] = spent.get(name, 0.0) + now - since
    return now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    given = parser.parse_args()
    text = json.dumps(measured(given.readings), indent=1)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
