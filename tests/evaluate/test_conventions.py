"""Statements as PolNeAR draws them: the leading complementiser goes back to the content, nothing else moves."""

from __future__ import annotations

import pytest

from communique.evaluate.conventions import as_polnear
from communique.record import Statement


def content_of(text: str, *pieces: str) -> tuple[str, ...]:
    """The pieces of a content as PolNeAR would have them, in words."""
    spans = tuple((text.index(p), text.index(p) + len(p)) for p in pieces)
    statement = Statement(id="s", content=spans, text=" … ".join(pieces), cue=((0, 4),), source=((0, 1),))
    source, cue, content = as_polnear(text, statement)
    assert (source, cue) == (statement.source, statement.cue)
    return tuple(text[s:e] for s, e in content)


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("Veld said that the dam would hold.", "the dam would hold", "that the dam would hold"),
        ("Veld asked whether it would hold.", "it would hold", "whether it would hold"),
        ("Veld said that, in time, it would hold.", "in time, it would hold", "that, in time, it would hold"),
        ("Veld said that “nobody” came.", "“nobody” came", "that “nobody” came"),
    ],
)
def test_a_complementiser_just_before_the_content_belongs_to_it(text: str, piece: str, expected: str) -> None:
    assert content_of(text, piece) == (expected,)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Veld said the dam would hold.", "the dam would hold"),
        ("Veld said that on Monday the dam would hold.", "the dam would hold"),
        ("Veld wore a hat. “It holds,” she said.", "“It holds,”"),
        ("We go.", "We go"),
    ],
)
def test_without_one_the_content_stays_as_it_is(text: str, piece: str) -> None:
    assert content_of(text, piece) == (piece,)


def test_only_the_first_piece_is_asked() -> None:
    text = "“It holds,” said Veld, adding that “it will”."
    assert content_of(text, "“It holds,”", "“it will”") == ("“It holds,”", "“it will”")
