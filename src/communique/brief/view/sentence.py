"""The sentence around some words, for lines that are pasted alone. Only words of the report, cut where it is safe."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.diff import marked
from communique.brief.word_lists import word_list
from communique.record import Evidence

LINE = 280  # characters that still make one line of half a page
_MARKS = (("“", "”"), ("«", "»"), ('"', '"'))
_SHORT = 4  # words; fewer mean little without their sentence
_ROOM = 110  # characters shown on either side where the sentence itself is too long

# A stop after a word of three letters (abbreviations are looked up), a number or a closing mark, before a capital or an
# opening mark. Initials and short abbreviations ("U.S. Y", "Mr. X") never end a sentence here. Where extraction lost the
# blank ("on Wednesday.Though"), lower-case letters before and a capitalised word after the stop are enough.
_END = re.compile(
    r"""((?<!\w)\w{3,}+ | (?<!\d)\d{2,}+ | [”"’)\]]) [.!?] [”"’)\]]*+ \s++ (?=["“‘«(A-Z])
        | [.!?] [”"] \s++ (?=["“‘«(A-Z])
        | (?<=[a-z]{3}) [.!?] [”]?+ (?=["“‘«(]?[A-Z][a-z])""",
    re.VERBOSE,
)


def _left_open(words: str, opening: str, closing: str) -> bool:
    if opening == closing:
        return words.count(opening) % 2 == 1
    return words.rfind(opening) > words.rfind(closing)


def sentence(sheet: Sheet, span: tuple[int, int], limit: int) -> tuple[int, int]:
    """`span` widened to its sentence inside its paragraph and zone; unchanged when that is longer than `limit`."""
    low, high = _bounds(sheet, span)
    if high - low > 40 * limit:
        return span
    text = sheet.article.text
    start, end = low, high
    for match in _END.finditer(text, low, high):
        if match[1] and match[1].casefold() in word_list("abbreviations.txt"):
            continue
        if match.end() <= span[0]:
            start = match.end()
        elif match.end() >= span[1]:
            end = match.end()
            break
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    end = _closed(text, start, end, high)
    fits = start <= span[0] and span[1] <= end and end - start <= limit
    return (start, end) if fits else span


def _closed(text: str, start: int, end: int, high: int) -> int:
    """`end`, or where the quotation that text[start:end] leaves open is closed, if that is before `high`."""
    for opening, closing in _MARKS:
        at = text.find(closing, end, high) if _left_open(text[start:end], opening, closing) else -1
        if at >= 0 and opening not in text[end:at]:
            return at + len(closing)
    return end


def _bounds(sheet: Sheet, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch that shares paragraph and zone with the start of `span`."""
    index = bisect_right(sheet.paragraphs, span[0], key=lambda p: p.start) - 1
    if index < 0:
        return span
    low, high = sheet.paragraphs[index].start, sheet.paragraphs[index].end
    at = bisect_right(sheet.zone_starts, span[0]) - 1
    if at >= 0 and sheet.article.zones[at].span[1] > span[0]:
        zone = sheet.article.zones[at].span
        low, high = max(low, zone[0]), min(high, zone[1])
    return (low, high) if low <= span[0] and span[1] <= high else span


def is_scrap(words: str) -> bool:
    """Whether words are so few that they mean little without their sentence."""
    return len(words.split(None, _SHORT)) < _SHORT


def in_sentence(desk: Desk, item: Evidence, label: str) -> Plain:
    """Evidence as words; a mere word or two ("visit") in the sentence it stands in, set off from it."""
    return whole_sentence(desk, item, label) if is_scrap(item.quote) else desk.evidence(item, label)


def whole_sentence(desk: Desk, item: Evidence, label: str) -> Plain:
    """The sentence that evidence stands in, the evidence set off from it; a part of it where it is too long for a line."""
    words = desk.evidence(item, label)
    sheet = desk.sheets[item.article]
    if sentence(sheet, item.span, len(sheet.article.text)) == item.span:
        return words  # it is a whole sentence already
    start, end = sentence(sheet, item.span, LINE)
    before, after = "", ""
    if (start, end) == item.span:
        (start, end), before, after = _window(sheet, item.span)
    text = sheet.article.text[start:end]
    runs = marked(text, [(item.span[0] - start, item.span[1] - start)], "key")
    runs = [{"text": before, "mark": ""}, *runs, {"text": after, "mark": ""}]
    text = before + text + after
    return words | {"text": text, "head": text, "rest": "", "runs": runs}


def _window(sheet: Sheet, span: tuple[int, int]) -> tuple[tuple[int, int], str, str]:
    """Some words on either side, within paragraph and zone, with "…" where the sentence goes on."""
    low, high = _bounds(sheet, span)
    text = sheet.article.text
    start, end = max(low, span[0] - _ROOM), min(high, span[1] + _ROOM)
    if start > low:
        start = next((n + 1 for n in range(start, span[0]) if text[n].isspace()), span[0])
    if end < high:
        end = next((n for n in range(end - 1, span[1] - 1, -1) if text[n].isspace()), span[1])
    return (start, end), "… " if start > low else "", " …" if end < high else ""
