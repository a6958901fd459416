"""Markdown that stays what it says: text escaped, links relative, one note under construction."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from communique.export.book import Book
from communique.export.text import encodable, one_line
from communique.record import Evidence
from communique.record.shown import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$=%^!&])")
_LISTED = 200


def escape(text: str) -> str:
    """One line of plain text for Markdown: nothing in it is markup, HTML, a tag, a comment or a formula."""
    return _SPECIAL.sub(r"\\\1", one_line(encodable(text)))


class Note:
    """One note: front matter, then blocks."""

    def __init__(self, path: str, front: Mapping[str, Any]) -> None:
        self.path = path
        self.blocks = [_front(front)]

    def heading(self, level: int, text: str) -> None:
        """A heading."""
        self.blocks.append(f"{'#' * level} {escape(text) or 'untitled'}")

    def line(self, markdown: str) -> None:
        """A paragraph of Markdown."""
        self.blocks.append(re.sub(r"^(\s*)([-+]|\d+[.)])(?=\s)", r"\1\\\2", markdown))

    def items(self, lines: Iterable[str]) -> None:
        """A list; a long one is cut, and says so."""
        lines = list(lines)
        shown = [f"- {line}" for line in lines[:_LISTED]]
        if len(lines) > _LISTED:
            shown.append(f"- … and {len(lines) - _LISTED} more; all are in the csv, xlsx and json exports")
        if shown:
            self.blocks.append("\n".join(shown))

    def section(self, title: str, lines: list[str]) -> None:
        """A heading with a list; nothing without lines."""
        if lines:
            self.heading(2, title)
            self.items(lines)

    def quote(self, words: str, citation: str) -> None:
        """A block quotation with its citation."""
        lines = [escape(line) for line in visible(encodable(words)).splitlines() if line.strip()]
        self.blocks.append("\n".join([*(f"> {line}" for line in lines), f"> ({citation})"]))

    def text(self) -> str:
        """The note as Markdown."""
        return "\n\n".join(self.blocks) + "\n"


def link(note: Note, path: str, words: str) -> str:
    """A relative link from a note to another."""
    target = posixpath.relpath(path, posixpath.dirname(note.path) or ".")
    return f"[{escape(words) or 'untitled'}]({quote(target, safe='/')})"


def cite(note: Note, book: Book, piece: Evidence, path: str) -> str:
    """Outlet and date as a link to the article's note, with the place of the words."""
    article = book.article(piece.article)
    words = ", ".join(part for part in (book.outlet(piece.article), article.published) if part)
    return f"{link(note, path, words)}, {piece.span[0]}–{piece.span[1]}"


def _front(values: Mapping[str, Any]) -> str:
    """YAML front matter; JSON strings are YAML strings, whatever they hold."""
    lines = ["---"]
    for key, value in values.items():
        if value is None or value == []:
            continue
        if isinstance(value, list):
            value = [visible(encodable(item)) for item in value]
        elif isinstance(value, str):
            value = visible(encodable(value))
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, "---"])
