"""Any format of a record, the brief's pages included: the one place above the stages that knows both."""

from __future__ import annotations

from pathlib import Path

from communique.options import BriefOptions, ExportOptions
from communique.record import Record


def write_export(record: Record, format: str, path: Path, options: ExportOptions | None = None) -> tuple[Path, ...]:
    """Write `record` in `format` to `path`; what was written.

    `html`, and `markdown` to a .md file, are the brief's pages; everything else is `export.export`. Raises UsageError
    for a format that does not exist, one whose library is missing, and a place that cannot be written.
    """
    from communique.export import export, write_file
    from communique.export.formats import check_place, format_named, is_page

    chosen = format_named(format)
    options = options or ExportOptions()
    if chosen.name != "html" and not is_page(chosen, path):
        return export(record, format, path, options)
    check_place(format_named("html"), path)
    from communique.brief import render_html, render_markdown

    page = (render_html if chosen.name == "html" else render_markdown)(record, BriefOptions(title=options.title))
    return (write_file(path, page.encode("utf-8", "replace")),)
