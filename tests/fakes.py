"""Small stand-ins for the stages, so that joining and printing are tested without a model."""

from __future__ import annotations

import re

from communique.errors import ModelError
from communique.record import (
    Article,
    Reading,
    Statement,
    content_id,
    join_pieces,
)

_SAID = re.compile(r"(?P<content>[\"“][^\"”\n]+[\"”]) (?P<cue>said) (?P<source>[A-Z]\w+(?: [A-Z]\w+)*)")


class FakeReader:
    """Finds `"..." said Name`; a statement with more words is surer. Breaks down on the word BREAKDOWN."""

    name = "fake-1"

    def read(self, article: Article) -> Reading:
        if "BREAKDOWN" in article.text:
            raise ZeroDivisionError("asked to")
        if "NO MODEL" in article.text:
            raise ModelError("the model file is damaged: reinstall")
        statements = tuple(self._statement(article, match) for match in _SAID.finditer(article.text))
        layers = {"statements": self.name, "times": None, "events": None}
        return Reading(article=article, layers=layers, statements=statements)

    def _statement(self, article: Article, match: re.Match[str]) -> Statement:
        content = (match.span("content"),)
        return Statement(
            id=content_id("s", article.id, content),
            content=content,
            text=join_pieces(article.text, content),
            cue=(match.span("cue"),),
            source=(match.span("source"),),
            speaker=match["source"],
            speaker_kind="named",
            form="direct",
            confidence=min(1.0, len(match["content"].split()) / 10),
        )
