"""A story laid out for comparing: reports, their clauses, and what is known about each clause.

Everything later stages ask of a clause (words, numbers, days, actors, whose words, negation, tense) is worked out
once here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.polarity import Tone, tone_of
from communique.compare.clauses.quantities import Quantity, quantities
from communique.compare.clauses.sentences import Span, clauses, sentences
from communique.compare.clauses.words import Token, rarity, read_yaml, tokens
from communique.record import Evidence, Linkage, Reading, Statement, evidence_of


@dataclass(frozen=True, slots=True)
class When:
    """A time in a text and the days that it covers."""

    span: Span
    text: str
    moment: Moment


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A stretch of one report that says one thing."""

    number: int
    report: Report
    span: Span
    sentence: Span
    words: tuple[Token, ...]
    content: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    whens: tuple[When, ...]
    actors: frozenset[str]
    named: tuple[frozenset[str], ...]  # of the persons that it calls by a name, the words of all their names
    myself: frozenset[str]  # the words of the names of whoever says "I" in it
    statement: Statement | None
    speakers: tuple[str, ...]
    tone: Tone
    denied: bool  # the cue that holds it says that it is not so: "denied that", "dismissed as untrue"
    in_title: bool

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.report.text[self.span[0] : self.span[1]]

    @property
    def article(self) -> str:
        """Id of its article."""
        return self.report.id

    @property
    def negative(self) -> bool:
        """Whether it is told not to be so, by a negation of its own or by its cue."""
        return self.tone.negative != self.denied

    @property
    def siblings(self) -> Sequence[Clause]:
        """The clauses of its sentence, itself among them, in order."""
        return self.report.by_sentence.get(self.sentence, ())

    @property
    def whole(self) -> Span:
        """Where it stands with who does it: "to reopen the bridge" tells nothing without "The two agreed"."""
        siblings = self.siblings
        at = next((i for i, c in enumerate(siblings) if c is self), 0)
        if not at or self.words[0].text != "to" or siblings[at - 1].statement is self.statement:
            return self.span
        before = siblings[at - 1].span
        return (before[0], self.span[1]) if self.report.text[before[1] : self.span[0]].isspace() else self.span

    def evidence(self) -> tuple[Evidence, ...]:
        """The clause as evidence."""
        return evidence_of(self.report.id, self.report.text, [self.span])


@dataclass(slots=True, eq=False)
class Report:
    """One article of the story."""

    index: int
    reading: Reading
    group: str
    clauses: list[Clause] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    values: dict[float, list[Quantity]] = field(default_factory=dict)
    by_sentence: dict[Span, list[Clause]] = field(default_factory=dict)
    attributing: list[Span] = field(default_factory=list)  # where cues and sources of its statements stand

    @property
    def id(self) -> str:
        """The article's id."""
        return self.reading.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    @property
    def published(self) -> Moment | None:
        """When it was published."""
        return moment(self.reading.article.published)

    @property
    def primary(self) -> bool:
        """Whether it is a transcript or an official release, which others can be checked against."""
        return self.reading.article.genre in ("release", "transcript")

    @property
    def name(self) -> str:
        """What a reader knows it by."""
        article = self.reading.article
        return article.outlet or article.path.rsplit("/", 1)[-1]


@dataclass(slots=True, eq=False)
class Story:
    """Everything that is compared, in an order that depends on content alone: by day, then id."""

    linkage: Linkage
    reports: list[Report]
    clauses: list[Clause]
    actor_names: dict[str, str]

    def report_of(self, article: str) -> Report:
        """The report with that article id."""
        return next(r for r in self.reports if r.id == article)

    def independent(self, articles: Iterable[str]) -> int:
        """How many independent sources the articles make."""
        groups = {r.id: r.group for r in self.reports}
        return len({groups[a] for a in articles})

    def speakers(self, statement: Statement) -> tuple[str, ...]:
        """Actor ids behind a statement; when it was not linked, its speaker's name stands in."""
        linked = self.linkage.speakers.get(statement.id, ())
        return tuple(linked) or ((f"name:{statement.speaker}",) if statement.speaker else ())

    def name(self, actor: str) -> str:
        """The name of an actor id."""
        return self.actor_names.get(actor, actor.removeprefix("name:"))


def lay_out(linkage: Linkage, readings: Sequence[Reading]) -> Story:
    """The story of `linkage`; readings of other stories are left aside."""
    inside = set(linkage.articles)
    chosen = sorted(
        (r for r in readings if r.article.id in inside), key=lambda r: (r.article.published or "9999", r.article.id)
    )
    groups = {s.article: s.witness for s in linkage.sources}
    reports = [Report(i, r, groups.get(r.article.id, r.article.id)) for i, r in enumerate(chosen)]
    story = Story(linkage, reports, [], {a.id: a.name for a in linkage.actors})
    mentions = _mentions(linkage)
    people = {
        a.id: frozenset(w for n in a.names for w in n.lower().split()) for a in linkage.actors if a.kind == "person"
    }
    for report in reports:
        report.statements = list(report.reading.statements)
        report.attributing = [span for s in report.statements for span in (*s.cue, *s.source)]
        for clause in _clauses(story, report, mentions.get(report.id, []), people, len(story.clauses)):
            report.clauses.append(clause)
            report.by_sentence.setdefault(clause.sentence, []).append(clause)
            for quantity in clause.quantities:
                report.values.setdefault(quantity.value, []).append(quantity)
            story.clauses.append(clause)
    return story


def _mentions(linkage: Linkage) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for actor in linkage.actors:
        for mention in actor.mentions:
            found.setdefault(mention.article, []).append((*mention.span, actor.id))
    return {article: sorted(places) for article, places in found.items()}


def _clauses(
    story: Story,
    report: Report,
    mentions: list[tuple[int, int, str]],
    people: Mapping[str, frozenset[str]],
    number: int,
) -> Iterator[Clause]:
    text = report.text
    held = _Holdings(report.statements)
    untrue = {s.id for s in report.statements if _denied_by(text, s)}
    times = [(t.span, t, moment(t.value)) for t in report.reading.times]
    starts = [m[0] for m in mentions]
    borders = sorted({edge for s in report.statements for span in s.content for edge in span})
    for sentence, kind in sentences(report.reading.article):
        closed = [span for span, t, _ in times if t.type in ("DATE", "TIME") and _meet(span, sentence)]
        inner = [b for b in borders if sentence[0] < b < sentence[1]]
        for span in clauses(text, sentence, inner):
            words = tuple(tokens(text, *span))
            content = tuple(w for w in words if not w.small)
            if not content:
                continue
            statement = held.at(span)
            said_by = story.speakers(statement) if statement else ()
            here = mentions[bisect_right(starts, span[0] - 1) : bisect_right(starts, span[1])]
            yield Clause(
                number=number,
                report=report,
                span=span,
                sentence=sentence,
                words=words,
                content=content,
                quantities=quantities(text, words, closed),
                whens=tuple(
                    When(s, t.text, m) for s, t, m in times if m and _meet(s, span) and _names_day(t.type, t.text)
                ),
                actors=frozenset(a for s, e, a in here if e <= span[1]),
                named=tuple(
                    people[a]
                    for s, e, a in here
                    if e <= span[1] and a in people and not people[a].isdisjoint(text[s:e].lower().split())
                ),
                myself=frozenset(w for a in said_by for w in people.get(a, ()))
                if not _FIRST_PERSON.isdisjoint(w.text for w in words)
                else frozenset(),
                statement=statement,
                speakers=said_by,
                tone=tone_of(words),
                denied=statement is not None and statement.id in untrue,
                in_title=kind == "title",
            )
            number += 1


_DAY_WORD = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|to-day|yesterday|tomorrow|last night|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}"
)


def _names_day(kind: str, text: str) -> bool:
    """Dates, and clock times that name their day ("Friday night"); "the afternoon" alone names none."""
    return kind == "DATE" or (kind == "TIME" and bool(_DAY_WORD.search(text)))


def two_persons(one: Clause, other: Clause) -> bool:
    """Whether each of two clauses names a person of whom the other has no name: two people may do one thing."""
    return names_another(one, other) and names_another(other, one)


def two_doers(one: Clause, other: Clause) -> bool:
    """Whether two clauses name two persons, or one says "I" of somebody else than the other names."""
    if two_persons(one, other):
        return True
    return any(
        a.myself and b.named and all(names.isdisjoint(a.myself) for names in b.named)
        for a, b in ((one, other), (other, one))
    )


_FIRST_PERSON = frozenset(("I", "me", "my", "My", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"))


def names_another(one: Clause, other: Clause) -> bool:
    """Whether a clause names a person of whom the other has no name."""
    words = other.text.lower().replace("’s", "").replace("'s", "").split()
    printed = {w.strip(".,;:()\"“”‘’'") for w in words}
    return any(names.isdisjoint(printed) for names in one.named)


class _Holdings:
    """Whose words stand where: the innermost statement over a stretch."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._pieces = sorted((s, e, i) for i, st in enumerate(statements) for s, e in st.content)
        self._statements = statements
        self._starts = [start for start, _, _ in self._pieces]
        self._longest = max((end - start for start, end, _ in self._pieces), default=0)

    def at(self, span: Span) -> Statement | None:
        """The shortest statement that covers more than half of `span`."""
        best: tuple[int, Statement] | None = None
        first, last = (bisect_left(self._starts, place) for place in (span[0] - self._longest, span[1]))
        for start, end, index in self._pieces[first:last]:
            overlap = min(end, span[1]) - max(start, span[0])
            if overlap * 2 > span[1] - span[0]:
                length = sum(e - s for s, e in self._statements[index].content)
                if best is None or length < best[0]:
                    best = (length, self._statements[index])
        return best[1] if best else None


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _denied_by(text: str, statement: Statement) -> bool:
    """Whether the cue of a statement says that its content is not so: "denied", "dismissed as untrue"."""
    cue = " ".join(text[s:e] for s, e in statement.cue).lower().replace("’", "'")
    return _denying().search(cue) is not None


@cache
def _denying() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("denials.yaml")["denying_cues"]))


@cache
def weight(word: str) -> float:
    """What a lemma weighs when clauses are compared."""
    return rarity(word)
