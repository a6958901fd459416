"""PDF: pages of placed words to running text, with the page of every offset."""

from communique.ingest.formats.pdf.document import read_pdf

__all__ = ["read_pdf"]
