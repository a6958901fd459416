"""What the header of a mail says about the article in it: subject, sender, day. Blank beats wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.headerregistry import HeaderRegistry
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from communique.ingest.dates import day_in, parse_date
from communique.ingest.formats.parts import printable
from communique.ingest.outlets import outlet_of_domain
from communique.lexicon.tables import given_names
from communique.record.article import Candidate

_MAX_FIELD = 2_000  # characters; the parser of longer ones takes longer than they are worth
_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|fw|aw|wg|tr|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:(?:re|aw)\s*:\s*)*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_FROM_OUTLET = re.compile(r"^(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3}) (?:at|from|of|,|\|) (?P<house>.{3,60})$")
_REGISTRY = HeaderRegistry()


def field_of(message: Message, name: str) -> str:
    """A header field decoded to one printable line; empty when it is missing or cannot be decoded."""
    raw = next((str(value) for key, value in message.raw_items() if key.casefold() == name), "")
    raw = " ".join(raw.split())[:_MAX_FIELD]
    try:
        value = str(_REGISTRY(name, raw))
    except Exception:  # the header parser fails in many ways on hostile fields; a blank says so
        value = raw
    return printable(value, 500)


def is_forward(subject: str) -> bool:
    """Whether a subject says that a message is passed on."""
    return bool(_FORWARD.match(subject))


def candidates_of(message: Message, forwarded: Mapping[str, str], *, is_all_forwarded: bool) -> Iterator[Candidate]:
    """Title, author or outlet, and day. Of a forwarded message those of its own header, where the mail is nothing else."""
    if is_all_forwarded:
        yield from _candidates(forwarded.get("subject", ""), forwarded.get("from", ""), "forwarded header", False)
        written = forwarded.get("date") or forwarded.get("sent") or ""
        if day := parse_date(written) or day_in(written):
            yield Candidate(field="published", value=day, origin="meta", where="forwarded header")
        if sent := _day(field_of(message, "date")):
            yield Candidate(field="forwarded", value=sent, origin="meta", where="mail header")
        return
    is_list = any(message.get_all(name) for name in ("List-Id", "List-Unsubscribe"))
    yield from _candidates(field_of(message, "subject"), field_of(message, "from"), "mail header", is_list)
    if day := _day(field_of(message, "date")):
        yield Candidate(field="published", value=day, origin="meta", where="mail header")


def _candidates(subject: str, sender: str, where: str, is_list: bool) -> Iterator[Candidate]:
    if title := _PREFIX.sub("", subject).strip():
        yield Candidate(field="title", value=title, origin="meta", where=where)
    name, address = parseaddr(sender)
    name = name.strip(" \"'*")
    outlet = outlet_of_domain(address.rpartition("@")[2])
    joint = _FROM_OUTLET.match(name)
    if joint and _is_person(joint["name"], ""):
        name, outlet = joint["name"], outlet or joint["house"]
    if _is_person(name, address):
        yield Candidate(field="authors", value=name, origin="meta", where=where)
    elif is_list and name and not outlet:
        outlet = name
    if outlet:
        yield Candidate(field="outlet", value=outlet, origin="meta", where=where)


def _is_person(name: str, address: str) -> bool:
    """Whether a sender's name is a person's: a known given name first, or its family name in the address."""
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(word[:1].isupper() or len(word) <= 3 for word in words):
        return False
    local = address.partition("@")[0].casefold()
    return words[0].casefold().strip(".") in given_names() or (
        len(words[-1]) > 3 and words[-1].casefold() in local and words[0][:1].casefold() in local[:1]
    )


def _day(value: str) -> str | None:
    """The day a mail was sent, in the time zone it names."""
    if day := parse_date(value):
        return day
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
