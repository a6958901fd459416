"""How often `export/roles.py` tells who acted on whom, and how often it is right, on the PLOVER sentences.

usage: python evaluation/event_roles.py ../shared/data/plover/PLV_train.tsv [--first N] [--last N]

The sentences (shuffled with a fixed seed) have one source and one target marked. Every event that the reader finds in
one is given roles; a role is right if its name overlaps the mark it should, wrong if it overlaps the other one, and
unmarked if it overlaps neither (a sentence tells more than the pair marked in it).
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from pathlib import Path

from communique.export.roles import Placed, beside
from communique.export.sentences import sentences
from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Reading, Zone, content_id

SEED = 1
ACTORS = ("person", "organization", "state")


def marks(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its marks, and where source `s` and target `t` stand."""
    plain, opened, found = "", 0, {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", part):
            opened = len(plain)
        elif re.fullmatch(r"</[st]>", part):
            found[part[2]] = (opened, len(plain))
        else:
            plain += part
    return plain, found


def count(reading: Reading, found: dict[str, tuple[int, int]]) -> Counter[str]:
    """Events, events with a role, and roles that are right, wrong, unmarked."""
    text, counts = reading.article.text, Counter[str]()
    places: list[Placed] = sorted((*m.span, f"{m.span[0]} {m.span[1]}") for m in reading.mentions if m.kind in ACTORS)
    for event in reading.events:
        trigger = event.triggers[0]
        bounds = next((s for s in sentences(text) if s[0] <= trigger[0] < s[1]), (0, len(text)))
        roles = beside(text, bounds, trigger, places)
        counts["events"] += 1
        counts["events with a role"] += bool(roles.actors or roles.recipients)
        for side, names, right in (("actor", roles.actors, "s"), ("recipient", roles.recipients, "t")):
            for name in names:
                start, end = map(int, name.split())
                hit = {mark for mark, (a, b) in found.items() if start < b and a < end}
                verdict = "right" if hit == {right} else "unmarked" if len(hit) != 1 else "wrong"
                counts[f"{side} {verdict}"] += 1
    return counts


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--last", type=int, default=None)
    arguments = parser.parse_args()
    with arguments.data.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    random.Random(SEED).shuffle(rows)
    reader, total = load_reader(ReadOptions()), Counter[str]()
    for row in rows[arguments.first : arguments.last]:
        plain, found = marks(row["marked_sentence"])
        if plain != row["sentence"] or set(found) != {"s", "t"}:
            total["sentences whose marks do not fit"] += 1
            continue
        zone = Zone(kind="body", span=(0, len(plain)))
        article = Article(id=content_id("a", plain), path="plover", text=plain, zones=(zone,), published="2020-01-01")
        total += count(reader.read(article), found) + Counter(sentences=1)
    for name, number in sorted(total.items()):
        print(f"{number:6} {name}")


if __name__ == "__main__":
    main()
