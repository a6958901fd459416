"""The state of every article and input of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from communique.export import Column, Table
from communique.workspace.library import Library
from communique.workspace.state import Input, State


@dataclass(frozen=True, slots=True)
class ArticleState:
    """One article, or an input that gave none (`id` None).

    `state`: read; unread (taken in by a run that did not get to it); failed, with the reason; replaced (a newer text
    stands in the same file; this one is kept and is not in the record). `versions`: ids of the texts it followed.
    """

    id: str | None
    path: str
    state: Literal["read", "unread", "failed", "replaced"]
    reason: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    reader: str | None = None
    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    confidential: bool = False


TABLE = Table(
    "status",
    "one row an article or failed input",
    tuple(
        Column(
            name, "texts" if name in ("copies", "versions") else "truth" if name == "confidential" else "text", about
        )
        for name, about in {
            "id": "id of the article; empty: the input gave none",
            "path": "where it was read",
            "state": "read, unread, failed or replaced",
            "reason": "why it failed",
            "title": "its title",
            "outlet": "its outlet",
            "published": "when it was published (EDTF)",
            "reader": "which reader read it",
            "copies": "paths of identical copies",
            "versions": "ids of the texts that it followed",
            "confidential": "whether it stays out of what is shared",
        }.items()
    ),
)
"""Columns of `status` as a table."""


def states(state: State, library: Library) -> tuple[ArticleState, ...]:
    """All of them, by path."""
    return tuple(sorted(_states(state, library), key=lambda s: (s.path, s.id or "")))


def state_of(state: State, library: Library, article_id: str) -> ArticleState:
    """That of one article. KeyError if the workspace has none of that id."""
    versions = tuple(v.old for v in state.versions if v.new == article_id)
    return _of_article(state, library, article_id, versions, secret=article_id in state.secret())


def _states(state: State, library: Library) -> Iterator[ArticleState]:
    secret = state.secret()
    versions: dict[str, list[str]] = {}
    for version in state.versions:
        versions.setdefault(version.new, []).append(version.old)
    for article_id in [*state.of_article, *state.shelved]:
        followed = tuple(versions.get(article_id, ()))
        yield _of_article(state, library, article_id, followed, secret=article_id in secret)
    for failure in state.failures.values():
        yield ArticleState(id=None, path=failure.path, state="failed", reason=failure.reason)


def _of_article(
    state: State, library: Library, article_id: str, versions: tuple[str, ...], *, secret: bool
) -> ArticleState:
    inputs = _inputs(state, article_id)
    outcome = library.outcome(article_id)
    now: Literal["read", "unread", "failed", "replaced"] = "unread"
    if article_id in state.shelved:
        now = "replaced"
    elif outcome is not None:
        now = "failed" if outcome.failure else "read"
    return ArticleState(
        id=article_id,
        path=inputs[0].path,
        state=now,
        reason=outcome.failure if outcome else None,
        title=inputs[0].title,
        outlet=inputs[0].outlet,
        published=inputs[0].published,
        reader=outcome.reader if outcome else None,
        copies=tuple(i.path for i in inputs[1:]),
        versions=versions,
        confidential=secret,
    )


def _inputs(state: State, article_id: str) -> list[Input]:
    places = state.of_article.get(article_id)
    return sorted((state.inputs[p] for p in places), key=lambda i: i.path) if places else [state.shelved[article_id]]
