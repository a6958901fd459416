"""Corrections as a file: a page of W3C Web Annotations (JSON-LD), checked line by line when it is read.

The target of an annotation is the words in their article (TextPositionSelector and TextQuoteSelector), the body says
what was wrong and what is right, creator and created who and when. The models below are the file's JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from communique.correct.after import first_line, problem
from communique.errors import UsageError
from communique.record import Anchor, Correction, CorrectionKind, Subject, in_order

VERSION = 1
_MOST = 100_000  # corrections in a file
_LARGEST = 200_000_000  # bytes of a file
_AHEAD = timedelta(days=1)  # clocks differ, and a brief is opened in other time zones
_URN = "urn:communique"
_CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "communique": f"{_URN}:ns#",
        "kind": "communique:kind",
        "subject": "communique:subject",
        "subject_id": "communique:subject_id",
        "part": "communique:part",
        "path": "communique:path",
        "url": "communique:url",
        "before": {"@id": "communique:before", "@type": "@json"},
        "after": {"@id": "communique:after", "@type": "@json"},
        "schema_version": "communique:schema_version",
    },
]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class TextPositionSelector(_Line):
    """Where the words stood, in code points of the article's text."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class TextQuoteSelector(_Line):
    """The words, with what stood before and after them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: Annotated[str, Field(min_length=1, max_length=100_000)]
    prefix: Annotated[str, Field(max_length=200)] = ""
    suffix: Annotated[str, Field(max_length=200)] = ""


class Target(_Line):
    """Words of an article; `part` says what they are of the subject, `url` and `path` find later versions."""

    type: Literal["SpecificResource"] = "SpecificResource"
    source: Annotated[str, Field(pattern=r"^urn:communique:article:.+", max_length=300)]
    part: str = ""
    url: str | None = None
    path: str | None = None
    selector: tuple[TextPositionSelector, TextQuoteSelector]


class Body(_Line):
    """What is wrong and what is right."""

    type: Literal["communique:Correction"] = "communique:Correction"
    kind: CorrectionKind
    subject: Subject
    subject_id: Annotated[str, Field(min_length=1, max_length=200)]
    before: JsonValue = None
    after: JsonValue = None


class Comment(_Line):
    """Why."""

    type: Literal["TextualBody"] = "TextualBody"
    purpose: Literal["commenting"] = "commenting"
    format: Literal["text/plain"] = "text/plain"
    value: str


class Person(_Line):
    """Who."""

    type: Literal["Person"] = "Person"
    name: Annotated[str, Field(min_length=1, max_length=200)]


class Annotation(_Line):
    """One correction. `id` may be left out: it comes from the content."""

    id: Annotated[str, Field(pattern=r"^urn:communique:correction:.+")] | None = None
    type: Literal["Annotation"] = "Annotation"
    motivation: Literal["editing", "assessing", "moderating"] = "editing"
    creator: Person
    created: str
    body: Annotated[list[Body | Comment], Field(min_length=1, max_length=2)]
    target: Annotated[list[Target], Field(max_length=2000)]


class Page(_Line):
    """A file of corrections."""

    context: Annotated[JsonValue, Field(alias="@context")] = None
    type: Literal["AnnotationPage"] = "AnnotationPage"
    schema_version: Literal[1] = 1
    items: Annotated[list[Annotation], Field(max_length=_MOST)]


def corrections_schema() -> dict[str, Any]:
    """JSON Schema of a file of corrections (checked in as docs/reference/corrections.schema.json)."""
    return Page.model_json_schema(by_alias=True)


def written(corrections: Iterable[Correction]) -> str:
    """The corrections as a JSON-LD file, the earliest first; the same ones give the same text."""
    page = Page(context=_CONTEXT, items=[_annotation(c) for c in in_order(corrections)])
    plain = page.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def parsed(text: str | bytes, now: str | None = None) -> tuple[Correction, ...]:
    """The corrections in a file, each once, the earliest first.

    UsageError names the line of the file that is not one and says why; nothing of such a file is used. With `now`
    (ISO 8601) a correction made later than a day after it is refused: as the latest it would win over all others.
    """
    if len(text) > _LARGEST:
        raise UsageError(f"a file of corrections may have {_LARGEST:,} bytes, not {len(text):,}")
    try:
        page = Page.model_validate_json(text)
    except ValidationError as error:
        raise UsageError(f"this is not a file of corrections: {first_line(error)}") from error
    latest = datetime.fromisoformat(now) + _AHEAD if now else None
    return tuple(in_order(_correction(a, number, latest) for number, a in enumerate(page.items, start=1)))


_MOTIVATIONS: dict[str, Literal["assessing", "moderating"]] = {
    "accept": "assessing",
    "reject": "assessing",
    "undo": "moderating",
}


def _annotation(correction: Correction) -> Annotation:
    body = Body(
        kind=correction.kind,
        subject=correction.subject,
        subject_id=correction.subject_id,
        before=_sorted(correction.before),
        after=_sorted(correction.after),
    )
    comment = [Comment(value=correction.why)] if correction.why is not None else []
    return Annotation(
        id=f"{_URN}:correction:{correction.id}",
        motivation=_MOTIVATIONS.get(correction.kind, "editing"),
        creator=Person(name=correction.who),
        created=correction.when,
        body=[body, *comment],
        target=[_target(anchor) for anchor in correction.anchors],
    )


def _sorted(value: JsonValue) -> JsonValue:
    """Plain JSON with its keys in order, so that equal values are equal bytes."""
    plain: JsonValue = json.loads(json.dumps(value, sort_keys=True))
    return plain


def _target(anchor: Anchor) -> Target:
    start, end = anchor.span
    return Target(
        source=f"{_URN}:article:{anchor.article}",
        part=anchor.part,
        url=anchor.url,
        path=anchor.path,
        selector=(
            TextPositionSelector(start=start, end=end),
            TextQuoteSelector(exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix),
        ),
    )


def _correction(annotation: Annotation, number: int, latest: datetime | None) -> Correction:
    bodies = [body for body in annotation.body if isinstance(body, Body)]
    if len(bodies) != 1:
        raise UsageError(
            f"correction {number} of the file has {len(bodies)} bodies of type communique:Correction, not 1"
        )
    body = bodies[0]
    why = next((c.value for c in annotation.body if isinstance(c, Comment)), None)
    try:
        correction = Correction(
            id=(annotation.id or "").removeprefix(f"{_URN}:correction:"),
            kind=body.kind,
            who=annotation.creator.name,
            when=annotation.created,
            why=why,
            subject=body.subject,
            subject_id=body.subject_id,
            anchors=tuple(_anchor(target) for target in annotation.target),
            before=body.before,
            after=body.after,
        )
    except ValidationError as error:
        raise UsageError(f"correction {number} of the file: {first_line(error)}") from error
    if wrong := problem(correction):
        raise UsageError(f"correction {number} of the file: {wrong}")
    if latest is not None and correction.order[0] > _aware(latest):
        raise UsageError(f"correction {number} of the file is of {correction.when}, which is still to come")
    return correction


def _anchor(target: Target) -> Anchor:
    position, quote = target.selector
    return Anchor(
        article=target.source.removeprefix(f"{_URN}:article:"),
        span=(position.start, position.end),
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        url=target.url,
        path=target.path,
        part=target.part,
    )


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
