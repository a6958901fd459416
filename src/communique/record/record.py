"""The record: every article's reading, every story, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, model_validator

from communique.errors import EvidenceError
from communique.record.comparison import Comparison
from communique.record.linkage import Linkage
from communique.record.reading import Reading
from communique.record.text import Evidence, Noun

SCHEMA_VERSION = 1


class Failure(Noun):
    """An input that could not be used, in one line that names it and says why."""

    path: str
    reason: str


class Story(Linkage, Comparison):
    """One story: its linkage and its comparison, flat, as INTERFACE.md prints it."""


class Record(Noun):
    """The whole record. Building one checks every evidence against its article."""

    schema_version: int = SCHEMA_VERSION
    articles: tuple[Reading, ...]
    stories: tuple[Story, ...] = ()
    failures: tuple[Failure, ...] = ()
    as_of: str | None = None

    @model_validator(mode="after")
    def _verbatim(self) -> Self:
        texts = {r.article.id: r.article.text for r in self.articles}
        for story in self.stories:
            for evidence in evidence_in(story):
                text = texts.get(evidence.article)
                if text is None:
                    raise EvidenceError(f"evidence {evidence.quote!r} names {evidence.article}, not in the record")
                if text[evidence.span[0] : evidence.span[1]] != evidence.quote:
                    raise EvidenceError(f"{evidence.quote!r} does not stand at {evidence.span} of {evidence.article}")
        return self


def evidence_in(value: Any) -> Iterator[Evidence]:
    """Every Evidence inside a record value, depth first."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from evidence_in(item)
