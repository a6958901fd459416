"""US State Department releases as JSON lines that communique reads.

    python evaluation/convert_state_dept.py ../shared/data/state_dept/press_releases.jsonl -o releases.jsonl
    python evaluation/convert_state_dept.py ../shared/data/state_dept/press_releases.jsonl --first 50 | communique read -

The fields are already those of the interface; what is added is the outlet, and what may be left out is all but the first
so many. The releases are in the public domain; the output stays out of the repository all the same.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTLET = "U.S. Department of State"


def main() -> int:
    """Write the releases asked for; exit code 1 when there are none."""
    parser = argparse.ArgumentParser(description="State Department releases as JSON lines")
    parser.add_argument("file", type=Path, help="press_releases.jsonl")
    parser.add_argument("-o", "--output", type=Path, help="file to write (default: standard output)")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N")
    options = parser.parse_args()
    target = options.output.open("w", encoding="utf-8") if options.output else sys.stdout
    count = 0
    try:
        for release in itertools.islice(read(options.file), options.first):
            target.write(json.dumps(release, ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    finally:
        if options.output:
            target.close()
    if not count:
        print(f"{options.file}: holds no release", file=sys.stderr)
    return 0 if count else 1


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The releases of the file, one by one."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield convert(json.loads(line))


def convert(release: dict[str, Any]) -> dict[str, Any]:
    """One release with the interface's field names; the office that issued it stays one author."""
    return {
        "title": release["title"],
        "outlet": OUTLET,
        "authors": [release["author"]] if release.get("author") else [],
        "published": release["published"],
        "url": release["url"],
        "text": release["text"],
    }


if __name__ == "__main__":
    raise SystemExit(main())
