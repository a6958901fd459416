"""Every default in one place: one frozen options object per stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How inputs become articles. `max_chars` is in Unicode code points.

    The others bound what a hostile file can cost: bytes of a document, what one may unpack to, pages of a PDF,
    attachments and wrappings of a mail.
    """

    max_chars: int = 2_000_000
    languages: tuple[str, ...] = ("en",)
    max_bytes: int = 2**28
    max_unpacked: int = 2**26
    max_pages: int = 3_000
    max_attachments: int = 100
    max_depth: int = 4


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How an article is read. `model` replaces the bundled weights; `threads` never changes a result."""

    min_confidence: float = 0.0
    model: Path | None = None
    threads: int = 1


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """How readings are linked. `kb` is an optional JSON-lines knowledge base (Wikidata style or FollowTheMoney)."""

    near_copy: float = 0.8
    partial_copy: float = 0.3
    story_threshold: float = 0.3
    kb: Path | None = None


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How linked readings are compared. `as_of` (ISO date) defaults to the newest article; never the wall clock."""

    issues: Path | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How a record is printed."""

    title: str | None = None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a record is written in another format.

    `tables`: which tables of the tabular formats; none named means all. `guard_formulas`: CSV cells that a spreadsheet
    would run get an apostrophe in front. `title` heads what has a heading.
    """

    title: str | None = None
    tables: tuple[str, ...] = ()
    guard_formulas: bool = True


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is carried out, with the options of each stage.

    `workers`: processes to work with; 0 is as many as there are cores and articles worth it. `engine`: "local" or "ray",
    the latter at `address` (None: started for the run). None of these changes a result. `outputs` are files that the
    caller will write: found among the inputs (an older brief in the same folder), they are not read.
    """

    workers: int = 1
    engine: str = "local"
    address: str | None = None
    quiet: bool = False
    outputs: tuple[Path, ...] = ()
    ingest: IngestOptions = field(default_factory=IngestOptions)
    read: ReadOptions = field(default_factory=ReadOptions)
    link: LinkOptions = field(default_factory=LinkOptions)
    compare: CompareOptions = field(default_factory=CompareOptions)
    brief: BriefOptions = field(default_factory=BriefOptions)


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How a workspace is served. Sizes are in bytes; what exceeds them is refused with its name, never cut.

    `host` other than a loopback address needs a `token`. `who` stands in corrections until a visitor gives a name.
    `hosts` are further names by which the server may be called, beyond the address itself (a Host header not listed is
    refused: DNS rebinding). Workspaces of more than `export_at_once` articles are exported as a job;
    after `patience` seconds a correction is told to be waiting instead of done.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    hosts: tuple[str, ...] = ()
    who: str = "reviewer"
    page_rows: int = 40
    max_page_rows: int = 500
    max_body: int = 1_000_000
    max_upload: int = 200_000_000
    max_upload_files: int = 1_000
    max_file: int = 50_000_000
    max_unpacked: int = 400_000_000
    max_unpacked_ratio: int = 200
    visit_minutes: int = 30
    export_at_once: int = 150
    patience: float = 4.0
