"""The actors of each article as the reader left them, with all that the text around their mentions says about them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from communique.lexicon import (
    Office,
    PersonName,
    apposition_after,
    apposition_before,
    gender_cue,
    noun_kind,
    parse_name,
    parse_role,
    state_of,
    title_before,
)
from communique.lexicon.kinds import Decision, settled
from communique.link.texts import published_day
from communique.record import ActorMention, Article, Evidence, Mention, Reading, Role, Statement, evidence_of
from communique.record.reading import MentionKind

_ARTICLES = frozenset({"a", "an", "the", "one", "another", "its", "his", "her", "their", "some"})
ROYAL = frozenset(
    {"king", "queen", "prince", "princess", "crown prince", "emir", "sultan", "emperor", "empress", "pope"}
)
_SURE_CUE = 2  # what an honorific or a noun tells of gender; one pronoun alone may be somebody else's
_GAP = 40
_TOUCHES = re.compile(  # ", Dr.", " (D-Varn), ", " of New Varn, "
    r"(?: \([^()]{1,14}\)| of (?:[A-Z][\w.’'-]* ?){1,3})?[\s,—–(-]{0,4}(?:(?:[A-Z][\w-]*\.? ){0,2})"
)
_AND_ANOTHER = re.compile(r"\sand\s(?=(?:the|an?|his|her|its|their)\s)")
_HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mme|Sir|Lady|Lord|Dame)\b\.?")


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office that an article gives to an actor, with the words that say it."""

    office: Office
    evidence: Evidence


@dataclass
class LocalActor:
    """One actor of one article: the canonical name the reader chose, the words that name it, offices, gender.

    `also` are names and kinds under which the reading has it where the story's kind of an unknown name overruled them.
    """

    article: Article
    name: str
    kind: MentionKind
    names: tuple[str, ...]
    mentions: tuple[ActorMention, ...]
    offices: tuple[HeldOffice, ...] = ()
    gender: str | None = None
    speaks: bool = field(default=False)
    also: tuple[tuple[str, MentionKind], ...] = ()

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """Order that depends on content only."""
        return (self.article.id, self.kind, self.name)

    @cached_property
    def person(self) -> PersonName | None:
        """The fullest of the names as a personal name, None for other kinds and for persons without a name."""
        parsed = [p for p in (parse_name(n) for n in (self.name, *self.names)) if p and _is_name(p)]
        if self.kind != "person" or not parsed:
            return None
        fullest = max(
            parsed, key=lambda p: (p.given is not None and len(p.given) > 1, p.given is not None, len(p.middle))
        )
        royal = any(p.by_given_name for p in parsed) or any(h.office.key in ROYAL for h in self.offices)
        return replace(fullest, by_given_name=royal)

    @cached_property
    def year(self) -> str | None:
        """The year of the article."""
        day = published_day(self.article)
        return day[:4] if day else None


def local_actors(reading: Reading, kinds: Mapping[str, Decision] | None = None) -> list[LocalActor]:
    """The actors of one reading, mentions and speakers together, in the order of their names.

    `kinds` are the kinds of names that no table knows, as the whole story has them (lexicon/kinds.py).
    """
    article, decided = reading.article, kinds or {}
    groups: dict[str, dict[MentionKind, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    also: dict[str, set[tuple[str, MentionKind]]] = defaultdict(set)
    for mention in settled(article.text, reading.mentions, decided):
        groups[mention.actor][mention.kind].append(mention)
    for mention in reading.mentions:
        if mention.actor in decided:
            also[decided[mention.actor].name].add((mention.actor, mention.kind))
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for name, said in _speakers(reading.statements).items():
        home = decided[name].name if name in decided else name
        spoken[home] += said
        also[home] |= {(name, decided[name].kind)} if home != name else set()
    for name in sorted(spoken.keys() - groups.keys()):
        bearer = _bearer(name, groups)
        if bearer:
            spoken[bearer] += spoken.pop(name)
            also[bearer].add((name, "person"))
    actors = []
    for name in sorted({*groups, *spoken}):
        by_kind = groups.get(name, {})
        merged: dict[MentionKind, list[Mention]] = defaultdict(list)
        for kind in sorted(by_kind):
            merged[_kind(name, by_kind[kind], ())] += by_kind[kind]
        speaks = min(merged, key=_speaker_rank, default=None)
        for kind in sorted(merged):
            actor = _local(article, name, merged[kind], spoken.get(name, []) if kind == speaks else [])
            has_others = kind == decided[name].kind if name in decided else kind == "person"
            actors.append(replace(actor, also=tuple(sorted(also[name]))) if has_others else actor)
        if not by_kind:
            actors.append(replace(_local(article, name, [], spoken[name]), also=tuple(sorted(also[name]))))
    return actors


def _bearer(name: str, groups: Mapping[str, Mapping[MentionKind, Sequence[Mention]]]) -> str | None:
    """The one person named in full whose family name a speaker goes by who is mentioned nowhere by that name."""
    if " " in name:
        return None
    parsed = {other: parse_name(other) for other, kinds in groups.items() if "person" in kinds and " " in other}
    fitting = [other for other, p in parsed.items() if p and p.given and name in (p.family, p.full_family, *p.middle)]
    return fitting[0] if len(fitting) == 1 else None


def _speaker_rank(kind: MentionKind) -> int:
    """Which of several bearers of one name in an article speaks: the person Jordan rather than the state."""
    return ("person", "organization", "state", "other", "agreement", "place").index(kind)


def speaker_names(statement: Statement) -> list[str]:
    """The names of a statement's speaker or joint speakers, none for unnamed and unknown ones."""
    if not statement.speaker or statement.speaker_kind in ("unnamed", "unknown"):
        return []
    return [name.strip() for name in statement.speaker.split(";") if name.strip()]


def _speakers(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for name in speaker_names(statement):
            spoken[name].append(statement)
    return spoken


def _local(article: Article, name: str, mentions: Sequence[Mention], spoken: Sequence[Statement]) -> LocalActor:
    kind = _kind(name, mentions, spoken)
    text = article.text
    spans = {m.span for m in mentions}
    lone = [s.source[0] for s in spoken if s.source and len(s.source) == 1 and not mentions]
    words = [text[m.span[0] : m.span[1]] for m in mentions if m.form == "name"]
    offices: list[HeldOffice] = []
    cues: Counter[str] = Counter()
    if kind == "person":
        named = [m.span for m in mentions if m.form == "name"]
        for mention in mentions:
            if mention.form != "nominal" or not named or _is_beside(text, mention.span, named):
                offices += _offices_at(article, mention)
            cue = _gender_at(text, mention)
            if cue:
                cues[cue] += 1 if mention.form == "pronoun" else _SURE_CUE
        for span in lone:
            office = parse_role(text[span[0] : span[1]])
            offices += [HeldOffice(office, _evidence(article, span))] if office else []
    return LocalActor(
        article=article,
        name=name,
        kind=kind,
        names=tuple(dict.fromkeys([w.replace("\n", " ") for w in words])) or (name,),
        mentions=tuple(ActorMention(article=article.id, span=span) for span in sorted(spans | set(lone))),
        offices=tuple(_distinct(offices)),
        gender=cues.most_common(1)[0][0] if len(cues) == 1 and cues.total() >= _SURE_CUE else None,
        speaks=bool(spoken),
    )


def _kind(name: str, mentions: Sequence[Mention], spoken: Sequence[Statement]) -> MentionKind:
    """The kind of the mentions; without mentions what the speaker's kind and name say.

    A seat is a body and a state a state, even where the reader took one of them for a place.
    """
    match = state_of(name, adjectives=False)
    if mentions and mentions[0].kind == "place" and match and match.how == "seat":
        return "organization"
    if mentions and mentions[0].kind == "place" and match and match.how in ("name", "alias"):
        return "state"
    if mentions:
        return mentions[0].kind
    if match and match.how != "seat":
        return "state"
    if match:
        return "organization"
    kinds = {s.speaker_kind for s in spoken}
    if kinds & {"organization", "media"}:
        return "organization"
    return "other" if "document" in kinds else "person"


def _offices_at(article: Article, mention: Mention) -> list[HeldOffice]:
    """Offices given to a person at one mention: title before, apposition behind, or the nominal itself."""
    text, (start, end) = article.text, mention.span
    if mention.form == "pronoun":
        return []
    if mention.form == "nominal":
        pieces = _roles_in(text, (start, end))
        return [
            HeldOffice(office, _evidence(article, span))
            for span in pieces
            if (office := parse_role(text[slice(*span)]))
        ]
    spans = (title_before(text, start), apposition_after(text, end), apposition_before(text, start, end))
    found = [(piece, parse_role(text[slice(*piece)])) for span in spans if span for piece in _roles_in(text, span)]
    return [HeldOffice(office, _evidence(article, span)) for span, office in found if office]


def _roles_in(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The phrases of a description: "a Democrat of Varn and the chairwoman of the council" gives two."""
    cuts = [m.span() for m in _AND_ANOTHER.finditer(text, *span)]
    starts, ends = [span[0], *(end for _, end in cuts)], [*(start for start, _ in cuts), span[1]]
    return list(zip(starts, ends, strict=True))


def _is_beside(text: str, span: tuple[int, int], named: Sequence[tuple[int, int]]) -> bool:
    """Whether a description touches a name of the actor: only then is its office told of whoever bears that name."""
    return any(
        _TOUCHES.fullmatch(text, min(span[1], name[1]), max(span[0], name[0]))
        for name in named
        if abs(name[0] - span[1]) <= _GAP or abs(span[0] - name[1]) <= _GAP
    )


def _gender_at(text: str, mention: Mention) -> str | None:
    start, end = mention.span
    if mention.form == "pronoun":
        word = text[start:end].lower()
        return {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}.get(word)
    if mention.form == "nominal":
        return gender_cue(text[start:end])
    before = text[max(0, start - 12) : start]
    match = list(_HONORIFIC.finditer(before))
    return gender_cue(match[-1][1]) if match and not before[match[-1].end() :].strip() else None


def _is_name(parsed: PersonName) -> bool:
    """Not a description: it has a capital and its last word is no common noun for persons ("the officials")."""
    if parsed.text.partition(" ")[0] in _ARTICLES:  # "a spokesman for the Harbour League"
        return False
    return parsed.family[:1].isupper() and (parsed.given is not None or noun_kind(parsed.text) is None)


def _distinct(offices: Iterable[HeldOffice]) -> list[HeldOffice]:
    """One of each office, the first evidence; offices that say nothing are left out."""
    seen: dict[tuple[str, str | None], HeldOffice] = {}
    for held in sorted(offices, key=lambda h: h.evidence.span):
        seen.setdefault((held.office.key, held.office.of), held)
    return list(seen.values())


def _evidence(article: Article, span: tuple[int, int]) -> Evidence:
    return evidence_of(article.id, article.text, [span])[0]


def roles_of(actor: LocalActor) -> list[Role]:
    """The offices of an actor as roles, dated by the article; a former office keeps the word."""
    return [
        Role(
            title=f"former {held.office.title}" if held.office.former else held.office.title,
            of=held.office.of,
            as_of=published_day(actor.article),
            evidence=held.evidence,
        )
        for held in actor.offices
    ]
