"""Short ways to say what ingest tests say often."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from communique.ingest import Found, discover, load
from communique.options import IngestOptions
from communique.record import Article, Failure

BODY = (
    "The ministers of Lindmark and Orvania said on Tuesday that they would resume the talks about the ferry, "
    "and that both sides had agreed to share the maps before the next meeting in the spring."
)


def ingest(
    *paths: Path | str, options: IngestOptions | None = None, stdin: bytes | None = None
) -> tuple[list[Article], list[Failure], list[str]]:
    """Articles, failures and what was told, of everything that `paths` name."""
    options = options or IngestOptions()
    articles: list[Article] = []
    failures: list[Failure] = []
    told: list[str] = []
    stream = BytesIO(stdin) if stdin is not None else None
    for found in discover([str(p) for p in paths], options, stdin=stream, notify=told.append):
        for outcome in load(found, options, told.append) if isinstance(found, Found) else [found]:
            (articles if isinstance(outcome, Article) else failures).append(outcome)  # type: ignore[arg-type]
    return articles, failures, told


def only_article(*paths: Path | str) -> Article:
    articles, failures, _ = ingest(*paths)
    assert failures == []
    (article,) = articles
    return article


def only_failure(*paths: Path | str, options: IngestOptions | None = None) -> Failure:
    articles, failures, _ = ingest(*paths, options=options)
    assert articles == []
    (failure,) = failures
    return failure


def write(folder: Path, files: dict[str, str | bytes | dict | list]) -> Path:
    """Files below a folder; dicts and lists are written as JSON."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict | list):
            content = json.dumps(content)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder
