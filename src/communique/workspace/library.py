"""Articles and readings by id, fetched from the partitions when asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from communique.errors import EvidenceError, WorkspaceError
from communique.ingest import deduplicate
from communique.record import Article, Failure, Reading
from communique.run.build import confident
from communique.workspace.partitions import Partitions, article_of, reading_of
from communique.workspace.scope import Address
from communique.workspace.state import Input, Outcome, State


class Library:
    """What is kept, behind a State: the same question gets the same answer until the log grows."""

    def __init__(self, state: State, partitions: Partitions) -> None:
        self._state, self._partitions = state, partitions

    def ids(self) -> list[str]:
        """Every article of the record that could be read, sorted."""
        return sorted(i for i in self._state.of_article if (o := self.outcome(i)) and o.partition)

    def article(self, article_id: str) -> Article:
        """The article, its copies joined as ingest joins them; a former version is found too. KeyError if unknown."""
        places = self._state.of_article.get(article_id)
        inputs = [self._state.inputs[p] for p in sorted(places)] if places else [self._state.shelved[article_id]]
        return deduplicate([self._ingested(found) for found in inputs])[0]

    def key(self, article_id: str) -> str:
        """The key of the article's reading: that of the input that wins over its copies."""
        places = self._state.of_article.get(article_id)
        if places is None:
            return self._state.shelved[article_id].key
        if len(places) == 1:
            (place,) = places
            return self._state.inputs[place].key
        inputs = [self._state.inputs[p] for p in places]
        first = min(i.path for i in inputs)
        keys = {i.key for i in inputs if i.path == first}
        if len(keys) == 1:
            return keys.pop()
        from communique.workspace.partitions import article_key  # two files shown under one name

        return article_key(self.article(article_id))

    def outcome(self, article_id: str) -> Outcome | None:
        """What reading it came to; None when it is still to be read."""
        return self._state.outcomes.get(self.key(article_id))

    def reading(self, article_id: str) -> Reading:
        """The reading as the machine made it, without statements below the confidence asked for. KeyError if none."""
        outcome = self.outcome(article_id)
        if outcome is None or outcome.partition is None:
            raise KeyError(article_id)
        row = self._partitions.rows(outcome.partition)[outcome.row]
        minimum = float(self._state.settings.get("min_confidence", 0.0))
        article = self.article(article_id)
        with self._of_this_release(outcome.partition):
            return confident(reading_of(row, article), minimum)

    def readings(self, ids: Iterable[str] | None = None) -> Iterator[Reading]:
        """Readings of `ids` (default: all), partition by partition so that each is opened once."""
        wanted = self.ids() if ids is None else list(ids)
        for article_id in sorted(wanted, key=self.place):
            yield self.reading(article_id)

    def stamp(self, article_id: str) -> str:
        """What the article's reading was made of, as a hash: with the same stamp it is the same reading."""
        places = self._state.of_article[article_id]
        parts = [
            f"{i.path}\n{i.key}\n{i.original}\n{i.partition}\n{i.row}" for i in map(self._state.inputs.get, places) if i
        ]
        outcome = self.outcome(article_id)
        if outcome:
            parts.append(f"{outcome.key} {outcome.reader} {outcome.partition} {outcome.row}")
        parts.sort()
        return hashlib.md5("\n\n".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()

    def address(self, article_id: str) -> Address:
        """The paths and web addresses of the article's inputs."""
        inputs = [self._state.inputs[p] for p in self._state.of_article[article_id]]
        return Address(frozenset(i.path for i in inputs), frozenset(i.url for i in inputs if i.url))

    def place(self, article_id: str) -> tuple[str, str]:
        """Where its reading lies: what lies in one partition is fetched together."""
        outcome = self.outcome(article_id)
        return ((outcome.partition or "") if outcome else "", article_id)

    def failures(self) -> tuple[Failure, ...]:
        """Everything that could not be used, sorted by path."""
        failed = [Failure(path=f.path, reason=f.reason) for f in self._state.failures.values()]
        for article_id in self._state.of_article:
            outcome = self.outcome(article_id)
            if outcome and outcome.failure:
                failed.append(Failure(path=self.path(article_id), reason=outcome.failure))
        return tuple(sorted(failed, key=lambda f: (f.path, f.reason)))

    def path(self, article_id: str) -> str:
        """The path that the article is shown under."""
        places = self._state.of_article.get(article_id)
        return min(self._state.inputs[p].path for p in places) if places else self._state.shelved[article_id].path

    def _ingested(self, found: Input) -> Article:
        row = self._partitions.rows(found.partition)[found.row]
        with self._of_this_release(found.partition):
            return article_of(row)

    @contextmanager
    def _of_this_release(self, partition: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, EvidenceError) as error:  # pydantic's error is a ValueError
            raise WorkspaceError(
                f"{self._partitions.path(partition)} was written by another release ({str(error).splitlines()[0]}); "
                "run communique add on this workspace without a path, which makes it again"
            ) from error
