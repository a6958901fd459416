"""One reading under correction: whatever hangs on a statement follows it."""

from __future__ import annotations

from typing import Any

from communique.correct.matching import Attribution, overlap, parent_of
from communique.record import Article, Forward, Loaded, Mention, Reading, Statement


class Sheet:
    """The statements of a reading while they change, by the ids that the machine gave them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.statements: dict[str, Statement] = {s.id: s for s in reading.statements}
        self._now: dict[str, str | None] = {}  # machine's id -> id now, None when dropped
        self._speakers: dict[str, tuple[Statement, Statement]] = {}
        self._moved: list[tuple[int, int]] = []  # content that came or went

    @property
    def article(self) -> Article:
        """The article read."""
        return self._reading.article

    def drop(self, statement_id: str, into: str | None = None) -> None:
        """Take a statement out; what it held belongs to `into`, of which it is a piece, or to the one that held it."""
        gone = self.statements.pop(statement_id)
        self._now[statement_id] = into
        self._moved += gone.content
        for inner in [s for s in self.statements.values() if s.within == statement_id]:
            self.statements[inner.id] = inner.model_copy(update={"within": into or gone.within})

    def insert(self, statement: Statement) -> None:
        """Put a statement in, inside the one that holds it and around those that it holds."""
        own = Attribution.of(statement)
        parent = parent_of(own, self.statements.values())
        outer = parent.id if parent else None
        self._moved += statement.content
        self.statements[statement.id] = statement.model_copy(update={"within": outer})
        for inner in [s for s in self.statements.values() if s.id != statement.id and s.within == outer]:
            if parent_of(Attribution.of(inner), [statement]):
                self.statements[inner.id] = inner.model_copy(update={"within": statement.id})

    def replace(self, before: Statement, now: Statement) -> None:
        """Put `now` in the place of `before`; its id may be another."""
        if now.content != before.content:
            self._moved += [*before.content, *now.content]
        self._speakers[before.id] = (before, now)
        if now.id == before.id:
            self.statements[now.id] = now
            return
        self._now[before.id] = now.id
        self.statements = {now.id if key == before.id else key: s for key, s in self.statements.items()}
        self.statements[now.id] = now
        for inner in [s for s in self.statements.values() if s.within == before.id]:
            self.statements[inner.id] = inner.model_copy(update={"within": now.id})

    def reading(self) -> Reading:
        """The reading as it is now; EvidenceError if anything in it is not verbatim."""
        ordered = sorted(self.statements.values(), key=lambda s: s.content[0][0])
        scare = [s for s in self._reading.scare_quotes if not any(overlap((s,), st.content) for st in ordered)]
        changes: dict[str, Any] = {
            "statements": tuple(ordered),
            "forward": tuple(f for line in self._reading.forward if (f := self._forward(line))),
            "mentions": tuple(self._mention(m) for m in self._reading.mentions),
            "loaded": tuple(self._loaded(phrase) for phrase in self._reading.loaded),
            "scare_quotes": tuple(scare),
        }
        return Reading(**(dict(self._reading) | changes))

    def _forward(self, line: Forward) -> Forward | None:
        """A promise made in a statement goes with it and is its speaker's."""
        if line.statement is None:
            return line
        before, after = self._speakers.get(line.statement, (None, None))
        now: str | None = line.statement
        while now in self._now:
            now = self._now[now]
        if now is None:
            return None
        actor = line.actor
        if before is not None and after is not None and actor == before.speaker:
            actor = after.speaker
        return line.model_copy(update={"statement": now, "actor": actor})

    def _mention(self, mention: Mention) -> Mention:
        """A pronoun or description that is the whole source of a statement means its speaker."""
        for before, after in self._speakers.values():
            if (
                mention.form != "name"
                and after.source == (mention.span,)
                and mention.actor == before.speaker != after.speaker
                and after.speaker is not None
                and after.speaker_kind in ("named", "organization")
                and ";" not in after.speaker
            ):
                return mention.model_copy(update={"actor": after.speaker})
        return mention

    def _loaded(self, phrase: Loaded) -> Loaded:
        if not overlap((phrase.span,), tuple(self._moved)):
            return phrase
        inside = any(overlap((phrase.span,), s.content) for s in self.statements.values())
        return phrase.model_copy(update={"inside_statement": inside})
