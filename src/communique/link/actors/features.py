"""Why two actors of different articles are one or two: small features, each explained by its docstring.

Every feature gets two actors and gives a `Finding` or None. A finding adds to the score, or keeps the two apart.
The idea of features as a readable table is that of `nomenklatura` (logic_v2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from communique.lexicon import acronym_of, compatible, offices_exclude, same_given, spelling_score
from communique.lexicon.nouns import label_words
from communique.lexicon.tables import words
from communique.link.actors.bodies import body_key, solid_key
from communique.link.actors.locals import LocalActor
from communique.record import Reason
from communique.record.reading import MentionKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What one feature says of a pair: a score to add, with reasons; `apart` forbids the merge."""

    score: float
    reasons: tuple[Reason, ...]
    apart: bool = False


@cache
def _high() -> frozenset[str]:
    """Offices of which nobody holds two at once."""
    return words("roles.yaml", "exclusive")


_TITLE = 0.16  # what a title of several words adds where one of two reports leaves out of whom
_HERE = 0.2
Feature = Callable[[LocalActor, LocalActor], Finding | None]


def names_agree(left: LocalActor, right: LocalActor) -> Finding | None:
    """The fullest names of two persons: equal, a short form, another romanisation, or a family name alone."""
    if not (left.person and right.person):
        return None
    match = compatible(left.person, right.person)
    if match.conflict and left.person.given and right.person.given:
        return Finding(0.0, match.reasons, apart=True)
    if match.conflict:
        return Finding(0.0, match.reasons, apart=match.conflict in ("different gender", "different suffix"))
    return Finding(match.score, match.reasons) if match.score else None


def spelled_two_ways_in_one_article(left: LocalActor, right: LocalActor) -> Finding | None:
    """Names that only agree across romanisations but stand in one article are two: a house has one style."""
    if left.article.id != right.article.id or not (left.person and right.person):
        return None
    how = spelling_score(left.person.family, right.person.family)[1]
    given = same_given(left.person.given or "", right.person.given or "")[1]
    if how != "transliteration" and given != "other vowels":
        return None
    return Finding(0.0, (_reason("two spellings in one article", 0.0, left, right),), apart=True)


def told_apart_by_suffix(left: LocalActor, right: LocalActor) -> Finding | None:
    """One article has both, the one with and the other without "Jr.": father and son."""
    if left.article.id != right.article.id or not (left.person and right.person):
        return None
    if left.person.given and right.person.given and bool(left.person.suffix) != bool(right.person.suffix):
        return Finding(0.0, (_reason("one of two has a suffix", 0.0, left, right),), apart=True)
    return None


def genders_differ(left: LocalActor, right: LocalActor) -> Finding | None:
    """Honorifics, pronouns or nouns make one male and the other female: two persons."""
    if not (left.gender and right.gender) or left.gender == right.gender:
        return None
    return Finding(0.0, (_reason("different gender", 0.0, left, right),), apart=True)


def offices_differ(left: LocalActor, right: LocalActor) -> Finding | None:
    """A family name alone with one high office and a full name with another, in reports of one year: two persons."""
    if left.kind != "person" or left.year != right.year or not (left.person and right.person):
        return None
    if left.person.given and right.person.given:
        return None
    one, two = [h.office for h in left.offices], [h.office for h in right.offices]
    if {o.key for o in one} & {o.key for o in two} or not any(offices_exclude(a, b) for a in one for b in two):
        return None
    return Finding(0.0, (_reason("different offices", 0.0, left, right),), apart=True)


def in_one_article(left: LocalActor, right: LocalActor) -> Finding | None:
    """A family name alone belongs to the bearer that the same article names in full sooner than to another report's."""
    if left.article.id != right.article.id or not (left.person and right.person):
        return None
    if (left.person.given is None) == (right.person.given is None) or not compatible(left.person, right.person).score:
        return None
    lone, full = (left, right) if left.person.given is None else (right, left)
    high = {h.office.key for h in lone.offices if not h.office.former} & _high()
    if high - {h.office.key for h in full.offices}:
        return Finding(0.0, (_reason("the reader kept the holder of an office apart", 0.0, left, right),), apart=True)
    return Finding(_HERE, (_reason("named in full in the same article", _HERE, left, right),))


def genders_agree(left: LocalActor, right: LocalActor) -> Finding | None:
    """A family name alone that is called she belongs to the bearer who is a woman sooner than to one of whom nothing is said."""
    if not (left.person and right.person) or not left.gender or left.gender != right.gender:
        return None
    if (left.person.given is None) == (right.person.given is None) or not compatible(left.person, right.person).score:
        return None
    return Finding(_TITLE, (_reason("same gender", _TITLE, left, right),))


def same_office(left: LocalActor, right: LocalActor) -> Finding | None:
    """Both hold the same office of the same state or body in articles of one year; of whom one leaves out, it counts less."""
    if left.kind != "person" or left.year != right.year:
        return None
    found: list[Reason] = []
    for a in left.offices:
        for b in right.offices:
            if a.office.key != b.office.key or a.office.former != b.office.former:
                continue
            words = {"left": a.evidence.quote, "right": b.evidence.quote}
            if a.office.of and b.office.of and _same_of(a.office.of, b.office.of):
                return Finding(0.2, (Reason(feature="same office", score=0.2, **words),))
            telling = " " in a.office.key or (bool(left.person and right.person) and a.office.key in _high())
            if not (a.office.of and b.office.of) and a.office.key not in _MANY_HOLD_IT and telling:
                found.append(Reason(feature="same title", score=_TITLE, **words))
    return Finding(_TITLE, (found[0],)) if found else None


def only_the_office(left: LocalActor, right: LocalActor) -> Finding | None:
    """A person named by office alone is whoever holds it in articles of the same year, and nobody of another year."""
    lone = [a for a in (left, right) if a.kind == "person" and a.person is None]
    if not lone or left.kind != right.kind:
        return None
    same = same_office(left, right)
    if same and same.score > _TITLE and all(_unique_office(actor) for actor in lone):
        return Finding(0.65, same.reasons)
    return Finding(0.0, (_reason("office alone", 0.0, left, right),), apart=True)


def same_body(left: LocalActor, right: LocalActor) -> Finding | None:
    """One name for both once articles, word order, states and known aliases are brought to one form."""
    if left.kind == "person" or right.kind == "person":
        return None
    keys = _keys(left) & _keys(right)
    if not keys:
        return None
    if left.kind == "other" and not left.name[:1].isupper():
        return None
    return Finding(1.0, (_reason("same name", 1.0, left, right),))


def acronym(left: LocalActor, right: LocalActor) -> Finding | None:
    """One is written as the first letters of the other's name."""
    if "person" in (left.kind, right.kind):
        return None
    for one, other in ((left, right), (right, left)):
        if any(acronym_of(short, full) for short in (one.name, *one.names) for full in (other.name, *other.names)):
            return Finding(0.8, (_reason("acronym", 0.8, one, other),))
    return None


def kinds_differ(left: LocalActor, right: LocalActor) -> Finding | None:
    """A person is no place and a state no town, whatever they are called."""
    loose = {"organization", "other", "agreement"}
    if left.kind == right.kind or {left.kind, right.kind} <= loose:
        return None
    return Finding(0.0, (_reason(f"a {left.kind} and a {right.kind}", 0.0, left, right),), apart=True)


FEATURES: tuple[Feature, ...] = (
    kinds_differ,
    genders_differ,
    spelled_two_ways_in_one_article,
    told_apart_by_suffix,
    offices_differ,
    names_agree,
    in_one_article,
    genders_agree,
    only_the_office,
    same_office,
    same_body,
    acronym,
)


def explain(left: LocalActor, right: LocalActor) -> Finding:
    """All features of a pair: the first that keeps the two apart decides, else scores add up to at most 1."""
    reasons: list[Reason] = []
    total = 0.0
    for feature in FEATURES:
        found = feature(left, right)
        if found is None:
            continue
        if found.apart:
            return found
        total += found.score
        reasons += found.reasons
    return Finding(min(1.0, total), tuple(reasons))


_STATE_OR_BODY: tuple[MentionKind, ...] = ("state", "organization")


def _same_of(left: str, right: str) -> bool:
    return any(body_key(left, kind) == body_key(right, kind) for kind in _STATE_OR_BODY)


_MANY_HOLD_IT = frozenset(
    {"official", "aide", "adviser", "member", "spokesperson", "senator", "representative", "lawmaker", "diplomat",
     "analyst", "expert", "officer", "lawyer", "journalist", "reporter", "senior official", "top official", "activist"}
)  # fmt: skip


def _unique_office(actor: LocalActor) -> bool:
    """An office that one person holds at a time, named with "the" or without an article."""
    for held in actor.offices:
        indefinite = held.evidence.quote.lower().startswith(("a ", "an ", "one ", "some "))
        if held.office.of and held.office.key not in _MANY_HOLD_IT and not indefinite:
            return True
    return False


def _keys(actor: LocalActor) -> set[str]:
    names = [n for n in actor.names if n.lower() not in label_words()]  # "Democratic" is of the party as of its voters
    solid = {key for name in (actor.name, *names) if (key := solid_key(name, actor.kind))}
    return solid | {body_key(name, actor.kind) for name in (actor.name, *names)}


def _reason(feature: str, score: float, left: LocalActor, right: LocalActor) -> Reason:
    return Reason(feature=feature, score=score, left=left.name, right=right.name)
