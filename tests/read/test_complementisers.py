"""Where a content opens: behind its "that", but with the "if" that makes it hang on something."""

from __future__ import annotations

import pytest

from communique.read.statements.build import tidy
from communique.read.statements.quotes import QuoteIndex


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Orla said that the pier would hold.", "that the pier would hold", "the pier would hold"),
        ("Orla asked if the pier would hold.", "if the pier would hold", "the pier would hold"),
        ("Orla asked the harbour master whether it held.", "whether it held", "it held"),
        ("Orla would not say if the pier held.", "if the pier held", "the pier held"),
        (
            "Orla said that, if it broke, she would sue.",
            "that, if it broke, she would sue",
            "if it broke, she would sue",
        ),
        ("Orla said if it broke she would sue.", "if it broke she would sue", "if it broke she would sue"),
        ("If it broke I would sue, Orla said.", "If it broke I would sue", "If it broke I would sue"),
        ("That would be folly, Orla said.", "That would be folly", "That would be folly"),
    ],
)
def test_a_complementiser_is_left_out_and_a_condition_stays(text: str, content: str, kept: str) -> None:
    start = text.index(content)
    ((s, e),) = tidy(text, [(start, start + len(content))], QuoteIndex(text))
    assert text[s:e] == kept
