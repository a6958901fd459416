"""A content that its window cut goes on to the end of its quotation or sentence; others end where the model says."""

from __future__ import annotations

import numpy as np
import pytest

from communique.encoder.pieces import Window
from communique.encoder.schema import ROLES, TAG_HEADS
from communique.encoder.session import COLUMNS
from communique.encoder.words import split_words
from communique.read.attribution import RawAttribution, Settings, decode_window
from communique.read.scores import WordScores
from communique.read.statements.build import drafts
from communique.read.statements.quotes import QuoteIndex


def content_of(text: str, words: str, *, cut: bool) -> list[str]:
    """The content that comes of the model's `words`."""
    split = split_words(text)
    covered = split.at(text.index(words), text.index(words) + len(words))
    width = sum(len(v) for v in TAG_HEADS.values())
    raw = RawAttribution(0, (), (), ((covered[0], covered[-1]),), 0.9, 0.9, 0.9, 0.9, cut)
    scores = WordScores(split, np.zeros((len(split), width), np.float16), attributions=[raw])
    (draft,) = drafts(scores, QuoteIndex(text), lambda _: True)
    return [text[s:e] for s, e in draft.content]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        (
            "Kovar said the dam would hold until Mr. Vale had it mended. It rained.",
            "the dam would",
            "the dam would hold until Mr. Vale had it mended",
        ),
        (
            "Kovar said: “It holds. It always did.” It rained.",
            "“It holds. It",
            "“It holds. It always did.”",
        ),
        ("Kovar said the dam would hold\n\nIt rained.", "the dam would", "the dam would hold"),
        ("Kovar said the dam would hold. It rained.", "the dam would hold", "the dam would hold"),
    ],
)
def test_a_cut_content_is_completed(text: str, words: str, whole: str) -> None:
    assert content_of(text, words, cut=True) == [whole]
    assert content_of(text, words, cut=False) == [words]


def test_a_sentence_without_end_is_not_swallowed() -> None:
    text = "Kovar said the dam would " + "hold and " * 100
    assert content_of(text, "the dam would", cut=True) == ["the dam would"]


class Scored:
    """A window of five words: a cue, and a content that runs to its last word."""

    def __init__(self, core_end: int) -> None:
        self.window = Window(10, 15, 10, core_end)
        self.tags = np.full((5, sum(len(v) for v in TAG_HEADS.values())), -1.0, np.float32)
        self.tags[:, COLUMNS["anchor"]] = np.log([[0.98, 0.01, 0.01]] * 5)
        self.tags[0, COLUMNS["anchor"]] = np.log([0.01, 0.98, 0.01])

    def head(self, name: str) -> np.ndarray:
        return self.tags[:, COLUMNS[name]]

    def roles(self, anchors: np.ndarray) -> np.ndarray:
        labels = [ROLES.index(x) for x in ("B-cue", "O", "B-content", "I-content", "I-content")]
        out = np.full((len(anchors), 5, len(ROLES)), -9.0, np.float32)
        out[:, np.arange(5), labels] = 0.0
        return out


@pytest.mark.parametrize(("core_end", "cut"), [(13, True), (15, False)])
def test_only_a_window_that_another_follows_cuts(core_end: int, cut: bool) -> None:
    (found,) = decode_window(Scored(core_end), Settings())
    assert found.content == ((12, 14),)
    assert found.cut is cut
