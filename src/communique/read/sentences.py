"""Sentences of news English by rule: abbreviations, the word before and the word after a stop; linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from communique.lexicon.tables import yaml_of

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[.!?][\"”’»](?=[A-Z“])|(?<=\d)\.(?=[A-Z][a-z]+\s)")
_BEFORE = re.compile(r"[\w.’'&-]{1,24}$")
_STARTER = re.compile(r"[\"'“‘«(\[¿¡—–-]*\s?")
_NAME_SAID = re.compile(
    r"(?:(?:The|A|An|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Rep\.|Gen\.|Gov\.|Prof\.|Lord|Sir|President|Prime|Minister)\s)*"
    r"(?:[A-Z][\w’'-]*\.?,?\s){1,4}(?:had\s|has\s)?(\w+)"
)
_CUE_CLOSES = re.compile(
    r"[.,;:]|\s(?:in|on|at|during|to|after|before|when|as|of|\w+day|yesterday|today|reporters)\b|$"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_CLOSERS = "\"'”’»)]"
_WRAPPED = range(55, 100)


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = yaml_of("communique.read", "data", "sentences.yaml")
    return {key: frozenset(map(str, words)) for key, words in raw.items()}


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Spans of the sentences of `text[start:end]`, in order, disjoint, without surrounding blanks.

    A blank line always ends a sentence. A single line break does too, unless the text looks wrapped at a fixed width.
    Quoted sentences stay with a following "Name said". Abbreviations, initials and decimals do not end a sentence.
    """
    end = len(text) if end is None else end
    out: list[Span] = []
    for block in _blocks(text, start, end):
        out.extend(_split_block(text, *block))
    return tuple(out)


def sentence_at(sentences: tuple[Span, ...], offset: int) -> Span | None:
    """The sentence that holds `offset`, or None between sentences. `sentences` as split_sentences gives them."""
    index = bisect_right(sentences, (offset, float("inf"))) - 1
    if index >= 0 and sentences[index][0] <= offset < sentences[index][1]:
        return sentences[index]
    return None


def _blocks(text: str, start: int, end: int) -> list[Span]:
    """Lines, joined where one is the wrapped continuation of the other."""
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    blocks: list[Span] = []
    for line in lines:
        if blocks and _continues(text, blocks[-1], line):
            blocks[-1] = (blocks[-1][0], line[1])
        else:
            blocks.append(line)
    return blocks


def _continues(text: str, before: Span, line: Span) -> bool:
    """Whether `line` goes on with the sentence of the line before it (a text wrapped at a fixed width)."""
    gap = text[before[1] : line[0]]
    if gap not in ("\n", "\r\n", "\r"):
        return False
    last = text.rfind("\n", before[0], before[1]) + 1
    width = before[1] - max(last, before[0])
    tail, head = text[before[1] - 1], text[line[0]]
    return width in _WRAPPED and (tail not in ".!?:" + _CLOSERS or head.islower() or line[1] - line[0] in _WRAPPED)


def _split_block(text: str, start: int, end: int) -> list[Span]:
    out: list[Span] = []
    at = _skip_blank(text, start, end)
    for stop in _STOP.finditer(text, start, end):
        if stop.start() > at and _ends_sentence(text, stop, end):
            _append(out, text, at, stop.end())
            at = _skip_blank(text, stop.end(), end)
    _append(out, text, at, end)
    return out


def _skip_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _append(out: list[Span], text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    after = _next_word(text, stop.end(), end)
    if after is None:
        return True
    mark = stop[0].rstrip(_CLOSERS)
    closed = len(mark) < len(stop[0])
    if after[:1].islower():
        return False
    if closed and stop[0][-1] in "\"'”’»" and _said_follows(text, stop.end(), end):
        return False
    if mark == ".":
        return _full_stop_ends(text, stop.start(), after, closed)
    return mark not in ("...", "…", "..") or after[:1].isupper() or not after[:1].isalnum()


def _next_word(text: str, at: int, end: int) -> str | None:
    """The first word after `at`, without opening quotation marks; None at the end of the block."""
    window = text[at : min(end, at + 60)].lstrip()
    if not window:
        return None
    opener = _STARTER.match(window)
    rest = window[opener.end() :] if opener else window
    word = re.match(r"[\w’'-]+", rest)
    return word[0] if word else window[:1]


def _said_follows(text: str, at: int, end: int) -> bool:
    """Whether the words after a closing quotation mark are "Name said"."""
    window = text[at : min(end, at + 90)].lstrip()
    found = _NAME_SAID.match(window)
    if found is None or found[1] not in _words()["saying"]:
        return False
    return _CUE_CLOSES.match(window, found.end()) is not None


def _full_stop_ends(text: str, at: int, after: str, closed: bool) -> bool:
    found = _BEFORE.search(text, max(0, at - 24), at)
    if found is None:
        return True
    word = found[0].lstrip("’'-&.").lower()
    tail = word.rsplit("-", 1)[-1]
    lists = _words()
    if closed:
        return True
    if word in lists["titles"]:
        return word == "no" and not after[:1].isdigit()
    if word in lists["abbreviations"] or tail in lists["abbreviations"]:
        return after.lower() in lists["openers"]
    if _INITIALS.fullmatch(found[0].lstrip("’'-&.")):
        return after.lower() in lists["openers"] and found[0] not in ("I",)
    return True
