"""What stands around a pronoun, as numbers; and that the pronoun head changes pronouns of one person and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from communique.encoder.around import FEATURES, MOST, SPAN, TOP, Around, beside, candidates, quoted, sentences
from communique.encoder.session import load_model
from communique.encoder.words import split_words

TEXT = "Ana Vale met Oda Brandl in Dunmere. Mr. Oke waited outside. “I shall be back,” Brandl told Vale when she left."


def around(text: str) -> tuple[list[str], Around]:
    words = split_words(text)
    listed = [words[i] for i in range(len(words))]
    return listed, Around(listed, words.breaks)


def test_a_sentence_ends_at_its_full_stop_but_not_behind_a_title_or_an_initial():
    words = split_words("J. Vale met Mr. Oke. They left. “Go.” Then it rained.\nA headline")
    listed = [words[i] for i in range(len(words))]
    number, into = sentences(listed, words.breaks)
    begun = [w for w, n, before in zip(listed[1:], number[1:], number, strict=False) if n != before]
    assert begun == ["They", "“", "Then", "A"]
    assert into[listed.index("Oke")] == 4


def test_words_between_marks_are_quoted_and_a_new_paragraph_closes_what_was_left_open():
    words = split_words("He said “yes, indeed” to Vale. “And more\nOutside it rained")
    listed = [words[i] for i in range(len(words))]
    inside = {listed[i] for i in np.flatnonzero(quoted(listed, words.breaks)) if listed[i].isalpha()}
    assert inside == {"yes", "indeed", "And", "more"}


def test_features_have_their_width_and_no_place_gives_no_row():
    words, features = around(TEXT)
    she = words.index("she")
    assert features.of(she, np.array([1, 4, 10])).shape == (3, FEATURES)
    assert features.of(she, np.array([], np.int64)).shape == (0, FEATURES)


def test_of_two_mentions_the_later_one_before_the_pronoun_is_the_nearest():
    words, features = around(TEXT)
    first, last = (i for i, w in enumerate(words) if w == "Vale")
    assert features._nearest(words.index("she"), np.array([first, last])).tolist() == [False, True]


def test_states_beside_the_edge_of_a_window_are_noughts():
    states = np.arange(1, 9, dtype=np.float32).reshape(4, 2)
    assert beside(states, np.array([0, 3])).tolist() == [[0, 0, 1, 2, 3, 4], [5, 6, 7, 8, 0, 0]]
    assert beside(states, np.array([1])).shape == (1, SPAN * 2)


def test_candidates_are_the_first_heads_best_and_names_of_persons_further_down():
    logs = -np.arange(101, dtype=np.float32)
    persons = np.zeros(100, bool)
    persons[[3, 40, 99]] = True
    chosen = candidates(logs, persons, anchor=5)
    assert chosen.tolist() == [*(i for i in range(TOP) if i != 5), 40]
    assert len(candidates(logs, np.ones(100, bool), anchor=5)) == MOST


@pytest.fixture(scope="module")
def scored():
    words = split_words(TEXT)
    return words, next(load_model().scored(words))


def test_the_pronoun_head_divides_what_the_first_head_gives_and_adds_nothing(scored):
    words, window = scored
    she = np.array([i for i in range(len(words)) if words[i] == "she"])
    first, both = np.exp(window.model.pair("coref", window.states, she)), window.antecedents(she)
    assert both.sum() == pytest.approx(1, abs=1e-4)
    assert np.abs(both - first).max() > 1e-3


def test_anchors_that_are_no_he_or_she_keep_the_first_heads_antecedents(scored):
    words, window = scored
    anchors = np.array([words.at(TEXT.index("I shall"), TEXT.index("I shall") + 1)[0], 10])
    first = np.exp(window.model.pair("coref", window.states, anchors))
    assert np.array_equal(window.antecedents(anchors), first)


def test_a_pronouns_antecedents_do_not_depend_on_which_others_are_asked_with_it(scored):
    words, window = scored
    she = words.at(TEXT.index("she left"), TEXT.index("she left") + 1)[0]
    alone = window.antecedents(np.array([she]))
    beside_others = window.antecedents(np.array([1, 10, she]))
    assert np.allclose(alone[0], beside_others[2], atol=1e-6)
