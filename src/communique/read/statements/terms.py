"""The terms on which a source speaks ("on condition he not be named"): never what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

_BEFORE = re.compile(
    r"(?:\b(?:up)?on (?:the )?(?:strict )?(?:condition|understanding)(?: that)?|\bas long as|\basked|\basking)[\s,]*$",
    re.I,
)
_BACK = 40  # characters in which what introduces the terms stands
_NAMELESS = re.compile(
    r"(?:that\s)?(?:(?:of\s)?anonymity\b|(?:to\s)?(?:remain|stay|be)\s(?:anonymous|unnamed|unidentified)\b|"
    r"(?:(?:[\w’'-]+\s){0,5}(?:not|never|no)|not\sto)\s(?:[\w’'-]+\s){0,3}"
    r"(?:named|identified|quoted|cited|attributed|disclosed|published|used)\b)",
    re.I,
)


def without_terms(text: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of a content that are not the terms of anonymity under which its source speaks."""
    return tuple(span for span in content if not _is_terms(text, *span))


def _is_terms(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] in ("“", '"') or text[start : start + 1] in ("“", '"'):
        return False
    return bool(_BEFORE.search(text, max(0, start - _BACK), start) and _NAMELESS.match(text, start, end))
