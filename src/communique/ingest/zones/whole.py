"""Whole lines: furniture, captions and provenance by pattern, lists of links, subheads."""

from __future__ import annotations

import re

from communique.ingest.zones.bylines import is_byline
from communique.ingest.zones.datelines import SPEAKER, dateline_end
from communique.ingest.zones.inside import is_companion, sentence_kind
from communique.ingest.zones.lines import sentences
from communique.ingest.zones.patterns import kinds
from communique.ingest.zones.sheet import Sheet
from communique.ingest.zones.stamps import is_stamp
from communique.record.article import ZoneKind

_MAX_LINE = 400
_MAX_HEAD = 15  # lines
_ENDING = 160
_MAX_LINK = 140  # characters
_MAX_LINKS = 40  # lines after one header
_DIALOGUE = re.compile(r"[A-Z][\w.’' -]{0,40}:\s")
_COMMENT_SIGN = re.compile(
    r"\bsays:|\bsaid:$|^(?:reply|like|report|flag|upvote|share|permalink)$|\bago\b|^@\w+", re.IGNORECASE
)
_MOST = 0.6  # of the characters of a paragraph, in sentences that are furniture
_MAX_TAIL_LINE = 70  # characters
_SHARE_OF_LINKS = 0.6  # a list of links that would take more of the text than this is no list of links


def line_kind(text: str) -> ZoneKind | None:
    """The kind of a line that is wholly furniture, provenance or caption; None for anything else."""
    if len(text) > _MAX_LINE or text[0] in "\"“‘'":
        return None
    found = next((kind for kind, pattern in kinds("line") if pattern.fullmatch(text)), None)
    return found or next(
        (kind for kind, pattern in kinds("ending") if pattern.search(text, max(0, len(text) - _ENDING))), None
    )


def opens_links(text: str) -> bool:
    """Whether a line announces links to other stories."""
    return len(text) <= 60 and any(pattern.fullmatch(text) for _, pattern in kinds("links"))


def mark_lines(sheet: Sheet) -> None:
    """Give every line that is furniture as a whole its kind."""
    spoken = sheet.spoken()
    for index, line in enumerate(sheet.lines):
        in_head = index < min(_MAX_HEAD, len(sheet.lines) // 2)
        kind: ZoneKind | None = _dateline_or_stamp(line.text)
        if kind is None and not (in_head and is_byline(line.text)):
            kind = line_kind(line.text) or (None if index in spoken else _kind_of_sentences(line.text))
        if kind:
            sheet.set(index, kind)


def _dateline_or_stamp(text: str) -> ZoneKind | None:
    """A line that holds a dateline and nothing else, or a time stamp."""
    if is_stamp(text):
        return "boilerplate"
    return "dateline" if len(text) <= 120 and dateline_end(text) == len(text) else None


def _kind_of_sentences(text: str) -> ZoneKind | None:
    """The kind of a line that is furniture sentence by sentence: all of them, or most where there are several."""
    if len(text) > 2 * _MAX_LINE or text[0] in "\"“‘'":
        return None
    found: list[tuple[ZoneKind | None, int]] = []
    is_sure = False  # companions alone are none
    for start, end in sentences(text):
        kind = sentence_kind(text[start:end])
        is_sure = is_sure or kind is not None
        is_beside = kind is None and is_companion(text[start:end])
        found.append(("boilerplate" if is_beside else kind, end - start))
    known = [(kind, length) for kind, length in found if kind]
    share = sum(length for _, length in known) / max(1, sum(length for _, length in found))
    if not is_sure:
        return None
    if len(known) == len(found) or (len(known) >= 2 and share >= _MOST):
        return next((kind for kind, _ in known), None)
    return None


def mark_tail_lines(sheet: Sheet) -> None:
    """Short unclosed lines below the report, once furniture has begun there."""
    prose = [i for i, line in enumerate(sheet.lines) if sheet.is_open(i) and line.is_prose]
    if not prose or sheet.is_transcript:
        return
    has_begun = False
    for index in range(prose[-1] + 1, len(sheet.lines)):
        line = sheet.lines[index]
        if not sheet.is_open(index):
            has_begun = has_begun or sheet.kinds[index] == "boilerplate"
        elif has_begun and len(line.text) <= _MAX_TAIL_LINE and not line.is_closed:
            sheet.set(index, "boilerplate")


def mark_comments(sheet: Sheet) -> None:
    """Readers' comments: everything after their header, when what follows looks like comments."""
    for index, line in enumerate(sheet.lines):
        if len(line.text) > 120 or not any(p.fullmatch(line.text) for _, p in kinds("comments")):
            continue
        below = sheet.lines[index + 1 : index + 7]
        signs = sum(bool(_COMMENT_SIGN.search(x.text)) or is_stamp(x.text) for x in below if len(x.text) < 120)
        if signs >= 2:
            for i in range(index, len(sheet.lines)):
                sheet.kinds[i] = "boilerplate"
            return


def mark_link_lists(sheet: Sheet) -> None:
    """Lines that open a list of links, and the short unclosed lines after them."""
    length = sum(len(line.text) for line in sheet.lines)
    taken_to = -1
    for index, line in enumerate(sheet.lines):
        is_free = index > taken_to and sheet.kinds.get(index, "boilerplate") == "boilerplate"
        if not is_free or not opens_links(line.text):
            continue
        taken = _links_after(sheet, index)
        if sum(len(sheet.lines[i].text) for i in taken) > _SHARE_OF_LINKS * length:
            continue
        taken_to = taken[-1] if taken else index
        for i in (index, *taken):
            sheet.set(i, "boilerplate")


def _links_after(sheet: Sheet, header: int) -> list[int]:
    """Indices of the links after a header: short, unclosed, one block or one after another, up to the next prose."""
    taken: list[int] = []
    in_blocks = False
    for index in range(header + 1, min(header + 1 + _MAX_LINKS, len(sheet.lines))):
        line = sheet.lines[index]
        if index in sheet.kinds:
            if sheet.kinds[index] != "boilerplate" and not taken:
                break
            taken.append(index)
            continue
        is_sentence = line.is_closed and not line.text.endswith(("?", "!"))
        if is_sentence or len(line.text) > _MAX_LINK or SPEAKER.match(line.text):
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
        if sheet.is_transcript and line.text.endswith("?"):
            continue
        if not sheet.is_open(index) or sheet.marks.get(index):
            body_seen = body_seen or sheet.is_open(index)
            continue
        if body_seen and _is_subhead(sheet, index):
            sheet.set(index, "subhead")
        body_seen = body_seen or line.is_prose


def _is_subhead(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    text = line.text
    closed = line.is_closed and not text.endswith("?")
    if len(text) > 90 or line.words > 14 or closed or text[-1] in ",;:" or text[0] in "-*•–—(" or text[0].islower():
        return False
    if SPEAKER.match(text) or (text[-1] in '”"' and line.is_closed):
        return False
    following = next((i for i in range(index + 1, len(sheet.lines)) if sheet.is_open(i)), None)
    if following is None or following > index + 3:
        return False
    after = sheet.lines[following]
    return (after.is_prose or len(after.text) > 150 or bool(_DIALOGUE.match(after.text))) and any(
        c.isalpha() for c in text
    )
