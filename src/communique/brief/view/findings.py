"""What comparing found: same facts, contradictions, promises, omissions, unnamed sources."""

from __future__ import annotations

from communique.brief.view.deciding import marked_sides
from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.filters import Filters
from communique.brief.view.gathering import of_one_promise, once, told_alike
from communique.brief.view.sentence import is_scrap, whole_sentence
from communique.brief.view.voices import TOLD, Voices
from communique.brief.word_lists import word_list
from communique.lexicon.labels import independent, plural, word, words
from communique.lexicon.phrases import as_printed, titled
from communique.lexicon.reasons import in_plain_words
from communique.lexicon.when import human
from communique.record import Conflict, Forward, SharedFact, Side, Story, TrackedForward
from communique.record.shown import clip

_TOLD = 4  # words that make a heading of a fact


def facts(desk: Desk, story: Story) -> list[Plain]:
    """Same facts, best attested first."""
    ordered = sorted(story.shared_facts, key=lambda f: (-f.independent, -len(f.articles)))
    out = []
    for fact in ordered:
        title = titled(_proposition(fact))
        label = desk.name("F", fact.id, title)
        count = independent(fact.independent, len(fact.articles))
        out.append(
            {
                "label": label,
                "title": title,
                "independence": count,
                "rests_on": fact.rests_on or "",
                "several": fact.independent > 1,
                "evidence": desk.all_evidence(fact.evidence, label),
                "reasons": [in_plain_words(r, [e.quote for e in fact.evidence]) for r in fact.reasons],
                "source_line": story.source_lines.get(fact.id, "").removeprefix(f"{count}; "),
            }
        )
    return out


def _proposition(fact: SharedFact) -> str:
    """What the reports share, in words that do not begin with somebody else's "him" or "it" if one of them has such."""
    told = (fact.proposition, *(e.quote for e in fact.evidence if len(e.quote.split()) >= _TOLD))
    return next((words for words in told if not _leans(words)), fact.proposition)


def _leans(words: str) -> bool:
    first = words.lstrip("\"“‘«„'(").split(None, 1)[:1]
    return bool(first) and first[0].casefold().partition("’")[0].partition("'")[0].strip(",") in word_list(
        "pronouns.txt"
    )


_STRENGTHS = ("hard", "hard on framing", "medium", "surface", "internal")


def conflicts(desk: Desk, story: Story) -> Plain:
    """{groups, filters}: contradictions between reports, between parties, within one report; never mixed."""
    filters = Filters("kind", "strength", "report")
    names = {actor.id: actor.name for actor in story.actors}
    groups = []
    for between, title in words("between").items():
        found = [c for c in story.conflicts if c.between == between]
        found.sort(key=lambda c: _STRENGTHS.index(c.strength))
        if found:
            items = [_conflict(desk, story, c, names) for c in found]
            groups.append(
                {"between": between, "title": title, "meaning": word("between_meaning", between), "items": items}
            )
            for item in items:
                item["data"] = filters.mark(item["facets"])
    return {"groups": groups, "filters": filters.choices()}


def _conflict(desk: Desk, story: Story, conflict: Conflict, names: dict[str, str]) -> Plain:
    quotes = [e.quote for side in conflict.sides for e in side.evidence]
    title = as_printed(conflict.topic, quotes)
    label = desk.name("C", conflict.id, title)
    outlets = [clip(desk.sheets[e.article].outlet, 80) for side in conflict.sides for e in side.evidence]
    runs = marked_sides(
        [[e.quote for e in side.evidence] for side in conflict.sides],
        conflict.kind,
        [side.claim for side in conflict.sides],
        conflict.reasons,
    )
    return {
        "label": label,
        "title": title,
        "kind": word("conflict_kind", conflict.kind),
        "strength": word("strength", conflict.strength),
        "facets": {
            "kind": [word("conflict_kind", conflict.kind)],
            "strength": [word("strength", conflict.strength)],
            "report": outlets,
        },
        "hard": conflict.strength in ("hard", "hard on framing"),
        "sides": [
            _side(desk, story, side, label, found, names) for side, found in zip(conflict.sides, runs, strict=True)
        ],
        "reasons": [in_plain_words(reason, quotes) for reason in conflict.reasons],
        "source_line": story.source_lines.get(conflict.id, ""),
    }


def _side(
    desk: Desk, story: Story, side: Side, label: str, runs: list[list[dict[str, str]]], names: dict[str, str]
) -> Plain:
    articles = {e.article for e in side.evidence}
    return {
        "claim": "" if side.claim in (e.quote for e in side.evidence) else side.claim,
        "holder": names.get(side.holder, side.holder) if side.holder else "",
        "independence": independent(desk.groups(story, articles), len(articles)) if len(articles) > 1 else "",
        "evidence": once(
            [
                whole_sentence(desk, item, label)
                if is_scrap(item.quote)
                else desk.evidence(item, label) | {"runs": found}
                for item, found in zip(side.evidence, runs, strict=True)
            ]
        ),
    }


def promises(desk: Desk, story: Story, sheets: list[Sheet], voices: Voices) -> Plain | None:
    """The board: families of forward-looking lines, each in columns by what became of it."""
    followed = "forward" not in story.not_computed or bool(story.forward)
    items: list[tuple[Sheet, Forward]] = [
        (desk.sheets[f.article], f) for f in story.forward if f.article in desk.sheets
    ]
    if not items:
        items = [(sheet, f) for sheet in sheets for f in sheet.reading.forward]
    if not items and (not followed or all(s.reading.layers.get("forward") is None for s in sheets)):
        return None
    filters = Filters("person", "kind", "outcome", "report")
    cards = [_card(desk, story, sheet, line, voices) for sheet, line in items]
    cards = of_one_promise(told_alike(cards, ("who", "kind", "status")))
    ids = {sheet.number: sheet.article.id for sheet in desk.sheets.values()}
    for card in cards:
        card["data"] = filters.mark(card["facets"])
        told_in = {ids[words["article"]] for words in (card["words"], *card["words"]["also"])}
        if len(told_in) > 1:  # several reports on one card: not how the first of them knows it, but how many tell it
            card["source_line"] = independent(desk.groups(story, told_in), len(told_in))
    families = []
    for title, kinds in words("forward_family").items():
        columns = []
        for status, name in ({"": "not followed up"} | words("forward_status")).items():
            found = [c for c in cards if c["status"] == status and c["kind"] in kinds]
            if found:
                meaning = word("forward_status_meaning", status) if status else "what became of it was not computed"
                columns.append({"status": status or "none", "title": name, "meaning": meaning, "items": found})
        if columns:
            families.append({"title": title, "columns": columns, "count": sum(len(c["items"]) for c in columns)})
    return {"families": families, "count": len(cards), "filters": filters.choices()}


def _card(desk: Desk, story: Story, sheet: Sheet, line: Forward, voices: Voices) -> Plain:
    tracked = line if isinstance(line, TrackedForward) else None
    label = desk.name("P", line.id, line.text)
    said = desk.where.get(line.statement) if line.statement else None
    who = voices.holder(line)
    return {
        "label": label,
        "promise": tracked.promise if tracked else None,
        "kind": line.kind,
        "kind_word": word("forward_kind", line.kind),
        "who": who,
        "facets": {
            "person": [clip(who.partition(TOLD)[0], 80)],
            "kind": [word("forward_kind", line.kind)],
            "outcome": [word("forward_status", tracked.status) if tracked else "not followed up"],
            "report": [clip(sheet.outlet, 80)],
        },
        "words": desk.words(sheet, line.spans, label, who=clip(who, 120)),
        "horizon": human(line.horizon) if line.horizon else "",
        "status": tracked.status if tracked else "",
        "status_word": word("forward_status", tracked.status) if tracked else "not followed up",
        "outcome": whole_sentence(desk, tracked.outcome, label) if tracked and tracked.outcome else None,
        "reasons": [in_plain_words(r, _told_of(tracked)) for r in tracked.reasons] if tracked else [],
        "statement": desk.labels[said[1].id] if said else "",
        "source_line": story.source_lines.get(line.id, ""),
    }


def _told_of(line: TrackedForward) -> list[str]:
    """The words of a line and of what became of it."""
    return [line.text, line.outcome.quote] if line.outcome else [line.text]


def omissions(desk: Desk, story: Story, sheets: list[Sheet]) -> list[Plain]:
    """Rows finding x report. A report in neither list does not cover the matter and stays blank."""
    rows = []
    for omission in story.omissions:
        label = desk.labels.get(omission.finding)
        if label is None:
            continue
        cells = [
            "has" if s.article.id in omission.reported_by else "lacks" if s.article.id in omission.absent_from else ""
            for s in sheets
        ]
        rows.append(
            {"label": label, "title": _title(desk, omission.finding), "cells": cells, "lacks": cells.count("lacks")}
        )
    return rows


def _title(desk: Desk, finding: str) -> str:
    if finding in desk.texts:
        return desk.texts[finding]
    return clip(desk.where[finding][1].text, 160) if finding in desk.where else ""


def unnamed(desk: Desk, sheets: list[Sheet], voices: Voices) -> list[Plain]:
    """Unnamed sources as the reports describe them, and what each is used for."""
    groups: dict[tuple[int, str], list[Plain]] = {}
    for sheet in sheets:
        for statement in sheet.reading.statements:
            if statement.speaker_kind != "unnamed" or statement.speaker:
                continue
            described = statement.speaker_description or " … ".join(
                sheet.article.text[s:e] for s, e in statement.source
            )
            label = desk.labels[statement.id]
            line = {
                "label": label,
                "words": desk.words(sheet, statement.content, label, who=clip(voices.display(statement), 120)),
                "form": word("form", statement.form),
            }
            groups.setdefault((sheet.number, described or "not described"), []).append(line)
    return [
        {
            "described": described,
            "outlet": items[0]["words"]["outlet"],
            "count": plural(len(items), "statement"),
            "items": items,
        }
        for (_, described), items in groups.items()
    ]
