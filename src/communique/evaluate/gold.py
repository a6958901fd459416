"""Gold documents in our names: what every corpus is mapped to, and how a gold text becomes an Article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from communique.errors import UsageError
from communique.ingest import Found, discover, load
from communique.options import RunOptions
from communique.record import Article, Failure, Reading
from communique.record.reading import SpeakerKind
from communique.run import read_articles

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as annotated. `speakers` holds one name a joint speaker and is empty where nobody is named."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    id: str | None = None
    speakers: tuple[str, ...] = ()
    also_right: tuple[str, ...] = ()
    speaker_kind: SpeakerKind = "unknown"
    form: str | None = None
    said_on: str | None = None
    within: str | None = None
    in_title: bool = False
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Somebody or something with a name; `names` are the name mentions in one document or in its cluster."""

    name: str
    kind: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated text. It is a file, or `text` with what is known about it; offsets count in the Article's text.

    `group` says what it is reported under (a genre, a cluster set). `named` is False where speakers are not annotated.
    """

    id: str
    group: str
    statements: tuple[GoldStatement, ...]
    file: Path | None = None
    text: str | None = None
    published: str | None = None
    actors: tuple[GoldActor, ...] = ()
    named: bool = True
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)


def article_of(document: GoldDocument, options: RunOptions) -> Article:
    """The Article that ingest makes of a gold document; UsageError when there is none or offsets do not fit it."""
    if document.file is not None:
        found = next(iter(discover([str(document.file)], options.ingest)))
    else:
        fields = {"text": document.text, "published": document.published}
        data = json.dumps({k: v for k, v in fields.items() if v is not None}).encode()
        found = Found(path=document.id, kind="json", data=data)
    outcome = found if isinstance(found, Failure) else next(load(found, options.ingest))
    if isinstance(outcome, Failure):
        raise UsageError(f"gold document {document.id} cannot be ingested: {outcome.path} {outcome.reason}")
    if document.text is not None and outcome.text != document.text:
        raise UsageError(f"gold document {document.id}: ingest changed its text, so its offsets no longer hold")
    end = max((e for s in document.statements for _, e in (*s.content, *s.cue, *s.source)), default=0)
    if end > len(outcome.text):
        raise UsageError(f"gold document {document.id}: offset {end} is past its {len(outcome.text)} characters")
    return outcome


def readings_of(documents: Iterable[GoldDocument], options: RunOptions) -> dict[str, Reading]:
    """Document id -> Reading, by the reader that `communique read` uses. UsageError names a text that is not read."""
    documents = tuple(documents)
    articles = [article_of(document, options) for document in documents]
    out: dict[str, Reading] = {}
    for document, outcome in zip(documents, read_articles(articles, options), strict=True):
        if isinstance(outcome, Failure):
            raise UsageError(f"gold document {document.id}: {outcome.reason}")
        out[document.id] = outcome
    return out


def speaker_kind(value: str | None) -> SpeakerKind:
    """A corpus's word for the kind of a speaker in ours; UsageError for a word that is none."""
    kind = value or "unknown"
    if kind not in get_args(SpeakerKind):
        raise UsageError(f"speaker kind {value!r} in the gold is none of {', '.join(get_args(SpeakerKind))}")
    return cast(SpeakerKind, kind)
