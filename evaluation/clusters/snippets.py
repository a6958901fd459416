"""How snippets are found in a report: the characters, the paragraphs, and the notation of the gold sources.

A snippet must occur once in its document. ``head ~ tail`` runs from the head, which must be unique, to the first tail
after it in the same paragraph. ``before [[part]] after`` is looked up whole and yields the part. Cue and source of a
statement are short, so the occurrence nearest to its content in the same paragraph is taken, and a tie stops the build.
"""

from __future__ import annotations

import re
from pathlib import Path

WORDS = (120, 350)


class BuildError(Exception):
    """Something in a source does not hold; the message says where and what."""


def need(holds: bool, message: str) -> None:
    """Stop with `message` unless `holds`."""
    if not holds:
        raise BuildError(message)


class Text:
    """One report: its characters, its paragraphs, and how snippets are found in it."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.text = path.read_bytes().decode("utf-8")
        paragraphs = self.text.rstrip("\n").split("\n\n")
        self.paragraphs: list[tuple[int, int]] = []
        at = 0
        for paragraph in paragraphs:
            need(
                bool(paragraph.strip()) and "\n" not in paragraph,
                f"{path}: a paragraph is empty or has a line break: {paragraph[:40]!r}",
            )
            self.paragraphs.append((at, at + len(paragraph)))
            at += len(paragraph) + 2
        self.title = paragraphs[0]
        self.words = len(self.text.split())
        need(WORDS[0] <= self.words <= WORDS[1], f"{path}: {self.words} words, wanted {WORDS[0]}-{WORDS[1]}")

    def occurrences(self, words: str, start: int = 0, end: int | None = None) -> list[int]:
        """Where `words` stand, not inside a longer word."""
        left = r"(?<!\w)" if words[0].isalnum() else ""
        right = r"(?!\w)" if words[-1].isalnum() else ""
        found = re.compile(left + re.escape(words) + right).finditer(self.text, start, end or len(self.text))
        return [m.start() for m in found]

    def paragraph(self, at: int) -> tuple[int, int]:
        """The paragraph that holds offset `at`."""
        return next(p for p in self.paragraphs if p[0] <= at <= p[1])

    def find(self, snippet: str, where: str) -> list[int]:
        """The span of a snippet that must be unique; see the module docstring for the notation."""
        snippet = snippet.strip()
        need(bool(snippet), f"{where}: empty snippet")
        if "[[" in snippet:
            before, rest = snippet.split("[[")
            part, after = rest.split("]]")
            start = self.once(before + part + after, where) + len(before)
            return [start, start + len(part)]
        if " ~ " in snippet:
            head, tail = snippet.split(" ~ ")
            start = self.once(head, where)
            ends = self.occurrences(tail, start + len(head), self.paragraph(start)[1])
            need(bool(ends), f"{where}: {tail!r} does not follow {head!r} in its paragraph")
            return [start, ends[0] + len(tail)]
        start = self.once(snippet, where)
        return [start, start + len(snippet)]

    def once(self, words: str, where: str) -> int:
        """The only offset of `words`."""
        found = self.occurrences(words)
        need(len(found) == 1, f"{where}: {words!r} occurs {len(found)} times in {self.name}")
        return found[0]

    def near(self, snippet: str, anchors: list[list[int]], where: str) -> list[int]:
        """The span of a short snippet nearest to `anchors`, in a paragraph of theirs."""
        snippet = snippet.strip()
        if "[[" in snippet or " ~ " in snippet:
            return self.find(snippet, where)
        found = []
        for start, end in sorted({self.paragraph(a[0]) for a in anchors}):
            for at in self.occurrences(snippet, start, end):
                stop = at + len(snippet)
                found.append((min(max(a[0] - stop, at - a[1], 0) for a in anchors), at))
        if not found:
            return self.find(snippet, where)
        found.sort()
        need(len(found) == 1 or found[0][0] < found[1][0], f"{where}: {snippet!r} is ambiguous in {self.name}")
        return [found[0][1], found[0][1] + len(snippet)]

    def cut(self, spans: list[list[int]]) -> str:
        """The words of spans, joined for display."""
        return " … ".join(self.text[s:e] for s, e in spans)


def plain(words: str) -> str:
    """Words without marks and case, to compare a quotation with its original."""
    return " ".join(re.findall(r"\w+", words.replace("’", "").replace("'", "").lower()))


def left_out(short: str, whole: str) -> bool:
    """Whether `short` is `whole` with words left out and nothing else changed."""
    rest = iter(plain(whole).split())
    return plain(short) != plain(whole) and all(word in rest for word in plain(short).split())
