"""Actors across the articles of a story: blocking, features, judgements, clusters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from communique.lexicon import acronyms, name_key, parse_name, romanisation_key
from communique.lexicon.kinds import Decision, Named, unknown_kinds
from communique.link.actors.bodies import body_key, solid_key
from communique.link.actors.features import explain
from communique.link.actors.judgements import Judgement, clusters
from communique.link.actors.kb import KnowledgeBase
from communique.link.actors.locals import LocalActor, local_actors, roles_of, speaker_names
from communique.record import Actor, Reading, Reason, Role, content_id
from communique.record.reading import MentionKind

_SAME = 0.6  # a family name alone (0.7) is enough; one across romanisations (0.56) needs an office beside it
_CLEAR = 0.15  # by so much the best of several possible bearers of a family name must lead
_REASONS = 12  # kept with an actor, the weakest first: they are the ones to look at


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a story, who speaks each statement, and the decisions behind them.

    `ids` gives the actor of (article, name, kind) in an article, and of (article, name, None) for names without a kind.
    """

    actors: tuple[Actor, ...]
    speakers: dict[str, tuple[str, ...]]
    ids: dict[tuple[str, str, MentionKind | None], str]
    judgements: tuple[Judgement, ...]

    def actor_of(self, article: str, name: str, kind: MentionKind | None = None) -> str | None:
        """The actor's id behind a name in an article, None when nobody bears it there."""
        return self.ids.get((article, name, kind)) or self.ids.get((article, name, None))


def cast_of(readings: Sequence[Reading], kb: KnowledgeBase | None = None) -> Cast:
    """Link the actors of the readings of one story. Equal for any order of the readings."""
    kinds = unknown_kinds([Named(reading.article.text, reading.mentions) for reading in readings])
    found = sorted((actor for reading in readings for actor in local_actors(reading, kinds)), key=lambda a: a.key)
    judgements = judge(found)
    groups, used = clusters(len(found), judgements)
    actors: list[Actor] = []
    ids: dict[tuple[str, str, MentionKind | None], str] = {}
    for group in groups:
        inside = set(group)
        reasons = _kind_reasons([found[i] for i in group], kinds)
        reasons += [r for j in sorted(used, key=lambda j: j.score) if j.left in inside for r in j.reasons]
        actor = _actor([found[i] for i in group], reasons, kb, kinds)
        actors.append(actor)
        for local in (found[i] for i in group):
            ids[local.article.id, local.name, local.kind] = actor.id
            for name, kind in local.also:
                ids.setdefault((local.article.id, name, kind), actor.id)
                ids.setdefault((local.article.id, name, None), actor.id)
            if local.speaks or (local.article.id, local.name, None) not in ids:
                ids[local.article.id, local.name, None] = actor.id
    speakers = {
        statement.id: tuple(dict.fromkeys(ids[reading.article.id, name, None] for name in speaker_names(statement)))
        for reading in readings
        for statement in reading.statements
        if speaker_names(statement)
    }
    ordered = tuple(
        sorted(actors, key=lambda a: (-len({m.article for m in a.mentions}), -len(a.mentions), a.name, a.id))
    )
    return Cast(ordered, dict(sorted(speakers.items())), ids, tuple(judgements))


def _kind_reasons(members: Sequence[LocalActor], kinds: Mapping[str, Decision]) -> list[Reason]:
    """What the story's sentences say of the kind of a name that no table knows."""
    told = {d.name: d for m in members if (d := kinds.get(m.name)) and d.kind == m.kind}
    return [
        Reason(feature=f"a {told[name].kind}: {why}", score=told[name].score, left=name)
        for name in sorted(told)
        for why in told[name].reasons
    ]


def judge(found: Sequence[LocalActor]) -> list[Judgement]:
    """Judgements of all pairs that share a block. Family names with several possible bearers stay undecided."""
    pairs = _blocked(found)
    out = []
    for left, right in pairs:
        finding = explain(found[left], found[right])
        if finding.apart:
            out.append(Judgement(left, right, "different", 0.0, finding.reasons))
        elif finding.score:
            verdict = "same" if finding.score >= _SAME else "undecided"
            out.append(Judgement(left, right, verdict, finding.score, finding.reasons))  # type: ignore[arg-type]
    return _without_ambiguous(found, out)


def _blocked(found: Sequence[LocalActor]) -> list[tuple[int, int]]:
    """Pairs worth comparing: those that share a family name's key, an office, a body's key or an acronym.

    Actors that say the same of themselves in many articles are compared through the first of them, so that the work of
    a story grows with its names and not with the square of its articles.
    """
    first: dict[Hashable, int] = {}
    pairs: set[tuple[int, int]] = set()
    blocks: dict[str, list[int]] = defaultdict(list)
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, actor in enumerate(found):
        representative = first.setdefault(_says(actor), index)
        if representative != index:
            pairs.add((representative, index))
        for key in sorted(_block_keys(actor)):
            together[key, actor.article.id].append(index)
            if representative == index:
                blocks[key].append(index)
    for block in (*blocks.values(), *together.values()):
        pairs.update((a, b) for n, a in enumerate(block) for b in block[n + 1 :])
    return sorted(pairs)


def _says(actor: LocalActor) -> Hashable:
    """All that the features look at, but for the article: a full name stands for itself, others need their offices."""
    offices = sorted((held.office.key, held.office.of or "", held.office.former) for held in actor.offices)
    told = () if actor.person and actor.person.given else (tuple(offices), actor.year)
    return (actor.kind, actor.name, tuple(sorted(actor.names)), actor.gender, told)


def _block_keys(actor: LocalActor) -> set[str]:
    if actor.kind != "person":
        names = {actor.name, *actor.names}
        keys = {body_key(name, actor.kind) for name in names}
        keys |= {key for name in names if (key := solid_key(name, actor.kind))}
        keys |= {f"acronym:{a}" for name in names for a in acronyms(name)}
        return keys | {f"acronym:{n.replace('.', '')}" for n in names if n.replace(".", "").isupper() and len(n) <= 10}
    keys = {f"office:{h.office.key}" for h in actor.offices if actor.person is None}
    if actor.person:
        keys |= {f"office:{h.office.key}" for h in actor.offices}
        parts = [actor.person.family, *actor.person.family.split("-"), *actor.person.middle[-1:]]
        keys |= {f"name:{name_key(part)}" for part in parts if len(part.strip(".")) > 1}
        if actor.person.by_given_name and actor.person.given:
            keys.add(f"name:{name_key(actor.person.given)}")
        if actor.person.given and not actor.person.middle and len(actor.person.given) > 2:
            keys.add(f"name:{name_key(actor.person.given)}")
        if romanised := romanisation_key(actor.person):
            keys.add(f"romanised:{romanised}")
    return keys


def _without_ambiguous(found: Sequence[LocalActor], judgements: list[Judgement]) -> list[Judgement]:
    """A family name alone that fits two persons goes to the one it fits clearly better, else to neither."""
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    apart = {frozenset((j.left, j.right)) for j in judgements if j.verdict == "different"}
    for j in judgements:
        for one, other in ((j.left, j.right), (j.right, j.left)):
            if j.verdict == "same" and _family_alone(found[one]) and not _family_alone(found[other]):
                scores[one][other] = j.score
    refused = set()
    for one, fits in scores.items():
        for other, score in fits.items():
            rivals = [s for third, s in fits.items() if frozenset((other, third)) in apart]
            if rivals and score < max(rivals) + _CLEAR:
                refused.add(frozenset((one, other)))
    return [
        Judgement(j.left, j.right, "undecided", j.score, (*j.reasons, _AMBIGUOUS), j.by)
        if frozenset((j.left, j.right)) in refused
        else j
        for j in judgements
    ]


_AMBIGUOUS = Reason(feature="a family name that several persons of the story bear", score=0.0)


def _family_alone(actor: LocalActor) -> bool:
    return actor.kind == "person" and actor.person is not None and actor.person.given is None


def _actor(
    members: Sequence[LocalActor],
    reasons: Sequence[Reason],
    kb: KnowledgeBase | None,
    decided: Mapping[str, Decision],
) -> Actor:
    mentions = sorted({m for member in members for m in member.mentions}, key=lambda m: (m.article, m.span))
    kinds = Counter(member.kind for member in members)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    names = _names(members)
    first = min((m.article, m.span) for m in mentions) if mentions else (members[0].article.id, members[0].name)
    actor = Actor(
        id=content_id("actor", *first, kind, names[0] if not mentions else ""),
        name=names[0],
        kind=kind,
        names=tuple(names),
        roles=_roles(members, decided),
        mentions=tuple(mentions),
        reasons=tuple(dict.fromkeys(reasons))[:_REASONS],
    )
    return actor.model_copy(update={"kb": kb.candidates(actor)}) if kb else actor


def _names(members: Sequence[LocalActor]) -> list[str]:
    """The name to print first: with a given name, used by most articles, most often; then all the others."""
    articles: Counter[str] = Counter()
    for member in members:
        for name in {_bare(n) for n in (member.name, *member.names)}:
            articles[name] += 1
    chosen = Counter(_bare(member.name) for member in members)

    def rank(name: str) -> tuple[bool, bool, int, int, int, str]:
        parsed = parse_name(name) if members[0].kind == "person" else None
        full = parsed is not None and parsed.given is not None and len(parsed.given) > 1
        titled = parsed is not None and bool(parsed.titles)
        return (not full, titled, -chosen[name], -articles[name], len(name), name)

    if members[0].kind == "state":
        return sorted(articles, key=lambda n: (-chosen[n], n))
    return sorted(articles, key=rank)


def _bare(name: str) -> str:
    """A name without the article that stands before it in the text."""
    return re.sub(r"^[Tt]he\s+(?=\S)", "", " ".join(name.split()))


def _roles(members: Sequence[LocalActor], kinds: Mapping[str, Decision]) -> tuple[Role, ...]:
    """The roles of all members, those of a people ("Maresian spokesman") as those of its state where the story names it."""
    roles: dict[tuple[str, str | None, str], Role] = {}
    for member in members:
        for role in roles_of(member):
            state = kinds.get(role.of) if role.of else None
            if state and state.kind == "state":
                role = role.model_copy(update={"of": state.name})
            roles.setdefault((role.title, role.of, role.evidence.article), role)
    return tuple(sorted(roles.values(), key=lambda r: (r.as_of or "9999", r.title, r.of or "", r.evidence.article)))
