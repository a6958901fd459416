"""The head of a report: title, standfirst, byline, time stamp, line by line. What is glued into one line: flat.py."""

from __future__ import annotations

import re

from communique.ingest.zones.bylines import is_bare_names, is_byline, is_role, reads_as_headline
from communique.ingest.zones.datelines import SPEAKER, dateline_end
from communique.ingest.zones.flat import Hints, peel
from communique.ingest.zones.lines import Line
from communique.ingest.zones.mastheads import masthead
from communique.ingest.zones.patterns import word_set
from communique.ingest.zones.sheet import Mark, Sheet
from communique.ingest.zones.stamps import is_stamp
from communique.ingest.zones.titles import title_end
from communique.ingest.zones.whole import opens_links
from communique.record.article import ZoneKind

_MAX_HEAD = 30  # lines
_MAX_LATE = 8  # open lines
_MAX_ABOVE_MASTHEAD = 1  # lines
_MAX_CLOSED_TITLE = 120  # a longer line that is closed by ?, ! or a quotation is a sentence
_MAX_TITLE = 220  # characters
_MAX_PROSE_IN_HEAD = 2  # paragraphs of standfirst above a byline


def mark_head(sheet: Sheet, hints: Hints) -> None:
    """Give the lines above the body their kinds, and peel what is glued to the first line of the body."""
    title = _find_title(sheet, hints)
    first = 0 if title is None else title + 1
    if title is not None:
        _mark_above_title(sheet, title, hints)
    cue = _last_cue(sheet, first, hints)
    for index in range(first, cue + 1):
        kind = _head_kind(sheet, index, hints)
        line = sheet.lines[index]
        if kind is None and "byline" in sheet.kinds.values() and not line.is_closed:
            kind = _above_body(line, has_byline=True)
        if kind or (kind := _standfirst(line)):
            sheet.set(index, kind)
    body = _body_start(sheet, max(first, cue + 1), hints)
    if body is not None and not sheet.marks.get(body):
        want_title = title is None and body == _first_open(sheet)
        marks = peel(sheet.lines[body].text, hints, want_title=want_title, has_speech=sheet.is_transcript)
        sheet.add(body, marks)
    _mark_late_dateline(sheet)


def _mark_late_dateline(sheet: Sheet) -> None:
    """A dateline on one of the first paragraphs, where something unknown stands between head and report."""
    top = sheet.open_lines()[:_MAX_LATE]
    if any(kind == "dateline" for kind in sheet.kinds.values()) or any(sheet.marks.get(i) for i in top):
        return
    for index in top:
        line = sheet.lines[index]
        end = dateline_end(line.text)
        if end is not None and line.is_prose:
            sheet.add(index, [Mark(0, end, "dateline")])
            return


def _find_title(sheet: Sheet, hints: Hints) -> int | None:
    """The line that is the title, its kind set; None when no line is."""
    if not hints.has_title:
        return _drop_repeated_title(sheet, hints)
    _mark_links_above(sheet, hints)
    _mark_breadcrumb(sheet)
    if hints.title:
        for index, line in enumerate(sheet.lines[:_MAX_HEAD]):
            end = title_end(line.text, hints.title)
            if end is None:
                continue
            if not line.text[end:].strip(" .|-–—"):
                sheet.kinds[index] = "title"
                return index
            if len(line.text) > end + 60:  # the report goes on in the same line
                sheet.kinds.pop(index, None)
                sheet.add(index, peel(line.text, hints, want_title=True))
                return index
    above = _mark_masthead(sheet)
    top = _first_open(sheet, hints)
    if top is None or not _looks_like_title(sheet, top, hints):
        if above is not None:  # no title below it: then it is the title itself, or nothing
            sheet.kinds.pop(above)
            top = above if _looks_like_title(sheet, above, hints) else None
        else:
            top = None
    if top is not None:
        sheet.set(top, "title")
    return top


def _mark_masthead(sheet: Sheet) -> int | None:
    """The name of the newspaper on the first line, its kind set; None where no such line is."""
    top = _first_open(sheet)
    if top is None or top > _MAX_ABOVE_MASTHEAD or masthead(sheet.lines[top].text) is None:
        return None
    sheet.set(top, "provenance")
    return top


def _mark_links_above(sheet: Sheet, hints: Hints) -> None:
    """A list of topics or links at the very top: its header and the lines of a few words after it."""
    top = _first_open(sheet, hints)
    if top is None or not opens_links(sheet.lines[top].text):
        return
    for index in range(top, min(top + 10, len(sheet.lines))):
        if index > top and (sheet.lines[index].words > 3 or sheet.lines[index].is_closed):
            break
        sheet.set(index, "boilerplate")


def _mark_breadcrumb(sheet: Sheet) -> None:
    """A section and the title in one line ("Europe|Ferry talks resume") above the title itself."""
    for index, line in enumerate(sheet.lines[:_MAX_HEAD]):
        last = line.text.rpartition("|")[2].strip()
        below = sheet.lines[index + 1 : index + _MAX_HEAD]
        if "|" in line.text and len(last.split()) >= 3 and any(other.text == last for other in below):
            sheet.set(index, "boilerplate")


def _drop_repeated_title(sheet: Sheet, hints: Hints) -> int | None:
    """The title of a page lives outside its text; where the text repeats it, it is marked all the same."""
    first = sheet.lines[0].text if sheet.lines else ""
    if hints.title and first and title_end(first, hints.title) == len(first):
        sheet.kinds[0] = "title"
        return 0
    return None


def _looks_like_title(sheet: Sheet, index: int, hints: Hints) -> bool:
    line = sheet.lines[index]
    text = line.text
    if len(sheet.lines) == 1 or len(text) > _MAX_TITLE or not 2 <= line.words <= 35:
        return False
    if line.is_closed and len(text) > _MAX_CLOSED_TITLE:
        return False
    if re.sub(r"\[\d+\]$", "", text).endswith((".", ",", ";", ":")) and not re.search(r"(?:\b[A-Z]\.|\.\.\.)$", text):
        return False
    if dateline_end(text) is not None or text[0] in "*•" or opens_links(text):
        return False
    if re.match(r"[A-Z][A-Z .]+:\s", text) and _head_kind(sheet, index + 1, hints) is None:
        return False
    rest = [x for i, x in enumerate(sheet.lines) if i > index and i not in sheet.kinds]
    if not rest:
        return False
    # a title given from outside that does not stand here makes the first line somebody else's: it needs a cue below it
    return not hints.title or (line.words >= 5 and _head_kind(sheet, index + 1, hints) is not None)


def _mark_above_title(sheet: Sheet, title: int, hints: Hints) -> None:
    for index in range(title):
        line = sheet.lines[index]
        kind = _head_kind(sheet, index, hints)
        if kind or (line.words <= 6 and not line.is_closed):
            sheet.set(index, kind or "boilerplate")


def _last_cue(sheet: Sheet, first: int, hints: Hints) -> int:
    """The last line that only a head has (byline, stamp, section), or `first - 1`; stops where the report begins."""
    cue, prose = first - 1, 0
    for index in range(first, min(len(sheet.lines), first + _MAX_HEAD)):
        line = sheet.lines[index]
        if index in sheet.kinds:
            cue = index if is_stamp(line.text) or sheet.kinds[index] == "byline" else cue
        elif _head_kind(sheet, index, hints):
            cue = index
        elif dateline_end(line.text) is not None:
            break
        elif line.is_prose:
            prose += 1
            if prose > _MAX_PROSE_IN_HEAD:
                break
    return cue


def _head_kind(sheet: Sheet, index: int, hints: Hints) -> ZoneKind | None:
    """The kind of a line of the head, where nothing but the line and its neighbours decide."""
    if not 0 <= index < len(sheet.lines):
        return None
    if index in sheet.kinds:
        return sheet.kinds[index]
    text = sheet.lines[index].text
    if is_stamp(text) or text.casefold().strip(" :|") in word_set("section labels"):
        return "boilerplate"
    if is_byline(text, hints.authors) and not (_is_on_top(sheet, index, hints) and reads_as_headline(text)):
        return "byline"
    neighbours = [sheet.lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(sheet.lines)]
    if (
        is_bare_names(text)
        and "byline" not in sheet.kinds.values()
        and any(is_stamp(n) or is_role(n) for n in neighbours)
    ):
        return "byline"
    if (
        is_role(text)
        and index
        and (sheet.kinds.get(index - 1) == "byline" or is_bare_names(sheet.lines[index - 1].text))
    ):
        return "byline"
    return None


def _is_on_top(sheet: Sheet, index: int, hints: Hints) -> bool:
    """Whether a line stands where the title does: first of a text that holds its title, and none is given."""
    return index == 0 and hints.has_title and not hints.title and "title" not in sheet.kinds.values()


def _standfirst(line: Line) -> ZoneKind | None:
    """Words between title and byline that are neither."""
    return "standfirst" if line.words >= 4 else None


def _body_start(sheet: Sheet, first: int, hints: Hints) -> int | None:
    """The first line of the body; places and points above it get their kinds."""
    del hints
    above: list[int] = []
    for index in range(first, min(len(sheet.lines), first + _MAX_HEAD)):
        if not sheet.is_open(index):
            continue
        line = sheet.lines[index]
        if line.is_prose or len(line.text) > 150 or dateline_end(line.text) is not None:
            break
        if SPEAKER.match(line.text):
            break
        above.append(index)
    else:
        index = first
    for i in above:
        kind = _above_body(sheet.lines[i], has_byline="byline" in sheet.kinds.values())
        if kind and i < index:
            sheet.set(i, kind)
    return index if index < len(sheet.lines) and sheet.is_open(index) else _first_open(sheet)


def _above_body(line: Line, has_byline: bool) -> ZoneKind | None:
    text = line.text
    if text[0] in "*•-–" and len(text) < 200:
        return "standfirst"
    words = [w for w in re.findall(r"[A-Za-z][\w.'’-]*", text) if w not in {"of", "the", "and", "de", "la"}]
    if words and words[0].casefold() in word_set("offices"):
        return None
    is_place = ";" not in text and 2 <= len(words) <= 8 and all(w[0].isupper() for w in words) and not line.is_closed
    return "dateline" if is_place and (has_byline or re.fullmatch(r"[^,]+, [^,]+", text)) else None


def _first_open(sheet: Sheet, hints: Hints | None = None) -> int | None:
    for index in range(min(len(sheet.lines), _MAX_HEAD)):
        if sheet.is_open(index) and (hints is None or _head_kind(sheet, index, hints) is None):
            return index
    return None
