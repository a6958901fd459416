"""Train the reader. One command, seeded, resumable: python training/train.py --data ../shared/data --out RUN

The checkpoint of every epoch is kept (RUN/last.pt: weights, optimiser, epoch), so a killed run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent))
import corpora  # noqa: E402
from communique.encoder.pieces import SEP, WINDOW, feed, fit, load_tokenizer  # noqa: E402
from communique.encoder.schema import PAIR_ROLES, TAG_HEADS  # noqa: E402
from communique.encoder.words import LOWER, TITLE  # noqa: E402
from corpora import IGNORE, Doc, bucket  # noqa: E402
from network import Reader, distance_buckets  # noqa: E402

LOSS_WEIGHT = {
    "roles": 1.0,
    "anchor": 1.0,
    "ner": 0.5,
    "timex": 0.5,
    "event_tb": 0.3,
    "event_ecb": 0.3,
    "status": 0.3,
    "act": 0.3,
}
OPEN, CLOSE = ["“", '"', "‘", "«", "„"], ["”", '"', "’", "»", "“"]


class Item:
    """One training window with every label that its document has."""

    def __init__(self, doc: Doc, start: int, end: int, rng: random.Random, marks: dict[str, int]):
        self.ids, self.case, self.heads = feed(doc.pieces, doc.words, start, end)
        self.tags = {k: v[start:end] for k, v in doc.tags.items()}
        n = end - start
        self.anchors, self.targets = [], []
        if doc.attributions is not None:
            flat = np.zeros(n, np.int64)
            anchor_tags = np.zeros(n, np.int64)
            act = np.full(n, IGNORE, np.int64)
            for a in doc.attributions:
                labels = np.zeros(n, np.int64)
                for role, first, last in a.roles:
                    lo, hi = max(first, start), min(last, end - 1)
                    if lo > hi:
                        continue
                    labels[lo - start : hi - start + 1] = 2 + 2 * role
                    if lo == first:
                        labels[lo - start] = 1 + 2 * role
                # flat tags: cue over source over content where attributions overlap
                rank = np.array([0, 2, 2, 3, 3, 1, 1])
                flat = np.where(rank[labels] >= rank[flat], labels, flat)
                if start <= a.anchor < end:
                    anchor_tags[a.anchor - start] = 2 if a.cueless else 1
                    act[a.anchor - start] = a.act
                    self.anchors.append(a.anchor - start)
                    self.targets.append(labels)
            self.tags |= {"roles": flat, "anchor": anchor_tags, "act": act}
        self.coref = [
            (w - start, [h - start for h in hs if start <= h < end]) for w, hs in doc.coref if start <= w < end
        ]
        self.augment(rng, marks)

    def augment(self, rng: random.Random, marks: dict[str, int]) -> None:
        """Other quotation styles, missing paragraph breaks and lost case, so that US hard news is not all it knows."""
        draw = rng.random()
        if draw < 0.25:  # another quotation style, or none at all
            style = rng.choice([0, 1, 1, 2, 2, 2, 3, 4])
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
        if rng.random() < 0.12:  # flattened to one paragraph, as bad extraction leaves it
            keep = np.ones(len(self.ids), bool)
            keep[1:-1] = self.ids[1:-1] != SEP
            self.heads = (np.cumsum(keep) - 1)[self.heads]
            self.ids, self.case = self.ids[keep], self.case[keep]
        if rng.random() < 0.04:
            self.case[:] = np.where(self.case == TITLE, LOWER, self.case)


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


def batches(items: list[Item], rng: random.Random, budget: int = 12 * WINDOW) -> list[list[Item]]:
    rng.shuffle(items)
    out = []
    for at in range(0, len(items), 600):
        chunk = sorted(items[at : at + 600], key=lambda x: len(x.ids))
        batch: list[Item] = []
        for item in chunk:
            if batch and (len(batch) + 1) * len(item.ids) > budget:
                out.append(batch)
                batch = []
            batch.append(item)
        out.append(batch)
    rng.shuffle(out)
    return out


def loss_of(model: Reader, batch: list[Item]) -> tuple[torch.Tensor, dict[str, float]]:
    length = -(-max(len(x.ids) for x in batch) // 32) * 32
    ids, case = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.full((len(batch), 1, 1, length), -1e4, dtype=torch.bfloat16)
    for i, x in enumerate(batch):
        ids[i, : len(x.ids)], case[i, : len(x.ids)] = torch.from_numpy(x.ids), torch.from_numpy(x.case)
        mask[i, ..., : len(x.ids)] = 0
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(ids, case, mask)
    hidden = hidden.float()
    states = [hidden[i, torch.from_numpy(x.heads)] for i, x in enumerate(batch)]
    total, parts = torch.zeros(()), {}
    for name in TAG_HEADS:
        having = [(s, x.tags[name]) for s, x in zip(states, batch, strict=True) if name in x.tags]
        if not having:
            continue
        target = torch.from_numpy(np.concatenate([t for _, t in having]))
        known = target != IGNORE
        if not known.any():
            continue
        logits = model.tags[name](torch.cat([s for s, _ in having])[known])
        loss = F.cross_entropy(logits, target[known], label_smoothing=0.05 if name in ("act", "status") else 0.0)
        scale = {"anchor": 6.0, "roles": 1.5}.get(name, 1.0)
        total, parts[name] = total + LOSS_WEIGHT[name] * scale * loss, loss.item()
    role_loss, anchors, coref_loss, links = torch.zeros(()), 0, torch.zeros(()), 0
    for s, x in zip(states, batch, strict=True):
        if x.anchors:
            at = torch.tensor(x.anchors)
            with torch.autocast("cpu", torch.bfloat16):
                logits = model.roles(s, at, distance_buckets(at, len(s))).float()
            target = torch.from_numpy(np.stack(x.targets))
            role_loss = (
                role_loss + F.cross_entropy(logits.reshape(-1, PAIR_ROLES), target.reshape(-1), reduction="sum") / 40
            )
            anchors += len(x.anchors)
        if x.coref:
            at = torch.tensor([w for w, _ in x.coref])
            logits = model.coref(s, at, distance_buckets(at, len(s))).log_softmax(-1)
            for row, (_, heads) in zip(logits, x.coref, strict=True):
                coref_loss = coref_loss - torch.logsumexp(row[heads] if heads else row[-1:], 0)
                links += 1
    if anchors:
        total, parts["pair"] = total + role_loss / anchors, role_loss.item() / anchors
    if links:
        total, parts["coref"] = total + 0.25 * coref_loss / links, coref_loss.item() / links
    return total, parts


def load_docs(args, tokenizer) -> dict[str, list[Doc]]:
    data = Path(args.data)
    polnear = corpora.polnear(data, "train", tokenizer)
    if args.part == "most":
        polnear = [d for d in polnear if bucket(d.id.split("--", 1)[1], 16) != 0]
    labelled = corpora.own_labels(data, Path(args.labels), tokenizer)
    free = [d for d in labelled if d.id.startswith(FREE)]
    own = free if args.free else [d for d in labelled if bucket(d.id, 4) != 0]
    groups = {"polnear": polnear if not args.free else [], "own": own}
    if not args.free:
        groups["silver"] = corpora.silver_only(data, Path(args.silver), tokenizer, {d.id for d in own}, 4)
        corpora.add_silver_names([*polnear, *own, *groups["silver"]], Path(args.silver))
        groups |= {
            "gap": corpora.gap(data, tokenizer),
            "gum": corpora.gum(data, tokenizer),
            "ecb": corpora.ecbplus(data, tokenizer, dev=False),
            "meantime": corpora.meantime(data, tokenizer),
            "timebank": corpora.timebank(data, tokenizer, half=0),
        }
    return groups


FREE = ("state_dept--", "re3d--")  # whose texts anybody may use: US government releases, open government licence
REPEAT = {
    "polnear": 1.0,
    "own": 2.0,
    "silver": 0.25,
    "gap": 0.34,
    "gum": 0.7,
    "ecb": 0.2,
    "meantime": 0.7,
    "timebank": 0.7,
}
# how often an epoch sees a group of documents (a fraction draws anew each epoch)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--labels", default=str(Path(__file__).parent / "labels" / "documents"))
    p.add_argument("--silver", help="names by the teacher; needed unless --free")
    p.add_argument("--base", required=True, help="folder of the base encoder: model.safetensors, tokenizer.json")
    p.add_argument("--out", required=True)
    p.add_argument(
        "--part",
        choices=["all", "most"],
        default="most",
        help="most: hold out the part of the choosing quarter of PolNeAR train (sha1 % 16 == 0) that settings are chosen on",
    )
    p.add_argument("--free", action="store_true", help="own labels of public-domain and open-licence texts only")
    p.add_argument("--epochs", type=int, default=7)
    p.add_argument(
        "--start", help="checkpoint to start from (the second phase: all of train, from the weights of the first)"
    )
    p.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    p.add_argument("--seed", type=int, default=13)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(Path(args.base) / "tokenizer.json")
    marks = {m: tokenizer.token_to_id(m) for m in sorted({*OPEN, *CLOSE}) if tokenizer.token_to_id(m) is not None}
    groups = load_docs(args, tokenizer)
    print({k: (len(v), sum(len(d.pieces.ids) for d in v)) for k, v in groups.items()}, flush=True)
    model = Reader()
    from safetensors.torch import load_file

    model.encoder.load_pretrained(load_file(str(Path(args.base) / "model.safetensors")))
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    heads = [q for n, q in model.named_parameters() if not n.startswith("encoder.")]
    case = [model.encoder.case.weight]
    body = [q for n, q in model.named_parameters() if n.startswith("encoder.") and "case" not in n]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}, {"params": case, "lr": 1e-3}],
        weight_decay=0.01,
        fused=True,
    )
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    begin, step = 0, 0
    if (out / "last.pt").exists():
        saved = torch.load(out / "last.pt", weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        begin, step, average = saved["epoch"], saved["step"], saved["average"]
    base_rates = [1.5e-4, 1e-3, 1e-3]
    total_steps = None
    for epoch in range(begin, args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        docs = []
        for name, group in groups.items():
            repeat = REPEAT[name]
            whole = int(repeat)
            docs += group * whole + [d for d in group if rng.random() < repeat - whole]
        todo = batches(epoch_items(docs, rng, marks), rng)
        total_steps = total_steps or (step + len(todo) * (args.epochs - epoch))
        model.train()
        started, sums, seen = time.time(), {}, 0
        for n, batch in enumerate(todo):
            warm = min(1.0, (step + 1) / (0.06 * total_steps))
            rate = args.rate * warm * max(0.02, 1 - step / total_steps)
            for g, r in zip(optimiser.param_groups, base_rates, strict=True):
                g["lr"] = r * rate
            loss, parts = loss_of(model, batch)
            if not loss.requires_grad:  # windows without a single label: nothing to learn from
                continue
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            seen += sum(len(x.ids) for x in batch)
            if step % 10 == 0:  # exponential average of the weights: what is shipped
                decay = min(0.98, step / (step + 300))
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        average[k].mul_(decay).add_(v, alpha=1 - decay) if v.is_floating_point() else average[k].copy_(
                            v
                        )
            for k, v in parts.items():
                a = sums.setdefault(k, [0.0, 0])
                a[0] += v
                a[1] += 1
            if n % 50 == 49:
                print(
                    json.dumps(
                        {
                            "epoch": epoch,
                            "step": f"{n + 1}/{len(todo)}",
                            "wp/s": round(seen / (time.time() - started)),
                            **{k: round(a / b, 4) for k, (a, b) in sums.items()},
                        }
                    ),
                    flush=True,
                )
                sums = {}
        torch.save(
            {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "epoch": epoch + 1,
                "step": step,
                "average": average,
            },
            out / "last.tmp",
        )
        (out / "last.tmp").replace(out / "last.pt")
        torch.save(average, out / f"average-{epoch + 1}.pt")
        print(f"epoch {epoch + 1} done in {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
