"""Word documents: the parts of the package that hold text, read without resolving or fetching anything.

Word processing XML is read directly (ECMA-376): python-docx leaves out tracked insertions and loads every picture.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from communique.errors import InputError, TooLongError
from communique.ingest.dates import parse_date
from communique.ingest.extracted import Extracted
from communique.ingest.formats.parts import Input, Outcome, Part, printable, sha256_of
from communique.options import IngestOptions
from communique.record.article import Candidate, Zone

_MAX_PARTS = 10_000  # entries of the package
_MAX_TITLE = 220  # characters
_MAX_HEADING = 200
_HEADING = re.compile(r"(?:heading|überschrift|titre|título)\s*\d", re.IGNORECASE)
_TITLE_STYLES = ("title", "titel", "titre", "título")
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "sectPr"})
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_DAMAGED = "is a damaged Word document ({}); open it in a word processor and save it again"
_OLE = b"\xd0\xcf\x11\xe0"


def read_docx(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """The article of a Word document. InputError names what is wrong: locked, damaged, a bomb, no text document."""
    data = source.bytes(options.max_bytes, "a Word document")
    yield Part(_extract(data, options), sha256_of(data))


def _extract(data: bytes, options: IngestOptions) -> Extracted:
    if data.startswith(_OLE):
        raise InputError("is an old or locked Word document; save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = _Package(package, options.max_unpacked)
            return _article(parts)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError) as error:
        raise InputError(_DAMAGED.format(type(error).__name__)) from error
    except Exception as error:  # a hostile package: whatever its reader raises, this file is what cannot be read
        raise InputError(_DAMAGED.format(type(error).__name__)) from error


@dataclass(slots=True)
class _Package:
    """The parts of a document, unpacked one at a time and no further than the limit."""

    package: zipfile.ZipFile
    left: int
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        entries = self.package.infolist()
        if len(entries) > _MAX_PARTS:
            raise TooLongError(f"holds {len(entries)} parts, more than a document has; it is not read")
        if any(entry.flag_bits & 1 for entry in entries):
            raise InputError("is locked with a password; save a copy without one")
        self.names = frozenset(entry.filename for entry in entries)

    def tree(self, name: str) -> Any | None:
        """The root of an XML part; None when there is no such part."""
        if name not in self.names:
            return None
        entry = self.package.getinfo(name)
        if entry.file_size > self.left:
            raise TooLongError(f"unpacks to more than {self.left // 2**20} MiB of text (a bomb?); it is not read")
        with self.package.open(entry) as stream:
            data = stream.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise TooLongError("unpacks to more text than a document holds (a bomb?); it is not read")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError("declares entities of its own, which no word processor writes; it is not read")
        return root


@dataclass(slots=True)
class _Page:
    """The text so far, its zones, and what was met on the way."""

    lines: list[str] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    title: str | None = None
    at: int = 0
    met: dict[str, int] = field(default_factory=dict)

    def meet(self, what: str) -> None:
        """Count something that deserves a note."""
        self.met[what] = self.met.get(what, 0) + 1

    def add(self, words: str, *, is_heading: bool = False) -> None:
        """One paragraph; blank ones are left out."""
        words = _CONTROLS.sub("", words).strip()
        if not words:
            return
        start = self.at
        self.lines.append(words)
        self.at += len(words) + 1
        if is_heading:
            self.zones.append(Zone(kind="subhead", span=(start, start + len(words))))


def _article(package: _Package) -> Extracted:
    main = package.tree("word/document.xml")
    if main is None:
        raise InputError("is a ZIP archive but no Word document; unpack it and pass its files")
    body = next((child for child in main if _name(child) == "body"), None)
    if body is None:
        raise InputError(_DAMAGED.format("no body"))
    styles = _styles(package.tree("word/styles.xml"))
    page = _Page()
    _blocks(body, styles, page)
    _notes(package, styles, page)
    candidates = _properties(package.tree("docProps/core.xml"))
    if page.title:
        printed = Candidate(field="title", value=page.title, origin="inferred", where="title of the document")
        candidates = (printed, *candidates)
    return Extracted("\n".join(page.lines), candidates, None, _remarks(page), tuple(page.zones))


def _blocks(parent: Any, styles: dict[str, str], page: _Page) -> None:
    """Paragraphs and tables below an element, in order. A stack, not recursion: the file decides how deep it is."""
    todo = [iter(parent)]
    while todo:
        child = next(todo[-1], None)
        if child is None:
            todo.pop()
            continue
        name = _name(child)
        if name == "p":
            _paragraph(child, styles, page)
        elif name == "tr":
            cells = [_cell(cell) for cell in child if _name(cell) == "tc"]
            page.add(" | ".join(cell for cell in cells if cell))
            page.meet("row")
        elif name in ("tbl", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent"):
            todo.append(iter(child))


def _paragraph(paragraph: Any, styles: dict[str, str], page: _Page) -> None:
    words, boxes = _words(paragraph, page)
    style = styles.get(_style(paragraph), _style(paragraph)).casefold()
    is_title = style in _TITLE_STYLES
    is_heading = bool(_HEADING.match(style))
    if page.title is None and (is_title or (is_heading and not page.lines)) and 0 < len(words.strip()) <= _MAX_TITLE:
        page.title = " ".join(words.split())
    else:
        page.add(words, is_heading=(is_heading or is_title) and len(words) <= _MAX_HEADING)
    for box in boxes:
        _blocks(box, styles, page)


def _words(paragraph: Any, page: _Page | None) -> tuple[str, list[Any]]:
    """The words of a paragraph as they stand after accepting all changes, and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    todo = [iter(paragraph)]
    while todo:
        child = next(todo[-1], None)
        if child is None:
            todo.pop()
            continue
        name = _name(child)
        if page is not None and name in ("ins", "del", "moveFrom", "moveTo"):
            page.meet("change")
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("tab", "ptab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name in ("footnoteReference", "endnoteReference"):
            if page is not None:
                page.meet("footnote")
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SKIPPED:
            todo.append(iter(child))
    return "".join(pieces), boxes


def _cell(cell: Any) -> str:
    """The paragraphs of a table's cell on one line; tables and text boxes inside it included."""
    paragraphs = (
        p for p in cell.iter(f"{{{_space(cell)}}}p") if not any(_name(a) == "Fallback" for a in p.iterancestors())
    )
    return " ".join(filter(None, (" ".join(_words(p, None)[0].split()) for p in paragraphs)))


def _notes(package: _Package, styles: dict[str, str], page: _Page) -> None:
    """Footnotes and endnotes after the text, one a line."""
    for name in ("footnotes", "endnotes"):
        root = package.tree(f"word/{name}.xml")
        for note in root if root is not None else ():
            if note.get(f"{{{_space(note)}}}type") in (None, "normal"):
                _blocks(note, styles, page)


def _remarks(page: _Page) -> tuple[str, ...]:
    texts = {
        "change": "{} tracked change{}: read as accepted",
        "footnote": "{} footnote{} read after the text",
        "row": "{} table row{} read as text, cells parted by |",
    }
    return tuple(
        text.format(page.met[key], "s" * (page.met[key] > 1)) for key, text in texts.items() if key in page.met
    )


def _styles(root: Any | None) -> dict[str, str]:
    """Style id -> its name; names are the same in documents of every language, ids are not."""
    found: dict[str, str] = {}
    for style in root if root is not None else ():
        if _name(style) == "style":
            name = next((child for child in style if _name(child) == "name"), None)
            space = _space(style)
            if name is not None:
                found[style.get(f"{{{space}}}styleId", "")] = name.get(f"{{{space}}}val", "")
    return found


def _style(paragraph: Any) -> str:
    space = _space(paragraph)
    style = paragraph.find(f"{{{space}}}pPr/{{{space}}}pStyle")
    return style.get(f"{{{space}}}val", "") if style is not None else ""


def _properties(root: Any | None) -> tuple[Candidate, ...]:
    """What the document's properties say; who made the file and when is no byline and no day of publication."""
    if root is None:
        return ()
    values = {_name(child): printable(child.text or "", _MAX_TITLE) for child in root}
    found: list[Candidate] = []
    for name, value in (
        ("title", values.get("title")),
        ("property:author", values.get("creator")),
        ("created", parse_date(values.get("created") or "")),
        ("modified", parse_date(values.get("modified") or "")),
    ):
        if value and value.casefold() not in ("python-docx", "untitled", "document", "word document"):
            found.append(Candidate(field=name, value=value, origin="meta", where="document properties"))
    return tuple(found)


def _name(element: Any) -> str:
    """The local name; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _space(element: Any) -> str:
    """The element's namespace: the transitional one, or that of strict documents."""
    return str(element.tag).partition("}")[0].lstrip("{")
