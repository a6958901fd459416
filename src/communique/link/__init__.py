"""Readings -> Linkage: stories, copies, actors and events across articles."""
