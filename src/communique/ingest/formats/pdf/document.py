"""A PDF file: opened within bounds, its pages drawn as lines, its lines joined to an article."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

from communique.errors import InputError, TooLongError
from communique.ingest.dates import parse_date
from communique.ingest.extracted import Extracted
from communique.ingest.formats.parts import Input, Outcome, Part, named, printable, sha256_of
from communique.ingest.formats.pdf.furniture import furniture_of
from communique.ingest.formats.pdf.lines import Line, Pen, body_size
from communique.ingest.formats.pdf.paragraphs import Block, blocks_of
from communique.ingest.formats.pdf.words import Joiner
from communique.options import IngestOptions
from communique.record.article import Candidate, Zone

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its complaints are ours to report, not its own

_LIMITS = pypdf.Configuration(
    zlib_maximum_output_length=2**24,
    lzw_maximum_output_length=2**24,
    run_length_maximum_output_length=2**24,
    array_based_stream_maximum_output_length=2**24,
    stream_decoding_work_maximum_length=2**26,
    stream_parsing_work_maximum_count=1_000_000,
    xform_maximum_invocations_per_extraction=1_000,
    page_tree_maximum_entries=20_000,
    disable_legacy_handling=True,
)
_DRAWING = 2**26  # bytes of drawing in a whole document
_STEPS = 5_000_000  # drawing steps in a whole document
_MIN_LETTERS = 25  # a page on average; fewer are no text layer
_UNREADABLE = 0.3  # of the letters of a text layer, in no alphabet
_TITLE_SIZE = 1.2  # of the body's type
_MAX_TITLE = 220
_BAD_TITLE = ("untitled", "microsoft word", "powerpoint", "document", "layout 1", "print", "slide 1")
_DAMAGED = "is a damaged PDF document ({}); open it in a viewer and print it to PDF again"


def read_pdf(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """The article of a PDF document. InputError names what is wrong: locked, scanned, damaged, too big."""
    data = source.bytes(options.max_bytes, "a PDF document")
    with pypdf.apply_configuration(_LIMITS):
        yield Part(_extract(data, options), sha256_of(data))


def _extract(data: bytes, options: IngestOptions) -> Extracted:
    if b"%PDF-" not in data[:1024]:
        raise InputError("is no PDF document: it does not begin like one; check where it was saved from")
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        _unlock(reader)
        pages, budget = _pages(reader, options)
        information = _information(reader)
    except InputError:
        raise
    except LimitReachedError as error:
        raise TooLongError("unpacks to more than a document holds (a bomb or damaged); it is not read") from error
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise InputError(_locked(error)) from error
    except Exception as error:  # a hostile file: whatever the library raises, this file is what cannot be read
        raise InputError(_DAMAGED.format(type(error).__name__)) from error
    _check_text(pages, budget.images)
    return _article(pages, information, budget.notes)


def _unlock(reader: pypdf.PdfReader) -> None:
    """Documents that anybody may open are opened; one that asks for a password is refused."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(_locked(None))


def _locked(error: Exception | None) -> str:
    if isinstance(error, DependencyError):
        return "is encrypted with AES; pip install cryptography, or save an unprotected copy"
    return "is locked with a password; save a copy without one"


@dataclass(slots=True)
class _Budget:
    """What drawing a document may cost, counted in bytes, steps and letters, so that no clock decides."""

    letters: int
    drawing: int = _DRAWING
    steps: int = _STEPS
    images: bool = False
    notes: tuple[str, ...] = ()

    def draw(self, data: int) -> None:
        self.drawing -= data
        if self.drawing < 0:
            raise TooLongError(f"draws more than {_DRAWING // 2**20} MiB of page content; print its text part alone")

    def step(self, *_what: Any) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooLongError(f"takes more than {_STEPS} drawing steps; print its text part alone")

    def write(self, count: int) -> None:
        self.letters -= count
        if self.letters < 0:
            raise TooLongError("has more characters than the limit; raise --max-chars to read it")


class _Page(pypdf.PageObject):
    """A page that pays for every form it draws: forms inside forms are how a small file draws for ever."""

    budget: _Budget

    def extract_xform_text(self, xform: Any, *arguments: Any, **options: Any) -> str:
        """As the library does it, after paying."""
        self.budget.draw(len(xform.get_data()))
        return str(super().extract_xform_text(xform, *arguments, **options))


def _pages(reader: pypdf.PdfReader, options: IngestOptions) -> tuple[list[list[Line]], _Budget]:
    """The lines of every page."""
    count = len(reader.pages)
    if count > options.max_pages:
        raise TooLongError(f"has {count} pages, over the limit of {options.max_pages}; split it")
    if count == 0:
        raise InputError(_DAMAGED.format("no pages"))
    budget = _Budget(letters=4 * options.max_chars)
    pages: list[list[Line]] = []
    bad: list[str] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(_lines(page, number, budget))
        except (TooLongError, LimitReachedError, FileNotDecryptedError, DependencyError):
            raise
        except Exception:  # one page that cannot be drawn is named; the others are read
            pages.append([])
            bad.append(str(number))
    if bad and len(bad) == count:
        raise InputError(_DAMAGED.format("no page can be drawn"))
    if bad:
        budget.notes = (f"page{'s' * (len(bad) > 1)} {named(bad)} of {count} damaged and not read",)
    return pages, budget


def _lines(page: pypdf.PageObject, number: int, budget: _Budget) -> list[Line]:
    contents = page.get_contents()
    if contents is None:
        return []
    budget.draw(len(contents.get_data()))
    if not budget.images:
        resources = page.get("/Resources")
        budget.images = bool(resources) and "/XObject" in resources.get_object()  # type: ignore[union-attr]
    page.__class__ = _Page
    page.budget = budget  # type: ignore[attr-defined]
    rotation = page.get("/Rotate", 0)
    pen = Pen(number, int(rotation) % 360 if isinstance(rotation, int) else 0, budget.write)
    page.extract_text(visitor_text=pen.collect, visitor_operand_before=budget.step)
    return pen.lines()


def _check_text(pages: Sequence[Sequence[Line]], has_images: bool) -> None:
    """InputError when there is no text layer, or one whose letters nobody can tell."""
    words = "".join(line.text for lines in pages for line in lines)
    letters = [char for char in words if not char.isspace()]
    if not letters or (has_images and len(letters) < _MIN_LETTERS * len(pages)):
        count = f"{len(pages)} page{'s' * (len(pages) > 1)}"
        raise InputError(f"holds no text layer ({count}, most likely scanned); run it through OCR first, e.g. ocrmypdf")
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in letters)
    if odd > _UNREADABLE * len(letters):
        raise InputError("does not say which letters its fonts show; run it through OCR first, e.g. ocrmypdf")


def _article(pages: Sequence[Sequence[Line]], information: tuple[Candidate, ...], notes: tuple[str, ...]) -> Extracted:
    blocks = blocks_of(pages, furniture_of(pages))
    title = _take_title(blocks, body_size([line for lines in pages for line in lines]))
    joiner = Joiner(line for lines in pages for line in lines)
    zones: list[Zone] = []
    for block in blocks:
        start, end = joiner.paragraph(block.lines)
        if block.kind:
            zones.append(Zone(kind=block.kind, span=(start, end)))
    candidates = _with_title(information, title)
    blank = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    notes = (*notes, *([f"page{'s' * (len(blank) > 1)} {named(blank)} without text"] if blank and not notes else ()))
    if _has_columns(pages):
        notes = (*notes, "set in columns: read in the order in which the file draws them")
    mended = tuple(joiner.mended)
    return Extracted(joiner.text, candidates, None, notes, tuple(zones), joiner.pages, mended)


def _take_title(blocks: list[Block], size: float) -> str | None:
    """The largest type near the top of the first page, taken out of the blocks: the title stands outside the text."""
    head = [b for b in blocks[:12] if b.kind == "subhead" and b.lines[0].page == blocks[0].lines[0].page]
    if not head:
        return None
    largest = max(head, key=lambda block: block.lines[0].size)
    words = " ".join(largest.words.split())
    if largest.lines[0].size < _TITLE_SIZE * size or len(words.split()) < 2 or len(words) > _MAX_TITLE:
        return None
    blocks.remove(largest)
    return words


def _with_title(information: tuple[Candidate, ...], title: str | None) -> tuple[Candidate, ...]:
    """The printed title before the one in the file's properties, which is often the name of a template."""
    if title is None:
        return information
    return (Candidate(field="title", value=title, origin="inferred", where="largest type"), *information)


def _information(reader: pypdf.PdfReader) -> tuple[Candidate, ...]:
    """What the document's properties say. The day it was made is no day of publication: a candidate of its own."""
    try:
        about = reader.metadata
    except Exception:  # properties are extra: a damaged set is as good as none
        return ()
    if about is None:
        return ()
    found: list[Candidate] = []
    title = printable(_text(about.get("/Title")), _MAX_TITLE)
    is_file = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd", ".html", ".htm", ".txt"))
    if len(title.split()) > 1 and not is_file and not title.lower().startswith(_BAD_TITLE):
        found.append(Candidate(field="title", value=title, origin="meta", where="PDF properties"))
    if author := printable(_text(about.get("/Author")), 120):
        found.append(Candidate(field="property:author", value=author, origin="meta", where="PDF properties"))
    made = _text(about.get("/CreationDate"))
    if made.startswith("D:") and (day := parse_date(made[2:10])):
        found.append(Candidate(field="created", value=day, origin="meta", where="PDF properties"))
    return tuple(found)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _has_columns(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether on some page many lines stand beside others."""
    for lines in pages:
        rows: dict[int, list[float]] = {}
        for line in lines:
            rows.setdefault(round(line.y / 4), []).append(line.x)
        beside = sum(max(xs) - min(xs) > 100 for xs in rows.values())
        if beside >= 8:
            return True
    return False
