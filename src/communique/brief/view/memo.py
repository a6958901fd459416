"""Lines of the half page: words of reports with what leads to them, in titled rows."""

from __future__ import annotations

from communique.brief.view.desk import Plain


def row(key: str, title: str, lines: list[Plain]) -> Plain:
    """A row {key, title, lines ...}; `none` says why it has no lines, `more` how many are left out."""
    return {"key": key, "title": title, "lines": lines, "headline": "", "groups": [], "more": 0, "none": ""}


def line(*words: Plain, lead: str = "", after: str = "", link: str = "") -> Plain:
    """One line: words (several are set against each other), what stands before and after them, the label it leads to."""
    return {"lead": lead, "words": list(words), "after": after, "link": link, "status": "", "outcome": None}
