"""The formats that are read: their suffixes, their first bytes, and the module that reads each, loaded when needed."""

from __future__ import annotations

import importlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal, cast

from communique.ingest.formats.parts import Input, Outcome, Reader
from communique.options import IngestOptions

Kind = Literal["text", "html", "jsonl", "json", "pdf", "docx", "eml", "mbox", "feed", "opml", "warc"]

HEAD = 4096  # bytes that show what an input is
_PDF_HEAD = 1024  # bytes in which the mark of a PDF must stand
_XML = (".xml",)
_FIELD = re.compile(rb"(?:[!-9;-~]{1,70}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}")
_MAIL_FIELDS = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_ROOT = re.compile(rb"<(?![?!])(?:\w+:)?(\w+)[\s>/]")
_COMMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `is_sure`: its first bytes leave no doubt, whatever the name of the file says."""

    kind: Kind
    name: str
    suffixes: tuple[str, ...]
    reader: str
    is_sure: bool = False


FORMATS: tuple[Format, ...] = (
    Format("text", "plain text", (".txt", ".text", ".md"), "text:read_text"),
    Format("html", "an HTML page", (".html", ".htm", ".xhtml"), "text:read_html"),
    Format("jsonl", "JSON lines", (".jsonl", ".ndjson"), "lines:read_json_lines"),
    Format("json", "JSON", (".json",), "lines:read_json"),
    Format("pdf", "a PDF document", (".pdf",), "pdf:read_pdf", is_sure=True),
    Format("docx", "a Word document", (".docx", ".docm"), "docx:read_docx", is_sure=True),
    Format("eml", "an e-mail", (".eml",), "mail:read_mail"),
    Format("mbox", "a mailbox", (".mbox", ".mbx"), "mail:read_mailbox"),
    Format("feed", "a feed", (".rss", ".atom", ".rdf"), "feed:read_feed"),
    Format("opml", "a list of feeds", (".opml",), "feed:read_opml"),
    Format("warc", "a web archive", (".warc", ".warc.gz", ".arc.gz"), "warc:read_warc", is_sure=True),
)
_BY_KIND = {form.kind: form for form in FORMATS}
_BY_SUFFIX = {suffix: form.kind for form in FORMATS for suffix in form.suffixes}


def format_of(kind: Kind) -> Format:
    """The format of a kind."""
    return _BY_KIND[kind]


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name says; None for a name that says nothing, or XML, which may be anything."""
    lower = name.lower()
    last = lower.rfind(".")
    if last < 0:
        return None
    before = lower.rfind(".", 0, last)
    return _BY_SUFFIX.get(lower[before:] if before >= 0 else "") or _BY_SUFFIX.get(lower[last:])


def is_xml_name(name: str) -> bool:
    """Whether a file of this name may be a feed: its first bytes decide."""
    return name.lower().endswith(_XML)


def feed_kind(head: bytes) -> Kind | None:
    """The kind of XML that a feed reader would take, from its first element."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    root = _ROOT.search(_COMMENTS.sub(b"", head.lstrip()))
    kinds: dict[bytes, Kind] = {b"rss": "feed", b"feed": "feed", b"rdf": "feed", b"opml": "opml"}
    return kinds.get(root[1].lower()) if root else None


def sure_kind(stream: BinaryIO) -> Kind | None:
    """The kind that the first bytes of a seekable stream leave no doubt about; the stream stands where it stood."""
    start = stream.tell()
    head = stream.read(HEAD)
    stream.seek(start)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _unzipped(head).startswith((b"WARC/", b"filedesc://")) else None
    if head.startswith(b"PK\x03\x04"):
        kind: Kind | None = "docx" if _is_word(stream) else None
        stream.seek(start)
        return kind
    return None


def sniff(data: bytes) -> Kind:
    """The kind of unnamed bytes, from their first words."""
    if kind := sure_kind(BytesIO(data)):
        return kind
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    start = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "jsonl" if _first_line_is_json(data) else "json"
    if start.startswith(b"["):
        return "json" if start[1:].lstrip().startswith(b"{") else "text"
    if start.startswith(b"<") and (kind := feed_kind(start)):
        return kind
    if start.startswith(b"From ") and _is_mail(start.partition(b"\n")[2]):
        return "mbox"
    if _is_mail(start):
        return "eml"
    head = start[:300].lower()
    is_page = head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head")) or b"<html" in head
    return "html" if is_page else "text"


def read_parts(kind: Kind, source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """The articles of an input of one kind, by the module that knows it."""
    module, _, function = format_of(kind).reader.partition(":")
    reader: Callable[..., object] = getattr(importlib.import_module(f"communique.ingest.formats.{module}"), function)
    return cast(Reader, reader)(source, options)


def _first_line_is_json(data: bytes) -> bool:
    line = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].rstrip()
    return line.endswith(b"}")


def _is_mail(start: bytes) -> bool:
    """Header fields and nothing else at the start, two of them those of a mail."""
    fields = _FIELD.match(start)
    return bool(fields) and len(_MAIL_FIELDS.findall(fields.group() if fields else b"")) >= 2


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 100)
    except zlib.error:
        return b""


def _is_word(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError, OverflowError):
        return False
