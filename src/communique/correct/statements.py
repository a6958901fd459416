"""Corrections of statements laid over readings: speaker, form, act, stance, spans, none where one was, one more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from communique.correct.after import StatementAfter, after_of
from communique.correct.anchors import Shelf
from communique.correct.decide import REMOVALS, decide
from communique.correct.matching import Attribution, free_to_restore, matched
from communique.correct.places import Key, Located, locate, new_key, old_key
from communique.correct.sheet import Sheet
from communique.record import Applied, Correction, Reading, Statement, in_order, join_pieces
from communique.record.reading import statement_id

_SURELY = 0.8  # sameness that makes a statement of the run the one that a reader had to add


def correct_statements(
    readings: Sequence[Reading], corrections: Iterable[Correction], shelf: Shelf
) -> tuple[tuple[Reading, ...], list[Applied]]:
    """The readings with corrections of statements, and what became of each correction."""
    applied: list[Applied] = []
    found: dict[str, list[list[Located]]] = defaultdict(list)
    for group in _groups(corrections):
        located = [one for correction in group if (one := locate(correction, shelf))]
        known = {one.correction.id for one in located}
        applied += [
            Applied(correction=c.id, outcome="unanchored", reason=shelf.why_not(c.anchors))
            for c in group
            if c.id not in known
        ]
        for article in sorted({one.article.id for one in located}):
            found[article].append([one for one in located if one.article.id == article])
    out = []
    for reading in readings:
        groups = found.pop(reading.article.id, [])
        if groups:
            sheet = Sheet(reading)
            applied += _correct(sheet, groups)
            reading = sheet.reading()
        out.append(reading)
    return tuple(out), applied


def _groups(corrections: Iterable[Correction]) -> list[list[Correction]]:
    """Corrections about one statement together: one made on the result of another is about the same statement."""
    home: dict[Key, int] = {}
    keys: dict[int, list[Key]] = {}
    groups: dict[int, list[Correction]] = {}
    for number, correction in enumerate(in_order(corrections)):
        groups[number], keys[number] = [correction], []
        for key in (old_key(correction), new_key(correction)):
            if key is None:
                continue
            other = home.get(key, number)
            if other != number:
                groups[number] += groups.pop(other)
                keys[number] += keys.pop(other)
                home.update(dict.fromkeys(keys[number], number))
            keys[number].append(key)
            home[key] = number
    return [in_order(group) for group in groups.values()]


def _correct(sheet: Sheet, groups: Sequence[Sequence[Located]]) -> list[Applied]:
    """Match each group to the statements of one reading, then let the latest correction of each thing hold."""
    applied: list[Applied] = []
    wanted: dict[str, list[Located]] = defaultdict(list)
    restored: set[str] = set()
    joined: dict[str, str] = {}
    for group in groups:
        targets = _targets(sheet, group)
        if not targets:
            base = _put_back(sheet, group)
            if isinstance(base, str):
                applied += _without_target(group, base)
                continue
            sheet.insert(base)
            restored.add(base.id)
            targets = (base,)
        if any(one.new for one in group):  # the words are said whole: the pieces the run has of them are one statement
            joined |= {piece.id: targets[0].id for piece in targets[1:]}
            targets = targets[:1]
        for target in targets:
            wanted[target.id] += group
    for piece, whole in sorted(joined.items()):
        wanted[whole] += wanted.pop(piece, [])
        sheet.drop(piece, into=whole)
    for target_id, located in sorted(wanted.items()):
        applied += decide(sheet, target_id, located, put_back=target_id in restored)
    return applied


def _targets(sheet: Sheet, group: Sequence[Located]) -> tuple[Statement, ...]:
    """The statements of the run that a group is about: the very same one, else those that match."""
    faces = [face for one in group for face in one.faces]
    for face in faces:
        same = sheet.statements.get(statement_id(sheet.article.id, face.content, face.cue, face.source))
        if same is not None:
            return (same,)
    least = _SURELY if any(one.correction.kind == "add-statement" for one in group) else 0.0
    return matched(faces, tuple(sheet.statements.values()), least)


def _without_target(group: Sequence[Located], reason: str) -> list[Applied]:
    """No statement stands there: that is what a removal wants; the others stay unanchored, with the reason."""
    last = group[-1].correction
    removed = last.kind in REMOVALS
    out = []
    for one in group:
        told = {"correction": one.correction.id, "how": one.how, "likeness": one.likeness}
        if one.correction.kind in REMOVALS:
            out.append(Applied(**told, outcome="already so", reason="the run finds no statement there"))
        elif removed:
            out.append(Applied(**told, outcome="superseded", reason=f"by {last.id}, which drops the statement"))
        else:
            out.append(Applied(**told, outcome="unanchored", reason=reason))
    return out


def _put_back(sheet: Sheet, group: Sequence[Located]) -> Statement | str:
    """The statement that the run does not find any more, as the first correction knew it; or why there is none."""
    if group[-1].correction.kind in REMOVALS:
        return "the run finds no statement there"
    addition = next((one for one in reversed(group) if one.correction.kind == "add-statement"), None)
    one = addition or next((one for one in group if one.old), group[0])
    where = one.new if addition else one.old
    if where is None or not one.verbatim:
        return "its words have changed too much to be put back as a statement"
    if addition is None and not free_to_restore(where, tuple(sheet.statements.values())):
        return "the run reads these words as parts of other statements"
    return _statement(sheet, where, after_of(one.correction) if addition else _as_before(one.correction))


def _as_before(correction: Correction) -> StatementAfter:
    """What the machine had said, from `before`; what cannot be understood there counts as unknown."""
    before = correction.before if isinstance(correction.before, dict) else {}
    known = {name: value for name, value in before.items() if name in StatementAfter.model_fields}
    try:
        return StatementAfter.model_validate({"speaker": None} | known)
    except ValidationError:
        return StatementAfter(speaker=None)


def _statement(sheet: Sheet, where: Attribution, said: StatementAfter) -> Statement:
    article = sheet.article
    return Statement(
        id=statement_id(article.id, where.content, where.cue, where.source),
        content=where.content,
        text=join_pieces(article.text, where.content),
        cue=where.cue,
        source=where.source,
        speaker=said.speaker,
        speaker_kind=said.kind,
        speaker_description=said.speaker_description,
        speaker_reason="by hand",
        speaker_confidence=1.0,
        form=said.form,
        act=said.act,
        stance=said.stance,
        zone=article.zone_at(where.content[0][0]),
        confidence=1.0,
    )
