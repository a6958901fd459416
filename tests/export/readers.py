"""Reading exports back with libraries and readers that are not ours; every reader raises on what is not well formed."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from communique.export.book import Book
from communique.export.formats import FORMATS, render
from communique.options import ExportOptions
from communique.record import Record

FILES = [name for name, entry in FORMATS.items() if entry.module and entry.shape == "file"]
FOLDERS = [name for name, entry in FORMATS.items() if entry.module and entry.shape == "folder"]


def files_of(record: Record, name: str, options: ExportOptions | None = None) -> dict[str, bytes]:
    """What the format writes, by file name ("" for a format of one file)."""
    rendered = render(record, FORMATS[name], options or ExportOptions())
    if isinstance(rendered, bytes):
        return {"": rendered}
    found: dict[str, bytes] = {}
    for path, content in rendered:
        assert path not in found, f"{path} is written twice"
        found[path] = content
    return found


def read_csv(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows; strict about quotes, and every row as long as the header."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows)
    return rows[0], rows[1:]


def read_workbook(content: bytes) -> dict[str, tuple[list[str], list[dict[str, Any]]]]:
    """Sheet to header and rows of cells by column, with openpyxl; a formula anywhere is an error."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = {}
    for sheet in book:
        lines = list(sheet.iter_rows())
        assert all(cell.data_type != "f" for line in lines for cell in line)
        head = [str(cell.value) for cell in lines[0]]
        sheets[sheet.title] = (head, [{h: c.value for h, c in zip(head, line, strict=True)} for line in lines[1:]])
    return sheets


def read_brat(text: str, ann: str) -> dict[str, Any]:
    """A small reader of brat standoff, after its format page: text-bound lines, attributes, relations, notes."""
    found: dict[str, Any] = {"T": {}, "A": [], "R": [], "#": []}
    for line in ann.split("\n"):
        if not line:
            continue
        key, body, *rest = line.split("\t")
        if key[0] == "T":
            label, places = body.split(" ", 1)
            spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            (words,) = rest
            assert " ".join(text[s:e] for s, e in spans).replace("\t", " ") == words
            assert all(0 <= s < e <= len(text) and "\n" not in text[s:e] for s, e in spans)
            found["T"][key] = (label, spans)
        elif key[0] == "A":
            name, target, value = body.split(" ")
            assert target in found["T"]
            found["A"].append((name, target, value))
        elif key[0] == "R":
            name, first, second = body.split(" ")
            ends = first.removeprefix("Arg1:"), second.removeprefix("Arg2:")
            assert set(ends) <= set(found["T"])
            found["R"].append((name, *ends))
        elif key[0] == "#":
            name, target = body.split(" ")
            assert name == "AnnotatorNotes"
            assert target in found["T"]
            found["#"].append((target, *rest))
        else:
            raise AssertionError(f"not a brat line: {line!r}")
    return found


def read_conllu(content: bytes) -> list[list[dict[str, Any]]]:
    """Sentences of tokens, with the conllu library; MISC as a dict."""
    import conllu

    sentences = []
    for sentence in conllu.parse(content.decode("utf-8")):
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))
        sentences.append([{"form": token["form"], **(token["misc"] or {})} for token in sentence])
    return sentences


def read_conll2002(content: bytes) -> list[list[tuple[str, str]]]:
    """Sentences of (token, label); labels must be IOB2."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in content.decode("utf-8").split("\n"):
        if not line:
            sentences.append([])
            continue
        word, label = line.split(" ")
        before = sentences[-1][-1][1] if sentences[-1] else "O"
        if label.startswith("I-") and sentences[-1]:
            assert before[2:] == label[2:], f"{label} after {before}"
        sentences[-1].append((word, label))
    return [sentence for sentence in sentences if sentence]


def read_notes(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Note to the notes it links to, with markdown-it and PyYAML; HTML, images and links elsewhere are errors."""
    import yaml
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True})
    links: dict[str, list[str]] = {}
    for path, content in files.items():
        text = content.decode("utf-8")
        _, front, body = re.split(r"^---$", text, maxsplit=2, flags=re.M)
        assert isinstance(yaml.safe_load(front), dict)
        links[path] = []
        for token in reader.parse(body):
            assert token.type != "html_block"
            for child in token.children or []:
                assert child.type not in ("html_inline", "image"), child.content
                if child.type == "link_open":
                    target = posixpath.normpath(
                        posixpath.join(posixpath.dirname(path), unquote(str(child.attrs["href"])))
                    )
                    assert target in files, target
                    links[path].append(target)
    return links


def read_graph(content: bytes, name: str) -> Any:
    """The network, with networkx."""
    import networkx as nx

    return {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name](io.BytesIO(content))


def read_feature_collection(content: bytes) -> list[dict[str, Any]]:
    """Features, checked against the rules of RFC 7946 that matter for points."""
    value = json.loads(content)
    assert value["type"] == "FeatureCollection"
    for feature in value["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            assert feature["geometry"]["type"] == "Point"
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    return list(value["features"])


def read_docx(content: bytes) -> Any:
    """The document with python-docx; every part of XML must parse."""
    import zipfile

    import docx

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    return docx.Document(io.BytesIO(content))


def statement_count(record: Record) -> int:
    """How many statements the record has."""
    return len(Book(record).said)
