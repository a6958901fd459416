"""Readings for measurements of scale: perturbed copies of given ones, from a fixed seed.

    python benchmarks/perturb.py READINGS.jsonl COUNT > MANY.jsonl

READINGS.jsonl is what `communique read --format jsonl` prints. Stories are made one after the other until there are
COUNT articles. A story takes one of the given readings (150 to 700 words long) at random and a size: half of them are
alone, most others have 2 to 8 articles, one in fifty has 9 to 40. Words of five letters and more are replaced by
others of the same length, so that every offset stays right: six in ten kinds of word by the story's own table (names
among them: another story, other people), and in each article of it one in four more by the article's own, so that its
articles report alike and copy nothing. One article in ten is a reprint: one kind of word in a hundred is replaced.
Days are spread over ten years, those of a story over five days. The texts read as nonsense, and have the shape, the
length and the number of statements, names and events of real ones.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.record import Reading, content_id

SEED = 20260101
_WORD = re.compile(r"[^\W\d_]{5,}")
_SHORTEST, _LONGEST = 150, 700
_OWN, _STORY, _REPRINT = 0.25, 0.6, 0.01


def readings(given: Path, count: int, largest: int = 40) -> Iterator[Reading]:
    """COUNT readings, story after story, none of more than `largest`; the first ones are the same for any COUNT."""
    bases = [row for row in map(json.loads, given.open(encoding="utf-8")) if _usable(row)]
    vocabulary = _vocabulary(bases)
    chance = random.Random(SEED)
    made = 0
    while made < count:
        story, base = chance.getrandbits(32), chance.choice(bases)
        day = date(2010, 1, 1) + timedelta(days=chance.randrange(3650))
        for number in range(min(_size(chance), largest, count - made)):
            share = _REPRINT if number and chance.random() < 0.1 else _OWN
            published = (day + timedelta(days=chance.randrange(5))).isoformat()
            seeds = ((story, _STORY), (story + number + 1, share if number else 0.0))
            yield perturbed(base, lambda w, s=seeds: _replaced(w, s, vocabulary), published, f"{story}-{number}")
            made += 1


def perturbed(base: dict[str, Any], replace: Callable[[str], str], published: str, name: str) -> Reading:
    """A reading with every long word replaced, in its text and in whatever repeats words of it; ids are new."""
    text = _WORD.sub(lambda m: replace(m[0]), base["article"]["text"])
    identity = content_id("article", text)
    row = _walked(
        {k: v for k, v in base.items() if k != "article"}, lambda words: _WORD.sub(lambda m: replace(m[0]), words)
    )
    ids = {s["id"]: content_id("s", identity, s["id"]) for s in base["statements"]}
    for statement in row["statements"]:
        statement["text"] = " … ".join(text[s:e] for s, e in statement["content"])
        statement["id"], statement["within"] = ids[statement["id"]], ids.get(statement["within"])
    for forward in row["forward"]:
        forward["text"] = " … ".join(text[s:e] for s, e in forward["spans"])
        forward["id"] = content_id("forward", identity, forward["id"])
        forward["statement"] = ids.get(forward["statement"])
    for event in row["events"]:
        event["id"] = content_id("event", identity, event["id"])
    for time in row["times"]:
        time["text"] = text[slice(*time["span"])]
    title = _WORD.sub(lambda m: replace(m[0]), base["article"]["title"] or "")
    row["article"] = base["article"] | {"id": identity, "text": text, "path": f"{name}.txt", "url": None}
    row["article"] |= {"title": title or None, "published": published}
    row["article"] |= {"candidates": [], "sha256": None, "outlet": f"Outlet {zlib.crc32(name.encode()) % 400}"}
    return Reading.model_validate(row)


def _walked(value: Any, words: Callable[[str], str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _walked(v, words, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_walked(v, words, key) for v in value]
    return words(value) if isinstance(value, str) and key in _WORDED else value


_WORDED = frozenset("speaker speaker_description addressee actor participants where target".split())


def _usable(row: dict[str, Any]) -> bool:
    return _SHORTEST <= len(row["article"]["text"].split()) <= _LONGEST


def _vocabulary(bases: list[dict[str, Any]]) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in bases:
        for word in _WORD.findall(row["article"]["text"]):
            if word.isascii():
                found[len(word)].add(word.lower())
    return {length: sorted(words) for length, words in found.items()}


def _replaced(word: str, seeds: tuple[tuple[int, float], ...], vocabulary: dict[int, list[str]]) -> str:
    """The word, or another of the same length, by tables that a seed and a share make."""
    folded = word.lower()
    for seed, share in seeds:
        draw = zlib.crc32(folded.encode("utf-8"), seed & 0xFFFFFFFF)
        if len(folded) == len(word) and draw % 1000 < share * 1000 and (choice := vocabulary.get(len(word))):
            folded = choice[(draw // 1000) % len(choice)]
    if word.isupper():
        return folded.upper() if len(folded.upper()) == len(word) else word
    return folded.capitalize() if word[0].isupper() else (word if folded == word.lower() else folded)


def _size(chance: random.Random) -> int:
    draw = chance.random()
    if draw < 0.5:
        return 1
    return chance.randint(2, 8) if draw < 0.98 else chance.randint(9, 40)


def main() -> None:
    from communique.record import canonical_json

    for reading in readings(Path(sys.argv[1]), int(sys.argv[2])):
        print(canonical_json(reading))


if __name__ == "__main__":
    main()
