"""Builds `compare/data/related.tsv`: words that go together without meaning the same (ship, cargo; visa, consulate).

usage: python training/related_table.py MODEL

Every lemma of `concepts.tsv` is put through a sentence encoder by itself (all-MiniLM-L6-v2, Apache-2.0; MODEL is a folder with
its weights as `transformers` loads them); its neighbours are the words of `frequencies.tsv` whose vectors are nearest by cosine.
What the tables of WordNet call alike already is left out, and what only looks alike: two words that begin with the same four
letters and of which neither is derived from the other share word pieces rather than a matter.

Run by hand, needs torch and transformers; the product reads the table alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.clauses.words import lemma, likeness, small_words

DATA = Path(__file__).resolve().parents[1] / "src" / "communique" / "compare" / "data"
CLOSE, FAR = 0.6, 0.5
MOST = 12
ALIKE = 0.6
STEM = 4
BATCH = 256


def main() -> None:
    words = [w for w in column("concepts.tsv") if w.replace("-", "").isalpha()]
    seen = {lemma(w) for w in column("frequencies.tsv")}
    common = [i for i, w in enumerate(words) if w in seen and w not in small_words()]
    vectors = embedded(words, sys.argv[1])
    rows = []
    for i, word in enumerate(words):
        if word in small_words():
            continue
        near = neighbours(i, words, common, vectors)
        if near:
            close = [w for w, s in near if s >= CLOSE]
            far = [w for w, s in near if s < CLOSE]
            rows.append(f"{word}\t{' '.join(close)}\t{' '.join(far)}")
    (DATA / "related.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "words")


def column(name: str) -> list[str]:
    """The first column of a table of `compare/data`."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def embedded(words: list[str], folder: str) -> NDArray[np.float32]:
    """A unit vector a word: the mean of its token states."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(words)), key=lambda i: (len(words[i]), words[i]))
    out = np.zeros((len(words), model.config.hidden_size), np.float32)
    with torch.no_grad():
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            given = tokenizer([words[i] for i in batch], padding=True, return_tensors="pt")
            mask = given["attention_mask"][..., None]
            mean = (model(**given).last_hidden_state * mask).sum(1) / mask.sum(1)
            out[batch] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out


def neighbours(at: int, words: list[str], common: list[int], vectors: NDArray[np.float32]) -> list[tuple[str, float]]:
    """The nearest common words that are not alike by WordNet, best first."""
    scores = vectors[common] @ vectors[at]
    order = np.argsort(-scores, kind="stable")[: 4 * MOST]
    near = [(words[common[k]], float(scores[k])) for k in order if scores[k] >= FAR]
    told = [(w, s) for w, s in near if w != words[at] and not looks_alike(w, words[at])]
    return [(w, s) for w, s in told if likeness(w, words[at]) < ALIKE][:MOST]


def looks_alike(one: str, other: str) -> bool:
    """Whether two words share their beginning and no derivation: "detain", "detest"."""
    if one[:STEM] != other[:STEM]:
        return False
    short, long = sorted((one, other), key=len)
    return not long.startswith(short[: max(STEM, len(short) - 2)])


if __name__ == "__main__":
    main()
