"""What is kept of every article to propose neighbours: how often its stems stand, and fingerprints of its wording."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.link.texts import WORD, Word, body_words, stem, title_text, turn_labels
from communique.record import Article

_TITLE_WEIGHT = 2.0
_NAME_WEIGHT = 1.5
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SERIES = re.compile(rf"\b(?:(?:{_MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}})\b")
"""A title that names its own day is that of a series."""
_GRAM = 5
_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """Weighted counts of stems (names weigh more, the title twice) and fingerprints of runs of five words."""

    counts: dict[str, float]
    prints: frozenset[int]


def profile_of(article: Article) -> Profile:
    """The profile of one article; the only pass over all of its words.

    Counted is what it is about: not whose turn it is in a transcript, and not the title of a series ("Daily Briefing, March
    3, 2031"), by which all of a year's would be one story.
    """
    words = body_words(article)
    turns = {at for start, end in turn_labels(article.text) for at in range(start, end)}
    counts: dict[str, float] = defaultdict(float)
    for word in words:
        if len(word.form) > 1 and word.start not in turns:
            counts[stem(word.form)] += _NAME_WEIGHT if word.capital else 1.0
    title = title_text(article)
    for match in WORD.finditer(title if not _SERIES.search(title) else ""):
        if len(match[0]) > 1:
            counts[stem(match[0].lower().removesuffix("'s").removesuffix("’s"))] += _TITLE_WEIGHT
    return Profile(dict(counts), _fingerprints(words))


def _fingerprints(words: Sequence[Word]) -> frozenset[int]:
    """Winnowed hashes of five consecutive words: the smallest of every window, so that long runs always share one."""
    forms = [word.form for word in words]
    runs = zip(*(forms[i:] for i in range(_GRAM)), strict=False)
    hashes = [zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs]
    if len(hashes) <= _WINDOW:
        return frozenset(hashes)
    return frozenset(map(min, zip(*(hashes[i:] for i in range(_WINDOW)), strict=False)))
