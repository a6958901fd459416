"""Quotation marks that cannot both be right: one utterance, two wordings, none of them marked as a translation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from communique.compare.clashes import Clash, Evidenced, Place, one_wave
from communique.compare.story import Clause, Report
from communique.compare.variants import Rendering, translated
from communique.compare.wording import Change, Wording, contradicts, quotations
from communique.record import Statement
from communique.record.comparison import Strength

_CLOSE = 0.62
_ONE_OCCASION = 7
_MOST_CHANGES = 3
_EMPTY = frozenset("a an the that and of to".split())  # words whose adding tells nothing
_LONG = 5  # words of a quotation that two persons hardly ever say alike by chance


def wording_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between quotations of one utterance whose words differ (what is merely cut is no contradiction)."""
    out = []
    for found in seen.renderings:
        if found.kind == "verbatim" or found.alignment.closeness < _CLOSE or not _comparable(found):
            continue
        changes = _telling(found)
        if not changes or len(changes) > _MOST_CHANGES:
            continue
        left, right = _place(found.original[0], _window(found)), _place(found.rendering[0], found.rendering[2].span)
        if left is None or right is None:
            continue
        reasons = [c.shown() + (f": {why}" if (why := contradicts(c)) else "") for c in changes]
        speaker = found.rendering[1].speaker or _holder(found) or "the speaker"
        number = any(contradicts(c) == "a number differs" for c in changes)
        out.append(
            Clash(
                kind="number" if number else "wording",
                left=left,
                right=right,
                topic=_topic(speaker, changes[0]),
                strength=_strength(found, bool([c for c in changes if contradicts(c)])),
                confidence=round(0.55 + found.alignment.closeness * 0.4, 2),
                reasons=(f"one utterance of {speaker}, both in quotation marks", *reasons),
            )
        )
    return out


def speaker_clashes(seen: Evidenced) -> list[Clash]:
    """One quotation, word for word, given to two different persons by two reports of the same days."""
    said: dict[tuple[str, ...], list[tuple[Report, Statement, Wording]]] = defaultdict(list)
    for report in seen.story.reports:
        for statement in report.statements:
            for quote in quotations(report.text, statement):
                if len(quote.words) >= _LONG and seen.story.speakers(statement):
                    said[quote.words].append((report, statement, quote))
    out = []
    for quotes in said.values():
        for i, (report, statement, quote) in enumerate(quotes):
            for other, theirs, again in quotes[i + 1 :]:
                one, two = seen.story.speakers(statement), seen.story.speakers(theirs)
                left, right = _place(report, quote.span), _place(other, again.span)
                if (
                    report is other
                    or set(one) & set(two)
                    or left is None
                    or right is None
                    or not one_wave(left.clause, right.clause)
                ):
                    continue
                names = [" and ".join(seen.story.name(a) for a in actors) for actors in (one, two)]
                reasons = (f"the same words, said by {names[0]} in one report and by {names[1]} in the other",)
                places = (replace(left, value=names[0]), replace(right, value=names[1]))
                out.append(Clash("who", *places, f"who said “{' '.join(quote.words[:6])}”", "medium", 0.75, reasons))
    return out


def _holder(found: Rendering) -> str | None:
    holder = found.original[1]
    return holder.speaker if holder is not None else None


def _telling(found: Rendering) -> list[Change]:
    """Changes that a reader should see: words replaced or added, or left out in mid-sentence of a press quotation."""
    changes = [c for c in found.alignment.changes if c.right and (c.tells or not c.left)]
    if not changes and not found.original[0].primary and _in_the_middle(found):
        changes = list(found.alignment.changes)
    return [c for c in changes if c.left or any(w not in _EMPTY for w in c.right)]


def _in_the_middle(found: Rendering) -> bool:
    """Whether the two quotations begin and end alike, so that a difference lies between."""
    start, end = found.alignment.window
    one, other = found.original[2].words[start:end], found.rendering[2].words
    return len(other) >= _LONG and one[:2] == other[:2] and one[-1:] == other[-1:]


def _comparable(found: Rendering) -> bool:
    one, other = found.original[0], found.rendering[0]
    if translated(one) or translated(other):
        return False
    if one.published and other.published and one.published.gap(other.published) > _ONE_OCCASION:
        return False
    return found.original[2].quoted or one.primary


def _topic(speaker: str, change: Change) -> str:
    """Which words stand in question."""
    left, right = (" ".join(words) for words in (change.left, change.right))
    if left and right:
        return f"Whether {speaker} said “{left}” or “{right}”"
    return f"Whether {speaker} said “{left or right}”, too"


def _strength(found: Rendering, contradiction: bool) -> Strength:
    if contradiction:
        return "hard"
    content = [w for c in found.alignment.changes for w in (*c.left, *c.right) if len(w) > 3]
    return "medium" if content else "surface"


def _window(found: Rendering) -> tuple[int, int]:
    places, (start, end) = found.original[2].places, found.alignment.window
    return places[start][0], places[end - 1][1]


def _place(report: Report, span: tuple[int, int]) -> Place | None:
    clause: Clause | None = next((c for c in report.clauses if c.span[0] < span[1] and span[0] < c.span[1]), None)
    return Place(clause, span, report.text[span[0] : span[1]]) if clause else None
