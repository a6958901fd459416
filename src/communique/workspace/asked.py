"""What somebody asks to be corrected, as plain values, made into Corrections: the subject is found, the words located.

One shape for the forms of the web workspace, its JSON API and `communique corrections WORKSPACE make`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from communique.correct import (
    By,
    locate,
    new_statement,
    on_actors,
    on_article,
    on_event,
    on_finding,
    on_omission,
    on_statement,
    pieces,
)
from communique.errors import UsageError
from communique.record import (
    Actor,
    Article,
    Correction,
    Evidence,
    Reading,
    Statement,
    Story,
    TrackedForward,
    evidence_in,
    evidence_of,
)
from communique.record.text import Spans

_TABLES = {"conflict": "conflicts", "position": "positions", "forward": "forward"}
_FIELDS = _TABLES | {"shared-fact": "shared_facts", "quote-variant": "quote_variants"}
"""Subject -> the table its row stands in; the field of a Story that holds it."""
_MOST = 2_000  # statements that one "for all of this speaker" changes

Words = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=300)]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class Asked(BaseModel):
    """A correction to make. `after` has the shape that docs/design/corrections.md gives for the kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal[
        "speaker", "form", "act", "stance", "span", "drop-statement", "add-statement", "merge-actors", "split-actor",
        "rename-actor", "accept", "reject", "outcome", "event-date", "published", "outlet", "independence",
        "confidential",
    ]  # fmt: skip
    subject: Literal[
        "statement", "actor", "event", "article", "conflict", "position", "forward", "shared-fact", "quote-variant",
        "omission",
    ]  # fmt: skip
    subject_id: Id
    after: JsonValue = None
    why: Annotated[str, Field(max_length=4000)] | None = None
    other: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="The second actor of a merge, the second article of an independence correction."
    )
    names: list[Name] = Field(
        default=[],
        max_length=100,
        description="With kind `split-actor`: the names in the texts that go, word for word.",
    )
    everywhere: bool = Field(
        default=False, description="With kind `speaker`: for every statement of the same speaker in the same story."
    )
    story: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="Id of the story of a shared fact, a wording or an omission, if it is known."
    )
    words: Words | None = Field(
        default=None,
        description="The words as they stand in the article, pieces joined by ` … `: of the statement (kinds `span` and "
        "`add-statement`), or those that tell what became of a promise (`outcome`).",
    )
    cue: Words | None = Field(default=None, description="The reporting words, with `span` and `add-statement`.")
    source: Words | None = Field(default=None, description="The words that name the source, likewise.")
    near: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="An offset near which the words stand, where they stand several times."
    )
    article: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description="With `outcome`: the article whose words tell it; default: whichever of the story has them.",
    )
    absent: list[Id] = Field(
        default=[], max_length=500, description="With an omission: only these articles do not leave it out."
    )


class Source(Protocol):
    """Where subjects are looked up."""

    def one(self, table: str, row_id: str) -> dict[str, Any]:
        """A row of the record's tables; UsageError if there is none."""

    def story(self, story_id: str) -> Story:
        """A story; UsageError if there is none."""

    def reading(self, article_id: str) -> Reading:
        """A reading; UsageError if there is none."""

    def story_with(self, finding_id: str) -> str:
        """Id of the story that has a finding of that id; UsageError if there is none."""

    def statements_of(self, story_id: str, speaker: str) -> list[str]:
        """Ids of the statements of a story whose speaker has that very name."""


def corrections_of(source: Source, asked: Asked, by: By) -> list[Correction]:
    """The corrections that were asked for, one unless for every statement of a speaker.

    Raises UsageError that says what does not fit, or that the subject is not there.
    """
    return _MAKERS[asked.subject](source, asked, by)


def _statements(source: Source, asked: Asked, by: By) -> list[Correction]:
    made = []
    for statement_id in _everywhere(source, asked):
        reading = source.reading(source.one("statements", statement_id)["article"])
        statement = _found(reading.statements, statement_id, "statement")
        spans = _spans(reading.article, asked, statement) if asked.kind == "span" else None
        made.append(on_statement(reading, statement, asked.kind, asked.after, by, spans))
    return made


def _everywhere(source: Source, asked: Asked) -> list[str]:
    """The statement, and with `everywhere` all others of its story whose speaker has the same name."""
    row = source.one("statements", asked.subject_id)
    if not asked.everywhere or asked.kind != "speaker" or not row["speaker"]:
        return [asked.subject_id]
    same = source.statements_of(row["story"], row["speaker"])
    found = [asked.subject_id, *(i for i in same if i != asked.subject_id)]
    if len(found) > _MOST:
        raise UsageError(f"{row['speaker']} has {len(found):,} statements in this story; rename the actor instead")
    return found


def _spans(article: Article, asked: Asked, statement: Statement | None) -> tuple[Spans, Spans, Spans]:
    """Content, cue and source where the words that were given stand; what was not given stays as it was."""
    text = article.text
    near = asked.near if asked.near is not None or statement is None else statement.content[0][0]
    if not asked.words or not asked.words.strip():
        raise UsageError("the words of the statement are missing")
    content = pieces(text, asked.words, near)
    beside: list[Spans] = []
    for given, before in ((asked.cue, "cue"), (asked.source, "source")):
        if given is None:
            kept = getattr(statement, before) if statement else ()
            beside.append(tuple(s for s in kept if not any(s[0] < e and b < s[1] for b, e in content)))
        elif given.strip():
            beside.append((locate(text, given, content[0][0], content),))
        else:
            beside.append(())
    return content, beside[0], beside[1]


def _articles(source: Source, asked: Asked, by: By) -> list[Correction]:
    reading = source.reading(asked.subject_id)
    if asked.kind == "add-statement":
        after = asked.after if isinstance(asked.after, dict) else {}
        return [new_statement(reading, _spans(reading.article, asked, None), after, by)]
    other = source.reading(asked.other).article if asked.other else None
    return [on_article(reading.article, asked.kind, asked.after, by, other)]


def _actors(source: Source, asked: Asked, by: By) -> list[Correction]:
    story, actor = _actor(source, asked.subject_id)
    actors, going = [actor], []
    if asked.kind == "merge-actors":
        there, second = _actor(source, asked.other or "")
        if there.id != story.id:
            raise UsageError("actors of two stories cannot be merged; each story has its own")
        actors.append(second)
    elif asked.kind == "split-actor":
        going = _named(source, actor, asked.names)
    readings = _readings(source, {m.article for a in actors for m in a.mentions})
    return [on_actors(readings, actors, asked.kind, asked.after, by, going)]


def _actor(source: Source, actor_id: str) -> tuple[Story, Actor]:
    story = source.story(source.one("actors", actor_id)["story"])
    return story, _found(story.actors, actor_id, "actor")


def _named(source: Source, actor: Actor, names: Sequence[str]) -> list[tuple[str, tuple[int, int]]]:
    """Mentions of the actor that are one of the names, word for word."""
    found = []
    for mention in actor.mentions:
        text = source.reading(mention.article).article.text
        if text[mention.span[0] : mention.span[1]] in names:
            found.append((mention.article, mention.span))
    if not found:
        raise UsageError(
            f"{actor.name} is nowhere called {' or '.join(names) or '(no name was given)'}; names are matched word for word"
        )
    return found


def _events(source: Source, asked: Asked, by: By) -> list[Correction]:
    event = _found(source.story(source.one("events", asked.subject_id)["story"]).events, asked.subject_id, "event")
    return [on_event(_readings(source, {e.article for e in event.evidence}), event, asked.kind, asked.after, by)]


def _findings(source: Source, asked: Asked, by: By) -> list[Correction]:
    story = _home(source, asked)
    finding = _found(getattr(story, _FIELDS[asked.subject]), asked.subject_id, asked.subject)
    readings = _readings(source, _under(finding) or set(story.articles))
    outcome = _told(source, story, asked) if asked.kind == "outcome" else None
    if outcome and outcome.article not in {r.article.id for r in readings}:
        readings.append(source.reading(outcome.article))
    return [on_finding(readings, finding, asked.kind, asked.after, by, outcome)]


def _home(source: Source, asked: Asked) -> Story:
    if asked.subject in _TABLES:
        return source.story(source.one(_TABLES[asked.subject], asked.subject_id)["story"])
    return _story(source, asked)


def _under(finding: Any) -> set[str]:
    """The articles whose words a finding rests on; none where only its statements are named."""
    return {finding.article} if isinstance(finding, TrackedForward) else {e.article for e in evidence_in(finding)}


def _told(source: Source, story: Story, asked: Asked) -> Evidence | None:
    """The words that tell what became of a promise: in the article that is named, else in the one that has them."""
    if not asked.words or not asked.words.strip():
        return None
    found: list[Evidence] = []
    problem = UsageError(f"{asked.article} is no article of the promise's story")
    wanted = [a for a in story.articles if asked.article in (None, "", a)]
    for article in (source.reading(a).article for a in wanted):
        try:
            span = locate(article.text, asked.words, asked.near)
        except UsageError as error:
            problem = error
        else:
            found.append(evidence_of(article.id, article.text, [span])[0])
    if not found:
        raise problem
    if len(found) > 1:
        raise UsageError(
            f"these words stand in {len(found)} articles of the story; say which article, or give more of them"
        )
    return found[0]


def _omissions(source: Source, asked: Asked, by: By) -> list[Correction]:
    story = _story(source, asked)
    omission = next((o for o in story.omissions if o.finding == asked.subject_id), None)
    if omission is None:
        raise UsageError(f"story {story.id} has no omission of {asked.subject_id}")
    finding = _found((*story.shared_facts, *story.conflicts), asked.subject_id, "finding")
    if unknown := set(asked.absent) - set(omission.absent_from):
        raise UsageError(f"{min(unknown)} is not among the articles that leave it out")
    articles = _under(finding) | set(asked.absent) if _under(finding) else set(story.articles)
    return [on_omission(_readings(source, articles), omission, finding, asked.kind, by, asked.absent)]


def _story(source: Source, asked: Asked) -> Story:
    return source.story(asked.story or source.story_with(asked.subject_id))


def _readings(source: Source, articles: Iterable[str]) -> list[Reading]:
    return [source.reading(article) for article in sorted(articles)]


def _found(items: Iterable[Any], wanted: str, what: str) -> Any:
    for item in items:
        if item.id == wanted:
            return item
    raise UsageError(f"there is no {what} {wanted[:80]} in this workspace (any more)")


_MAKERS: dict[str, Callable[[Source, Asked, By], list[Correction]]] = {
    "statement": _statements,
    "actor": _actors,
    "event": _events,
    "article": _articles,
    "omission": _omissions,
    **dict.fromkeys(_FIELDS, _findings),
}
