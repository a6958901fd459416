"""What was not read, and how sure the rest is: failures, layers not computed, doubtful speakers, notes."""

from __future__ import annotations

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.voices import DOUBTFUL, doubt
from communique.lexicon.labels import plural, word
from communique.record.reading import LAYERS
from communique.record.shown import clip


def health(desk: Desk) -> Plain:
    """The panel at the end of the page and its one-line summary for the top."""
    record = desk.record
    sheets = list(desk.sheets.values())
    read = sum(1 + len(s.article.copies) for s in sheets)
    failed = len(record.failures)
    statements = [s for sheet in sheets for s in sheet.reading.statements]
    return {
        "read": read,
        "total": read + failed,
        "summary": f"Read {read:,} of {plural(read + failed, 'input')}",
        "failures": [{"path": f.path, "reason": f.reason} for f in record.failures],
        "not_read": _not_read(record.failures[0].path, failed) if failed else "",
        "layers": _layers(sheets),
        "stories": [
            {"title": s.title, "not_computed": [word("layer", n) for n in s.not_computed], "notes": list(s.notes)}
            for s in record.stories
            if s.not_computed or s.notes
        ],
        "statements": len(statements),
        "unknown": sum(s.speaker_kind == "unknown" for s in statements),
        "doubtful": sum(s.speaker_kind != "unknown" and doubt(s) is not None for s in statements),
        "unsure": sum(0 < s.confidence < DOUBTFUL for s in statements),
        "undated": [_link(s) for s in sheets if s.article.published is None],
        "inferred": [_link(s) for s in sheets if s.article.origin_of.get("published") == "inferred"],
        "notes": [_link(s) | {"notes": list(s.article.notes)} for s in sheets if s.article.notes],
        "copies": [_link(s) | {"copies": list(s.article.copies)} for s in sheets if s.article.copies],
        "versions": sorted({f"{word('layer', k)}: {v}" for s in sheets for k, v in s.reading.layers.items() if v}),
    }


def _not_read(path: str, failed: int) -> str:
    return f"{clip(path, 120)} was not read" if failed == 1 else f"{failed:,} inputs were not read"


def _layers(sheets: list[Sheet]) -> list[Plain]:
    """Layers that were not computed, and for which reports; all of them said once."""
    names = [*LAYERS, *sorted({k for s in sheets for k in s.reading.layers} - set(LAYERS))]
    out = []
    for name in names:
        missing = [s for s in sheets if s.reading.layers.get(name) is None]
        if missing:
            every = len(missing) == len(sheets)
            out.append(
                {"layer": word("layer", name), "every": every, "reports": [] if every else [_link(s) for s in missing]}
            )
    return out


def _link(sheet: Sheet) -> Plain:
    return {"article": sheet.number, "outlet": clip(sheet.outlet, 80), "path": sheet.article.path}
