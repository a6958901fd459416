"""Which words of two wordings, and of two sides, are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.brief.view.diff import deciding, marked, wordings


def cut(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[s:e] for s, e in spans]


def test_wordings_mark_what_the_other_lacks():
    left, right = "We will open the gates by the first of June", "We will open all gates by June"
    only_left, only_right = wordings(left, right)
    assert cut(left, only_left) == ["the", "the first of"]
    assert cut(right, only_right) == ["all"]


def test_a_number_in_dispute_marks_the_figures_only():
    texts = ["Some 400 delegates attended", "About two hundred people came to the hotel"]
    spans = deciding(texts, "number")
    assert [cut(t, s) for t, s in zip(texts, spans, strict=True)] == [["400"], ["two hundred"]]


def test_a_denial_marks_the_negation_and_the_word_denied():
    texts = ["The ministers signed the paper on Monday", "They left without signing anything"]
    spans = deciding(texts, "agreed-or-not")
    assert [cut(t, s) for t, s in zip(texts, spans, strict=True)] == [["signed"], ["without signing"]]


def test_a_likeness_of_words_alone_decides_nothing():
    texts = ["Kovar was invited by the Speaker", "A divisive invitation to speak, without a word to the palace"]
    spans = deciding(texts, "other")
    assert [cut(t, s) for t, s in zip(texts, spans, strict=True)] == [[], ["without"]]


def test_sides_in_quite_different_words_are_not_painted_over():
    assert deciding(["Kareth asks for the release", "The hotel counted its guests"], "other") == [[], []]


def test_long_texts_are_left_unmarked_rather_than_compared_slowly():
    assert deciding(["word " * 5000, "other " * 5000], "other") == [[], []]
    assert wordings("word " * 5000, "other") == ([], [])


@given(st.text(max_size=80), st.text(max_size=80))
def test_marked_runs_always_join_to_the_text(left: str, right: str):
    for text, spans in zip((left, right), wordings(left, right), strict=True):
        assert "".join(str(run["text"]) for run in marked(text, spans)) == text
    for text, spans in zip((left, right), deciding([left, right], "date"), strict=True):
        assert "".join(str(run["text"]) for run in marked(text, spans)) == text
