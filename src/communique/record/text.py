"""Text is the coordinate system: spans, evidence, and ids that come from content."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from communique.errors import EvidenceError

PIECE_JOINER = " … "  # for display only; whoever quotes, quotes from the spans


class Noun(BaseModel):
    """Base of every record type: frozen, equal by value, no undeclared field."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _check_span(span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    if not 0 <= start < end:
        raise ValueError(f"span [{start}, {end}] is not a half-open interval with start < end")
    return span


def _check_spans(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    for (_, left_end), (right_start, _) in itertools.pairwise(spans):
        if right_start < left_end:
            raise ValueError(f"spans {list(spans)} are not sorted and disjoint")
    return spans


Span = Annotated[tuple[int, int], AfterValidator(_check_span)]
"""Half-open [start, end] in Unicode code points of `article.text`."""

Spans = Annotated[tuple[Span, ...], AfterValidator(_check_spans)]
"""Sorted, disjoint spans."""


class Evidence(Noun):
    """Words of an article: `article.text[start:end] == quote`, enforced where a record is built."""

    article: str
    span: Span
    quote: str


def cut(text: str, span: tuple[int, int]) -> str:
    """The words at `span`; EvidenceError if the span leaves the text."""
    start, end = span
    if not 0 <= start < end <= len(text):
        raise EvidenceError(f"span [{start}, {end}] is outside the text of {len(text)} characters")
    return text[start:end]


def join_pieces(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The pieces of a discontinuous text joined with " … ", for display."""
    return PIECE_JOINER.join(cut(text, span) for span in spans)


def evidence_of(article_id: str, text: str, spans: Iterable[tuple[int, int]]) -> tuple[Evidence, ...]:
    """One Evidence a piece; the only place where evidence is made from offsets."""
    return tuple(Evidence(article=article_id, span=span, quote=cut(text, span)) for span in spans)


def normalise_spans(spans: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Sorted and merged where they touch or overlap."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((int(s), int(e)) for s, e in spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def content_id(kind: str, *parts: Any) -> str:
    """A short id from content alone: `kind` and 12 hex digits of a hash over the parts' text."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:12]}"
