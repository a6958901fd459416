"""Gold clusters as readings: dev_gold (gold/<outlet>.json) and the cluster benchmark (gold.json), in our types."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.read.acts import ActContext, act_of, stance_of
from communique.record import Article, Mention, Statement, Time, Zone, content_id, join_pieces

Span = tuple[int, int]
_MENTION_KINDS = {
    "person": "person",
    "state": "state",
    "organization": "organization",
    "place": "place",
    "agreement": "agreement",
}


@dataclass(frozen=True, slots=True)
class GoldReading:
    """One annotated article: gold statements, times and mentions as our types; gold events and forward lines as dicts.

    An event has kind, status, negated, date, spans; a forward line kind, actor, horizon, spans.
    """

    corpus: str
    name: str
    article: Article
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    mentions: tuple[Mention, ...]
    events: tuple[dict[str, Any], ...]
    forward: tuple[dict[str, Any], ...]
    loaded: tuple[dict[str, Any], ...] = ()


def gold_readings(data: Path) -> list[GoldReading]:
    """Every annotated article under `data`, a folder of clusters or one with dev_gold; UsageError without any."""
    roots = [data / "dev_gold", data]
    for root in roots:
        old = sorted(root.glob("*/gold/*.json"))
        new = sorted(root.glob("*/gold.json"))
        if old or new:
            found = [_from_dev_gold(path) for path in old if path.stem != "cross"]
            return found + [reading for path in new for reading in _from_cluster(path)]
    raise UsageError(f"no annotated cluster under {data}: expected */gold/*.json or */gold.json")


def _spans(raw: Any) -> tuple[Span, ...]:
    return tuple(sorted((int(s), int(e)) for s, e in raw))


def _statement(text: str, raw: dict[str, Any], kind: str, form: str) -> Statement:
    content = _spans(raw["content"])
    cue, source = _spans(raw["cue"]), _spans(raw["source"])
    words = join_pieces(text, content)
    act, _ = act_of(join_pieces(text, cue), words, ActContext(form=form, source=join_pieces(text, source)))
    speaker = raw["speaker"]
    named = speaker if kind in ("named", "organization", "document", "media") else None
    return Statement(
        id=raw["id"], content=content, text=words, cue=cue, source=source, speaker=named,
        speaker_kind=kind if kind in ("named", "unnamed", "organization", "document", "media") else "unknown",
        form=form, act=act, stance=stance_of(act, words), zone=raw.get("zone"),
        within=raw.get("nested_in") or raw.get("within"),
    )  # fmt: skip


def _article(text: str, path: Path, published: str | None, title: Span | None) -> Article:
    zones = []
    if title:
        zones.append(Zone(kind="title", span=title))
        zones.append(Zone(kind="body", span=(title[1] + 1, len(text))))
    return Article(id=content_id("article", text), path=path.name, text=text, published=published, zones=tuple(zones))


def _from_dev_gold(path: Path) -> GoldReading:
    raw = json.loads(path.read_text("utf-8"))
    text = (path.parent.parent / f"{path.stem}.txt").read_text("utf-8")
    times = tuple(
        Time(span=tuple(t["span"]), text=text[t["span"][0] : t["span"][1]], type=t["type"], value=t.get("value"))
        for t in sorted(raw["times"], key=lambda t: t["span"])
    )
    mentions = tuple(
        Mention(span=tuple(span), kind=_MENTION_KINDS.get(e["type"], "other"),
                form="nominal" if span in e.get("nominal", ()) else "name", actor=e["canonical"])
        for e in raw["entities"] for span in e["mentions"]
    )  # fmt: skip
    events = tuple(
        {"kind": e["type"], "status": e["status"], "negated": bool(e.get("negated")), "date": e["date"],
         "spans": _spans(e["mentions"]), "participants": e.get("participants", []), "place": e.get("place")}
        for e in raw["events"]
    )  # fmt: skip
    forward = tuple(
        {"kind": f["kind"], "actor": f["actor"], "horizon": f["horizon"], "spans": _spans(f["evidence"])}
        for f in raw["forward"]
    )
    return GoldReading(
        corpus="dev_gold", name=f"{path.parent.parent.name}/{path.stem}",
        article=_article(text, path, raw["published"], tuple(raw["title_span"]) if raw["title_span"] else None),
        statements=tuple(_statement(text, s, s["speaker_type"], s["type"]) for s in raw["statements"]),
        times=times, mentions=mentions, events=events, forward=forward, loaded=tuple(raw["loaded"]),
    )  # fmt: skip


def _from_cluster(path: Path) -> list[GoldReading]:
    raw = json.loads(path.read_text("utf-8"))
    meta_path = path.parent / "meta.json"
    meta = json.loads(meta_path.read_text("utf-8")) if meta_path.exists() else {}
    out = []
    for name in sorted(p.stem for p in path.parent.glob("*.txt")):
        text = (path.parent / f"{name}.txt").read_bytes().decode("utf-8")
        end = text.find("\n\n")
        article = _article(text, path.parent / f"{name}.txt", meta.get(f"{name}.txt", {}).get("published"), (0, end))
        events = tuple(
            {"kind": e["kind"], "status": v["status"], "negated": v["status"] == "denied", "date": v["date"],
             "spans": _spans(v["spans"])}
            for e in raw["events"] for v in e["evidence"] if v["doc"] == name
        )  # fmt: skip
        forward = tuple(
            {"kind": f["kind"], "actor": f["actor"], "horizon": f["horizon"], "spans": _spans(v["spans"])}
            for f in raw["forward"] for v in f["evidence"] if v["doc"] == name
        )  # fmt: skip
        statements = tuple(_statement(text, s, s["kind"], s["form"]) for s in raw["statements"].get(name, ()))
        out.append(
            GoldReading(
                path.parent.parent.name, f"{path.parent.name}/{name}", article, statements, (), (), events, forward
            )
        )
    return out
