"""Linkage -> Comparison: shared facts, contradictions, wordings, positions, promises, omissions."""

from communique.compare.align import Embedder
from communique.compare.pipeline import compare

__all__ = ["Embedder", "compare"]
