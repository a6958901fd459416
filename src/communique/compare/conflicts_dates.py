"""Days that cannot both be right: one event, told as of two days."""

from __future__ import annotations

from communique.compare.align import Pairing
from communique.compare.clashes import Clash, Evidenced, Place, by_parties, day_named, one_wave, topic_of
from communique.compare.moments import Moment, moment
from communique.compare.story import Clause, When
from communique.record import LinkedEvent

_TOPIC = 0.5
_FEW_DAYS = 62  # intervals longer than this are too coarse to contradict one another


def date_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between days of aligned clauses, and between days of one linked event."""
    out = []
    for pairing in seen.pairings:
        left, right = pairing.left, pairing.right
        if pairing.score < _TOPIC or not pairing.features["other_day"] or not one_wave(left, right):
            continue
        if left.tone.future != right.tone.future or pairing.features["polarity"]:
            continue
        if len(left.whens) != 1 or len(right.whens) != 1:
            continue
        if _rivals(left.whens[0].moment, right.whens[0].moment) and not _known(left, right):
            out.append(_clash(pairing, left.whens[0], right.whens[0]))
    for event in seen.story.linkage.events:
        out.extend(_of_event(seen, event))
    return out


def _rivals(one: Moment, other: Moment) -> bool:
    return max(one.days, other.days) <= _FEW_DAYS and not one.meets(other)


def _known(left: Clause, right: Clause) -> bool:
    """Whether each report names the day of the other too: then the days are two, not two versions of one."""
    return day_named(right.report, left.whens[0].moment) and day_named(left.report, right.whens[0].moment)


def _clash(pairing: Pairing, one: When, other: When) -> Clash:
    left, right = pairing.left, pairing.right
    return Clash(
        kind="date",
        left=Place(left, left.span, one.text),
        right=Place(right, right.span, other.text),
        topic=f"day: {topic_of(pairing)}",
        strength="hard",
        confidence=round(min(0.95, 0.45 + pairing.score / 2), 2),
        reasons=(
            f"“{one.text}” is {_iso(one.moment)}, “{other.text}” is {_iso(other.moment)}",
            f"both speak of {topic_of(pairing)} (alignment {pairing.score:.2f})",
        ),
        parties=by_parties(left, right),
    )


def _iso(when: Moment) -> str:
    return when.first.isoformat() if when.days == 1 else f"{when.first.isoformat()} to {when.last.isoformat()}"


def _of_event(seen: Evidenced, event: LinkedEvent) -> list[Clash]:
    """Reports of one wave that date one linked event differently, day against day."""
    dated = [(a, m) for a, value in sorted(event.dates.items()) if (m := moment(value)) and m.days == 1]
    out: list[Clash] = []
    for i, (a, one) in enumerate(dated):
        for b, other in dated[i + 1 :]:
            statuses = {event.statuses.get(a, "unknown"), event.statuses.get(b, "unknown")}
            if one.meets(other) or len(statuses) > 1 or event.independent < 2:
                continue
            left, right = _clause_of(seen, event, a), _clause_of(seen, event, b)
            if left and right and one_wave(left, right) and left.whens and right.whens:
                values = (_iso(one), _iso(other))
                out.append(
                    Clash(
                        "date", Place(left, left.span, values[0]), Place(right, right.span, values[1]), f"day: {event.name}",
                        "hard", 0.7, (f"linked as one event ({event.name}): {values[0]} against {values[1]}",),
                        by_parties(left, right),
                    )
                )  # fmt: skip
    return out


def _clause_of(seen: Evidenced, event: LinkedEvent, article: str) -> Clause | None:
    spans = [e.span for e in event.evidence if e.article == article]
    if not spans:
        return None
    report = seen.story.report_of(article)
    return next((c for c in report.clauses if c.span[0] <= spans[0][0] < c.span[1]), None)
