"""What one article says, resolved within that article only."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from communique.errors import EvidenceError
from communique.record.article import Article
from communique.record.text import Noun, Span, Spans, content_id, cut, join_pieces

SpeakerKind = Literal["named", "unnamed", "organization", "document", "media", "unknown"]
Form = Literal["direct", "mixed", "indirect", "citation"]
Act = Literal[
    "assert", "deny", "demand", "offer", "commit", "refuse", "accuse", "warn",
    "praise", "ask", "predict", "agree", "condition", "attitude", "other",
]  # fmt: skip
Stance = Literal["supports", "opposes", "conditional", "neutral", "unclear"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["happened", "planned", "hypothetical", "cancelled", "denied", "unknown"]
MentionKind = Literal["person", "organization", "state", "place", "agreement", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
ForwardKind = Literal["commitment", "demand", "condition", "offer", "prediction", "plan", "warning", "refusal"]

LAYERS = ("statements", "scare_quotes", "times", "events", "mentions", "forward", "loaded")


def statement_id(article_id: str, content: Spans, cue: Spans, source: Spans) -> str:
    """The id of a statement: from its article and its spans, so that the same spans give the same id again."""
    return content_id("s", article_id, content, cue, source)


class Statement(Noun):
    """An attribution: source, cue, content, and the person behind the source (PolNeAR/PARC terms).

    `speaks_for` is whom a spokesman speaks for, where the source says so; `speaker` stays the one who spoke.
    """

    id: str
    content: Spans
    text: str
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    speaker_kind: SpeakerKind = "unknown"
    speaker_description: str | None = None
    speaker_reason: str | None = None
    speaker_confidence: float | None = None
    speaks_for: str | None = None
    form: Form = "indirect"
    act: Act = "assert"
    stance: Stance = "unclear"
    addressee: str | None = None
    said_on: str | None = None
    within: str | None = None
    zone: str | None = None
    confidence: float = 0.0


class Time(Noun):
    """A TIMEX3 expression; `value` is None when it stays relative because nothing anchors it."""

    span: Span
    text: str
    type: TimexType
    value: str | None = None
    mod: str | None = None
    anchor: str | None = None


class Event(Noun):
    """What happened, is planned, was cancelled or denied, as this article has it.

    `when` is EDTF; `when_inferred` says why where no clause prints that date.
    """

    id: str
    kind: str
    plover: str | None = None
    triggers: Spans
    when: str | None = None
    when_inferred: str | None = None
    where: str | None = None
    participants: tuple[str, ...] = ()
    status: EventStatus = "unknown"
    negated: bool = False
    confidence: float = 0.0


class Mention(Noun):
    """A name, nominal or pronoun, with the actor (canonical name within the article) it points to."""

    span: Span
    kind: MentionKind
    form: MentionForm
    actor: str


class Forward(Noun):
    """A forward-looking line: commitment, demand, condition, offer, prediction, plan, warning, refusal."""

    id: str
    kind: ForwardKind
    actor: str | None = None
    text: str
    spans: Spans
    horizon: str | None = None
    statement: str | None = None


class Loaded(Noun):
    """Evaluative wording, located to the phrase, and whether it stands inside somebody's statement."""

    span: Span
    target: str | None = None
    inside_statement: bool = False


class Reading(Noun):
    """One article read. A layer that is None in `layers` was not computed; an empty tuple was, and found nothing."""

    article: Article
    layers: dict[str, str | None]
    statements: tuple[Statement, ...] = ()
    scare_quotes: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    mentions: tuple[Mention, ...] = ()
    forward: tuple[Forward, ...] = ()
    loaded: tuple[Loaded, ...] = ()

    @model_validator(mode="after")
    def _verbatim(self) -> Self:
        """Verbatim by construction: every span lies in the text, every repeated text is what its spans cut."""
        text = self.article.text
        pieces = [(s.id, s.content, s.text) for s in self.statements] + [(f.id, f.spans, f.text) for f in self.forward]
        for owner, spans, words in pieces:
            if not spans:
                raise EvidenceError(f"{owner} has no evidence in {self.article.path}")
            if join_pieces(text, spans) != words:
                raise EvidenceError(f"{owner}: the text at {list(spans)} of {self.article.path} is not its text")
        for time in self.times:
            if cut(text, time.span) != time.text:
                raise EvidenceError(f"time {time.text!r} does not stand at {time.span} of {self.article.path}")
        loose = [s for st in self.statements for s in (*st.cue, *st.source)]
        loose += [s for e in self.events for s in e.triggers]
        loose += [m.span for m in self.mentions] + [phrase.span for phrase in self.loaded]
        for span in (*loose, *self.scare_quotes):
            cut(text, span)
        return self
