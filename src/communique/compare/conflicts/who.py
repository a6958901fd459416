"""Who it was: two names for one ship, one village, one chair."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from communique.compare.clauses.anchors import anchoring, around
from communique.compare.clauses.story import Clause, Report
from communique.compare.clauses.words import groups_of, lemma, likeness
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, by_parties, one_wave
from communique.lexicon import name_key, noun_kind

_NAMED = re.compile(r"\b[Tt]he (?:[a-z]+ )?([a-z]{3,}) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})")
_OFFICE = "=lead"
_ONE_BODY = 0.9


def named_thing_clashes(seen: Evidenced) -> list[Clash]:
    """One thing under two names.

    "the gunboat A" and "the gunboat B" doing one act. A name both reports know is two things.
    """
    found: dict[str, list[tuple[Clause, tuple[int, int], str]]] = defaultdict(list)
    for clause in seen.story.clauses:
        for match in _NAMED.finditer(clause.report.text, *clause.span):
            head = lemma(match[1])
            if noun_kind(head) not in ("person", "collective", "organization", "media"):
                found[head].append((clause, match.span(2), match[2].removesuffix("’s").removesuffix("'s")))
    out = []
    for head, places in sorted(found.items()):
        for i, (left, span, name) in enumerate(places):
            for right, other_span, other in places[i + 1 :]:
                if (
                    left.report is right.report
                    or not one_wave(left, right)
                    or left.tone.negative != right.tone.negative
                ):
                    continue
                anchors = anchoring(seen.aligner, around(left, span), around(right, other_span), [head])
                known = _known(other, left.report) or _known(name, right.report)
                if not known and anchors.strong >= 1 and anchors.told >= 0.25:
                    sides = (Place(left, left.span, name), Place(right, right.span, other))
                    reasons = (f"one act of one {head} ({anchors.shown()}), two names",)
                    out.append(
                        Clash(
                            "who",
                            *sides,
                            f"Which {head}: {name} or {other}",
                            "hard",
                            0.7,
                            reasons,
                            by_parties(left, right),
                        )
                    )
    return out


def _known(name: str, report: Report) -> bool:
    """Whether a report has the name in any spelling."""
    key = name_key(name.split()[-1])
    return any(w.capital and name_key(w.text) == key for c in report.clauses for w in c.words)


def office_clashes(seen: Evidenced) -> list[Clash]:
    """One seat given to two persons: "A will chair the board", "the board will be led by B"."""
    people = {a.id for a in seen.story.linkage.actors if a.kind == "person"}
    holders = [h for c in seen.story.clauses for h in _holders(c, people) if _named(h[0], seen.story.name(h[2]))]
    out = []
    for i, (left, thing, person) in enumerate(holders):
        for right, other_thing, other in holders[i + 1 :]:
            if left.report is right.report or person == other or likeness(thing, other_thing) < _ONE_BODY:
                continue
            if not _told(left) or not _told(right) or not one_wave(left, right):
                continue
            if not _also(holders, left.report, thing, other) and not _also(holders, right.report, thing, person):
                one, two = seen.story.name(person), seen.story.name(other)
                reasons = (f"one {thing}, led by {one} in one report and by {two} in the other",)
                sides = (Place(left, left.span, one), Place(right, right.span, two))
                parties = by_parties(left, right)
                out.append(
                    Clash("who", *sides, f"Who leads the {thing}: {one} or {two}", "hard", 0.75, reasons, parties)
                )
    return out


def _named(clause: Clause, name: str) -> bool:
    """Whether the sentence prints the person's name: a title alone ("the chairman") may be that of another board."""
    key = name_key(name.split()[-1])
    return any(w.capital and name_key(w.text) == key for c in clause.siblings for w in c.words)


def _told(clause: Clause) -> bool:
    return not (clause.tone.negative or clause.tone.conditional)


def _holders(clause: Clause, people: set[str]) -> Iterator[tuple[Clause, str, str]]:
    """The body that is led and the one person named in the clause, or else in its sentence, as leading it."""
    words = clause.words
    for i, word in enumerate(words):
        if _OFFICE not in groups_of(word.lemma) or word.capital:
            continue
        near = [w for w in [*words[i + 1 : i + 5], *words[max(0, i - 4) : i]] if not w.small and not w.capital]
        body = next(
            (w for w in near if noun_kind(w.lemma) in ("organization", "collective") or w.lemma in _BODIES), None
        )
        inside = [a for a in sorted(clause.actors) if a in people]
        around_it = {a for c in clause.siblings for a in c.actors if a in people}
        who = inside if len(inside) == 1 else sorted(around_it) if len(around_it) == 1 else []
        if body and who:
            yield clause, body.lemma, who[0]


_BODIES = frozenset(
    "board commission committee delegation mission conference talks fund council panel inquiry team".split()
)


def _also(holders: list[tuple[Clause, str, str]], report: Report, thing: str, person: str) -> bool:
    return any(c.report is report and p == person and likeness(t, thing) >= _ONE_BODY for c, t, p in holders)
