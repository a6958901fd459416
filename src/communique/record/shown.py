"""What may leave an article for a reader's eyes: visible text and plain web links, nothing else.

Articles are hostile input. Escaping is the job of each format; this module deals with what escaping leaves: characters
that reorder, hide or end text, and links that are not links.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Bidirectional controls, C0 and C1 controls, line and paragraph separators, invisible operators, byte order marks,
# interlinear marks, tag characters, noncharacters, and surrogates (which no UTF-8 file can hold).
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with every control or invisible character written out, as in "⟦U+202E⟧". Linear in the length."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_mark, text)


def web_link(url: str | None) -> str | None:
    """`url` if it is a plain http or https link; None for `javascript:`, `data:`, credentials, control characters."""
    if not url or len(url) > 2000 or not url.isprintable() or any(c in url for c in " \"'<>\\`{}|^"):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises on a port that is no number
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return url if url.isascii() or _UNSEEN.search(url) is None else None


def clip(text: str, limit: int) -> str:
    """A label of at most `limit` characters in one line, its cut shown as "…". For labels, never for quotations."""
    words = " ".join(text[: limit * 4].split())
    return words if len(words) <= limit and len(text) <= limit * 4 else words[: limit - 1].rstrip() + "…"


def _mark(match: re.Match[str]) -> str:
    return f"⟦U+{ord(match[0]):04X}⟧"
