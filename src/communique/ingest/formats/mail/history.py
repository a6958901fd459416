"""Which lines of a mail are the sender's own words, which are earlier messages, signatures, or a forwarded header."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon.tables import yaml_of
from communique.record.article import ZoneKind

_MAX_SIGNATURE = 12  # lines
_FEW_WORDS = 25  # a cover note; with fewer words of its own a mail is what it forwards
_WRAPPED = 2  # lines over which a reply line may run


@dataclass(frozen=True, slots=True)
class Marks:
    """A kind for every line that is not the sender's own text, and the header fields of what is forwarded."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    forwarded: dict[str, str] = field(default_factory=dict)
    is_forward: bool = False


def marks_of(lines: Sequence[str], quoted: Sequence[bool], *, forwards: bool) -> Marks:
    """What each line of a mail's text is. `quoted`: the markup shows an earlier message; `forwards`: the subject says so.

    What is forwarded is text, its header is not; earlier messages below a reply are not.
    """
    kinds: dict[int, ZoneKind] = {}
    header = _forwarded_header(lines, forwards=forwards)
    if header:
        kinds |= dict.fromkeys(range(header.lines.start), "provenance")  # a cover note
        kinds |= dict.fromkeys(header.lines, "boilerplate")
    history = None if header else _history_start(lines)
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        is_earlier = (
            line.startswith(">") or (quoted[index] and not header) or (history is not None and index >= history)
        )
        if is_earlier or _is("device", line):
            kinds[index] = "boilerplate"
    for index in _signature(lines, kinds):
        kinds[index] = "boilerplate"
    return Marks(kinds, header.fields if header else {}, header is not None)


@dataclass(frozen=True, slots=True)
class _Header:
    lines: range
    fields: dict[str, str]


def _forwarded_header(lines: Sequence[str], *, forwards: bool) -> _Header | None:
    """The header of the message that a mail passes on, with few words of its own above it."""
    words = 0
    for index, line in enumerate(lines):
        has_mark = _is("forwarded", line)
        begins = has_mark or (forwards and (_is("original", line) or _is_field_block(lines, index)))
        if begins and (has_mark or words <= _FEW_WORDS):
            return _header_at(lines, index)
        words += len(line.split())
        if words > 40 * _FEW_WORDS:
            return None
    return None


def _header_at(lines: Sequence[str], start: int) -> _Header:
    fields: dict[str, str] = {}
    index = start if _is_field(lines[start]) else start + 1
    while index < len(lines) and (_is_field(lines[index]) or (not lines[index].strip() and not fields)):
        name, _, value = lines[index].partition(":")
        if value:
            fields.setdefault(name.strip(" *").casefold(), value.strip(" *"))
        index += 1
    return _Header(range(start, index), fields)


def _history_start(lines: Sequence[str]) -> int | None:
    """The line at which earlier messages begin that no ">" marks."""
    has_own = False
    for index, line in enumerate(lines):
        joined = " ".join(part.strip() for part in lines[index : index + _WRAPPED])
        is_reply = _is("reply", line) or (_is_open_reply(line) and _is("reply", joined))
        if is_reply:
            below = next((later for later in lines[index + _WRAPPED :] if later.strip()), "")
            return None if below.startswith(">") and not has_own else index
        if has_own and ((_is("original", line) and _is_field_block(lines, index + 1)) or _is_field_block(lines, index)):
            return index
        if has_own and _is("original", line) and "original" in line.casefold():
            return index
        has_own = has_own or bool(line.strip())
    return None


def _is_open_reply(line: str) -> bool:
    return line.lower().startswith(("on ", "am ", "le ")) and not line.rstrip().endswith(".")


def _is_field_block(lines: Sequence[str], index: int) -> bool:
    """Whether three header fields stand here, the sender first."""
    block = [line for line in lines[index : index + 6] if line.strip()][:4]
    return (
        len(block) >= 3
        and block[0].lstrip("* ").lower().startswith("from:")
        and all(_is_field(line) for line in block[:3])
    )


def _is_field(line: str) -> bool:
    return _is("fields", line)


def _signature(lines: Sequence[str], kinds: dict[int, ZoneKind]) -> range:
    """From the last signature mark to the end of the sender's own words, unless that is too much for a signature."""
    own = [index for index, line in enumerate(lines) if line.strip() and index not in kinds]
    marks = [index for index in own if _is("signature", lines[index])]
    if not marks:
        return range(0)
    below = [index for index in own if index > marks[-1]]
    if len(below) > _MAX_SIGNATURE:
        return range(marks[-1], marks[-1] + 1)
    return range(marks[-1], (below[-1] if below else marks[-1]) + 1)


def _is(name: str, line: str) -> bool:
    return bool(_patterns()[name].match(line.strip()[:400]))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile("|".join(f"(?:{one})" for one in several), re.IGNORECASE)
        for name, several in yaml_of("communique.ingest.formats.mail", "patterns.yaml").items()
    }
