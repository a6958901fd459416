"""The kind of a name that no table knows, from all that is said around it: "the government of X", "X's foreign minister".

A tagger reads one sentence at a time and calls an unknown state a person here, a body there and a town in the third.
One article (or one story) means one thing by one name, so the evidence of all its sentences is weighed together:
patterns of `data/kinds.yaml`, a demonym beside the name ("Maresian" beside "Maresia"), and the tagger's own votes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from communique.lexicon.names import parse_name
from communique.lexicon.nouns import media_name, noun_kind
from communique.lexicon.states import state_of
from communique.lexicon.tables import given_names, tree
from communique.lexicon.tables import words as words_of
from communique.record import Mention
from communique.record.reading import MentionKind

_WINDOW = 48  # characters on each side of a name that are looked at
_TIMES = 3  # a reason counts at most so often
_OCCURRENCES = 60  # of a name in a text that are looked at
_VOTE, _VOTES = 0.5, 4  # what a mention's own kind weighs, and how many of one kind count
_LEAST = 2.0  # what speaks for a kind, votes apart, before it overrules the tagger
_LEAD = 0.5  # and by how much it leads
_DEMONYM = 2.0
_SHORTEST = 4
_DEMONYM_OF = "a people or adjective made of its name"
_MEDIUM = "a medium or platform that is known by this name"
_FAMILY_NAME = "the family name of a person of the story"
_HE_OR_SHE = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself", "i", "me", "my"})
_TITLED = "an honorific", "a title"
_OF_A_STATE = frozenset({"its form of state", "a ministry of it", "a minister of it"})
_FEW = 4  # mentions of one kind, beyond which bearing a person's family name is no reason


@dataclass(frozen=True, slots=True)
class Named:
    """One text and the mentions in it."""

    text: str
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name of these texts is: its kind, the state's name where it is a demonym, and what speaks for it."""

    kind: MentionKind
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    behind: bool
    weights: tuple[tuple[MentionKind, float], ...]
    why: str


def unknown_kinds(texts: Sequence[Named]) -> dict[str, Decision]:
    """Actor name -> decision, for names without an entry in any table that these texts tell enough about.

    Names on which the tagger agrees with itself and nothing speaks against it are left out, and so are names that are
    both a person's and a state's here. The result does not depend on the order of the texts.
    """
    votes = _votes(texts)
    families = _families(texts)
    bases = _bases(votes)
    found: dict[str, Decision] = {}
    evidence = {name: _evidence(name, texts) for name in votes if name not in bases}
    for demonym, base in bases.items():
        _add(evidence[base], "state", _DEMONYM, _DEMONYM_OF, 1)
        for kind, why, weight, times in _evidence(demonym, texts):
            if kind == "state":
                evidence[base].append((kind, why, weight, times))
    for name, told in evidence.items():
        if name.casefold() in families:
            _add(told, "person", 3.0, _FAMILY_NAME, 1)
        decision = _decided(name, told, votes[name])
        if decision:
            found[name] = decision
    for demonym, base in bases.items():
        if base in found and found[base].kind == "state":
            found[demonym] = found[base]
    return found


def settled(text: str, mentions: Sequence[Mention], found: Mapping[str, Decision]) -> tuple[Mention, ...]:
    """The mentions with the kinds decided; "he" and "the envoy" are no mentions of a state, body or place."""
    out = []
    for mention in mentions:
        decision = found.get(mention.actor)
        words = text[slice(*mention.span)]
        if decision is None or (decision.kind != "person" and mention.form == "name" and _is_titled(text, mention)):
            out.append(mention)
            continue
        personal = words.lower() in _HE_OR_SHE or (mention.form == "nominal" and noun_kind(words) == "person")
        if decision.kind != "person" and personal:
            continue
        out.append(mention.model_copy(update={"kind": decision.kind, "actor": decision.name}))
    return tuple(out)


def demonym_of(word: str, name: str) -> bool:
    """Whether `word` is made of a state's name as demonyms are: "Maresian" of "Maresia", "Ostlander" of "Ostland"."""
    if len(name) < _SHORTEST or word == name or word[:3] != name[:3] or " " in word:
        return False
    for row in tree("kinds.yaml")["demonyms"]:
        stem = name.removesuffix(row["name"])
        if name.endswith(row["name"]) and any(word == stem + ending for ending in row["ending"]):
            return True
    return False


def _votes(texts: Sequence[Named]) -> dict[str, Counter[MentionKind]]:
    """The tagger's kinds of each name that no table knows."""
    votes: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    for named in texts:
        for mention in named.mentions:
            if mention.form == "name" and _is_unknown(mention.actor):
                votes[mention.actor][mention.kind] += 1
    return {name: votes[name] for name in sorted(votes)}


@cache
def _is_unknown(name: str) -> bool:
    """A name of one or two words that is no state, medium, office, common noun, acronym or full personal name."""
    words = name.split()
    if not 1 <= len(words) <= 2 or not name[:1].isupper() or len(name) < _SHORTEST or state_of(name):
        return False
    if name.lower() in words_of("kinds.yaml", "not_names"):
        return False
    if media_name(name):
        return True
    if noun_kind(name) or any(not w[:1].isupper() for w in words) or "." in name:
        return False
    parsed = parse_name(name)
    if len(words) == 2 and parsed and parsed.given and parsed.given.lower() in given_names():
        return False
    return not (name.isupper() and len(name) <= 5)


def _families(texts: Sequence[Named]) -> frozenset[str]:
    """Family names of the persons that the texts name in full."""
    full = {m.actor for named in texts for m in named.mentions if m.kind == "person" and " " in m.actor}
    parsed = (parse_name(name) for name in full)
    return frozenset(p.family.casefold() for p in parsed if p and p.given)


def _bases(votes: dict[str, Counter[MentionKind]]) -> dict[str, str]:
    """Demonym -> the name of these texts that it is made of."""
    names = sorted(votes)
    out = {}
    for word in names:
        made = [name for name in names if name[:3] == word[:3] and demonym_of(word, name)]
        if len(made) == 1 and made[0] not in out:
            out[word] = made[0]
    return {word: base for word, base in out.items() if base not in out}


def _places(text: str, name: str) -> Iterator[int]:
    """Where a name stands as words of its own, in order; `str.find`, since this is asked of every name and text."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        opens = at == 0 or not (text[at - 1] in "’'-_" or text[at - 1].isalnum())
        if opens and not (end < len(text) and (text[end] == "_" or text[end].isalnum())):
            yield at
            at = end - 1
        at = text.find(name, at + 1)


Told = list[tuple[MentionKind, str, float, int]]


def _evidence(name: str, texts: Sequence[Named]) -> Told:
    """What the words around a name's occurrences say, each reason with its weight and how often it holds."""
    counts: Counter[int] = Counter()
    for named in texts:
        for start in islice(_places(named.text, name), _OCCURRENCES):
            end = start + len(name)
            before, behind = named.text[max(0, start - _WINDOW) : start], named.text[end : end + _WINDOW]
            for at, pattern in enumerate(_patterns()):
                if pattern.regex.match(behind) if pattern.behind else pattern.regex.search(before):
                    counts[at] += 1
    told: Told = []
    for at, times in sorted(counts.items()):
        for kind, weight in _patterns()[at].weights:
            _add(told, kind, weight, _patterns()[at].why, times)
    return told


def _add(told: Told, kind: MentionKind, weight: float, why: str, times: int) -> None:
    told.append((kind, why, weight, min(times, _TIMES)))


def _decided(name: str, told: Told, votes: Counter[MentionKind]) -> Decision | None:
    cues: Counter[MentionKind] = Counter()
    for kind, _, weight, times in told:
        cues[kind] += weight * times  # type: ignore[assignment]
    if media_name(name):
        never = votes["person"] and not cues["person"]
        return Decision("organization", name, _VOTE, (_MEDIUM,)) if never else None
    if cues["person"] >= _LEAST and cues["state"] >= _LEAST and any(why in _TITLED for _, why, _, _ in told):
        return None  # a man called Jordan in a story about Jordan
    total = {kind: cues[kind] + _VOTE * min(votes[kind], _VOTES) for kind in {*cues, *votes}}
    if votes["person"] and not cues["person"] and " " not in name:
        total["person"] = 0.0  # a lone name of whom nothing tells a person is the tagger's guess
    ranked = sorted(total, key=lambda kind: (-total[kind], kind))
    best = ranked[0]
    lead = total[best] - (total[ranked[1]] if len(ranked) > 1 else 0.0)
    if lead < _LEAD or (best in votes and len(votes) == 1) or (best not in votes and not _backed(best, told, votes)):
        return None
    reasons = [why + (f" ({times}×)" if times > 1 else "") for kind, why, _, times in told if kind == best]
    if votes[best]:
        reasons.append(f"tagged so {votes[best]} of {votes.total()} times")
    return Decision(best, name, round(total[best], 2), tuple(dict.fromkeys(reasons)))


def _backed(kind: MentionKind, told: Told, votes: Counter[MentionKind]) -> bool:
    """Whether a kind that the tagger never gave is told surely, or by two reasons of a name that is not always a person."""
    whys = {why: weight * times for k, why, weight, times in told if k == kind}
    if sum(whys.values()) < _LEAST:
        return False
    if set(votes) == {"place"} and kind == "state":  # regions have governments and peoples too
        return bool(whys.keys() & _OF_A_STATE)
    if votes.total() > _FEW and set(whys) == {_FAMILY_NAME}:
        return len(votes) > 1
    return bool(whys.keys() & _sure()) or (len(whys) > 1 and set(votes) != {"person"})


@cache
def _sure() -> frozenset[str]:
    table = tree("kinds.yaml")
    rows = (*table["before"], *table["behind"])
    return frozenset({_DEMONYM_OF, _FAMILY_NAME, *(str(row["why"]) for row in rows if row.get("sure"))})


def _is_titled(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.span[0] - _WINDOW) : mention.span[0]]
    return any(p.regex.search(before) for p in _patterns() if not p.behind and p.why in _TITLED)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    table = tree("kinds.yaml")
    rows: Iterable[tuple[dict[str, object], bool]] = [
        *((row, False) for row in table["before"]),
        *((row, True) for row in table["behind"]),
    ]
    return tuple(
        _Pattern(
            re.compile(str(row["pattern"]), re.IGNORECASE),
            behind,
            tuple((k, float(v)) for k, v in row.items() if k not in ("pattern", "why", "sure")),  # type: ignore[misc,arg-type]
            str(row["why"]),
        )
        for row, behind in rows
    )
