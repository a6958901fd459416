"""The network of actors as GEXF 1.2, for Gephi."""

from __future__ import annotations

import io
from xml.etree import ElementTree

from communique.export.book import Book
from communique.export.network import graph
from communique.options import ExportOptions

_NAMESPACE = "http://www.gexf.net/1.2draft"


def render(book: Book, _options: ExportOptions) -> bytes:
    """GEXF as networkx writes it, without its `meta`, which holds the day of writing."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_gexf(graph(book), out, version="1.2draft")
    root = ElementTree.fromstring(out.getvalue())
    for meta in root.findall(f"{{{_NAMESPACE}}}meta"):
        root.remove(meta)
    ElementTree.register_namespace("", _NAMESPACE)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
