"""Article -> Reading: who says what, which times, events and actors one article has."""

from communique.read.pipeline import Reader, load_reader

__all__ = ["Reader", "load_reader"]
