"""Which words of a contradiction's sides to mark: those that decide it, and quietly those that only differ, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.brief.view.diff import Span, deciding, plain_words, runs_of
from communique.brief.word_lists import number_words, word_list

_SHORT = 8  # words; a longer claim is the sentence itself and singles nothing out of it
_QUOTED = re.compile(r"“([^”]{1,200})”")
_WORD = re.compile(r"\d[\d.,]*(?<![.,])|[^\W\d_]+(?:-[^\W\d_]+)*")
_FIGURES = ("date", "number")


def marked_sides(
    sides: Sequence[Sequence[str]], kind: str, claims: Sequence[str], reasons: Sequence[str]
) -> list[list[list[dict[str, str]]]]:
    """The passages of every side as runs {text, mark}: "differs" for words that decide, "other" for the quieter ones."""
    out = []
    values = [claims[n] if n < len(claims) else "" for n in range(len(sides))]
    whole = [{plain_words(passage) for passage in side} for side in sides]
    claims = ["" if plain_words(value) in own else value for value, own in zip(values, whole, strict=True)]
    found = decisive([" ".join(side) for side in sides], kind, claims, reasons)
    for n, (passages, (spans, others)) in enumerate(zip(sides, found, strict=True)):
        marks = sorted([(*span, "differs") for span in spans] + [(*span, "other") for span in others])
        position, shown = 0, []
        for passage in passages:
            end = position + len(passage)
            local = [(max(s - position, 0), min(e, end) - position, m) for s, e, m in marks if s < end and e > position]
            if kind in _FIGURES and spans and not any(m == "differs" for _, _, m in local):
                same = _same_figures(claims[n], passage)
                local = sorted([(*s, "differs") for s in same] + [m for m in local if not _any_meet(m[:2], same)])
            shown.append(runs_of(passage, local))
            position = end + 1
        out.append(shown)
    return out


def decisive(
    texts: Sequence[str], kind: str, claims: Sequence[str], reasons: Sequence[str]
) -> list[tuple[list[Span], list[Span]]]:
    """For each side (spans that decide, spans that merely differ): in order, none over another.

    What decides is the value that the side holds, or what `reasons` quote of it alone, as far as it stands in its words.
    Where every side has such a value, other dates and figures that differ come second; where one has none, what
    `diff.deciding` finds stands for all, since one marked side without its counterpart explains nothing.
    """
    named = [_named(n, texts, claims, reasons) for n in range(len(texts))]
    found = deciding(texts, kind)
    if not texts or not all(named):
        return [(spans, []) for spans in found]
    if kind not in _FIGURES:
        return [(spans, []) for spans in named]
    return [(spans, [f for f in others if not _any_meet(f, spans)]) for spans, others in zip(named, found, strict=True)]


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


def _same_figures(claim: str, text: str) -> list[Span]:
    """Where a text has a figure of the claim, in digits or in words ("14", "fourteen")."""
    wanted = {value for m in _WORD.finditer(claim) if (value := _figure(m[0])) is not None}
    return [m.span() for m in _WORD.finditer(text) if _figure(m[0]) in wanted] if wanted else []


def _figure(word: str) -> str | None:
    """The value of a figure: "1,400" and "1400" are one, so are "14" and "fourteen"; other figure words stand as they are."""
    if word[0].isdigit():
        return word.replace(",", "")
    word = word.casefold()
    values = number_words()
    parts = [values.get(part) for part in word.split("-")]
    if None not in parts:
        return str(sum(part or 0 for part in parts))
    return word if word in word_list("figure_words.txt") else None


def _any_meet(one: Span, others: Sequence[Span]) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for other in others)
