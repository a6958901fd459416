"""Snippets: exact words of a report, found once or not at all, as the labels of the example write them."""

from __future__ import annotations

import re

Span = list[int]
MARK = re.compile(r"\{(?:([cqs])\|)?([^{}]*)\}")


class BuildError(Exception):
    """Something in the labels does not hold; the message says where and what."""


def need(holds: bool, message: str) -> None:
    """Stop with `message` unless `holds`."""
    if not holds:
        raise BuildError(message)


def lines(block: str | None) -> list[str]:
    """The lines of a block that say something."""
    return [line.strip() for line in (block or "").splitlines() if line.strip() and not line.strip().startswith("#")]


def fields(line: str, count: int, where: str) -> list[str]:
    """The first `count` fields of a line; the last one keeps whatever bars it has, absent ones are empty."""
    parts = [part.strip() for part in line.split(" | ", count - 1)]
    need(len(parts) <= count, f"{where}: more than {count} fields in {line!r}")
    return parts + [""] * (count - len(parts))


def value(field: str) -> str | None:
    """A field, None for a dash or nothing."""
    return None if field in ("", "-") else field


class Text:
    """One report: its text as the product reads it, its paragraphs, and how a snippet is found in it."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.paragraphs = [[m.start(), m.end()] for m in re.finditer(r"[^\n]+", text) if m.group().strip()]

    def marked(self, snippet: str, where: str) -> list[tuple[str, Span]]:
        """The marked parts of a snippet that must stand exactly once, or the whole of it if nothing is marked."""
        pattern, names, at = "", [], 0
        for mark in MARK.finditer(snippet):
            pattern += plain_pattern(snippet[at : mark.start()]) + f"({plain_pattern(mark.group(2))})"
            names.append(mark.group(1) or "")
            at = mark.end()
        if not names:
            pattern, names = f"({plain_pattern(snippet)})", [""]
        else:
            pattern += plain_pattern(snippet[at:])
        bare = MARK.sub(lambda m: m.group(2), snippet)
        pattern = (r"(?<!\w)" if bare[0].isalnum() else "") + pattern + (r"(?!\w)" if bare[-1].isalnum() else "")
        found = list(re.finditer(pattern, self.text))
        need(len(found) == 1, f"{where}: {bare!r} occurs {len(found)} times in {self.name}")
        return [(name, list(found[0].span(i))) for i, name in enumerate(names, 1)]

    def span(self, snippet: str, where: str) -> Span:
        """The one span that a snippet marks."""
        parts = self.marked(snippet, where)
        need(len(parts) == 1, f"{where}: {snippet!r} marks {len(parts)} parts, wanted one")
        return parts[0][1]

    def cut(self, spans: list[Span]) -> str:
        """The words of spans, joined for display."""
        return " … ".join(self.text[start:end] for start, end in spans)


def plain_pattern(words: str) -> str:
    """A pattern for literal words, where ` ~ ` skips words of the paragraph and ` ¶ ` a paragraph end."""
    out = re.escape(words).replace(r"\ \~\ ", ".+?").replace(r"\ ¶\ ", r"\s+")
    return re.sub(r"^\\~\\ ", ".+?", re.sub(r"\\ \\~$", ".+?", out))


def gaps(start: int, end: int, taken: list[Span]) -> list[Span]:
    """What is left of [start, end] between the spans of `taken`, which are sorted."""
    out = []
    for low, high in taken:
        if low < end and high > start:
            out.append([start, max(start, low)])
            start = max(start, high)
    return [*out, [start, max(start, end)]]


def within(span: Span, spans: list[Span]) -> bool:
    """Whether a span meets one of `spans`."""
    return any(span[0] < end and start < span[1] for start, end in spans)


def words(text: str) -> str:
    """Words without marks and case, to compare a quotation with its original."""
    return " ".join(re.findall(r"\w+", text.replace("’", "").replace("'", "").lower()))
