"""Plain text and HTML pages: files that are one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.errors import InputError, TooLongError
from communique.ingest.decode import decode, mend_surrogates
from communique.ingest.extracted import Extracted, plain
from communique.ingest.formats.parts import Input, Outcome, Part, sha256_of
from communique.options import IngestOptions

_PAGE_FACTOR = 10  # a page may hold this many bytes per character of article before it is refused unread
_PAGE_BYTES = 2**25  # and this many whatever the limit: markup weighs more than words


def read_text(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """The file itself, unchanged."""
    data = _bounded(source, 4 * options.max_chars, options)
    text, notes = decode(data)
    yield Part(plain(text, notes), sha256_of(data))


def read_html(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """The main text of a page."""
    data = _bounded(source, page_limit(options), options)
    yield Part(page_of(data), sha256_of(data))


def page_limit(options: IngestOptions) -> int:
    """How many bytes a page may hold."""
    return max(_PAGE_FACTOR * options.max_chars, _PAGE_BYTES)


def page_of(data: bytes, charset: str | None = None) -> Extracted:
    """The main text of the bytes of a page; `charset` is what its carrier declares. InputError when it has none."""
    text, notes = decode(data, is_page=True, charset=charset)
    return page_of_text(text, notes)


def page_of_text(text: str, notes: tuple[str, ...] = ()) -> Extracted:
    """The main text of a page that is decoded."""
    from communique.ingest.html import extract  # heavy: loaded for pages only

    text, mended = mend_surrogates(text)
    page = extract(text)
    if text.strip() and not page.text.strip():
        raise InputError("holds no article text")
    return replace(page, notes=(*notes, *mended, *page.notes))


def _bounded(source: Input, limit: int, options: IngestOptions) -> bytes:
    data = source.stream.read(limit + 1)
    if len(data) > limit:
        raise TooLongError(f"is over the limit of {options.max_chars} characters; raise --max-chars to read it")
    return data
