"""The bundled model at run time: one window a call, so a result never depends on what else is in the run.

onnxruntime's dynamic int8 takes its activation scale over the whole batch; feeding windows one by one keeps "same input, same output".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.encoder.around import PERSON, SINGULAR, Around, beside, candidates
from communique.encoder.pieces import Window, feed, load_tokenizer, windows, wordpieces
from communique.encoder.schema import DISTANCES, MODEL_VERSION, TAG_HEADS
from communique.encoder.words import Words
from communique.errors import ModelError

Floats = NDArray[np.float32]
_SLOWER = [
    "SkipLayerNormFusion"
]  # its fused kernel takes 0.62 ms a window and layer; Add and LayerNormalization 0.08 ms
FILES = ("tagger.onnx", "roles.onnx", "coref.onnx", "pronouns.onnx", "tokenizer.json")


def head_columns() -> dict[str, slice]:
    """Where each head's labels stand in the tagger's output."""
    out, at = {}, 0
    for name, labels in TAG_HEADS.items():
        out[name] = slice(at, at + len(labels))
        at += len(labels)
    return out


COLUMNS = head_columns()


@dataclass(frozen=True, slots=True)
class ScoredWindow:
    """One window after the encoder: `tags` are log-probabilities [words, labels of all heads]."""

    window: Window
    states: Floats
    tags: Floats
    words: Words
    model: Model

    def head(self, name: str) -> Floats:
        """Log-probabilities of one head [words, labels]."""
        return self.tags[:, COLUMNS[name]]

    def roles(self, anchors: NDArray[np.int64]) -> Floats:
        """Role log-probabilities given anchors (word indices within the window): [anchors, words, roles]."""
        return self.model.pair("roles", self.states, anchors)

    def antecedents(self, anchors: NDArray[np.int64]) -> Floats:
        """Antecedent probabilities [anchors, words + 1]; the last column is "none in this window"."""
        logs = self.model.pair("coref", self.states, anchors)
        self._weigh(anchors, logs)
        return np.exp(logs)

    def _weigh(self, anchors: NDArray[np.int64], logs: Floats) -> None:
        """What he, she and their forms may mean is weighed by the pronoun head, too; their rows of `logs` are changed.

        What the first head gives to the words that both weigh is divided as the mean of both heads would. The mean, since
        the second one alone is surer of texts like those it learned from than it is right about others.
        """
        words = [self.words[i] for i in range(self.window.start, self.window.end)]
        rows = [n for n, a in enumerate(anchors) if words[a].lower() in SINGULAR]
        if not rows:
            return
        persons = np.isin(self.head("ner").argmax(1), PERSON)
        around = Around(words, self.words.breaks[self.window.start : self.window.end])
        chosen = [candidates(logs[n], persons, int(anchors[n])) for n in rows]
        told = self.model.weighed(self.states, anchors[rows], chosen, logs[rows], around)
        for n, places, new in zip(rows, chosen, told, strict=True):
            at = [*places, -1]
            first = np.exp(logs[n, at])
            logs[n, at] = np.log((first + np.exp(log_softmax(new)) * first.sum()) / 2)


class Model:
    """The sessions and the tokenizer. Raises ModelError when a file is missing or not the one the manifest names."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.manifest = check_files(folder)
        self.tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._sessions: dict[str, Any] = {
            name: ort.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
            for name in ("tagger", "roles", "coref", "pronouns")
        }

    @property
    def version(self) -> str:
        """The model's version, as printed in `layers`."""
        return str(self.manifest["version"])

    def scored(self, words: Words) -> Iterator[ScoredWindow]:
        """Every window of a text, in order; memory does not grow with the text."""
        if not len(words):
            return
        pieces = wordpieces(words, self.tokenizer)
        for window in windows(pieces, words):
            ids, case, heads = feed(pieces, words, window.start, window.end)
            states, logits = self._sessions["tagger"].run(None, {"ids": ids[None], "case": case[None], "heads": heads})
            tags = np.concatenate([log_softmax(logits[:, c]) for c in COLUMNS.values()], axis=1)
            yield ScoredWindow(window, states, tags, words, self)

    def pair(self, name: str, states: Floats, anchors: NDArray[np.int64]) -> Floats:
        """Log-softmax of a pair head over its last axis."""
        feeds = {"states": states, "anchors": anchors, "buckets": distance_buckets(anchors, len(states))}
        return log_softmax(self._sessions[name].run(None, feeds)[0])

    def weighed(
        self,
        states: Floats,
        anchors: NDArray[np.int64],
        chosen: list[NDArray[np.int64]],
        first: Floats,
        around: Around,
    ) -> list[Floats]:
        """Logits of the pronoun head for each anchor's chosen words and "none", given the first head's logs: [words + 1] each."""
        places = np.unique(np.concatenate(chosen))
        rows = np.repeat(np.arange(len(anchors)), [len(c) for c in chosen])
        at = np.concatenate(chosen)
        scores, none = self._sessions["pronouns"].run(
            None,
            {
                "anchors": beside(states, anchors),
                "words": beside(states, places),
                "rows": rows,
                "columns": np.searchsorted(places, at),
                "buckets": distance_buckets(anchors, len(states))[rows, at],
                "around": np.concatenate([around.of(int(a), c) for a, c in zip(anchors, chosen, strict=True)]),
                "first": first[rows, at],
                "none": first[:, -1],
            },
        )
        ends = np.cumsum([len(c) for c in chosen])[:-1]
        return [np.append(s, n) for s, n in zip(np.split(scores, ends), none, strict=True)]


def log_softmax(x: Floats) -> Floats:
    """Stable log-softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def distance_buckets(anchors: NDArray[np.int64], words: int) -> NDArray[np.int64]:
    """Signed log buckets of word - anchor, as in training/network.py: [anchors, words]."""
    delta = np.arange(words)[None] - anchors[:, None]
    size = np.abs(delta).astype(np.float32)
    step = np.where(size < 5, size, 4 + np.log2(np.maximum(size, 1) / 4) * np.float32(2.4))
    step = np.minimum(np.floor(step), DISTANCES // 2)
    out: NDArray[np.int64] = (DISTANCES // 2 + np.sign(delta) * step).astype(np.int64)
    return out


def bundled_folder() -> Path:
    """Where the model that ships with the package stands."""
    return Path(str(resources.files("communique.encoder") / "models"))


def check_files(folder: Path) -> dict[str, Any]:
    """The manifest, after every file's checksum was compared with it."""
    manifest_path = folder / "manifest.json"
    if not manifest_path.is_file():
        raise ModelError(f"{folder} holds no manifest.json: reinstall communique, or name a model folder")
    manifest: dict[str, Any] = json.loads(manifest_path.read_text("utf-8"))
    if manifest.get("version") != MODEL_VERSION:
        raise ModelError(f"{folder} holds model {manifest.get('version')!r}; this release reads {MODEL_VERSION!r}")
    for name in FILES:
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{path} is missing: reinstall communique")
        if hashlib.sha256(path.read_bytes()).hexdigest() != manifest["sha256"].get(name):
            raise ModelError(f"{path} is damaged (its checksum is not the manifest's): reinstall communique")
    return manifest


@lru_cache(maxsize=2)
def load_model(folder: Path | None = None, threads: int = 1) -> Model:
    """The model of `folder`, by default the bundled one; loaded once a process."""
    return Model(folder or bundled_folder(), threads)
