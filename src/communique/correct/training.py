"""Corrected statements as training data: offsets and document ids, in the shape of `training/labels/documents`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from communique.correct.anchors import Shelf
from communique.correct.articles import confidential_articles
from communique.correct.decide import REMOVALS
from communique.correct.overlay import corrected_readings
from communique.correct.places import locate
from communique.record import Correction, Reading, Statement, in_order
from communique.record.text import Spans

_FIELDS = ("speaker", "speaker_kind", "form", "act")
_ABOUT = ("statement", "article", "correction")
_STANDS = ("applied", "restored", "already so")


def training_documents(readings: Sequence[Reading], corrections: Iterable[Correction]) -> tuple[dict[str, Any], ...]:
    """One document for each article with a corrected statement: its statements as corrected, offsets only, no text.

    `readings` with or without the corrections laid over them: twice is as good as once. `reviewed` names the
    statements that a person looked at, `removed` the spans that are none; `complete` says whether every statement was
    looked at. Train on complete documents, or on the reviewed statements alone. Confidential articles are left out.
    """
    rows = in_order(corrections)
    hidden = confidential_articles((r.article for r in readings), rows)
    corrected, applied = corrected_readings(readings, [c for c in rows if c.subject in _ABOUT])
    told = {a.correction: a for a in applied if a.outcome in _STANDS}
    reviewed = {target for c in rows if c.subject == "statement" and c.id in told for target in told[c.id].targets}
    shelf = Shelf(r.article for r in corrected)
    removed: dict[str, set[Spans]] = defaultdict(set)
    for correction in rows:
        if correction.kind in REMOVALS and correction.id in told and (place := locate(correction, shelf)) and place.old:
            removed[place.article.id].add(place.old.content)
    documents = [
        _document(reading, reviewed, sorted(removed[reading.article.id]))
        for reading in corrected
        if reading.article.id not in hidden
        and (removed[reading.article.id] or any(s.id in reviewed for s in reading.statements))
    ]
    return tuple(sorted(documents, key=lambda d: str(d["doc"])))


def _document(reading: Reading, reviewed: set[str], removed: Sequence[Spans]) -> dict[str, Any]:
    numbers = {s.id: f"s{n}" for n, s in enumerate(reading.statements, start=1)}
    return {
        "doc": reading.article.id,
        "statements": [_labels(s, numbers) for s in reading.statements],
        "scare_quotes": [list(span) for span in reading.scare_quotes],
        "reviewed": [numbers[s.id] for s in reading.statements if s.id in reviewed],
        "removed": [[list(span) for span in spans] for spans in removed],
        "complete": all(s.id in reviewed for s in reading.statements),
    }


def _labels(statement: Statement, numbers: dict[str, str]) -> dict[str, Any]:
    spans = {name: [list(s) for s in getattr(statement, name)] for name in ("content", "cue", "source")}
    plain = {name: getattr(statement, name) for name in _FIELDS}
    within = numbers.get(statement.within) if statement.within else None
    return {"id": numbers[statement.id], **spans, **plain, "within": within, "borderline": False}
