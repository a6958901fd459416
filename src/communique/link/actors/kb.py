"""An optional knowledge base: a JSON-lines file shaped like Wikidata or FollowTheMoney, indexed by name.

It is only read; nothing is fetched. Candidates with scores are shown beside an actor; nothing is merged for them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.lexicon import compatible, parse_name, parse_role
from communique.link.actors.bodies import body_key
from communique.record import Actor, Reason
from communique.record.reading import MentionKind

_SHOWN = 3
_LEAST = 0.5
_OFFICE = 0.15
_KINDS: dict[str, MentionKind] = {
    "person": "person", "human": "person", "q5": "person", "organization": "organization", "company": "organization",
    "publicbody": "organization", "legalentity": "organization", "country": "state", "q6256": "state", "place": "place",
    "q3624078": "state", "q43229": "organization", "q7278": "organization", "q327333": "organization",
    "q484652": "organization", "q515": "place", "q5119": "place",
}  # fmt: skip
_FRAME = ("", "[", "]")  # lines of a dump that is one JSON array over many lines


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the file: identifier, label, other names, offices; `kind` None if the file does not say."""

    identity: str
    label: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    kind: MentionKind | None


class KnowledgeBase:
    """Entries by family name or body name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._blocks: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for key in sorted({k for name in entry.names for k in _keys(name, entry.kind)}):
                self._blocks[key].append(entry)

    def candidates(self, actor: Actor) -> tuple[Reason, ...]:
        """The best entries for an actor: `feature` is the identifier, `right` the label, `score` how well it fits."""
        found: dict[str, tuple[float, Entry]] = {}
        for key in sorted({k for name in (actor.name, *actor.names) for k in _keys(name, actor.kind)}):
            for entry in self._blocks.get(key, ()):
                if entry.kind in (None, actor.kind):
                    found[entry.identity] = (_score(actor, entry), entry)
        ranked = sorted(((s, e) for s, e in found.values() if s >= _LEAST), key=lambda x: (-x[0], x[1].identity))
        return tuple(Reason(feature=e.identity, score=s, left=actor.name, right=e.label) for s, e in ranked[:_SHOWN])


def load_kb(path: Path) -> KnowledgeBase:
    """The knowledge base in a JSON-lines file. UsageError names the file, the line and what is expected there."""
    entries = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip() in _FRAME:
                    continue
                entry = _entry(line, f"{path}:{number}")
                if entry:
                    entries.append(entry)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the knowledge base {path}: {error}; give a JSON-lines file in UTF-8") from error
    return KnowledgeBase(entries)


def _entry(line: str, where: str) -> Entry | None:
    """The entity of one line; None for rows of a dump that are no actors (an address, an ownership, a property)."""
    try:
        row = json.loads(line.strip().rstrip(","))
    except json.JSONDecodeError as error:
        raise UsageError(f"{where} is not JSON ({error.msg}); the knowledge base needs one object a line") from error
    if not isinstance(row, dict) or not row.get("id"):
        raise UsageError(f'{where} has no "id"; the knowledge base needs objects with "id" and names')
    properties = row.get("properties")
    if isinstance(properties, dict):
        names = [*_texts(row.get("caption")), *_texts(properties.get("name")), *_texts(properties.get("alias"))]
        offices = _texts(properties.get("position"))
        kind = str(row.get("schema", ""))
        if kind.lower() not in _KINDS and kind and not names:
            return None
    else:
        names = [
            *_texts(row.get("label") or row.get("labels") or row.get("name")),
            *_texts(row.get("aliases") or row.get("alias")),
        ]
        offices = [
            *_texts(row.get("positions") or row.get("position")),
            *_texts(row.get("description") or row.get("descriptions")),
        ]
        kind = _instance_of(row.get("claims")) or str(row.get("instance_of") or row.get("type") or "")
    if not names:
        raise UsageError(f'{where} has no name; give "label" or "labels" (Wikidata) or "properties": {{"name": []}}')
    if isinstance(properties, dict) and kind and kind.lower() not in _KINDS:
        return None
    return Entry(str(row["id"]), names[0], tuple(dict.fromkeys(names)), tuple(offices), _KINDS.get(kind.lower()))


def _instance_of(claims: Any) -> str | None:
    """The first class of a Wikidata entity (property P31) that is a kind of actor, from its dump form."""
    for claim in claims.get("P31", ()) if isinstance(claims, dict) else ():
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value", {}) if isinstance(claim, dict) else {}
        if isinstance(value, dict) and str(value.get("id", "")).lower() in _KINDS:
            return str(value["id"])
    return None


def _texts(value: Any) -> list[str]:
    """Texts of a value in any of the usual shapes: "x", ["x"], {"en": "x"}, {"en": {"value": "x"}}."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        inner = value.get("value", value.get("en"))
        return _texts(inner if inner is not None else [value[k] for k in sorted(value)])
    return []


def _keys(name: str, kind: MentionKind | None) -> set[str]:
    keys = set()
    if kind in (None, "person"):
        parsed = parse_name(name)
        keys |= {f"name:{parsed.key}"} if parsed else set()
    if kind != "person":
        keys.add(body_key(name, kind or "organization"))
    return keys


def _score(actor: Actor, entry: Entry) -> float:
    if actor.kind != "person":
        mine = {body_key(n, actor.kind) for n in (actor.name, *actor.names)}
        return 1.0 if mine & {body_key(n, actor.kind) for n in entry.names} else 0.0
    person = parse_name(actor.name)
    if person is None:
        return 0.0
    others = [parsed for parsed in map(parse_name, entry.names) if parsed]
    best = max((compatible(person, other).score for other in others), default=0.0)
    offices = {o.key for o in (parse_role(text) for text in entry.offices) if o}
    held = {o.key for o in (parse_role(role.title) for role in actor.roles) if o}
    if offices & held:
        return min(1.0, best + _OFFICE) if best else best
    told_otherwise = bool(held and entry.offices)  # "singer", where the articles have a minister
    return max(0.0, round(best - _OFFICE, 6)) if told_otherwise else best
