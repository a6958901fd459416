"""Linkage -> Comparison: shared facts, contradictions, positions, promises, omissions."""
