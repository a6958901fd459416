"""Everything that the pronoun head learns from and is judged by, read once by the shipped encoder: one store a part.

python training/pronouns/collect.py --data ../shared/data --labels training/labels/documents --out RUN
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from kept import Store  # noqa: E402
from silver import GENDER, Edited, Person, Read, levelled, pools, read  # noqa: E402
from texts import document_text  # noqa: E402

import corpora  # noqa: E402
from communique.encoder.session import Model, load_model  # noqa: E402
from corpora import bucket  # noqa: E402

Labelled = tuple[str, Edited, tuple[int, ...]]
LONGEST = 12_000  # characters of a text that silver labels are drawn from
GOLD_EVENTS = ("c6a0e65c-4f8b-41de-8200-cd700f683c64", "2b9468af-4ab0-4f25-85f4-c3ef93d72006")  # BASIL's in dev_gold
SHARDS = 8
TURNS = 2  # renamed versions of GAP development
STATE_EVERY = 4  # one press release in so many


def news(data: Path, labels: Path, tokenizer) -> tuple[dict[str, str], dict[str, str]]:
    """Unlabelled texts to draw silver labels from, and those of PolNeAR train that no training sees (to choose by)."""
    sys.path.insert(0, str(data.parent / "bench"))
    from polnear_io import load_split

    texts = {f"polnear--{k}": t for k, (t, _) in load_split(str(data / "polnear"), "train").items()}
    held = {k for k in texts if bucket(k.split("--", 1)[1], 16) == 0}
    out = {k: t for k, t in texts.items() if k not in held}
    gold = {p.stem for p in (data / "dev_gold" / "other_genres").glob("*.json")}
    ids = [f"multi_genre--{p.parent.name}-{p.stem}" for p in data.glob("multi_genre/*/*.txt")]
    ids = [i for i in ids if i.split("--", 1)[1] not in gold]
    ids += [f"basil--{p.stem}" for p in data.glob("basil/*.json") if not p.stem.startswith(GOLD_EVENTS)]
    mine = {p.stem for p in labels.glob("*.json")}
    out |= {i: document_text(data, i) for i in ids if not (i in mine and bucket(i, 4) == 0)}
    with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % STATE_EVERY == 0 and bucket(f"state_dept--{n}", 4) != 0:
                out[f"state_dept--{n}"] = json.loads(line)["text"]
    for doc in [*corpora.ecbplus(data, tokenizer, dev=False), *corpora.meantime(data, tokenizer)]:
        out[doc.id] = doc.words.text
    return {k: t[:LONGEST] for k, t in sorted(out.items())}, {k: texts[k][:LONGEST] for k in sorted(held)}


def gap(data: Path, part: str, model: Model) -> Iterator[tuple[str, Read, tuple[int, int], int]]:
    """GAP rows as texts with persons: key, text, the two persons asked for, and the one meant (-1: neither)."""
    with (data / "gap" / f"gap-{part}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            one = read(row["Text"], model)
            asked, meant = [], -1
            for side in "AB":
                start = int(row[f"{side}-offset"])
                end = start + len(row[side])
                who = next(
                    (i for i, p in enumerate(one.persons) if any(s < end and start < e for s, e in p.spans)), None
                )
                if who is None or who in asked:
                    who = len(one.persons)
                    one.persons.append(Person([(start, end)], None))
                asked.append(who)
                if row[f"{side}-coref"] == "TRUE":
                    meant = who
            one.links = [(int(row["Pronoun-offset"]), meant)]
            yield f"gap--{row['ID']}", one, (asked[0], asked[1]), meant


def gold(docs: list[corpora.Doc]) -> Iterator[Labelled]:
    """Pronouns of corpora with coreference: those with the same antecedents mean one person, all other words are nobody's."""
    for doc in docs:
        links = [(a, heads) for a, heads in doc.coref if doc.words[a].lower() in GENDER]
        chains = sorted({heads for _, heads in links if heads})
        spans = [[doc.words.span(h, h) for h in heads] for heads in chains]
        kind = doc.id.split("--")[0]
        found = [(int(doc.words.starts[a]), chains.index(h) if h else -2, kind) for a, h in links]
        if found:
            yield doc.id, Edited(doc.words.text, spans, found), ()


class Collector:
    """The stores of one run; whatever is there already is left as it is, so a stopped run goes on."""

    def __init__(self, data: Path, labels: Path, out: Path, seed: int) -> None:
        self.data, self.labels, self.out, self.seed = data, labels, out, seed
        self.model = load_model()
        out.mkdir(parents=True, exist_ok=True)

    def keep(self, name: str, these: Callable[[], Iterable[Labelled]]) -> None:
        """Encode a part, unless it is kept already."""
        store, started = Store(self.out, name), time.time()
        if not store.exists():
            print(name, store.write(these(), self.model), f"pronouns, {time.time() - started:.0f} s", flush=True)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, kept on disk."""
        path = self.out / f"{name}.reads"
        if not path.exists():
            path.write_bytes(pickle.dumps(make()))
        return pickle.loads(path.read_bytes())

    def reads(self, name: str, texts: dict[str, str]) -> dict[str, Read]:
        """Texts with their persons and sure pronouns."""
        found: dict[str, Read] = self.once(name, lambda: {k: read(t, self.model) for k, t in texts.items()})
        return found

    def silver(self, texts: dict[str, Read], turn: int, *, mask: bool) -> Iterator[Labelled]:
        """Levelled texts of several persons."""
        for key, one in texts.items():
            if len(one.persons) > 1:
                yield key, levelled(one, self.names, random.Random(f"{self.seed}-{turn}-{key}"), mask=mask), ()

    def renamed(self, turn: int) -> Iterator[Labelled]:
        """GAP development with other names and, by chance, the other gender: the encoder has learned the rows themselves."""
        for key, one, asked, _ in self.rows:
            edited = levelled(one, self.names, random.Random(f"{self.seed}-{turn}-{key}"), mask=False)
            yield key, Edited(edited.text, edited.persons, [(a, w, "gap") for a, w, _ in edited.links]), asked

    def run(self, shards: int) -> None:
        """All parts, those to judge by first."""
        texts, held = news(self.data, self.labels, self.model.tokenizer)
        self.rows = self.once("gap-development", lambda: list(gap(self.data, "development", self.model)))
        held_reads = self.reads("held", held)
        self.names = pools([*held_reads.values(), *(one for _, one, _, _ in self.rows)])
        self.keep("held-levelled", lambda: self.silver(held_reads, 0, mask=False))
        self.keep("held-masked", lambda: self.silver(held_reads, 0, mask=True))
        for turn in range(TURNS):
            self.keep(f"gap-development-renamed-{turn}", lambda: self.renamed(turn))  # noqa: B023
        self.keep_gold()
        for shard in range(shards):
            part = {k: t for k, t in texts.items() if bucket("shard" + k, SHARDS) == shard}
            found = self.reads(f"news-{shard}", part)
            self.keep(f"news-{shard}-masked", lambda: self.silver(found, 1, mask=True))  # noqa: B023

    def keep_gold(self) -> None:
        """The corpora with coreference, and their parts that no training sees."""
        tokenizer = self.model.tokenizer
        own = corpora.own_labels(self.data, self.labels, tokenizer)
        self.keep("own-dev", lambda: gold([d for d in own if bucket(d.id, 4) == 0]))
        self.keep("own", lambda: gold([d for d in own if bucket(d.id, 4) != 0]))
        self.keep("ecb-dev", lambda: gold(corpora.ecbplus(self.data, tokenizer, dev=True)))
        self.keep("ecb", lambda: gold(corpora.ecbplus(self.data, tokenizer, dev=False)))
        self.keep("gum", lambda: gold(corpora.gum(self.data, tokenizer)))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--labels", default=str(HERE.parent / "labels" / "documents"))
    p.add_argument("--out", required=True)
    p.add_argument("--shards", type=int, default=1, help="how many eighths of the news")
    p.add_argument("--seed", type=int, default=17)
    args = p.parse_args()
    Collector(Path(args.data), Path(args.labels), Path(args.out), args.seed).run(args.shards)


if __name__ == "__main__":
    main()
