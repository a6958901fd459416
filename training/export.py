"""Export a checkpoint to the files that ship: int8 encoder with its linear heads, fp32 pair heads, tokenizer, manifest.

python training/export.py RUN/average-6.pt --base BASE --out src/communique/encoder/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))
from communique.encoder.schema import MODEL_VERSION, TAG_HEADS  # noqa: E402
from network import HEADS, WIDTH, Reader, distance_buckets  # noqa: E402


class Tagger(nn.Module):
    """ids [1, L], case [1, L], heads [W] -> word states [W, 384] and the logits of all linear heads, side by side [W, sum]."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.encoder, self.tags = reader.encoder, reader.tags

    def forward(self, ids, case, heads):
        states = self.encoder(ids, case)[0][heads]
        return states, torch.cat([self.tags[name](states) for name in TAG_HEADS], -1)


def export(module: nn.Module, inputs: tuple, names: list[str], outputs: list[str], axes: dict, path: Path) -> None:
    module.eval()
    torch.onnx.export(
        module,
        inputs,
        str(path),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("--base", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--fp32", action="store_true", help="leave the encoder in fp32 (to measure the loss from int8)")
    args = p.parse_args()
    reader = Reader(dropout=0.0)
    reader.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    reader.eval()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (1, 48))
    case, heads, anchors = torch.zeros_like(ids), torch.arange(1, 41), torch.tensor([3, 17])
    states, buckets = torch.randn(40, WIDTH), distance_buckets(anchors, 40)
    pair_axes = {
        "states": {0: "words"},
        "anchors": {0: "anchors"},
        "buckets": {0: "anchors", 1: "words"},
        "logits": {0: "anchors", 1: "words"},
    }
    with torch.no_grad(), tempfile.TemporaryDirectory() as tmp:
        raw, fused = Path(tmp) / "raw.onnx", Path(tmp) / "fused.onnx"
        export(
            Tagger(reader),
            (ids, case, heads),
            ["ids", "case", "heads"],
            ["states", "tags"],
            {
                "ids": {1: "pieces"},
                "case": {1: "pieces"},
                "heads": {0: "words"},
                "states": {0: "words"},
                "tags": {0: "words"},
            },
            raw,
        )
        fusion = FusionOptions("bert")
        fusion.enable_skip_layer_norm = fusion.enable_bias_skip_layer_norm = False  # the fused kernel is 7 times slower
        fusion.enable_embed_layer_norm = False
        model = optimizer.optimize_model(
            str(raw), "bert", num_heads=HEADS, hidden_size=WIDTH, opt_level=0, optimization_options=fusion
        )
        print("fused:", model.get_fused_operator_statistics())
        model.save_model_to_file(str(fused))
        if args.fp32:
            shutil.copy(fused, out / "tagger.onnx")
        else:
            quantize_dynamic(
                str(fused),
                str(out / "tagger.onnx"),
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
                nodes_to_exclude=[n.name for n in onnx.load(str(fused)).graph.node if "/tags" in n.name],
            )
        for name, head in (("roles", reader.roles), ("coref", reader.coref)):
            export(
                head,
                (states, anchors, buckets),
                ["states", "anchors", "buckets"],
                ["logits"],
                pair_axes,
                out / f"{name}.onnx",
            )
    tokenizer = json.loads((Path(args.base) / "tokenizer.json").read_text("utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    files = {
        f: hashlib.sha256((out / f).read_bytes()).hexdigest()
        for f in ("tagger.onnx", "roles.onnx", "coref.onnx", "tokenizer.json")
    }
    (out / "manifest.json").write_text(
        json.dumps({"version": MODEL_VERSION, "sha256": files}, indent=1, sort_keys=True) + "\n", "utf-8"
    )
    print({f: (out / f).stat().st_size for f in files})


if __name__ == "__main__":
    main()
