"""What the page must know so that a reader can mark a wrong line: of each line its subject, id and words.

The page writes marks as corrections (W3C Web Annotations) that `communique corrections WORKSPACE import` reads. The
anchors are cut here, from the articles: what a page shows of a text is not always the text (invisible characters).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.lexicon.labels import word, words
from communique.record import (
    CONTEXT,
    Evidence,
    QuoteVariant,
    Record,
    Story,
    TrackedForward,
    evidence_in,
    snapshot,
)
from communique.record.shown import web_link

_NAMES = 300  # names offered as the right speaker
_HEAD = 200  # characters of an article that stand for it
_FIELDS = {
    "conflict": ("kind", "between", "topic"),
    "shared-fact": ("proposition",),
    "quote-variant": ("kind",),
    "position": ("actor", "issue", "stance"),
    "forward": ("kind", "status"),
    "event": ("name", "when"),
}
_LISTS = {
    "conflict": "conflicts",
    "shared-fact": "shared_facts",
    "quote-variant": "quote_variants",
    "position": "positions",
    "forward": "forward",
    "event": "events",
}


def marking(desk: Desk, record: Record) -> Plain:
    """{subjects: [{subject, kinds}], choices, names, data}: the dialog's fields, and the lines as JSON (ASCII)."""
    table = _Words()
    lines: Plain = {}
    for sheet in desk.sheets.values():
        article = sheet.article
        before: Plain = {"outlet": article.outlet, "published": article.published}
        head = ((0, min(len(article.text), _HEAD)), "")
        lines[f"A{sheet.number}"] = _line("article", article.id, before, table.rows(sheet, [head]))
    for statement_id, (sheet, statement) in desk.where.items():
        spans = (("content", statement.content), ("cue", statement.cue), ("source", statement.source))
        parts = [(span, part) for part, own in spans for span in own]
        before = {n: v for n, v in snapshot(statement).items() if n != "text"}  # the page has it
        lines[desk.labels[statement_id]] = _line("statement", statement_id, before, table.rows(sheet, parts))
    for story in record.stories:
        for subject, name in _LISTS.items():
            for finding in getattr(story, name):
                if finding.id in desk.labels:
                    fields = dict(finding)
                    before = {f: fields[f] for f in _FIELDS[subject]}
                    lines[desk.labels[finding.id]] = _line(subject, finding.id, before, _evidence(desk, table, finding))
    return {
        "subjects": [
            {"subject": subject, "kinds": [{"kind": k, "text": t} for k, t in kinds.items()]}
            for subject, kinds in words("mark").items()
        ],
        "choices": {
            "form": _choices("form"),
            "act": _choices("act"),
            "stance": _choices("stance"),
            "outcome": _choices("forward_status"),
            "speaker_kind": _choices("speaker_kind"),
        },
        "names": _names(record.stories),
        "data": _as_json({"words": table.anchors, "lines": lines}),
    }


def _line(subject: str, identity: str, before: Plain, rows: list[tuple[int, str]]) -> Plain:
    return {"s": subject, "i": identity, "b": before, "w": rows}


class _Words:
    """Anchors of the page's words, each once: [article id, start, end, exact, prefix, suffix, url, path]."""

    def __init__(self) -> None:
        self.anchors: list[list[str | int | None]] = []
        self._seen: dict[tuple[str, tuple[int, int]], int] = {}

    def rows(self, sheet: Sheet, spans: Iterable[tuple[tuple[int, int], str]]) -> list[tuple[int, str]]:
        """Numbers of the words at spans, with the part of the subject that they are."""
        article = sheet.article
        out = []
        for span, part in spans:
            key = (article.id, span)
            if span[0] >= span[1]:
                continue
            if key not in self._seen:
                self._seen[key] = len(self.anchors)
                (start, end), text = span, article.text
                around = (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
                self.anchors.append(
                    [article.id, start, end, text[start:end], *around, web_link(article.url), article.path]
                )
            out.append((self._seen[key], part))
        return out


def _evidence(desk: Desk, table: _Words, finding: object) -> list[tuple[int, str]]:
    """The words a finding rests on."""
    if isinstance(finding, TrackedForward):
        sheet = desk.sheets[finding.article]
        return table.rows(sheet, [(span, "") for span in finding.spans])
    found: dict[tuple[str, tuple[int, int]], Evidence] = {(e.article, e.span): e for e in evidence_in(finding)}
    if not found and isinstance(finding, QuoteVariant):
        held = [desk.where[s] for s in finding.statements if s in desk.where]
        return [row for sheet, s in held for row in table.rows(sheet, [(span, "") for span in s.content])]
    return [row for e in found.values() for row in table.rows(desk.sheets[e.article], [(e.span, "")])]


def _choices(group: str) -> list[Plain]:
    return [{"value": value, "text": word(group, value)} for value in words(group)]


def _names(stories: Iterable[Story]) -> list[str]:
    """Names of persons and bodies, those mentioned most first."""
    actors = [a for s in stories for a in s.actors if a.kind in ("person", "organization", "state")]
    ordered = sorted(actors, key=lambda a: (-len(a.mentions), a.name))
    return list(dict.fromkeys(a.name for a in ordered))[:_NAMES]


def _as_json(value: Plain) -> str:
    """JSON that can stand inside a script element: ASCII, and nothing that could end or begin an element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
