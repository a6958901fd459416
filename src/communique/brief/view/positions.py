"""Who stands where: issue by actor, each cell open to its sentences; changes over time told."""

from __future__ import annotations

from communique.brief.view.desk import Desk, Plain
from communique.brief.view.filters import Filters
from communique.brief.view.standing import standing, told_by, told_in
from communique.lexicon.labels import plural, word
from communique.lexicon.when import human, iso
from communique.record import Position, Story
from communique.record.shown import clip

COLUMNS = 8
"""Actors who have a column; a wider table cannot be read at a glance."""
_UNDATED = "9999"


def positions(desk: Desk, story: Story) -> Plain:
    """{actors, rows, more, aside, issues}: the matrix and, issue by issue, the sentences behind each cell.

    The matrix has the issues on which somebody takes a side and the actors who do, at most `COLUMNS`; `more` counts the
    others who do. `aside` names who spoke of the remaining issues. The sentences below are all there.
    """
    names = {actor.id: actor.name for actor in story.actors}
    cells: dict[tuple[str, str], list[Position]] = {}
    for position in sorted(story.positions, key=lambda p: (p.as_of or _UNDATED, p.id)):
        cells.setdefault((position.issue, position.actor), []).append(position)
    issues = sorted(
        {issue for issue, _ in cells}, key=lambda i: (-sum(len(v) for k, v in cells.items() if k[0] == i), i)
    )
    weight = {actor: sum(len(v) for k, v in cells.items() if k[1] == actor) for _, actor in cells}
    actors = sorted(weight, key=lambda a: (-weight[a], names.get(a, a)))
    details: list[Plain] = []
    blocks: dict[tuple[str, str], Plain] = {}
    for issue in issues:
        of_issue = [(a, cells[issue, a]) for a in actors if (issue, a) in cells]
        found = {a: _block(desk, story, entries, names.get(a, a)) for a, entries in of_issue}
        blocks |= {(issue, a): block for a, block in found.items()}
        count = plural(sum(len(b["items"]) for b in found.values()), "position")
        details.append({"issue": issue, "blocks": list(found.values()), "count": count})
    filters = Filters("actor", "issue", "stance", "reported-by")
    for detail in details:
        for block in detail["blocks"]:
            for item in block["items"]:
                facets = {"actor": [block["actor"]], "issue": [detail["issue"]], "stance": [item["stance_word"]]}
                item["data"] = filters.mark(facets | {"reported-by": [item["reported_by"]]})
    return _matrix(issues, actors, blocks, names) | {"filters": filters.choices(), "issues": details}


def _matrix(issues: list[str], actors: list[str], blocks: dict[tuple[str, str], Plain], names: dict[str, str]) -> Plain:
    sided = [a for a in actors if any(blocks[i, a]["side"] for i in issues if (i, a) in blocks)]
    columns, rows, aside = sided[:COLUMNS], [], []
    sides = {issue: sum(blocks[issue, a]["side"] for a in columns if (issue, a) in blocks) for issue in issues}
    for issue in sorted(issues, key=lambda i: -sides[i]):  # where several take a side, there is something to compare
        row = [_cell(blocks.get((issue, actor))) for actor in columns]
        if any(cell and cell["side"] for cell in row):
            rows.append({"issue": issue, "cells": row})
        else:
            who = [(names.get(a, a), blocks[issue, a]) for a in actors if (issue, a) in blocks]
            aside.append({"issue": issue, "actors": [{"name": clip(n, 60), "label": b["label"],
                          "text": b["stances"] if b["side"] else ""} for n, b in who]})  # fmt: skip
    return {
        "actors": [clip(names.get(a, a), 60) for a in columns],
        "rows": rows,
        "more": len(sided) - len(columns),
        "aside": aside,
    }


def _cell(block: Plain | None) -> Plain | None:
    if block is None:
        return None
    return {"label": block["label"], "text": block["stances"], "count": len(block["items"])} | {
        key: block[key] for key in ("stance", "side")
    }


def _block(desk: Desk, story: Story, found: list[Position], actor: str) -> Plain:
    items = [_item(desk, story, position, actor) for position in found]
    told = standing([(p.stance, *_days(desk, p)) for p in found])
    return {
        "label": items[0]["label"],
        "actor": actor,
        "stances": told["text"],
        "stance": told["stance"],
        "changed": told["changed"],
        "side": told["side"],
        "items": items,
    }


def _days(desk: Desk, position: Position) -> tuple[str | None, str | None]:
    """The first and the last day on which a report told a position; None where a report has no date."""
    days = [desk.sheets[e.article].article.published for e in position.evidence if e.article in desk.sheets]
    known = sorted(day for day in days if day)
    return (known[0], known[-1]) if known and len(known) == len(days) else (None, None)


def _item(desk: Desk, story: Story, position: Position, actor: str) -> Plain:
    label = desk.name("M", position.id, f"{actor}: {position.summary}")
    evidence = desk.gathered(position.evidence, label)
    told_by_holder = position.reported_by in (position.actor, actor)
    return {
        "label": label,
        "summary": "" if told_in(position.summary, [e["text"] for e in evidence]) else position.summary,
        "stance": position.stance,
        "stance_word": word("stance", position.stance),
        "reported_by": told_by(position.reported_by, told_by_holder),
        "as_of": human(position.as_of) if position.as_of else "",
        "iso": iso(position.as_of),
        "evidence": evidence,
        "source_line": story.source_lines.get(position.id, ""),
    }
