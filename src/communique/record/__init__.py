"""The nouns: text, evidence, article, reading, linkage, comparison, record. Nothing here does input or output."""

from communique.record.article import BODY_ZONES, READABLE_ZONES, Article, Candidate, Zone
from communique.record.canonical import canonical_json, json_schema, plain
from communique.record.comparison import (
    Comparison,
    Conflict,
    Omission,
    Position,
    QuoteVariant,
    SharedFact,
    Side,
    TrackedForward,
)
from communique.record.linkage import (
    Actor,
    ActorMention,
    IndependenceGroup,
    Linkage,
    LinkedEvent,
    Reason,
    Role,
    Source,
)
from communique.record.reading import Event, Forward, Loaded, Mention, Reading, Statement, Time
from communique.record.record import SCHEMA_VERSION, Failure, Record, Story, evidence_in
from communique.record.text import Evidence, Noun, content_id, cut, evidence_of, join_pieces, normalise_spans

__all__ = [
    "BODY_ZONES",
    "READABLE_ZONES",
    "SCHEMA_VERSION",
    "Actor",
    "ActorMention",
    "Article",
    "Candidate",
    "Comparison",
    "Conflict",
    "Event",
    "Evidence",
    "Failure",
    "Forward",
    "IndependenceGroup",
    "Linkage",
    "LinkedEvent",
    "Loaded",
    "Mention",
    "Noun",
    "Omission",
    "Position",
    "QuoteVariant",
    "Reading",
    "Reason",
    "Record",
    "Role",
    "SharedFact",
    "Side",
    "Source",
    "Statement",
    "Story",
    "Time",
    "TrackedForward",
    "Zone",
    "canonical_json",
    "content_id",
    "cut",
    "evidence_in",
    "evidence_of",
    "join_pieces",
    "json_schema",
    "normalise_spans",
    "plain",
]
