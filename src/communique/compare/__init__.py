"""Linkage -> Comparison: shared facts, contradictions, wordings, positions, promises, omissions."""

from communique.compare.issues import check_issues
from communique.compare.pipeline import compare, compare_undated
from communique.compare.settle import settle

__all__ = ["check_issues", "compare", "compare_undated", "settle"]
