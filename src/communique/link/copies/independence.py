"""Which articles count as one source, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.lexicon import agency_name
from communique.link.copies.duplicates import Copy
from communique.link.copies.origins import Origin, credits_of, origin_of, outlet_key
from communique.link.texts import body_words
from communique.options import LinkOptions
from communique.record import (
    Article,
    Evidence,
    IndependenceGroup,
    Source,
    content_id,
    evidence_of,
    independent_sources,
)

_STRONG = 0.6  # from this share on copies of copies are copies; below, an article joins the one text that it took from
_PASSAGES = 3  # longest aligned passages of an article that are kept as evidence

Why = Literal["independent", "identical", "reprint", "near-copy", "partial copy", "wire", "same release", "same medium"]


@dataclass(frozen=True, slots=True)
class Sources:
    """The independence groups of a set of articles and the group of each."""

    groups: tuple[IndependenceGroup, ...]
    sources: tuple[Source, ...]

    def independent(self, articles: Sequence[str]) -> int:
        """How many independent sources a set of article ids makes."""
        return independent_sources(self.sources, articles)


def sources_of(articles: Sequence[Article], found: Sequence[Copy], options: LinkOptions) -> Sources:
    """Independence groups from the copies found among the articles. Every article is in exactly one group."""
    clusters = _clusters(articles, found, options)
    groups = []
    for members in clusters:
        inside = [c for c in found if c.left in members and c.right in members]
        groups.append(_group([articles[i] for i in members], articles, inside, options))
    groups.sort(key=lambda g: g.group)
    home = {article: group.group for group in groups for article in group.articles}
    issuers = _issuers(groups, articles)
    sources = tuple(Source(article=a, group=home[a], issuer=issuers.get(home[a])) for a in sorted(home))
    return Sources(tuple(groups), sources)


def _issuers(groups: Sequence[IndependenceGroup], articles: Sequence[Article]) -> dict[str, str]:
    """Group to the outlet or office whose own text it is, in one spelling; copies of nobody known have none.

    Groups stay apart by text: what one outlet publishes on two days are no copies. They are one witness all the same.
    """
    outlets = {a.id: a.outlet for a in articles}
    printed: dict[str, str] = {}
    found = {}
    for group in groups:
        own = outlets[group.articles[0]] if len(group.articles) == 1 else None
        issuer = outlets.get(group.origin, group.origin) if group.origin else own
        if issuer:
            found[group.group] = printed.setdefault(outlet_key(issuer) or issuer, issuer)
    return found


def _clusters(articles: Sequence[Article], found: Sequence[Copy], options: LinkOptions) -> list[list[int]]:
    """Strong copies are transitive. A partial copy joins the text that it shares words with; nothing joins through it.

    A text that several others share parts with makes one source with them: corroboration is counted too low rather
    than too high.
    """
    members = {i: {i} for i in range(len(articles))}
    home = list(range(len(articles)))
    shared = {frozenset((c.left, c.right)) for c in found}

    def rank(copy: Copy) -> tuple[float, str, str]:
        first, second = sorted((articles[copy.left].id, articles[copy.right].id))
        return (-round(copy.most, 6), first, second)

    def unite(a: int, b: int) -> None:
        for index in members[home[b]]:
            members[home[a]].add(index)
        for index in members.pop(home[b]):
            home[index] = home[a]

    for copy in sorted(found, key=rank):
        if copy.most >= _STRONG and home[copy.left] != home[copy.right]:
            unite(copy.left, copy.right)
    core = {index: frozenset(cluster) for cluster in members.values() for index in cluster}
    attached: set[int] = set()
    for copy in sorted(found, key=rank):
        sides = ((copy.left_share, copy.left, copy.right), (copy.right_share, copy.right, copy.left))
        for _, joining, target in sorted(sides, key=lambda side: (-round(side[0], 6), articles[side[1]].id)):
            alone = len(members[home[joining]]) == 1 and joining not in attached
            touching = [i for i in core[target] if frozenset((joining, i)) in shared]
            near = 2 * len(touching) >= len(core[target]) and copy.most >= options.partial_copy
            if alone and near and target not in attached and home[joining] != home[target]:
                unite(target, joining)
                attached.add(joining)
    return [sorted(cluster, key=lambda i: articles[i].id) for _, cluster in sorted(members.items())]


def _group(
    members: Sequence[Article], articles: Sequence[Article], found: Sequence[Copy], options: LinkOptions
) -> IndependenceGroup:
    ids = tuple(article.id for article in members)
    group = content_id("source", ids[0])
    if len(members) == 1:
        return _single(group, members[0])
    origin = origin_of(members)
    evidence: list[Evidence] = list(origin.evidence)
    for article in members:
        evidence += _passages(article, articles, found)
    reasons = [
        _said(copy, articles) for copy in sorted(found, key=lambda c: (articles[c.left].id, articles[c.right].id))
    ]
    return IndependenceGroup(
        group=group,
        articles=ids,
        why=_why(members, found, origin, options),
        origin=origin.origin,
        evidence=tuple(dict.fromkeys(evidence)),
        reasons=(*reasons, f"origin: {origin.why}"),
    )


def _single(group: str, article: Article) -> IndependenceGroup:
    """An article without a copy in sight; what it says of its origin is kept all the same."""
    credits = credits_of(article)
    named = next(iter(credits), None)
    reasons = (f"names its origin: {named.name}",) if named else ()
    return IndependenceGroup(
        group=group,
        articles=(article.id,),
        why="independent",
        origin=named.name if named else article.original_outlet,
        evidence=(named.evidence,) if named else (),
        reasons=reasons,
    )


def _why(members: Sequence[Article], found: Sequence[Copy], origin: Origin, options: LinkOptions) -> Why:
    bodies = {tuple(word.form for word in body_words(article)) for article in members}
    named = next((a for a in members if a.id == origin.origin), None)
    if any(article.genre == "release" for article in members):
        return "same release"
    agency = next((c for a in members for c in credits_of(a) if c.agency), None)
    outlet = named.outlet if named else origin.origin
    if agency and outlet and agency_name(outlet) == agency.name:
        return "wire"
    if len(bodies) == 1:
        return "identical"
    if origin.evidence and max(copy.most for copy in found) >= _STRONG:
        return "reprint"
    if all(copy.least >= options.near_copy for copy in found):
        return "near-copy"
    return "near-copy" if min(copy.most for copy in found) >= options.near_copy else "partial copy"


def _passages(article: Article, articles: Sequence[Article], found: Sequence[Copy]) -> list[Evidence]:
    spans: set[tuple[int, int]] = set()
    for copy in found:
        if articles[copy.left].id == article.id:
            spans.update(copy.left_spans)
        elif articles[copy.right].id == article.id:
            spans.update(copy.right_spans)
    longest = sorted(spans, key=lambda span: (span[0] - span[1], span))
    kept: list[tuple[int, int]] = []
    for span in longest:
        if len(kept) < _PASSAGES and all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return list(evidence_of(article.id, article.text, sorted(kept)))


def _said(copy: Copy, articles: Sequence[Article]) -> str:
    left, right = sorted(
        ((articles[copy.left], copy.left_share), (articles[copy.right], copy.right_share)), key=lambda side: side[0].id
    )
    return (
        f"{100 * left[1]:.0f} % of the words of {left[0].id} and {100 * right[1]:.0f} % of {right[0].id} "
        "stand in the same sentences"
    )
