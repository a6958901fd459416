"""The zones of a plain text: title, byline, dateline, body. First version."""

from __future__ import annotations

import re

from communique.record.article import Zone, ZoneKind

_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][A-Za-z. ]{2,25})?(?: \([A-Za-z. ]{2,30}\))? ?(?:—|--|–|-) ?")
_BYLINE = re.compile(r"By [A-Z][^.!?\"“]{2,80}")


def mark_zones(text: str, title: str | None = None, has_title: bool = True) -> tuple[Zone, ...]:
    """Flat, disjoint zones that cover every non-blank character of `text`."""
    del title
    zones: list[Zone] = []
    lines = [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    seen_body = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if number == 0 and has_title and len(lines) > 1 and len(line) <= 200 and not line.endswith("."):
            zones.append(Zone(kind="title", span=(start, end)))
        elif not seen_body and _BYLINE.fullmatch(line):
            zones.append(Zone(kind="byline", span=(start, end)))
        else:
            match = _DATELINE.match(line) if not seen_body else None
            cut = start + len(match.group().rstrip()) if match else start
            kinds: list[tuple[ZoneKind, int, int]] = [("dateline", start, cut), ("body", cut, end)]
            for kind, left, right in kinds:
                left += len(text[left:right]) - len(text[left:right].lstrip())
                if left < right:
                    zones.append(Zone(kind=kind, span=(left, right)))
            seen_body = True
    return tuple(zones)
