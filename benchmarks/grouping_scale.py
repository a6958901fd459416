"""How grouping grows, and what one more article costs: sketches of perturbed readings, and copies of those.

    python benchmarks/grouping_scale.py READINGS.jsonl [--base 10000] [--times 10] [-o results/grouping_scale.json]

The base are sketches of perturbed readings (`perturb.py`). The large set holds every base sketch TIMES over: in each
further one six terms in ten and all fingerprints are moved to others, the same ones throughout a copy, and the days by
up to ten years, so that stories stay stories, copies are no reprints of one another, and what is common stays common.
Prints CPU seconds to group both sets from nothing, their ratio, the memory at the end of each, and CPU seconds to take
out and put in one article (the mean of ten, spread evenly).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from perturb import readings

from communique.link import Grouping, Sketch, sketch_of
from communique.link.grouping.sketches import TERMS, UNDATED
from communique.options import LinkOptions


def moved(sketch: Sketch, copy: int) -> Sketch:
    """The sketch as it stands in a further copy of the base; copy 0 is the base itself."""
    if copy == 0:
        return sketch
    seed = zlib.crc32(f"copy {copy}".encode())
    terms = sketch.terms.copy()
    kind = (terms.astype(np.uint64) * 2654435761 >> np.uint64(7)) % np.uint64(10)
    terms[kind < 6] = (terms[kind < 6] ^ np.uint32(seed)) % TERMS
    _, first = np.unique(terms, return_index=True)  # two terms may fall together
    first.sort()
    day = sketch.day if sketch.day == UNDATED else sketch.day + seed % 3650
    prints = np.sort(sketch.prints ^ np.uint32(seed))
    name = f"{sketch.id}-{copy}"
    return replace(sketch, id=name, day=day, terms=terms[first], weights=sketch.weights[first], prints=prints)


def measured(sketches: list[Sketch]) -> dict[str, float]:
    begin = time.process_time()
    grouping = Grouping.empty(LinkOptions().story_threshold).changed(sketches)
    spent = time.process_time() - begin
    stories = grouping.stories()
    one = []
    for sketch in sketches[:: max(1, len(sketches) // 10)][:10]:
        without = grouping.changed((), [sketch.id])
        begin = time.process_time()
        again = without.changed([sketch])
        one.append(time.process_time() - begin)
        assert again.stories() == stories
    return {
        "articles": len(sketches),
        "stories": len(stories),
        "largest_story": max(map(len, stories.values())),
        "cpu_seconds": round(spent, 2),
        "cpu_seconds_one_more": round(sum(one) / len(one), 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("readings", type=Path)
    parser.add_argument("--base", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    base = [sketch_of(r.article) for r in readings(given.readings, given.base)]
    base = list({s.id: s for s in base}.values())
    measured(base[:500])  # tables are loaded once
    small = measured(base)
    print(small, flush=True)
    large = measured([moved(s, copy) for copy in range(given.times) for s in base])
    print(large, flush=True)
    ratio = large["cpu_seconds"] / small["cpu_seconds"]
    result = {"small": small, "large": large, "ratio": round(ratio, 2)}
    print(f"ratio {ratio:.2f} for {given.times} times the articles")
    if given.output:
        given.output.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
