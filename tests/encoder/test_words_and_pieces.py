"""Words, wordpieces and windows: the coordinate system between text and model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.encoder.pieces import WINDOW, Pieces, feed, windows
from communique.encoder.words import CASES, split_words


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_words_cut_what_they_say(text: str) -> None:
    words = split_words(text)
    for i in range(len(words)):
        assert text[words.starts[i] : words.ends[i]] == words[i]
        assert 0 <= words.case[i] < CASES
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))


def test_a_line_break_is_marked_on_the_word_after_it() -> None:
    words = split_words("One two.\n\nThree")
    assert [bool(b) for b in words.breaks] == [False, False, False, True]


def test_words_at_finds_every_word_that_shares_a_character() -> None:
    words = split_words("Ana Vale said no")
    assert [words[i] for i in words.at(4, 10)] == ["Vale", "said"]
    assert list(words.at(3, 4)) == []


@pytest.mark.parametrize("total", [1, 5, 317, 318, 319, 2_000])
def test_cores_partition_the_words_and_windows_fit(total: int) -> None:
    words = split_words(" ".join("abc" for _ in range(total)))
    pieces = Pieces(np.full(total, 7, np.int64), np.arange(total + 1, dtype=np.int64))
    found = list(windows(pieces, words))
    assert [w.core_start for w in found] == [0, *(w.core_end for w in found[:-1])]
    assert found[-1].core_end == total
    for w in found:
        ids, case, heads = feed(pieces, words, w.start, w.end)
        assert len(ids) == len(case) <= WINDOW
        assert len(heads) == w.end - w.start
        assert w.start <= w.core_start < w.core_end <= w.end


def test_a_word_longer_than_a_window_does_not_break_it() -> None:
    words = split_words("x")
    pieces = Pieces(np.full(5_000, 7, np.int64), np.array([0, 5_000], np.int64))
    (w,) = windows(pieces, words)
    ids, _, _ = feed(pieces, words, w.start, w.end)
    assert len(ids) == WINDOW
