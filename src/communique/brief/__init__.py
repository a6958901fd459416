"""Record -> page: one self-contained HTML file, or Markdown."""
