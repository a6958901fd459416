"""What the API takes and gives, as types; the OpenAPI document is made from them and answers are built with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Id = Annotated[str, Field(min_length=1, max_length=200)]


class Model(BaseModel):
    """Base of every answer and question: no undeclared field."""

    model_config = ConfigDict(extra="forbid")


class ErrorAnswer(Model):
    """Why a request was not carried out."""

    error: str


class Rows(Model):
    """Some rows of a table: `total` pass the filters, these are those from `offset` on."""

    total: int
    offset: int
    limit: int
    rows: list[dict[str, Any]]


class Session(Model):
    """Who you are here. `csrf` goes into the header X-CSRF-Token of every write, with the cookie of this answer."""

    csrf: str
    who: str
    workspace: str


class Hit(Model):
    """One article in which searched words stand. `spans` are offsets into its text, `snippet` the words around them."""

    article: str
    title: str
    outlet: str | None
    published: str | None
    href: str
    snippet: str
    marks: list[tuple[int, int]]


class Hits(Model):
    """What a search found, best first."""

    total: int
    offset: int
    limit: int
    hits: list[Hit]


class NewCorrection(Model):
    """A correction to make. `after` has the shape that docs/design/corrections.md gives for the kind."""

    kind: Literal[
        "speaker", "form", "act", "stance", "drop-statement", "merge-actors", "split-actor", "rename-actor", "accept",
        "reject", "outcome", "event-date", "published", "outlet", "independence", "confidential",
    ]  # fmt: skip
    subject: Literal["statement", "actor", "event", "article", "conflict", "position", "forward"]
    subject_id: Id
    after: JsonValue = None
    why: Annotated[str, Field(max_length=4000)] | None = None
    other: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="The second actor of a merge, the second article of an independence correction."
    )
    names: list[Annotated[str, Field(max_length=300)]] = Field(
        default=[],
        max_length=100,
        description="With kind `split-actor`: the names in the texts that go, word for word.",
    )
    everywhere: bool = Field(
        default=False, description="With kind `speaker`: for every statement of the same speaker in the same story."
    )


class Made(Model):
    """Ids of the corrections that were made."""

    made: list[str]


class Undone(Model):
    """Id of the correction that was withdrawn."""

    undone: str


class JobAnswer(Model):
    """A job: where it stands and what came of it."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    title: str
    created: str
    started: str | None
    ended: str | None
    stage: str | None
    done: int
    total: int | None
    percent: int | None
    notes: list[str]
    result: dict[str, Any] | None
    error: str | None


class JobList(Model):
    """Jobs, the newest first."""

    total: int
    jobs: list[JobAnswer]
