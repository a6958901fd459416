"""Stock phrases of reporting that the model passes over, found by their words.

- an estimate: "police put the crowd at 5,000; the organisers spoke of 20,000";
- what is ruled out, or is not: "the premier ruled out an early vote", "would not rule out a strike";
- an undertaking: "Mr Vane undertook to lay the papers before the House".

Only where no find has a word of it; who speaks is the subject just before the verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from communique.encoder.words import Words
from communique.read.speakers.subjects import sentence_start
from communique.read.statements.build import Draft, draft_of
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.secondhand import subject_before
from communique.read.wording import alternatives

SURE = 0.7
_NUMBER = (
    r"(?:(?:about|around|over|under|nearly|almost|roughly|some|only|just|more\sthan|less\sthan|fewer\sthan|at\sleast|up\sto|between|"
    r"as\smany\sas)\s)*[$€£]?\d+(?:[,.]\d+)*"
)
_NOT = re.compile(r"\b(?:not|never|n['’]t|to|would|could|might|may)\s(?:\w+ly\s)?$")
_WHO = re.compile(r"\b(?:who|which|that|has|have|had)\b|^\w+ly$")


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    measured, estimating = alternatives("stock.yaml", "measured"), alternatives("stock.yaml", "estimating")
    end = r"(?=[,;:]\s|\.(?:\s|$)|\n|$)"
    return (
        re.compile(
            rf"\b(?P<cue>{estimating})\s(?P<what>(?:the|its|their|his|her)\s(?:[\w’'-]+\s){{0,4}}?{measured}\b[^,.;:“”\"\n]{{0,50}}?\sat\s"
            rf"{_NUMBER}[^,.;:“”\"\n]{{0,40}}?){end}"
        ),
        re.compile(rf"\b(?P<cue>(?:spoke|speaks)\sof)\s(?P<what>{_NUMBER}(?:\s[a-z][^,.;:“”\"\n]{{0,40}}?)?){end}"),
        re.compile(
            rf"\b(?P<cue>{alternatives('stock.yaml', 'excluding')})\s(?P<what>(?!that\b)[a-z][^,;:“”\"\n]{{3,120}}?){end}"
        ),
        re.compile(
            rf"\b(?P<cue>{alternatives('stock.yaml', 'binding')})\s(?P<what>to\s[a-z][^;:“”\"\n]{{5,160}}?)(?=;\s|\.(?:\s|$)|\n|$)"
        ),
    )


def with_stock(
    text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words, readable: Callable[[int], bool]
) -> list[Draft]:
    """The finds, and the stock phrases that none of them has, in order of their content."""
    added = [d for d in _stock(text, quotes, words) if readable(d.content[0][0]) and not _held(d, found)]
    return sorted([*found, *added], key=lambda d: (d.content, d.cue))


def _stock(text: str, quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    for pattern in _phrases():
        for said in pattern.finditer(text):
            start = said.start("cue")
            if quotes.at(start) is not None or _NOT.search(text, max(0, start - 20), start):
                continue
            source = subject_before(text, sentence_start(text, start), start)
            if source is not None and not _WHO.search(text, *source):
                yield draft_of(words, (said.span("what"),), (source,), (said.span("cue"),), None, SURE)


def _held(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a find, silent or not, has a word of the draft."""
    spans = (*draft.content, *draft.cue)
    return any(s < b and a < e for d in found for s, e in (*d.content, *d.cue) for a, b in spans)
