"""Resolve each source to a speaker: the name it holds, else whom its pronoun or role points to, else unknown with a reason."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.lexicon import Office, gender_cue, media_name, noun_kind, parse_role, split_title, state_of
from communique.read.mentions import LocalActor, Name
from communique.read.scores import Antecedents, WordScores, source_head
from communique.read.speakers.source import FIRST_PERSON, SINGULAR_PRONOUNS, SourcePhrase, analyse
from communique.record.reading import SpeakerKind

PRONOUN_FLOOR = 0.35  # share of the antecedent probability the best actor needs
NOMINAL_FLOOR = 0.45
CARRIED = 0.7  # confidence of a speaker carried over from the quotation before


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks. `name` is None unless somebody can be named; `confidence` is the probability that the name is right."""

    name: str | None
    kind: SpeakerKind
    description: str | None
    reason: str
    confidence: float
    actors: tuple[LocalActor, ...] = ()


UNKNOWN = Resolved(None, "unknown", None, "no source in the text", 0.0)


class SpeakerResolver:
    """Holds one article's names and asks the model's antecedents; a pure function of its inputs."""

    def __init__(self, scores: WordScores, actors: Sequence[LocalActor]) -> None:
        self.scores, self.text, self.actors = scores, scores.words.text, list(actors)
        pairs = sorted(((n, a) for a in actors for n in a.names), key=lambda p: p[0].start)
        self._pairs = pairs
        self._starts = [n.start for n, _ in pairs]
        self._owner_of_word: dict[int, LocalActor] = {}
        for name, actor in pairs:
            for w in scores.words.at(name.start, name.end):
                self._owner_of_word.setdefault(w, actor)
        self._roles = _roles_of(self.text, pairs)
        self._memo: dict[tuple[int, int], Resolved] = {}

    def names_in(self, start: int, end: int) -> list[tuple[Name, LocalActor]]:
        """Names that lie inside [start, end), in order."""
        out = []
        for name, actor in self._pairs[bisect_left(self._starts, start) :]:
            if name.start >= end:
                break
            if name.end <= end:
                out.append((name, actor))
        return out

    def resolve(self, span: tuple[int, int], before: Resolved | None = None) -> Resolved:
        """The speaker behind one source span; `before` is the speaker of the statement just before, for pronouns."""
        phrase = analyse(self.text, span[0], span[1], self.names_in(*span))
        if phrase.persons:
            name = "; ".join(a.name for a in phrase.persons)
            return Resolved(name, "named", None, "named in the source", 0.97, phrase.persons)
        if phrase.pronoun:
            return self._pronoun(phrase, before)
        fallback = self._untagged(phrase)
        if fallback:
            return fallback
        if phrase.counted and not phrase.text[:4].lower() == "both":
            return Resolved(None, "unnamed", phrase.text, "a number of people, not named", 0.85)
        if phrase.bodies and (phrase.kind in (None, "organization", "collective", "place", "media") or not phrase.head):
            return self._body(phrase)
        return self._nominal(phrase)

    def _untagged(self, phrase: SourcePhrase) -> Resolved | None:
        """A title and a capitalised name that the tagger missed: "Deputy Minister Orlo Fane"."""
        title, rest = split_title(phrase.text.split(",")[0])
        words = rest.split()
        if (
            not title
            or not 1 <= len(words) <= 4
            or not all(w[0].isupper() for w in words)
            or noun_kind(rest)
            or state_of(rest)
        ):
            return None
        known = next(
            (a for a in self.actors if a.kind == "person" and a.person and a.person.full_family == words[-1]), None
        )
        if known:
            return Resolved(known.name, "named", None, "named in the source", 0.95, (known,))
        return Resolved(rest, "named", None, "named in the source behind a title", 0.8) if len(words) > 1 else None

    def _body(self, phrase: SourcePhrase) -> Resolved:
        actor = phrase.bodies[0]
        kind: SpeakerKind = "media" if actor.media else "organization"
        name = "; ".join(dict.fromkeys(a.name for a in phrase.bodies[:1]))
        return Resolved(name, kind, None, "the source names a body", 0.9, (actor,))

    def _pronoun(self, phrase: SourcePhrase, before: Resolved | None) -> Resolved:
        pronoun = phrase.pronoun or ""
        if pronoun in FIRST_PERSON:
            return Resolved(None, "unknown", phrase.text, f"“{phrase.text}” is whoever speaks or writes here", 0.0)
        gender = SINGULAR_PRONOUNS.get(pronoun)
        word = next(iter(self.scores.words.at(phrase.start, phrase.end)), None)
        points = self.scores.antecedents.get(word) if word is not None else None
        ranked = self._ranked(points, gender, before)
        if ranked and ranked[0][1] >= PRONOUN_FLOOR:
            actor, share = ranked[0]
            kind: SpeakerKind = "named" if actor.kind == "person" else "media" if actor.media else "organization"
            return Resolved(actor.name, kind, None, f"“{phrase.text}” points to {actor.name}", share, (actor,))
        nominal = self._nominal_antecedent(points, phrase)
        if nominal:
            return nominal
        return Resolved(
            None, "unknown", phrase.text, f"“{phrase.text}” cannot be tied to one name with enough certainty", 0.0
        )

    def _ranked(
        self, points: Antecedents | None, gender: str | None, before: Resolved | None, persons_only: bool = False
    ) -> list[tuple[LocalActor, float]]:
        """Actors by their share of the antecedent probability, gender and the last speaker taken into account."""
        if points is None:
            return []
        mass: dict[int, float] = defaultdict(float)
        by_id: dict[int, LocalActor] = {}
        for word, p in points.words:
            actor = self._owner_of_word.get(word)
            if actor is not None:
                mass[id(actor)] += p
                by_id[id(actor)] = actor
        named = sum(mass.values())
        rest = max(0.0, 1.0 - named)
        for key, actor in by_id.items():
            if gender and actor.kind != "person":
                mass[key] *= 0.05
            if gender and actor.gender and actor.gender != gender:
                mass[key] *= 0.02
            if persons_only and actor.kind != "person":
                mass[key] = 0.0
            if before and any(a is actor for a in before.actors):
                mass[key] += 0.15
        total = sum(mass.values()) + rest
        order = sorted(by_id, key=lambda k: (-mass[k], by_id[k].name))
        return [(by_id[k], mass[k] / total if total else 0.0) for k in order]

    def _nominal_antecedent(self, points: Antecedents | None, phrase: SourcePhrase) -> Resolved | None:
        """A pronoun for somebody without a name ("the trader ... he said") is unnamed, described by that noun."""
        if points is None or not points.words:
            return None
        word, p = points.words[0]
        if p < 0.3 or word in self._owner_of_word:
            return None
        head = self.scores.words[word]
        return Resolved(None, "unnamed", head, f"“{phrase.text}” points to “{head}”, who is not named", p)

    def _nominal(self, phrase: SourcePhrase) -> Resolved:
        if phrase.kind == "document":
            return Resolved(self._titled(phrase), "document", phrase.text, "the source is a document", 0.8)
        medium = media_name(phrase.text)
        if phrase.kind == "media" or medium:
            return Resolved(medium, "media", phrase.text, "the source is a medium", 0.8)
        plural = bool(phrase.head) and phrase.text.lower().rstrip().endswith("s")
        if (phrase.definite and not plural) or (phrase.kind == "person" and phrase.definite):
            pointed = self._by_role(phrase) or self._by_antecedent(phrase)
            if pointed:
                return pointed
        if phrase.kind in ("organization", "collective"):
            return Resolved(self._titled(phrase), "organization", phrase.text, "the source is a body", 0.75)
        if phrase.bodies:
            return self._body(phrase)
        return Resolved(None, "unnamed", phrase.text, "the source is described, not named", 0.85)

    def _titled(self, phrase: SourcePhrase) -> str:
        words = phrase.text.split()
        return " ".join(words[1:] if words[0].lower() in ("the", "a", "an") and len(words) > 1 else words)

    def _by_role(self, phrase: SourcePhrase) -> Resolved | None:
        """A definite title whose bearer the article names: "the foreign minister" after "Foreign Minister Ana Vale"."""
        office = parse_role(phrase.text)
        if office is None:
            return None
        bearers = [
            (n, a, o)
            for n, a, o in self._roles
            if o.key == office.key and (not office.of or not o.of or office.of == o.of)
        ]
        if not bearers:
            return None
        nearest = min(bearers, key=lambda b: (b[0].start > phrase.start, abs(phrase.start - b[0].start)))
        if len({id(a) for _, a, _ in bearers}) > 1:
            chosen = self._among(phrase, bearers)
            if chosen is None:
                return None
            nearest = (nearest[0], chosen, nearest[2])
        return Resolved(
            nearest[1].name, "named", None, f"{phrase.text} is {nearest[1].name} in this article", 0.85, (nearest[1],)
        )

    def _among(self, phrase: SourcePhrase, bearers: Sequence[tuple[Name, LocalActor, Office]]) -> LocalActor | None:
        """Of several bearers of a title the one the model points to, else the one who bears it by far most often."""
        held = Counter(id(a) for _, a, _ in bearers)
        by_id = {id(a): a for _, a, _ in bearers}
        for actor, share in self._ranked(self._points(phrase), None, None, persons_only=True):
            if id(actor) in held:
                return actor if share >= 0.25 else None
        (first, n), *rest = held.most_common()
        return by_id[first] if not rest or n >= 2 * rest[0][1] else None

    def _points(self, phrase: SourcePhrase) -> Antecedents | None:
        covered = self.scores.words.at(phrase.start, phrase.end)
        return (
            self.scores.antecedents.get(source_head(self.scores.words, (covered[0], covered[-1]))) if covered else None
        )

    def _by_antecedent(self, phrase: SourcePhrase) -> Resolved | None:
        ranked = self._ranked(self._points(phrase), gender_cue(phrase.text), None)
        if not ranked or ranked[0][1] < NOMINAL_FLOOR:
            return None
        actor, share = ranked[0]
        if phrase.owner is actor or (phrase.kind in ("organization", "collective")) == (actor.kind == "person"):
            return None  # a person is no body, and a body no person
        kind: SpeakerKind = "named" if actor.kind == "person" else "media" if actor.media else "organization"
        return Resolved(actor.name, kind, None, f"“{phrase.text}” points to {actor.name}", share, (actor,))

    @staticmethod
    def carried(previous: Resolved, reason: str) -> Resolved:
        """The speaker before, carried over to a quotation that has no source of its own."""
        return replace(previous, reason=reason, confidence=previous.confidence * CARRIED)


def _roles_of(text: str, pairs: Sequence[tuple[Name, LocalActor]]) -> list[tuple[Name, LocalActor, Office]]:
    """Titles printed with a name: before it ("Foreign Minister Ana Vale") or as apposition ("Ana Vale, the foreign minister,")."""
    out: list[tuple[Name, LocalActor, Office]] = []
    for name, actor in pairs:
        if actor.kind != "person":
            continue
        before = text[max(0, name.start - 70) : name.start]
        before = before[max(before.rfind(c) for c in '.,;:\n“”"(') + 1 :]
        after = text[name.end : name.end + 90]
        office = parse_role(before.strip()) if before.strip() else None
        if office:
            out.append((name, actor, office))
        if after.startswith(", "):
            piece = after[2:].split(",")[0].split(".")[0].split("\n")[0]
            office = parse_role(piece) if len(piece) < 80 else None
            if office:
                out.append((name, actor, office))
    return out
