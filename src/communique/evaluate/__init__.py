"""Metrics of the field on public gold data, and the one map from gold to our names."""
