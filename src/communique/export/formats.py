"""The formats there are, in one visible list, and the function that writes any of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from communique.errors import UsageError
from communique.export.book import Book
from communique.export.writing import write_file, write_folder
from communique.options import ExportOptions
from communique.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """One format. A module of this package has `render(book, options)`: bytes for a file, (name, bytes) for a folder.

    `needs` is a library of the extra `export`. `module` None: the brief's page, which is written above this stage (`communique.run.write_export`).
    """

    name: str
    title: str
    use: Literal["reading", "tables", "pictures", "programs"]
    shape: Literal["file", "folder"]
    suffix: str
    module: str | None
    about: str
    needs: str | None = None

    @property
    def installed(self) -> bool:
        """Whether the library that the format needs (extra `export`) is there."""
        return self.needs is None or find_spec(self.needs) is not None


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format(
            "json",
            "Record (JSON)",
            "programs",
            "file",
            ".json",
            "plain_json",
            "the whole record; Communique reads it back",
        ),
        Format(
            "csv",
            "Tables (CSV)",
            "tables",
            "folder",
            "",
            "csv_files",
            "one CSV a table, with a Frictionless data package",
        ),
        Format("xlsx", "Excel workbook", "tables", "file", ".xlsx", "workbook", "one workbook, one sheet a table"),
        Format("parquet", "Parquet tables", "tables", "folder", "", "parquet_files", "one Parquet file a table"),
        Format(
            "jsonld",
            "Linked data (JSON-LD)",
            "programs",
            "file",
            ".jsonld",
            "jsonld",
            "linked data: schema.org, Web Annotation, PROV",
        ),
        Format("ftm", "FollowTheMoney", "programs", "file", ".jsonl", "ftm", "FollowTheMoney entities, one a line"),
        Format(
            "gexf", "Network (GEXF)", "pictures", "file", ".gexf", "gexf", "network of actors for Gephi", "networkx"
        ),
        Format(
            "graphml",
            "Network (GraphML)",
            "pictures",
            "file",
            ".graphml",
            "graphml",
            "network of actors for yEd, igraph, Cytoscape",
            "networkx",
        ),
        Format(
            "geojson",
            "Map (GeoJSON)",
            "pictures",
            "file",
            ".geojson",
            "geojson",
            "events on a map; unknown places listed without a point",
        ),
        Format(
            "ics",
            "Calendar (ICS)",
            "pictures",
            "file",
            ".ics",
            "calendar_file",
            "planned events and open promises for a calendar",
            "icalendar",
        ),
        Format("timelinejs", "TimelineJS", "pictures", "file", ".json", "timelinejs", "dated events for TimelineJS"),
        Format(
            "brat",
            "brat annotations",
            "programs",
            "folder",
            "",
            "brat",
            "annotations as brat standoff, one .txt and .ann an article",
        ),
        Format(
            "conll",
            "CoNLL",
            "programs",
            "folder",
            "",
            "conll",
            "tokens as CoNLL-U with all layers, and CoNLL 2002 columns",
        ),
        Format(
            "plover",
            "PLOVER events",
            "programs",
            "file",
            ".tsv",
            "plover",
            "event records in the columns of POLECAT (PLOVER), with CAMEO roots",
        ),
        Format(
            "markdown",
            "Markdown notes",
            "reading",
            "folder",
            "",
            "vault",
            "a vault of linked notes: people, events, promises (to a .md file: the brief)",
        ),
        Format("docx", "Word document", "reading", "file", ".docx", "document", "the brief as a Word document", "docx"),
        Format("html", "Brief (HTML)", "reading", "file", ".html", None, "the brief as one self-contained page"),
    )
}


def format_named(name: str) -> Format:
    """The format; UsageError names those there are."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def export(record: Record, format: str, path: Path, options: ExportOptions | None = None) -> tuple[Path, ...]:
    """Write the record in one format: a file at `path`, or files in the folder `path`. Returns what was written.

    The same record and options give the same bytes. Raises UsageError for a format that does not exist or is missing
    its library, for a file in a folder that is not there, and for a folder that holds other things.
    """
    chosen = format_named(format)
    options = options or ExportOptions()
    if chosen.module is None or is_page(chosen, path):
        raise UsageError(
            f"{path} would be the brief as a page: use render_{format} of communique, or `communique brief`"
        )
    check_place(chosen, path)
    rendered = render(record, chosen, options)
    if isinstance(rendered, bytes):
        return (write_file(path, rendered),)
    return write_folder(path, rendered)


def render(record: Record, chosen: Format, options: ExportOptions) -> bytes | Iterator[tuple[str, bytes]]:
    """The content of the format: bytes of a file, or names and bytes of the files of a folder."""
    try:
        module = importlib.import_module(f"communique.export.{chosen.module}")
        rendered: bytes | Iterator[tuple[str, bytes]] = module.render(Book(record), options)
    except ModuleNotFoundError as error:
        if chosen.needs is None or error.name != chosen.needs:
            raise
        raise UsageError(
            f"{chosen.name} needs {error.name}, which is not installed; pip install 'communique[export]'"
        ) from None
    return rendered


def is_page(chosen: Format, path: Path) -> bool:
    """Whether what is asked for is the brief as one Markdown page, not a folder of notes."""
    return chosen.name == "markdown" and path.suffix.lower() in (".md", ".markdown")


def check_place(chosen: Format, path: Path) -> None:
    """UsageError before any work is done, if nothing of that shape can be written there."""
    if chosen.shape == "file":
        if path.is_dir():
            raise UsageError(
                f"{path} is a folder; {chosen.name} is one file, such as {path / ('record' + chosen.suffix)}"
            )
        if not path.parent.is_dir():
            raise UsageError(f"there is no folder {path.parent} to write {path.name} to; make it first")
    elif path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; {chosen.name} writes several files, name a folder")
