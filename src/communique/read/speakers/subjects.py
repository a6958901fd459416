"""Who a participle without a source of its own belongs to: the subject of its sentence (dev_gold/README.md, "source").

"Vale turned down the offer, saying it came late" and "By calling it late, Vale angered them": both are Vale's.
"""

from __future__ import annotations

import re

from communique.lexicon import noun_kind

SENTENCE = 400  # characters in which the start of a sentence is looked for
_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in "Sen Rep Gov Gen Mr Mrs Ms Dr St Lt Col".split())
_GLUED = r"(?<=[a-z]{2}[.!?])[\"”’)]*(?=[\"“]?[A-Z][a-z])"  # in texts that were extracted without their blanks
_START = re.compile(rf"[.!?](?:{_ABBREVIATED}(?<!\s[A-Z]\.)[\"”’)]*\s+(?=[\"“(]?[A-Z])|{_GLUED})|\n")
_TITLES = r"(?:(?:[A-Z][\w.’'-]*|the|former|then)\s+){0,6}"
_CLAUSE = re.compile(
    rf"(?:^|\b(?:as|when|while|after|before|because|but|and|where|that)\s|(?:[;:–—]|\s-)\s|,\s(?=[A-Z]))\s*(?P<subject>{_TITLES}$)",
)
_VERB = re.compile(
    r"(?:,[^,]{2,80},)?\s+(?:[a-z]+ly\s+)?(?!and\b|or\b|of\b|in\b|at\b|who\b|to\b|for\b)(?P<verb>[a-z]{2,})"
)
_PRONOUN = re.compile(
    r"(?:^|\b(?:as|when|while|after|before|because|but|and|which|that)\s|,\s)(?P<who>[Hh]e|[Ss]he|[Tt]hey)\s(?=[a-z])"
)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds `at` begins, as far as full stops and line breaks tell."""
    begin = max(0, at - SENTENCE)
    for stop in _START.finditer(text, begin, at):
        begin = stop.end()
    return begin


def opens_clause(text: str, begin: int, start: int, end: int) -> bool:
    """Whether the name at [start, end) is the subject of a clause of the sentence that begins at `begin`."""
    verb = _VERB.match(text, end)
    if verb is None or noun_kind(verb["verb"]) == "person":  # "Liberal members" are not Liberals
        return False
    return bool(_CLAUSE.search(text[begin:start]))


def pronoun_subjects(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Where "he", "she" or "they" is the subject of a clause of text[begin:end], in order."""
    return [(begin + m.start("who"), begin + m.end("who")) for m in _PRONOUN.finditer(text[begin:end])]
