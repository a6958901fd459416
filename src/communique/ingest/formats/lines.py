"""JSON: one article, a list of articles, or one a line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from communique.errors import InputError, TooLongError
from communique.ingest.decode import decode, mend_surrogates
from communique.ingest.extracted import plain
from communique.ingest.formats.parts import Fault, Input, Outcome, Part, sha256_of
from communique.ingest.formats.text import page_of_text
from communique.ingest.given import given_from
from communique.options import IngestOptions

_LINE_FACTOR = 12  # bytes of a character escaped as a pair of \uXXXX


def read_json_lines(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """One article a line; a bad line is a fault of its own."""
    limit = max(_LINE_FACTOR * options.max_chars, 2**26)
    is_empty = True
    for number in itertools.count(1):
        line = source.stream.readline(limit + 1)
        if not line:
            if is_empty:
                raise InputError("is empty: it holds no article")
            return
        is_empty = is_empty and not line.strip()
        where = f":{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(2**20)
            yield Fault(where, f"is over the limit of {options.max_chars} characters")
        elif line.strip():
            yield _line(line, where)


def read_json(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """One object that is an article, or a list of them."""
    limit = max(_LINE_FACTOR * options.max_chars, 2**28)
    data = source.stream.read(limit + 1)
    if len(data) > limit:
        raise TooLongError(f"is over {limit} bytes; write one article a line into a .jsonl file")
    text, notes = decode(data)
    value = _parse(text)
    if not isinstance(value, list):
        yield _part(value, "", notes)
        return
    if not value:
        raise InputError("is an empty list: it holds no article")
    for number, item in enumerate(value, start=1):
        try:
            yield _part(item, f":{number}", notes)
        except InputError as error:
            yield Fault(f":{number}", str(error))


def _line(line: bytes, where: str) -> Outcome:
    try:
        text, notes = decode(line)
        return _part(_parse(text), where, notes)
    except InputError as error:
        return Fault(where, str(error))


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"is no JSON: {error.msg.removesuffix(' at')}, at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {type(error).__name__}") from error


def _part(value: Any, where: str, notes: tuple[str, ...]) -> Part:
    if not isinstance(value, dict):
        raise InputError(f"is a JSON {_json_type(value)}, not an object; write one object with text or html an article")
    text, is_page = _content(value)
    raw = sha256_of(text.encode("utf-8", "surrogatepass"))
    if is_page:
        extracted = page_of_text(text, notes)
    else:
        text, mended = mend_surrogates(text)
        extracted = plain(text, (*notes, *mended))
    return Part(extracted, raw, where, given=given_from(value, "json"))


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
