"""A record as one plain dictionary: what the page and the Markdown print, section by section."""

from __future__ import annotations

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.findings import conflicts, facts, omissions, promises, unnamed
from communique.brief.view.first import first_screen, no_contradiction
from communique.brief.view.health import health
from communique.brief.view.marks import marking
from communique.brief.view.positions import positions
from communique.brief.view.reports import reports, sources
from communique.brief.view.statements import statements
from communique.brief.view.texts import article_text
from communique.brief.view.timeline import timeline
from communique.brief.view.variants import variants
from communique.brief.view.voices import Voices
from communique.lexicon.labels import independent, plural, word
from communique.lexicon.when import human, parse
from communique.options import BriefOptions
from communique.record import Record, Story
from communique.record.shown import clip

_COMPARED = ("facts", "variants", "omissions")
SECTIONS = (
    ("brief", "In brief", "In brief"),
    ("conflicts", "Contradictions", "Contradictions"),
    ("facts", "Same facts", "Same facts"),
    ("statements", "Who said what", "Who said what"),
    ("variants", "Wordings", "One utterance, several wordings"),
    ("timeline", "Timeline", "Timeline"),
    ("positions", "Positions", "Who stands where"),
    ("promises", "Promises", "Promises, demands, predictions"),
    ("omissions", "Omissions", "What each left out"),
    ("unnamed", "Unnamed sources", "Unnamed sources"),
    ("reports", "Reports", "Reports"),
    ("texts", "Full texts", "Full texts"),
)
"""Key, name in the list of contents, heading; in the order of the page: what is disputed first, the material last."""


def page(record: Record, options: BriefOptions) -> Plain:
    """The view of a record: {title, subtitle, health, stories: [{title, sections...}]}; plain values only."""
    desk = Desk(record)
    stories = [_story(desk, story, number) for number, story in enumerate(record.stories, 1)]
    loose = [sheet for article, sheet in desk.sheets.items() if article not in desk.home]
    if loose:
        stories.append(_loose(desk, loose, len(stories) + 1, alone=not stories))
    for story_view in stories:  # last, when every line has said which words it points to
        story_view["texts"] = [_text(desk, sheet) for sheet in story_view["texts"]]
    titles = [s["title"] for s in stories]
    panel = health(desk)
    for story_view in stories:
        story_view["level"] = 3 if len(stories) > 1 else 2
        story_view["of"] = f", story {story_view['number']}" if len(stories) > 1 else ""  # what tells landmarks apart
    return {
        "title": clip(options.title or (titles[0] if len(titles) == 1 else "Communique brief"), 200),
        "subtitle": _subtitle(list(desk.sheets.values()), stories),
        "as_of": human(record.as_of) if record.as_of else "",
        "health": panel,
        "stories": stories,
        "marking": marking(desk, record),
        "several": len(stories) > 1,
    }


def _story(desk: Desk, story: Story, number: int) -> Plain:
    sheets = desk.of(story)
    at_home = [s for s in sheets if desk.home[s.article.id] == story.id]
    voices = Voices(desk, story)
    view: Plain = {"number": number, "title": clip(story.title, 200), "title_full": story.title, "left_out": []}
    # The order of these lines is the order of the labels; the first screen and the omissions need them all.
    view["statements"] = statements(desk, story, at_home)
    view["facts"] = facts(desk, story)
    view["conflicts"] = conflicts(desk, story)
    view["variants"] = variants(desk, story, voices)
    view["timeline"] = timeline(desk, story, at_home)
    view["positions"] = positions(desk, story) if story.positions else None
    view["promises"] = promises(desk, story, at_home, voices)
    view["omissions"] = omissions(desk, story, sheets)
    view["columns"] = [_column(s) for s in sheets]
    view["unnamed"] = unnamed(desk, at_home, voices)
    view["reports"] = [r for r in reports(desk, story, sheets) if r["number"] in {s.number for s in at_home}]
    view["sources"] = sources(desk, story, sheets)
    view["brief"] = first_screen(desk, story, sheets)
    view["elsewhere"] = [_column(s) for s in sheets if desk.home[s.article.id] != story.id]
    view["texts"] = at_home
    view["independence"] = independent(view["sources"]["count"], len(sheets))
    view["period"] = _period(sheets)
    view["not_computed"] = [{"key": n, "title": word("layer", n)} for n in story.not_computed]
    view["absent"] = _absent(view, set(story.not_computed))
    if len(sheets) == 1:  # one report shares nothing and leaves nothing out: no word of that
        view["left_out"] = [key for key in _COMPARED if not view[key]]
        view["absent"] = {key: why for key, why in view["absent"].items() if key not in view["left_out"]}
    view["nav"] = _nav(view)
    return view


def _loose(desk: Desk, sheets: list[Sheet], number: int, *, alone: bool) -> Plain:
    """A block for articles that belong to no story: they were read, not compared."""
    title = "Reports, not compared" if alone else "Reports outside every story"
    view: Plain = {"number": number, "title": title, "title_full": title, "brief": []}
    view["statements"] = statements(desk, None, sheets)
    view |= {
        "facts": [],
        "conflicts": {"groups": [], "filters": []},
        "variants": [],
        "timeline": None,
        "positions": None,
        "promises": None,
    }
    view |= {"omissions": [], "columns": [], "sources": None, "elsewhere": [], "not_computed": []}
    view["unnamed"] = unnamed(desk, sheets, Voices(desk, None))
    view["reports"] = reports(desk, None, sheets)
    view["texts"] = sheets
    view["independence"] = plural(len(sheets), "report") + ", not compared"
    view["period"] = _period(sheets)
    view["left_out"] = []
    view["absent"] = {"compared": "These reports were read but not compared: no story holds them."}
    if view["statements"] is None:
        view["absent"]["statements"] = "Statements were not read."
    view["nav"] = _nav(view)
    return view


def _text(desk: Desk, sheet: Sheet) -> Plain:
    article = sheet.article
    return {
        "number": sheet.number,
        "outlet": clip(sheet.outlet, 120),
        "title": "" if any(z.kind == "title" for z in article.zones) else article.title or "",
        "date": human(article.published),
        "long": len(article.text) > 60_000,
        "blocks": article_text(desk, sheet),
        "statements": plural(len(sheet.reading.statements), "statement"),
    }


def _column(sheet: Sheet) -> Plain:
    return {"number": sheet.number, "outlet": clip(sheet.outlet, 40), "date": human(sheet.article.published)}


def _absent(view: Plain, not_computed: set[str]) -> Plain:
    """For each section without content: what to say of it, or nothing when it is simply left out."""
    none_found = {
        "facts": ("shared_facts", "No fact was found that two or more reports share."),
        "conflicts": ("conflicts", no_contradiction(len(view["columns"]))),
        "variants": ("quote_variants", "No utterance was found in several wordings."),
        "positions": ("positions", "No position on an issue was found."),
        "promises": ("forward", "No promise, demand or prediction was found."),
        "omissions": ("omissions", "No omission was found."),
    }
    out = {}
    for key, (layer, none) in none_found.items():
        if not (view[key]["groups"] if key == "conflicts" else view[key]):
            out[key] = "Not computed for this story." if layer in not_computed else none
    if view["statements"] is None:
        out["statements"] = "Statements were not read."
    if view["timeline"] is None or not view["timeline"]["count"]:
        out["timeline"] = "Events were not read." if view["timeline"] is None else "No event was found."
        view["timeline"] = None
    if view["promises"] is None and "forward" not in not_computed:
        out["promises"] = "Promises, demands and predictions were not read."
    elif view["promises"] and not view["promises"]["count"]:
        out["promises"], view["promises"] = none_found["promises"][1], None
    return out


def _nav(view: Plain) -> list[Plain]:
    """The sections that are shown, in order: those with content, and those of which there is to say why they have none."""
    counts = {
        "reports": len(view["reports"]),
        "statements": view["statements"]["total"] if view["statements"] else None,
        "conflicts": sum(len(g["items"]) for g in view["conflicts"]["groups"]),
        "facts": len(view["facts"]),
        "variants": len(view["variants"]),
        "timeline": view["timeline"]["count"] if view["timeline"] else None,
        "positions": len(view["positions"]["issues"]) if view["positions"] else None,
        "promises": view["promises"]["count"] if view["promises"] else None,
        "omissions": len(view["omissions"]),
        "unnamed": len(view["unnamed"]),
        "texts": len(view["texts"]),
    }
    filled = {k for k, _, _ in SECTIONS if (view[k]["groups"] if k == "conflicts" else view[k])}
    return [
        {"key": key, "title": title, "heading": heading, "count": counts.get(key), "id": f"{key}-{view['number']}"}
        for key, title, heading in SECTIONS
        if key in filled or key in view["absent"]
    ]


def _subtitle(sheets: list[Sheet], stories: list[Plain]) -> list[str]:
    parts = [plural(len(stories), "story", "stories")] if len(stories) > 1 else []
    parts.append(plural(len(sheets), "report"))
    if len(stories) == 1 and stories[0]["sources"]:
        parts.append(f"{stories[0]['sources']['count']} independent")
    period = _period(sheets)
    return parts + ([period] if period else [])


def _period(sheets: list[Sheet]) -> str:
    known = [when for s in sheets if (when := parse(s.article.published))]
    dates = [when for when in known if when.first == when.last] or known
    if not dates:
        return ""
    first, last = min(d.first for d in dates), max(d.last for d in dates)
    return human(first.isoformat()) if first == last else human(f"{first.isoformat()}/{last.isoformat()}")
