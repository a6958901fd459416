"""Corrections in words: what kind, what was there before, what is right."""

from __future__ import annotations

import json
from typing import Any

from communique.record import Correction

_KINDS = {
    "speaker": "speaker", "form": "form", "act": "act", "stance": "stance", "span": "extent of the words",
    "drop-statement": "no statement", "add-statement": "statement added", "merge-actors": "actors merged",
    "split-actor": "actor split", "rename-actor": "actor renamed", "accept": "accepted", "reject": "rejected",
    "outcome": "what became of it", "event-date": "date of the event", "published": "date of publication",
    "outlet": "outlet", "independence": "independence", "confidential": "confidential",
}  # fmt: skip


def _part(correction: Correction) -> Any:
    """What the correction changed, out of all that it keeps of the subject as it was."""
    before: Any = correction.before
    if isinstance(before, list) and before:
        return "; ".join(str(actor.get("name", "")) for actor in before if isinstance(actor, dict))
    if not isinstance(before, dict):
        return before
    field = {"event-date": "when", "outcome": "status"}.get(correction.kind, correction.kind)
    return before.get(field)


def _said(value: Any) -> str:
    """A value before or after a correction, in words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "speaker" in value:
            return str(value["speaker"] or value.get("speaker_description") or value.get("speaker_kind") or "unknown")
        return str(value.get("name") or value.get("status") or json.dumps(value, ensure_ascii=False, sort_keys=True))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def kind_words(kind: str) -> str:
    """What a kind of correction changes, in a word or two."""
    return _KINDS.get(kind, kind)


def values(correction: Correction) -> tuple[str, str]:
    """What was there before and what is right, each in words; empty where there is nothing to say."""
    if correction.kind == "span":
        return _pieces(correction, "content"), _pieces(correction, "new content")
    if correction.kind == "add-statement":
        return "", f"{_said(correction.after)}: {_pieces(correction, 'new content')}"
    return _said(_part(correction)), _said(correction.after)


def _pieces(correction: Correction, part: str) -> str:
    return " … ".join(anchor.exact for anchor in correction.anchors if anchor.part == part)
