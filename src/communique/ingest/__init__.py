"""bytes -> Article: files, folders, JSON lines and pages become articles with zones and metadata."""

from communique.ingest.discover import Found, Notify, discover
from communique.ingest.load import deduplicate, load
from communique.ingest.zones import mark_zones

__all__ = ["Found", "Notify", "deduplicate", "discover", "load", "mark_zones"]
