"""Links that may be followed: plain http and https."""

from __future__ import annotations

from urllib.parse import urlsplit


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
    return url
