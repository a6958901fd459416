"""Sentence pairs of real news that nobody labelled, for the cross-encoder that reads sentences in pairs.

python training/pairs/corpus.py DATA pairs.jsonl

JSON lines of `a`, `b`, `source`:
- cross-basil, cross-ecb: sentences of two reports of one event that share words (BASIL events after the first 26, without those that
  `dev_gold` annotates; ECB+ topics 1-35 without the dev topics);
- within: two sentences of one document: reports hardly ever contradict themselves;
- perturbed: a sentence, and the same with a number, day, month, name or word exchanged for another; cross-perturbed: one of a cross pair so treated;
- rte-yes, rte-no: RTE 1-3.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "evaluation")]
import convert_basil  # noqa: E402

from communique.compare.clauses.words import tokens  # noqa: E402
from communique.read.sentences import split_sentences  # noqa: E402
from corpora import ECB_DEV, _tokens  # noqa: E402

SEED = 7
KEPT_BASIL = 26  # the first events are kept for counting false alarms
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
EXCHANGED = [tuple(line.split("|")) for line in (HERE / "exchanged.txt").read_text("utf-8").splitlines()]
NAME = re.compile(r"\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*")
Doc = list[str]


def main() -> int:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(SEED)
    events = [*basil(data), *ecbplus(data)]
    releases = [sentences(json.loads(line)["text"]) for line in (data / "state_dept/press_releases.jsonl").open()]
    chance.shuffle(releases)
    releases = [d for d in releases if len(d) > 5][:500]
    docs = [d for _, reports in events for d in reports]
    weigh = Weights([*docs, *releases])
    cross = [p for source, reports in events for p in crossed(source, reports, weigh, chance)]
    inside = list(within([d for d in docs if len(d) > 4] + releases, weigh, chance))
    chance.shuffle(inside)
    pool = docs + releases
    chance.shuffle(pool)
    pairs = [*cross, *inside[:4500], *perturbed(pool, 5000, chance), *cross_perturbed(cross, 3000, chance), *rte(data)]
    pairs = [p for p in pairs if len(p["a"]) < 420 and len(p["b"]) < 420]
    chance.shuffle(pairs)
    out.write_text("".join(json.dumps(p) + "\n" for p in pairs), "utf-8")
    print(len(pairs), Counter(p["source"] for p in pairs))
    return 0


def sentences(text: str) -> Doc:
    out = []
    for paragraph in text.split("\n"):
        for start, end in split_sentences(paragraph):
            words = " ".join(paragraph[start:end].split())
            if 25 <= len(words) <= 330 and re.search("[a-z]", words):
                out.append(words)
    return out


def basil(data: Path) -> Iterator[tuple[str, list[Doc]]]:
    events: OrderedDict[str, list] = OrderedDict()
    for article in convert_basil.read(data / "basil"):
        events.setdefault(article["event"], []).append(article)
    annotated = " ".join(p.read_text("utf-8", errors="ignore")[:400] for p in (data / "dev_gold").rglob("*.txt"))
    for event in sorted(events)[KEPT_BASIL:]:
        if not any((a.get("title") or "@@")[:40] in annotated for a in events[event]):
            yield "cross-basil", [sentences(a["text"]) for a in events[event]]


def ecbplus(data: Path) -> Iterator[tuple[str, list[Doc]]]:
    events = defaultdict(list)
    for path in sorted((data / "ecbplus").glob("*/*.xml")):
        if path.parent.name not in ECB_DEV:
            text, _ = _tokens(ET.parse(path).getroot())
            events[path.parent.name, "ecbplus" in path.stem].append(sentences(text))
    for _, reports in sorted(events.items()):
        yield "cross-ecb", reports


def lemmas(sentence: str) -> frozenset[str]:
    return frozenset(w.lemma for w in tokens(sentence, 0, len(sentence)) if not w.small)


class Weights:
    """How alike two sentences are: the share of rare words of the shorter one."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._of = {s: lemmas(s) for d in docs for s in d}
        self._seen = Counter(w for words in self._of.values() for w in words)
        self._total = len(self._of)

    def alike(self, one: str, other: str) -> float:
        a, b = self._of[one], self._of[other]
        size = min(self._sum(a), self._sum(b))
        return self._sum(a & b) / size if size else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        return math.fsum(math.log(self._total / (1 + self._seen[w])) for w in words)


def crossed(source: str, reports: Sequence[Doc], weigh: Weights, chance: random.Random) -> list[dict]:
    told = [(i, s) for i, d in enumerate(reports) for s in d]
    if len(told) > 260:
        chance.shuffle(told)
        told = told[:260]
    found = {}
    for x, (report, sentence) in enumerate(told):
        near = [(weigh.alike(sentence, s), y) for y, (r, s) in enumerate(told) if r != report]
        for value, y in sorted(near, reverse=True)[:3]:
            if 0.08 <= value <= 0.93:
                found[min(x, y), max(x, y)] = {"a": sentence, "b": told[y][1], "source": source}
    pairs = list(found.values())
    chance.shuffle(pairs)
    return pairs[: 70 if source == "cross-ecb" else 130]


def within(docs: Sequence[Doc], weigh: Weights, chance: random.Random) -> Iterator[dict]:
    for doc in docs:
        near = [
            (value + 0.15 * chance.random(), i, j)
            for i in range(len(doc))
            for j in range(i + 1, len(doc))
            if (value := weigh.alike(doc[i], doc[j])) < 0.9
        ]
        for _, i, j in sorted(near, reverse=True)[:5]:
            yield {"a": doc[i], "b": doc[j], "source": "within"}


def perturbed(pool: Sequence[Doc], count: int, chance: random.Random) -> Iterator[dict]:
    """Sentences with one thing exchanged; half of the originals lose a part, so that the two differ in more than that."""
    made = 0
    for doc in pool:
        names = sorted({m[0] for s in doc for m in NAME.finditer(s) if m.start() > 3})
        for sentence in chance.sample(doc, min(len(doc), 4)):
            changed = exchanged(sentence, [n for n in names if n not in sentence], chance)
            if changed is None or made >= count:
                continue
            parts = re.split("(?<=,) ", sentence)
            if len(parts) > 1 and chance.random() < 0.5:
                gone = chance.randrange(len(parts))
                sentence = " ".join(p for i, p in enumerate(parts) if i != gone).rstrip(",")
            yield {"a": sentence, "b": changed, "source": "perturbed"}
            made += 1


def cross_perturbed(cross: Sequence[dict], count: int, chance: random.Random) -> Iterator[dict]:
    for pair in chance.sample(list(cross), min(count, len(cross))):
        changed = exchanged(pair["b"], [], chance)
        if changed:
            yield {"a": pair["a"], "b": changed, "source": "cross-perturbed"}


def exchanged(sentence: str, others: Sequence[str], chance: random.Random) -> str | None:
    """The sentence with one number, day, month, name or word of `exchanged.txt` exchanged; None when it has none."""
    ways = [*figures(sentence, chance), *words(sentence, chance)]
    for name in [m for m in NAME.finditer(sentence) if m.start() > 3][:3]:
        if others:
            ways.append((name.start(), name.end(), chance.choice(others)))
    if not ways:
        return None
    start, end, new = chance.choice(ways)
    return sentence[:start] + new + sentence[end:]


def figures(sentence: str, chance: random.Random) -> Iterator[tuple[int, int, str]]:
    for found in re.finditer(r"\b\d[\d,.]*\b(?!-)", sentence):
        figure = found[0].rstrip(".,")
        if not re.fullmatch(r"\d{1,3}(,\d{3})*|\d+", figure):
            continue
        value = int(figure.replace(",", ""))
        if 1900 <= value < 2050 and "," not in figure:
            new = value + chance.choice([-3, -2, -1, 1, 2, 4])
        else:
            new = max(1, int(value * chance.choice([0.4, 0.6, 0.75, 1.5, 2, 3])))
            new = new if new != value else value + 2
        yield found.start(), found.start() + len(figure), f"{new:,}" if "," in figure else str(new)


def words(sentence: str, chance: random.Random) -> Iterator[tuple[int, int, str]]:
    for group in (NUMBERS, DAYS, MONTHS):
        for found in re.finditer(rf"\b({'|'.join(group)})\b", sentence):
            if found[0] != "May" or re.match(r" \d", sentence[found.end() :]):
                yield found.start(), found.end(), chance.choice([w for w in group if w != found[0]])
    for one, other in EXCHANGED:
        for old, new in ((one, other), (other, one)):
            found = re.search(rf"\b{old}\b", sentence)
            if found:
                yield found.start(), found.end(), new


def rte(data: Path) -> Iterator[dict]:
    pattern = r'<pair [^>]*(?:entailment|value)="(\w+)"[^>]*>\s*<t>(.*?)</t>\s*<h>(.*?)</h>'
    for path in sorted((data / "rte").glob("*.xml")):
        for found in re.finditer(pattern, path.read_text("utf-8", errors="replace"), re.S):
            a, b = (" ".join(x.split()) for x in found.group(2, 3))
            yield {"a": a, "b": b, "source": "rte-yes" if found[1] in ("YES", "TRUE") else "rte-no"}


if __name__ == "__main__":
    raise SystemExit(main())
