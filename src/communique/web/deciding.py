"""Which words of a contradiction's sides to mark: those that decide it, and quietly those that only differ, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.brief.view.diff import Span, deciding

_SHORT = 8  # words; a longer claim is the sentence itself and singles nothing out of it
_QUOTED = re.compile(r"“([^”]{1,200})”")
_FIGURES = ("date", "number")


def decisive(
    texts: Sequence[str], kind: str, claims: Sequence[str], reasons: Sequence[str]
) -> list[tuple[list[Span], list[Span]]]:
    """For each side (spans that decide, spans that merely differ): in order, none over another.

    What decides is the value that the side holds, or what `reasons` quote of it alone, as far as it stands in its words.
    Where every side has such a value, other dates and figures that differ come second; where one has none, what the
    brief's `deciding` finds stands for all, since one marked side without its counterpart explains nothing.
    """
    named = [_named(n, texts, claims, reasons) for n in range(len(texts))]
    found = deciding(texts, kind)
    if not texts or not all(named):
        return [(spans, []) for spans in found]
    if kind not in _FIGURES:
        return [(spans, []) for spans in named]
    return [
        (spans, [f for f in others if not any(_meet(f, s) for s in spans)])
        for spans, others in zip(named, found, strict=True)
    ]


def _named(side: int, texts: Sequence[str], claims: Sequence[str], reasons: Sequence[str]) -> list[Span]:
    """Where a side's words hold its value, else what the reasons quote and no other side holds."""
    text = texts[side]
    claim = claims[side] if side < len(claims) else ""
    if claim and claim != text and len(claim.split()) <= _SHORT and (spans := _places(claim, text)):
        return spans
    quoted = [words for reason in reasons for words in _QUOTED.findall(reason)]
    others = [other for n, other in enumerate(texts) if n != side]
    alone = [words for words in quoted if not any(_places(words, other) for other in others)]
    spans = sorted({span for words in alone for span in _places(words, text)})
    return [span for n, span in enumerate(spans) if n == 0 or span[0] >= spans[n - 1][1]]


def _places(words: str, text: str) -> list[Span]:
    """Every place of these words in a text, whole words only, whatever the case."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.I)] if pattern else []


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
