"""Who acted on whom, where the words beside the trigger of an event say so plainly; otherwise nobody.

The record's events have participants without roles. A name directly before an active verb acts ("Norvia seized"), a name
directly after it is acted upon; with a form of "be" it is the other way round, and "by" names who acted. Anything else
between name and verb, a verb that may be a noun, or a name used as an adjective: nobody. How often this is right is
measured in `docs/design/exports.md`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from communique.export.book import Book
from communique.export.sentences import around
from communique.lexicon.tables import rows, yaml_of
from communique.record import LinkedEvent

Placed = tuple[int, int, str]
"""A mention: start, end, id of the actor."""
_REACH = 200  # characters on either side of the trigger that are looked at


@dataclass(frozen=True, slots=True)
class Roles:
    """Ids of those who acted and of those acted upon; none of them in both."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def roles_of(book: Book, mentions: dict[str, list[Placed]], event: LinkedEvent) -> Roles:
    """The roles told beside any trigger of the event; whoever is told in both has none."""
    actors: dict[str, None] = {}
    recipients: dict[str, None] = {}
    for piece in event.evidence:
        text = book.article(piece.article).text
        bounds = around(book.article(piece.article), piece.span, 1000)
        found = beside(text, bounds, piece.span, mentions.get(piece.article, []))
        actors.update(dict.fromkeys(found.actors))
        recipients.update(dict.fromkeys(found.recipients))
    both = set(actors) & set(recipients)
    return Roles(tuple(a for a in actors if a not in both), tuple(r for r in recipients if r not in both))


def beside(text: str, bounds: tuple[int, int], trigger: tuple[int, int], mentions: list[Placed]) -> Roles:
    """The roles told beside one trigger, within the sentence at `bounds`; `mentions` sorted by place."""
    start, end = trigger
    patterns = _patterns()
    word = text[start:end].split()[0].lower() if text[start:end].strip() else ""
    left = text[max(bounds[0], start - _REACH) : start]
    past = word.endswith("ed") or word in _pasts()
    future = patterns["future"].search(left)
    passive = past and patterns["be"].search(left)
    progressive = word.endswith("ing") and patterns["be"].search(left)
    if passive:
        by = patterns["by"].match(text, end, min(bounds[1], end + _REACH))
        agents = _after(text, by.end(), bounds[1], mentions) if by else ()
        return Roles(agents, _before(text, bounds[0], start - len(passive[0]), mentions))
    if patterns["by"].match(text, end, min(bounds[1], end + _REACH)):
        return Roles()  # "the men seized by ...": a participle, and what is before it is no subject
    if not (past or future or progressive):
        return Roles()
    cut = next((match for match in (future, progressive) if match), None)
    before = start - len(cut[0]) if cut else start
    return Roles(_before(text, bounds[0], before, mentions), _after(text, end, bounds[1], mentions))


def _before(text: str, low: int, at: int, mentions: list[Placed]) -> tuple[str, ...]:
    """The actor whose name ends directly before `at`, and those joined to it."""
    found: list[str] = []
    index = bisect_right(mentions, (at, -1, "")) - 1
    pattern = _patterns()["gap_before"]
    while index >= 0 and mentions[index][0] >= low:
        start, end, actor = mentions[index]
        if end <= at:
            if not pattern.fullmatch(text, end, at):
                break
            found.insert(0, actor)
            at, pattern = start, _patterns()["joined"]
        index -= 1
    return tuple(dict.fromkeys(found))


def _after(text: str, at: int, high: int, mentions: list[Placed]) -> tuple[str, ...]:
    """The actor whose name begins directly after `at`, and those joined to it; none where it is an adjective."""
    found: list[str] = []
    pattern = _patterns()["gap_after"]
    for start, end, actor in mentions[bisect_left(mentions, (at, -1, "")) :]:
        if end > high or not pattern.fullmatch(text, at, start):
            break
        if not _patterns()["stands"].match(text, end, high):
            return tuple(dict.fromkeys(found))
        found.append(actor)
        at, pattern = end, _patterns()["joined"]
    return tuple(dict.fromkeys(found))


@cache
def _pasts() -> frozenset[str]:
    """Irregular past forms and participles that are no base forms."""
    forms = {form for _, *pasts in rows("irregular_verbs.tsv") for form in pasts}
    return frozenset(forms) - {base for base, *_ in rows("irregular_verbs.tsv")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = yaml_of("communique.export", "roles.yaml")
    words = {key: "|".join(re.escape(w) for w in value) for key, value in listed.items()}
    adverb = rf"(?:(?:{words['helpers']}|on (?:{words['days']})|{words['days']}|\w+ly)\s+)"
    title = r"(?:[A-Z][\w.’'-]*\s+)"
    return {
        key: re.compile(pattern, re.IGNORECASE if key not in ("gap_after",) else 0)
        for key, pattern in {
            "future": rf"\b(?:{words['future']})\s+{adverb}*\Z",
            "be": rf"\b(?:(?:has|have|had|will|would)\s+)?(?:(?:{words['be']})\s+)+{adverb}*\Z",
            "by": r"\s+by\b",
            "gap_before": rf"(?:\s+(?:{words['organs']})\b)?\s*(?:,[^,;.]{{1,80}},)?\s*{adverb}*",
            "joined": rf"\s*(?:,|and|,\s*and)\s+(?:(?:{words['before_names']})\s+)*",
            "gap_after": rf"\s+(?:(?:{words['before_names']})\s+|{title}){{0,5}}",
            "stands": rf"(?:\s+(?:{words['organs']})\b)?"
            rf"(?:\s*[,.;:!?)”\"’]|\s+(?:{words['after_names']}|{words['days']})\b|\s+\w+ly\b|\s*\Z)",
        }.items()
    }
