"""Who said what: statements grouped by speaker, nested ones inside, doubtful speakers with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.filters import Filters, merged
from communique.brief.view.gathering import told_alike
from communique.brief.view.voices import DOUBTFUL, LAST, LAST_NAMES, Issues, Voices, doubt, other_names
from communique.lexicon.labels import plural, word
from communique.lexicon.when import human, parse
from communique.record import Role, Statement, Story, join_pieces
from communique.record.shown import clip


def statements(desk: Desk, story: Story | None, sheets: list[Sheet]) -> Plain | None:
    """The section, or None when no article of the story has its statements read."""
    if all(sheet.reading.layers.get("statements") is None and not sheet.reading.statements for sheet in sheets):
        return None
    voices = Voices(desk, story)
    issues = Issues(story)
    inside, children = _families(sheets)
    filters = Filters("person", "issue", "form", "act", "report", last=LAST_NAMES)
    groups: dict[tuple[str, str], list[Plain]] = {}
    told: dict[tuple[str, str], list[Plain]] = {}
    for sheet in sheets:
        for statement in sheet.reading.statements:
            if statement.id in inside:
                continue
            item = _item(desk, sheet, statement, voices, issues, children)
            speaker = voices.of(statement)[0]
            groups.setdefault(speaker, []).append(item)
            for child in children.get(statement.id, ()):
                if (person := voices.of(child)[0]) != speaker:
                    told.setdefault(person, []).append({"label": desk.labels[child.id], "by": item["who"]})
    shown = {person: _once(items) for person, items in groups.items()}
    for item in (item for items in shown.values() for item in items):
        item["data"] = filters.mark(item["facets"])
    ordered = sorted(groups.items(), key=lambda g: (LAST.get(g[0][0], 0), -len(g[1]), g[0][1]))
    total = sum(len(sheet.reading.statements) for sheet in sheets)
    return {
        "total": total,
        "shown": plural(total, "statement"),
        "groups": [
            _group(voices, person, items) | {"items": shown[person], "told": told.get(person, [])}
            for person, items in ordered
        ],
        "filters": filters.choices(),
    }


def _item(
    desk: Desk, sheet: Sheet, statement: Statement, voices: Voices, issues: Issues, children: dict[str, list[Statement]]
) -> Plain:
    text = sheet.article.text
    label = desk.labels[statement.id]
    who = voices.display(statement)
    note = {"indirect": "reported speech: the words are the report's", "mixed": "partly quoted"}.get(statement.form, "")
    inner = [_item(desk, sheet, c, voices, issues, {}) for c in children.get(statement.id, ())]
    facets = {
        "person": [name for _, name in voices.of(statement)],
        "issue": issues.of(sheet, statement),
        "form": [word("form", statement.form)],
        "act": [word("act", statement.act)],
        "report": [f"{sheet.outlet}, {human(sheet.article.published)}"],
    }
    return {
        "label": label,
        "words": desk.words(sheet, statement.content, label, who=clip(who, 120), note=note),
        "who": who,
        "kind": word("speaker_kind", statement.speaker_kind),
        "described": statement.speaker_description if statement.speaker else None,
        "doubt": doubt(statement),
        "unsure": f"read with little certainty ({round(100 * statement.confidence)} %)"
        if 0 < statement.confidence < DOUBTFUL
        else "",
        "cue": _trimmed(join_pieces(text, statement.cue)),
        "source": _trimmed(join_pieces(text, statement.source)),
        "form": statement.form,
        "form_word": word("form", statement.form),
        "act": statement.act,
        "act_word": word("act", statement.act),
        "stance_word": word("stance", statement.stance) if statement.stance not in ("unclear", "neutral") else "",
        "addressee": statement.addressee,
        "said_on": human(statement.said_on) if statement.said_on else "",
        "headline": sheet.zone(statement.content[0][0]) == "title",
        "issues": issues.of(sheet, statement),
        "inner": inner,
        "facets": merged(facets, (child["facets"] for child in inner)),
        "article": sheet.number,
    }


def _trimmed(words: str) -> str:
    """A cue or source without the comma it ends in; nothing where it is a mere mark (the colon after a name)."""
    return words.rstrip(" ,:;–—") if any(c.isalnum() for c in words) else ""


def _once(items: list[Plain]) -> list[Plain]:
    """The statements of one person; words that several reports print alike once, unless there is more to tell of one."""
    alone = [item for item in items if item["inner"] or item["doubt"] or item["unsure"]]
    alike = told_alike([item for item in items if item not in alone], ("who", "form", "headline"))
    return sorted([*alone, *alike], key=lambda item: int(item["label"][1:]))


def _group(voices: Voices, person: tuple[str, str], items: list[Plain]) -> Plain:
    sort, name = person
    actor = next((a for a in voices.actors.values() if a.name == name), None) if sort == "named" else None
    return {
        "name": name,
        "sort": sort,
        "roles": _roles(actor.roles)[:4] if actor else [],
        "other_names": other_names(name, actor.names)[:6] if actor else [],
        "count": plural(len(items), "statement"),
        "articles": plural(len({item["article"] for item in items}), "report"),
    }


def _roles(roles: Iterable[Role]) -> list[str]:
    """Each office once, with the first and the last day of which reports say so: "envoy, as of 14–16 May 2031"."""
    days: dict[str, list[str]] = {}
    for role in roles:
        found = days.setdefault(f"{role.title} of {role.of}" if role.of else role.title, [])
        found += [role.as_of] if role.as_of else []
    out = []
    for title, found in days.items():
        first, last = min(found, default=""), max(found, default="")
        if first != last and parse(f"{first}/{last}"):
            first = f"{first}/{last}"
        out.append(f"{title}, as of {human(first)}" if first else title)
    return out


def _families(sheets: Iterable[Sheet]) -> tuple[set[str], dict[str, list[Statement]]]:
    """Ids shown inside another statement, and the statements inside each outermost one, in reading order."""
    inside: set[str] = set()
    children: dict[str, list[Statement]] = {}
    for sheet in sheets:
        known = {s.id: s for s in sheet.reading.statements}
        for statement in sheet.reading.statements:
            root = _outermost(statement, known)
            if root is not statement:
                inside.add(statement.id)
                children.setdefault(root.id, []).append(statement)
    return inside, children


def _outermost(statement: Statement, known: dict[str, Statement]) -> Statement:
    """The statement at the end of the chain of parents; itself when it has none or the chain runs in a circle."""
    node, seen = statement, {statement.id}
    while node.within in known:
        node = known[node.within]
        if node.id in seen:
            return statement
        seen.add(node.id)
    return node
