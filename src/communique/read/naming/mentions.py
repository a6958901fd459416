"""Names grouped into the actors of one article, and completed by exact recurrence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from communique.lexicon import (
    Office,
    PersonName,
    acronym_of,
    apposition_after,
    apposition_before,
    compatible,
    given_gender,
    media_name,
    name_key,
    noun_kind,
    offices_exclude,
    parse_name,
    parse_role,
    singular,
    state_of,
    title_before,
)
from communique.lexicon.tables import given_names, words
from communique.lexicon.when import MONTHS
from communique.read.naming.names import DAYS, TITLE, Name, headline
from communique.read.naming.wholes import label_homes, whole_names
from communique.record.reading import MentionKind

Gender = Literal["male", "female"]
_SIBLING = re.compile(r"(?:(?<![\w’'-])[a-z]+ |[,;:(“\"] ?)([A-Z][a-z]+) and $")
_HEADLINE = 5  # letters of a word in capitals that is no acronym
_RIVALS = 40  # names of one actor, and bodies of one last word, that are compared: bounds the work of a long text
SAME = 0.5  # names at least this compatible are one person within one article
_MEDIA_BESIDE = (
    r"(?:newspaper|magazine|tabloid|daily|weekly|broadcaster|broadsheet|news agency|news site|television|tv channel|"
    r"radio station)"
)


@dataclass(slots=True)
class LocalActor:
    """Everyone and everything that bears a name in one article; `name` is its fullest form."""

    name: str
    kind: MentionKind
    names: list[Name] = field(default_factory=list)
    person: PersonName | None = None
    gender: Gender | None = None
    media: bool = False


def group_names(text: str, names: Sequence[Name]) -> list[LocalActor]:
    """The actors of an article: persons by compatible names, the rest by their normal form and acronym."""
    persons: list[Name] = []
    rest: list[Name] = []
    names = whole_names(text, names)
    bodies = _no_person(names)
    for name in names:
        if (
            name.kind == "person"
            and name.text in bodies
            and not TITLE.search(text, max(0, name.start - 30), name.start)
        ):
            rest.append(Name(name.start, name.end, name.text, "organization", name.tag))
        else:
            (persons if name.kind == "person" else rest).append(name)
    actors = _persons(text, persons)
    taken = {actor.name for actor in actors}
    for actor in actors:
        fuller = _fuller(text, actor)
        actor.name = actor.name if fuller in taken else fuller
    rest = _adopt(text, actors, rest)
    _recur(text, actors, [*names])
    others = _of_capitals(actors, _short_forms(_without_labels(_of_peoples(text, actors, _others(rest)))))
    others = [a for a in others if not _is_family(a, actors)]
    actors = [a for a in actors if not _is_family(a, actors)]
    for actor in others:
        actor.media = actor.media or any(_beside_medium(text, n) for n in actor.names)
    return sorted([*actors, *others], key=lambda a: (min(n.start for n in a.names), a.name))


def _is_family(actor: LocalActor, persons: Sequence[LocalActor]) -> bool:
    """Whether a name is the plural of a family name of the article ("the Vales"), which is no body."""
    if " " in actor.name or not actor.name.endswith("s") or actor.kind == "state":
        return False
    bare = actor.name.removesuffix("s").removesuffix("’").removesuffix("'")
    return any(p.person and p.person.given and p.person.family == bare for p in persons)


def _beside_medium(text: str, name: Name) -> bool:
    """Whether a name stands beside the word for a medium: "the newspaper Harbour Echo", "Harbour Echo magazine"."""
    if name.kind not in ("organization", "other"):
        return False
    behind = re.match(rf"\s+(?:\w+\s+)?{_MEDIA_BESIDE}\b", text[name.end : name.end + 40])
    return bool(behind or re.search(rf"\b{_MEDIA_BESIDE}\s+(?:the\s+)?$", text[max(0, name.start - 30) : name.start]))


def _persons(text: str, names: Iterable[Name]) -> list[LocalActor]:
    """Full names first, so that a surname finds every bearer; an ambiguous one goes to the bearer named last."""
    parsed = [(n, parse_name(_with_title(text, n))) for n in names]
    offices = _Offices(text)
    usable = [(n, p) for n, p in parsed if p is not None and not p.family.endswith(("-", "‑"))]
    actors: list[LocalActor] = []
    sharing: dict[str, list[int]] = defaultdict(list)  # key of a part of a name: the actors that have it
    for name, person in sorted(usable, key=lambda x: (-_weight(x[1]), x[0].start)):
        rivals = [actors[i] for i in sorted({i for key in _name_keys(person) for i in sharing[key]})]
        scored = [(compatible(person, a.person).score, a) for a in rivals if a.person]
        fits = [(s, a) for s, a in scored if s and not _other_gender(person, a) and not offices.exclude(name, a)]
        fits = _not_of_siblings(text, name, person, fits, offices)
        best = max((s for s, _ in fits), default=0.0)
        called = [a for a in rivals if _by_first_name(person, a)] if best < SAME else []
        if best >= SAME:
            tied = [a for s, a in fits if s >= best - 0.05]
            known = [a for a in _named_before(tied, name) if a.person and given_gender(a.person.given or "")]
            actor = min(known if len(known) == 1 else tied, key=lambda a: _distance(a, name.start))
        elif len(called) == 1:
            actor = called[0]
        else:
            actor = LocalActor(offices.told_apart(name, person.bare, actors), "person", person=person)
            for key in _name_keys(person):
                sharing[key].append(len(actors))
            actors.append(actor)
        actor.names.append(name)
        actor.gender = actor.gender or person.gender
    return actors


def _name_keys(person: PersonName) -> frozenset[str]:
    """The keys of the parts of a name: two names of one article that are one person's share one."""
    parts = (person.given, *person.middle, *person.family.split("-"), person.family, person.full_family)
    return frozenset(name_key(part) for part in parts if part and len(part.strip(".")) > 1)


class _Offices:
    """Which offices the text prints with names, each asked for once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._of: dict[tuple[int, int], tuple[Office, ...]] = {}

    def of(self, name: Name) -> tuple[Office, ...]:
        """The offices that stand before and behind a name."""
        key = name.start, name.end
        if key not in self._of:
            spans = (
                title_before(self.text, name.start),
                apposition_after(self.text, name.end),
                apposition_before(self.text, name.start, name.end),
            )
            found = [parse_role(self.text[slice(*span)]) for span in spans if span]
            self._of[key] = tuple(office for office in found if office)
        return self._of[key]

    def exclude(self, name: Name, actor: LocalActor) -> bool:
        """Whether a family name alone bears a title that this actor cannot have: "President Vale", "Minister Otto Vale"."""
        if " " in name.text.strip():
            return False
        other = actor.person.full_family if actor.person and not actor.person.given else ""
        if _half_of(name.text, other) or _half_of(other, name.text):
            return True  # a house that writes "Vale-Brandl" does not mean her by "Brandl"
        own = self.of(name)
        theirs = [office for n in actor.names[:_RIVALS] for office in self.of(n)] if own else []
        same = {office.key for office in own} & {office.key for office in theirs}
        return not same and any(offices_exclude(a, b) for a in own for b in theirs)

    def told_apart(self, name: Name, bare: str, actors: Sequence[LocalActor]) -> str:
        """What to call a new actor: by the title, too, where another one goes by the same name ("Minister Vale")."""
        if all(actor.name != bare for actor in actors):
            return bare
        title = title_before(self.text, name.start)
        return f"{self.text[slice(*title)]} {bare}" if title else bare


def _not_of_siblings(
    text: str, name: Name, person: PersonName, fits: list[tuple[float, LocalActor]], offices: _Offices
) -> list[tuple[float, LocalActor]]:
    """Without those named with a sibling ("Ana and Otto Vale"), for a family name alone that bears a title of its own or is another's."""
    if person.given or not fits:
        return fits
    shared = {id(a) for _, a in fits if any(_with_sibling(text, n) for n in a.names[:_RIVALS])}
    others = [(s, a) for s, a in fits if id(a) not in shared]
    if not shared or others:
        return others or fits
    own = {office.key for office in offices.of(name)} & words("roles.yaml", "exclusive")
    return [] if own else fits


def _with_sibling(text: str, name: Name) -> bool:
    """Whether a full name comes behind another given name that shares its family name: "Ana and Otto Vale"."""
    before = _SIBLING.search(text, max(0, name.start - 40), name.start) if " " in name.text else None
    return before is not None and not state_of(before[1])


def _half_of(part: str, whole: str) -> bool:
    """Whether a family name alone is half of a hyphenated one that stands alone, too."""
    return bool(part) and " " not in whole and "-" in whole and part in whole.split("-")


def _named_before(actors: Sequence[LocalActor], name: Name) -> Sequence[LocalActor]:
    """Those of the actors that the text has named by now; all if it has named none."""
    return [a for a in actors if any(n.start <= name.start for n in a.names)] or actors


def _other_gender(person: PersonName, actor: LocalActor) -> bool:
    """Whether an honorific tells that a name is not this actor's: "Mr. Vale" is not Ana Vale."""
    return bool(person.gender and actor.gender and person.gender != actor.gender and not person.given)


def _no_person(names: Sequence[Name]) -> frozenset[str]:
    """Single words that are tagged as a body or place at least as often as a person, and never in a longer person's name."""
    votes = Counter((n.text, n.kind == "person") for n in names if " " not in n.text)
    longer = {w for n in names if n.kind == "person" for w in n.text.split() if " " in n.text}
    return frozenset(
        t for (t, person), n in votes.items() if not person and n >= max(2, votes[t, True]) and t not in longer
    )


def _fuller(text: str, actor: LocalActor) -> str:
    """The full name of an actor tagged by one name only: what the text prints with it where it comes first."""
    if actor.person is None or actor.person.given or " " in actor.name:
        return actor.name
    form = re.escape(actor.name)
    before = re.search(rf"(?<![\w’'-])([A-Z][\w’-]+)\s(?:[A-Z]\.\s)?{form}(?!\w)", text)
    if before and before[1].lower() in given_names():
        return before[0]
    first = re.search(rf"(?<![\w’'-]){form}\s([A-Z][a-z]+(?:-[a-z]+)?)(?![\w’'])", text)
    if first is None or f" {first[1].lower()} " in text or headline(text, first.start()):
        return actor.name
    other = noun_kind(first[1]) or parse_role(first[1]) or state_of(first[1]) or first[1] in (*DAYS, *MONTHS)
    return actor.name if other else first[0]


def _by_first_name(person: PersonName, actor: LocalActor) -> bool:
    """A lone name that is the given name of a person named in full."""
    return bool(not person.given and actor.person and actor.person.given == person.family)


def _weight(person: PersonName) -> int:
    return 4 * bool(person.given and len(person.given.strip(".")) > 1) + 2 * bool(person.given) + len(person.middle)


def _distance(actor: LocalActor, at: int) -> tuple[bool, int]:
    before = [at - n.start for n in actor.names if n.start <= at]
    return (not before, min(before) if before else min(n.start - at for n in actor.names))


def _with_title(text: str, name: Name) -> str:
    """The name with the honorific before it, which tells gender."""
    m = TITLE.search(text, max(0, name.start - 30), name.start)
    return (m[1] if m else "") + name.text


def _adopt(text: str, actors: list[LocalActor], rest: list[Name]) -> list[Name]:
    """A name tagged as something else that is exactly a known person's family or full name is that person's."""
    keys: dict[str, list[LocalActor]] = defaultdict(list)
    offices = _Offices(text)
    for a in actors:
        for form in {a.person.full_family, a.name} if a.person else ():
            keys[form].append(a)
    left = []
    for name in rest:
        actor = next((a for a in keys.get(name.text, ()) if not offices.exclude(name, a)), None)
        in_full = actor is not None and actor.person is not None and bool(actor.person.given)
        sure = in_full and state_of(name.text) is None and noun_kind(name.text) is None
        if actor and (sure or len(actor.names) >= 2) and name.tag != "state":
            actor.names.append(Name(name.start, name.end, name.text, "person", name.tag))
        else:
            left.append(name)
    return left


def _recur(text: str, actors: list[LocalActor], known: list[Name]) -> None:
    """Names the tagger missed: the exact family or full name again, as a capitalised word of its own."""
    taken = sorted((n.start, n.end) for n in known)
    covered = {c for s, e in taken for c in (s, e - 1)}
    by_form: dict[str, LocalActor | None] = {}
    for a in actors:
        for form in {n.text for n in a.names} | ({a.person.full_family} if a.person and a.person.given else set()):
            if len(form) > 2 and form[:1].isupper():
                by_form[form] = a if form not in by_form or by_form[form] is a else None
    forms = sorted((f for f, a in by_form.items() if a is not None), key=len, reverse=True)
    if not forms:
        return
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")
    for m in pattern.finditer(text):
        actor = by_form[m[0]]
        if actor and not any(c in covered for c in (m.start(), m.end() - 1)) and not _within(taken, m.start()):
            actor.names.append(Name(m.start(), m.end(), m[0], "person", "recurrence"))
    for a in actors:
        a.names.sort(key=lambda n: n.start)


def _within(taken: list[tuple[int, int]], at: int) -> bool:
    i = bisect_right(taken, (at, 1 << 60)) - 1
    return i >= 0 and taken[i][0] <= at < taken[i][1]


def _others(names: list[Name]) -> list[LocalActor]:
    groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        groups[_key(name)].append(name)
    actors = []
    for (kind, _), members in sorted(groups.items(), key=lambda g: g[1][0].start):
        label, media = _label(members)
        actors.append(LocalActor(label, kind, members, media=media))  # type: ignore[arg-type]
    return _merge_acronyms(actors)


def _key(name: Name) -> tuple[str, str]:
    if name.kind == "state" and (match := state_of(name.text)):
        return ("state" if match.actor == match.name else "organization", match.actor)
    plain = re.sub(r"^(?:the|The)\s+", "", name.text)
    return name.kind, plain.replace("’", "'").lower()


def _label(members: list[Name]) -> tuple[str, bool]:
    match = state_of(members[0].text) if members[0].kind == "state" else None
    if match:
        return match.actor, False
    commonest = Counter(re.sub(r"^(?:the|The)\s+", "", n.text) for n in members).most_common()
    label = max(commonest, key=lambda x: (x[1], x[0]))[0]
    return media_name(label) or label, media_name(label) is not None


def _merge_acronyms(actors: list[LocalActor]) -> list[LocalActor]:
    long = [a for a in actors if a.kind == "organization" and " " in a.name]
    out = []
    for a in actors:
        owner = (
            next((b for b in long if b is not a and acronym_of(a.name, b.name)), None) if a.kind != "person" else None
        )
        if owner:
            owner.names = sorted([*owner.names, *a.names], key=lambda n: n.start)
        else:
            out.append(a)
    return out


def _without_labels(actors: list[LocalActor]) -> list[LocalActor]:
    """Adjectives and labels given to the party, faith or people they belong to, where the text names one; else left out."""
    homes = {id(a): label_homes(a.names[0]) for a in actors}
    named = {_key(a.names[0])[1]: a for a in actors if homes[id(a)] is None}
    for actor in actors:
        home = next((named[h] for h in homes[id(actor)] or () if h in named), None)
        if home:
            home.names = sorted([*home.names, *actor.names], key=lambda n: n.start)
    return [a for a in actors if homes[id(a)] is None]


def _of_peoples(text: str, persons: list[LocalActor], actors: list[LocalActor]) -> list[LocalActor]:
    """A people or movement in the plural ("the Varnites") is a body, and its singular ("Varnite men") belongs to it."""
    plural = {f"{a.name}s": a for a in (*persons, *actors) if " " not in a.name and a.kind != "state"}
    for group in [a for a in (*actors, *persons) if a.name in plural]:
        single = plural[group.name]
        if single is group or f"he {group.name}" not in text:
            continue
        names = [replace(n, kind="organization") for n in (*group.names, *single.names)]
        for gone in (group, single):
            for found in (persons, actors):
                found[:] = [a for a in found if a is not gone]
        actors.append(LocalActor(group.name, "organization", sorted(names, key=lambda n: n.start)))
    return actors


def _of_capitals(persons: list[LocalActor], actors: list[LocalActor]) -> list[LocalActor]:
    """A name in the capitals of a headline ("VARN MINISTER RESIGNS") is the name that the text prints in small letters."""
    small = {a.name.upper(): a for a in (*actors, *persons) if not a.name.isupper()}
    small |= {n.text.upper(): a for a in persons for n in a.names if not n.text.isupper()}
    kept = []
    for actor in actors:
        home = small.get(actor.name) if actor.name.isupper() and len(actor.name) >= _HEADLINE else None
        if home:
            home.names = sorted(
                [*home.names, *(replace(n, kind=home.kind) for n in actor.names)], key=lambda n: n.start
            )
        else:
            kept.append(actor)
    return kept


def _short_forms(actors: list[LocalActor]) -> list[LocalActor]:
    """A body called by the end of its name joins the one body whose name ends so: "the Council", "Leadership Council"."""
    bodies = [a for a in actors if a.kind == "organization" and not a.media]
    by_last: dict[str, list[LocalActor]] = defaultdict(list)
    for body in bodies:
        by_last[body.name.rpartition(" ")[2]].append(body)
    gone: set[int] = set()
    for short in bodies:
        tail = re.sub(r"^[Tt]he\s+", "", short.name)
        if not _is_short_form(tail):
            continue
        ending = by_last[tail.rpartition(" ")[2]][:_RIVALS]
        long = [b for b in ending if b is not short and b.name.endswith(f" {tail}")]
        whole = [b for b in long if not any(o is not b and o.name.endswith(f" {b.name}") for o in long)]
        if len(whole) == 1 and whole[0].names[0].start < short.names[0].start:
            whole[0].names = sorted([*whole[0].names, *short.names], key=lambda n: n.start)
            gone.add(id(short))
    return [a for a in actors if id(a) not in gone]


def _is_short_form(tail: str) -> bool:
    """Whether a name can be the end of a longer one: it closes with a noun for bodies, and is no chamber by itself."""
    last = singular(tail.split()[-1].lower())
    return last in words("nouns.yaml", "organization") and tail.lower() not in words("heads.yaml", "chambers")
