"""Windows with labelled pronouns after the shipped encoder, kept on disk: word states as they ship, and what may be meant.

The encoder stays as it is, so its states of a text are the same for ever: they are computed once, through the run time's own code.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from silver import GENDER, Edited

from communique.encoder.around import PERSON, candidates
from communique.encoder.session import Model, ScoredWindow
from communique.encoder.words import split_words


@dataclass
class Anchor:
    """One labelled pronoun: places of its candidates in the window, the first head's log-probabilities, who owns each."""

    at: int
    candidates: np.ndarray
    first: np.ndarray  # [candidates + 1], the last is "none in this window"
    owner: np.ndarray  # person of each candidate, -1 for nobody
    right: int  # the person meant; -1: neither of `rivals`; -2: nobody in the window
    rivals: tuple[int, ...]
    kind: str
    key: str


@dataclass
class Seen:
    """One window: where its states stand, and what features are made of."""

    row: int
    words: list[str]
    breaks: np.ndarray
    anchors: list[Anchor] = field(default_factory=list)


class Store:
    """States [words, 384] in one file of half floats, and the windows beside it."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.states, self.index = folder / f"{name}.f16", folder / f"{name}.pkl"

    def exists(self) -> bool:
        return self.index.exists()

    def write(self, texts: Iterable[tuple[str, Edited, tuple[int, ...]]], model: Model) -> int:
        """Encode (key, text, rivals) and keep every window with a labelled pronoun; how many pronouns."""
        seen, row, count = [], 0, 0
        with self.states.open("wb") as out:
            for key, edited, rivals in texts:
                for states, window in _windows(key, edited, rivals, model):
                    window.row = row
                    out.write(states.astype(np.float16).tobytes())
                    row, count = row + len(states), count + len(window.anchors)
                    seen.append(window)
        self.index.write_bytes(pickle.dumps(seen, pickle.HIGHEST_PROTOCOL))
        return count

    def read(self) -> tuple[np.ndarray, list[Seen]]:
        states = np.fromfile(self.states, np.float16).reshape(-1, 384)
        return states, pickle.loads(self.index.read_bytes())


def _windows(key: str, edited: Edited, rivals: tuple[int, ...], model: Model) -> Iterator[tuple[np.ndarray, Seen]]:
    words = split_words(edited.text)
    owner = {w: i for i, spans in enumerate(edited.persons) for s, e in spans for w in words.at(s, e)}
    links = {words.at(at, at + 1)[0]: (who, kind) for at, who, kind in edited.links}
    for scored in model.scored(words):
        w = scored.window
        asked = [a for a in sorted(links) if w.core_start <= a < w.core_end and words[a].lower() in GENDER]
        if not asked:
            continue
        inside = range(w.start, w.end)
        window = Seen(0, [words[i] for i in inside], words.breaks[w.start : w.end].copy())
        logs = model.pair("coref", scored.states, np.array(asked, np.int64) - w.start)
        for anchor, row in zip(asked, logs, strict=True):
            window.anchors.append(_anchor(f"{key}@{words.starts[anchor]}", anchor, row, scored, owner, links, rivals))
        yield scored.states, window


def _anchor(
    key: str,
    anchor: int,
    row: np.ndarray,
    scored: ScoredWindow,
    owner: dict[int, int],
    links: dict[int, tuple[int, str]],
    rivals: tuple[int, ...],
) -> Anchor:
    start, (who, kind) = scored.window.start, links[anchor]
    persons = np.isin(scored.head("ner").argmax(1), PERSON)
    chosen = candidates(row, persons, anchor - start)
    of = np.array([owner.get(start + int(c), -1) for c in chosen], np.int64)
    right = who if who < 0 or (of == who).any() else -2
    first = np.append(row[chosen], row[-1]).astype(np.float32)
    return Anchor(anchor - start, chosen, first, of, right, rivals, kind, key)
