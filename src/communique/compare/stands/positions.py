"""Where each actor stands on each issue, when, and who says so. The words are extracts, never a summary of ours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.stands.attitudes import Attitude, Named, attitudes
from communique.compare.stands.holders import holds
from communique.compare.stands.issues import DECLARED, Issue, issue_of, issues_told, named_in
from communique.compare.stands.sides import cue_of, headed_by, side_of
from communique.compare.stands.stances import stance_of, stance_of_part, undoes
from communique.record import Evidence, Position, Statement, content_id, evidence_of, join_pieces, normalise_spans
from communique.record.reading import Act, Stance
from communique.record.text import Spans

_BACK = 3  # sentences back to which "it" and "that" may point
_REQUEST = re.compile(r"\b(?:will|would|when will|why (?:does|do|did|will)|should)\b[^?]*\?", re.IGNORECASE)
_WHOSE = (
    re.compile(  # a state, a place or a body named as an adjective, and who it is: no name, and yet nobody else's words
        r"(?:(?:[Aa]n?|[Tt]he)\s)(?P<who>(?:[a-z]+\s){0,2}[A-Z][\w’-]+(?:\s(?:of\s)?[A-Z][\w’-]+){0,3}\s"
        r"(?:group|legation|embassy|delegation|mission|government|authorities|army|navy|party|movement|union|"
        r"colonel|general|admiral|minister|ambassador|envoy|diplomat|negotiator|spokesman|spokeswoman|official))"
    )
)
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their|our) ", re.IGNORECASE)
_LONGEST = 60  # characters of a description that can head a column
_ONE_PERIOD = 21  # days within which statements of one stance are one position

_BY_KIND: dict[str, Stance] = {
    "commitment": "supports", "offer": "supports", "demand": "supports", "refusal": "opposes", "condition":
    "conditional",
}  # fmt: skip
_ACT: dict[str, Act] = {
    "commitment": "commit", "offer": "offer", "demand": "demand", "refusal": "refuse", "condition": "condition",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """One statement as a stand of one actor on one issue."""

    actor: str
    issue: Issue
    stance: Stance
    report: Report
    statement: Statement | None
    spans: Spans
    day: Moment | None
    reported_by: str


def positions(story: Story, issues: Sequence[Issue]) -> tuple[Position, ...]:
    """Positions, one an actor, issue, stance and period; a later period with another stance is a change."""
    groups: dict[tuple[str, str, Stance], list[Stand]] = defaultdict(list)
    for stand in _stands(story, issues):
        groups[stand.actor, stand.issue.name, stand.stance].append(stand)
    return tuple(_position(story, period) for stands in groups.values() for period in _periods(stands))


def _stands(story: Story, issues: Sequence[Issue]) -> Iterable[Stand]:
    named = _named(story)
    for report in story.reports:
        held: dict[str, list[Clause]] = defaultdict(list)
        for clause in report.clauses:
            if clause.statement and not clause.in_title:
                held[clause.statement.id].append(clause)
        outer = {s.id: s for s in report.statements}
        for statement in report.statements:
            actors = story.speakers(statement) or _described(statement)
            if actors and statement.id in held and (statement.act != "ask" or _requests(statement)):
                above = outer.get(statement.within or "")
                teller = story.speakers(above) if above else ()
                for issue, clauses in _by_issue(report, held[statement.id], issues):
                    for actor in actors:
                        yield _stand(story, report, statement, actor, issue, clauses, teller)
        yield from _from_forward(story, report, issues)
        yield from _from_attitudes(story, report, named.get(report.id, []), issues)


def _described(statement: Statement) -> tuple[str, ...]:
    """Who holds it where the report names nobody but says who or whose: "the Calveran legation", "the bishops"; in its own words."""
    words = statement.speaker_description or ""
    found = _WHOSE.fullmatch(words) if statement.speaker_kind == "unnamed" else None
    if found:
        return (f"name:{found['who']}",)
    if statement.speaks_for:
        return (f"name:{statement.speaks_for}",)
    article = _ARTICLE.match(words)
    who = words[article.end() :] if article else words
    definite = article is not None and article[0].lower() == "the "
    return (f"name:{who}",) if who and len(who) <= _LONGEST and holds(who, definite=definite) else ()


def _requests(statement: Statement) -> bool:
    """`Will the minister send a doctor?`: a question that asks for a deed is a wish for it."""
    return statement.form == "direct" and _REQUEST.search(statement.text) is not None


def _by_issue(
    report: Report, clauses: Sequence[Clause], issues: Sequence[Issue]
) -> Iterable[tuple[Issue, tuple[Clause, ...]]]:
    """The sentences of a statement by the issue each is about.

    Where the user declared issues, a sentence that names none goes with those before it; nobody asked for ours, so they
    are told of what names them only.
    """
    found: dict[str, tuple[Issue, list[Clause]]] = {}
    current: list[Issue] = []
    for sentence in dict.fromkeys(c.sentence for c in clauses):
        own = [c for c in clauses if c.sentence == sentence]
        whole = report.by_sentence.get(sentence, [])
        main = [c for c in own if not c.tone.conditional] or own
        told = _declared(report, sentence, own, whole, issues) or issues_told(main, issues)
        current = told or ((current or _before(report, sentence, issues)) if _declares(issues) else [])
        for issue in current:
            found.setdefault(issue.name, (issue, []))[1].extend(own)
    return [(issue, tuple(own)) for issue, own in found.values()]


def _declares(issues: Sequence[Issue]) -> bool:
    """Whether the user declared issues: then a sentence may take over that of those before it."""
    return any(i.rank == DECLARED for i in issues)


def _declared(
    report: Report, sentence: tuple[int, int], own: Sequence[Clause], whole: Sequence[Clause], issues: Sequence[Issue]
) -> list[Issue]:
    """Issues that the user declared: in the words, in their sentence, or in the sentences before."""
    wanted = [i for i in issues if i.rank == DECLARED]
    if not wanted:
        return []
    main = [
        c for c in own if not c.tone.conditional
    ]  # what it hangs on is no part of what somebody has no objection to
    return (
        issues_told(main, wanted)
        or issues_told(own, wanted)
        or issues_told(whole, wanted)
        or _before(report, sentence, wanted)
    )


def _before(report: Report, sentence: tuple[int, int], issues: Sequence[Issue]) -> list[Issue]:
    """The issue of the sentence just before, or of those before it in its paragraph: what "it" and "that" point to."""
    earlier = [s for s in report.by_sentence if s[1] <= sentence[0]][-_BACK:]
    for n, place in enumerate(reversed(earlier)):
        told = report.by_sentence[place]
        if told[0].in_title or (n and "\n" in report.text[place[1] : sentence[0]]):
            break
        found = issue_of(told, issues)
        if found is not None:
            return [found]
    return []


def _stand(
    story: Story,
    report: Report,
    statement: Statement,
    actor: str,
    issue: Issue,
    clauses: tuple[Clause, ...],
    teller: tuple[str, ...],
) -> Stand:
    day = moment(statement.said_on) or report.published
    several = len({c.sentence for c in clauses}) < len({c.sentence for c in report.clauses if c.statement is statement})
    if issue.rank != DECLARED:
        start = statement.content[0][0] if statement.content else 0
        cue, direct = cue_of(statement, report.text), statement.form == "direct"
        stance = side_of(statement.act, cue, clauses, issue, start, direct=direct)
    else:
        stance = stance_of_part(clauses, issue) if several else stance_of(statement, clauses, issue)
    spans = normalise_spans(c.span for c in clauses) if several else statement.content
    return Stand(actor, issue, stance, report, statement, spans, day, story.name(teller[0] if teller else actor))


def _from_forward(story: Story, report: Report, issues: Sequence[Issue]) -> Iterable[Stand]:
    """Promises, demands and refusals that the author tells, or a speaker of somebody else; in a release its issuer's."""
    ids = {a.name: a.id for a in story.linkage.actors}
    issuer = report.reading.article.outlet if report.reading.article.genre == "release" else None
    for line in report.reading.forward:
        over = [s for s in report.statements if any(a < e and b < f for a, f in s.content for b, e in line.spans)]
        if issuer and all(_of_the_issuer(story, report, s) for s in over):
            over = []
        stance, actor = _BY_KIND.get(line.kind), line.actor or (issuer if not over else None)
        if stance is None or actor is None or any(s.speaker in (None, actor) and story.speakers(s) for s in over):
            continue
        clauses = [c for c in report.clauses if any(c.span[0] < e and s < c.span[1] for s, e in line.spans)]
        told = issues_told(clauses, issues)
        if not told and clauses and _declares(issues):
            told = _before(report, clauses[0].sentence, issues)
        if any(c.tone.conditional for c in clauses) and stance == "supports":
            stance = "conditional"
        for issue in told:
            named = ids.get(actor, f"name:{actor}")
            by = _teller(story, over) if over else (actor if issuer else "author")
            if over and by == actor:
                continue
            if issue.rank != DECLARED:
                stance = side_of(_ACT[line.kind], "", clauses, issue, line.spans[0][0])
            undone = issue.rank == DECLARED and line.kind == "demand" and undoes(clauses, issue)
            yield Stand(named, issue, "opposes" if undone else stance, report, None, line.spans, report.published, by)


def _named(story: Story) -> dict[str, list[tuple[int, int, str]]]:
    """The mentions of actors by report."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for actor in story.linkage.actors:
        for mention in actor.mentions:
            found[mention.article].append((*mention.span, actor.id))
    return {article: sorted(places) for article, places in found.items()}


def _from_attitudes(story: Story, report: Report, named: Named, issues: Sequence[Issue]) -> Iterable[Stand]:
    """Where the author, or a speaker of somebody else, says that he stands, on the issues that the words behind the verb name."""
    for told in attitudes(story, report, named):
        by = _teller(story, [told.told_by]) if told.told_by else "author"
        spans = normalise_spans((told.span,))
        for issue, thing in _told_of(told, report, issues):
            stance = told.stance(thing, issue.lemmas)
            if stance is not None:
                for actor in told.actors:
                    yield Stand(actor, issue, stance, report, None, spans, report.published, by)


def _told_of(told: Attitude, report: Report, issues: Sequence[Issue]) -> Iterator[tuple[Issue, int | None]]:
    """The issues that an attitude is told of, each with the place where it is named; what "it" points to has none."""
    words = [w for c in told.clauses for w in c.words if w.start >= told.verb]
    if not words and told.bare and not told.passive:
        return  # "the hauliers cheered": nobody is told what
    named = [
        i for i in issues_told(told.clauses, issues) if i.rank == DECLARED or (i.sided and headed_by(told.object, i))
    ]
    if not named and told.clauses and _declares(issues):
        named = _before(report, told.clauses[0].sentence, issues)
    for issue in named:
        yield issue, next((w.start for _, w in named_in(words, issue)), None)


def _of_the_issuer(story: Story, report: Report, statement: Statement) -> bool:
    """Whether a release speaks of itself: "it calls on the council", and nobody else is meant."""
    if story.speakers(statement) or statement.speaker:
        return False
    return " ".join(report.text[s:e] for s, e in statement.source).lower() in ("it", "we", "")


def _teller(story: Story, over: Sequence[Statement]) -> str:
    """Who says it of another: the speaker by name, or how the report describes him."""
    inner = min(over, key=lambda s: sum(e - a for a, e in s.content))
    actors = story.speakers(inner)
    return story.name(actors[0]) if actors else (inner.speaker_description or "unnamed")


def _periods(stands: list[Stand]) -> Iterable[list[Stand]]:
    """Stands split where more than a few weeks pass."""
    run: list[Stand] = []
    for stand in sorted(stands, key=lambda s: (s.day.first.isoformat() if s.day else "9999", s.report.index, s.spans)):
        if run and run[-1].day and stand.day and run[-1].day.gap(stand.day) > _ONE_PERIOD:
            yield run
            run = []
        run.append(stand)
    if run:
        yield run


def _position(story: Story, stands: Sequence[Stand]) -> Position:
    first = max(stands, key=lambda s: (_direct(s), -abs(_length(s) - 120), -s.report.index))
    evidence: list[Evidence] = []
    for stand in stands:
        evidence.extend(evidence_of(stand.report.id, stand.report.text, stand.spans))
    dates = sorted(
        s.day.first.isoformat() if s.day and s.day.days == 1 else (s.day.first.isoformat()[:7] if s.day else "")
        for s in stands
    )
    return Position(
        id=content_id(
            "position", first.actor, first.issue.name, first.stance, *(f"{e.article}:{e.span}" for e in evidence)
        ),
        actor=story.name(first.actor),
        issue=first.issue.name,
        stance=first.stance,
        summary=join_pieces(first.report.text, first.spans),
        evidence=tuple(evidence),
        reported_by=first.reported_by,
        as_of=dates[-1] or None,
        statements=tuple(dict.fromkeys(s.statement.id for s in stands if s.statement)),
    )


def _direct(stand: Stand) -> bool:
    return stand.statement is not None and stand.statement.form == "direct"


def _length(stand: Stand) -> int:
    return sum(e - s for s, e in stand.spans)
