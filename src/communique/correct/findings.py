"""Corrections of what comparing found, laid over a story: accepted, rejected, another outcome of a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from communique.correct.after import OutcomeAfter, after_of
from communique.correct.anchors import Shelf
from communique.correct.overlaps import Wanted, best_of, wanted
from communique.correct.restore import LISTS, Finding, put_back
from communique.record import (
    Applied,
    Correction,
    Evidence,
    Omission,
    Position,
    QuoteVariant,
    Reading,
    Statement,
    Story,
    TrackedForward,
    evidence_in,
    evidence_of,
)

_TELLING = ("kind", "between", "issue", "stance")  # what must be as it was, where `before` tells it
_SETTLED = ("kept", "broken", "superseded")  # statuses that rest on later words
_BY_HAND = "accepted by hand"


def correct_findings(
    story: Story, readings: Sequence[Reading], corrections: Sequence[Correction], shelf: Shelf
) -> tuple[Story, list[Applied]]:
    """The story with its findings as corrected, and what became of each correction that has words in it."""
    inside = set(story.articles)
    statements = {s.id: (r, s) for r in readings for s in r.statements}
    rests: dict[str, Sequence[Evidence]] = {}
    restored: set[str] = set()
    applied: list[Applied] = []
    meant: dict[str, list[Wanted]] = defaultdict(list)
    for correction in corrections:
        want = wanted(correction, shelf, inside)
        if want is None:
            continue
        rests = rests or {f.id: _evidence(f, readings, statements) for f in _findings(story)}
        target = _meant(story, want, rests)
        if target is None and (again := put_back(story, readings, correction, shelf)):
            story = again
            restored.add(correction.subject_id)
            rests = {}
            target = correction.subject_id
        if target is None:
            applied.append(want.missing(correction.subject))
        else:
            meant[f"{_slot(correction)} {target}"].append(want)
    for key, rows in sorted(meant.items()):
        slot, _, target = key.partition(" ")
        applied += [row.superseded(rows[-1], target) for row in rows[:-1]]
        story, told = _HANDS[slot](story, target, rows[-1], shelf)
        if target in restored and rows[-1].correction.kind != "reject":
            told = rows[-1].told("restored", target, "the run does not find it; it was put back")
        applied.append(told)
    return story, applied


def _slot(correction: Correction) -> str:
    if correction.kind == "outcome":
        return "outcome"
    return "omission" if correction.subject == "omission" else "verdict"


def _findings(story: Story) -> Iterable[Finding]:
    for name in LISTS.values():
        yield from getattr(story, name)


def _evidence(
    finding: Finding, readings: Sequence[Reading], statements: dict[str, tuple[Reading, Statement]]
) -> Sequence[Evidence]:
    """The words that a finding rests on."""
    if isinstance(finding, TrackedForward):
        text = next((r.article.text for r in readings if r.article.id == finding.article), None)
        return evidence_of(finding.article, text, finding.spans) if text is not None else ()
    found = tuple(evidence_in(finding))
    if found or not isinstance(finding, QuoteVariant):
        return found
    held = [statements[s] for s in finding.statements if s in statements]
    return tuple(e for r, s in held for e in evidence_of(r.article.id, r.article.text, s.content))


def _meant(story: Story, want: Wanted, rests: dict[str, Sequence[Evidence]]) -> str | None:
    """Id of the finding that a correction is about: the same id, else the one that rests on the same words."""
    correction = want.correction
    if correction.subject == "omission":
        found = [f for f in _findings(story) if any(o.finding == f.id for o in story.omissions)]
    else:
        found = list(getattr(story, LISTS[correction.subject]))
    if any(f.id == correction.subject_id for f in found):
        return correction.subject_id
    best = best_of(want, [(f, rests[f.id]) for f in found if _fits(f, correction.before)])
    return best.id if best else None


def _fits(finding: Finding, before: Any) -> bool:
    if not isinstance(before, dict):
        return True
    fields = dict(finding)
    return all(fields[name] == before[name] for name in _TELLING if name in before and name in fields)


def _verdict(story: Story, target: str, want: Wanted, shelf: Shelf) -> tuple[Story, Applied]:
    """Take a finding out with all that hangs on it, or note that it was accepted."""
    del shelf
    name = LISTS[want.correction.subject]
    found: tuple[Finding, ...] = getattr(story, name)
    if want.correction.kind == "accept":
        changes: dict[str, Any] = {name: tuple(_accepted(f) if f.id == target else f for f in found)}
    else:
        changes = {
            name: tuple(f for f in found if f.id != target),
            "omissions": tuple(o for o in story.omissions if o.finding != target),
            "source_lines": {i: line for i, line in story.source_lines.items() if i != target},
        }
    return story.model_copy(update=changes), want.told("applied", target)


def _accepted(finding: Finding) -> Finding:
    if isinstance(finding, Position) or _BY_HAND in finding.reasons:
        return finding
    return finding.model_copy(update={"reasons": (_BY_HAND, *finding.reasons)})


def _omission(story: Story, target: str, want: Wanted, shelf: Shelf) -> tuple[Story, Applied]:
    """Take out the row of a finding, or the articles of it that the anchors "absent" name."""
    if want.correction.kind == "accept":
        return story, want.told("applied", target)
    named = {p.article.id for a in want.correction.anchors if a.part == "absent" and (p := shelf.find(a))}
    kept: list[Omission] = []
    for row in story.omissions:
        if row.finding != target:
            kept.append(row)
        elif named and set(row.absent_from) - named:
            kept.append(row.model_copy(update={"absent_from": tuple(a for a in row.absent_from if a not in named)}))
    return story.model_copy(update={"omissions": tuple(kept)}), want.told("applied", target)


def _outcome(story: Story, target: str, want: Wanted, shelf: Shelf) -> tuple[Story, Applied]:
    """Set what became of a promise, with the later words that tell it where the correction gives them."""
    after: OutcomeAfter = after_of(want.correction)
    told = wanted(want.correction, shelf, set(story.articles), part="outcome")
    lines = []
    same = False
    for line in story.forward:
        if line.id == target:
            evidence = line.outcome if line.status == after.status else None
            if told is not None:
                article, span = told.places[0]
                place = next(p for a in want.correction.anchors if (p := shelf.find(a)) and p.article.id == article)
                evidence = evidence_of(article, place.article.text, [span])[0]
            evidence = evidence if after.status in _SETTLED else None
            same = line.status == after.status and line.outcome == evidence
            changed = {"status": after.status, "outcome": evidence, "reasons": ("said by hand",)}
            line = line if same else line.model_copy(update=changed)
        lines.append(line)
    return story.model_copy(update={"forward": tuple(lines)}), want.told("already so" if same else "applied", target)


_HANDS: dict[str, Callable[[Story, str, Wanted, Shelf], tuple[Story, Applied]]] = {
    "verdict": _verdict,
    "omission": _omission,
    "outcome": _outcome,
}
