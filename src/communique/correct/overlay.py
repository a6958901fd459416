"""The overlay, stage by stage: readings before they are linked, linkages before they are compared, stories after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.correct.actors import ACTOR_KINDS, correct_actors
from communique.correct.anchors import Shelf
from communique.correct.articles import ARTICLE_KINDS, Reread, correct_articles
from communique.correct.cast import BY_NAME, known_as, name_keys, names_in
from communique.correct.events import correct_events, date_in_readings
from communique.correct.findings import correct_findings
from communique.correct.independence import correct_independence
from communique.correct.restore import LISTS
from communique.correct.standing import standing
from communique.correct.statements import correct_statements
from communique.record import Applied, Correction, Linkage, Reading, Story, in_order


def corrected_readings(
    readings: Sequence[Reading], corrections: Iterable[Correction], reread: Reread | None = None
) -> tuple[tuple[Reading, ...], tuple[Applied, ...]]:
    """The readings with corrections of articles and statements laid over them, in the order they came in.

    `reread` reads an article again whose date of publication was corrected, since its relative dates hang on it;
    without it those dates become unknown. Also says what became of each correction of articles and statements, and of
    those that hold nowhere: undone, malformed, undoing.
    """
    rows, applied = standing(corrections)
    if not rows:
        return tuple(readings), tuple(applied)
    shelf = Shelf(r.article for r in readings)
    now, told = correct_articles(readings, [c for c in rows if c.kind in ARTICLE_KINDS], shelf, reread)
    applied += told
    shelf = Shelf(r.article for r in now)
    now, told = correct_statements(now, [c for c in rows if c.subject == "statement"], shelf)
    applied += told
    now, told = date_in_readings(now, [c for c in rows if c.kind == "event-date"], shelf)
    return now, (*applied, *told)


def corrected_linkage(
    linkage: Linkage, readings: Sequence[Reading], corrections: Iterable[Correction]
) -> tuple[Linkage, tuple[Applied, ...]]:
    """The linkage of one story with corrections of sources, actors and events laid over it.

    `readings` are the corrected ones; those of other stories are left aside. Says what became of each correction that
    this story has the words of.
    """
    inside = _inside(readings, linkage)
    rows = _touching(linkage, inside, [c for c in corrections if c.kind == "undo" or _is_of_linkage(c)])
    if not rows:
        return linkage, ()
    shelf = Shelf(r.article for r in inside)
    linkage, sources = correct_independence(linkage, [c for c in rows if c.kind == "independence"], shelf)
    about_actors = [c for c in rows if c.kind in ACTOR_KINDS or c.subject == "actor"]
    linkage, actors = correct_actors(linkage, inside, about_actors, shelf)
    linkage, events = correct_events(linkage, [c for c in rows if c.subject == "event"], shelf)
    return linkage, (*sources, *actors, *events)


def corrected_story(
    story: Story, readings: Sequence[Reading], corrections: Iterable[Correction]
) -> tuple[Story, tuple[Applied, ...]]:
    """The story with findings accepted or rejected, and outcomes set, as the corrections say.

    Says what became of each correction that this story has the words of.
    """
    inside = _inside(readings, story)
    kinds = (*LISTS, "omission", "correction")
    rows = _touching(story, inside, [c for c in corrections if c.subject in kinds])
    if not rows:
        return story, ()
    story, applied = correct_findings(story, inside, rows, Shelf(r.article for r in inside))
    return story, tuple(applied)


def accounted(corrections: Iterable[Correction], applied: Iterable[Applied]) -> tuple[Applied, ...]:
    """One Applied for each correction, in their order: what the stages and stories told, put together.

    What held in any story held; a correction that none of them has the words of is unanchored. None is left out.
    """
    told: dict[str, Applied] = {}
    for one in applied:
        other = told.get(one.correction)
        told[one.correction] = one if other is None else _both(other, one)
    return tuple(told.get(c.id) or _nowhere(c) for c in in_order(corrections))


_RANKS = ("applied", "restored", "already so", "superseded", "undone", "refused", "unanchored")


def _both(one: Applied, other: Applied) -> Applied:
    first, second = sorted((one, other), key=lambda a: (_RANKS.index(a.outcome), a.targets, a.reason))
    if first.outcome != second.outcome:
        return first
    return first.model_copy(update={"targets": tuple(dict.fromkeys((*first.targets, *second.targets)))})


def _nowhere(correction: Correction) -> Applied:
    if correction.kind == "reject":
        reason = f"no story of this run has such a {correction.subject}; the rejection is kept"
    else:
        reason = f"no story of this run has the words or the {correction.subject} it is about; it is kept"
    return Applied(correction=correction.id, outcome="unanchored", reason=reason)


def _is_of_linkage(correction: Correction) -> bool:
    return correction.kind in (*ACTOR_KINDS, "independence") or correction.subject in ("actor", "event")


def _touching(story: Linkage, inside: Sequence[Reading], rows: Sequence[Correction]) -> list[Correction]:
    """The rows that hold and have to do with a story: anchored in its articles, or about a name that it has.

    Most rows are about other stories; they are set aside before anything is worked out about them.
    """
    ids = {r.article.id for r in inside}
    urls = {r.article.url for r in inside} - {None}
    paths = {path for r in inside for path in (r.article.path, *r.article.copies)}
    by_name = [c for c in rows if c.kind in BY_NAME]
    names = name_keys(*(n for a in story.actors for n in (a.name, *a.names))) if by_name else set()
    out = [
        c
        for c in rows
        if any(a.article in ids or (a.url in urls if a.url else a.path in paths) for a in c.anchors)
        or (c.kind in BY_NAME and names & name_keys(*names_in(known_as(c, "actor 0"))))
    ]
    return standing([*out, *(c for c in rows if c.kind == "undo")])[0] if out else []


def _inside(readings: Sequence[Reading], linkage: Linkage) -> list[Reading]:
    articles = set(linkage.articles)
    return [r for r in readings if r.article.id in articles]
