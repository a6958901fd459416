"""A message: its words, its header as metadata, its attachments as articles of their own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from io import BytesIO

from communique.errors import InputError, TooLongError
from communique.ingest.decode import decode
from communique.ingest.extracted import Extracted
from communique.ingest.formats.mail.headers import candidates_of, field_of, is_forward
from communique.ingest.formats.mail.history import marks_of
from communique.ingest.formats.parts import Fault, Input, Outcome, Part, Remark, named, printable, sha256_of
from communique.ingest.formats.registry import Kind, kind_of_name, read_parts, sniff
from communique.ingest.fragment import FragmentLine, fragment_lines
from communique.options import IngestOptions
from communique.record.article import Zone, ZoneKind

_MAX_PARTS = 1_000  # of a message, multiparts included
_MAX_LEVELS = 40  # of multiparts inside one another
_MAX_LINE = 1_000_000  # bytes of one line of a mailbox before the rest is another read
_KINDS: frozenset[Kind] = frozenset({"text", "html", "pdf", "docx", "eml"})
_STUB = 40  # words; a plain part with fewer beside a page with many times more is a stub
_STUB_FACTOR = 4
_WIDTHS = (50, 100)  # at which mail programs break lines
_STANDS_ALONE = re.compile(r"[>*•·–—-]|\d{1,3}[.)] |[A-Z][\w-]{1,20}:\s")
_FROM = b"From "
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNS = ("from", "to", "subject", "date", "received", "message-id", "return-path", "mime-version")


def read_mail(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """A message and what is attached to it. InputError when it is none."""
    data = source.bytes(options.max_bytes, "a mail")
    yield from _message(data, "", source.depth, options)


def read_mailbox(source: Input, options: IngestOptions) -> Iterator[Outcome]:
    """Every message of a mailbox, numbered from 1; one that cannot be read is a fault of its own."""
    number = 0
    for data in _split(source, options):
        number += 1
        where = f":{number}"
        if data is None:
            yield Fault(where, f"is a message of more than {options.max_bytes // 2**20} MiB, over the limit")
            continue
        try:
            for outcome in _message(data, where, source.depth, options):
                yield (
                    replace(outcome, takes="shared")
                    if isinstance(outcome, Part) and outcome.takes == "all"
                    else outcome
                )
        except InputError as error:
            yield Fault(where, str(error))
    if not number:
        raise InputError("is no mailbox: no line in it begins with 'From '")


def _split(source: Input, options: IngestOptions) -> Iterator[bytes | None]:
    """The bytes of each message; None for one over the limit. A message begins with "From " after a blank line."""
    message: list[bytes] | None = None
    size, is_blank, at_start = 0, True, True
    while line := source.stream.readline(_MAX_LINE):
        if at_start and is_blank and line.startswith(_FROM):
            if message is not None:
                yield _ESCAPED_FROM.sub(rb"\1", b"".join(message)) if size <= options.max_bytes else None
            message, size = [], 0
        elif message is not None:
            size += len(line)
            if size <= options.max_bytes:
                message.append(line)
            else:
                message.clear()
        is_blank = at_start and not line.strip(b"\r\n")
        at_start = line.endswith(b"\n")
    if message is not None:
        yield _ESCAPED_FROM.sub(rb"\1", b"".join(message)) if size <= options.max_bytes else None


def _message(data: bytes, where: str, depth: int, options: IngestOptions) -> Iterator[Outcome]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        leaves = _leaves(message)
    except InputError:
        raise
    except Exception as error:  # a hostile message: whatever the parser raises, this one is what cannot be read
        raise InputError(f"is a damaged mail ({type(error).__name__}); save it again as .eml") from error
    if not any(name.casefold() in _SIGNS for name in message.keys()):  # noqa: SIM118 - a message is no dict
        raise InputError("is no mail: it has no header; save it as .txt if it is text")
    extracted = _body(message, leaves)
    passed_over, notes = list(_attached(leaves, where, depth, options)), extracted.notes
    unread = [outcome.where for outcome in passed_over if isinstance(outcome, _Unread)]
    if unread:
        notes = (*notes, f"{len(unread)} attachment{'s' * (len(unread) > 1)} not read ({named(unread)})")
    outcomes = [outcome for outcome in passed_over if not isinstance(outcome, _Unread)]
    if extracted.text or not outcomes:
        yield Part(replace(extracted, notes=notes), sha256_of(data), where)
    else:
        yield from (Remark(note) for note in notes)
    yield from outcomes


@dataclass(slots=True)
class _Leaves:
    """The parts of a message that hold something: bodies in order, and attachments."""

    bodies: list[tuple[str, EmailMessage]] = field(default_factory=list)
    attachments: list[EmailMessage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unread:
    """An attachment that is no article: a picture, a calendar."""

    where: str


def _leaves(message: EmailMessage) -> _Leaves:
    """The parts in order; of alternatives the plain one, unless it is a stub beside a page."""
    leaves = _Leaves()
    todo: list[tuple[EmailMessage, int]] = [(message, 0)]
    seen = 0
    while todo:
        part, level = todo.pop()
        seen += 1
        if seen > _MAX_PARTS or level > _MAX_LEVELS:
            raise TooLongError(f"has more than {_MAX_PARTS} parts, or {_MAX_LEVELS} inside one another; it is not read")
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            children = [child for child in part.get_payload() if isinstance(child, EmailMessage)]
            chosen = _alternatives(children) if kind == "multipart/alternative" else children
            todo += [(child, level + 1) for child in reversed(chosen)]
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            leaves.bodies.append((kind, part))
        else:
            leaves.attachments.append(part)
    return leaves


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _alternatives(children: list[EmailMessage]) -> list[EmailMessage]:
    """The one alternative to read, and what is no alternative text at all (a calendar)."""
    plain = [child for child in children if child.get_content_type() == "text/plain"]
    pages = [
        child for child in children if child.get_content_type() in ("text/html", "multipart/related", "multipart/mixed")
    ]
    others = [child for child in children if child not in plain and child not in pages]
    if not plain or not pages:
        return children
    page = next((part for part in pages[0].walk() if part.get_content_type() == "text/html"), None)
    words = sum(len(_payload(part).split()) for part in plain)
    is_stub = (
        page is not None
        and words < _STUB
        and sum(len(line.text.split()) for line in _page_lines(page)) >= _STUB_FACTOR * max(words, 1)
    )
    return [*(pages if is_stub else plain), *others]


def _body(message: EmailMessage, leaves: _Leaves) -> Extracted:
    """The words of a message with the lines that are not its own marked."""
    lines: list[FragmentLine] = []
    notes: list[str] = []
    for kind, part in leaves.bodies:
        fresh, remarks = _lines(kind, part)
        notes += remarks
        lines += fresh
    texts = [line.text for line in lines]
    marks = marks_of(texts, [line.quoted for line in lines], forwards=is_forward(field_of(message, "subject")))
    own = sum(len(text.split()) for index, text in enumerate(texts) if index not in marks.kinds)
    kinds: dict[int, ZoneKind] = {index: "subhead" for index, line in enumerate(lines) if line.heading}
    kinds |= marks.kinds
    zones: list[Zone] = []
    at = unread = 0
    for index, text in enumerate(texts):
        if index in kinds and text.strip():
            zones.append(Zone(kind=kinds[index], span=(at, at + len(text))))
            unread += len(text) if kinds[index] == "boilerplate" else 0
        at += len(text) + 1
    if unread and own:
        notes.append(f"{unread} characters of earlier messages, signatures and mail headers are marked, not read")
    candidates = tuple(candidates_of(message, marks.forwarded, is_all_forwarded=marks.is_forward))
    return Extracted("\n".join(texts).rstrip(), candidates, None, tuple(notes), tuple(zones))


def _lines(kind: str, part: EmailMessage) -> tuple[list[FragmentLine], list[str]]:
    try:
        if kind == "text/html":
            return _page_lines(part), []
        text, notes = decode(_payload(part), charset=part.get_content_charset())
    except InputError as error:
        return [], [f"a part of the message {error}"]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if str(part.get_param("format", "")).casefold() == "flowed":
        text = _unflowed(text, deletes=str(part.get_param("delsp", "")).casefold() == "yes")
    else:
        text = _unwrapped(text)
    return [FragmentLine(_printable(line)) for line in text.split("\n")], list(notes)


def _printable(line: str) -> str:
    """A line without control characters; tabs stay."""
    return "".join(char for char in line if char == "\t" or char >= " ") if not line.isprintable() else line


def _page_lines(part: EmailMessage) -> list[FragmentLine]:
    text, _ = decode(_payload(part), is_page=True, charset=part.get_content_charset())
    return fragment_lines(text)


def _unflowed(text: str, *, deletes: bool) -> str:
    """Format=flowed (RFC 3676): a blank at a line's end means that the paragraph goes on."""
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        words = line.removeprefix(" ") if not line.startswith(">") else line
        goes_on = words.endswith(" ") and words != "-- " and not words.startswith(">")
        if is_open and not words.startswith(">") and words != "-- ":
            lines[-1] += words.rstrip(" ") if not goes_on else words.rstrip(" ") + ("" if deletes else " ")
        else:
            lines.append(words.rstrip(" ") + (" " if goes_on and not deletes else "") if words != "-- " else words)
        is_open = goes_on
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines)


def _unwrapped(text: str) -> str:
    """Paragraphs that a mail program broke at a fixed width, joined again: a blank for each line break inside one.

    A line goes on where the first word of the next would not have fitted. Quoted lines, lists and short lines stay.
    """
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line.split()) > 3 and not line.startswith(">")), default=0)
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return text
    joined: list[str] = []
    last = ""
    for line in lines:
        first = line.split(" ", 1)[0]
        is_full = bool(last) and len(last.rstrip()) + 1 + len(first) > width
        if (
            is_full
            and first
            and not line.startswith((" ", "\t"))
            and not _STANDS_ALONE.match(line + " ")
            and last[0] != ">"
        ):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attached(leaves: _Leaves, where: str, depth: int, options: IngestOptions) -> Iterator[Outcome | _Unread]:
    """The articles attached to a message, each under its own name."""
    taken: set[str] = set()
    for count, part in enumerate(leaves.attachments, start=1):
        name = printable(str(part.get_filename() or part.get_content_type())).replace("/", "-")
        place = f"{where}:{name}"
        place = f"{place}#{count}" if place in taken else place
        taken.add(place)
        if count > options.max_attachments:
            yield Fault(
                place, f"is one of more than {options.max_attachments} attachments, over the limit; save it apart"
            )
            continue
        try:
            kind, data = _attachment(part, name)
            if kind is None:
                yield _Unread(name)
                continue
            yield from _attached_articles(kind, data, place, depth + 1, options)
        except InputError as error:
            yield Fault(place, str(error))
        except Exception as error:  # a hostile attachment: the others go on
            yield Fault(place, f"is a damaged attachment ({type(error).__name__}); save it apart")


def _attachment(part: EmailMessage, name: str) -> tuple[Kind | None, bytes]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return ("eml", first.as_bytes()) if isinstance(first, EmailMessage) else (None, b"")
    data = _payload(part)
    kind = kind_of_name(name)
    if kind is None and part.get_content_maintype() in ("text", "application"):
        found = sniff(data)
        kind = found if found in ("pdf", "docx") or part.get_content_type() in ("text/plain", "text/html") else None
    return (kind if kind in _KINDS else None), data


def _attached_articles(kind: Kind, data: bytes, place: str, depth: int, options: IngestOptions) -> Iterator[Outcome]:
    if depth > options.max_depth:
        raise TooLongError(f"is wrapped in more than {options.max_depth} mails; save it apart")
    for outcome in read_parts(kind, Input(BytesIO(data), depth), options):
        if isinstance(outcome, Part):
            extracted = replace(outcome.extracted, notes=("attached to a mail", *outcome.extracted.notes))
            yield replace(outcome, extracted=extracted, where=place + outcome.where, takes="none")
        elif isinstance(outcome, Fault):
            yield replace(outcome, where=place + outcome.where)
        else:
            yield outcome
