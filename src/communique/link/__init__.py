"""Readings -> Linkage: stories, copies, actors and events across articles."""

from communique.link.build import independence_of, link
from communique.link.independence import Sources

__all__ = ["Sources", "independence_of", "link"]
