"""Outlets by the host of their pages, and news agencies by the ways they sign."""

from __future__ import annotations

import functools
import re
from importlib import resources
from urllib.parse import urlsplit

from communique.ingest.dates import MONTH_WORDS, month_number, parse_date

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_DAY_LOOSE = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/)")
_URL_WORD_DAY = re.compile(rf"/((?:19|20)\d\d)/({MONTH_WORDS})/(\d{{1,2}})(?=/)", re.IGNORECASE)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")


def outlet_of_url(url: str) -> str | None:
    """The outlet whose host a URL names: its known name, else the host; None for aggregators and non-URLs."""
    host = host_of(url)
    if not host:
        return None
    if any(domain in _lines("aggregators.txt") for domain in _domains(host)):
        return None
    return outlet_of_domain(host) or host


def outlet_of_domain(host: str) -> str | None:
    """The known outlet that owns a domain or the one above it; None for all others."""
    return next((_outlets()[domain] for domain in _domains(host.casefold()) if domain in _outlets()), None)


def _domains(host: str) -> list[str]:
    return [host.split(".", n)[-1] for n in range(host.count("."))]


def host_of(url: str) -> str | None:
    """The host of a web address without "www."; None when there is none."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    return host if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host) else None


def date_in_url(url: str) -> str | None:
    """The date that the path of a URL carries (/2031/03/04/), to the day or the month."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if match := _URL_WORD_DAY.search(path):
        return parse_date(f"{match[1]}-{month_number(match[2]):02d}-{int(match[3]):02d}")
    if match := _URL_DAY.search(path) or _URL_DAY_LOOSE.search(path):
        return parse_date(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
    match = _URL_MONTH.search(path)
    return f"{match[1]}-{match[2]}" if match else None


def agency_of(words: str) -> str | None:
    """The news agency that signs with exactly these words, by its usual name."""
    return _agencies().get(words.strip(" .()").casefold())


def agency_in(words: str) -> str | None:
    """The one agency named in a dateline's or byline's words; None when none or several are."""
    found = {
        name for sign, name in _agencies().items() if re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", words.casefold())
    }
    return found.pop() if len(found) == 1 else None


@functools.cache
def _outlets() -> dict[str, str]:
    return {host: name for host, _, name in (line.partition("\t") for line in _lines("outlets.txt"))}


@functools.cache
def _agencies() -> dict[str, str]:
    signs: dict[str, str] = {}
    for line in _lines("agencies.txt"):
        name, _, others = line.partition("\t")
        signs |= {sign.casefold(): name for sign in (name, *others.split("|")) if sign}
    return signs


@functools.cache
def _lines(file: str) -> tuple[str, ...]:
    text = resources.files("communique.ingest").joinpath("data", file).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
