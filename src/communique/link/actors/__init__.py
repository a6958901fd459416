"""Actors across the articles of a story."""
