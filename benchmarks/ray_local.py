"""Reading on Ray against local processes: the same bytes, and how many words a second of each, on this machine.

    python benchmarks/ray_local.py PATH... [--workers 2] [-o results/ray_local.json]

Both engines read the same articles with the same number of workers, one after the other, and once more in the other
order; the better time of each counts. What the start of the workers and the loading of the model take is told apart: it
is paid once a run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from communique.options import RunOptions
from communique.record import Article, canonical_json
from communique.run import read_articles
from communique.run.build import stream_articles


def measured(engine: str, workers: int, articles: list[Article]) -> dict[str, object]:
    """Words a second after the first reading, seconds until then, and a hash of all that was read."""
    begin = time.monotonic()
    outcomes = read_articles(articles, RunOptions(engine=engine, workers=workers), total=len(articles))
    first = list(islice(outcomes, workers * 4))  # what is in hand while workers start and load
    started = time.monotonic()
    digest = hashlib.sha256()
    words = 0
    for number, outcome in enumerate(chain(first, outcomes)):
        digest.update(canonical_json(outcome).encode())
        if number >= len(first):
            words += len(articles[number].text.split())
    spent = time.monotonic() - started
    return {
        "words_per_second": round(words / spent, 1),
        "start": round(started - begin, 1),
        "sha256": digest.hexdigest(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    articles = list(islice(_articles(given.paths), given.articles))
    runs = {engine: [] for engine in ("local", "ray")}
    for engine in ("local", "ray", "ray", "local"):
        runs[engine].append(measured(engine, given.workers, articles))
        print(engine, runs[engine][-1], flush=True)
    best = {e: max(r["words_per_second"] for r in found) for e, found in runs.items()}
    result = {
        "articles": len(articles),
        "words": sum(len(a.text.split()) for a in articles),
        "workers": given.workers,
        "same_bytes": len({r["sha256"] for found in runs.values() for r in found}) == 1,
        "throughput_ray_over_local": round(best["ray"] / best["local"], 3),
        "runs": runs,
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    text = json.dumps(result, indent=1)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", "utf-8")


def _articles(paths: list[str]) -> Iterator[Article]:
    return (a for a in stream_articles(paths, RunOptions()) if isinstance(a, Article))


if __name__ == "__main__":
    main()
