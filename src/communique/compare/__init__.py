"""Linkage -> Comparison: shared facts, contradictions, wordings, positions, promises, omissions."""

from communique.compare.pipeline import compare, compare_undated
from communique.compare.settle import settle

__all__ = ["compare", "compare_undated", "settle"]
