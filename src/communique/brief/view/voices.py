"""Who a statement belongs to, how sure that is, and which issues it bears on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.brief.view.desk import Desk, Sheet
from communique.lexicon.labels import word
from communique.record import Forward, Statement, Story
from communique.record.shown import clip

DOUBTFUL = 0.5  # a speaker held with less confidence than this is marked as doubtful
NAME = 200  # characters of a name; what calls itself longer is no name
LAST = {"unnamed": 1, "unknown": 2}  # groups of speakers that come after the named ones
TOLD = ", as told by "
PROMISED = ("commitment", "offer", "plan")
UNNAMED, UNKNOWN = LAST_NAMES = ("Unnamed sources", "Speaker unknown")


class Voices:
    """Speakers of a story: who a statement belongs to, and under which name."""

    def __init__(self, desk: Desk, story: Story | None) -> None:
        self.desk = desk
        self.actors = {actor.id: actor for actor in story.actors} if story else {}
        self.linked = story.speakers if story else {}
        self.known = known_names((a.name, a.names) for a in self.actors.values())

    def of(self, statement: Statement) -> list[tuple[str, str]]:
        """(sort, name) of everybody a statement is ascribed to: linked actors, else the name in its article."""
        linked = [
            ("named", clip(self.actors[a].name, NAME)) for a in self.linked.get(statement.id, ()) if a in self.actors
        ]
        if linked:
            return linked
        names = [clip(name, NAME) for name in (statement.speaker or "").split("; ") if name.strip()]
        if names:
            return [("named", name) for name in names]
        if statement.speaker_kind in ("unnamed", "media", "document", "organization"):
            return [("unnamed", UNNAMED)]
        return [("unknown", UNKNOWN)]

    def display(self, statement: Statement) -> str:
        """The name to print beside a statement."""
        people = self.of(statement)
        if people[0][0] == "named":
            return "; ".join(name for _, name in people)
        if people[0][0] == "unnamed":
            kind = word("speaker_kind", statement.speaker_kind)
            return f"{kind}: {clip(statement.speaker_description, 2 * NAME)}" if statement.speaker_description else kind
        return "speaker unknown"

    def holder(self, line: Forward) -> str:
        """Who stands behind a forward-looking line: the speaker of its statement, else its actor, else the author.

        A promise is held by whom it binds: where somebody else tells it, "Maresia, as told by Rana Okoye".
        """
        if line.statement in self.desk.where:
            statement = self.desk.where[line.statement][1]
            said = self.display(statement)
            bound = other_party(line.kind, line.actor, self.known, [name for _, name in self.of(statement)])
            return as_told(bound, said) if bound else said
        return self.name(line.actor) if line.actor else "the report’s author"

    def name(self, actor: str) -> str:
        """The name of an actor given by id; anything else is a name already."""
        return self.actors[actor].name if actor in self.actors else actor


def known_names(actors: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Every name of some actors -> the actor's name, without what two of them are called."""
    found: dict[str, set[str]] = {}
    for name, names in actors:
        for alias in (name, *names):
            found.setdefault(alias, set()).add(name)
    return {alias: min(names) for alias, names in found.items() if len(names) == 1}


def other_party(kind: str, actor: str | None, known: Mapping[str, str], speakers: Iterable[str]) -> str:
    """Whom a promise binds that somebody else tells ("the islands will pay, the governor said"); else nothing."""
    bound = known.get(actor or "", "") if kind in PROMISED else ""
    return bound if bound not in set(speakers) else ""


def as_told(bound: str, speaker: str) -> str:
    """A promise's holder with who tells it."""
    return f"{clip(bound, NAME)}{TOLD}{speaker.removeprefix('unnamed: ')}"


def other_names(name: str, names: Iterable[str]) -> list[str]:
    """What else somebody is called; not a part of the name ("Solheim"), nor the adjective of a state ("Maresian")."""
    parts = set(name.casefold().replace("-", " ").split())
    stem = name.casefold()[: max(4, len(name) - 2)]
    return [
        other
        for other in names
        if not parts.issuperset(other.casefold().replace("-", " ").split())
        and not (" " not in name + other and other.casefold().startswith(stem))
    ]


def doubt(statement: Statement) -> str | None:
    """Why the speaker is in doubt, or None when it is not."""
    reason = statement.speaker_reason
    if statement.speaker_kind == "unknown":
        return "speaker unknown" + (f": {reason}" if reason else "")
    confidence = statement.speaker_confidence
    if statement.speaker is not None and confidence is not None and confidence < DOUBTFUL:
        return f"speaker doubtful ({round(100 * confidence)} % sure)" + (f": {reason}" if reason else "")
    return None


class Issues:
    """Which declared issues a statement bears on, by the positions that rest on it."""

    def __init__(self, story: Story | None) -> None:
        self.by_statement: dict[str, dict[str, None]] = {}
        self.by_words: dict[tuple[str, int], dict[str, None]] = {}
        for position in story.positions if story else ():
            for statement in position.statements:
                self.by_statement.setdefault(statement, {})[position.issue] = None
            for evidence in position.evidence:
                self.by_words.setdefault((evidence.article, evidence.span[0]), {})[position.issue] = None

    def of(self, sheet: Sheet, statement: Statement) -> list[str]:
        """Names of the issues of a statement."""
        found = dict(self.by_statement.get(statement.id, {}))
        found |= self.by_words.get((sheet.article.id, statement.content[0][0]), {})
        return sorted(found)
