"""What kind of report an article is, with reasons; None when unsure."""

from __future__ import annotations

from collections.abc import Sequence

from communique.ingest.given import Given
from communique.ingest.metadata import Metadata
from communique.record.article import Genre, Zone


def genre_of(
    text: str, zones: Sequence[Zone], metadata: Metadata, given: Given
) -> tuple[Genre | None, tuple[str, ...]]:
    """The genre and why; (None, ()) when nothing tells."""
    del text, zones, metadata
    return (given.genre, (f"given in {given.where}",)) if given.genre else (None, ())
