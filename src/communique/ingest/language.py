"""Which language a text is in, told by its script and its function words. First version: English or unknown."""

from __future__ import annotations


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None when the text is too short or too odd to tell."""
    words = text[:20_000].lower().split()
    hits = sum(
        word in {"the", "of", "to", "and", "a", "in", "that", "is", "for", "on", "was", "said"} for word in words
    )
    return "en" if len(words) >= 20 and hits > 0.12 * len(words) else None


def name_of(code: str) -> str:
    """The English name of a language."""
    return code
