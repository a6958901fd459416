"""Record -> page: one self-contained HTML file, or Markdown."""

from communique.brief.html import render_html
from communique.brief.markdown import render_markdown

__all__ = ["render_html", "render_markdown"]
