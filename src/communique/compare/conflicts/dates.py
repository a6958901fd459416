"""Days that cannot both be right: one event, told as of two days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.compare.clauses.anchors import Anchoring, anchoring, around, sentence_words
from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.story import Clause, Report, When, names_another
from communique.compare.clauses.words import likeness
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, by_parties, one_wave
from communique.compare.conflicts.questions import marked
from communique.compare.conflicts.topics import day_told, which_topic
from communique.record import LinkedEvent

_REACH = 13
_EXPLICIT = re.compile(r"(?i)\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_ONE_WORD = 0.95
_NEAR = 100  # two versions of one day seldom lie further apart


def date_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between days of two reports with the same act and thing around them, and of one linked event."""
    out = []
    for (left, one), (right, other) in _candidates(seen):
        anchors = anchoring(seen.aligner, around(left, one.span, _REACH), around(right, other.span, _REACH))
        figures = {q.value for q in left.quantities if q.value >= 10} & {q.value for q in right.quantities}
        if _one_event(seen, left, one, right, anchors, len(figures)):
            out.append(_clash(left, one, right, other, anchors))
    for event in seen.story.linkage.events:
        out.extend(_of_event(seen, event))
    return out


def _candidates(seen: Evidenced) -> Iterator[tuple[tuple[Clause, When], tuple[Clause, When]]]:
    """Pairs of days, each named in one report only, of reports of the same days."""
    dated = [(c, w) for c in seen.story.clauses for w in c.whens if _usable(c, w)]
    known = _Known(seen.story.reports)
    for i, (left, one) in enumerate(dated):
        for right, other in dated[i + 1 :]:
            apart = left.report is not right.report and 0 < one.moment.gap(other.moment) <= _NEAR
            if (
                apart
                and _may_rival(left, one, right, other)
                and not (known.names(right.report, one.moment) or known.names(left.report, other.moment))
            ):
                yield (left, one), (right, other)


def _may_rival(left: Clause, one: When, right: Clause, other: When) -> bool:
    """Whether two days may be two versions of one: both past or both to come, no day in common, no other count."""
    if one.text.lower() == other.text.lower() or any(a.moment.meets(b.moment) for a in left.whens for b in right.whens):
        return False
    if marked("ordinal", left) != marked("ordinal", right):
        return False
    ahead = _ahead(left, one)
    if not one_wave(left, right) or ahead != _ahead(right, other):
        return False
    if not ahead and (_before(left.report, other) or _before(right.report, one)):
        return False  # what one tells as past had not come when the other was printed
    if not ahead and (left.tone.negative != right.tone.negative or left.tone.future != right.tone.future):
        return False
    # another count on another day is another event
    return not any(a.noun and a.noun == b.noun and not a.agrees(b) for a in left.quantities for b in right.quantities)


def _before(report: Report, when: When) -> bool:
    """Whether a report was published before a day."""
    published = report.published
    return published is not None and when.moment.first > published.last


class _Known:
    """Which days each report names, but in a dateline: one that has the other's day, too, tells of two events."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._days = {r.id: {w.moment for c in r.clauses if not _dateline(c) for w in c.whens} for r in reports}
        self._asked: dict[tuple[str, Moment], bool] = {}

    def names(self, report: Report, day: Moment) -> bool:
        """Whether the report names a day that meets `day`, as finely."""
        asked = (report.id, day)
        if asked not in self._asked:
            finest = max(7, day.days)
            self._asked[asked] = any(m.meets(day) and m.days <= finest for m in self._days[report.id])
        return self._asked[asked]


def _usable(clause: Clause, when: When) -> bool:
    """A single day that fits the tense: a weekday of what is told as done cannot lie after the report."""
    if clause.in_title or when.moment.days != 1 or _dateline(clause):
        return False
    return not _ahead(clause, when) or clause.tone.future or bool(_EXPLICIT.search(when.text))


def _dateline(clause: Clause) -> bool:
    """Nothing but names and figures: place and day of a dispatch."""
    return all(w.capital or w.text[0].isdigit() for w in clause.content)


def _ahead(clause: Clause, when: When) -> bool:
    """Whether the day lies after the report."""
    published = clause.report.published
    return published is not None and when.moment.first > published.last


def _one_event(seen: Evidenced, left: Clause, one: When, right: Clause, anchors: Anchoring, figures: int) -> bool:
    """Two words around both days (or one, and a figure; of days to come one), or one act with the same things before."""
    plain = {w.lemma for w in left.content if not w.capital}
    if _ahead(left, one) and anchors.told >= 0.3:
        return True
    shared = sum(a in plain for a, _ in anchors.pairs)
    if not figures and not shared:
        return False
    apart = len(
        {b for _, b in anchors.pairs}
    )  # "passage" and "bill" are not two words in common where both are like "law"
    if shared + figures >= 2 and apart + figures >= 2 and anchors.told + 0.5 * figures >= 0.7:
        return True
    if anchors.told < 0.3 or not any(likeness(a, b) >= _ONE_WORD for a, b in anchors.pairs):
        return False
    wider = anchoring(seen.aligner, _with_before(left), _with_before(right), least=0.9)
    return len({b for _, b in wider.pairs}) >= 2 and wider.told >= 1.2


def _with_before(clause: Clause) -> list:  # type: ignore[type-arg]
    earlier = [c for c in clause.report.clauses if c.span[1] <= clause.sentence[0]]
    before = sentence_words(earlier[-1]) if earlier else []
    return [*before, *sentence_words(clause)]


def _clash(left: Clause, one: When, right: Clause, other: When, anchors: Anchoring) -> Clash:
    return Clash(
        kind="date",
        left=Place(left, left.span, one.text),
        right=Place(right, right.span, other.text),
        topic=which_topic("Which day", left, one.text, other.text),
        strength="hard",
        confidence=round(min(0.9, 0.55 + 0.12 * anchors.told), 2),
        reasons=(
            f"“{one.text}” is {_iso(one.moment)}, “{other.text}” is {_iso(other.moment)}",
            f"the same words stand around both days: {anchors.shown()}",
        ),
        parties=by_parties(left, right),
    )


def _iso(when: Moment) -> str:
    return when.first.isoformat() if when.days == 1 else f"{when.first.isoformat()} to {when.last.isoformat()}"


def _of_event(seen: Evidenced, event: LinkedEvent) -> Iterator[Clash]:
    """Reports of one wave that date one linked event differently, day against day, in words of their own."""
    dated = [(a, m) for a, value in sorted(event.dates.items()) if (m := moment(value)) and m.days == 1]
    for i, (a, one) in enumerate(dated):
        for b, other in dated[i + 1 :]:
            left, right = _clause_of(seen, event, a, one), _clause_of(seen, event, b, other)
            if left is None or right is None or one.meets(other) or event.independent < 2 or not one_wave(left, right):
                continue
            if names_another(left, right) or names_another(right, left):
                continue  # a word may have misled who linked them: the envoy's visit here, "doubts visited the crew" there
            statuses = {event.statuses.get(a, "unknown"), event.statuses.get(b, "unknown")}
            if len(statuses) == 1 and not (_tells(seen, event, a, other) or _tells(seen, event, b, one)):
                reasons = (f"linked as one event ({event.name}): {_iso(one)} against {_iso(other)}",)
                words = _words_of(left, one), _words_of(right, other)
                places = (Place(left, left.span, words[0]), Place(right, right.span, words[1]))
                topic = which_topic("Which day", left, *words)
                yield Clash("date", *places, topic, "hard", 0.7, reasons, by_parties(left, right))


def _words_of(clause: Clause, day: Moment) -> str:
    """The words that name a day, and which day that is: "Sunday (11 May 2031)"."""
    return next(day_told(w.text, day.first) for w in clause.whens if w.moment == day)


def _told(seen: Evidenced, event: LinkedEvent, article: str) -> list[Clause]:
    """The clauses of a report that tell an event."""
    spans = [e.span for e in event.evidence if e.article == article]
    return [c for c in seen.story.report_of(article).clauses if any(c.span[0] <= s < c.span[1] for s, _ in spans)]


def _tells(seen: Evidenced, event: LinkedEvent, article: str, day: Moment) -> bool:
    """Whether a report tells the event of that day, too: then it knows both."""
    return any(w.moment.meets(day) for c in _told(seen, event, article) for w in c.whens)


def _clause_of(seen: Evidenced, event: LinkedEvent, article: str, day: Moment) -> Clause | None:
    """The clause of a report that tells the event with its day."""
    return next((c for c in _told(seen, event, article) if any(w.moment == day for w in c.whens)), None)
