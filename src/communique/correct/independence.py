"""Corrections of which articles count as one source, laid over the linkage of a story."""

from __future__ import annotations

from collections.abc import Sequence

from communique.correct.after import after_of, parts_of
from communique.correct.anchors import Place, Shelf
from communique.record import (
    Anchor,
    Applied,
    Correction,
    IndependenceGroup,
    Linkage,
    Source,
    content_id,
    independent_sources,
)
from communique.record.correction import How, Outcome

_FOUND: tuple[How, ...] = ("new version", "moved", "same place")


def correct_independence(
    linkage: Linkage, corrections: Sequence[Correction], shelf: Shelf
) -> tuple[Linkage, list[Applied]]:
    """The story with its sources joined or parted as said, the earliest first; a later word on the same pair holds.

    "one source" joins the groups of the two articles; "independent" takes the second article out of the first one's
    group, or from among the papers of one issuer. What counts independent sources (events here, findings when
    comparing) counts what was corrected.
    """
    groups = {g.group: g for g in linkage.independence}
    home = {article: g.group for g in linkage.independence for article in g.articles}
    issuers = {source.article: source.issuer for source in linkage.sources}
    said: dict[frozenset[str], Correction] = {}
    applied: dict[str, Applied] = {}
    for correction in corrections:
        pair = _pair(correction, shelf, home)
        if pair is None:
            continue
        (one, other), how = pair
        earlier = said.get(frozenset((one, other)))
        if earlier is not None:
            by = f"by {correction.id} of {correction.who}, {correction.when}"
            applied[earlier.id] = applied[earlier.id].model_copy(update={"outcome": "superseded", "reason": by})
        said[frozenset((one, other))] = correction
        together = home[one] == home[other] or (issuers[one] is not None and issuers[one] == issuers[other])
        outcome: Outcome = "already so" if together == (after_of(correction) == "one source") else "applied"
        if outcome == "applied":
            _join(groups, home, one, other) if not together else _part(groups, home, other)
            alone = (other,) if together else groups[home[one]].articles
            issuers |= dict.fromkeys(alone)  # by hand is by hand: whose paper it is no longer counts
        applied[correction.id] = Applied(
            correction=correction.id, outcome=outcome, how=how, targets=(home[one], home[other])
        )
    if all(told.outcome == "already so" for told in applied.values()):
        return linkage, list(applied.values())
    sources = tuple(
        Source(article=s.article, group=home[s.article], issuer=issuers[s.article]) for s in linkage.sources
    )
    return _with(linkage, groups, sources), list(applied.values())


def _pair(correction: Correction, shelf: Shelf, home: dict[str, str]) -> tuple[tuple[str, str], How] | None:
    """The two articles, when both are in this story, and how they were found."""
    found = [_article(parts_of(correction, part), shelf) for part in ("", "other")]
    inside = [place for place in found if place and place.article.id in home]
    ids = [place.article.id for place in inside]
    return ((ids[0], ids[1]), min((p.how for p in inside), key=_FOUND.index)) if len(set(ids)) == 2 else None


def _article(anchors: Sequence[Anchor], shelf: Shelf) -> Place | None:
    return next((place for anchor in anchors if (place := shelf.find(anchor))), None)


def _join(groups: dict[str, IndependenceGroup], home: dict[str, str], one: str, other: str) -> None:
    left, right = groups.pop(home[one]), groups.pop(home[other])
    articles = tuple(sorted((*left.articles, *right.articles)))
    known = left if left.why != "independent" else right
    joined = known.model_copy(
        update={
            "group": content_id("source", articles[0]),
            "articles": articles,
            "why": known.why if known.why != "independent" else "by hand",
            "evidence": tuple(dict.fromkeys((*left.evidence, *right.evidence))),
            "reasons": ("one source, by hand", *left.reasons, *right.reasons),
        }
    )
    _put(groups, home, joined)


def _part(groups: dict[str, IndependenceGroup], home: dict[str, str], gone: str) -> None:
    whole = groups[home[gone]]
    rest = tuple(a for a in whole.articles if a != gone)
    if not rest:
        return
    del groups[whole.group]
    alone = len(rest) == 1
    _put(
        groups,
        home,
        whole.model_copy(
            update={
                "group": content_id("source", rest[0]),
                "articles": rest,
                "why": "independent" if alone else whole.why,
                "origin": None if alone else whole.origin,
                "evidence": () if alone else tuple(e for e in whole.evidence if e.article != gone),
                "reasons": ("another article was taken out by hand", *(() if alone else whole.reasons)),
            }
        ),
    )
    own = content_id("source", gone)
    _put(
        groups,
        home,
        IndependenceGroup(group=own, articles=(gone,), why="independent", reasons=("independent, by hand",)),
    )


def _put(groups: dict[str, IndependenceGroup], home: dict[str, str], group: IndependenceGroup) -> None:
    groups[group.group] = group
    home |= dict.fromkeys(group.articles, group.group)


def _with(linkage: Linkage, groups: dict[str, IndependenceGroup], sources: tuple[Source, ...]) -> Linkage:
    changes = {
        "sources": sources,
        "independence": tuple(sorted(groups.values(), key=lambda g: g.articles[0])),
        "events": tuple(
            e.model_copy(update={"independent": independent_sources(sources, e.articles)}) for e in linkage.events
        ),
    }
    return linkage.model_copy(update=changes)
