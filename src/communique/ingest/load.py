"""Found -> articles: read the format, mark the zones, collect the metadata. Each failure is one line and stays alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from communique.errors import InputError
from communique.ingest.assemble import Source, assemble
from communique.ingest.discover import Found, Notify
from communique.ingest.formats import Fault, Input, Kind, Part, Remark, format_of, read_parts, sure_kind
from communique.ingest.given import Given, merge
from communique.options import IngestOptions
from communique.record.article import Article, Candidate
from communique.record.record import Failure


def load(found: Found, options: IngestOptions, notify: Notify | None = None) -> Iterator[Article | Failure]:
    """The articles of one input, in order; what cannot be used is a Failure that names it, and the rest goes on.

    What an input holds beside articles (pictures in a web archive) is told to `notify`, one line an input.
    """
    try:
        with _open(found) as stream:
            kind, notes = _kind(found, stream)
            for outcome in read_parts(kind, Input(stream), options):
                if isinstance(outcome, Remark):
                    (notify or _silent)(f"{found.path}: {outcome.line}")
                else:
                    yield _article(outcome, found, notes, options)
    except OSError as error:
        reason = "is gone: it was there when the folder was listed" if isinstance(error, FileNotFoundError) else ""
        yield Failure(path=found.path, reason=reason or f"cannot be read: {error.strerror or error}")
    except InputError as error:
        yield Failure(path=found.path, reason=str(error))


def deduplicate(articles: Iterable[Article]) -> list[Article]:
    """One article for each text, sorted by path; the smallest path wins and the others become its `copies`.

    What the copies say about themselves (outlet, date) stays in `candidates`, with their path.
    """
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.text, []).append(article)
    return sorted((_joined(group) for group in groups.values()), key=lambda a: (a.path, a.id))


def _joined(group: list[Article]) -> Article:
    if len(group) == 1:
        return group[0]
    first, *others = sorted(group, key=lambda a: (a.path, a.model_dump_json()))
    copies = sorted({path for a in others for path in (a.path, *a.copies)} | {*first.copies})
    extra = [
        Candidate(field=c.field, value=c.value, origin=c.origin, where=f"{other.path}: {c.where}".rstrip(": "))
        for other in others
        for c in other.candidates
    ]
    return first.model_copy(update={"copies": tuple(copies), "candidates": (*first.candidates, *extra)})


def _open(found: Found) -> BinaryIO:
    if found.file is None:
        return BytesIO(found.data or b"")
    return found.file.open("rb")


def _kind(found: Found, stream: BinaryIO) -> tuple[Kind, tuple[str, ...]]:
    """The kind to read an input as: what its first bytes say beyond doubt wins over its name, with a note."""
    sure = sure_kind(stream) if stream.seekable() else None
    if sure is None or sure == found.kind:
        return found.kind, ()
    return sure, (f"read as {format_of(sure).name}, which it is whatever its name says",)


def _article(outcome: Part | Fault, found: Found, notes: tuple[str, ...], options: IngestOptions) -> Article | Failure:
    path = found.path + outcome.where
    if isinstance(outcome, Fault):
        return Failure(path=path, reason=outcome.reason)
    extracted = replace(outcome.extracted, notes=(*notes, *outcome.extracted.notes))
    try:
        return assemble(Source(path, extracted, outcome.sha256, _given(outcome, found)), options)
    except InputError as error:
        return Failure(path=path, reason=str(error))


def _given(part: Part, found: Found) -> Given:
    """What the user says about one article of an input."""
    own = part.given or Given()
    if part.takes == "all":
        return merge(own, found.given)
    return merge(own, found.given.shared()) if part.takes == "shared" else own


def _silent(line: str) -> None:
    """Nobody listens."""
