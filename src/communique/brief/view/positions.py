"""Who stands where: issue by actor, each cell open to its sentences; changes over time told."""

from __future__ import annotations

from communique.brief.view.desk import Desk, Plain
from communique.brief.view.diff import plain_words
from communique.brief.view.filters import Filters
from communique.lexicon.labels import plural, word
from communique.lexicon.when import human, iso
from communique.record import Position, Story
from communique.record.shown import clip

_UNDATED = "9999"


def positions(desk: Desk, story: Story) -> Plain:
    """{actors, rows, issues}: the matrix and, issue by issue, the sentences behind each cell."""
    names = {actor.id: actor.name for actor in story.actors}
    cells: dict[tuple[str, str], list[Position]] = {}
    for position in sorted(story.positions, key=lambda p: (p.as_of or _UNDATED, p.id)):
        cells.setdefault((position.issue, position.actor), []).append(position)
    issues = sorted(
        {issue for issue, _ in cells}, key=lambda i: (-sum(len(v) for k, v in cells.items() if k[0] == i), i)
    )
    weight = {actor: sum(len(v) for k, v in cells.items() if k[1] == actor) for _, actor in cells}
    actors = sorted(weight, key=lambda a: (-weight[a], names.get(a, a)))
    rows: list[Plain] = []
    details: list[Plain] = []
    for issue in issues:
        row: list[Plain | None] = []
        blocks = []
        for actor in actors:
            found = cells.get((issue, actor))
            if not found:
                row.append(None)
                continue
            block = _block(desk, story, found, names.get(actor, actor))
            blocks.append(block)
            row.append(
                {"label": block["label"], "text": block["stances"], "stance": block["stance"], "count": len(found)}
            )
        rows.append({"issue": issue, "cells": row})
        details.append(
            {"issue": issue, "blocks": blocks, "count": plural(sum(len(b["items"]) for b in blocks), "position")}
        )
    filters = Filters("actor", "issue", "stance", "reported-by")
    for detail in details:
        for block in detail["blocks"]:
            for item in block["items"]:
                facets = {"actor": [block["actor"]], "issue": [detail["issue"]], "stance": [item["stance_word"]]}
                item["data"] = filters.mark(facets | {"reported-by": [item["reported_by"]]})
    return {
        "filters": filters.choices(),
        "actors": [clip(names.get(a, a), 60) for a in actors],
        "rows": rows,
        "issues": details,
    }


def _block(desk: Desk, story: Story, found: list[Position], actor: str) -> Plain:
    items = [_item(desk, story, position, actor) for position in found]
    stances = list(dict.fromkeys(p.stance for p in found))
    dates = {p.as_of for p in found}
    changed = len(stances) > 1 and len(dates) > 1 and None not in dates
    joint = " → " if changed else " / "
    return {
        "label": items[0]["label"],
        "actor": actor,
        "stances": joint.join(word("stance", s) for s in stances),
        "stance": stances[0] if len(stances) == 1 else "several",
        "changed": changed,
        "items": items,
    }


def _item(desk: Desk, story: Story, position: Position, actor: str) -> Plain:
    label = desk.name("M", position.id, f"{actor}: {position.summary}")
    evidence = desk.gathered(position.evidence, label)
    told_by_holder = position.reported_by in (position.actor, actor)
    return {
        "label": label,
        "summary": ""
        if plain_words(position.summary) in {plain_words(e["text"]) for e in evidence}
        else position.summary,
        "stance": position.stance,
        "stance_word": word("stance", position.stance),
        "reported_by": word("reported_by", "holder" if told_by_holder else position.reported_by),
        "as_of": human(position.as_of) if position.as_of else "",
        "iso": iso(position.as_of),
        "evidence": evidence,
        "source_line": story.source_lines.get(position.id, ""),
    }
