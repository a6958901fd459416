"""The name of a newspaper or agency on a line of its own above the title."""

from __future__ import annotations

import re

from communique.ingest.zones.patterns import word_set

_EDITION = re.compile(r"\s*\([^()]{2,40}\)$")
_ARTICLES = frozenset({"The", "La", "Le", "El", "Die", "Der", "Das", "Il", "O"})
_JOINERS = frozenset({"of", "the", "and", "de", "du", "la", "le", "del", "des", "&"})
_PLAIN = 3  # words of a masthead without an article: longer ones look like headlines ("Envoy Calls Report Fake News")
_LONGEST = 7


def masthead(line: str) -> str | None:
    """The outlet whose masthead a line is: a name of a few capitalised words with a newspaper's noun; None for others.

    "The Upland Gazette", "Osprey News Agency", "La Gazette de Kalsund (English edition)" (the edition is left out).
    """
    name = _EDITION.sub("", line.strip())
    words = name.split()
    if not 2 <= len(words) <= _LONGEST or not all(w in _JOINERS or w[:1].isupper() for w in words):
        return None
    if not all(re.fullmatch(r"[\w.'’&-]+", w) for w in words) or name[-1] in ".-":
        return None
    joined = next((n for n, w in enumerate(words) if w in _JOINERS and n > 0), len(words))
    nouns = word_set("masthead nouns")
    named = words[-1] in nouns or words[joined - 1] in nouns
    return name if named and (len(words) <= _PLAIN or words[0] in _ARTICLES) else None
