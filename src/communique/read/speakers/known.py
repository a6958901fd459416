"""What is known of one article when a speaker is asked for: names in order, owners of words, titles beside names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.lexicon import Office, head_noun, parse_role, title_before
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.scores import Antecedents, WordScores, source_head
from communique.read.speakers.source import PREPOSITIONS
from communique.record.reading import SpeakerKind

_IN_BRACKETS = re.compile(r"(?:^|[.:;\n]\s*)([^().:;\n]{4,70}) \((?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame)\.?\s+)?$")
_TITLE_COMMA = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er)\s([^,.;:\n“”\"()]{4,90}), "
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|M|(?:His|Her)\s[A-Z][a-z]+)\.?\s+)?$"
)
_HONORIFIC = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|(?:(?:His|Her|Their)\s)?(?:Excellency|Majesty|Highness|Holiness|Eminence|Honou?r|Grace|Lordship|Ladyship))$"
)
_OPEN = re.compile(rf"\b(?:{'|'.join(sorted(PREPOSITIONS))})$")  # "the envoy of" a state is no title of that state
_OF_WHAT = re.compile(
    r"\w*[,.]?(?:\s(?:of|for|to|at|in|on)\s.*(?<!\bher)(?<!\bhis)(?<!\btheir)(?<!\bits)|(?:\s[A-Z(&][\w.’')-]*)*)\s?"
)
_NO_APPOSITION = re.compile(
    rf"\b(?:who|which|{'|'.join(sorted(PREPOSITIONS))})\b|\w(?:ed|ing)\s(?:the|an?|his|her|its|their)\b"
)
_TOLD = re.compile(r"\b(?:that|told|said|says|asked|urged|was|were|had|has|have|will|would)\s")
WEAK = 0.45  # how sure a body is that is described and not named
Held = tuple[Name, LocalActor, Office]
"""A name in the text, its bearer, and the office printed with it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks. `name` is None unless somebody can be named; `confidence`: how probably the name is right."""

    name: str | None
    kind: SpeakerKind
    description: str | None
    reason: str
    confidence: float
    actors: tuple[LocalActor, ...] = ()


UNKNOWN = Resolved(None, "unknown", None, "no source in the text", 0.0)


def kind_of(actor: LocalActor) -> SpeakerKind:
    """The kind of speaker that a named actor is."""
    if actor.kind == "person":
        return "named"
    return "media" if actor.media else "organization"


def is_body(before: Resolved) -> bool:
    """Whether a speaker is a paper, or a body or medium with a name: "its ministry" names nobody."""
    return before.kind == "document" or (before.kind in ("organization", "media") and before.confidence > WEAK)


class Known:
    """The names of one article with questions on them; a pure function of its inputs."""

    def __init__(self, scores: WordScores, actors: Sequence[LocalActor]) -> None:
        self.scores, self.text, self.actors = scores, scores.words.text, list(actors)
        self.pairs = sorted(((n, a) for a in actors for n in a.names), key=lambda p: p[0].start)
        self._starts = [n.start for n, _ in self.pairs]
        self.owner_of_word: dict[int, LocalActor] = {}
        for name, actor in self.pairs:
            for w in scores.words.at(name.start, name.end):
                self.owner_of_word.setdefault(w, actor)
        self.offices = _offices(self.text, self.pairs)
        self._bearers: dict[str, set[int]] = {}
        for actor in self.actors:
            if actor.person:
                self._bearers.setdefault(actor.person.full_family, set()).add(id(actor))

    def inside(self, start: int, end: int) -> list[tuple[Name, LocalActor]]:
        """Names that lie inside [start, end), in order."""
        out = []
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            name, actor = self.pairs[i]
            if name.end <= end:
                out.append((name, actor))
        return out

    def before(self, at: int, reach: int = 1 << 30) -> Iterator[tuple[Name, LocalActor]]:
        """Names that start before `at`, the nearest first, at most `reach` characters back."""
        for i in range(bisect_left(self._starts, at) - 1, -1, -1):
            name, actor = self.pairs[i]
            if at - name.start > reach:
                return
            yield name, actor

    def starting(self, at: int) -> tuple[Name, LocalActor] | None:
        """The name that starts exactly at `at`."""
        i = bisect_left(self._starts, at)
        return self.pairs[i] if i < len(self.pairs) and self._starts[i] == at else None

    def shared_family(self, actor: LocalActor) -> bool:
        """Whether two persons of the article bear this family name."""
        return bool(actor.person) and len(self._bearers.get(actor.person.full_family, ())) > 1  # type: ignore[union-attr]

    def points(self, start: int, end: int) -> Antecedents | None:
        """Where the model thinks that the head of [start, end) points."""
        covered = self.scores.words.at(start, end)
        if not covered:
            return None
        return self.scores.antecedents.get(source_head(self.scores.words, (covered[0], covered[-1])))


def _offices(text: str, pairs: Sequence[tuple[Name, LocalActor]]) -> list[Held]:
    """Titles printed with a name: before it ("Minister Ana Vale") or as apposition ("Ana Vale, the minister,")."""
    out: list[Held] = []
    last = 0
    for i, (name, actor) in enumerate(pairs):
        since, last = last, name.end
        if actor.kind != "person":
            continue
        before = text[max(0, name.start - 70) : name.start]
        if name.start - since < len(before) and re.match(r"\s*(?:,\s*)?and\s", text[since : name.start]):
            before = (
                text[since : name.start].lstrip(" ,").removeprefix("and")
            )  # "Minister Ana Vale and Chancellor Ivo Kral"
        opened = _IN_BRACKETS.search(text, max(0, name.start - 90), name.start)
        if opened:  # "The Minister of Ports (Ana Vale)"
            before = opened[1].lower() if opened[1].isupper() else opened[1]
        before = before[max(before.rfind(c) for c in '.,;:\n“”"(') + 1 :]
        before = _TOLD.split(before)[-1]  # "The secretary told the council that Ana Vale"
        after = text[name.end : name.end + 90]
        titled = title_before(text, name.start)
        if titled and before.rstrip().endswith(text[slice(*titled)]):  # "a host of claims by Secretary Ana Vale"
            before = text[slice(*titled)]
        before = _HONORIFIC.sub("", before.strip()) or _apposed_title(text, name.start, _whole_end(pairs, i))
        before = "" if _OPEN.search(before) else before
        office = parse_role(before) if before else None
        if office and _beside(before, office):
            out.append((name, actor, office))
        if after.startswith(", "):
            piece = after[2:].split(",")[0].split(".")[0].split("\n")[0]
            office = parse_role(piece) if len(piece) < 80 else None
            if office and _apposed(piece, office) and head_noun(piece) in {*office.title.split(), *office.key.split()}:
                out.append((name, actor, office))
    return out


def _beside(before: str, office: Office) -> bool:
    """Whether the words before a name are the office and no more: not "the secretary spoke this morning with her"."""
    _, head, rest = before.lower().rpartition(office.title.split()[-1])
    return not head or not rest.strip() or bool(_OF_WHAT.fullmatch(before[len(before) - len(rest) :]))


def _apposed(piece: str, office: Office) -> bool:
    """Whether the office is all that a piece between commas is about: not "on Monday received the minister"."""
    at = piece.lower().find(office.title.split()[0])
    return not _NO_APPOSITION.search(piece[: max(0, at)])


def _whole_end(pairs: Sequence[tuple[Name, LocalActor]], i: int) -> int:
    """Where a name ends that was tagged in pieces: "Ana" + "Vale"."""
    end = pairs[i][0].end
    for name, actor in pairs[i + 1 :]:
        if name.start != end + 1 or actor is not pairs[i][1]:
            break
        end = name.end
    return end


def _apposed_title(text: str, start: int, end: int) -> str:
    """The title that a name between commas explains: "The Minister of Defence, Ana Vale, ...". Empty if there is none."""
    found = _TITLE_COMMA.search(text, max(0, start - 100), start)
    return found[1] if found and text[end : end + 1] == "," else ""
