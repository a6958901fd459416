"""Copies, where copied texts come from, and which articles count as one source."""
