"""Record -> Markdown: the same view as the page, in plain lines that any reader of Markdown shows alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from communique.brief.view import page
from communique.brief.view.desk import Plain
from communique.lexicon.labels import plural
from communique.lexicon.phrases import dated
from communique.options import BriefOptions
from communique.record import Record
from communique.record.shown import visible
from communique.record.text import PIECE_JOINER

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(r"^(\s*)([#+\-=:>]|\d{1,9}(?=[.)]))")
_TELLING = 4  # passages of an event that are printed: where thirty sentences mention a meeting, few tell it
_OPENING, _CLOSING = '“"„«', '”"»“'


def render_markdown(record: Record, options: BriefOptions) -> str:
    """The brief of `record` as Markdown. Article text is escaped: it can open no link, tag, heading or table cell."""
    view = page(record, options)
    lines = [_fill("# {}", view["title"]), "", _fill("{}", " · ".join(view["subtitle"])), ""]
    health = view["health"]
    if health["failures"]:
        lines += [_fill("> **{}.** {}.", health["summary"], health["not_read"]), ""]
    if view["several"]:
        lines += [_fill("- {}: {}", s["title"], s["independence"]) for s in view["stories"]] + [""]
    for story in view["stories"]:
        if view["several"]:
            lines += [_fill("## {}", story["title_full"]), ""]
        lines += _story(story, "###" if view["several"] else "##")
    lines += _health(health)
    lines += ["", *_originals(view["stories"])]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def escape(text: str) -> str:
    """`text` as Markdown that reads as exactly these words in one line, whatever they are."""
    line = " ".join(visible(text).split())
    line = _SPECIAL.sub(r"\\\1", line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    return _LEADING.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", line)


def _fill(template: str, *values: object) -> str:
    """The template with every value escaped; the only way in which a value enters a line."""
    return template.format(*(escape(str(value)) for value in values))


def _story(story: Plain, level: str) -> Iterator[str]:
    write: dict[str, Callable[[Plain], Iterable[str]]] = {
        "brief": _brief,
        "conflicts": _conflicts,
        "facts": _facts,
        "statements": _statements,
        "variants": _variants,
        "timeline": _timeline,
        "positions": _positions,
        "promises": _promises,
        "omissions": _omissions,
        "unnamed": _unnamed,
        "reports": _reports,
        "texts": _texts,
    }
    if "compared" in story["absent"]:
        yield from (_fill("*{}*", story["absent"]["compared"]), "")
    for part in story["nav"]:
        key = part["key"]
        lines = [_fill("*{}*", story["absent"][key])] if key in story["absent"] else write[key](story)
        yield from (f"{level} {part['heading']}", "", *lines, "")


def _words(w: Plain) -> str:
    """Words with their source: “...” (Outlet, date, paragraph 3), which links to the original by a reference at the end."""
    also = "".join(f"; also {_told(a)}{_source(a)}" for a in w["also"])
    return f"{_quote(w['text'])} ({_source(w)}{also})"


def _told(also: Plain) -> str:
    """The words of another report of one promise, with whose they are where they are another's."""
    by = _fill("{}: ", also["by"]) if also.get("by") else ""
    return f"{by}{_quote(also['told'])} " if "told" in also else ""


def _source(w: Plain) -> str:
    name = _fill("{}, {}{}", w["outlet"], w["date"], f", {w['place']}" if w["place"] else "")
    return f"[{name}][A{w['article']}]" if w["url"] else name


def _originals(stories: list[Plain]) -> Iterator[str]:
    """Where the references of the citations lead: one line a report that has an address."""
    for number, address in sorted({r["number"]: r["url"] for s in stories for r in s["reports"] if r["url"]}.items()):
        yield f"[A{number}]: <{address}>"


def _quote(text: str) -> str:
    """The words between quotation marks of ours, unless marks of their own enclose them."""
    if _enclosed(text):
        return escape(text)
    return _fill('"{}"' if "“" in text or "”" in text else "“{}”", text)


def _enclosed(text: str) -> bool:
    """Whether every piece of a quotation brings its own marks, so that none need be added."""
    pieces = [piece.strip().rstrip(".,;!?") for piece in text.split(PIECE_JOINER)]
    return all(
        len(p) > 2 and p[0] in _OPENING and p[-1] in _CLOSING and not any(c in p[1:] for c in "“„«") for p in pieces
    )


def _brief(story: Plain) -> Iterator[str]:
    for row in story["brief"]:
        for line in row["lines"]:
            parts = [_fill("**{}:** ", row["title"]) + (_fill("**{}** ", line["lead"]) if line["lead"] else "")]
            parts.append(" *against* ".join(_words(w) for w in line["words"]))
            if line["outcome"]:
                parts.append(_fill(" — *{}*: ", line["after"]) + _words(line["outcome"]))
            elif line["after"]:
                parts.append(_fill(" · {}", line["after"]))
            yield "- " + "".join(parts) + (_fill(" [{}]", line["link"]) if line["link"] else "")
        if row["groups"]:
            outlets = "; ".join(_group(g) for g in row["groups"])
            yield _fill("- **{}:** **{}** ", row["title"], row["headline"]) + outlets
        if row["none"]:
            yield _fill("- **{}:** {}", row["title"], row["none"])


def _group(group: Plain) -> str:
    names = " + ".join(_fill("{}, {}", r["outlet"], r["date"]) for r in group["reports"])
    why = f"{group['why']} of {group['origin']}" if group["origin"] else group["why"]
    return names + (_fill(" ({})", why) if why else "")


def _reports(story: Plain) -> Iterator[str]:
    for r in story["reports"]:
        yield _fill("- **A{} {}**, {}: {}", r["number"], r["outlet"], r["date"], r["title"] or r["path"])
        facts = [r["genre"]]
        facts += [f"source no. {r['group']}"] if r["group"] else []
        facts += [r["copy_of"]] if r["copy_of"] else []
        if r["voices"]:
            kinds = ", ".join(f"{k['count']} {k['kind']}" for k in r["voices"]["kinds"]) or "no source"
            facts += [r["voices"]["statements"], kinds]
        if r["attributed"]:
            facts.append(f"{r['attributed']['percent']} % of {r['attributed']['words']} words attributed")
        loaded = "not computed" if r["loaded"] is None else "; ".join(p["text"] for p in r["loaded"]) or "none found"
        facts.append(f"loaded wording: {loaded}")
        facts += [r["furniture"]] if r["furniture"] else []
        yield _fill("  - {}", " · ".join(facts))
        yield from (_fill("  - Note: {}", note) for note in r["notes"])


def _statements(story: Plain) -> Iterator[str]:
    for group in story["statements"]["groups"]:
        yield from (_fill("**{}** ({} in {})", group["name"], group["count"], group["articles"]), "")
        for item in group["items"]:
            yield _statement(item, "-", "" if item["who"] == group["name"] else item["who"])
            for child in item["inner"]:
                yield _statement(child, "  -", f"within {item['label']}, {child['who']} as told by {item['who']}")
        yield ""


def _statement(item: Plain, bullet: str, who: str) -> str:
    tags = [item["form_word"], item["act_word"], item["stance_word"], "headline" if item["headline"] else ""]
    tags += [f"to {item['addressee']}" if item["addressee"] else "", *item["issues"]]
    line = f"{bullet} " + _fill("[{}] ", item["label"]) + (_fill("{}: ", who) if who else "") + _words(item["words"])
    line += _fill(" · {}", " · ".join(tag for tag in tags if tag))
    return line + (_fill(" · **{}**", item["doubt"]) if item["doubt"] else "")


def _conflicts(story: Plain) -> Iterator[str]:
    for group in story["conflicts"]["groups"]:
        yield from (_fill("**{}.** {}", group["title"], group["meaning"]), "")
        for c in group["items"]:
            yield _fill("- [{}] **{}** ({}; {})", c["label"], c["title"], c["kind"], c["strength"])
            for side in c["sides"]:
                holder = _fill("{}: ", side["holder"]) if side["holder"] else ""
                claim = [_fill("{}", side["claim"])] if side["claim"] else []
                yield f"  - {holder}" + "; ".join([*claim, *(_words(e) for e in side["evidence"])])
            yield from _source_line(c)
        yield ""


def _source_line(finding: Plain) -> Iterator[str]:
    if finding["source_line"]:
        yield _fill("  - *{}*", dated(finding["source_line"]))


def _facts(story: Plain) -> Iterator[str]:
    for f in story["facts"]:
        rests = f"; rests on {f['rests_on']}" if f["rests_on"] else ""
        yield _fill("- [{}] **{}** {}{}", f["label"], f["title"], f["independence"], rests)
        yield from ("  - " + _words(e) for e in f["evidence"])
        yield from _source_line(f)


def _variants(story: Plain) -> Iterator[str]:
    for v in story["variants"]:
        full = v["fullest"]
        yield _fill("- **{}** [{}] {}: ", v["title"], full["statement"], full["form"]) + _words(full["words"])
        for item in v["items"]:
            for line in item["lines"]:
                head = _fill("  - [{}] {}: [{}] {}: ", item["label"], item["kind"], line["statement"], line["form"])
                yield head + _words(line["words"])
            yield from ("  " + line for line in _source_line(item))


def _timeline(story: Plain) -> Iterator[str]:
    for r in [*story["timeline"]["dated"], *story["timeline"]["undated"]]:
        yield _fill(
            "- **{}** [{}] {} (*{}*), {}", r["date"], r["label"], r["title"], r["status_word"], r["independence"]
        )
        if r["dates"]:
            yield "  - " + _fill("**Dates differ:** {}", _said(r["dates"]))
        if r["statuses"]:
            title = "Over time" if r["over_time"] else "Reports differ on whether it happened"
            yield "  - " + _fill("**{}:** {}", title, _said(r["statuses"]))
        yield from ("  - " + _words(e) for e in r["evidence"][:_TELLING])
        if more := len(r["evidence"]) - _TELLING:
            yield from [_fill("  - *and {}, in the HTML brief and the record*", plural(more, "more passage"))] * (
                more > 0
            )
        yield from _source_line(r)


def _said(values: list[Plain]) -> str:
    return "; ".join(f"{d['value']} ({', '.join(o['outlet'] for o in d['outlets'])})" for d in values)


def _positions(story: Plain) -> Iterator[str]:
    matrix = story["positions"]
    if matrix["rows"]:
        yield "| Issue | " + " | ".join(escape(a) for a in matrix["actors"]) + " |"
        yield "|---" * (len(matrix["actors"]) + 1) + "|"
        for row in matrix["rows"]:
            cells = (escape(c["text"]) if c else "" for c in row["cells"])
            yield _fill("| {} | ", row["issue"]) + " | ".join(cells) + " |"
        yield ""
    if matrix["more"]:
        yield from (f"{plural(matrix['more'], 'more actor takes', 'more actors take')} a side, in the list below.", "")
    if matrix["aside"]:
        named = "; ".join(
            _fill("{} ({})", i["issue"], ", ".join(a["name"] for a in i["actors"])) for i in matrix["aside"]
        )
        yield from (f"{'Also spoken' if matrix['rows'] else 'Spoken'} of: {named}.", "")
    for issue in matrix["issues"]:
        for block in issue["blocks"]:
            for p in block["items"]:
                told = f"{p['reported_by']}, as of {p['as_of']}" if p["as_of"] else p["reported_by"]
                line = _fill("- [{}] {}, **{}** {} ({}): ", p["label"], issue["issue"], block["actor"],
                             p["stance_word"], told)  # fmt: skip
                yield line + "; ".join(_words(e) for e in p["evidence"])


def _promises(story: Plain) -> Iterator[str]:
    for family in story["promises"]["families"]:
        yield from (_fill("**{}**", family["title"]), "")
        for column in family["columns"]:
            for p in column["items"]:
                by = f", by {p['horizon']}" if p["horizon"] else ""
                yield _fill(
                    "- [{}] *{}* {}{}: **{}** ", p["label"], column["title"], p["kind_word"], by, p["who"]
                ) + _words(p["words"])
                if p["outcome"]:
                    yield _fill("  - *{}*, by these later words: ", p["status_word"]) + _words(p["outcome"])
                yield from _source_line(p)
        yield ""


def _omissions(story: Plain) -> Iterator[str]:
    names = [f"{c['outlet']}, {c['date']}" for c in story["columns"]]
    for row in story["omissions"]:
        has = "; ".join(n for n, cell in zip(names, row["cells"], strict=True) if cell == "has") or "no report"
        lacks = "; ".join(n for n, cell in zip(names, row["cells"], strict=True) if cell == "lacks") or "no report"
        yield _fill("- [{}] {}: in {}; left out by {}", row["label"], row["title"], has, lacks)


def _unnamed(story: Plain) -> Iterator[str]:
    for group in story["unnamed"]:
        yield _fill("- “{}” ({}, {})", group["described"], group["outlet"], group["count"])
        yield from ("  - " + _fill("[{}] ", line["label"]) + _words(line["words"]) for line in group["items"])


def _texts(story: Plain) -> Iterator[str]:
    for t in story["texts"]:
        yield from (_fill("**A{} {}, {}**", t["number"], t["outlet"], t["date"]), "")
        for block in t["blocks"]:
            number = f"[{block['number']}] " if block["number"] else ""
            zone = next((run["label"] for run in block["runs"] if run["label"]), "") if not block["number"] else ""
            prefix = _fill("> {}", number) + (_fill("*{}:* ", zone) if zone else "")
            yield from (prefix + escape("".join(run["text"] for run in block["runs"])), "")


def _health(health: Plain) -> Iterator[str]:
    yield from ("## What was not read, and how sure the rest is", "", _fill("{}.", health["summary"]), "")
    yield from (_fill("- Not read: {}: {}", f["path"], f["reason"]) for f in health["failures"])
    yield _fill(
        "- {} statements; {} with an unknown speaker, {} with a doubtful one.",
        health["statements"], health["unknown"], health["doubtful"],
    )  # fmt: skip
    for layer in health["layers"]:
        where = "in no report" if layer["every"] else "not in " + ", ".join(r["outlet"] for r in layer["reports"])
        yield _fill("- Not computed: {}, {}.", layer["layer"], where)
    for story in health["stories"]:
        if story["not_computed"]:
            yield _fill("- Not computed for “{}”: {}.", story["title"], ", ".join(story["not_computed"]))
        yield from (_fill("- On “{}”: {}.", story["title"], note) for note in story["notes"])
    for report in health["notes"]:
        yield from (_fill("- {}: {}.", report["outlet"], note) for note in report["notes"])
    for report in health["undated"]:
        yield _fill("- {}: no date known.", report["outlet"])
