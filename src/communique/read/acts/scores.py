"""What the rules ask of the model: optional scores per word. Without them every rule still works."""

from __future__ import annotations

from typing import Protocol


class WordScores(Protocol):
    """Labels and probabilities of the encoder's heads (communique.encoder.schema.TAG_HEADS) per word.

    Words are those of `communique.encoder.words.split_words(article.text)`, counted from 0.
    """

    def label(self, head: str, word_index: int) -> str:
        """The best label of `head` at the word."""

    def probability(self, head: str, word_index: int, label: str) -> float:
        """The probability of `label` of `head` at the word, 0 to 1."""
