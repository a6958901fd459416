"""Whole lines: furniture, captions and provenance by pattern, lists of links, subheads."""

from __future__ import annotations

import re

from communique.ingest.zones.lines import Line
from communique.ingest.zones.patterns import kinds
from communique.ingest.zones.sheet import Sheet
from communique.record.article import ZoneKind

_MAX_LINE = 400
_MAX_LINK = 140
_DIALOGUE = re.compile(r"[A-Z][\w.’' -]{0,40}:\s")
_SPEAKER = re.compile(
    r"(?:(?:MR|MS|MRS|DR|SECRETARY|MINISTER|PRESIDENT|QUESTION|MODERATOR|Q|A)\b|[A-Z][A-Z.’' -]{2,40})[^a-z]{0,30}:"
)
_SHARE_OF_LINKS = 0.6  # a list of links that would take more of the text than this is no list of links


def line_kind(text: str) -> ZoneKind | None:
    """The kind of a line that is wholly furniture, provenance or caption; None for anything else."""
    if len(text) > _MAX_LINE or text[0] in "\"“‘'":
        return None
    for kind, pattern in kinds("line"):
        if pattern.fullmatch(text):
            return kind
    return None


def opens_links(text: str) -> bool:
    """Whether a line announces links to other stories."""
    return len(text) <= 60 and any(pattern.fullmatch(text) for _, pattern in kinds("links"))


def mark_lines(sheet: Sheet) -> None:
    """Give every line that is furniture as a whole its kind."""
    for index, line in enumerate(sheet.lines):
        kind = line_kind(line.text)
        if kind is None and _is_furniture_sentence(line):
            kind = next(k for k, p in kinds("sentence") if p.match(line.text))
        if kind:
            sheet.set(index, kind)


def _is_furniture_sentence(line: Line) -> bool:
    """A line of one sentence, or without a full stop, that a sentence pattern knows."""
    text = line.text
    if len(text) > _MAX_LINE or text[0] in "\"“‘'" or re.search(r"[.!?]\s+[A-Z“\"]", text):
        return False
    return any(pattern.match(text) for _, pattern in kinds("sentence"))


def mark_link_lists(sheet: Sheet) -> None:
    """Lines that open a list of links, and the short unclosed lines after them."""
    for index, line in enumerate(sheet.lines):
        if (sheet.is_open(index) or sheet.kinds[index] == "boilerplate") and opens_links(line.text):
            taken = _links_after(sheet, index)
            if sum(len(sheet.lines[i].text) for i in taken) > _SHARE_OF_LINKS * sum(len(x.text) for x in sheet.lines):
                continue
            for i in (index, *taken):
                sheet.set(i, "boilerplate")


def _links_after(sheet: Sheet, header: int) -> list[int]:
    """Indices of the links after a header: short, unclosed, one block or one after another, up to the next prose."""
    taken: list[int] = []
    in_blocks = False
    for index in range(header + 1, len(sheet.lines)):
        line = sheet.lines[index]
        if index in sheet.kinds:
            if sheet.kinds[index] != "boilerplate" and not taken:
                break
            taken.append(index)
            continue
        if line.is_prose or len(line.text) > _MAX_LINK or _SPEAKER.match(line.text):
            break
        if line.gap and taken and in_blocks:
            break
        in_blocks = in_blocks or (not line.gap and bool(taken))
        taken.append(index)
    if taken and not in_blocks and len(taken) >= 2 and _is_subhead(sheet, taken[-1]):
        taken.pop()  # the last of several single lines, just before prose, rather heads that prose
    return taken


def mark_subheads(sheet: Sheet) -> None:
    """Short unclosed lines that stand alone between paragraphs."""
    body_seen = False
    for index, line in enumerate(sheet.lines):
        if not sheet.is_open(index) or sheet.marks.get(index):
            body_seen = body_seen or sheet.is_open(index)
            continue
        if body_seen and _is_subhead(sheet, index):
            sheet.set(index, "subhead")
        body_seen = body_seen or line.is_prose


def _is_subhead(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    text = line.text
    closed = line.is_closed and not text.endswith(("?", "’", "'", "”", '"'))
    if len(text) > 90 or line.words > 14 or closed or text[-1] in ",;:" or text[0] in "-*•–—(" or text[0].islower():
        return False
    if _SPEAKER.match(text) or (text[-1] in '”"' and line.is_closed):
        return False
    following = next((i for i in range(index + 1, len(sheet.lines)) if sheet.is_open(i)), None)
    if following is None or following > index + 3:
        return False
    after = sheet.lines[following]
    return (after.is_prose or len(after.text) > 150 or bool(_DIALOGUE.match(after.text))) and any(
        c.isalpha() for c in text
    )
