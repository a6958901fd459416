"""Corrections laid over what the machine found: pure functions of readings, linkages and stories."""

from communique.correct.after import problem
from communique.correct.articles import confidential_articles
from communique.correct.exchange import corrections_schema, parsed, written
from communique.correct.locate import locate, pieces
from communique.correct.make import (
    By,
    new_statement,
    on_actors,
    on_article,
    on_event,
    on_finding,
    on_omission,
    on_statement,
    undoing,
)
from communique.correct.overlay import accounted, corrected_linkage, corrected_readings, corrected_story
from communique.correct.training import training_documents

__all__ = [
    "By",
    "accounted",
    "confidential_articles",
    "corrected_linkage",
    "corrected_readings",
    "corrected_story",
    "corrections_schema",
    "locate",
    "new_statement",
    "on_actors",
    "on_article",
    "on_event",
    "on_finding",
    "on_omission",
    "on_statement",
    "parsed",
    "pieces",
    "problem",
    "training_documents",
    "undoing",
    "written",
]
