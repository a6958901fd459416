"""Silver labels for pronouns out of unlabelled text: what gender tells is taken away, what it told stays as the label.

Where a text speaks of one woman and of men, "she" is she. *Levelled*, everybody in it is renamed and given one gender, pronouns,
honorifics and all: the pronoun is now as ambiguous as those of GAP, and its antecedent is still known. *Masked* (WikiCREM,
Kocijan et al. 2019), a name that is repeated gives way to a pronoun, and its other mentions are the antecedents.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from communique.encoder.schema import TAG_HEADS
from communique.encoder.session import Model
from communique.encoder.words import Words, split_words
from communique.lexicon import given_gender
from communique.read.naming.mentions import LocalActor, group_names
from communique.read.naming.names import tagged_names
from communique.read.scores import WordScores

GENDER = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
TO_FEMALE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
TO_MALE = {"she": "he", "hers": "his", "herself": "himself"}  # "her" is told apart by what follows
NOUNS = [
    ("husband", "wife"), ("father", "mother"), ("son", "daughter"), ("brother", "sister"), ("man", "woman"), ("men", "women"),
    ("boy", "girl"), ("king", "queen"), ("prince", "princess"), ("spokesman", "spokeswoman"), ("chairman", "chairwoman"),
    ("congressman", "congresswoman"), ("businessman", "businesswoman"), ("uncle", "aunt"), ("nephew", "niece"),
    ("actor", "actress"), ("gentleman", "lady"), ("grandfather", "grandmother"), ("mr", "ms"), ("mr", "mrs"), ("sir", "dame"),
]  # fmt: skip
NOT_POSSESSED = frozenset(
    "to in at on the a an that this and or but for with as by of from into about over when while if because who which after "
    "before he she they it is was were are had has have will would could not out up down off away back again too so than".split()
)
OBJECT = frozenset(
    "of to with for by against from on about at than like between behind toward towards over under beside around upon "
    "told asked called urged joined met beat defeated backed supported endorsed accused criticized criticised praised "
    "including helped saw attacked named appointed married followed succeeded replaced made let gave sent".split()
)
SUBJECT_NEXT = re.compile(
    r"(?:is|was|has|had|will|would|could|should|can|may|might|did|does|also|never|said|says|told|went|came|took|made|won|"
    r"began|became|left|got|gave|met|held|ran|led|saw|knew|thought|\w{3,}ed)$"
)
SUBJECT_BEFORE = frozenset('that when while if because as but and said , “ " since after before where why how'.split())
SURE, INSIDE, LEAST = 0.9, 0.5, 0.3
TITLES = frozenset("Mr Mrs Ms Dr Sen Rep Gov Gen Col Sgt Lt Prof St Rev".split())
OPENING = frozenset('. ” " ? ! “'.split())
LATELY = 60  # words that a masked name's mention before it may lie back
MASKED = 0.6  # share of the eligible names that give way


@dataclass
class Person:
    """Somebody that a text names: where, and of what gender if that is known."""

    spans: list[tuple[int, int]]
    gender: str | None
    tokens: list[tuple[str, bool]] = field(default_factory=list)  # (token, whether it is a family name)


@dataclass
class Read:
    """A text, its persons, and which of them its pronouns mean: (offset of the pronoun, index of the person)."""

    text: str
    persons: list[Person]
    links: list[tuple[int, int]]
    words: Words


@dataclass
class Edited:
    """A changed text: spans of each person, and its labelled pronouns (offset, person, how it was made)."""

    text: str
    persons: list[list[tuple[int, int]]]
    links: list[tuple[int, int, str]]


def read(text: str, model: Model) -> Read:
    """Persons by our own tagger, and the pronouns of which gender leaves no doubt whom they mean."""
    words = split_words(text)
    scores = WordScores(words, np.zeros((len(words), sum(map(len, TAG_HEADS.values()))), np.float16))
    rows: dict[int, tuple[int, np.ndarray]] = {}
    for scored in model.scored(words):
        w = scored.window
        scores.tags[w.core_start : w.core_end] = scored.tags[w.core_start - w.start : w.core_end - w.start]
        asked = np.array([i for i in range(w.core_start, w.core_end) if words[i].lower() in GENDER], np.int64)
        if len(asked):
            for anchor, row in zip(asked, scored.antecedents(asked - w.start), strict=True):
                rows[int(anchor)] = (w.start, row)
    actors = [a for a in group_names(text, tagged_names(scores)) if a.kind == "person" and a.person]
    persons = [_person(a) for a in actors]
    owner = {w: i for i, p in enumerate(persons) for s, e in p.spans for w in words.at(s, e)}
    links = []
    for anchor, (start, row) in rows.items():
        who = _meant(GENDER[words[anchor].lower()], start, row, persons, owner)
        if who is not None:
            links.append((int(words.starts[anchor]), who))
    return Read(text, persons, links, words)


def _person(actor: LocalActor) -> Person:
    assert actor.person is not None
    gender = actor.gender or (given_gender(actor.person.given) if actor.person.given else None)
    tokens = []
    for name in actor.names:
        parts = re.findall(r"[\w’'-]+", name.text)
        tokens += [(part, n == len(parts) - 1 and part != actor.person.given) for n, part in enumerate(parts)]
    return Person(sorted((n.start, n.end) for n in actor.names), gender, tokens)


def _meant(gender: str, start: int, row: np.ndarray, persons: list[Person], owner: dict[int, int]) -> int | None:
    """The person that a pronoun means: the one of its gender, unless one of unknown gender or nobody named is likely."""
    mass: dict[int, float] = {}
    there = set()
    for at, p in enumerate(row[:-1]):
        who = owner.get(start + at)
        if who is not None and persons[who].gender in (gender, None):
            mass[who] = mass.get(who, 0.0) + float(p)
            there.add(who)
    if not mass:
        return None
    best = max(mass, key=lambda k: mass[k])
    total = sum(mass.values())
    sure = mass[best] >= SURE * total and total >= INSIDE
    only = len(there) == 1 and persons[best].gender == gender and mass[best] >= LEAST
    return best if sure or only else None


def pools(texts: Iterable[Read]) -> dict[str, list[str]]:
    """Names to rename with, out of the texts themselves: given names by gender, and family names."""
    out: dict[str, set[str]] = {"male": set(), "female": set(), "family": set()}
    for one in texts:
        for person in one.persons:
            for token, family in person.tokens:
                if not (token.isalpha() and token[0].isupper() and len(token) > 2):
                    continue
                gender = given_gender(token)
                if family and gender is None:
                    out["family"].add(token)
                elif not family and gender:
                    out[gender].add(token)
    return {k: sorted(v) for k, v in out.items()}


def levelled(one: Read, names: dict[str, list[str]], rng: random.Random, *, mask: bool) -> Edited:
    """One gender for all and new names; with `mask` repeated names give way to pronouns, too."""
    gender = rng.choice(["male", "female"])
    edits: list[tuple[int, int, str]] = []
    masks = _masks(one, gender, rng) if mask else {}
    new: dict[str, str] = {}
    taken = set()
    for who, person in enumerate(one.persons):
        families = dict(person.tokens)
        for s, e in person.spans:
            taken.update(range(s, e))
            if (s, e) in masks:
                continue
            for m in re.finditer(r"[\w’'-]+", one.text[s:e]):
                token = m[0]
                if len(token) < 3 or not token[0].isupper() or token.rstrip(".") in ("Jr", "Sen", "Rep", "Gov"):
                    continue
                if token not in new:
                    new[token] = rng.choice(names["family" if families.get(token, True) else gender])
                edits.append((s + m.start(), s + m.end(), new[token]))
    edits += [(s, end, to) for (s, _), (end, to, _) in masks.items()]
    edits += [x for x in _regendered(one, gender) if x[0] not in taken]
    text, moved = apply(one.text, edits)
    persons = [[(moved(s), moved(e)) for s, e in p.spans if (s, e) not in masks] for p in one.persons]
    links = [(moved(at), who, "levelled") for at, who in one.links]
    links += [(moved(s), who, "masked") for (s, _), (_, _, who) in masks.items()]
    return Edited(text, persons, sorted(links))


def _regendered(one: Read, gender: str) -> Iterator[tuple[int, int, str]]:
    words = one.words
    nouns = {b if gender == "male" else a: a if gender == "male" else b for a, b in NOUNS}
    for w in range(len(words)):
        low = words[w].lower()
        to = None
        if low in nouns:
            to = nouns[low]
        elif GENDER.get(low, gender) != gender:
            if gender == "female":
                to = TO_FEMALE[low]
            elif low == "her":
                after = words[w + 1].lower() if w + 1 < len(words) else "."
                to = "him" if not after[0].isalpha() or after in NOT_POSSESSED else "his"
            else:
                to = TO_MALE[low]
        if to:
            cased = (
                to.upper() if words[w].isupper() and len(low) > 1 else to.capitalize() if words[w][0].isupper() else to
            )
            yield (*words.span(w, w), cased)


def _masks(one: Read, gender: str, rng: random.Random) -> dict[tuple[int, int], tuple[int, str, int]]:
    """Spans of repeated names: how far the pronoun reaches that takes their place, the pronoun, and whose they are."""
    out = {}
    for who, person in enumerate(one.persons):
        last = None
        for s, e in person.spans:
            covered = one.words.at(s, e)
            if not covered:
                continue
            near = last is not None and covered[0] - last <= LATELY
            slot = _slot(one.words, covered[0], covered[-1], gender) if near and rng.random() < MASKED else None
            if slot:
                out[s, e] = (*slot, who)
            else:
                last = covered[-1]
    return out


def _slot(words: Words, first: int, last: int, gender: str) -> tuple[int, str] | None:
    """Where a name ends that a pronoun may replace, with its genitive, and the pronoun by its place in the sentence."""
    before = words[first - 1] if first else "."
    after = [words[w] if w < len(words) else "." for w in range(last + 1, last + 4)]
    end, he = int(words.ends[last]), gender == "male"
    if before[0].isupper() or (before == "." and first > 1 and words[first - 2] in TITLES):
        return None
    if after[0] in ("’", "'") and after[1] == "s":
        return (int(words.ends[last + 2]), "his" if he else "her") if after[2][0].isalpha() else None
    ends = not after[0][0].isalnum() or after[0].lower() in NOT_POSSESSED
    if before.lower() in OBJECT and ends and after[0] != ",":
        return end, "him" if he else "her"
    opens = bool(before in OPENING or words.breaks[first])
    if (opens or before.lower() in SUBJECT_BEFORE) and SUBJECT_NEXT.match(after[0].lower()):
        to = "he" if he else "she"
        return end, to.capitalize() if opens else to
    return None


def apply(text: str, edits: list[tuple[int, int, str]]):
    """The text after the edits (none overlap), and where an offset of the old text stands in the new one."""
    pieces, at, shift = [], 0, [(0, 0)]
    for start, end, to in sorted(edits):
        if start < at:
            continue
        pieces += [text[at:start], to]
        at = end
        shift.append((end, shift[-1][1] + len(to) - (end - start)))
    pieces.append(text[at:])
    ends = np.array([e for e, _ in shift])

    def moved(offset: int) -> int:
        return offset + shift[int(np.searchsorted(ends, offset, side="right")) - 1][1]

    return "".join(pieces), moved
