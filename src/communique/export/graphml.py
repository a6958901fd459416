"""The network of actors as GraphML, for yEd, igraph, Cytoscape, Neo4j."""

from __future__ import annotations

import io

from communique.export.book import Book
from communique.export.network import graph
from communique.options import ExportOptions


def render(book: Book, _options: ExportOptions) -> bytes:
    """GraphML as networkx writes it."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(graph(book), out)
    return out.getvalue() + b"\n"
