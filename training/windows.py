"""Training windows: stretches of documents with every label they have, drawn anew each epoch, and their batches."""

from __future__ import annotations

import random

import numpy as np

from communique.encoder.pieces import SEP, WINDOW, feed, fit
from communique.encoder.words import LOWER, TITLE
from corpora import IGNORE, Attribution, Doc

OPEN, CLOSE = ["“", '"', "‘", "«", "„"], ["”", '"', "’", "»", "“"]
BATCH = 12 * WINDOW  # wordpieces
CHUNK = 600  # windows sorted by length together
RANK = np.array([0, 2, 2, 3, 3, 1, 1])  # where attributions overlap a flat tag is the cue's, else the source's


class Item:
    """One training window with every label that its document has."""

    def __init__(self, doc: Doc, start: int, end: int, rng: random.Random, marks: dict[str, int]):
        self.ids, self.case, self.heads = feed(doc.pieces, doc.words, start, end)
        self.tags = {k: v[start:end] for k, v in doc.tags.items()}
        self.anchors, self.targets = [], []
        if doc.attributions is not None:
            self.label(doc, start, end)
        self.coref = [
            (w - start, [h - start for h in hs if start <= h < end]) for w, hs in doc.coref if start <= w < end
        ]
        self.soft = doc.soft.window(start, end) if doc.soft else None
        self.augment(rng, marks)

    def label(self, doc: Doc, start: int, end: int) -> None:
        """Anchors, the roles given each anchor, and the flat tags of the attributions that reach into the window."""
        n = end - start
        flat, anchors, act = np.zeros(n, np.int64), np.zeros(n, np.int64), np.full(n, IGNORE, np.int64)
        for a in doc.attributions:
            labels = roles_of(a, start, end)
            flat = np.where(RANK[labels] >= RANK[flat], labels, flat)
            if start <= a.anchor < end:
                anchors[a.anchor - start] = 2 if a.cueless else 1
                act[a.anchor - start] = a.act
                self.anchors.append(a.anchor - start)
                self.targets.append(labels)
        self.tags |= {"roles": flat, "anchor": anchors, "act": act}

    def augment(self, rng: random.Random, marks: dict[str, int]) -> None:
        """Other quotation styles, missing paragraph breaks and lost case, so that US hard news is not all it knows."""
        if rng.random() < 0.25:
            self.requote(rng.choice([0, 1, 1, 2, 2, 2, 3, 4]), marks)
        if rng.random() < 0.12:  # flattened to one paragraph, as bad extraction leaves it
            keep = np.ones(len(self.ids), bool)
            keep[1:-1] = self.ids[1:-1] != SEP
            self.heads = (np.cumsum(keep) - 1)[self.heads]
            self.ids, self.case = self.ids[keep], self.case[keep]
        if rng.random() < 0.04:
            self.case[:] = np.where(self.case == TITLE, LOWER, self.case)

    def requote(self, style: int, marks: dict[str, int]) -> None:
        """Quotation marks exchanged for those of another style."""
        double = {marks[m]: m for m in '“”"«»„' if m in marks}  # never single ones: they may be apostrophes
        opened = False
        for i, piece in enumerate(self.ids):
            mark = double.get(int(piece))
            if mark is None:
                continue
            opening = mark in "“«„" or (mark == '"' and not opened)
            opened = opening
            new = marks.get((OPEN if opening else CLOSE)[style])
            if new is not None:
                self.ids[i] = new


def roles_of(attribution: Attribution, start: int, end: int) -> np.ndarray:
    """BIO labels of one attribution's roles over the words start..end-1: [end - start]."""
    labels = np.zeros(end - start, np.int64)
    for role, first, last in attribution.roles:
        lo, hi = max(first, start), min(last, end - 1)
        if lo > hi:
            continue
        labels[lo - start : hi - start + 1] = 2 + 2 * role
        if lo == first:
            labels[lo - start] = 1 + 2 * role
    return labels


def epoch_items(docs: list[Doc], rng: random.Random, marks: dict[str, int]) -> list[Item]:
    items = []
    for doc in docs:
        total = len(doc.words)
        start, end = 0, 0
        budget = rng.randint(
            WINDOW // 3, WINDOW - 2
        )  # the first window's length is drawn, so cuts fall elsewhere each epoch
        while end < total:
            end = min(fit(doc.pieces.first, doc.words.breaks, start, budget), total)
            items.append(Item(doc, start, end, rng, marks))
            start, budget = end, WINDOW - 2
    return items


def batches(items: list[Item], rng: random.Random, budget: int = BATCH) -> list[list[Item]]:
    rng.shuffle(items)
    out = []
    for at in range(0, len(items), CHUNK):
        chunk = sorted(items[at : at + CHUNK], key=lambda x: len(x.ids))
        batch: list[Item] = []
        for item in chunk:
            if batch and (len(batch) + 1) * len(item.ids) > budget:
                out.append(batch)
                batch = []
            batch.append(item)
        out.append(batch)
    rng.shuffle(out)
    return out
