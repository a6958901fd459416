"""The bundled cross-encoder at run time: two sentences in, what it thinks of them together.

A cross-encoder reads both sentences in one go (Devlin et al. 2019, section 4.1); this one was distilled for news reports of one
event (`training/pairs_train.py`). One pair a call, so that a result never depends on what else is in the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from communique.encoder.session import bundled_folder, check_files

PAIRS_VERSION = "pairs-1"
PAIRS_FILES = ("pairs.onnx", "tokenizer.json")
MANIFEST = "pairs.json"
PIECES = 112  # wordpieces of both sentences together: the length it was trained on; the longer sentence is cut
KINDS = (
    "date", "number", "place", "participant", "whether-happened", "who", "agreed-or-not", "condition", "characterisation",
)  # fmt: skip
FATES = ("kept", "broken", "superseded", "pending", "beside")


@dataclass(frozen=True, slots=True)
class Judged:
    """Log-odds that two sentences cannot both be true, and that they tell one fact; the likeliest kind of contradiction.

    `fates`: were the first a line that looks ahead, how likely the second, later one tells that it was kept, broken, superseded, is
    still awaited, or tells nothing of it (probabilities in the order of FATES).
    """

    against: float
    same: float
    kind: str
    fates: tuple[float, ...]


class PairModel:
    """The session and its tokenizer. Raises ModelError when a file is missing or not the one its manifest names."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        check_files(folder, MANIFEST, PAIRS_VERSION, PAIRS_FILES)
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(PIECES)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(folder / "pairs.onnx"), options, providers=["CPUExecutionProvider"])

    def judge(self, left: str, right: str) -> Judged:
        """What the model thinks of two sentences, given in the order in which the caller always gives them."""
        encoded = self._tokenizer.encode(left, right)
        feeds = {
            "ids": np.array([encoded.ids], np.int64),
            "types": np.array([encoded.type_ids], np.int64),
        }
        scores = self._session.run(None, feeds)[0][0]
        kinds, fates = scores[2 : 2 + len(KINDS)], scores[2 + len(KINDS) :]
        chances = np.exp(fates - fates.max())
        return Judged(
            against=float(scores[0]),
            same=float(scores[1]),
            kind=KINDS[int(np.argmax(kinds))],
            fates=tuple(float(c) for c in chances / chances.sum()),
        )


@lru_cache(maxsize=2)
def load_pair_model(folder: Path | None = None, threads: int = 1) -> PairModel:
    """The model of `folder`, by default the bundled one; loaded once a process."""
    return PairModel(folder or bundled_folder(), threads)
