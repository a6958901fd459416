"""Found -> articles: read, decode, extract, mark the zones, collect the metadata."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from communique.errors import InputError, TooLongError
from communique.ingest.assemble import Source, assemble
from communique.ingest.decode import decode, mend_surrogates
from communique.ingest.discover import Found
from communique.ingest.given import Given, given_from
from communique.options import IngestOptions
from communique.record.article import Article, Candidate
from communique.record.record import Failure

_PAGE_FACTOR = 10  # a page may hold this many bytes per character of article before it is refused unread
_PAGE_BYTES = 2**25  # and this many whatever the limit: markup weighs more than words
_LINE_FACTOR = 12  # bytes of a character escaped as a pair of \uXXXX


def load(found: Found, options: IngestOptions) -> Iterator[Article | Failure]:
    """The articles of one input, in order; what cannot be used is a Failure that names it, and the rest goes on."""
    try:
        with _open(found) as stream:
            if found.kind == "jsonl":
                yield from _json_lines(stream, found, options)
            elif found.kind == "json":
                yield from _json(stream, found, options)
            else:
                yield _single(stream, found, options)
    except OSError as error:
        reason = "is gone: it was there when the folder was listed" if isinstance(error, FileNotFoundError) else ""
        yield Failure(path=found.path, reason=reason or f"cannot be read: {error.strerror or error}")
    except InputError as error:
        yield Failure(path=found.path, reason=str(error))


def deduplicate(articles: Iterable[Article]) -> list[Article]:
    """One article for each text, sorted by path; the smallest path wins and the others become its `copies`.

    What the copies say about themselves (outlet, date) stays in `candidates`, with their path.
    """
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.text, []).append(article)
    return sorted((_joined(group) for group in groups.values()), key=lambda a: (a.path, a.id))


def _joined(group: list[Article]) -> Article:
    if len(group) == 1:
        return group[0]
    first, *others = sorted(group, key=lambda a: (a.path, a.model_dump_json()))
    copies = sorted({path for a in others for path in (a.path, *a.copies)} | {*first.copies})
    extra = [
        Candidate(field=c.field, value=c.value, origin=c.origin, where=f"{other.path}: {c.where}".rstrip(": "))
        for other in others
        for c in other.candidates
    ]
    return first.model_copy(update={"copies": tuple(copies), "candidates": (*first.candidates, *extra)})


def _open(found: Found) -> BinaryIO:
    if found.file is None:
        return BytesIO(found.data or b"")
    return found.file.open("rb")


def _single(stream: BinaryIO, found: Found, options: IngestOptions) -> Article:
    """A file that is one article."""
    is_page = found.kind == "html"
    limit = max(_PAGE_FACTOR * options.max_chars, _PAGE_BYTES) if is_page else 4 * options.max_chars
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLongError(f"is over the limit of {options.max_chars} characters; raise --max-chars to read it")
    text, notes = decode(data, is_page=is_page)
    source = Source(
        path=found.path,
        text=text,
        is_page=is_page,
        sha256=hashlib.sha256(data).hexdigest(),
        given=found.given,
        notes=notes,
    )
    return assemble(source, options)


def _json_lines(stream: BinaryIO, found: Found, options: IngestOptions) -> Iterator[Article | Failure]:
    limit = max(_LINE_FACTOR * options.max_chars, 2**26)
    is_empty = True
    for number in itertools.count(1):
        line = stream.readline(limit + 1)
        if not line:
            if is_empty:
                raise InputError("is empty: it holds no article")
            return
        is_empty = is_empty and not line.strip()
        path = f"{found.path}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(2**20)
            yield Failure(path=path, reason=f"is over the limit of {options.max_chars} characters")
        elif line.strip():
            yield _json_line(line, path, options)


def _json_line(line: bytes, path: str, options: IngestOptions) -> Article | Failure:
    try:
        text, notes = decode(line)
        return _from_object(_parse(text), path, notes, options)
    except InputError as error:
        return Failure(path=path, reason=str(error))


def _json(stream: BinaryIO, found: Found, options: IngestOptions) -> Iterator[Article | Failure]:
    limit = max(_LINE_FACTOR * options.max_chars, 2**28)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLongError(f"is over {limit} bytes; write one article a line into a .jsonl file")
    text, notes = decode(data)
    value = _parse(text)
    if not isinstance(value, list):
        yield _from_object(value, found.path, notes, options)
        return
    if not value:
        raise InputError("is an empty list: it holds no article")
    for number, item in enumerate(value, start=1):
        path = f"{found.path}:{number}"
        try:
            yield _from_object(item, path, notes, options)
        except InputError as error:
            yield Failure(path=path, reason=str(error))


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"is no JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {type(error).__name__}") from error


def _from_object(value: Any, path: str, notes: tuple[str, ...], options: IngestOptions) -> Article:
    if not isinstance(value, dict):
        raise InputError(f"is a JSON {_json_type(value)}, not an object; write one object with text or html an article")
    text, is_page = _content(value)
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text, mended = mend_surrogates(text)
    given: Given = given_from(value, "json")
    source = Source(path=path, text=text, is_page=is_page, sha256=raw, given=given, notes=(*notes, *mended))
    return assemble(source, options)


def _content(value: Mapping[str, Any]) -> tuple[str, bool]:
    for name, is_page in (("text", False), ("html", True)):
        content = value.get(name)
        if content is None:
            continue
        if not isinstance(content, str):
            raise InputError(f"has a {name} that is a JSON {_json_type(content)}, not text")
        if content.strip() or name == "html":
            return content, is_page
    if value.get("text") is not None:
        raise InputError("has an empty text")
    raise InputError("has neither text nor html")


def _json_type(value: Any) -> str:
    names = {list: "list", str: "string", bool: "boolean", int: "number", float: "number", dict: "object"}
    return names.get(type(value), "null")
