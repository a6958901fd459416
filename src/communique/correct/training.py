"""Corrected statements as training data: offsets and document ids, in the shape of `training/labels/documents`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.correct.articles import confidential_articles
from communique.correct.overlay import accounted, corrected_readings
from communique.record import Correction, Reading, Statement, in_order

_FIELDS = ("speaker", "speaker_kind", "form", "act")
_STANDS = ("applied", "restored", "already so")


def training_documents(readings: Sequence[Reading], corrections: Iterable[Correction]) -> tuple[dict[str, Any], ...]:
    """One document for each article with a corrected statement: its statements as corrected, offsets only, no text.

    `readings` are the machine's, uncorrected. `reviewed` names the statements that a person looked at, `removed` the
    spans that are none; `complete` says whether every statement was. Train on complete documents, or on the reviewed
    statements alone. Confidential articles are left out.
    """
    rows = in_order(corrections)
    hidden = confidential_articles((r.article for r in readings), rows)
    about = [c for c in rows if c.subject in ("statement", "correction", "article")]
    corrected, applied = corrected_readings(readings, about)
    of_statements = {c.id for c in rows if c.subject == "statement"}
    told = [a for a in accounted(about, applied) if a.correction in of_statements and a.outcome in _STANDS]
    targets = {target for a in told for target in a.targets}
    out = []
    for machine, now in zip(readings, corrected, strict=True):
        ids = {s.id for s in now.statements}
        gone = [s for s in machine.statements if s.id in targets and s.id not in ids]
        if machine.article.id not in hidden and (gone or ids & targets):
            out.append(_document(now, ids & targets, gone))
    return tuple(sorted(out, key=lambda d: str(d["doc"])))


def _document(reading: Reading, reviewed: set[str], gone: Sequence[Statement]) -> dict[str, Any]:
    numbers = {s.id: f"s{n}" for n, s in enumerate(reading.statements, start=1)}
    return {
        "doc": reading.article.id,
        "statements": [_labels(s, numbers) for s in reading.statements],
        "scare_quotes": [list(span) for span in reading.scare_quotes],
        "reviewed": [numbers[s.id] for s in reading.statements if s.id in reviewed],
        "removed": [[list(span) for span in s.content] for s in gone],
        "complete": len(reviewed) == len(reading.statements),
    }


def _labels(statement: Statement, numbers: dict[str, str]) -> dict[str, Any]:
    spans = {name: [list(s) for s in getattr(statement, name)] for name in ("content", "cue", "source")}
    plain = {name: getattr(statement, name) for name in _FIELDS}
    within = numbers.get(statement.within) if statement.within else None
    return {"id": numbers[statement.id], **spans, **plain, "within": within, "borderline": False}
