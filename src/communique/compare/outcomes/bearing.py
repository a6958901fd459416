"""Which later sentences bear on a promise: named features of the two, weighed by `data/fates.yaml`.

The features ask whether the sentence speaks of the same act, object, actor, number and term, whether it recalls that something was
promised ("due", "had vowed"), and whether the words just before it, which it may point back to, are on the matter.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from communique.compare.clauses.related import neighbours
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import (
    concept_keys,
    likeness,
    maybe_opposed,
    opposite,
    opposite_names,
    read_yaml,
)
from communique.compare.outcomes.promises import Pledge
from communique.compare.outcomes.vocabulary import LIKE, Vocabulary

_MOST, _LEAST = 200, 30  # sentences looked at for one promise; in large stories thousands share a word with it
_NEAR = 0.5  # what a related word is worth beside one alike, where candidates are chosen
_PAIRS = 60_000  # of promises and sentences in one story: twenty transcripts have a thousand promises


@dataclass(frozen=True, eq=False)  # no slots: what many promises ask of it is worked out once
class Later:
    """A sentence of a report, as something that may tell what became of earlier words."""

    report: Report
    span: tuple[int, int]
    clauses: tuple[Clause, ...]
    lemmas: frozenset[str]
    before: frozenset[str]
    first: bool
    newest: bool
    promises: bool

    @cached_property
    def named(self) -> frozenset[str]:
        """What its lemmas go by where opposites are listed."""
        return frozenset(name for lemma in self.lemmas for name in opposite_names(lemma))

    @cached_property
    def text(self) -> str:
        """Its words in lower case, apostrophes straight."""
        return self.report.text[self.span[0] : self.span[1]].lower().replace("’", "'")

    @cached_property
    def marked(self) -> bool:
        """Whether it has any mark of `outcomes.yaml`."""
        return marked(self.text)

    @cached_property
    def recalled(self) -> frozenset[str]:
        """The kinds of lines that it recalls somebody to have said before."""
        return frozenset(kind for kind in read_yaml("outcomes.yaml")["recalled"] if _recalling(kind).search(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """Its words in lower case, without a possessive."""
        return frozenset(w.text.lower().removesuffix("'s") for c in self.clauses for w in c.words)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A later sentence beside a promise: how likely it bears on it, the features, and the words they share."""

    later: Later
    clause: Clause
    score: float
    features: dict[str, float]
    shared: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, str], ...] = ()


class Followers:
    """The sentences of one story, found by the words they share with a promise."""

    def __init__(self, story: Story, promises: int) -> None:
        self._most = max(_LEAST, min(_MOST, _PAIRS // max(1, promises)))
        last = max((r.published.first for r in story.reports if r.published), default=None)
        newest = {r.id for r in story.reports if r.published and r.published.first == last}
        self.sentences = [s for report in story.reports for s in _sentences(report, report.id in newest)]
        self._reports = story.reports
        self.words = Vocabulary(word for s in self.sentences for word in (*s.lemmas, *s.before))
        self._of_report: dict[int, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentences):
            self._of_report[sentence.report.index].append(i)
        self._postings: dict[str, set[int]] = defaultdict(set)
        self._near: dict[str, set[int]] = defaultdict(set)
        for i, sentence in enumerate(self.sentences):
            for key in {k for w in sentence.lemmas for k in concept_keys(w)}:
                self._postings[key].add(i)
            for word in sentence.lemmas:
                self._near[word].add(i)

    def bearing(self, pledge: Pledge) -> list[Bearing]:
        """Later sentences that may bear on the promise, the likeliest first; ties by place."""
        most, out, found = 0.0, [], []
        for later in (self.sentences[i] for i in self._candidates(pledge)):
            said = said_in(pledge, later, self.words)
            most = max(most, _cover(pledge, said))
            if not pledge.matter.isdisjoint(said) or _may_be_tied(pledge, later, said):
                found.append(measured(pledge, later, self.words))
        for one in (b for b in found if any(b.features[n] for n in ("grounded", "tied", "points back"))):
            features = one.features | {"closest": one.features["cover"] / most if most else 0.0}
            out.append(replace(one, score=weighed("bears", features), features=features))
        return sorted(out, key=lambda b: (-round(b.score, 6), b.later.report.index, b.later.span))

    def _candidates(self, pledge: Pledge) -> list[int]:
        """Sentences that share a word with it, those that share most where there are many, and those right behind one."""
        worth: dict[int, float] = defaultdict(float)
        for lemma, weight in pledge.told.items():
            alike = {i for key in concept_keys(lemma) for i in self._postings.get(key, ())}
            for i in alike:
                worth[i] += weight
            for i in {i for word in neighbours(lemma) for i in self._near.get(word, ())} - alike:
                worth[i] += _NEAR * weight
        late = {i for r in self._reports if pledge.followed_by(r) for i in self._of_report[r.index]}
        hits = sorted(worth.keys() & late, key=lambda i: (-round(worth[i], 6), i))[: self._most]
        return sorted({*hits, *(i + 1 for i in hits)} & late)


Said = Mapping[str, tuple[str, float]]
"""Words of a promise, each with the word of a later sentence that is like it and how much it is."""


def said_in(pledge: Pledge, later: Later, words: Vocabulary) -> Said:
    """The words of the promise that the sentence has."""
    return {w: best for w in pledge.told if (best := words.best(w, later.lemmas))[1]}


def _cover(pledge: Pledge, said: Said) -> float:
    total = sum(pledge.told.values()) or 1.0
    return sum(pledge.told[w] * like for w, (_, like) in said.items()) / total


def _may_be_tied(pledge: Pledge, later: Later, said: Said) -> bool:
    """Whether a sentence without a plain word of the line can be tied to it or point back; most cannot, and need not be measured."""
    if _POINTS.search(later.text) is not None and (later.recalled or later.marked):
        return True
    rest = later.lemmas - {b for b, _ in said.values()}
    near = any(w not in said and not neighbours(w).keys().isdisjoint(rest) for w in pledge.matter)
    return near or _same_day(pledge, later) or _same_number(pledge, later)


def measured(pledge: Pledge, later: Later, words: Vocabulary) -> Bearing:
    """The features of one later sentence beside a promise, not weighed yet; `words` are those of the story."""
    said = said_in(pledge, later, words)
    around = {
        w
        for w in pledge.told
        if w not in said and (w in later.before or not words.like(w).keys().isdisjoint(later.before))
    }
    total = sum(pledge.told.values()) or 1.0
    rarest = max(pledge.told.values(), default=1.0) or 1.0
    recalled, points = _recalls(pledge.kind, later), _POINTS.search(later.text) is not None
    heard = {b for b, _ in said.values()}
    rest = later.lemmas - heard
    near = {w: best for w in pledge.told if w not in said and (best := _nearest(w, rest))[1]}
    clause = max(
        later.clauses, key=lambda c: (_told_in(c, said, pledge), len({w.lemma for w in c.content} & heard), -c.number)
    )
    features = {
        "cover": _cover(pledge, said),
        "plain": sum(pledge.told[w] * like for w, (_, like) in said.items() if w not in pledge.names) / total,
        "names only": float(bool(said) and all(w in pledge.names for w in said)),
        "promises": float(later.promises),
        "rarest": max((pledge.told[w] for w in said), default=0.0) / rarest,
        "count": min(4, len(said)) / 4,
        "act": float(any(w in said for w in pledge.acts)),
        "opposed": float(
            any(opposite(a, w) for a in pledge.acts if maybe_opposed(a, later.named) for w in later.lemmas)
        ),
        "around": sum(pledge.told[w] for w in around) / total,
        "points back": float(len(around) > len(said) and points and (bool(recalled) or later.marked)),
        "actor": float(_names_actor(pledge, later)),
        "number": float(_same_number(pledge, later)),
        "day": float(_same_day(pledge, later)),
        "recalls": float(recalled == "own"),
        "recalls other": float(recalled == "other"),
        "marked": float(later.marked),
        "ahead": float(any(c.tone.future for c in later.clauses) and not recalled),
        "first": float(later.first),
        "newest": float(later.newest),
        "another": float(_names_another(pledge, later)),
        "closest": 1.0,
        "related": sum(pledge.told[w] * like for w, (_, like) in near.items()) / total,
        "act related": float(any(w in near for w in pledge.acts)),
        "grounded": float(bool(pledge.matter & said.keys())),
    }
    features["tied"] = float(_tied(pledge, said, near, features))
    return Bearing(
        later,
        clause,
        0.0,  # of all that bear on it `Followers.bearing` knows the closest, and weighs them
        features,
        tuple((w, b) for w, (b, _) in sorted(said.items())),
        tuple((w, b) for w, (b, _) in sorted(near.items())),
    )


def _sentences(report: Report, newest: bool) -> Iterator[Later]:
    """The sentences of a report in order; headings tell nothing themselves, but what they name is on the table."""
    title: frozenset[str] = frozenset()
    before, first = title, True
    for span, clauses in report.by_sentence.items():
        told = tuple(c for c in clauses if c.content)
        lemmas = frozenset(w.lemma for c in told for w in c.content)
        if told and (told[0].in_title or (span[0] == 0 and report.text[span[1] - 1].isalnum())):
            title |= lemmas
            before = title
            continue
        if not told:
            continue
        promises = any(a < span[1] and span[0] < e for f in report.reading.forward for a, e in f.spans)
        yield Later(report, span, told, lemmas, before, first, newest, promises)
        before, first = lemmas | title, False


_POINTS = re.compile(
    r"^[\"“‘]?(?:but |and |yet )?(?:it|he|she|they|none|neither|nobody|nothing|this|that|these|those|both|all|some|of (?:the|them|it)|"
    r"the (?:promise|pledge|deadline|date|day|term|offer|demand|threat|plan|vow|undertaking|ultimatum|condition|forecast)s?)\b"
)


def _told_in(clause: Clause, said: Mapping[str, tuple[str, float]], pledge: Pledge) -> float:
    """How much of what the sentence says of the promise stands in one of its clauses."""
    own = {w.lemma for w in clause.content}
    return round(sum(pledge.told[w] for w, (b, _) in said.items() if b in own), 6)


def _names_another(pledge: Pledge, later: Later) -> bool:
    """Whether somebody else than the promise's actor, and not named in the promise, opens the sentence."""
    if not any(p.forward.actor for p in pledge.promises) or _names_actor(pledge, later):
        return False
    opening = [w for w in later.clauses[0].words[:5] if w.start > later.span[0] and w.capital]
    return any(w.lemma not in pledge.told for w in opening)


def _nearest(lemma: str, lemmas: frozenset[str]) -> tuple[str, float]:
    """The related word among these that stands nearest to a lemma; "" and 0 where none is."""
    near = neighbours(lemma)
    if near.keys().isdisjoint(lemmas):
        return "", 0.0
    like, other = max(((near[w], w) for w in near.keys() & lemmas), default=(0.0, ""))
    return other, like


def _tied(
    pledge: Pledge,
    said: Mapping[str, tuple[str, float]],
    near: Mapping[str, tuple[str, float]],
    features: Mapping[str, float],
) -> bool:
    """Whether a sentence without plain words of the line has two ties to it: related words, its number or day, names, its actor.

    Names alone are none: that somebody is heard of again does not tell what became of his promise.
    """
    matter = len(pledge.matter & near.keys()) + features["day"] + features["number"]
    others = any(w in pledge.names and w.lower() not in pledge.actors for w in said)
    return matter > 0 and matter + others + features["actor"] > 1


def _names_actor(pledge: Pledge, later: Later) -> bool:
    return not pledge.actors.isdisjoint(later.names)


def _same_number(pledge: Pledge, later: Later) -> bool:
    return any(q.value in pledge.numbers for c in later.clauses for q in c.quantities)


def _same_day(pledge: Pledge, later: Later) -> bool:
    """A day of the promise, or its term, told again."""
    return any(w.moment.days <= 31 and w.moment.meets(d) for c in later.clauses for w in c.whens for d in pledge.days)


def _recalls(kind: str, later: Later) -> str | None:
    """Whether the sentence recalls that something of this kind ("own") or of another was said before."""
    if kind in later.recalled:
        return "own"
    return "other" if later.recalled else None


@cache
def _recalling(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("outcomes.yaml")["recalled"][kind]))


def marked(words: str, *names: str) -> bool:
    """Whether a mark of the named lists of `outcomes.yaml` (or of any) stands in words in lower case."""
    marks = _marks()
    return any(marks[name].search(words) for name in names or marks)


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(found)) for name, found in read_yaml("outcomes.yaml")["marks"].items()}


def weighed(model: str, features: dict[str, float]) -> float:
    """The probability that a logistic model of `fates.yaml` gives."""
    weights = _weights(model)
    total = weights["bias"] + math.fsum(weights[name] * value for name, value in features.items() if name in weights)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights(model: str) -> dict[str, float]:
    return {name: float(value) for name, value in read_yaml("fates.yaml")[model]["weights"].items()}


def said_of(bearing: Bearing) -> Sequence[str]:
    """The words of the later sentence that the promise has, too."""
    return list(dict.fromkeys(b for _, b in bearing.shared))


_SAME = 0.8  # how alike a word must be to tell that what was ruled out was done
_SURELY = 0.9  # how likely a sentence must bear on a promise to need no more than that
_RARE = 0.35  # weight of a word that is not said of everything
_ALONE = 0.5  # how likely a sentence must bear on a promise of which it has one word only
_ABOUT = 0.12  # share of a sentence's content words that one shared thing must be for the sentence to be about it
_ENDINGS = ("fulfilled", "undone", "late", "instead", "part", "waiting")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday day week month year spring summer autumn winter today tomorrow end beginning".split()
)


def tells_of(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the sentence has enough of the line itself to tell what became of it.

    That is its deed (or the opposite), two things of it, or one thing in a sentence about little else, or with a mark that
    something came to an end. Of what was ruled out a mark is not enough: that somebody is named again, and something else was
    cancelled, does not tell that it was done. Words that the line only borrowed from around it, names and months do not count.
    """
    least = _SAME if pledge.against else LIKE
    own = {
        w: b
        for w, b in bearing.shared
        if w in pledge.matter - _CALENDAR and (w in pledge.acts or likeness(w, b) >= least)
    }
    things = len(own) + bool(bearing.features["number"]) + _on_its_day(pledge, bearing.later)
    deed = own.keys() & pledge.acts
    near = {w for w, _ in bearing.related if w in pledge.matter}
    if bearing.features["actor"] and (deed or near & pledge.acts) and any(w in pledge.names for w, _ in bearing.shared):
        return True
    if _on_its_day(pledge, bearing.later) and marked(bearing.later.text, "fulfilled"):
        return True
    if things >= 2 or (deed and _besides(pledge, bearing)) or (things and bearing.features["opposed"]):
        return True
    if bearing.score >= _SURELY and not pledge.against:
        return True
    named = bearing.features["actor"] or len(bearing.shared) > 1
    if not things or (things == len(deed)) or (bearing.score < _ALONE and not named):
        return False
    if len(set(own.values())) >= _ABOUT * len(bearing.later.lemmas):
        return True
    return not pledge.against and marked(bearing.later.text, *_ENDINGS)


def _besides(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether anything but one word ties the sentence to the line: "open" alone is said of libraries, too.

    A verb of every use needs more than words that the line only borrowed from around it.
    """
    if any(bearing.features[n] for n in ("actor", "recalls", "points back", "day")):
        return True
    told = {w for w, _ in bearing.shared}
    rare = any(pledge.told.get(w, 0.0) >= _RARE for w in told & pledge.acts)
    return len(told) > 1 if rare else len(told & (pledge.matter | pledge.names)) > 1


def _on_its_day(pledge: Pledge, later: Later) -> bool:
    """Whether the very day of the promise is told again, not its month."""
    days = {w.moment for p in pledge.promises for c in p.clauses for w in c.whens} | {pledge.term}
    named = {d for d in days if d is not None and d.days == 1}
    return any(w.moment in named for c in later.clauses for w in c.whens)


_CONTRAST = re.compile(r"\b(?:although|though|while|whereas|but|despite)\b|;")


def region(bearing: Bearing) -> str:
    """What of the later sentence can tell of the promise: where it sets two things against each other, the clauses on its matter."""
    later = bearing.later
    if not _CONTRAST.search(later.text):
        return later.text
    heard = {b for _, b in bearing.shared}
    here = [c for c in later.clauses if heard & {w.lemma for w in c.content}]
    text = later.report.text
    return " ".join(text[c.span[0] : c.span[1]] for c in here or later.clauses).lower().replace("’", "'")
