"""What the API takes and gives, as types; the OpenAPI document is made from them and answers are built with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    run: int = Field(description="The completed run that is shown.")
    waiting: int = Field(description="Corrections that are kept and not laid over the record yet.")


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


class Made(Model):
    """Ids of the corrections that were made. `waiting`: kept, and laid over the record when a running job is through."""

    made: list[str]
    waiting: bool


class Undone(Model):
    """Id of the correction that was withdrawn. `waiting`: noted, and withdrawn when a running job is through."""

    undone: str
    waiting: bool


class JobAnswer(Model):
    """A job: where it stands and what came of it. The file of an export that is done is at /jobs/ID/file."""

    id: str
    kind: Literal["add", "export"]
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


class NewExport(Model):
    """An export to make, as a job: /jobs/ID/file has the file when the job is done."""

    format: Annotated[str, Field(min_length=1, max_length=40)]


class JobList(Model):
    """Jobs, the newest first."""

    total: int
    jobs: list[JobAnswer]
