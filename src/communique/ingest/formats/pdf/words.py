"""Words broken at a line's end: put together again where the language knows the whole, and noted where that was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.encoder.vocabulary import whole_words
from communique.ingest.formats.pdf.lines import Line
from communique.record.article import Mend, Page

_BROKEN = re.compile(r"(?P<word>[^\W\d_]+)(?P<hyphen>[-\u2010\xad])$")
_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


class Joiner:
    """Builds the text of a document line by line, with the page of every offset and every mend."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._known = {word.replace("\u2010", "-").casefold() for line in lines for word in _WORD.findall(line.text)}
        self._pieces: list[str] = []
        self._at = 0
        self._pages: list[Page] = []
        self.mended: list[Mend] = []

    def paragraph(self, lines: Sequence[Line]) -> tuple[int, int]:
        """Add the lines as one paragraph; returns its span."""
        if self._pieces:
            self._add("\n", None)
        start = self._at
        for index, line in enumerate(lines):
            following = lines[index + 1].text if index + 1 < len(lines) else None
            self._line(line, following)
        return start, self._at

    @property
    def text(self) -> str:
        """What was added so far."""
        return "".join(self._pieces)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The stretches of text that stand on one page, in order."""
        return tuple(self._pages)

    def _line(self, line: Line, following: str | None) -> None:
        broken = _BROKEN.search(line.text) if following is not None else None
        rest = _START.match(following) if broken and following else None
        if following is None:
            self._add(line.text, line.page)
        elif broken is None or rest is None:
            self._add(line.text, line.page)
            if not line.text.endswith(("-", "\u2010", "—", "/")):
                self._add(" ", line.page)
            else:
                self._mend("\n")
        elif self._is_whole(broken["word"], rest.group(), broken["hyphen"]):
            self._add(line.text[: broken.start("hyphen")], line.page)
            self._mend(broken["hyphen"] + "\n")
        else:
            self._add(line.text, line.page)
            self._mend("\n")

    def _is_whole(self, left: str, right: str, hyphen: str) -> bool:
        """Whether the hyphen is the printer's: the document, then the language, knows the word without it."""
        if hyphen == "\xad":
            return True
        if not right[0].islower():
            return False
        whole, compound = (left + right).casefold(), f"{left}-{right}".casefold()
        if (whole in self._known) != (compound in self._known):
            return whole in self._known
        words = whole_words()
        if whole in words:
            return True
        return not (_is_word(left, words) and _is_word(right, words))

    def _mend(self, raw: str) -> None:
        self.mended.append(Mend(at=self._at, raw=raw))

    def _add(self, words: str, page: int | None) -> None:
        if not words:
            return
        start, self._at = self._at, self._at + len(words)
        self._pieces.append(words)
        if page is None:
            return
        if self._pages and self._pages[-1].number == page and self._pages[-1].span[1] >= start - 1:
            self._pages[-1] = Page(number=page, span=(self._pages[-1].span[0], self._at))
        else:
            self._pages.append(Page(number=page, span=(start, self._at)))


def _is_word(word: str, words: frozenset[str]) -> bool:
    return len(word) > 2 and word.casefold() in words
