"""Export a checkpoint of the cross-encoder to the files that ship: int8 ONNX and its manifest, beside the reader's tokenizer.

python training/pairs/export.py RUN/pairs-2-2.pt --base BASE --out src/communique/encoder/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from communique.encoder.sentence_pairs import MANIFEST, PAIRS_FILES, PAIRS_VERSION  # noqa: E402
from train import PairReader  # noqa: E402


class Single(nn.Module):
    """ids, types [1, L] -> [1, 16]: one pair a call, so no mask."""

    def __init__(self, reader: PairReader):
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        return self.reader(ids, types, torch.ones_like(ids))


def main() -> int:
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint", type=Path)
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    given = p.parse_args()
    reader = PairReader(given.base)
    reader.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    reader.eval()
    reader.bert.set_attn_implementation("eager")  # the fusion below knows it
    ids = torch.randint(1000, 2000, (1, 40))
    with torch.no_grad(), tempfile.TemporaryDirectory() as tmp:
        raw, fused = Path(tmp) / "raw.onnx", Path(tmp) / "fused.onnx"
        torch.onnx.export(
            Single(reader), (ids, torch.zeros_like(ids)), str(raw), input_names=["ids", "types"], output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "types": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        fusion = FusionOptions("bert")
        fusion.enable_skip_layer_norm = fusion.enable_bias_skip_layer_norm = False  # the fused kernel is 7 times slower
        fusion.enable_embed_layer_norm = False
        model = optimizer.optimize_model(
            str(raw), "bert", num_heads=12, hidden_size=384, opt_level=0, optimization_options=fusion
        )
        print("fused:", model.get_fused_operator_statistics())
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused), str(given.out / "pairs.onnx"), per_channel=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            nodes_to_exclude=[n.name for n in onnx.load(str(fused)).graph.node if "/out/" in n.name],
        )  # fmt: skip
    sums = {f: hashlib.sha256((given.out / f).read_bytes()).hexdigest() for f in PAIRS_FILES}
    manifest = {"version": PAIRS_VERSION, "sha256": sums}
    (given.out / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    print((given.out / "pairs.onnx").stat().st_size)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
