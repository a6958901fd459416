"""What a source phrase is, by its own words: persons it names, its head noun, whether it is a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.lexicon import NounKind, head_noun, noun_kind
from communique.read.mentions import LocalActor, Name

PREPOSITIONS = frozenset(
    "of for to from with by against about under in on at near behind between among into over through toward towards "
    "including like after before around outside inside within".split()
)
SINGULAR_PRONOUNS = {
    "he": "male",
    "him": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "herself": "female",
}
PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "it", "itself", "who", "which", "that"})
FIRST_PERSON = frozenset({"i", "me", "we", "us", "myself", "ourselves", "you"})
_RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|that)\b", re.I)
_JOINT_GAP = re.compile(r"^\s*(?:,|and|&|, and|as well as|along with|together with)\s*(?:[\w.’'-]+\s+){0,6}$", re.I)
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A source phrase taken apart. `persons` are those who speak, in order; `owner` is the one in the possessive before the head."""

    text: str
    start: int
    end: int
    pronoun: str | None
    persons: tuple[LocalActor, ...]
    bodies: tuple[LocalActor, ...]
    owner: LocalActor | None
    head: str | None
    kind: NounKind | None
    definite: bool
    counted: bool


def analyse(text: str, start: int, end: int, names: Sequence[tuple[Name, LocalActor]]) -> SourcePhrase:
    """Take the phrase text[start:end] apart; `names` are the names of the article that lie inside it, in order."""
    cut = _RELATIVE.search(text, start + 1, end)
    # a relative clause is not the speaker, but names often stand before it only
    stop = cut.start() if cut and any(n.end <= cut.start() for n, _ in names) else end
    phrase = text[start:stop].strip(' ,"“”')
    words = [w.lower() for w in _WORD.findall(phrase)]
    alone = len(words) == 1 or (
        len(words) == 2 and words[1] in ("both", "all", "also", "himself", "herself", "themselves")
    )
    pronoun = words[0] if alone and words[0] in _PRONOUNS else None
    inside = [(n, a) for n, a in names if n.end <= stop + 1]
    speaking = _speaking(text, start, inside)
    persons = tuple(a for n, a in speaking if a.kind == "person")
    whole = [(n, a) for n, a in speaking if a.kind in ("organization", "state", "place") and _is_head(text, n, stop)]
    owner = next((a for n, a in inside if _possessive(text, n.end)), None)
    definite = bool(words) and (
        words[0] in ("the", "this", "that", "his", "her", "their", "its", "our", "my") or _owned(text, inside)
    )
    return SourcePhrase(
        phrase,
        start,
        stop,
        pronoun,
        persons,
        tuple(a for _, a in whole),
        owner,
        head_noun(phrase),
        noun_kind(phrase),
        definite,
        bool(_COUNTED.match(phrase)),
    )


_COUNTED = re.compile(
    r"(?:some|several|many|most|few|a few|a number|a handful|dozens|scores|hundreds|others?|another|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"at least|more than|fewer than|about|nearly|almost|a (?:half-)?dozen|half a dozen|a group|a pair|both|\d[\d,.]*)\b",
    re.I,
)
_PRONOUNS = frozenset(SINGULAR_PRONOUNS) | PLURAL_PRONOUNS | FIRST_PERSON


def _owned(text: str, inside: Sequence[tuple[Name, LocalActor]]) -> bool:
    return bool(inside) and _possessive(text, inside[0][0].end)


def _possessive(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’")


def _speaking(text: str, start: int, names: Sequence[tuple[Name, LocalActor]]) -> list[tuple[Name, LocalActor]]:
    """Names that can be who speaks: not owners, not behind a preposition; the first, and those joined to it by "and"."""
    free = [(n, a) for n, a in names if not _possessive(text, n.end) and not _behind_preposition(text, start, n)]
    if not free:
        return []
    persons = [x for x in free if x[1].kind == "person"]
    pool = persons or free
    out = [pool[0]]
    for left, right in zip(pool, pool[1:], strict=False):
        gap = text[left[0].end : right[0].start]
        if ("and" in gap.split() and _JOINT_GAP.match(gap)) or (
            gap.strip() == "," and out[-1] is left and len(pool) > 2
        ):
            if all(right[1] is not a for _, a in out):
                out.append(right)
        else:
            break
    return out


def _behind_preposition(text: str, start: int, name: Name) -> bool:
    """Whether the name hangs on a preposition: "a lawyer for Mr. X", title words between them allowed."""
    before = text[start : name.start]
    tokens = re.findall(r"[\w.'’-]+|,|[()]", before)
    for token in reversed(tokens):
        plain = token.lower().strip(".")
        if plain in PREPOSITIONS:
            return True
        if token in (",", "(", ")") or not (
            token[0].isupper() or plain in ("the", "former", "then", "president", "a", "his", "her")
        ):
            return False
    return False


def _is_head(text: str, name: Name, stop: int) -> bool:
    """Whether a body's name is the phrase's head: no noun follows it before the phrase ends or turns to an apposition."""
    rest = text[name.end : stop].strip(' "“”')
    first = rest.split()[0].lower() if rest.split() else ""
    if first == "and":  # "Maresia and Qarastan", not "Maresian and Qarastani officials"
        joined = rest.split()[1:]
        return bool(joined) and all(w[:1].isupper() or w == "the" for w in joined)
    return not rest or rest[0] in ",(—–-;" or first in PREPOSITIONS or first in ("itself", "also")
