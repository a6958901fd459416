"""Words to wordpieces, and wordpieces to windows the network can take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.encoder.words import Words

CLS, SEP = 101, 102
WINDOW = 320  # wordpieces in a window, [CLS] and [SEP] included: the length the network was trained on
OVERLAP = 80  # wordpieces shared by neighbouring windows: an anchor keeps at least half of it as context on each side
CHUNK = 5_000  # words tokenised in one call, so that a 10 MB line does not become one giant list


@dataclass(frozen=True, slots=True)
class Pieces:
    """Wordpieces of a text: `ids` of all pieces, `first[w]` the index of word w's first piece (length W + 1)."""

    ids: NDArray[np.int64]
    first: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, end) fed to the network together; anchors are decided in [core_start, core_end) only."""

    start: int
    end: int
    core_start: int
    core_end: int


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer with truncation and padding switched off (its file carries both at 128)."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def wordpieces(words: Words, tokenizer: Tokenizer) -> Pieces:
    """Wordpieces of every word; a word the vocabulary cannot spell becomes one unknown piece."""
    ids: list[int] = []
    first: list[int] = []
    for begin in range(0, len(words), CHUNK):
        chunk = [words[i] for i in range(begin, min(begin + CHUNK, len(words)))]
        encoding = tokenizer.encode(chunk, is_pretokenized=True, add_special_tokens=False)
        spelled: list[list[int]] = [[] for _ in chunk]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            spelled[word if word is not None else 0].append(piece)
        for pieces in spelled:
            first.append(len(ids))
            ids.extend(pieces or [100])  # 100 = [UNK]: characters the normaliser removes still hold their place
    first.append(len(ids))
    return Pieces(np.array(ids, np.int64), np.array(first, np.int64))


def fit(first: NDArray[np.int64], breaks: NDArray[np.bool_], start: int, budget: int) -> int:
    """The largest end such that words [start, end) with a [SEP] at each break take at most `budget` pieces."""
    cost = np.diff(first[start : start + budget + 1]) + breaks[start : start + budget]
    if len(cost):
        cost[0] -= breaks[start]
    end = start + int(np.searchsorted(np.cumsum(cost), budget, side="right"))
    return max(end, start + 1)


def windows(pieces: Pieces, words: Words, size: int = WINDOW, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows over the text; cores partition the words, each core edge in the middle of an overlap."""
    total = len(words)
    start, core_start = 0, 0
    while core_start < total:
        end = fit(pieces.first, words.breaks, start, size - 2)
        if end >= total:
            yield Window(start, total, core_start, total)
            return
        back = max(int(np.searchsorted(pieces.first, pieces.first[end] - overlap)), start + 1)
        core_end = max((back + end) // 2, core_start + 1)
        yield Window(start, end, core_start, core_end)
        start, core_start = back, core_end


def feed(
    pieces: Pieces, words: Words, start: int, end: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Network input for words [start, end): ids [L], case classes [L], index of each word's first piece [end - start]."""
    first, ids, case = pieces.first, pieces.ids, words.case
    out_ids, out_case, heads = [CLS], [0], []
    for w in range(start, end):
        if words.breaks[w] and w > start:
            out_ids.append(SEP)
            out_case.append(0)
        heads.append(len(out_ids))
        spelled = ids[first[w] : first[w + 1]][: WINDOW - 2]
        out_ids.extend(spelled.tolist())
        out_case.extend([int(case[w])] * len(spelled))
    out_ids.append(SEP)
    out_case.append(0)
    return np.array(out_ids, np.int64), np.array(out_case, np.int64), np.array(heads, np.int64)
