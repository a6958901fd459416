"""Names in an article: tagged by the model, completed by exact recurrence, grouped into the actors of this article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from communique.encoder.schema import NER
from communique.lexicon import (
    PersonName,
    acronym_of,
    compatible,
    gender_cue,
    given_gender,
    media_name,
    noun_kind,
    parse_name,
    parse_role,
    singular,
    state_of,
)
from communique.lexicon.tables import given_names, tree, words
from communique.read.scores import WordScores
from communique.record.reading import MentionKind

Gender = Literal["male", "female"]
KINDS: dict[str, MentionKind] = {
    "person": "person", "organization": "organization", "state": "state", "group": "organization",
    "place": "place", "agreement": "agreement", "work": "other", "event": "other",
}  # fmt: skip
SAME = 0.5  # names at least this compatible are one person within one article
_EDGE = re.compile(r"^[\s\"“”‘’'(\[]+|[\s\"“”‘'(\[,.;:]+$")
_INITIALS = re.compile(r"(?:\s[A-Z]\.)+\s[A-Z][\w’'-]+(?:,? (?:Jr|Sr)\.|,? I{2,3}\b)?|,? (?:Jr|Sr)\.")
_LOWER_TAIL = re.compile(r"(?:\s+[a-z][\w’'-]*)+$")
_POSSESSIVE = re.compile(r"['’]s?$")


_CUT_BEFORE = re.compile(
    r"(?:[A-Z]['’]|[A-Z][\w’']+[-‑]|(?<=\w\s)(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|bin|ibn|ben|al|ter|ten)\s)+)$"
)
_CUT_BEHIND = re.compile(
    r"(?:\s(?:al|el|bin|ibn)[-‑\s][A-Z]\w+|[-‑][A-Z][\w’']*(?:\s[A-Z][\w’'-]+)?|(?<=\b[A-Z])['’][A-Z][\w’'-]*|(?<=\b[A-Z][a-z])['’][A-Z][\w’'-]*|(?<=\w)['’](?!s\b)[a-z]\w{2,})"
)
_OF_WHAT = re.compile(
    r"\s(?:for|of|on|against)\s(?:the\s)?([A-Z][\w’'-]+)(?:\s(?:and\s(?:the\s)?|of\s(?:the\s)?)?[A-Z][\w’'-]+)*"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ROLE_WORDS = frozenset(
    "vice deputy president senator secretary minister mayor governor chief prime acting former speaker "
    "ambassador".split()
)
_MEDIA_BESIDE = (
    r"(?:newspaper|magazine|tabloid|daily|weekly|broadcaster|broadsheet|news agency|news site|television|tv channel|"
    r"radio station)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the text."""

    start: int
    end: int
    text: str
    kind: MentionKind
    tag: str


@dataclass(slots=True)
class LocalActor:
    """Everyone and everything that bears a name in one article; `name` is its fullest form."""

    name: str
    kind: MentionKind
    names: list[Name] = field(default_factory=list)
    person: PersonName | None = None
    gender: Gender | None = None
    media: bool = False


def tagged_names(scores: WordScores) -> list[Name]:
    """Names from the model's tagger, with quotation marks and possessives cut off."""
    labels = scores.head("ner").argmax(1)
    words, out = scores.words, []
    w = 0
    while w < len(words):
        if labels[w] == 0:
            w += 1
            continue
        kind = (int(labels[w]) - 1) // 2
        last = w
        while last + 1 < len(words) and labels[last + 1] == 2 + 2 * kind:
            last += 1
        start, end = words.span(w, last)
        out.append(_name(words.text, start, end, NER[1 + 2 * kind][2:]))
        w = last + 1
    return _rejoined(words.text, [n for n in out if n is not None])


def _rejoined(text: str, names: list[Name]) -> list[Name]:
    """Personal names that an initial's full stop tore apart, and titles read as state names, put right."""
    out: list[Name] = []
    for name in names:
        name = _extended(text, name) if name.kind == "person" else _longer(text, name)
        last = out[-1] if out else None
        if last and name.start < last.end:
            continue
        if last and last.kind == name.kind == "person" and _torn(text, last, name):
            whole = text[last.start : name.end]
            out[-1] = Name(last.start, name.end, whole, "person", name.tag)
        elif last and last.kind == name.kind == "person" and _rank(last.text) and text[last.end : name.start] == ". ":
            out[-1] = name
        elif name.kind in ("state", "place") and _TITLE.search(text, max(0, name.start - 30), name.start):
            out.append(Name(name.start, name.end, name.text, "person", name.tag))
        else:
            out.append(name)
    return out


def _rank(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]{1,4}", text)) and text.lower() not in given_names()


def _torn(text: str, left: Name, right: Name) -> bool:
    """Whether two pieces are one name: nothing but a blank or a hyphen between them, or an initial's full stop."""
    gap = text[left.end : right.start]
    if gap in (" ", "-", "‑"):
        return True
    last = re.split(r"[\s.]+", left.text.rstrip("."))[-1]
    return gap.strip() == "." and (len(last) == 1 or last in ("Jr", "Sr", "St", "Mr", "Mrs", "Ms", "Dr"))


def _name(text: str, start: int, end: int, tag: str) -> Name | None:
    if start and text[start - 1] in "'’" and text[start : start + 2] == "s ":
        start += 2
    raw = text[start:end]
    m = _EDGE.match(raw)
    if m:
        start += m.end()
        raw = text[start:end]
    raw = _POSSESSIVE.sub("", raw.rstrip(' ,.;:"“”‘(') if not raw.endswith(".") else raw.rstrip(' ,;:"“”‘('))
    if raw.islower() or not any(c.isalnum() for c in raw) or "\n" in raw or _is_common(raw, tag):
        return None
    return Name(start, start + len(raw), raw, _kind(raw, tag), tag)


@cache
def _ranks() -> frozenset[str]:
    """Honorifics and abbreviated ranks, which are no names by themselves."""
    return words("names.yaml", "honorifics") | frozenset(tree("roles.yaml")["abbreviations"])


def _is_common(raw: str, tag: str) -> bool:
    """A role or a common noun that the tagger took for a name ("Lawmakers", "Vice")."""
    plain = raw.lower()
    if tag == "person":
        return plain.strip(".") in _ROLE_WORDS | _ranks() or (" " not in raw and raw.islower())
    return noun_kind(raw) == "person" and parse_role(raw) is not None and len(raw.split()) == 1


def _extended(text: str, name: Name) -> Name:
    """A personal name carried on over initials ("Joseph" + "R. Vale Jr.") and freed of a trailing verb."""
    start, end = name.start, name.end
    before = _CUT_BEFORE.search(text, max(0, start - 30), start)
    start = before.start() if before else start
    behind = _CUT_BEHIND.match(text, end)
    end = behind.end() if behind else end
    tail = _LOWER_TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    more = _INITIALS.match(text, end)
    end = more.end() if more else end
    start += _prefix(text[start:end])
    return Name(start, end, text[start:end], name.kind, name.tag) if (start, end) != (name.start, name.end) else name


def _prefix(raw: str) -> int:
    """How many characters before a personal name are a state or a rank ("Spc. Ana Vale", "Lindmark Ana Vale")."""
    words = raw.split()
    for n in range(min(2, len(words) - 2), 0, -1):
        lead = " ".join(words[:n])
        rank = n == 1 and re.fullmatch(r"[A-Z][a-z]{2,4}\.", lead) and lead not in ("St.", "Wm.", "Geo.", "Chas.")
        match = state_of(lead)
        if rank or (match and match.how in ("name", "alias", "code") and lead.lower() not in given_names()):
            return raw.index(words[n], len(lead))
    return 0


def _longer(text: str, name: Name) -> Name:
    """A body's name with its "for ..." or "of ...": "National Organization for Harbours"."""
    if name.kind != "organization" or singular(name.text.split()[-1].lower()) not in words(
        "nouns.yaml", "organization"
    ):
        return name
    more = _OF_WHAT.match(text, name.end)
    if more is None or more[1] in _DAYS or more[1] in _MONTHS:
        return name
    end = more.end()
    for word in list(re.finditer(r"[A-Z][\w’'-]+", text[more.start() : end]))[1:]:
        if parse_role(word[0]) is not None:  # the office of somebody named behind it
            end = more.start() + word.start() - 1
            break
    return Name(name.start, end, text[name.start : end], name.kind, name.tag)


def _kind(raw: str, tag: str) -> MentionKind:
    """The tag's kind, corrected where the lexicon knows better (a state, a capital)."""
    match = state_of(raw)
    if tag == "state":
        return "state" if match else "place"
    if tag == "group":
        return "state" if match else "organization"
    if tag == "organization" and match and match.how in ("name", "alias"):
        return "state"
    return KINDS[tag]


def group_names(text: str, names: Sequence[Name]) -> list[LocalActor]:
    """The actors of an article: persons by compatible names, the rest by their normal form and acronym."""
    persons: list[Name] = []
    rest: list[Name] = []
    for name in names:
        (persons if name.kind == "person" else rest).append(name)
    actors = _persons(text, persons)
    for actor in actors:
        actor.name = _fuller(text, actor)
    rest = _adopt(actors, rest)
    _recur(text, actors, [*names])
    others = _others(rest)
    for actor in others:
        actor.media = actor.media or any(_beside_medium(text, n) for n in actor.names)
    return sorted([*actors, *others], key=lambda a: (min(n.start for n in a.names), a.name))


def _beside_medium(text: str, name: Name) -> bool:
    """Whether a name stands beside the word for a medium: "the newspaper Harbour Echo", "Harbour Echo magazine"."""
    if name.kind not in ("organization", "other"):
        return False
    behind = re.match(rf"\s+(?:\w+\s+)?{_MEDIA_BESIDE}\b", text[name.end : name.end + 40])
    return bool(behind or re.search(rf"\b{_MEDIA_BESIDE}\s+(?:the\s+)?$", text[max(0, name.start - 30) : name.start]))


def _persons(text: str, names: Iterable[Name]) -> list[LocalActor]:
    """Full names first, so that a surname finds every bearer; an ambiguous one goes to the bearer named last."""
    parsed = [(n, parse_name(_with_title(text, n))) for n in names]
    usable = [(n, p) for n, p in parsed if p is not None and not p.family.endswith(("-", "‑"))]
    actors: list[LocalActor] = []
    for name, person in sorted(usable, key=lambda x: (-_weight(x[1]), x[0].start)):
        fits = [(compatible(person, a.person).score, a) for a in actors if a.person]
        best = max((s for s, _ in fits), default=0.0)
        called = [a for a in actors if _by_first_name(person, a)] if best < SAME else []
        if best >= SAME:
            tied = [a for s, a in fits if s >= best - 0.05]
            known = [a for a in tied if a.person and a.person.given and given_gender(a.person.given)]
            actor = min(known if len(known) == 1 else tied, key=lambda a: _distance(a, name.start))
        elif len(called) == 1:
            actor = called[0]
        else:
            actor = LocalActor(person.bare, "person", person=person)
            actors.append(actor)
        actor.names.append(name)
        actor.gender = actor.gender or person.gender
    return actors


def _fuller(text: str, actor: LocalActor) -> str:
    """The full name of an actor tagged by one name only: what the text prints with it where it comes first."""
    if actor.person is None or actor.person.given or " " in actor.name:
        return actor.name
    form = re.escape(actor.name)
    before = re.search(rf"(?<![\w’'-])([A-Z][\w’-]+)\s(?:[A-Z]\.\s)?{form}(?!\w)", text)
    if before and before[1].lower() in given_names():
        return before[0]
    first = re.search(rf"(?<![\w’'-]){form}\s([A-Z][a-z]+(?:-[a-z]+)?)(?![\w’'])", text)
    if first is None or f" {first[1].lower()} " in text or _headline(text, first.start()):
        return actor.name
    other = noun_kind(first[1]) or parse_role(first[1]) or state_of(first[1]) or first[1] in (*_DAYS, *_MONTHS)
    return actor.name if other else first[0]


def _headline(text: str, at: int) -> bool:
    """Whether most words of the line at `at` are capitalised."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].split()
    return sum(w[:1].isupper() for w in line) > 0.6 * len(line)


def _by_first_name(person: PersonName, actor: LocalActor) -> bool:
    """A lone name that is the given name of a person named in full."""
    return bool(not person.given and actor.person and actor.person.given == person.family)


def _weight(person: PersonName) -> int:
    return 4 * bool(person.given and len(person.given.strip(".")) > 1) + 2 * bool(person.given) + len(person.middle)


def _distance(actor: LocalActor, at: int) -> tuple[bool, int]:
    before = [at - n.start for n in actor.names if n.start <= at]
    return (not before, min(before) if before else min(n.start - at for n in actor.names))


_TITLE = re.compile(
    r"((?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Madame|President|Queen|King|Prince|Princess)\b\.?\s+)+)$"
)


def _with_title(text: str, name: Name) -> str:
    """The name with the honorific before it, which tells gender."""
    m = _TITLE.search(text, max(0, name.start - 30), name.start)
    return (m[1] if m else "") + name.text


def _adopt(actors: list[LocalActor], rest: list[Name]) -> list[Name]:
    """A name tagged as something else that is exactly a known person's family or full name is that person's."""
    keys: dict[str, LocalActor] = {}
    for a in actors:
        if a.person:
            keys.setdefault(a.person.full_family, a)
            keys.setdefault(a.name, a)
    left = []
    for name in rest:
        actor = keys.get(name.text)
        votes = len(actor.names) if actor else 0
        if actor and votes >= 2 and name.tag != "state":
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


def gender_of(phrase: str) -> Gender | None:
    """What a nominal says about gender ("the congresswoman", "his sister")."""
    return gender_cue(phrase)
