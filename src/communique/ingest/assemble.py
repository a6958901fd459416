"""From decoded input to Article: check it can be read, extract, mark zones, collect metadata."""

from __future__ import annotations

from dataclasses import dataclass

from communique.errors import InputError, LanguageError, TooLongError
from communique.ingest.genre import genre_of
from communique.ingest.given import Given
from communique.ingest.language import language_of, name_of
from communique.ingest.metadata import Metadata, collect
from communique.ingest.zones import mark_zones
from communique.options import IngestOptions
from communique.record.article import Article
from communique.record.text import content_id


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded input, before it is known to be an article. `is_page`: `text` is HTML."""

    path: str
    text: str
    is_page: bool
    sha256: str
    given: Given
    notes: tuple[str, ...] = ()


def assemble(source: Source, options: IngestOptions) -> Article:
    """The article, or an InputError that says why there is none (empty, too long, a language that is not read)."""
    text, page, notes = source.text, None, source.notes
    if source.is_page:
        from communique.ingest.html import extract  # heavy: loaded for pages only

        page = extract(source.text)
        text, notes = page.text, (*notes, *page.notes)
    if not text.strip():
        raise InputError("holds no article text" if source.is_page and source.text.strip() else "is empty")
    if len(text) > options.max_chars:
        raise TooLongError(
            f"has {len(text)} characters, over the limit of {options.max_chars}; raise --max-chars to read it"
        )
    language = language_of(text)
    if language is not None and language not in options.languages:
        raise LanguageError(f"is written in {name_of(language)}, which is not read")
    title = source.given.title or (page.title if page else None)
    authors = source.given.authors or (page.authors if page else ())
    zones = mark_zones(text, title=title, authors=authors, has_title=not source.is_page)
    metadata: Metadata = collect(text, zones, source.given, page)
    genre, reasons = genre_of(text, zones, metadata, source.given, page.genre if page else None)
    return Article(
        id=content_id("a", text),
        path=source.path,
        url=metadata.url,
        title=metadata.title,
        outlet=metadata.outlet,
        original_outlet=metadata.original_outlet,
        authors=metadata.authors,
        published=metadata.published,
        origin_of=metadata.origin_of,
        candidates=metadata.candidates,
        genre=genre,
        genre_reasons=reasons,
        language=language,
        text=text,
        sha256=source.sha256,
        zones=zones,
        notes=(*notes, *source.given.notes),
    )
