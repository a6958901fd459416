"""Words that somebody typed are found in the article, or it is said why not; what is found is cut from the article."""

from __future__ import annotations

import pytest

from communique.correct import locate, pieces
from communique.errors import UsageError

TEXT = (
    "The envoy said:\n  “We will open the ferry line — by May.” The envoy said no more.\n"
    "Later the envoy said: “We will wait.”"
)


def cut(span: tuple[int, int]) -> str:
    return TEXT[span[0] : span[1]]


def test_spaces_quotation_marks_and_dashes_may_differ():
    assert cut(locate(TEXT, 'said: "We will open the ferry  line - by May."')) == (
        "said:\n  “We will open the ferry line — by May.”"
    )


def test_of_several_places_the_nearest_is_meant():
    assert locate(TEXT, "The envoy said", near=60)[0] == TEXT.rindex("The envoy said")


def test_several_places_without_a_hint_are_refused():
    with pytest.raises(UsageError, match="3 places"):
        locate(TEXT, "envoy said")


def test_words_that_are_not_there_are_refused_and_named():
    with pytest.raises(UsageError, match="do not stand in the article: “never said”"):
        locate(TEXT, "never said")


def test_a_cue_is_the_one_beside_the_content_and_not_inside_it():
    text = "He said little. “What was said in May is what we said in June and shall say again,” she said. He said no."
    content = locate(text, "What was said in May is what we said in June and shall say again,")
    assert text[: locate(text, "said", content[0], [content])[1]].endswith("again,” she said")


def test_pieces_are_found_one_after_the_other():
    assert [cut(s) for s in pieces(TEXT, "The envoy said … We will wait.", near=0)] == [
        "The envoy said",
        "We will wait.",
    ]


def test_a_sign_of_omission_in_the_article_is_no_border_of_pieces():
    assert pieces("He said: we … they agreed.", "we … they") == ((9, 18),)


def test_characters_that_pages_write_out_are_found():
    assert locate("a\u202eb c", "a⟦U+202E⟧b") == (0, 3)
