"""What a comparison of the reports of one story finds."""

from __future__ import annotations

from typing import Literal

from communique.record.reading import Forward, Stance
from communique.record.text import Evidence, Noun

ConflictKind = Literal[
    "date", "number", "place", "participant", "whether-happened", "who", "agreed-or-not",
    "condition", "wording", "characterisation", "emphasis", "other",
]  # fmt: skip
ForwardStatus = Literal["open", "kept", "broken", "superseded", "overdue", "unclear"]
Strength = Literal["hard", "hard on framing", "medium", "surface", "internal"]


class SharedFact(Noun):
    """A proposition that two or more articles report, and how many of them are independent."""

    id: str
    proposition: str
    evidence: tuple[Evidence, ...]
    articles: tuple[str, ...]
    independent: int
    rests_on: str | None = None
    reasons: tuple[str, ...] = ()


class Side(Noun):
    """One side of a conflict, in its own words."""

    claim: str
    evidence: tuple[Evidence, ...]
    holder: str | None = None


class Conflict(Noun):
    """A typed contradiction, side by side, with the words that decide."""

    id: str
    between: Literal["reports", "parties", "within one report"]
    kind: ConflictKind
    strength: Strength
    topic: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    confidence: float = 0.0


class QuoteVariant(Noun):
    """Statements that are one utterance in several wordings (or a press quotation beside its transcript)."""

    id: str
    statements: tuple[str, ...]
    kind: Literal["verbatim", "trimmed", "altered", "paraphrase", "quoted and paraphrased", "not found"]
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


class Position(Noun):
    """Where an actor stands on an issue, and who reports it."""

    id: str
    actor: str
    issue: str
    stance: Stance
    summary: str
    evidence: tuple[Evidence, ...]
    reported_by: str
    as_of: str | None = None
    statements: tuple[str, ...] = ()


class TrackedForward(Forward):
    """A forward-looking line of an article and what became of it.

    `term` is the last day for it to come about, where later reports exist and none of them comes back to it. Lines of
    several reports that are one promise have one `promise` and one outcome.
    """

    article: str
    promise: str | None = None
    status: ForwardStatus = "open"
    outcome: Evidence | None = None
    reasons: tuple[str, ...] = ()
    term: str | None = None


class Omission(Noun):
    """A finding that some reports carry and others, which cover the same matter, leave out."""

    finding: str
    reported_by: tuple[str, ...]
    absent_from: tuple[str, ...]


class Comparison(Noun):
    """Everything found by comparing; a layer that was not computed is named in `not_computed`."""

    shared_facts: tuple[SharedFact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    quote_variants: tuple[QuoteVariant, ...] = ()
    positions: tuple[Position, ...] = ()
    forward: tuple[TrackedForward, ...] = ()
    omissions: tuple[Omission, ...] = ()
    source_lines: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    not_computed: tuple[str, ...] = ()
