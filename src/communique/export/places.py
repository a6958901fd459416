"""Places: to which country a place name belongs, and where it lies. Unknown or ambiguous: None, never a guess."""

from __future__ import annotations

from communique.lexicon import state_of


def country_of(place: str | None) -> str | None:
    """ISO 3166-1 alpha-3 code of a state or a capital; None where the name says neither."""
    match = state_of(place, adjectives=False) if place else None
    return (match.state.iso3 or None) if match else None
