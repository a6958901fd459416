"""From extracted input to Article: check it can be read, mark zones, collect metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.errors import InputError, LanguageError, TooLongError
from communique.ingest.decode import mend_surrogates
from communique.ingest.extracted import Extracted
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
    """Extracted input, before it is known to be an article. `sha256` is of its raw bytes."""

    path: str
    extracted: Extracted
    sha256: str
    given: Given


def assemble(source: Source, options: IngestOptions) -> Article:
    """The article, or an InputError that says why there is none (empty, too long, a language that is not read)."""
    found = _mended(source.extracted)
    text = found.text
    if not text.strip():
        raise InputError("is empty")
    if len(text) > options.max_chars:
        raise TooLongError(
            f"has {len(text)} characters, over the limit of {options.max_chars}; raise --max-chars to read it"
        )
    language = language_of(text)
    if language is not None and language not in options.languages:
        raise LanguageError(f"is written in {name_of(language)}, which is not read")
    title = source.given.title or found.title
    authors = source.given.authors or found.authors
    zones = mark_zones(text, title=title, authors=authors, has_title=found.has_title, known=found.zones)
    metadata: Metadata = collect(text, zones, source.given, found.candidates)
    genre, reasons = genre_of(text, zones, metadata, source.given, found.genre)
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
        pages=found.pages,
        mended=found.mended,
        notes=(*found.notes, *source.given.notes),
    )


def _mended(found: Extracted) -> Extracted:
    """No unpaired surrogate in text or metadata: one character for one, so no offset moves."""
    text, notes = mend_surrogates(found.text)
    candidates = tuple(c.model_copy(update={"value": mend_surrogates(c.value)[0]}) for c in found.candidates)
    return replace(found, text=text, candidates=candidates, notes=(*found.notes, *notes))
