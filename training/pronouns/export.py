"""Put a trained pronoun head beside the model's other files: pronouns.onnx, and its checksum into the manifest.

python training/pronouns/export.py RUN/head.pt --out src/communique/encoder/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from head import PronounHead  # noqa: E402

from communique.encoder.around import FEATURES, SPAN  # noqa: E402
from communique.encoder.schema import MODEL_VERSION  # noqa: E402
from network import WIDTH  # noqa: E402


class Pairs(nn.Module):
    """The head over pairs (row of an anchor, column of a word), so that a word is projected once for all its anchors."""

    def __init__(self, head: PronounHead):
        super().__init__()
        self.head = head

    def forward(
        self,
        anchors: Tensor,
        words: Tensor,
        rows: Tensor,
        columns: Tensor,
        buckets: Tensor,
        around: Tensor,
        first: Tensor,
        none: Tensor,
    ) -> tuple[Tensor, Tensor]:
        h, own = self.head, slice(WIDTH * (SPAN // 2), WIDTH * (SPAN // 2 + 1))
        a = h.anchor(anchors)
        x = F.gelu(a[rows] + h.word(words)[columns] + h.distance(buckets) + h.around(around))
        x = h.norm(x + h.left(anchors[:, own])[rows] * h.right(words[:, own])[columns])
        score = h.out(F.gelu(h.up(x)))[:, 0]
        return first * h.scale + score, none * h.scale + h.none(F.gelu(a))[:, 0]


def example() -> dict[str, Tensor]:
    """Inputs to trace with: two anchors, five words, seven pairs."""
    rows, columns = torch.tensor([0, 0, 0, 1, 1, 1, 1]), torch.tensor([0, 1, 4, 0, 2, 3, 4])
    return {
        "anchors": torch.randn(2, SPAN * WIDTH),
        "words": torch.randn(5, SPAN * WIDTH),
        "rows": rows,
        "columns": columns,
        "buckets": torch.arange(7),
        "around": torch.rand(7, FEATURES),
        "first": torch.randn(7),
        "none": torch.randn(2),
    }


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoint")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    head = PronounHead(drop=0.0)
    head.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    path, inputs = Path(args.out) / "pronouns.onnx", example()
    of = {"anchors": "anchors", "none": "anchors", "words": "words"}
    torch.onnx.export(
        Pairs(head.eval()),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=["scores", "nones"],
        dynamic_axes={name: {0: of.get(name, "pairs")} for name in inputs}
        | {"scores": {0: "pairs"}, "nones": {0: "anchors"}},
        opset_version=17,
        dynamo=False,
    )
    manifest = json.loads((Path(args.out) / "manifest.json").read_text("utf-8"))
    manifest["version"] = MODEL_VERSION
    manifest["sha256"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (Path(args.out) / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
