"""Speakers by name, over the statements that are found (content F1 >= .5), and how far confidence can be trusted.

Gold without a name wants none: kind "unnamed" or "unknown". Joint speakers are compared as sets. *Shown* is a statement
printed with a speaker; the risk-coverage curve gives the share of wrong ones among the shown when the less sure are
left blank.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.errors import UsageError
from communique.evaluate.calibration import calibration_figure, reliability_lines, statement_confidences
from communique.evaluate.compared import Compared, compare
from communique.evaluate.corpora import load_gold
from communique.evaluate.gold import GoldDocument, GoldStatement, readings_of
from communique.evaluate.names import Names
from communique.evaluate.report import Figure, Report, ratio
from communique.evaluate.tasks import Request
from communique.record import Statement

NOBODY = ("unnamed", "unknown")
COVERAGE = 0.8
"""The share of statements shown with a speaker at which the risk is reported."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the speaker of one found statement."""

    document: str
    group: str
    gold: GoldStatement
    predicted: Statement
    right: bool

    @property
    def shown(self) -> bool:
        """Whether the statement is printed with a speaker."""
        return self.predicted.speaker is not None and self.predicted.speaker_kind not in NOBODY

    @property
    def confidence(self) -> float:
        """How sure the reader is of the speaker; of the statement, where it does not say."""
        own = self.predicted.speaker_confidence
        return self.predicted.confidence if own is None else own


def speakers(request: Request) -> Report:
    """Speaker accuracy by name on `request.data`. Writes one line a found statement when predictions are asked for."""
    documents = load_gold(request.data)
    if not documents[0].named:
        raise UsageError(f"{request.data} names no speakers; use dev_gold, other_genres, own labels or own clusters")
    readings = readings_of(documents, request.options)
    outcomes: list[Outcome] = []
    compared: list[Compared] = []
    for document in documents:
        body, _title = compare(document, readings[document.id])
        compared.append(body)
        outcomes += judged(document, readings[document.id].article.text, body)
    if request.predictions is not None:
        write_outcomes(request.predictions, outcomes)
    sure = statement_confidences(compared)
    figures = [
        *name_figures(documents, outcomes),
        calibration_figure("calibration error, statement", sure),
        calibration_figure("calibration error, speaker", [(o.confidence, o.right) for o in outcomes if o.shown]),
    ]
    lines = (*curve_lines(outcomes), *reliability_lines(sure))
    notes = ("Borderline gold and headline statements are left out.", *lines)
    return Report("speakers", request.data.name, len(documents), tuple(figures), notes)


def judged(document: GoldDocument, text: str, body: Compared) -> list[Outcome]:
    """The outcome of each found statement of a document's body."""
    names = Names(document, text)
    out = []
    for g, p in body.found():
        assert g.gold is not None
        assert p.statement is not None
        out.append(Outcome(document.id, document.group, g.gold, p.statement, is_right(names, g.gold, p.statement)))
    return out


def is_right(names: Names, gold: GoldStatement, predicted: Statement) -> bool:
    """Whether the speaker is right, or rightly nobody."""
    if not gold.speakers:
        return predicted.speaker is None or predicted.speaker_kind in NOBODY
    return predicted.speaker_kind not in NOBODY and names.right(predicted.speaker, gold.speakers)


def name_figures(documents: Sequence[GoldDocument], outcomes: Sequence[Outcome]) -> Iterable[Figure]:
    """Accuracy in all and by what the gold has, by group, and the risk of what is shown."""

    def share(name: str, rows: Iterable[Outcome], attribute: str = "right") -> Figure:
        of: dict[str, list[bool]] = {document.id: [] for document in documents}
        for row in rows:
            of[row.document].append(getattr(row, attribute))
        return ratio(name, [(float(sum(values)), float(len(values))) for values in of.values()])

    yield share("speaker right, or rightly nobody", outcomes)
    yield share("gold names somebody", [o for o in outcomes if o.gold.speakers])
    yield share("gold names nobody", [o for o in outcomes if not o.gold.speakers])
    groups = sorted({document.group for document in documents})
    for group in groups if len(groups) > 1 else ():
        yield share(f"{group}: speaker right", [o for o in outcomes if o.group == group])
    yield share("shown with a speaker", outcomes, "shown")
    yield _risk("wrong among shown", [o for o in outcomes if o.shown])
    most_sure = shown_at(outcomes, COVERAGE)
    reached = len(most_sure) >= COVERAGE * len(outcomes)
    yield _risk(f"wrong among shown, {COVERAGE:.0%} shown" + ("" if reached else " (fewer are)"), most_sure)


def shown_at(outcomes: Sequence[Outcome], coverage: float) -> list[Outcome]:
    """The surest shown statements that make up `coverage` of all; ties with the least sure of them come along."""
    shown = sorted((o for o in outcomes if o.shown), key=lambda o: -o.confidence)
    wanted = min(len(shown), -int(-coverage * len(outcomes) // 1))
    if not wanted:
        return []
    return [o for o in shown if o.confidence >= shown[wanted - 1].confidence]


def curve_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """The risk-coverage curve in steps of a tenth, as lines of text."""
    lines = ["Risk and coverage (share shown with a speaker: share of wrong ones among them):"]
    for tenth in range(1, 11):
        rows = shown_at(outcomes, tenth / 10)
        wrong = sum(not o.right for o in rows)
        if rows and len(rows) >= tenth / 10 * len(outcomes):
            lines.append(f"  {len(rows) / len(outcomes):6.1%}: {wrong / len(rows):6.1%}  ({wrong} of {len(rows)})")
    return list(dict.fromkeys(lines))  # steps that fall on one confidence are one line


def write_outcomes(out: Path, outcomes: Sequence[Outcome]) -> None:
    """One line a found statement: where it stands, who the gold has, who was predicted, how sure."""
    with out.open("w", encoding="utf-8") as file:
        for o in outcomes:
            row = {
                "doc_id": o.document,
                "content": o.predicted.content,
                "gold": "; ".join(o.gold.speakers) or None,
                "gold_kind": o.gold.speaker_kind,
                "speaker": o.predicted.speaker,
                "speaker_kind": o.predicted.speaker_kind,
                "reason": o.predicted.speaker_reason,
                "confidence": round(o.confidence, 4),
                "right": o.right,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _risk(name: str, rows: Sequence[Outcome]) -> Figure:
    of: dict[str, list[bool]] = {}
    for row in rows:
        of.setdefault(row.document, []).append(not row.right)
    return ratio(name, [(float(sum(values)), float(len(values))) for values in of.values()])
