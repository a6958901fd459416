"""Readings -> Linkage: stories, copies, actors and events across articles."""

from communique.link.actors.kb import KnowledgeBase, load_kb
from communique.link.build import independence_of, link, link_story, story_id
from communique.link.copies.independence import Sources
from communique.link.grouping.growing import Grouping
from communique.link.grouping.sketches import Sketch, sketch_of
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
