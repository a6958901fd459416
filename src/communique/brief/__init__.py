"""Record -> page: one self-contained HTML file, or Markdown."""

from communique.brief.html import render_html

__all__ = ["render_html"]
