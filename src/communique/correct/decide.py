"""One statement and all corrections about it: the latest of each thing holds, the others are told as superseded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.correct.after import SpeakerAfter, StatementAfter, after_of
from communique.correct.matching import Attribution
from communique.correct.places import Located
from communique.correct.sheet import Sheet
from communique.record import Applied, Statement, join_pieces
from communique.record.correction import Outcome
from communique.record.reading import statement_id

REMOVALS = frozenset({"drop-statement", "reject"})
_PLAIN = ("form", "act", "stance")
_FIELDS: dict[str, tuple[str, ...]] = {
    "span": ("content", "cue", "source"),
    "speaker": ("speaker", "speaker_kind", "speaker_description"),
    "accept": ("confidence",),
}
_ADDED = ("span", "speaker", *_PLAIN)  # all that an added statement says


def decide(sheet: Sheet, target_id: str, located: Sequence[Located], *, put_back: bool) -> list[Applied]:
    """Apply what holds to the statement `target_id` of the sheet; an Applied for every correction."""
    ordered = sorted({one.correction.id: one for one in located}.values(), key=lambda one: one.correction.order)
    last = ordered[-1]
    if last.correction.kind in REMOVALS:
        sheet.drop(target_id)
        return [
            _told(one, "applied", target_id) if one is last else _superseded(one, last, target_id) for one in ordered
        ]
    holds: dict[str, Located] = {}
    for one in ordered:
        holds.update(dict.fromkeys(_slots(one), one))
    before = sheet.statements[target_id]
    refusal, now = _changed(sheet, before, holds)
    out = []
    for one in ordered:
        own = [slot for slot, holder in holds.items() if holder is one]
        if not own:
            later = holds[_slots(one)[0]] if _slots(one) else last
            out.append(_superseded(one, later, now.id))
        elif "span" in own and refusal:
            out.append(_told(one, "refused", now.id, refusal))
        elif put_back:
            out.append(_told(one, "restored", now.id, "the run does not find this statement; it was put back"))
        else:
            out.append(_told(one, "already so" if _same(own, before, now) else "applied", now.id))
    return out


def _slots(one: Located) -> tuple[str, ...]:
    """What a correction says something about; a removal that came too early says nothing."""
    kind = one.correction.kind
    if kind in REMOVALS:
        return ()
    return _ADDED if kind == "add-statement" else (kind,)


def _changed(sheet: Sheet, before: Statement, holds: dict[str, Located]) -> tuple[str | None, Statement]:
    """The statement as the corrections have it, laid into the sheet; why its spans were refused, if they were."""
    changes: dict[str, Any] = {}
    for slot, one in holds.items():
        after = after_of(one.correction)
        if slot == "speaker":
            changes |= _speaker(after, before)
        elif slot in _PLAIN:
            changes[slot] = getattr(after, slot) if isinstance(after, StatementAfter) else after
        elif slot == "accept":
            changes["confidence"] = 1.0
    refusal = None
    if "span" in holds:
        spans = _spans(sheet, before, holds["span"])
        if isinstance(spans, str):
            refusal = spans
        else:
            changes |= spans
    now = Statement.model_validate(dict(before) | changes)
    sheet.replace(before, now)
    return refusal, now


def _speaker(after: SpeakerAfter, before: Statement) -> dict[str, Any]:
    known = after.speaker == before.speaker and after.kind == before.speaker_kind
    return {
        "speaker": after.speaker,
        "speaker_kind": after.kind,
        "speaker_description": after.speaker_description or (before.speaker_description if known else None),
        "speaker_reason": "by hand",
        "speaker_confidence": 1.0,
    }


def _spans(sheet: Sheet, before: Statement, one: Located) -> dict[str, Any] | str:
    """The spans of a correction as fields of the statement, or why they cannot stand."""
    where: Attribution | None = one.new
    if where is None or not one.verbatim:
        return "the words it gives have changed in this version of the article"
    identity = statement_id(sheet.article.id, where.content, where.cue, where.source)
    if identity != before.id and identity in sheet.statements:
        return f"another statement ({identity}) has this content, cue and source already"
    return {
        "id": identity,
        "content": where.content,
        "cue": where.cue,
        "source": where.source,
        "text": join_pieces(sheet.article.text, where.content),
        "zone": sheet.article.zone_at(where.content[0][0]),
    }


def _same(slots: Sequence[str], before: Statement, now: Statement) -> bool:
    return all(getattr(before, f) == getattr(now, f) for slot in slots for f in _FIELDS.get(slot, (slot,)))


def _told(one: Located, outcome: Outcome, target: str, reason: str = "") -> Applied:
    return Applied(
        correction=one.correction.id,
        outcome=outcome,
        how=one.how,
        targets=(target,),
        reason=reason,
        likeness=one.likeness,
    )


def _superseded(one: Located, later: Located, target: str) -> Applied:
    by = later.correction
    return _told(one, "superseded", target, f"by {by.id} of {by.who}, {by.when}")
