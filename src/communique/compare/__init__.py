"""Linkage -> Comparison: shared facts, contradictions, wordings, positions, promises, omissions."""

from communique.compare.outcomes.settle import settle
from communique.compare.pipeline import compare, compare_undated
from communique.compare.stands.issues import check_issues

__all__ = ["check_issues", "compare", "compare_undated", "settle"]
