"""Linkage -> Comparison: shared facts, contradictions, wordings, positions, promises, omissions."""

from communique.compare.align import Embedder
from communique.compare.pipeline import compare, compare_undated
from communique.compare.settle import settle

__all__ = ["Embedder", "compare", "compare_undated", "settle"]
