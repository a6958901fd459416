"""The reports: what each is, how it works (phrases and counts, never a verdict), and which of them are one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.lexicon.labels import plural, word
from communique.lexicon.reasons import named
from communique.lexicon.when import human, iso
from communique.record import BODY_ZONES, IndependenceGroup, Story, normalise_spans
from communique.record.shown import clip, web_link

_FIRST = 12  # words that name a report without a title


def reports(desk: Desk, story: Story | None, sheets: list[Sheet]) -> list[Plain]:
    """One entry a report, in reading order."""
    groups = {a: g for g in story.independence for a in g.articles} if story else {}
    order = {name: n for n, name in enumerate(_order(story, sheets), 1)}
    known = _witnesses(story)
    entries = []
    for sheet in sheets:
        entry = _profile(sheet)
        witness = known.get(sheet.article.id)
        entry["group"] = order.get(witness) if witness else None
        entry["copy_of"] = _copy_of(desk, sheet, groups.get(sheet.article.id), entry)
        entry["copy_reasons"] = _why_one(desk, groups.get(sheet.article.id)) if entry["copy_of"] else []
        entries.append(entry)
    return entries


def sources(desk: Desk, story: Story, sheets: list[Sheet]) -> Plain:
    """Independent sources: how many, which articles make up each, and why articles count as one."""
    by_id = {sheet.article.id: sheet for sheet in sheets}
    members: dict[str, list[Sheet]] = {name: [] for name in _order(story, sheets)}
    known = _witnesses(story)
    for sheet in by_id.values():
        members[known.get(sheet.article.id, sheet.article.id)].append(sheet)
    listed = []
    for number, group_sheets in enumerate(members.values(), 1):
        group, why = _why_of(story, group_sheets)
        listed.append(
            {
                "number": number,
                "why": why,
                "origin": _origin(desk, group) if group else "",
                "reports": [
                    {
                        "article": s.number,
                        "outlet": clip(s.outlet, 80),
                        "date": human(s.article.published),
                        "short": human(s.article.published, short=True),
                    }
                    for s in group_sheets
                ],
                "reasons": _why_one(desk, group),
            }
        )
    return {"count": len(members), "articles": len(sheets), "groups": listed}


def _why_of(story: Story, sheets: list[Sheet]) -> tuple[IndependenceGroup | None, str]:
    """The one independence group that reports make up, and why they are one source; nothing of a report alone.

    Several texts of one issuer make up no group; where some of them are copies besides, both is said.
    """
    if len(sheets) == 1:
        return None, ""
    articles = {s.article.id for s in sheets}
    for group in story.independence:
        if articles <= set(group.articles):
            return group, word("why", group.why)
    copies = [g.why for g in story.independence if len(articles & set(g.articles)) > 1]
    return None, ", ".join(word("why", why) for why in dict.fromkeys([*copies, "one issuer"]))


def _why_one(desk: Desk, group: IndependenceGroup | None) -> list[str]:
    """Why the reports of a group count as one, with reports by their outlets and days."""
    if group is None:
        return []
    sheets = [desk.sheets[a] for a in group.articles if a in desk.sheets]
    names = {s.article.id: f"{clip(s.outlet, 80)}, {human(s.article.published)}" for s in sheets}
    return [named(reason, names) for reason in group.reasons]


def _witnesses(story: Story | None) -> dict[str, str]:
    """What each article counts as: its independence group, or whoever issued it."""
    return {source.article: source.witness for source in story.sources} if story else {}


def _order(story: Story | None, sheets: list[Sheet]) -> list[str]:
    """The sources in the order in which their first report is read."""
    known = _witnesses(story)
    return list(dict.fromkeys(known.get(s.article.id, s.article.id) for s in sheets))


def _copy_of(desk: Desk, sheet: Sheet, group: IndependenceGroup | None, entry: Plain) -> str:
    """What the report is a copy of ("wire copy of Northern Wire"); nothing for a report that stands for itself."""
    if group is None or len(group.articles) < 2 or group.origin == sheet.article.id:
        return ""
    origin = _origin(desk, group)
    entry["copy_article"] = desk.sheets[group.origin].number if group.origin in desk.sheets else None
    return word("why", group.why) + (f" of {origin}" if origin else "")


def _origin(desk: Desk, group: IndependenceGroup) -> str:
    if group.origin in desk.sheets:
        return clip(desk.sheets[group.origin].outlet, 80)
    return clip(group.origin or "", 80)


def _profile(sheet: Sheet) -> Plain:
    article, reading = sheet.article, sheet.reading
    layers = reading.layers
    read = layers.get("statements") is not None or bool(reading.statements)
    return {
        "number": sheet.number,
        "outlet": clip(sheet.outlet, 120),
        "title": clip(article.title or "", 300) or _opening(sheet),
        "path": article.path,
        "copies": list(article.copies),
        "authors": [clip(a, 80) for a in article.authors[:12]],
        "date": human(article.published),
        "iso": iso(article.published),
        "date_origin": word("origin", article.origin_of.get("published")) if article.published else "",
        "url": web_link(article.url),
        "genre": word("genre", article.genre) if article.genre else "kind not determined",
        "genre_reasons": list(article.genre_reasons),
        "original_outlet": article.original_outlet or "",
        "language": article.language or "",
        "notes": list(article.notes),
        "copy_article": None,
        "voices": _voices(sheet) if read else None,
        "attributed": _attributed(sheet) if read else None,
        "loaded": _loaded(sheet) if layers.get("loaded") is not None or reading.loaded else None,
        "scare": [
            {"text": article.text[s:e], "jump": _jump(sheet, s, e, f"A{sheet.number}")} for s, e in reading.scare_quotes
        ],
        "furniture": _furniture(sheet),
    }


def _opening(sheet: Sheet) -> str:
    """The first words of a report that has no title, as words of the report; nothing where it has no words."""
    first = next(iter(sheet.paragraphs), None)
    words = sheet.article.text[first.start : first.end].split() if first else []
    return f"“{' '.join(words[:_FIRST])}{' …' if len(words) > _FIRST else ''}”" if words else ""


def _voices(sheet: Sheet) -> Plain:
    """How many statements, in which form, from how many sources of which kind."""
    statements = sheet.reading.statements
    kinds: dict[str, set[str]] = {}
    for statement in statements:
        name = statement.speaker or statement.speaker_description or f"?{statement.id}"
        kinds.setdefault(statement.speaker_kind, set()).add(name)
    forms = Counter(s.form for s in statements)
    order = ("named", "organization", "document", "media", "unnamed", "unknown")
    return {
        "statements": plural(len(statements), "statement"),
        "forms": ", ".join(
            f"{n} {word('form', form)}" for form, n in sorted(forms.items(), key=lambda f: (-f[1], f[0]))
        ),
        "kinds": [_sources_of(k, len(kinds[k])) for k in order if k in kinds],
    }


def _sources_of(kind: str, count: int) -> Plain:
    """How many sources of a kind, as words: "2 organizations", "3 named"."""
    noun = word("speaker_kind", kind)
    return {"count": count, "kind": noun + "s" if count > 1 and kind in ("organization", "document") else noun}


def _attributed(sheet: Sheet) -> Plain | None:
    """Share of the body's words that stand inside somebody's statement; the rest is the author's voice."""
    text, zones = sheet.article.text, sheet.article.zones
    body = [z.span for z in zones if z.kind in BODY_ZONES] if zones else [(0, len(text))]
    spans = normalise_spans(span for s in sheet.reading.statements for span in s.content)
    total = sum(len(text[s:e].split()) for s, e in body)
    inside = sum(len(text[s:e].split()) for s, e in _overlap(normalise_spans(body), spans))
    return {"percent": round(100 * inside / total), "words": total} if total else None


def _overlap(left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]) -> Iterable[tuple[int, int]]:
    """Parts that two sorted, disjoint lists of spans share; one pass."""
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            yield start, end
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1


def _loaded(sheet: Sheet) -> list[Plain]:
    """Loaded phrases of the author's own voice first, then those inside statements; each with its target."""
    ordered = sorted(sheet.reading.loaded, key=lambda p: (p.inside_statement, p.span))
    return [
        {
            "text": sheet.article.text[p.span[0] : p.span[1]],
            "target": p.target or "",
            "inside": p.inside_statement,
            "jump": _jump(sheet, *p.span, f"A{sheet.number}"),
        }
        for p in ordered
    ]


def _furniture(sheet: Sheet) -> str:
    """What was marked as not being the report itself: "3 blocks of site furniture, 1 caption"."""
    kinds = Counter(
        z.kind for z in sheet.article.zones if z.kind in ("boilerplate", "author_bio", "provenance", "caption")
    )
    names = {"boilerplate": "block of site furniture", "author_bio": "note about the author",
             "provenance": "note of first publication", "caption": "caption"}  # fmt: skip
    plurals = {"boilerplate": "blocks of site furniture", "author_bio": "notes about the author",
               "provenance": "notes of first publication", "caption": "captions"}  # fmt: skip
    return ", ".join(plural(n, names[k], plurals[k]) for k, n in sorted(kinds.items()))


def _jump(sheet: Sheet, start: int, end: int, label: str) -> str:
    sheet.links.append((start, end, label))
    return f"w{sheet.number}-{start}-{end}"
