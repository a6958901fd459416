"""Web archives: every page that a server answered with is an article; everything else is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.errors import InputError
from communique.ingest.dates import parse_date
from communique.ingest.extracted import Extracted
from communique.ingest.formats.parts import Fault, Input, Outcome, Part, Remark, printable, sha256_of
from communique.ingest.formats.text import page_limit, page_of
from communique.options import IngestOptions
from communique.record.article import Candidate

_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHANGED = "differs from its digest in the archive: cut off or changed"
_MAX_RECORDS = 10_000_000
_SERVICE = frozenset({"warcinfo", "request", "metadata", "conversion", "continuation"})


def read_warc(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """One article a page, numbered by its record. InputError when the file is no web archive or holds no page.

    A page's day of capture is no day of publication: it is a candidate of its own ("captured").
    """
    passed: Counter[str] = Counter()
    found = 0
    try:
        for number, record in enumerate(_records(source), start=1):
            if why := _passed_over(record):
                passed[why] += 1
                continue
            found += 1
            yield _page(record, f":{number}", options)
    except InputError:
        raise
    except Exception as error:  # a hostile archive: what was read until here stays, the rest cannot be
        if not found and not passed:
            raise InputError(f"is no web archive that can be read ({type(error).__name__})") from error
        yield Fault(
            f":{found + passed.total() + 1}", f"is damaged from this record on ({type(error).__name__}); not read"
        )
    passed = Counter({why: count for why, count in passed.items() if why not in _SERVICE})
    counts = ", ".join(f"{count} {why}" for why, count in sorted(passed.items()))
    if not found:
        raise InputError(f"holds no HTML page ({counts or 'no response'})")
    if passed:
        yield Remark(f"{passed.total()} records not read ({counts})")


def _records(source: Input) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator  # loaded for archives only

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """Its warning about lengths would go to stderr past everybody; the digest says more, and per article."""

        INC_RECORD = ""

    for count, record in enumerate(Quiet(source.stream, check_digests=True)):
        if count >= _MAX_RECORDS:
            raise InputError(f"holds more than {_MAX_RECORDS} records; split it")
        yield record


def _passed_over(record: Any) -> str:
    """Why a record is no article; empty when it is one."""
    if record.rec_type != "response":
        return printable(str(record.rec_type or "unknown"), 30) if record.rec_type != "resource" else "not HTML"
    headers = record.http_headers
    if headers is None:
        return "not HTTP"
    if str(headers.get_statuscode()) != "200":
        return "answers other than 200"
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().casefold()
    return "" if kind in _PAGES else "not HTML"


def _page(record: Any, where: str, options: IngestOptions) -> Outcome:
    limit = page_limit(options)
    try:
        data = _read(record.content_stream(), limit + 1)
    except Exception as error:  # a body that its own encoding cannot undo
        return Fault(where, f"cannot be unpacked ({type(error).__name__})")
    if len(data) > limit:
        return Fault(where, f"is a page of more than {limit // 2**20} MiB, over the limit")
    declared = _CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    try:
        page = page_of(data, charset=declared[1] if declared else None)
    except InputError as error:
        return Fault(where, str(error))
    page = _with_record(page, record)
    if record.digest_checker is not None and record.digest_checker.passed is False:
        page = replace(page, notes=(*page.notes, _CHANGED))
    return Part(page, sha256_of(data), where, takes="shared")


def _read(stream: Any, limit: int) -> bytes:
    """Up to `limit` bytes: a decompressing stream hands out fewer than it is asked for."""
    pieces: list[bytes] = []
    while limit > 0 and (piece := stream.read(limit)):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _with_record(page: Extracted, record: Any) -> Extracted:
    """The page with the address it was captured from, which wins, and the day of capture."""
    found: list[Candidate] = []
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = printable(address.strip("<>"), 2_000)
    if address.startswith(("http://", "https://")):
        found.append(Candidate(field="url", value=address, origin="meta", where="archive record"))
    notes = page.notes
    if day := parse_date(record.rec_headers.get_header("WARC-Date") or ""):
        found.append(Candidate(field="captured", value=day, origin="meta", where="archive record"))
        notes = (*notes, f"captured on {day}")
    return replace(page, candidates=(*found, *page.candidates), notes=notes)
