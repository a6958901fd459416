"""Findings and their changes in words that a reader understands; what is quoted is verbatim."""

from __future__ import annotations

from communique.workspace.tell import changed_words, quoted, words

POSITION = {"id": "p1", "actor": "Mara Veld", "issue": "ferry", "stance": "supports", "summary": "it will sail",
            "as_of": "2031-05"}  # fmt: skip
PROMISE = {"id": "f1", "actor": "Norvale", "kind": "commitment", "horizon": "2031-06", "status": "open",
           "text": "to repair the ferry", "outcome": None}  # fmt: skip


def test_a_changed_position_says_what_it_was_and_when():
    told = changed_words("positions", POSITION, POSITION | {"stance": "opposes", "as_of": "2031-07"})
    assert told == (
        "Mara Veld on ferry: opposes, 2031-07: “it will sail”: stance was supports, is now opposes (before: 2031-05)"
    )


def test_a_settled_promise_says_what_tells_so():
    told = changed_words("forward", PROMISE, PROMISE | {"status": "kept", "outcome": "The ferry sailed in June."})
    assert "status was open, is now kept; as told by “The ferry sailed in June.”" in told


def test_words_with_marks_of_their_own_get_another_kind_around_them():
    assert quoted("it will sail") == "“it will sail”"
    assert quoted('"It will," she said') == '«"It will," she said»'


def test_long_words_are_cut_at_a_word_and_the_cut_is_marked():
    told = quoted("word " * 200)
    assert told.endswith("word …”")
    assert len(told) < 310


def test_removed_words_are_said_to_be_removed():
    assert words("statements", {"id": "s1", "text": None}) == "s1: its words were removed with their article"
