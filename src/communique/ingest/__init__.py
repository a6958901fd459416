"""bytes -> Article: files, folders, JSON lines and pages become articles with zones and metadata."""

from communique.ingest.discover import Found, discover
from communique.ingest.load import deduplicate, load
from communique.ingest.zones import mark_zones

__all__ = ["Found", "deduplicate", "discover", "load", "mark_zones"]
