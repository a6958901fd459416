"""Words that go together without meaning the same: ship and cargo, visa and consulate, senator and congress.

`data/related.tsv` holds the neighbours of a lemma by the vectors of a sentence encoder (see `training/related_table.py`). Too loose to
say that two sentences tell one thing; enough to say that a later sentence may be on the matter of an earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

CLOSE, FAR = 0.6, 0.5


def neighbours(lemma: str) -> dict[str, float]:
    """The lemmas that go with a lemma, each with how near it stands (.6 or .5), either way. Callers must not change it."""
    return _table().get(lemma, {})


@cache
def _table() -> dict[str, dict[str, float]]:
    text = files("communique.compare").joinpath("data", "related.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for line in text.splitlines():
        word, close, far = line.split("\t")
        for others, near in ((far, FAR), (close, CLOSE)):
            for other in others.split():
                table[word][other] = table[other][word] = max(near, table[other].get(word, 0.0))
    return dict(table)
