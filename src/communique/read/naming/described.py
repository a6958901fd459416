"""Who is meant by descriptions: appositions beside a name, offices that one person of the article holds, administrations.

Only the mentions of an article are made here; whose words a statement reports is decided in `read/speakers/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.encoder.words import Words
from communique.lexicon import (
    Office,
    apposition_after,
    apposition_before,
    head_noun,
    noun_kind,
    parse_role,
    state_of,
    title_before,
)
from communique.lexicon.tables import words as words_of
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.nominals import nominals
from communique.record import Mention

Span = tuple[int, int]
_BEHIND = re.compile(r"\sof\s(?:the\s)?((?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w’'-]+)*)")
_RELATIVE = re.compile(r"\s(?:who|whose|whom|which|that|and)\b|\s--|\s[—–]")
_IN_FRONT = re.compile(
    r"(?<![\w’'-])((?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s|(?:[A-Z][\w.-]*\s){0,3}[A-Z][\w.-]*[’']s?\s)"
    r"(?:[\w.’'&-]+\s){0,7}?[\w-]+), (?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|M)\.?\s)?$"
)
_LEADS = frozenset("on in at to by for from with as of".split())
_DETERMINED = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s")
_DESCRIBES = re.compile(
    r",\s((?:an?|the|his|her|its|their)\s[^,;:()“”\"\n]{3,90}?)(?=,|;|(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)\.\s|\.$|\.[”\"]|\s[—–-]|\n|$)"
)
_VERBS = re.compile(r"\b(?:said|says|told|was|were|is|are|has|have|had|will|would|did|does)\b")
_THE = re.compile(r"(?:the|this)\s", re.I)
_OF_PLACE = re.compile(r"\sof\s(?:[A-Z][\w.’'-]*\s?){1,3}(?=,)")
_SENTENCE_END = re.compile(r"(?<=[a-z)”\"’][.!?])[”\"’]?\s+(?=[A-Z“\"])|\n+")
_WHO = re.compile(r"(?:who|whom)\b", re.I)
_OWNED_ROLE = re.compile(r"[’']s?\s((?:[a-z][\w-]*\s){0,4}[a-z][\w-]*)")
_STAFF = re.compile(
    r"(?:\s(?=administration|campaign|government|regime|camp)|[’']s?\s(?:presidential\s|election\s|re-election\s)?(?=administration|campaign))"
    r"(administration|campaign|government|regime|camp)\b(?!\s(?:aide|adviser|official|manager|worker)\b)"
)
_CALLED = re.compile(r"\b[Tt]h(?:e|is)\s(administration|campaign|regime)\b")
_HEADS_OF_STATE = ("president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "supreme leader")


_LOOKED_AT = 200  # tellings of one office that are compared: bounds the work of a long text


@dataclass(frozen=True, slots=True)
class _Held:
    """An office that the article prints with a name."""

    actor: LocalActor
    office: Office
    at: int


def described(words: Words, actors: Sequence[LocalActor], known: Mapping[Span, Mention]) -> list[Mention]:
    """Mentions of actors by descriptions and of bodies called by a person, in order.

    They stand where no mention is `known`, or one that takes an apposition of a person for the body named in it.
    """
    text = words.text
    free = _Free({span for span, m in known.items() if m.form == "name" or m.kind == "person"})
    found: list[Mention] = []
    persons = [a for a in actors if a.kind == "person"]
    for actor in persons:
        for name in actor.names:
            for span in _beside(text, name):
                found += free.claim(span, actor)
    held: dict[str, list[_Held]] = defaultdict(list)
    for actor in persons:
        for name in actor.names:
            for h in _held(text, actor, name):
                held[h.office.key].append(h)
    for first, last in nominals(words, 0, len(words)):
        span = words.span(first, last)
        holder = _holder(text[slice(*span)], held) if _THE.match(text, span[0]) and span not in known else None
        found += free.claim(span, holder) if holder else []
    for actor in actors:
        for name in actor.names:
            owned = _owned_by(text, name, actor, held)
            found += free.claim(*owned) if owned and owned[0] not in known else []
    return sorted([*found, *_staffs(text, persons, free)], key=lambda m: m.span)


def told_of(text: str, span: Span) -> Span:
    """The words of a source that name its speaker: "who" without its clause, the last sentence of a span over two."""
    last = [m.end() for m in _SENTENCE_END.finditer(text, span[0], span[1]) if m.end() < span[1]]
    start = last[-1] if last else span[0]
    who = _WHO.match(text, start, span[1])
    return (start, who.end() if who else span[1])


class _Free:
    """The spans that no mention has yet."""

    def __init__(self, taken: set[Span]) -> None:
        self.taken = taken

    def claim(self, span: Span, actor: LocalActor) -> list[Mention]:
        """A nominal mention of `actor` there, nothing if the span is taken."""
        if span in self.taken:
            return []
        self.taken.add(span)
        return [Mention(span=span, kind=actor.kind, form="nominal", actor=actor.name)]


def _beside(text: str, name: Name) -> Iterable[Span]:
    """Where a name is explained by a noun phrase between commas, on either side of it."""
    place = _OF_PLACE.match(text, name.end)  # "Ana Vale of Ostmar, the senior member"
    end = place.end() if place else name.end
    after = apposition_after(text, end) or _plain_apposition(text, end)
    if after and not _is_plural(text[slice(*after)]):
        yield _cut(text, after)
    before = apposition_before(text, name.start, name.end)
    if before is None:
        title = title_before(text, name.start)
        at = title[0] if title else name.start  # "The chairwoman of the port, Councillor Ana Kovar, ..."
        front = _IN_FRONT.search(text, max(0, at - 130), at)
        before = front.span(1) if front and _explains(front[1]) and text[name.end : name.end + 1] in ",." else None
        before = _without_lead(text, before) if before else None
    if before:
        yield _cut(text, before)


def _without_lead(text: str, span: Span) -> Span:
    """A possessive phrase without the words that open its sentence: "On Monday" before "Lindmark's minister"."""
    start, end = span
    while not _DETERMINED.match(text, start):
        word = re.match(r"[\w.-]+\s", text[start:end])
        plain = word[0].strip().lower() if word else ""
        if word is None or (plain not in _LEADS and plain not in words_of("nouns.yaml", "function_words")):
            break
        start += word.end()
    return start, end


def _plain_apposition(text: str, end: int) -> Span | None:
    """A description that is no office: ", a frequent critic of the mayor,"."""
    found = _DESCRIBES.match(text, end)
    if not found or _VERBS.search(found[1].split(" who ")[0]) or noun_kind(found[1]) != "person":
        return None
    return found.span(1)


def _is_plural(phrase: str) -> bool:
    """Whether a description is of several people, or has no head."""
    head = head_noun(phrase)
    return head is None or bool(re.search(rf"\b{re.escape(head)}e?s\b", phrase.split(" of ")[0], re.I))


def _explains(phrase: str) -> bool:
    if _is_plural(phrase) or _SENTENCE_END.search(phrase):
        return False  # "the governors of Varn, Ostmar, and Sellin"
    return parse_role(phrase) is not None and not _VERBS.search(phrase) and noun_kind(phrase) == "person"


def _cut(text: str, span: Span) -> Span:
    """A description without its relative clause."""
    clause = _RELATIVE.search(text, span[0] + 1, span[1])
    if clause and (clause[0].strip() != "and" or _VERBS.search(text, clause.end(), span[1])):
        return span[0], clause.start()
    return span


def _owned_by(
    text: str, name: Name, owner: LocalActor, held: Mapping[str, Sequence[_Held]]
) -> tuple[Span, LocalActor] | None:
    """The one holder of an office that is somebody's: "President Kovar's national security adviser"."""
    behind = _OWNED_ROLE.match(text, name.end)
    words = behind[1].split() if behind else []
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[:size])
        office = parse_role(phrase) if noun_kind(phrase) == "person" else None
        if behind is None or office is None or office.former or office.of or head_noun(phrase) != words[size - 1]:
            continue
        holders = {id(h.actor): h.actor for h in held.get(office.key, ())[:_LOOKED_AT] if not h.office.former}
        holders.pop(id(owner), None)
        if len(holders) != 1 or office.key in words_of("roles.yaml", "shared"):
            return None
        title = title_before(text, name.start)
        return (title[0] if title else name.start, behind.start(1) + len(phrase)), next(iter(holders.values()))
    return None


def _held(text: str, actor: LocalActor, name: Name) -> Iterable[_Held]:
    """The offices printed with a name: title, appositions, and "of" what the title is, behind the name."""
    title = title_before(text, name.start)
    for span in (title, apposition_after(text, name.end), apposition_before(text, name.start, name.end)):
        office = parse_role(text[slice(*span)]) if span else None
        if office is None or span is None or (span is not title and _is_plural(text[slice(*span)])):
            continue
        behind = _BEHIND.match(text, name.end) if span is title and not office.of else None
        if behind:
            match = state_of(behind[1])
            office = Office(office.title, match.name if match else behind[1], office.to, office.former)
        yield _Held(actor, office, name.start)


def _holder(phrase: str, held: Mapping[str, Sequence[_Held]]) -> LocalActor | None:
    """The one person of the article who holds the office of a definite phrase ("the president", "the Varn leader").

    Where several do, a phrase without a state means the one whose state goes without saying.
    """
    office = parse_role(phrase)
    if office is None or office.former or _is_plural(phrase):
        return None
    of = state_of(office.of) if office.of else None
    leads = office.key == "leader" and of is not None  # "the Varn leader"
    if office.key in words_of("roles.yaml", "shared") and not leads:
        return None
    asked = of.name if of else office.of
    keys = _HEADS_OF_STATE if leads else (office.key,)
    found: dict[int, list[_Held]] = defaultdict(list)
    for h in (h for key in keys for h in held.get(key, ())[:_LOOKED_AT]):
        if not h.office.former:
            found[id(h.actor)].append(h)
    if asked:
        fitting = {k for k, hs in found.items() if any(_of(h) == asked for h in hs)}
    else:
        home = {k for k, hs in found.items() if not any(_of(h) for h in hs)}
        fitting = set(found) if len(found) == 1 else home
    if len(fitting) != 1:
        return None
    return found[fitting.pop()][0].actor


def _of(held: _Held) -> str | None:
    match = state_of(held.office.of) if held.office.of else None
    return match.name if match else held.office.of


def _staffs(text: str, persons: Sequence[LocalActor], free: _Free) -> list[Mention]:
    """Bodies called by a person's name, "the Kovar administration", and "the administration" where there is one."""
    found: list[Mention] = []
    named: dict[str, set[str]] = defaultdict(set)
    for actor in persons:
        family = actor.person.full_family if actor.person else ""
        for name in actor.names:
            noun = _STAFF.match(text, name.end) if family and name.text.endswith(family) else None
            span = (name.start, noun.end()) if noun else (0, 0)
            if noun is None or span in free.taken:
                continue
            free.taken.add(span)
            body = f"{family} {noun[1]}"
            named[noun[1]].add(body)
            found.append(Mention(span=span, kind="organization", form="name", actor=body))
    for m in _CALLED.finditer(text):
        bodies = named.get(m[1], set())
        if len(bodies) == 1 and m.span() not in free.taken:
            free.taken.add(m.span())
            found.append(Mention(span=m.span(), kind="organization", form="nominal", actor=next(iter(bodies))))
    return found
