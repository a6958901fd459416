"""Readings with the corrections laid over them, as the record has them; only what a correction can touch is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from communique.correct import corrected_readings
from communique.options import RunOptions
from communique.record import Correction, Reading
from communique.run.build import reread
from communique.workspace.library import Library
from communique.workspace.scope import Scope


class Corrected:
    """The readings of a library, corrections applied."""

    def __init__(self, library: Library, corrections: Sequence[Correction], options: RunOptions) -> None:
        self._library, self._corrections, self._options = library, corrections, options

    def reading(self, article_id: str) -> Reading:
        """One reading, also of a former version. KeyError if there is none."""
        return self._overlay.get(article_id) or self._library.reading(article_id)

    def readings(self) -> Iterator[Reading]:
        """Every reading of the record, by article id."""
        for article_id in self._library.ids():
            yield self.reading(article_id)

    @cached_property
    def _overlay(self) -> dict[str, Reading]:
        if not self._corrections:
            return {}
        ids = self._library.ids()
        touched = Scope(self._corrections, {i: self._library.address(i) for i in ids}).articles() & set(ids)
        plain = [self._library.reading(i) for i in sorted(touched)]
        again = partial(reread, self._options.read)
        return {r.article.id: r for r in corrected_readings(plain, self._corrections, again)[0]}
