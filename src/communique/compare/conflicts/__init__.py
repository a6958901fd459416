"""Typed contradictions: a detector a kind, and what shows that two places answer one question."""
