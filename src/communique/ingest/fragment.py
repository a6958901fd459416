"""Markup that is an article already (a mail, an entry of a feed) to lines of text: nothing is judged, only undressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HTMLParser

_DROPPED = frozenset(
    "script style head title noscript template svg math object embed iframe applet audio video canvas form input button"
    " select option textarea meta link base map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_QUOTED = re.compile(
    r"\b(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|OutlookMessageHeader)\b"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u200b\u200c\u200d\u2060\ufeff\xad\u034f]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MAX_DEPTH = 2_000  # elements inside one another; what is deeper is left out, with a note


@dataclass(frozen=True, slots=True)
class FragmentLine:
    """One line of a fragment; `quoted`: it stands in what a mail program marks as an earlier message."""

    text: str
    quoted: bool = False
    heading: bool = False


@dataclass(slots=True)
class _Writer:
    lines: list[FragmentLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def end(self, *, quoted: bool, heading: bool) -> None:
        """Close the line."""
        text = _BLANKS.sub(" ", _CONTROLS.sub("", "".join(self.words))).strip()
        self.words.clear()
        if text:
            self.lines.append(FragmentLine(text, quoted, heading))


def fragment_lines(html: str) -> list[FragmentLine]:
    """The lines of a fragment of HTML; empty when it holds no words. Scripts, forms and hidden stretches are dropped."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    writer = _Writer()
    _write(root, writer)
    return writer.lines


def fragment_text(html: str) -> str:
    """The lines of a fragment, one below the other."""
    return "\n".join(line.text for line in fragment_lines(html))


def _write(root: Any, writer: _Writer) -> None:
    """Every element in document order. A stack, not recursion: the file decides how deep it is."""
    todo: list[tuple[Any, Iterator[Any], bool, bool]] = [(root, iter(root), False, False)]
    _enter(root, writer)
    while todo:
        element, children, quoted, heading = todo[-1]
        child = next(children, None)
        if child is None:
            todo.pop()
            if element.tag in _BLOCKS:
                writer.end(quoted=quoted, heading=heading)
            writer.words.append(element.tail or "")
            continue
        if not isinstance(child.tag, str) or _is_dropped(child) or len(todo) > _MAX_DEPTH:
            writer.words.append(child.tail or "")
            continue
        if child.tag in _BLOCKS:
            writer.end(quoted=quoted, heading=heading)
        todo.append((child, iter(child), quoted or _is_quoted(child), heading or child.tag in _HEADINGS))
        _enter(child, writer)


def _enter(element: Any, writer: _Writer) -> None:
    writer.words.append(element.text or "")


def _is_dropped(element: Any) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search((element.get("style") or "")[:2_000]))


def _is_quoted(element: Any) -> bool:
    if element.tag == "blockquote" and element.get("type") == "cite":
        return True
    return bool(_QUOTED.search((element.get("class") or "")[:500]))
