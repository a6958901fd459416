"""One key for the forms of an English word: irregular pasts by table, the rest by their endings."""

from __future__ import annotations

from functools import cache, lru_cache

from communique.lexicon.tables import rows

_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ments",
    "ement",
    "ment",
    "ions",
    "ing",
    "ers",
    "ion",
    "ies",
    "ied",
    "ed",
    "er",
    "es",
    "s",
    "e",
    "y",
)
_LEAST = 3  # letters that must be left of a word


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """A key that "shoot", "shot", "shooting" and "shootings" share; crude on purpose, for comparing triggers."""
    lowered = word.lower()
    lowered = _irregular().get(lowered, lowered)
    for ending in _ENDINGS:
        if lowered.endswith(ending) and len(lowered) - len(ending) >= _LEAST:
            stem = lowered[: -len(ending)]
            return stem[:-1] if len(stem) > _LEAST and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return lowered


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, *forms in rows("irregular_verbs.tsv") for form in forms if form}
