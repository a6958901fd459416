"""What an input holds once its format is undone: text, what the format says about it, and what it marks itself."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.article import Candidate, Genre, Mend, Page, Zone


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one article, before its zones are marked.

    `zones` are those that the format shows (a heading, a running footer, quoted mail), each of whole lines.
    `has_title`: the title, if any, stands in the text. `notes` say what should be known about the extraction.
    """

    text: str
    candidates: tuple[Candidate, ...] = ()
    genre: Genre | None = None
    notes: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    pages: tuple[Page, ...] = ()
    mended: tuple[Mend, ...] = ()
    has_title: bool = False

    @property
    def title(self) -> str | None:
        """The title that the format gives."""
        return next((c.value for c in self.candidates if c.field == "title"), None)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors that the format names."""
        return tuple(c.value for c in self.candidates if c.field == "authors")


def plain(text: str, notes: tuple[str, ...] = ()) -> Extracted:
    """A text that is its own extraction."""
    return Extracted(text, notes=notes, has_title=True)
