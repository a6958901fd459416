"""The annotations of one article as labelled spans with links between them: what brat and CoNLL files are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.export.book import Book
from communique.record import Reading

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of text. `owner` is the finding it belongs to; `notes` are attributes in words."""

    label: str
    spans: tuple[Span, ...]
    owner: str = ""
    notes: tuple[tuple[str, str], ...] = ()


MENTION_LABELS = {
    "person": "Person",
    "organization": "Organization",
    "state": "State",
    "place": "Place",
    "agreement": "Agreement",
    "other": "Name",
}


def statement_marks(book: Book, reading: Reading) -> Iterator[Mark]:
    """Content, Source and Cue of every statement, in the order of the record."""
    for item in reading.statements:
        said = book.said[item.id]
        notes = [
            ("Form", item.form),
            ("Act", item.act),
            ("Stance", item.stance),
            ("SpeakerKind", item.speaker_kind),
            ("Speaker", said.speaker or ""),
            ("Within", item.within or ""),
        ]
        yield Mark("Content", item.content, item.id, tuple((k, v) for k, v in notes if v))
        if item.source:
            yield Mark("Source", item.source, item.id)
        if item.cue:
            yield Mark("Cue", item.cue, item.id)


def other_marks(reading: Reading) -> Iterator[Mark]:
    """Times, event triggers, mentions, forward-looking lines, loaded phrases and scare quotes."""
    for time in reading.times:
        yield Mark("Time", (time.span,), "", (("TimeType", time.type), ("Value", time.value or "")))
    for event in reading.events:
        notes = (("EventKind", event.kind), ("Status", event.status), ("When", event.when or ""))
        yield Mark("Event", event.triggers, event.id, notes)
    for mention in reading.mentions:
        notes_ = (("MentionForm", mention.form), ("Actor", mention.actor))
        yield Mark(MENTION_LABELS[mention.kind], (mention.span,), "", notes_)
    for line in reading.forward:
        yield Mark("Forward", line.spans, line.id, (("ForwardKind", line.kind), ("Horizon", line.horizon or "")))
    for phrase in reading.loaded:
        voice = "statement" if phrase.inside_statement else "author"
        yield Mark("Loaded", (phrase.span,), "", (("Voice", voice), ("Target", phrase.target or "")))
    for span in reading.scare_quotes:
        yield Mark("ScareQuote", (span,))
