"""Corrections: what a reader knows better, as rows of their own that are laid over the machine's output.

A correction never edits what the machine wrote. It says who, when, why, what was there before and what is right, and
where in the articles the words stand (W3C Web Annotation: a TextPositionSelector and a TextQuoteSelector in one
`Anchor`), so that it can be applied again to a later run, by another version of the reader, or to a new version of the
article. Undoing one is a row too (`kind="undo"`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, field_validator, model_validator

from communique.record.reading import Statement
from communique.record.text import Noun, Span, content_id

CorrectionKind = Literal[
    "speaker", "form", "act", "stance", "span", "drop-statement", "add-statement",
    "merge-actors", "split-actor", "rename-actor", "accept", "reject", "outcome",
    "event-date", "published", "outlet", "independence", "confidential", "undo",
]  # fmt: skip
Subject = Literal[
    "statement", "actor", "event", "article", "shared-fact", "conflict", "position", "forward", "quote-variant",
    "omission", "correction",
]  # fmt: skip

CONTEXT = 32
"""Characters kept before and after the quoted words of an anchor."""
_LARGEST = 2_000_000  # characters of one correction as JSON: corrections come from files, and files from anybody


class Anchor(Noun):
    """Words of an article and where they stood: `text[span] == exact`, between `prefix` and `suffix`.

    `article` is the article's id; `url` and `path` find a later version of it. `part` says which part of the subject
    the words are: "content", "cue" or "source" of a statement as the machine had it, "new content", "new cue" or
    "new source" as it should be, "actor 0", "actor 1" ... of a merged or split actor; empty for evidence of a finding
    and for an article.
    """

    article: Annotated[str, Field(min_length=1, max_length=200)]
    span: Span
    exact: Annotated[str, Field(min_length=1, max_length=100_000)]
    prefix: Annotated[str, Field(max_length=200)] = ""
    suffix: Annotated[str, Field(max_length=200)] = ""
    url: Annotated[str, Field(max_length=4000)] | None = None
    path: Annotated[str, Field(max_length=4000)] | None = None
    part: Annotated[str, Field(max_length=40)] = ""

    @model_validator(mode="after")
    def _as_long_as_its_words(self) -> Self:
        if self.span[1] - self.span[0] != len(self.exact):
            raise ValueError(f"span {list(self.span)} does not have the length of its words ({len(self.exact)})")
        return self


class Correction(Noun):
    """One row of the overlay: who says that what is wrong since when and why, what was there, what is right.

    `when` is an ISO 8601 time, passed in (never the clock); a time without zone is taken as UTC. `id` comes from the
    other fields and is filled in when left out. `before` is what the machine said, as plain JSON; `after` is what is
    right, in the shape that `docs/design/corrections.md` gives for the kind. ValueError (pydantic's) names what does
    not fit.
    """

    id: str = ""
    kind: CorrectionKind
    who: Annotated[str, Field(min_length=1, max_length=200)]
    when: str
    why: Annotated[str, Field(max_length=4000)] | None = None
    subject: Subject
    subject_id: Annotated[str, Field(min_length=1, max_length=200)]
    anchors: Annotated[tuple[Anchor, ...], Field(max_length=2000)] = ()
    before: JsonValue = None
    after: JsonValue = None

    @field_validator("when")
    @classmethod
    def _is_a_time(cls, when: str) -> str:
        try:
            moment = datetime.fromisoformat(when)
        except ValueError as error:
            raise ValueError(f"{when!r} is not an ISO 8601 time such as 2031-03-05T09:30:00Z") from error
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment.isoformat().replace("+00:00", "Z")

    @model_validator(mode="after")
    def _named_by_its_content(self) -> Self:
        content = json.dumps(self.model_dump(mode="json", exclude={"id"}), sort_keys=True, allow_nan=False)
        if len(content) > _LARGEST:
            raise ValueError(f"a correction of {len(content)} characters is longer than {_LARGEST}")
        expected = content_id("correction", content)
        if not self.id:
            object.__setattr__(self, "id", expected)
        elif self.id != expected:
            raise ValueError(f"id {self.id!r} does not belong to this content; leave the id out to make a new one")
        return self

    @property
    def order(self) -> tuple[datetime, str]:
        """Later ones win: by time, then by id."""
        return datetime.fromisoformat(self.when), self.id


Outcome = Literal["applied", "restored", "already so", "superseded", "undone", "unanchored", "refused"]
How = Literal["same place", "moved", "new version", "by name"]


class Applied(Noun):
    """What became of a correction in a run: every correction has one, so that none is lost without a word.

    `outcome`: applied; restored (the run did not find the statement any more, and it was put back); already so (the
    run says by itself what the correction says); superseded by a later one on the same thing; undone; unanchored (its
    words are in no article of the run); refused (it would break the record). `how` its words were found, `targets`
    the ids in this run that it changed, `reason` one line for people, `likeness` of the words (1: the same).
    """

    correction: str
    outcome: Outcome
    how: How | None = None
    targets: tuple[str, ...] = ()
    reason: str = ""
    likeness: float | None = None


def anchor_at(
    article_id: str,
    text: str,
    span: tuple[int, int],
    *,
    part: str = "",
    url: str | None = None,
    path: str | None = None,
) -> Anchor:
    """The anchor of the words at `span` of an article's text, with `CONTEXT` characters on both sides."""
    start, end = span
    return Anchor(
        article=article_id,
        span=span,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        url=url,
        path=path,
        part=part,
    )


def snapshot(statement: Statement) -> dict[str, JsonValue]:
    """What the machine said of a statement: `before`, and enough to put it back when a later run misses it."""
    return {
        "text": statement.text,
        "speaker": statement.speaker,
        "speaker_kind": statement.speaker_kind,
        "speaker_description": statement.speaker_description,
        "form": statement.form,
        "act": statement.act,
        "stance": statement.stance,
    }


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """Each correction once, the earliest first: the order in which they hold."""
    return sorted({c.id: c for c in corrections}.values(), key=lambda c: c.order)
