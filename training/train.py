"""Train the reader. One command, seeded, resumable: python training/train.py --data ../shared/data --out RUN

With `--teachers A.pt B.pt ...` the student is drawn to their mean as well as to the labels, on texts without labels too (distil.py).
The checkpoint of every epoch is kept (RUN/last.pt: weights, optimiser, epoch), so a killed run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
import corpora  # noqa: E402
from communique.encoder.pieces import load_tokenizer  # noqa: E402
from corpora import Doc, bucket  # noqa: E402
from distil import distil_loss, kept  # noqa: E402
from losses import encoded, label_loss  # noqa: E402
from network import Reader  # noqa: E402
from windows import CLOSE, OPEN, batches, epoch_items  # noqa: E402

RATES = (1.5e-4, 1e-3, 1e-3)  # encoder, heads, the new embedding of case
WARM = 0.06  # share of the steps in which the rates rise
LEAST_RATE = 0.02
AVERAGED_EVERY, AVERAGE_DECAY = 10, 0.98  # exponential average of the weights: what is shipped
LOGGED_EVERY = 50


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
        known, every = ({d.id for d in labelled}, 1) if args.teachers else ({d.id for d in own}, 4)
        groups["silver"] = corpora.silver_only(data, Path(args.silver), tokenizer, known, every)
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
    "gap": 0.5,
    "gum": 0.7,
    "ecb": 0.2,
    "meantime": 0.7,
    "timebank": 0.7,
}
# how often an epoch sees a group of documents (a fraction draws anew each epoch)
TAUGHT_REPEAT = REPEAT | {"polnear": 0.4, "silver": 1.0, "ecb": 0.3}
# with teachers: more of the texts that nobody labelled for speech


class Trainer:
    """The model, its optimiser and the running average of its weights; `save` and `resume` keep them between epochs."""

    def __init__(self, args: argparse.Namespace) -> None:
        from safetensors.torch import load_file

        self.args, self.out = args, Path(args.out)
        self.model = Reader()
        self.model.encoder.load_pretrained(load_file(str(Path(args.base) / "model.safetensors")))
        if args.start:
            self.model.load_state_dict(torch.load(args.start, weights_only=True))
        named = list(self.model.named_parameters())
        heads = [q for n, q in named if not n.startswith("encoder.")]
        case = [self.model.encoder.case.weight]
        body = [q for n, q in named if n.startswith("encoder.") and "case" not in n]
        groups = [{"params": q, "lr": rate} for q, rate in zip((body, heads, case), RATES, strict=True)]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.average = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.epoch, self.step = 0, 0
        self.steps: int | None = None
        if (self.out / "last.pt").exists():
            self.resume()

    def resume(self) -> None:
        """Go on from RUN/last.pt."""
        saved = torch.load(self.out / "last.pt", weights_only=False)
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.epoch, self.step, self.average = saved["epoch"], saved["step"], saved["average"]

    def save(self) -> None:
        """Write RUN/last.pt, whole or not at all, and the averaged weights of this epoch."""
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "average": self.average,
        }
        torch.save(state, self.out / "last.tmp")
        (self.out / "last.tmp").replace(self.out / "last.pt")
        torch.save(self.average, self.out / f"average-{self.epoch}.pt")

    def run_epoch(self, todo: list) -> None:
        """One pass over the batches `todo`."""
        self.steps = self.steps or (self.step + len(todo) * (self.args.epochs - self.epoch))
        self.model.train()
        log = Log(self.epoch, len(todo))
        for n, batch in enumerate(todo):
            parts = self.learn(batch)
            log.add(n, sum(len(x.ids) for x in batch), parts)
        self.epoch += 1
        self.save()
        print(f"epoch {self.epoch} done in {log.seconds:.0f} s", flush=True)

    def learn(self, batch: list) -> dict[str, float]:
        """One step down the loss of a batch; the parts of the loss."""
        assert self.steps is not None
        warm = min(1.0, (self.step + 1) / (WARM * self.steps))
        rate = self.args.rate * warm * max(LEAST_RATE, 1 - self.step / self.steps)
        for group, full in zip(self.optimiser.param_groups, RATES, strict=True):
            group["lr"] = full * rate
        loss, parts = self.loss_of(batch)
        if not loss.requires_grad:  # windows without a single label: nothing to learn from
            return {}
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % AVERAGED_EVERY == 0:
            self.take_average()
        return parts

    def loss_of(self, batch: list) -> tuple[torch.Tensor, dict[str, float]]:
        """The loss to go down on, and its parts by head; those against the teachers are marked with a tilde."""
        states = encoded(self.model, batch)
        loss, parts = label_loss(self.model, states, batch)
        if not self.args.teachers:
            return loss, parts
        drawn, more = distil_loss(self.model, states, batch)
        return (1 - self.args.taught) * loss + self.args.taught * drawn, parts | more

    @torch.no_grad()
    def take_average(self) -> None:
        """Move the averaged weights towards the present ones, faster at first."""
        decay = min(AVERAGE_DECAY, self.step / (self.step + 300))
        for k, v in self.model.state_dict().items():
            if v.is_floating_point():
                self.average[k].mul_(decay).add_(v, alpha=1 - decay)
            else:
                self.average[k].copy_(v)


class Log:
    """Mean loss by head and wordpieces a second, one JSON line every fifty steps."""

    def __init__(self, epoch: int, steps: int) -> None:
        self.epoch, self.steps, self.started, self.seen = epoch, steps, time.time(), 0
        self.sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0])

    @property
    def seconds(self) -> float:
        return time.time() - self.started

    def add(self, n: int, pieces: int, parts: dict[str, float]) -> None:
        """Count step `n` with its pieces and losses."""
        self.seen += pieces
        for k, v in parts.items():
            self.sums[k][0] += v
            self.sums[k][1] += 1
        if n % LOGGED_EVERY == LOGGED_EVERY - 1:
            means = {k: round(total / count, 4) for k, (total, count) in self.sums.items()}
            line = {"epoch": self.epoch, "step": f"{n + 1}/{self.steps}", "wp/s": round(self.seen / self.seconds)}
            print(json.dumps(line | means), flush=True)
            self.sums.clear()


def drawn(groups: dict[str, list[Doc]], repeats: dict[str, float], rng: random.Random) -> list[Doc]:
    """The documents of one epoch: whole repeats of each group, and a fraction of it anew."""
    docs = []
    for name, group in groups.items():
        repeat = repeats[name]
        whole = int(repeat)
        docs += group * whole + [d for d in group if rng.random() < repeat - whole]
    return docs


def arguments() -> argparse.Namespace:
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
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument(
        "--start", help="checkpoint to start from (the second phase: all of train, from the weights of the first)"
    )
    p.add_argument("--teachers", nargs="+", help="checkpoints whose mean the student is drawn to; kept in RUN/soft.pkl")
    p.add_argument("--taught", type=float, default=0.7, help="share of the loss that is the teachers', with --teachers")
    p.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    p.add_argument("--seed", type=int, default=13)
    p.add_argument("--threads", type=int, default=2)
    return p.parse_args()


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    Path(args.out).mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(Path(args.base) / "tokenizer.json")
    marks = {m: at for m in sorted({*OPEN, *CLOSE}) if (at := tokenizer.token_to_id(m)) is not None}
    groups = load_docs(args, tokenizer)
    print({k: (len(v), sum(len(d.pieces.ids) for d in v)) for k, v in groups.items()}, flush=True)
    if args.teachers:
        docs = [d for group in groups.values() for d in group]
        soft = kept(Path(args.out) / "soft.pkl", args.teachers, docs)
        for doc in docs:
            doc.soft = soft[doc.id]
    trainer, repeats = Trainer(args), TAUGHT_REPEAT if args.teachers else REPEAT
    while trainer.epoch < args.epochs:
        rng = random.Random(args.seed * 1000 + trainer.epoch)
        trainer.run_epoch(batches(epoch_items(drawn(groups, repeats, rng), rng, marks), rng))


if __name__ == "__main__":
    main()
