"""Distillation: what several trained readers think of a document, kept on disk, and the loss that draws a student to it.

A teacher sees each document whole, in the windows of run time and without augmentation; the student sees other cuts of it, with
other marks and lost case (`windows.py`), and must come to the same. Every head gets a target on every text, labelled or not, so
that none drifts (Hinton et al. 2015; for ensembles of taggers Kuncoro et al. 2016).
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from communique.encoder.pieces import feed, windows
from communique.encoder.schema import TAG_HEADS
from corpora import PRONOUNS, Doc
from losses import COREF_WEIGHT, ROLE_SCALE, TAG_WEIGHT, encoded
from network import Reader, distance_buckets
from soft import Soft

ANCHOR_FROM = 0.1  # mean probability from which a word is asked for its roles: below what the decoder ever takes
ASKED = PRONOUNS - {"it", "its", "itself"}  # whose antecedents are asked; beside them the last words of sources
PER_BATCH = 12  # windows that a teacher reads together


@dataclass
class Seen:
    """One window as the network takes it, and the words that are decided in it."""

    start: int
    core: range
    ids: np.ndarray
    case: np.ndarray
    heads: np.ndarray


@dataclass
class Teachers:
    """Trained readers whose mean is taught."""

    readers: list[Reader]

    @classmethod
    def load(cls, paths: list[str]) -> Teachers:
        """Readers from checkpoints (the averaged weights of `train.py`)."""
        readers = []
        for path in paths:
            reader = Reader(dropout=0.0)
            reader.load_state_dict(torch.load(path, weights_only=True))
            readers.append(reader.eval())
        return cls(readers)

    @torch.no_grad()
    def soft(self, doc: Doc) -> Soft:
        """The mean probabilities of all heads on one document."""
        out = Soft({k: np.zeros((len(doc.words), len(v)), np.float16) for k, v in TAG_HEADS.items()})
        known = {a.anchor for a in doc.attributions or ()}
        linked = {w for w, _ in doc.coref}
        for window, states in self.states(doc):
            tags = {
                name: torch.stack([r.tags[name](s).softmax(-1) for r, s in zip(self.readers, states, strict=True)])
                .mean(0)
                .numpy()
                for name in TAG_HEADS
            }
            inner = slice(window.core.start - window.start, window.core.stop - window.start)
            for name, p in tags.items():
                out.tags[name][window.core.start : window.core.stop] = p[inner]
            taken = tags["anchor"][:, 1:].sum(1) >= ANCHOR_FROM
            anchors = [w for w in window.core if taken[w - window.start] or w in known]
            for a, p in zip(anchors, self.mean("roles", states, anchors, window.start), strict=True):
                out.roles[a] = (window.start, p)
            asked = asked_for(doc, tags["roles"].argmax(1), window) | (linked & set(window.core))
            for a, p in zip(sorted(asked), self.mean("coref", states, sorted(asked), window.start), strict=True):
                out.coref[a] = (window.start, p)
        return out

    def states(self, doc: Doc) -> Iterator[tuple[Seen, list[Tensor]]]:
        """Each window of a document with every teacher's word states."""
        seen = [
            Seen(w.start, range(w.core_start, w.core_end), *feed(doc.pieces, doc.words, w.start, w.end))
            for w in windows(doc.pieces, doc.words)
        ]
        for at in range(0, len(seen), PER_BATCH):
            batch = seen[at : at + PER_BATCH]
            yield from zip(batch, map(list, zip(*(encoded(r, batch) for r in self.readers), strict=True)), strict=True)

    def mean(self, head: str, states: list[Tensor], anchors: list[int], start: int) -> np.ndarray:
        """Mean probabilities of a pair head given `anchors`: [anchors, words, ...] in half precision."""
        if not anchors:
            return np.zeros((0,), np.float16)
        at = torch.tensor(anchors) - start
        buckets = distance_buckets(at, len(states[0]))
        p = [getattr(r, head)(s, at, buckets).softmax(-1) for r, s in zip(self.readers, states, strict=True)]
        return torch.stack(p).mean(0).numpy().astype(np.float16)


def asked_for(doc: Doc, roles: np.ndarray, window: Seen) -> set[int]:
    """Pronouns, and the last words of what the teachers tag as sources where these are no names."""
    asked = set()
    for w in window.core:
        n = w - window.start
        ends = roles[n] in (1, 2) and (n + 1 >= len(roles) or roles[n + 1] != 2)
        if doc.words[w].lower() in ASKED or (ends and doc.words[w].islower()):
            asked.add(w)
    return asked


def kept(path: Path, teachers: list[str], docs: list[Doc]) -> dict[str, Soft]:
    """The teachers' view of `docs` by document id, read from `path`, or made and written there."""
    key = hashlib.sha1(repr(sorted(d.id for d in docs)).encode())
    for t in teachers:
        key.update(hashlib.sha1(Path(t).read_bytes()).digest())
    if path.exists():
        with path.open("rb") as f:
            saved, soft = pickle.load(f)  # noqa: S301 - our own file
        if saved != key.hexdigest():
            raise SystemExit(f"{path} was made by other teachers or of other documents: remove it or name another")
        return soft
    asked, soft = Teachers.load(teachers), {}
    for n, doc in enumerate(docs):
        soft[doc.id] = asked.soft(doc)
        if n % 100 == 99:
            print(f"teachers: {n + 1} of {len(docs)} documents", flush=True)
    part = path.with_suffix(".tmp")  # whole or not at all
    with part.open("wb") as f:
        pickle.dump((key.hexdigest(), soft), f)
    part.replace(path)
    return soft


def distil_loss(model: Reader, states: list[Tensor], batch: list) -> tuple[Tensor, dict[str, float]]:
    """Cross entropy to the teachers' probabilities, heads weighed as labels are; and its parts for the log.

    `batch` holds windows whose `soft` is set. A status is taught where the teachers see an event, an act and roles where they
    see an attribution, each as much as they do.
    """
    total, parts = torch.zeros(()), {}
    stacked = torch.cat(states)
    mean = {name: np.concatenate([x.soft.tags[name] for x in batch]).astype(np.float32) for name in TAG_HEADS}
    matters = {
        "act": mean["anchor"][:, 1:].sum(1),
        "status": np.maximum(mean["event_tb"][:, 1:].sum(1), mean["event_ecb"][:, 1:].sum(1)),
    }
    for name in TAG_HEADS:
        each = -(torch.from_numpy(mean[name]) * model.tags[name](stacked).log_softmax(-1)).sum(-1)
        weight = torch.from_numpy(matters[name]) if name in matters else torch.ones(len(each))
        loss = (each * weight).sum() / weight.sum().clamp(min=1.0)
        total, parts[f"~{name}"] = total + TAG_WEIGHT[name] * loss, loss.item()
    for name, loss, weight in (
        ("pair", soft_roles(model, states, batch), 1.0),
        ("coref", soft_coref(model, states, batch), COREF_WEIGHT),
    ):
        if loss is not None:
            total, parts[f"~{name}"] = total + weight * loss, loss.item()
    return total, parts


def soft_roles(model: Reader, states: list[Tensor], batch: list) -> Tensor | None:
    """Cross entropy of the roles to the teachers', each anchor as much as the teachers take it for one."""
    total, weights = torch.zeros(()), 0.0
    for s, x in zip(states, batch, strict=True):
        if not x.soft.roles:
            continue
        at = torch.tensor(list(x.soft.roles))
        with torch.autocast("cpu", torch.bfloat16):
            logits = model.roles(s, at, distance_buckets(at, len(s))).float()
        log_p = logits.log_softmax(-1)
        target = torch.zeros_like(log_p)  # words that the teachers' window had not: no target, no loss
        for i, (first, p) in enumerate(x.soft.roles.values()):
            target[i, first : first + len(p)] = torch.from_numpy(p.astype(np.float32))
        weight = torch.from_numpy(x.soft.tags["anchor"][at.numpy(), 1:].astype(np.float32).sum(1))
        total = total - ((target * log_p).sum((1, 2)) * weight).sum() / ROLE_SCALE
        weights += float(weight.sum())
    return total / max(weights, 1.0) if weights else None


def soft_coref(model: Reader, states: list[Tensor], batch: list) -> Tensor | None:
    """Mean cross entropy of the antecedents to the teachers', among the words that these saw."""
    total, links = torch.zeros(()), 0
    for s, x in zip(states, batch, strict=True):
        if not x.soft.coref:
            continue
        at = torch.tensor(list(x.soft.coref))
        logits = model.coref(s, at, distance_buckets(at, len(s)))
        target, hidden = torch.zeros_like(logits), torch.ones_like(logits, dtype=torch.bool)
        for i, (first, p) in enumerate(x.soft.coref.values()):
            target[i, first : first + len(p) - 1] = torch.from_numpy(p[:-1])
            target[i, -1] = float(p[-1])
            hidden[i, first : first + len(p) - 1] = hidden[i, -1] = False
        log_p = logits.masked_fill(hidden, -1e4).log_softmax(-1)
        total, links = total - (target * log_p).sum(), links + len(at)
    return total / links if links else None
