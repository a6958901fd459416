"""Readings -> Linkage: stories, copies, actors and events across articles."""

from communique.link.build import independence_of, link, link_story, story_id
from communique.link.grouping import Grouping
from communique.link.independence import Sources
from communique.link.kb import KnowledgeBase, load_kb
from communique.link.sketches import Sketch, sketch_of
from communique.link.texts import published_day

__all__ = [
    "Grouping",
    "KnowledgeBase",
    "Sketch",
    "Sources",
    "independence_of",
    "link",
    "link_story",
    "load_kb",
    "published_day",
    "sketch_of",
    "story_id",
]
