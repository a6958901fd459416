"""Furniture inside a line: navigation words, appeals and links between two sentences, captions glued on."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from communique.ingest.zones.lines import Quotes, sentences
from communique.ingest.zones.patterns import NAME, alternatives, kinds, word_set
from communique.ingest.zones.sheet import Mark, Sheet, trim
from communique.ingest.zones.stamps import stamp_end
from communique.record.article import ZoneKind

_MAX_SENTENCE = 500
_MAX_CAPTION = 400
_LABEL = re.compile(r"[^:|»>—–]{2,60}[:|»>—–]")
_CALL_IN_CAPITALS = re.compile(
    r"(?:(?<=[.!?”\"’)])\s*|^)(?:CLICK|READ|WATCH|SIGN UP|SUBSCRIBE|DONATE|GET|DOWNLOAD|FOLLOW|LISTEN|SEE|MORE|RELATED)"
    r"(?:[ :,'’&–—-]{1,3}[A-Z0-9][A-Z0-9'’.]*){2,20}(?=$|\s|[.!?])"
)


def mark_inside(sheet: Sheet) -> None:
    """Marks inside every open line: captions and navigation words first, then furniture sentence by sentence."""
    spoken = sheet.spoken()
    for index in sheet.open_lines():
        if index in spoken:
            continue
        text = sheet.lines[index].text
        quotes = Quotes(text)
        for start, end in sheet.free(index):
            sheet.add(index, _fixed(text, start, end, quotes))
        for start, end in sheet.free(index):
            sheet.add(index, _sentences(text, start, end, quotes))


def _fixed(text: str, start: int, end: int, quotes: Quotes) -> list[Mark]:
    """Navigation words, calls in capitals and captions with a credit, disjoint."""
    marks: list[Mark] = []
    found = sorted(
        [*_tokens(text, start, end, quotes), *_captions(text, start, end, quotes)], key=lambda m: (m.start, -m.end)
    )
    at = start
    for mark in found:
        if mark.start >= at:
            marks.append(mark)
            at = mark.end
    return marks


def _tokens(text: str, start: int, end: int, quotes: Quotes) -> Iterator[Mark]:
    stretch = text[start:end]
    for match in _between_sentences().finditer(stretch):
        left, right = match.span("words")
        if not quotes.hold(start + left):
            yield Mark(start + left, start + right, "boilerplate")
    for match in _CALL_IN_CAPITALS.finditer(stretch):
        span = trim(stretch, *match.span())
        if span and not quotes.hold(start + span[0]):
            yield Mark(start + span[0], start + span[1], "boilerplate")


@functools.cache
def _token_run() -> str:
    pattern = next(p.pattern for _, p in kinds("token"))
    return rf"(?P<words>(?:{pattern})(?:\s+(?:{pattern}))*)(?=\s*(?:[A-Z“\"‘'(—–-]|$))"


@functools.cache
def _between_sentences() -> re.Pattern[str]:
    """Navigation words only between sentences: after a full stop or at the start, before a capital or the end."""
    return re.compile(rf"(?:(?<=[.!?”\"’)…])\s*|^\s*){_token_run()}")


@functools.cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_token_run()}")


def navigation_at(text: str, at: int) -> int | None:
    """Where navigation words that stand at `at` end."""
    match = _anywhere().match(text, at)
    return match.end() if match else None


def navigation_in(text: str) -> int:
    """Where the first navigation words of a head stand, or -1: in a head no full stop need come before them."""
    match = _anywhere().search(text)
    return match.start() if match else -1


def credits(text: str) -> Iterator[tuple[int, int]]:
    """Photographers' credits, wherever they stand."""
    return (match.span("credit") for match in _credit_anywhere().finditer(text))


def _credit_pattern() -> str:
    """A photographer's credit: "Mo Lind/Reuters", "Photograph: Mo Lind/AFP/Getty Images", "Mo Lind for ..."."""
    agency = alternatives("photo agencies")
    photographer = rf"{NAME}(?:/(?!{agency}){NAME})?"
    tail = rf"(?:(?:\s?/\s?|, via | via | — | -- |, ){agency}(?![a-z]))*"
    label = r"(?:[—–-] ?)?(?:Photograph|Photo|Image|Picture|Credit|PHOTO)s?(?: by| credit)?:\s+"
    return (
        rf"(?P<credit>{label}{photographer}(?:\s?/\s?{agency})*{tail}"
        rf"|{photographer}\s?/\s?{agency}(?![a-z]){tail}|{photographer}/[A-Z][\w’' ]{{2,40}}, via {agency}"
        rf"|{photographer} for {agency}|REUTERS/{NAME})(?![a-z])"
    )


@functools.cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"(?<=[.!?”\"’)])\s*{_credit_pattern()}")


@functools.cache
def _credit_anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){_credit_pattern()}")


_PAREN_CREDIT = re.compile(
    r"\((?:[A-Z][\w. ’'-]{1,40}[/—-] ?)?"
    r"(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty|Getty Images|AFP/Getty|AP Photo|Rex|Alamy)"
    r"(?: ?/ ?[A-Z][\w. ’'-]{1,40}| Photo| Images)*\)"
)


def _captions(text: str, start: int, end: int, quotes: Quotes) -> Iterator[Mark]:
    """A sentence with its photographer's credit, glued between two sentences of the report."""
    for match in _credit().finditer(text, start, end):
        photographer = match["credit"].partition("/")[0].split()
        if photographer[0] in ("A", "An", "The") or photographer[-1] in word_set("no photographer"):
            continue
        left = _sentence_before(text, start, match.start())
        if not quotes.hold(match.start("credit")) or text[match.start() - 1] in '”"':
            yield Mark(left, match.end("credit"), "caption")
    for match in _PAREN_CREDIT.finditer(text, start, end):
        if text[match.end() : match.end() + 2].strip()[:1].isupper() or match.end() >= end:
            before = text[: match.start()].rstrip()
            if before and before[-1] not in ".!?—–-" and not quotes.hold(match.start()):
                left = _sentence_before(text, start, match.start(), closed=False)
                if match.start() - left > 30:
                    yield Mark(left, match.end(), "caption")


def _sentence_before(text: str, start: int, at: int, closed: bool = True) -> int:
    """Where the sentence that ends at `at` begins."""
    low = max(start, at - _MAX_CAPTION)
    spans = list(sentences(text[low:at]))
    if not spans:
        return at
    left = low + spans[-1][0]
    return left if closed or low == start or len(spans) > 1 else at


def _sentences(text: str, start: int, end: int, quotes: Quotes) -> list[Mark]:
    """Sentences of a stretch that are furniture, with the companions beside them."""
    spans = [(start + s, start + e) for s, e in sentences(text[start:end])]
    marks: list[Mark | None] = [_sentence_mark(text, span, quotes) for span in spans]
    for index, (left, right) in enumerate(spans):
        beside = [marks[i] for i in (index - 1, index + 1) if 0 <= i < len(marks)]
        if (
            marks[index] is None
            and any(m and m.kind == "boilerplate" for m in beside)
            and is_companion(text[left:right])
        ):
            marks[index] = Mark(left, right, "boilerplate")
    return [m for m in marks if m]


def is_companion(sentence: str) -> bool:
    """Whether a sentence is furniture when it stands beside furniture ("Thank you.")."""
    return len(sentence) < 80 and any(pattern.fullmatch(sentence) for _, pattern in kinds("companion"))


def sentence_kind(sentence: str) -> ZoneKind | None:
    """The kind of a sentence that is furniture by its words; None for anything else."""
    words = sentence.lstrip("([")
    return next((kind for kind, pattern in kinds("sentence") if pattern.match(words) or pattern.match(sentence)), None)


def _sentence_mark(text: str, span: tuple[int, int], quotes: Quotes) -> Mark | None:
    left, right = span
    sentence = text[left : min(right, left + _MAX_SENTENCE + 1)]
    if len(sentence) > _MAX_SENTENCE or quotes.hold(left) or sentence[0] in '"“‘':
        return None
    if known := sentence_kind(sentence):
        closed = sentence.find(")") + 1 if sentence[0] == "(" else 0  # credits in brackets end with their bracket
        return Mark(left, left + closed if closed else right, known)
    if _is_stamp_with_links(sentence):
        return Mark(left, right, "boilerplate")
    for kind, pattern in kinds("link"):
        if pattern.match(sentence):
            return Mark(left, left + _link_end(sentence), kind)
    return None


def _ends_link(word: str) -> bool:
    """Whether the title of a link may end with this word: in lower case, and none that headlines put in lower case."""
    return word[0].islower() and word[-1].isalnum() and word not in word_set("title words")


def _is_stamp_with_links(sentence: str) -> bool:
    """A time stamp, and perhaps navigation words after it."""
    end = stamp_end(sentence)
    rest = sentence[end:].strip() if end else ""
    return end is not None and (not rest.strip(" .|·•-") or navigation_at(rest, 0) == len(rest))


def _link_end(sentence: str) -> int:
    """Where the title of a linked story ends that runs into the next sentence: before a capital that starts one."""
    label = _LABEL.match(sentence)
    at = label.end() if label else 0
    words = list(re.finditer(r"\S+", sentence[at:]))
    for before, word in itertools.pairwise(words[1:]):
        bare = word.group().strip("“\"‘'.,:;?!")
        if bare in word_set("sentence starters") and _ends_link(before.group()):
            return at + before.end()
        if before.group()[-1] in "?!" and word.group()[:1].isupper():
            return at + before.end()
    if len(words) <= 16:
        return len(sentence)
    return at
