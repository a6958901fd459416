"""Offices and functions: whom "the foreign minister", "the minister" or "the presidents" means in one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from communique.lexicon import Office, parse_role
from communique.read.naming.mentions import LocalActor
from communique.read.speakers.known import Held, Known, Resolved
from communique.read.speakers.pronouns import Pronouns
from communique.read.speakers.source import SourcePhrase, is_plural
from communique.read.speakers.words import word_list

COMMON_REACH = 1_500  # characters that "the official" looks back for the one official with a name


class Offices:
    """Answers for one article; a pure function of its names and the model's antecedents."""

    def __init__(self, known: Known, pronouns: Pronouns) -> None:
        self.known, self.pronouns, self.text = known, pronouns, known.text

    def _undecided(self, phrase: SourcePhrase) -> Resolved:
        reason = f"more than one person of this article could be “{phrase.text}”"
        return Resolved(None, "unknown", phrase.text, reason, 0.0)

    def bearer(self, phrase: SourcePhrase) -> Resolved | None:
        """A definite title whose bearer the article names: "the foreign minister" after "Foreign Minister Ana Vale"."""
        office = parse_role(phrase.text)
        if office is None or (
            phrase.head and phrase.head not in office.title.split() and phrase.head not in office.key
        ):
            return None
        bearers = [b for b in self.known.offices if b[2].key == office.key and _same_body(office.of, b[2].of)]
        if not office.former:
            bearers = [b for b in bearers if not b[2].former]  # "the president" is not the former one
        common = _common(office)
        if common:
            bearers = [b for b in bearers if self._just_named(phrase, b)]
        if is_plural(phrase):
            return _both(phrase, [b[1] for b in self.known.offices if b[2].key == office.key])
        if not bearers and phrase.definite and not phrase.possessive:
            held = self.shorthand(phrase.text, phrase.start)
            if held and held is not phrase.owner:
                reason = f"{phrase.text} is {held.name}, the only one named before"
                return Resolved(held.name, "named", phrase.text, reason, 0.75, (held,))
        if not bearers or any(b[1] is phrase.owner for b in bearers):
            return None
        nearest = min(bearers, key=lambda b: (b[0].start > phrase.start, abs(phrase.start - b[0].start)))
        actor, sure = nearest[1], 0.7 if common else 0.85
        if len({id(a) for _, a, _ in bearers}) > 1:
            chosen = self._among(phrase, bearers)
            if chosen is None:
                return None if common else self._undecided(phrase)
            actor, sure = chosen, 0.65
        return Resolved(
            actor.name, "named", phrase.text, f"{phrase.text} is {actor.name} in this article", sure, (actor,)
        )

    def another(self, phrase: SourcePhrase, actor: LocalActor) -> bool:
        """Whether the phrase names a high office that the actor cannot be taken to hold.

        The article gives the actor another one, or this one as a former one; or nobody but the model ties the actor to
        an office of a state that is named, or to one that is told of before the actor is. "The representative of Ostmar"
        is somebody of whom the article says so: many have such a function.
        """
        office = parse_role(phrase.text)
        high = word_list("high_offices")
        if office is not None and _common(office) and (office.of or "")[:1].isupper():
            return not any(a is actor and o.key == office.key and o.of == office.of for _, a, o in self.known.offices)
        if office is None or office.key not in high or office.former:
            return False
        printed = [o for _, a, o in self.known.offices if a is actor and o.key in high]
        if printed:
            return not any(f" {o.key}".endswith(f" {office.key}") for o in printed if not o.former)
        return bool(office.of) or all(n.start > phrase.start for n in actor.names)

    def shorthand(self, words: str, before: int) -> LocalActor | None:
        """The one bearer of an office that "the minister" is short for, named before: "the Minister of Ports, Ana Vale"."""
        short = [w for w in words.lower().split() if w != "the"]
        if len(short) != 1 or short[0] in word_list("common_functions"):
            return None
        bearers = {
            id(a): a
            for n, a, office in self.known.offices
            if n.start < before
            and not office.former
            and short[0] in (title := office.title.split())
            and not _below(short[0], title)
        }
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _just_named(self, phrase: SourcePhrase, held: Held) -> bool:
        """Whether a bearer of a common function was named shortly before, and nobody else of that function since."""
        distance = phrase.start - held[0].end
        if not 0 < distance < COMMON_REACH or not phrase.head:
            return False
        since = self.text[held[0].end : phrase.start]
        return not re.search(rf"\b(?:an?|one|another)\s+(?:[\w-]+\s+){{0,4}}{re.escape(phrase.head)}\b", since[90:])

    def _among(self, phrase: SourcePhrase, bearers: Sequence[Held]) -> LocalActor | None:
        """Of several bearers of a title the one the model points to, else the one who bears it by far most often."""
        held = Counter(id(a) for _, a, _ in bearers)
        by_id = {id(a): a for _, a, _ in bearers}
        points = self.known.points(phrase.start, phrase.end)
        ranked = self.pronouns.ranked(points, phrase.start, None, None, only="persons")
        if ranked and id(ranked[0][0]) in held and ranked[0][1] >= 0.4:
            return ranked[0][0]
        foreign = {id(a) for _, a, o in bearers if o.of}
        plain = {id(a): a for _, a, _ in bearers if id(a) not in foreign}
        if len(plain) == 1 and foreign and not re.search(r"[A-Z]", phrase.text[1:]):
            return next(iter(plain.values()))  # "the president" is the one whose country goes without saying
        (first, n), *rest = held.most_common()
        return by_id[first] if not rest or n >= 2 * rest[0][1] else None


def _both(phrase: SourcePhrase, bearers: Sequence[LocalActor]) -> Resolved | None:
    """The presidents, the two ministers: those two of the article who bear the title."""
    two = tuple({id(a): a for a in bearers}.values())
    if len(two) != 2 or not phrase.definite:
        return None
    names = "; ".join(a.name for a in two)
    return Resolved(names, "named", phrase.text, f"{phrase.text} are {two[0].name} and {two[1].name}", 0.65, two)


def _common(office: Office) -> bool:
    """Whether many bear this office at once: officials, representatives, delegates."""
    return bool(set(office.title.split()[-1:]) & word_list("common_functions"))


def _below(short: str, title: Sequence[str]) -> bool:
    """Whether a title is that of a deputy: no "secretary" is short for a deputy assistant secretary."""
    return bool(word_list("subordinates") & set(title[: title.index(short)]))


def _same_body(left: str | None, right: str | None) -> bool:
    return not left or not right or left == right
