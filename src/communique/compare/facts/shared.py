"""Shared facts: what two or more reports say alike, in the words of each, and how many of them are independent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from communique.compare.clauses.align import Pairing
from communique.compare.clauses.sorting import merged_evidence
from communique.compare.clauses.story import Clause, Report, Story, two_persons
from communique.compare.clauses.words import read_yaml
from communique.compare.facts.rests import rests_on
from communique.lexicon import noun_kind
from communique.record import SharedFact, content_id

SAME_FACT = 0.33
_BUT_FOR_A_DETAIL = 0.45  # clauses this alike tell one fact although a number, a day or a negation differs
_A_MONTH = 31  # days from which on a time in common tells little
_MOSTLY = 0.6  # share of a clause that one shared word must be to be a fact
_SURELY = 0.65  # from here on a pair is one fact whoever spoke
_USUAL = 45  # clauses of a report of usual length
_A_FIFTH, _ALL = 0.2, 0.9  # shares of a clause's weight told in the same words
_TOGETHER = 0.2  # two clauses of one fact that were compared must not look less alike than this


def shared_facts(
    story: Story,
    pairings: Sequence[Pairing],
    opposed: frozenset[tuple[int, int]] = frozenset(),
    contested: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[SharedFact, ...]:
    """Facts of two or more reports. What differs in a detail is one fact only where all else is alike.

    `opposed` names pairs of clauses that contradict each other as wholes: never one fact; `contested` those that differ
    in a number or a day: whoever agrees comes together first.
    """
    silent = {c.number for r in story.reports for c in r.clauses if only_attributes(r, c)}
    agreeing = [
        p
        for p in pairings
        if _one_fact(p)
        and (p.left.number, p.right.number) not in opposed
        and p.left.number not in silent
        and p.right.number not in silent
    ]
    agreeing.sort(key=lambda p: (p.left.number, p.right.number) in contested)
    links: dict[int, list[tuple[int, Pairing]]] = defaultdict(list)
    for rank, pairing in enumerate(agreeing):
        links[pairing.left.number].append((rank, pairing))
    return tuple(_fact(story, group, links) for group in _groups(agreeing, pairings, opposed))


def _one_fact(pairing: Pairing) -> bool:
    longest = max(len(c.report.clauses) for c in (pairing.left, pairing.right))
    least = max(least_alike(longest), SAME_FACT if agrees(pairing) else _BUT_FOR_A_DETAIL)
    return pairing.score >= least and well_tied(pairing)


def well_tied(pairing: Pairing) -> bool:
    """Whether what two clauses share says that they tell one thing: more than a time, a person or who spoke."""
    return _beside_years(pairing) and _beside_a_name(pairing) and not _apart(pairing)


def _apart(pairing: Pairing) -> bool:
    """Whether two clauses tell of two occasions, or of two persons ("spoke today with Envoy A", "with Minister B"), or one is denied."""
    left, right = pairing.left, pairing.right
    if left.denied != right.denied:
        return True
    if two_persons(left, right) and not pairing.features["same_number"]:
        return True
    if pairing.features["other_day"] and _two_papers(pairing):
        return True
    return _only_named(pairing)


def _only_named(pairing: Pairing) -> bool:
    """Whether nothing but a person ties two clauses: who the gunman was is not what he shouted."""
    features = pairing.features
    if pairing.score >= _SURELY or features["covered_more"] >= _MOSTLY:
        return False
    if features["same_number"] or features["same_day"]:
        return False
    names = {w.lemma for c in (pairing.left, pairing.right) for w in c.content if w.capital}
    return all(a in names or "person" in (noun_kind(a), noun_kind(b)) for a, b in pairing.shared)


def least_alike(longest: int) -> float:
    """The threshold of two reports, the longer of which has so many clauses.

    The more there are the more are alike by chance: beyond the usual length the odds asked for grow with their number.
    """
    return 1 / (1 + (1 - SAME_FACT) / SAME_FACT / max(1.0, longest / _USUAL))


def _beside_a_name(pairing: Pairing) -> bool:
    """Whether more than who spoke ties two clauses: of what one man says in a day, two scraps share a word.

    Then a fifth of the fuller clause is told in the same words, or all of the shorter one.
    """
    features = pairing.features
    if not features["same_speaker"] or features["same_number"] or features["same_day"]:
        return True
    if features["exact_less"] >= _A_FIFTH or features["exact_more"] >= _ALL:
        return True
    return pairing.score >= _SURELY and not _two_papers(pairing)


def _two_papers(pairing: Pairing) -> bool:
    """Whether both clauses stand in official papers of different days: who issued them spoke in both."""
    one, other = pairing.left.report, pairing.right.report
    apart = one.published is not None and other.published is not None and not one.published.meets(other.published, 1)
    return one.primary and other.primary and apart


def _beside_years(pairing: Pairing) -> bool:
    """Whether the clauses share more than one thing and a long time: "during the 2040 campaign" is told of many facts."""
    long = [t.span for t in pairing.left.whens if t.moment.days > _A_MONTH]
    when = {w.lemma for w in pairing.left.words if any(s <= w.start < e for s, e in long)}
    told = [a for a, _ in pairing.shared if a not in when]
    if len(told) == len(pairing.shared) or len(told) > 1 or pairing.features["covered_more"] >= _MOSTLY:
        return True
    return bool(told) and pairing.features["same_day"] == 1.0 and pairing.score >= _SURELY


def only_attributes(report: Report, clause: Clause) -> bool:
    """A clause that only says who speaks, or only gives place and day of a dispatch: it reports nothing."""
    if all(w.capital or w.text[0].isdigit() for w in clause.content) or _formula().search(clause.text.lower()):
        return True
    if clause.statement is not None:
        return False
    first, last = clause.content[0].start, clause.content[-1].start
    taken = [(s, e) for s, e in report.attributing if s <= last and first < e]
    left = [w for w in clause.content if not any(s <= w.start < e for s, e in taken)]
    if len(left) < len(clause.content) and len(left) <= 1:
        return True
    # "Baran told journalists in Port Ansel on Friday": who, to whom, where and when
    when = [t.span for t in clause.whens]
    rest = [w for w in left if not (w.capital or any(s <= w.start < e for s, e in when))]
    return all(w.lemma in _beside_speech() or noun_kind(w.text) == "person" for w in rest)


@cache
def _beside_speech() -> frozenset[str]:
    return frozenset(read_yaml("sources.yaml")["beside_speech"])


@cache
def _formula() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("sources.yaml")["formulas"]))


def agrees(pairing: Pairing) -> bool:
    """Whether nothing in the two clauses differs that could not both be true."""
    features = pairing.features
    return not (features["other_number"] or features["other_day"] or features["polarity"])


def _groups(
    agreeing: Sequence[Pairing], pairings: Sequence[Pairing], opposed: frozenset[tuple[int, int]]
) -> list[tuple[Clause, ...]]:
    """Clauses that belong together: the surest pairs first, groups joined only where they agree throughout."""
    known = {(p.left.number, p.right.number): p.score if agrees(p) or _one_fact(p) else -1.0 for p in pairings}
    known.update(dict.fromkeys(opposed, -1.0))
    member: dict[int, list[Clause]] = {}
    for pairing in agreeing:
        one = member.setdefault(pairing.left.number, [pairing.left])
        other = member.setdefault(pairing.right.number, [pairing.right])
        if one is not other and _fit(one, other, known):
            one.extend(other)
            for clause in other:
                member[clause.number] = one
    groups = {id(g): g for g in member.values()}.values()
    spread = [tuple(sorted(g, key=lambda c: c.number)) for g in groups if len({c.article for c in g}) > 1]
    return sorted(spread, key=lambda g: g[0].number)


def _fit(one: Sequence[Clause], other: Sequence[Clause], known: dict[tuple[int, int], float]) -> bool:
    """Two groups join when most of their cross pairs were found alike, and no report gets a second place for it."""
    if {c.article for c in one} & {c.article for c in other}:
        return False
    scores = []
    for a in one:
        for b in other:
            scores.append(known.get((min(a.number, b.number), max(a.number, b.number)), 0.0))
    together = sum(s >= _TOGETHER for s in scores)
    longest = max(len(c.report.clauses) for c in (*one, *other))
    enough = together == len(scores) if longest > _USUAL else together * 2 >= len(scores)
    return min(scores) >= 0 and enough


Ranked = Mapping[int, Sequence[tuple[int, Pairing]]]  # pairings with their rank by the number of the left clause


def _fact(story: Story, clauses: tuple[Clause, ...], agreeing: Ranked) -> SharedFact:
    inside = {c.number for c in clauses}
    ranked = ((rank, p) for number in inside for rank, p in agreeing.get(number, ()) if p.right.number in inside)
    links = [p for _, p in sorted(ranked, key=lambda found: found[0])]
    evidence = merged_evidence(clauses)
    articles = tuple(dict.fromkeys(e.article for e in evidence))
    source, fullest = rests_on(story, clauses), _proposition(clauses, links)
    return SharedFact(
        id=content_id("fact", *(f"{e.article}:{e.span}" for e in evidence)),
        proposition=fullest.report.text[slice(*fullest.whole)],
        evidence=evidence,
        articles=articles,
        independent=1 if source else story.independent(articles),
        rests_on=source,
        reasons=tuple(_reasons(links)),
    )


def _proposition(clauses: Sequence[Clause], links: Sequence[Pairing]) -> Clause:
    """The clause that the others resemble most; the fuller, then the earlier one on a tie."""
    weight: dict[int, float] = defaultdict(float)
    for p in links:
        weight[p.left.number] += p.score
        weight[p.right.number] += p.score
    return max(clauses, key=lambda c: (not c.in_title, round(weight[c.number], 3), len(c.content), -c.number))


def _reasons(links: Sequence[Pairing]) -> Iterable[str]:
    """What the clauses share, in words."""
    for p in links[:4]:
        yield reason_of(p)


def reason_of(pairing: Pairing) -> str:
    """One pairing in a line: the words that match, and what else decided."""
    same = [a for a, b in pairing.shared if a == b]
    like = [f"{a} ~ {b}" for a, b in pairing.shared if a != b]
    parts = [f"{pairing.left.report.name} and {pairing.right.report.name} share: {', '.join([*same, *like][:8])}"]
    names = {"same_number": "the number", "same_day": "the day", "same_speaker": "the speaker"}
    also = [text for key, text in names.items() if pairing.features[key]]
    differs = {"other_number": "a number", "other_day": "the day"}
    if apart := [text for key, text in differs.items() if pairing.features[key]]:
        parts.append("they differ in " + " and ".join(apart))
    if also:
        parts.append("also " + " and ".join(also))
    return "; ".join(parts) + f" (score {pairing.score:.2f})"
