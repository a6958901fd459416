"""Readings -> Linkage: stories, copies, actors and events across articles."""

from communique.link.build import in_order, independence_of, link, link_story
from communique.link.grouping import Grouping
from communique.link.independence import Sources
from communique.link.kb import KnowledgeBase, load_kb
from communique.link.sketches import Sketch, sketch_of

__all__ = [
    "Grouping",
    "KnowledgeBase",
    "Sketch",
    "Sources",
    "in_order",
    "independence_of",
    "link",
    "link_story",
    "load_kb",
    "sketch_of",
]
