"""Loaded wording: evaluative words of the author's own, located to the phrase, with what they judge."""

from communique.read.loaded.find import find_loaded

__all__ = ["find_loaded"]
