"""The end of a report: who the author is, signatures, counters, credits."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from communique.ingest.zones.lines import Line, sentences
from communique.ingest.zones.patterns import NAMES, alternatives
from communique.ingest.zones.sheet import Mark, Sheet
from communique.record.article import ZoneKind

_MAX_LINES_BACK = 6
_MAX_BIO = 700
_MAX_SENTENCES_BACK = 5
_COUNTER = re.compile(r"\d{1,5}")
_BIO_VERB = (
    r"(?:is|are|was|has been|teaches|covers|writes|reports|served|serves|joined|worked|works|runs|leads|directs|edits"
    r"|studies|specializes|specialises)"
)
_STRONG = re.compile(
    r"\b(?:(?:staff|senior|freelance|contributing|guest|political|foreign|diplomatic|national|investigative|chief)"
    r"[ -](?:writer|reporter|correspondent|columnist|editor|fellow|contributor|journalist)|columnist"
    r"|correspondent (?:for|at|in|based)|reporter (?:for|at|with|in|based|covering)"
    r"|journalist (?:based|at|with|and|who)|author of|co-author of|fellow (?:at|in|with|of)|professor"
    r"|lecturer|contributor (?:to|at)|editor (?:of|at|in)"
    r"|bureau chief|covers? [\w ]+ for|teaches|research (?:assistant|associate|analyst|director)"
    r"|(?:her|his|their) (?:latest|new|most recent) book|chair in|freelance)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?:teaches|covers|writes|reports)\b|\w+\s+(?:an?|the|our|one of|based|in|at|for|about|on|with|[A-Z][\w.]+['’]s)\b"
)


def mark_tail(sheet: Sheet, authors: Sequence[str]) -> None:
    """Mark author biographies and what else stands after the last words of the report."""
    known = {a.split()[-1].casefold().strip(".,") for a in authors if a.split()}
    back = 0
    for index in range(len(sheet.lines) - 1, 0, -1):
        if not sheet.is_open(index):
            continue
        kind = _tail_kind(sheet, index, known)
        if kind:
            sheet.set(index, kind)
        back += 1
        if back >= _MAX_LINES_BACK or (kind is None and sheet.lines[index].is_prose and back > 2):
            break
    last = next((i for i in reversed(sheet.open_lines())), None)
    if last is not None:
        _mark_end(sheet, last, known)


def _tail_kind(sheet: Sheet, index: int, known: set[str]) -> ZoneKind | None:
    line = sheet.lines[index]
    if len(line.text) <= _MAX_BIO and is_bio(line.text, known, _before(sheet, index)):
        return "author_bio"
    return _last_words(line)


def is_bio(text: str, known: set[str], before: str) -> bool:
    """Whether `text` opens with a sentence about its author.

    The subject is a known author, or somebody the report (`before`) never names whom the sentence calls a writer,
    scholar or editor: a quoted expert has been introduced, an author has not.
    """
    match = _bio_start().match(text)
    if not match:
        return False
    first = next((text[s:e] for s, e in sentences(text)), text)
    subject = match["subject"]
    if subject is None:
        return bool(_STRONG.search(first))
    surname = subject.split()[-1].casefold().strip(".,")
    says = first[match.start("verb") :]
    if surname in known:
        return bool(_STRONG.search(says) or _SELF.match(says))
    return bool(_STRONG.search(says)) and not re.search(rf"\b{re.escape(subject.split()[-1])}\b", before)


@functools.cache
def _bio_start() -> re.Pattern[str]:
    return re.compile(
        r"(?:About the (?:author|writer)s?:?\s*)?(?:(?:Dr\.?|Prof\.?|Professor|Sir|Father|Ambassador) )?"
        rf"(?:(?P<subject>{NAMES}|[A-Z][\w'’-]+)|(?:The )?(?:author|writer)s?)"
        rf"(?:, (?:a|an|the|who|formerly|former)\b[^.]{{3,250}}?,)?\s+(?P<verb>{_BIO_VERB})\b"
    )


def _before(sheet: Sheet, index: int) -> str:
    """The words above a line that belong to the report."""
    return "\n".join(sheet.lines[i].text for i in range(index) if sheet.is_open(i))


def _last_words(line: Line) -> ZoneKind | None:
    if re.fullmatch(rf"[—–-]{{1,2}}\s?{NAMES}", line.text):
        return "byline"
    agencies = alternatives("photo agencies")
    if re.fullmatch(rf"[(\[]?{agencies}(?:(?:,? and |, |/| & ){agencies}){{0,4}}[)\]]?", line.text):
        return "boilerplate"
    return None


def _mark_end(sheet: Sheet, index: int, known: set[str]) -> None:
    """Marks at the end of the last open line, for texts flattened to one paragraph."""
    stretches = sheet.free(index)
    if not stretches:
        return
    text = sheet.lines[index].text
    start, end = stretches[-1]
    low = max(start, end - 3000)
    spans = [(low + s, low + e) for s, e in sentences(text[low:end])]
    marks: list[Mark] = []
    for number in range(len(spans) - 1, max(-1, len(spans) - 1 - _MAX_SENTENCES_BACK), -1):
        left, right = spans[number]
        if number == 0 and low == start and index == 0:
            break
        before = _before(sheet, index) + text[:left]
        if kind := _end_kind(text[left:right], known, before, is_last=not marks and end == len(text)):
            marks.append(
                Mark(left, marks[-1].start if marks and kind == "author_bio" == marks[-1].kind else right, kind)
            )
        elif number < len(spans) - 1 and not marks:
            break
        if marks and marks[-1].kind == "author_bio":
            _extend_bio(marks, spans, number)
            break
    sheet.add(index, marks)


def _end_kind(sentence: str, known: set[str], before: str, is_last: bool) -> ZoneKind | None:
    if is_last and _COUNTER.fullmatch(sentence):
        return "boilerplate"
    if is_bio(sentence, known, before):
        return "author_bio"
    agencies = alternatives("photo agencies")
    if re.fullmatch(rf"{agencies}(?:(?:,? and |, |/){agencies}){{1,4}}\.?", sentence):
        return "boilerplate"
    if re.fullmatch(rf"[—–-]{{1,2}}\s?{NAMES}\.?", sentence):
        return "byline"
    return None


def _extend_bio(marks: list[Mark], spans: Sequence[tuple[int, int]], number: int) -> None:
    """A biography goes on in the sentences after it that nothing else has claimed."""
    bio = marks[-1]
    taken = marks[-2].start if len(marks) > 1 else spans[-1][1]
    ends = [e for _, e in spans[number:] if e <= taken]
    if ends:
        marks[-1] = Mark(bio.start, ends[-1], bio.kind)
