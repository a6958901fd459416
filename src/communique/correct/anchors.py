"""Where the words of an anchor stand in the articles of a run.

The order is that of the W3C Web Annotation selectors: the same place of the same text; else the quotation with its
context in the same article; else in a later version of it (the same address, or the same file), first word for word,
then with other spaces and quotation marks, then with a bounded fuzzy search. What is not found is told, never guessed:
two places that fit alike are none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from communique.record import Anchor, Article
from communique.record.correction import How
from communique.record.text import Span

_ALIKE = 0.8  # likeness from which changed words are still the same words
_CONTEXT = 0.6  # likeness of the context that a short quotation needs
_CLEAR = 0.1  # by so much the best of several places must lead
_LONG = 25  # characters from which a quotation found once needs no context
_PLACES = 200  # places of one quotation in one text that are looked at
_WINDOWS = 5  # places that the fuzzy search looks at
_FUZZY = 4_000  # characters of a quotation that the fuzzy search takes on


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands in a run: the article, the span there, how it was found, how alike the words are."""

    article: Article
    span: Span
    how: How
    likeness: float


class Shelf:
    """The articles of a run, by id, by address and by file."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._by_id: dict[str, Article] = {}
        self._later: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in articles:
            self._by_id[article.id] = article
            for path in (article.path, *article.copies):
                self._later["path", path].append(article)
            if article.url:
                self._later["url", article.url].append(article)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._by_id

    def find(self, anchor: Anchor) -> Place | None:
        """Where the anchor's words stand, None when nowhere or in no single place."""
        article = self._by_id.get(anchor.article)
        if article is not None:
            if article.text[anchor.span[0] : anchor.span[1]] == anchor.exact:
                return Place(article, anchor.span, "same place", 1.0)
            return _located(article, anchor, "moved")
        found = [place for version in self.versions(anchor) if (place := _located(version, anchor, "new version"))]
        return max(found, key=lambda p: (p.likeness, p.article.published or "", p.article.id), default=None)

    def versions(self, anchor: Anchor) -> Sequence[Article]:
        """Other versions of the anchor's article: the same address, or, where it has none, the same file."""
        if anchor.url:
            return self._later.get(("url", anchor.url), ())
        return self._later.get(("path", anchor.path or ""), ())

    def why_not(self, anchors: Sequence[Anchor]) -> str:
        """Why anchors are not found, in one line."""
        if not anchors:
            return "it names no words of an article"
        first = anchors[0]
        if first.article in self._by_id or self.versions(first):
            return f"its words are not in the article any more: {_short(first.exact)}"
        where = first.url or first.path or first.article
        return f"its article is not in this run: {_short(where)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line[:80]}…”" if len(line) > 80 else f"“{line}”"


def _located(article: Article, anchor: Anchor, how: How) -> Place | None:
    """The best place of the anchor in a text that is not the one it was made in."""
    text = article.text
    for find in (_word_for_word, _but_for_marks, _fuzzily):
        places = list(find(text, anchor))
        if places:
            best = _clearly_best(text, anchor, places)
            return Place(article, best[0], how, round(best[1], 4)) if best else None
    return None


def _clearly_best(text: str, anchor: Anchor, places: Sequence[tuple[Span, float]]) -> tuple[Span, float] | None:
    """The place whose likeness and context lead clearly; a short quotation needs its context even when it is alone."""
    ranked = sorted(
        ((likeness + _context(text, anchor, span), span, likeness) for span, likeness in places), reverse=True
    )
    score, span, likeness = ranked[0]
    if len(ranked) > 1 and score - ranked[1][0] < _CLEAR:
        return None
    if len(anchor.exact) < _LONG and score - likeness < _CONTEXT:
        return None
    return span, likeness


def _context(text: str, anchor: Anchor, span: Span) -> float:
    """How alike the words around a place are to those around the anchor, 0 to 1."""
    before = text[max(0, span[0] - len(anchor.prefix)) : span[0]]
    behind = text[span[1] : span[1] + len(anchor.suffix)]
    sides = [(anchor.prefix, before), (anchor.suffix, behind)]
    known = [(was, now) for was, now in sides if was]
    return sum(fuzz.ratio(was, now) for was, now in known) / (100 * len(known)) if known else 0.0


def _word_for_word(text: str, anchor: Anchor) -> Iterator[tuple[Span, float]]:
    start, exact = -1, anchor.exact
    for _ in range(_PLACES):
        start = text.find(exact, start + 1)
        if start < 0:
            return
        yield (start, start + len(exact)), 1.0


_MARKS = str.maketrans("“”„‟«»‘’‚‛`´–—‐‑", "\"\"\"\"\"\"''''''----")


def _but_for_marks(text: str, anchor: Anchor) -> Iterator[tuple[Span, float]]:
    """The same words with other spaces, quotation marks or dashes."""
    words = anchor.exact.translate(_MARKS).split()
    if not words or len(anchor.exact) > _FUZZY:
        return
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    for count, match in enumerate(pattern.finditer(text.translate(_MARKS))):
        if count == _PLACES:
            return
        yield match.span(), 0.99


def _fuzzily(text: str, anchor: Anchor) -> Iterator[tuple[Span, float]]:
    """Changed words: where most of the quotation's own words stand in a row, aligned there, at word borders."""
    exact = anchor.exact
    if not _LONG <= len(exact) <= _FUZZY:
        return
    seen: set[Span] = set()
    for shift in _shifts(text, exact):
        low = max(0, shift - len(exact) // 3)
        window = text[low : shift + len(exact) + len(exact) // 3]
        aligned = fuzz.partial_ratio_alignment(exact, window, score_cutoff=_ALIKE * 70)
        if aligned is None or aligned.dest_end <= aligned.dest_start:
            continue
        span = _at_words(text, low + aligned.dest_start, low + aligned.dest_end)
        likeness = fuzz.ratio(exact, text[span[0] : span[1]]) / 100
        if likeness >= _ALIKE and not any(s < span[1] and span[0] < e for s, e in seen):
            seen.add(span)
            yield span, likeness


def _shifts(text: str, exact: str) -> list[int]:
    """Offsets at which the quotation would begin if its own words stood where the text has them, most votes first."""
    starts: dict[str, list[int]] = defaultdict(list)
    for match in re.finditer(r"\w{4,}", exact):
        starts[match[0]].append(match.start())
    votes: Counter[int] = Counter()
    width = max(16, len(exact) // 8)
    for match in re.finditer(r"\w{4,}", text):
        for own in starts.get(match[0], ())[:3]:
            votes[(match.start() - own) // width] += 1
    best = sorted(votes, key=lambda bucket: (-votes[bucket] - votes.get(bucket + 1, 0), bucket))[:_WINDOWS]
    return [max(0, bucket * width) for bucket in best]


def _at_words(text: str, start: int, end: int) -> Span:
    """The span widened to the borders of the words that it cuts, without blanks at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end
