"""What became of forward-looking lines: the status, and whether the right later words were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import any_meets
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.record import Comparison, TrackedForward

_OUTCOMES = ("kept", "broken", "superseded")


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """Status over gold lines (one a promise, however many reports print it).

    The kind must be right; "whatever the kind" asks only for the place. Outcome words over lines that have some. "Wrong
    among outcomes told" is the share of wrong ones among the lines that we call kept, broken or superseded: such a word
    costs more than "open".
    """
    lines = [f for f in story.gold.get("forward", ()) if f.get("status")]
    good = words = asked = told = untrue = anyhow = 0
    wrong = []
    for line in lines:
        places = story.evidence(line)
        over = [
            t
            for t in found.forward
            if any(
                t.article == a and any(s < e2 and s2 < e for s, e in t.spans for s2, e2 in spans) for a, spans in places
            )
        ]
        anyhow += _usual(over) == line["status"]
        here = [t for t in over if t.kind == line["kind"]]
        best = _usual(here)
        good += best == line["status"]
        told += best in _OUTCOMES
        untrue += best in _OUTCOMES and best != line["status"]
        outcome = story.evidence({"evidence": line.get("outcome") or ()})
        if outcome:
            asked += 1
            words += any(t.outcome and any_meets([t.outcome], outcome) for t in here)
        if best != line["status"]:
            shown = next((t.outcome.quote[:90] for t in here if t.outcome), "-")
            wrong.append(f"{story.name}: {line['kind']} “{line['what']}” is {line['status']}, found {best}: {shown}")
    return {
        "outcome status": Row("outcome status", (Counts(good, len(lines), good, len(lines)),), tuple(wrong)),
        "outcome status, whatever the kind": Row(
            "outcome status, whatever the kind", (Counts(anyhow, len(lines), anyhow, len(lines)),)
        ),
        "wrong among outcomes told": Row("wrong among outcomes told", (Counts(untrue, told, untrue, told),)),
        "outcome words": Row("outcome words", (Counts(words, asked, words, asked),)),
    }


def _usual(lines: Sequence[TrackedForward]) -> str | None:
    """The status that most of the lines have."""
    ranked = sorted(((n, status) for status, n in Counter(t.status for t in lines).items()), reverse=True)
    return ranked[0][1] if ranked else None
