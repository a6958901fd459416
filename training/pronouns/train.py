"""Train the pronoun head on kept states (collect.py), and judge it. Seeded; one core, a few minutes.

python training/pronouns/train.py --run RUN --fold 0 --out RUN/head.pt    # the head that ships: a fifth of GAP development left out

It prints, for each part that it did not see, F1 (GAP) or the share of pronouns whose person is right, and the log loss: of the first
head alone, of the new one alone, and of their mean, which is what ships.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from head import PronounHead  # noqa: E402
from kept import Anchor, Store  # noqa: E402

from communique.encoder.around import FEATURES, MOST, SPAN, Around, beside  # noqa: E402
from communique.encoder.session import distance_buckets  # noqa: E402
from corpora import bucket  # noqa: E402
from network import WIDTH  # noqa: E402

PARTS = {
    "gap": {"gap-development-renamed-0": 1.0, "gap-development-renamed-1": 1.0},
    "gold": {"gum": 1.0, "ecb": 1.0, "own": 2.0},
    "news": {"news-0-masked": 0.7},
}
JUDGED = ("gap-development-renamed-0", "ecb-dev", "own-dev", "held-levelled", "held-masked")
FOLDS = 5
SIZE, RATE, WARM, DECAY = 48, 1e-3, 50, 0.02
WORST = 6.0  # a silver label's loss counts no more than this
ENOUGH = 0.08  # as in communique.evaluate.pronouns


@dataclass
class Example:
    """An anchor as the head takes it."""

    anchor: np.ndarray
    words: np.ndarray
    buckets: np.ndarray
    around: np.ndarray
    first: np.ndarray
    owner: np.ndarray
    right: int
    rivals: tuple[int, ...]
    key: str
    kind: str


def examples(run: Path, part: str) -> list[Example]:
    """The kept anchors of a part, those left out whose person has no candidate."""
    states, seen = Store(run, part).read()
    out = []
    for window in seen:
        here = states[window.row : window.row + len(window.words)]
        around = Around(window.words, window.breaks)
        for a in window.anchors:
            keep = np.sort(np.argsort(-a.first[:-1], kind="stable")[:MOST])
            if len(keep) and (a.right < 0 or (a.owner[keep] == a.right).any()):
                out.append(_example(a, keep, here, around))
    return out


def _example(a: Anchor, keep: np.ndarray, here: np.ndarray, around: Around) -> Example:
    chosen = a.candidates[keep]
    return Example(
        beside(here, np.array([a.at]))[0],
        beside(here, chosen),
        distance_buckets(np.array([a.at]), len(here))[0][chosen],
        around.of(a.at, chosen).astype(np.float16),
        np.append(a.first[:-1][keep], a.first[-1]),
        a.owner[keep],
        a.right,
        a.rivals,
        a.key,
        a.kind,
    )


def batch(these: list[Example]) -> tuple[Tensor, ...]:
    """The head's inputs, padded: a place beyond an anchor's candidates has a log of -10000."""
    n, k = len(these), max(len(x.owner) for x in these)
    words, buckets = np.zeros((n, k, SPAN * WIDTH), np.float16), np.zeros((n, k), np.int64)
    around, first = np.zeros((n, k, FEATURES), np.float16), np.full((n, k + 1), -1e4, np.float32)
    for i, x in enumerate(these):
        m = len(x.owner)
        words[i, :m], buckets[i, :m], around[i, :m] = x.words, x.buckets, x.around
        first[i, :m], first[i, k] = x.first[:-1], x.first[-1]
    anchor = torch.from_numpy(np.stack([x.anchor for x in these])).float()
    return (
        anchor,
        torch.from_numpy(words).float(),
        torch.from_numpy(buckets),
        torch.from_numpy(around).float(),
        torch.from_numpy(first),
    )


def right_places(x: Example, k: int) -> np.ndarray:
    """Which of k candidates and "none" would be right for an example: the person's words, or all but the rivals'."""
    good = np.zeros(k + 1, bool)
    if x.right >= 0:
        good[: len(x.owner)] = x.owner == x.right
    elif x.right == -1:
        good[: len(x.owner)] = ~np.isin(x.owner, x.rivals)
        good[k] = True
    else:
        good[k] = True
    return good


def loss_of(model: PronounHead, these: list[Example], weights: list[float]) -> Tensor:
    """Mean negative log of the probability of what is right, bounded, by weight."""
    logs = model(*batch(these)).log_softmax(-1)
    good = torch.from_numpy(np.stack([right_places(x, logs.shape[1] - 1) for x in these]))
    each = -torch.logsumexp(logs.masked_fill(~good, -1e4), -1)
    return (each.clamp(max=WORST) * torch.tensor(weights)).mean()


def train(items: list[tuple[Example, float]], epochs: int, seed: int) -> PronounHead:
    torch.manual_seed(seed)
    rng, model = random.Random(seed), PronounHead()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps, step, started = epochs * (-(-len(items) // SIZE)), 0, time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        todo = shuffled(items, rng)
        for part in todo:
            rate = min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = RATE * rate
            loss = loss_of(model, [x for x, _ in part], [w for _, w in part])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step, total = step + 1, total + loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(todo):.3f}, {time.time() - started:.0f} s", flush=True)
    return model.eval()


def shuffled(items: list[tuple[Example, float]], rng: random.Random) -> list[list[tuple[Example, float]]]:
    """Batches of anchors with about as many candidates, in random order."""
    order = sorted(rng.sample(items, len(items)), key=lambda x: len(x[0].owner))
    todo = [order[i : i + SIZE] for i in range(0, len(order), SIZE)]
    rng.shuffle(todo)
    return todo


@torch.no_grad()
def probabilities(model: PronounHead | None, these: list[Example]) -> list[np.ndarray]:
    """Probabilities of each example's candidates and "none"; without a model those of the first head."""
    if model is None:
        return [np.exp(x.first) / np.exp(x.first).sum() for x in these]
    out = []
    for at in range(0, len(these), SIZE):
        part = these[at : at + SIZE]
        rows = model(*batch(part)).softmax(-1).numpy()
        out += [np.append(row[: len(x.owner)], row[-1]) for x, row in zip(part, rows, strict=True)]
    return out


def judged(these: list[Example], found: list[np.ndarray]) -> tuple[float, float]:
    """F1 of GAP's labels (other corpora: the share whose likeliest person is right, in percent), and the log loss."""
    lost = [-np.log(max(p[right_places(x, len(x.owner))].sum(), 1e-6)) for x, p in zip(these, found, strict=True)]
    right = said = gold = 0
    for x, p in zip(these, found, strict=True):
        mass: dict[int, float] = defaultdict(float)
        for n, (who, share) in enumerate(zip(x.owner.tolist(), p[:-1], strict=True)):
            mass[who if who >= 0 else -10 - n] += float(share)
        asked = {w: mass[w] for w in x.rivals} if x.rivals else mass
        best = max(asked, key=lambda w: asked[w])
        says = not x.rivals or asked[best] >= ENOUGH
        right, said, gold = right + (says and best == x.right), said + says, gold + (x.right >= 0)
    return round(200 * right / max(said + gold, 1), 2), round(float(np.mean(lost)), 3)


def held_out(name: str, these: list[Example], fold: int) -> list[Example]:
    """What a part is judged on: GAP's fold, elsewhere the anchors whose person is there; of the masked only the masked."""
    if name.startswith("gap"):
        return [x for x in these if bucket(x.key.split("@")[0], FOLDS) == fold]
    return [x for x in these if x.right >= 0 and (not name.endswith("masked") or x.kind == "masked")]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--run", required=True)
    p.add_argument("--parts", nargs="+", choices=sorted(PARTS), default=sorted(PARTS))
    p.add_argument("--fold", type=int, help="fold of GAP development to leave out and be judged on")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--out")
    args = p.parse_args()
    torch.set_num_threads(1)
    run, items = Path(args.run), []
    for name, weight in (item for part in args.parts for item in PARTS[part].items()):
        these = examples(run, name)
        if name.startswith("gap"):
            these = [x for x in these if bucket(x.key.split("@")[0], FOLDS) != args.fold]
        items += [(x, weight) for x in these]
        print(name, len(these), flush=True)
    model = train(items, args.epochs, args.seed)
    if args.out:
        torch.save(model.state_dict(), args.out)
    for name in JUDGED if args.fold is not None else JUDGED[1:]:
        these = held_out(name, examples(run, name), args.fold)
        first, new = probabilities(None, these), probabilities(model, these)
        mean = [(a + b) / 2 for a, b in zip(first, new, strict=True)]
        figures = {k: judged(these, v) for k, v in (("first", first), ("new", new), ("mean", mean))}
        print(json.dumps({"part": name, "n": len(these)} | figures), flush=True)


if __name__ == "__main__":
    main()
