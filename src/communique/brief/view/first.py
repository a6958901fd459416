"""The first screen: half a page of extracted lines. Every line is words of a report, with their source and a jump."""

from __future__ import annotations

from collections import Counter

from communique.brief.view import memo
from communique.brief.view.deciding import marked_sides
from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.main_event import main_event, when, where
from communique.brief.view.reports import sources
from communique.brief.view.sentence import is_scrap, whole_sentence
from communique.brief.view.voices import Voices
from communique.brief.view.what import what
from communique.brief.view.who import who
from communique.lexicon.labels import independent, word
from communique.lexicon.phrases import as_printed
from communique.record import Conflict, Evidence, Story, TrackedForward
from communique.record.shown import clip

DISPUTES, PROMISES = 3, 3
_SIDE = 160  # characters that one side of a dispute may take
_RANK = {"reports": 0, "parties": 1}
_HARD = ("hard", "hard on framing", "medium", "surface", "internal")


def first_screen(desk: Desk, story: Story, sheets: list[Sheet]) -> list[Plain]:
    """Rows {key, title, lines, none}: what, when, where, who, sources, disputed, promised.

    `none` says why a row has no lines.
    """
    event = main_event(desk, story)
    happened = what(desk, story, sheets)
    days = when(desk, story, event, told=happened)
    rows = [
        memo.row("what", "What", happened),
        memo.row("when", "When", days),
        memo.row("where", "Where", where(desk, event, told=[*happened, *days])),
        memo.row("who", "Who", who(desk, story)),
        _sources(desk, story, sheets),
        _disputed(desk, story),
        _promised(desk, story),
    ]
    return [row for row in rows if row["lines"] or row["none"] or row["groups"]]


def _sources(desk: Desk, story: Story, sheets: list[Sheet]) -> Plain:
    found = sources(desk, story, sheets)
    row = memo.row("sources", "Sources", [])
    row["headline"] = independent(found["count"], found["articles"])
    row["groups"] = found["groups"]
    return row


def _disputed(desk: Desk, story: Story) -> Plain:
    row = memo.row("disputed", "Disputed", [])
    between = [c for c in story.conflicts if c.between in _RANK and all(s.evidence for s in c.sides)]
    between.sort(key=lambda c: (_HARD.index(c.strength), _RANK[c.between]))
    for conflict in between[:DISPUTES]:
        label = desk.labels[conflict.id]
        words = _sides(desk, conflict, label)
        sort = "between reports" if conflict.between == "reports" else "between the parties"
        title = as_printed(conflict.topic, [e.quote for side in conflict.sides for e in side.evidence])
        row["lines"].append(memo.line(*words, lead=title, after=sort, link=label))
    row["more"] = max(0, len(between) - DISPUTES)
    if not between:
        row["none"] = _empty(story, "conflicts", no_contradiction(len(story.articles)))
    return row


def _sides(desk: Desk, conflict: Conflict, label: str) -> list[Plain]:
    """One passage a side with the words that decide marked; a mere word or two in the sentence that tells of what."""
    best = [_best(desk, side.evidence, _SIDE) for side in conflict.sides]
    claims = [side.claim for side in conflict.sides]
    marks = marked_sides([[e.quote] for e in best], conflict.kind, claims, conflict.reasons)
    return [
        whole_sentence(desk, e, label) if is_scrap(e.quote) else desk.evidence(e, label) | {"runs": runs}
        for e, [runs] in zip(best, marks, strict=True)
    ]


def _best(desk: Desk, evidence: tuple[Evidence, ...], limit: int) -> Evidence:
    """The fullest words that still fit a line: of a news report rather than a party's release, of the earliest one."""
    fitting = [e for e in evidence if len(e.quote) <= limit] or [min(evidence, key=lambda e: len(e.quote))]

    def rank(item: Evidence) -> tuple[bool, bool, int, int]:
        sheet = desk.sheets[item.article]
        return (not is_scrap(item.quote), sheet.article.genre == "news", len(item.quote), -sheet.number)

    return max(fitting, key=rank)


def _told_once(lines: list[TrackedForward]) -> list[TrackedForward]:
    """Of lines that are one promise, or that the same later words decide the same way, only the first."""
    once: dict[object, TrackedForward] = {}
    for line in lines:
        decided = (line.status, line.outcome.article, line.outcome.span) if line.outcome else None
        once.setdefault(decided or line.promise or line.id, line)
    return list(once.values())


def _promised(desk: Desk, story: Story) -> Plain:
    row = memo.row("promised", "Promised", [])
    order = ("broken", "overdue", "open", "kept", "unclear", "superseded")
    voices = Voices(desk, story)
    lines = [f for f in story.forward if f.kind in ("commitment", "offer") and f.article in desk.sheets]
    lines = [f for f in lines if f.actor or f.statement in desk.where]  # what the author expects is nobody's promise
    told = Counter(f.promise or "" for f in lines)
    lines.sort(
        key=lambda f: (
            order.index(f.status),
            f.actor is None,  # what somebody unnamed promises comes after the word of a name
            f.kind != "commitment",
            -told[f.promise] if f.promise else 0,
            desk.sheets[f.article].number,
            f.spans,
        )
    )
    lines = _told_once(lines)
    for line in lines[:PROMISES]:
        label = desk.labels[line.id]
        words = desk.words(desk.sheets[line.article], line.spans, label)
        who = clip(voices.holder(line), 80)
        who += f", {word('forward_kind', line.kind)}" if line.kind != "commitment" else ""
        entry = memo.line(words, lead=who, after=word("forward_status", line.status), link=label)
        entry["status"] = line.status
        if line.outcome:
            entry["outcome"] = whole_sentence(desk, line.outcome, label)
        row["lines"].append(entry)
    row["more"] = max(0, len(lines) - PROMISES)
    if not lines:
        row["none"] = _empty(story, "forward", "No promise or offer was found in these reports.")
    return row


def no_contradiction(reports: int) -> str:
    """What to say where none was found."""
    if reports == 1:
        return "There is one report; it does not contradict itself as far as was found."
    return "The reports were compared; no contradiction was found."


def _empty(story: Story, layer: str, none_found: str) -> str:
    return "Not computed." if layer in story.not_computed else none_found
