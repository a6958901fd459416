"""One utterance in several wordings: the fullest one, and under it each other one with the words that differ."""

from __future__ import annotations

from collections.abc import Iterable

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.diff import marked, plain_words, wordings
from communique.brief.view.voices import Voices
from communique.lexicon.labels import word
from communique.lexicon.reasons import in_plain_words
from communique.record import QuoteVariant, Statement, Story
from communique.record.shown import clip

Row = tuple[Sheet, Statement]


def variants(desk: Desk, story: Story, voices: Voices) -> list[Plain]:
    """[{title, fullest, items: [{label, kind, line, reasons, source_line}]}], an utterance each.

    A record holds pairs of wordings. Every pair with one fullest wording is an item under it; a pair of two that stand
    there already adds nothing. Equal words that come of one source (a reprint's) are no other wording and are left out.
    """
    pairs: dict[tuple[frozenset[str], str], QuoteVariant] = {}
    for variant in story.quote_variants:
        if variant.statements and all(s in desk.where for s in variant.statements):
            pairs.setdefault((frozenset(variant.statements), variant.kind), variant)  # two pieces of one pair: one line
    left = [v for v in pairs.values() if not _reprinted(desk, story, [desk.where[s] for s in v.statements])]
    order = {v.id: n for n, v in enumerate(left)}
    out = []
    while left:
        first = min((s for v in left for s in v.statements), key=lambda s: _fullness(desk.where[s]))
        found = [v for v in left if first in v.statements]
        told = {s for v in found for s in v.statements}
        left = [v for v in left if not told.issuperset(v.statements)]
        found.sort(key=lambda v: order[v.id])
        out.append(_utterance(desk, story, voices, first, found))
    return out


def labels(item: Plain) -> list[str]:
    """Every label that stands at an item."""
    return [item["label"], *(a["label"] for line in item["lines"] for a in line["words"]["also"])]


def _fullness(row: Row) -> tuple[bool, int, int, tuple[int, int]]:
    """Least for the fullest: in the speaker's own words, longest, earliest."""
    sheet, statement = row
    return (statement.form != "direct", -len(plain_words(statement.text)), sheet.number, statement.content[0])


def _reprinted(desk: Desk, story: Story, rows: Iterable[Row]) -> bool:
    rows = list(rows)
    same = len({(plain_words(statement.text), statement.form) for _, statement in rows}) == 1
    return same and desk.groups(story, {sheet.article.id for sheet, _ in rows}) == 1


def _utterance(desk: Desk, story: Story, voices: Voices, first: str, found: list[QuoteVariant]) -> Plain:
    items = _alike([_item(desk, story, voices, first, variant) for variant in found])
    fullest = _line(desk, voices, desk.where[first], items[0]["label"])
    others = [line["words"]["text"] for item in items for line in item["lines"]]
    if len(others) == 1:  # of several others, no one word is what they lack
        fullest["runs"] = marked(fullest["words"]["text"], wordings(fullest["words"]["text"], others[0])[0])
    return {"title": voices.display(desk.where[first][1]), "fullest": fullest, "items": items}


def _alike(items: list[Plain]) -> list[Plain]:
    """Equal words of several reports once: the first item, the others' words as `also`, with their labels."""
    kept: dict[object, Plain] = {}
    for item in items:
        words = item["lines"][0]["words"]
        key = (item["kind"], item["lines"][0]["form"], plain_words(words["text"]))
        first = kept.setdefault(key if len(item["lines"]) == 1 else item["label"], item)
        if first is not item:
            first["lines"][0]["words"]["also"].append(words | {"label": item["label"]})
    return list(kept.values())


def _item(desk: Desk, story: Story, voices: Voices, first: str, variant: QuoteVariant) -> Plain:
    fullest = desk.where[first][1]
    rows = [desk.where[s] for s in variant.statements if s != first] or [desk.where[first]]
    label = desk.name("V", variant.id, fullest.text)
    lines = [
        _line(desk, voices, row, label) | {"runs": marked(row[1].text, wordings(fullest.text, row[1].text)[1])}
        for row in rows
    ]
    return {
        "label": label,
        "kind": word("variant_kind", variant.kind),
        "lines": lines,
        "reasons": [in_plain_words(r, [fullest.text, *(s.text for _, s in rows)]) for r in variant.reasons],
        "source_line": story.source_lines.get(variant.id, ""),
    }


def _line(desk: Desk, voices: Voices, row: Row, label: str) -> Plain:
    sheet, statement = row
    who = voices.display(statement)
    return {
        "words": desk.words(sheet, statement.content, label, who=clip(who, 120)),
        "runs": marked(statement.text, []),
        "who": who,
        "form": word("form", statement.form),
        "statement": desk.labels[statement.id],
    }
