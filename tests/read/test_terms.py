"""Terms of anonymity are cut from what is said; conditions of other sorts stay."""

from __future__ import annotations

import pytest

from communique.read.statements.terms import without_terms


def kept(text: str, *pieces: str) -> list[str]:
    spans = [(text.index(p), text.index(p) + len(p)) for p in pieces]
    return [text[s:e] for s, e in without_terms(text, spans)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("“We are close,” a diplomat said on condition he not be named.", "he not be named"),
        ("An aide spoke on the condition that she not be further identified.", "she not be further identified"),
        ("An aide spoke on condition that his words not be attributed to him.", "his words not be attributed to him"),
        ("An aide, who asked not to be named, said it was over.", "not to be named"),
        ("An aide spoke on condition of anonymity.", "of anonymity"),
        ("An aide, asking to remain anonymous, agreed.", "to remain anonymous"),
    ],
)
def test_terms_are_no_content(text: str, terms: str) -> None:
    assert kept(text, terms) == []


def test_what_was_said_stays_beside_the_terms() -> None:
    text = "“We are close,” a diplomat said on condition he not be named."
    assert kept(text, "“We are close,”", "he not be named") == ["“We are close,”"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lirnia agreed on condition that the port not be closed.", "the port not be closed"),
        ("Kovar said he would not be named chairman.", "he would not be named chairman"),
        ("Kovar asked whether it was over.", "whether it was over"),
        ("Kovar asked, “Why was he not named?”", "“Why was he not named?”"),
    ],
)
def test_other_conditions_and_questions_stay(text: str, content: str) -> None:
    assert kept(text, content) == [content]
