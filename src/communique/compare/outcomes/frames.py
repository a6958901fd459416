"""The deed of a line as verb and thing, and whether a later clause tells that very deed of that very thing.

"To lift its duties on steel": lift, duty. Later "the duties were scrapped" tells it as done, "the duties stay" as not done, "the duties
were raised by a tenth" nothing of it. A verb and its particle are one verb (`data/phrasal.yaml`), verbs that make an end of a
thing are one deed, as are others listed together (`data/deeds.yaml`), and the verb must stand beside the thing: behind it where it is
done to it, before it else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from communique.compare.clauses.denials import verb_form
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token, likeness, opposite, read_yaml
from communique.compare.outcomes.deeds import deed_at, openings
from communique.compare.outcomes.promises import Pledge, Promise

Told = Literal["done", "not done", "undone", "as it was"]

_SAME = 0.85
_PARTICLE = 4  # words between a verb and its particle: "gave the two seats up"
_AFTER, _BEFORE = 6, 8  # words between a verb and the thing behind it, or before it
_THINGS = 5
_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_OF = frozenset({"of", "the", "a", "an", "its", "his", "her", "their", "all", "any", "every", "both", "each"})
_ENDS = frozenset(
    "to in on at by for from with into before until after within if unless when once and or but which who that than as "
    "under through".split()
)
_UNREAL = frozenset("to will would may might could should must can if unless whether be".split())
_NOT = frozenset({"not", "never", "no", "nobody", "none", "neither", "nor", "without"})
_LASTING = frozenset({"remains", "remain", "stays", "stay", "continues", "continue", "stands", "stand"})
_UNCHANGED = frozenset(
    "cut put set hit shut let quit split cast shed hurt bid".split()
)  # verbs whose past is their base
_FIRST = frozenset({"first", "last", "only"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A deed: the lemmas of its verb (the phrase as one verb, too) and the lemmas of what it is done to, or of who does it."""

    verbs: frozenset[str]
    things: frozenset[str]


def frames_of(pledge: Pledge) -> list[Frame]:
    """The deeds of the lines of a promise, as far as verb and thing can be made out."""
    return [f for p in pledge.promises if (f := _frame(p)) is not None]


def _frame(promise: Promise) -> Frame | None:
    spans = promise.forward.spans
    words = [w for c in promise.clauses for w in c.words if any(s <= w.start < e for s, e in spans)]
    at = _phrase_at(words)
    at = deed_at(words) if at is None else at
    if at is None:
        return None
    verbs = frozenset({words[at].lemma, *_phrase(words, at)})
    things = frozenset(w.lemma for w in _behind(words, at)) or frozenset(w.lemma for w in _ahead_of(words, at))
    return Frame(verbs, things) if things else None


def _phrase_at(words: Sequence[Token]) -> int | None:
    """Where a verb with its particle is what is held out: "will give up", "pledged to hand over", "take down the wall"."""
    low = [w.text.lower().replace("’", "'") for w in words]
    near = [i for at in (*openings(low), 0) for i in range(at, min(at + 2, len(words)))]
    return next((i for i in near if _phrase(words, i)), None)


def _phrase(words: Sequence[Token], at: int) -> frozenset[str]:
    """What the verb at a place means with its particle; nothing where it has none."""
    table, head = _phrasal(), words[at].lemma
    found = set()
    for i in range(at + 1, min(len(words), at + 1 + _PARTICLE)):
        low = [w.text.lower() for w in words[i : i + 3]]
        found |= {table[key] for n in (3, 2, 1) if (key := (head, " ".join(low[:n]))) in table}
    return frozenset(found)


@cache
def _phrasal() -> dict[tuple[str, str], str]:
    return {(k.split(" ", 1)[0], k.split(" ", 1)[1]): str(v) for k, v in read_yaml("phrasal.yaml").items()}


def _behind(words: Sequence[Token], at: int) -> list[Token]:
    """The plain nouns right behind the verb, up to a preposition."""
    found: list[Token] = []
    for word in words[at + 1 : at + 1 + _THINGS + 2]:
        low = word.text.lower()
        if low in _ENDS:
            break
        if _plain(word):
            found.append(word)
    return found[-2:] if len(found) > 2 else found


def _ahead_of(words: Sequence[Token], at: int) -> list[Token]:
    """The plain nouns of the subject, the last of them: "the curfew would be lifted"."""
    before = [w for w in words[:at] if _plain(w)]
    return before[-1:]


def _plain(word: Token) -> bool:
    if word.small or word.capital or not word.text[0].isalpha() or word.text.lower().endswith("ly"):
        return False
    return word.lemma not in _no_things()


@cache
def _no_things() -> frozenset[str]:
    """Numbers, measures and particles: nothing is done to them."""
    return frozenset(read_yaml("deeds.yaml")["no_things"])


def told(frames: Sequence[Frame], clauses: Sequence[Clause]) -> Told | None:
    """What the clauses tell of the deeds, the first that tells something; None where none does."""
    for clause in clauses:
        if clause.tone.conditional or clause.tone.possible:
            continue
        for frame in frames:
            found = _in_clause(frame, clause.words)
            if found is not None:
                return found
    return None


def _in_clause(frame: Frame, words: Sequence[Token]) -> Told | None:
    things = [i for i, w in enumerate(words) if _is_thing(frame, w)]
    if not things:
        return None
    for i, relation in _verbs(frame, words):
        if not _beside(words, i, things):
            continue
        before = [w.text.lower().replace("’", "'") for w in words[max(0, i - 4) : i]]
        denied = bool(_NOT & set(before)) or any(w.endswith("n't") for w in before) or _no_subject(words, things, i)
        unreal = bool(_UNREAL & set(before)) and not (before[-1:] == ["to"] and _FIRST & set(before))
        if unreal:
            continue
        if relation == "same":
            return "not done" if denied else "done"
        if relation == "opposed":
            return None if denied else "undone"
        return None if denied else "as it was"
    return None


def _no_subject(words: Sequence[Token], things: Sequence[int], at: int) -> bool:
    """Whether the thing before the verb is none: "no doctor was sent"."""
    return any(words[k].text.lower() in ("no", "not") for i in things if i < at for k in range(max(0, i - 3), i))


def _is_thing(frame: Frame, word: Token) -> bool:
    return not word.small and any(t == word.lemma or likeness(t, word.lemma) >= _SAME for t in frame.things)


def _verbs(frame: Frame, words: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The verbs told as past, or as lasting, and how each stands to the deed."""
    for i, word in enumerate(words):
        if word.capital or not word.text[0].isalpha():
            continue
        meant = {word.lemma, *_phrase(words, i)}
        low = word.text.lower()
        if not (verb_form(word) or len(meant) > 1 or low in _LASTING or low in _UNCHANGED):
            continue
        relation = _relation(frame.verbs, frozenset(meant))
        if relation is not None:
            yield i, relation


@lru_cache(maxsize=65536)
def _relation(deed: frozenset[str], meant: frozenset[str]) -> str | None:
    if any(a == b or likeness(a, b) >= _SAME for a in deed for b in meant):
        return "same"
    ours, theirs = groups_of(deed), groups_of(meant)
    if ours & theirs:
        return "same"
    pairs = {(a, b) for x, y in read_yaml("deeds.yaml")["opposed"] for a, b in ((x, y), (y, x))}
    if any((a, b) in pairs for a in ours for b in theirs):
        return "as it was" if "keeps" in theirs else "opposed"
    return "opposed" if any(opposite(a, b) for a in deed for b in meant) else None


def groups_of(verbs: Iterable[str]) -> frozenset[str]:
    """The groups of `deeds.yaml` that hold any of these lemmas."""
    table = _groups()
    return frozenset(name for verb in verbs for name in table.get(verb, ()))


@cache
def _groups() -> dict[str, frozenset[str]]:
    raw = read_yaml("deeds.yaml")
    found: dict[str, set[str]] = {}
    for name, verbs in (*raw["same"].items(), ("keeps", raw["keeps"])):
        for verb in verbs:
            found.setdefault(verb, set()).add(name)
    return {verb: frozenset(names) for verb, names in found.items()}


def to_stay(pledge: Pledge) -> bool:
    """Whether what is held out is that things stay as they are: to keep the fleet, not to close the school."""
    groups = groups_of(pledge.acts)
    if pledge.against:
        return bool(groups) and groups <= frozenset(read_yaml("deeds.yaml")["undoing"])
    return "keeps" in groups


def _beside(words: Sequence[Token], at: int, things: Sequence[int]) -> bool:
    """Whether a thing stands where the verb can be of it."""
    passive = any(w.text.lower() in _BE for w in words[max(0, at - 3) : at])
    near = [i for i in things if (0 < at - i <= _BEFORE) or (not passive and 0 < i - at <= _AFTER)]
    return bool(near)
