"""Quotation marks that cannot both be right: one utterance, two wordings, none of them marked as a translation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import lemma
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, one_wave
from communique.compare.conflicts.topics import said_topic
from communique.compare.wordings.renderings import CUT, Rendering
from communique.compare.wordings.variants import other_people, translated
from communique.compare.wordings.wording import SUBJECTS, Change, Wording, contradicts, prints, quotations
from communique.lexicon import name_key
from communique.record import Statement
from communique.record.comparison import Strength

_CLOSE = 0.62
_ONE_OCCASION = 7
_MOST_CHANGES = 3
# words whose adding tells nothing
_EMPTY = frozenset("a an the that and of to up out off on in over away oh ah eh uh um er well so now yes any".split())
_BRACKETS = re.compile(r"\[([^\]\n]{0,60})\]")
_ONE_NAME = 0.6  # likeness in letters
_FRAGMENT = 5  # words of a quotation that is no sentence
_LONG = 5  # words of a quotation that two persons hardly ever say alike by chance


def wording_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between quotations of one utterance whose words differ (what is merely cut is no contradiction)."""
    out = []
    for found in seen.renderings:
        if found.kind == "verbatim" or found.alignment.closeness < _CLOSE or not _comparable(found):
            continue
        changes = _telling(found)
        if not changes or len(changes) > _MOST_CHANGES or not _one_utterance(found) or _has_both(found):
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
                topic=_topic(found, speaker, changes),
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
                known = statement.speaker_kind in ("named", "organization") and seen.story.speakers(statement)
                if len(quote.words) >= _LONG and known:
                    said[quote.words].append((report, statement, quote))
    out = []
    for quotes in said.values():
        for i, (report, statement, quote) in enumerate(quotes):
            for other, theirs, again in quotes[i + 1 :]:
                one, two = seen.story.speakers(statement), seen.story.speakers(theirs)
                left, right = _place(report, quote.span), _place(other, again.span)
                if (
                    report is other
                    or not other_people(seen.story, statement, theirs)
                    or left is None
                    or right is None
                    or not one_wave(left.clause, right.clause)
                    or _knows(seen.story, report, two)
                    or _knows(seen.story, other, one)
                ):
                    continue
                names = [" and ".join(seen.story.name(a) for a in actors) for actors in (one, two)]
                reasons = (f"the same words, said by {names[0]} in one report and by {names[1]} in the other",)
                places = (replace(left, value=names[0]), replace(right, value=names[1]))
                out.append(Clash("who", *places, f"Who said “{' '.join(quote.words[:6])}”", "medium", 0.75, reasons))
    return out


def _knows(story: Story, report: Report, speakers: Sequence[str]) -> bool:
    """Whether a report names one of these speakers, too: then it is a spokesman's words, or nobody knows whose."""
    names = {name_key(story.name(s).split()[-1]) for s in speakers}
    return any(w.capital and name_key(w.text) in names for c in report.clauses for w in c.words)


def _holder(found: Rendering) -> str | None:
    holder = found.original[1]
    return holder.speaker if holder is not None else None


def _telling(found: Rendering) -> list[Change]:
    """Changes that a reader should see: between words that both have, for at its ends a quotation may just be cut.

    What is added at the end of a primary document's sentence is no cut.
    """
    alignment = found.alignment
    ends = alignment.edges
    whole = len(found.rendering[2].words) > _FRAGMENT  # the first and last words of a scrap are where it was cut
    inner = [c for i, c in enumerate(alignment.changes) if i not in ends or (whole and c.left and c.right)]
    if found.original[0].primary:
        inner += [c for i, c in enumerate(alignment.changes) if i in ends and not c.left]
    told = [
        c
        for c in inner
        if not (_marked_as_cut(found, c) or _supplied(found, c) or _fitted(found, c) or _respelled(found, c))
    ]
    if found.original[0].primary:
        told = [c for c in told if c.right]
    return [c for c in told if (c.tells and c.left and c.right) or any(w not in _EMPTY for w in (*c.left, *c.right))]


def _marked_as_cut(found: Rendering, change: Change) -> bool:
    """Whether words are left out where the shorter quotation has an ellipsis: it says itself that it is cut."""
    (source, _, original), (report, _, quote) = found.original, found.rendering
    shorter = (report, quote) if not change.right else (source, original) if not change.left else None
    return shorter is not None and CUT.search(shorter[0].text, *shorter[1].span) is not None


def _one_utterance(found: Rendering) -> bool:
    """Whether two quotations have more in common than a turn of phrase ("an act of ...") and neither leaves out a stretch.

    What stands on either side of a mark of omission may come from anywhere in a speech.
    """
    quotes = ((found.original[0], _window(found)), (found.rendering[0], found.rendering[2].span))
    return found.alignment.enough and not any(CUT.search(report.text, *span) for report, span in quotes)


def _has_both(found: Rendering) -> bool:
    """Whether one of the two reports prints the other's words elsewhere, too: they were said in both ways."""
    (source, _, original), (report, _, quote) = found.original, found.rendering
    start, end = found.alignment.window
    return prints(source.text, quote.words, _window(found)) or prints(
        report.text, original.words[start:end], quote.span
    )


def _supplied(found: Rendering, change: Change) -> bool:
    """Whether the words stand in the other quotation, too, in brackets: the editor says that they are his."""
    (source, _, _), (report, _, quote) = found.original, found.rendering
    inserted = [m[1] for m in _BRACKETS.finditer(source.text, *_window(found))]
    inserted += [m[1] for m in _BRACKETS.finditer(report.text, *quote.span)]
    words = {w for stretch in inserted for w in stretch.lower().split()}
    return bool(words) and words.issuperset(change.left or change.right) and not (change.left and change.right)


def _fitted(found: Rendering, change: Change) -> bool:
    """Whether a word has another ending where a quotation is part of the reporter's own sentence ("he “fully supported” it")."""
    loose = found.rendering[1].form != "direct" or (
        found.original[1] is not None and found.original[1].form != "direct"
    )
    left, right = ([lemma(w) for w in words if w not in SUBJECTS] for words in (change.left, change.right))
    return loose and bool(left) and left == right


def _respelled(found: Rendering, change: Change) -> bool:
    """Whether a name is written otherwise ("al-Hadari", "Hadary")."""
    if not (change.left and change.right):
        return False
    (source, _, _), (report, _, quote) = found.original, found.rendering
    texts = source.text[slice(*_window(found))], report.text[slice(*quote.span)]
    last = change.left[-1], change.right[-1]
    names = all(re.search(rf"(?<![.!?“\"] )\b{re.escape(w.capitalize())}", t) for w, t in zip(last, texts, strict=True))
    return names and Indel.normalized_similarity(*last) >= _ONE_NAME


def _comparable(found: Rendering) -> bool:
    one, other = found.original[0], found.rendering[0]
    if translated(one) or translated(other):
        return False
    if one.published and other.published and one.published.gap(other.published) > _ONE_OCCASION:
        return False
    return found.original[2].quoted or one.primary


def _topic(found: Rendering, speaker: str, changes: Sequence[Change]) -> str:
    """Which words stand in question: those of the change that tells most."""
    best = max(changes, key=lambda c: (contradicts(c) is not None, bool(c.left and c.right), _content(c)))
    return said_topic(speaker, (best.left, best.right), found.original[2].words, found.rendering[2].words)


def _content(change: Change) -> int:
    return sum(len(w) > 3 for w in (*change.left, *change.right))


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
