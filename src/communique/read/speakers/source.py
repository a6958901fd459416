"""What a source phrase is, by its own words: persons it names, its head noun, whether it is a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.lexicon import (
    NounKind,
    agency_name,
    head_noun,
    media_name,
    noun_kind,
    parse_role,
    split_title,
    state_of,
)
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name

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
RELATIVES = frozenset({"who", "whom", "which", "that"})
PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "it", "itself"}) | RELATIVES
FIRST_PERSON = frozenset({"i", "me", "we", "us", "myself", "ourselves", "you"})
OWNERS = {"his": "male", "her": "female", "its": None, "their": None}
"""Possessive pronouns -> the gender they tell."""
_RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|that)\b", re.I)
_WORD = re.compile(r"[\w'’-]+")
_ASIDE = re.compile(r"\([^)]*\)|,\s*(?:[DRI]|Ind|Dem|Rep)[.-][^,]{1,20},?")
_TITLE_WORDS = r"(?:[\w.’'-]+,?\s+){0,7}"
_JOINED = re.compile(
    rf"^(?:,[^,;]{{1,70}})?,?\s*(?:;\s*)?(?:\band\b|&|\bas well as\b|\balong with\b|"
    rf"\btogether with\b)\s*{_TITLE_WORDS}$",
    re.I,
)
_ARTICLE = re.compile(r"\W*(?:(?:both\s)?the\s)?", re.I)
_AND_PERSON = re.compile(rf",?\s(?:and|as well as|along with|together with)\s{_TITLE_WORDS}")
_AND_BODY = re.compile(r"(?:,[^,;]{1,70},)?\s(?:and|as well as|along with|together with)\s(?:the\s)?", re.I)
_LISTED = re.compile(r"^\s*[,;]\s*(?:[A-Z][\w.’'-]*\s+){0,4}$")
_NEXT_ITEM = re.compile(r"^[^;.!?]*;\s*(?:and\s+)?(?:[\w.’'-]+,?\s+){0,6}$")
_OF_PLACE = re.compile(r"^\s+(?:of|from)\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}")
_COUNTED = re.compile(
    r"(?:(?:even|only|just|perhaps|also)\s+)?(?:some|several|many|most|few|a few|a number|a handful|"
    r"dozens|scores|hundreds|thousands|others?|another|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|at least|more than|fewer than|about|nearly|almost|roughly|"
    r"a (?:half-)?dozen|half a dozen|a group|a pair|"
    r"a couple|a majority|a minority|both|each|any|various|numerous|countless|\d[\d,.]*)\b",
    re.I,
)
_ALL = re.compile(r"(?:all|both)\s+(?:of\s+)?(?:the\s+)?", re.I)
_PRONOUNS = frozenset(SINGULAR_PRONOUNS) | PLURAL_PRONOUNS | FIRST_PERSON
_TITLE_PARTICIPLES = (
    "acting",
    "outgoing",
    "incoming",
    "retiring",
    "ranking",
    "leading",
    "sitting",
    "visiting",
    "presiding",
    "managing",
)
_ATTRIBUTES = re.compile(r"^(?:an?|the)\s+(?:(?!of|for|to|with|from|in|at|by|on)[a-z][\w-]*\s+)?(?=[A-Z])")  # "a weary"
_CLOSE_TO = re.compile(r"\b(?:close|loyal|opposed|allied|hostile|sympathetic)\sto\s|\bfamiliar\swith\s")
_EXPLAINED = re.compile(r",\s(?P<what>(?:an?|the)\s[^,;:.“”\"\n]{3,80}?)(?=,|\swho\b|\sthat\b|\swhich\b|$)")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne)\s+(?:[\w’'-]+\s+){0,3}$")
_MORE_NOUN = re.compile(
    r"(?:\s(?:[Mm]inister|[Ss]ecretary|[Gg]eneral|[Pp]resident|[Oo]fficer|[Oo]fficial|[Dd]irector|[Cc]hief))+\b"
)
_REDUCED = re.compile(
    r"(?<=[a-z])\s(?!including|according|regarding|concerning|during)[a-z]{3,}ing\s(?=(?:the|an?|its|their|for|against|in|to|on|over|air|[a-z]+s)\b)"
)
_STYLES = frozenset(
    "excellency majesty highness holiness eminence grace lordship ladyship honour honor worship reverence".split()
)
_ECHOES = ("both", "all", "also", "himself", "herself", "themselves", "itself", "too", "each")
_DETERMINERS = frozenset({"a", "an", "the"})
_DEFINITE = ("the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A source phrase taken apart. `persons` are those who speak, in order, with a body that speaks beside them; `owner` is who the head belongs to.

    `possessive` is a possessive pronoun that opens the phrase, `indefinite` says that it opens with "a" or "an".
    """

    text: str
    start: int
    end: int
    pronoun: str | None
    persons: tuple[LocalActor, ...]
    spoken: tuple[Name, ...]
    bodies: tuple[tuple[Name, LocalActor], ...]
    owner: LocalActor | None
    possessive: str | None
    head: str | None
    kind: NounKind | None
    definite: bool
    indefinite: bool
    counted: bool


def analyse(text: str, start: int, end: int, names: Sequence[tuple[Name, LocalActor]]) -> SourcePhrase:
    """Take the phrase text[start:end] apart; `names` are the names of the article that lie inside it, in order."""
    start = _past_credit(text, start, end)
    listed = ";" in text[start:end]  # each of several has a relative clause of its own
    cut = None if listed else _RELATIVE.search(text, start + 1, end)
    # a relative clause is not the speaker, but names often stand before it only
    names = [(n, a) for n, a in names if n.start >= start]
    apposed = _apposed_behind(text, cut, end, names)
    if apposed:
        start, names, cut = apposed[0].start, [apposed], None
    stop = cut.start() if cut and (any(n.end <= cut.start() for n, _ in names) or cut.start() - start > 12) else end
    reduced = _REDUCED.search(text, start, stop)
    if reduced and noun_kind(text[start : reduced.start()]) in ("organization", "collective"):
        stop = reduced.start()  # "the alliance conducting raids in Maresia"
    phrase = _bare(text[start:stop])
    words = [w.lower() for w in _WORD.findall(phrase)]
    alone = len(words) == 1 or (len(words) == 2 and words[1] in _ECHOES)
    pronoun = words[0] if alone and words[0] in _PRONOUNS else _style(words)
    inside = [(n, a) for n, a in names if n.end <= stop + 1]
    speaking = _speaking(text, start, stop, inside)
    comma = text.find(",", start, stop) if "," in text[start:stop] else stop
    spoken = _with_bodies(text, start, stop, inside, [(n, a) for n, a in speaking if a.kind == "person"])
    whole = [(n, a) for n, a in speaking if a.kind != "person" and _is_head(text, n, stop)]
    return SourcePhrase(
        phrase, start, stop, pronoun,
        tuple(a for _, a in spoken), tuple(n for n, _ in spoken), tuple(whole),
        owner=next((a for n, a in inside if possessive(text, n.end) and n.end < min(stop - 2, comma)), None),
        possessive=words[0] if len(words) > 1 and words[0] in OWNERS else None,
        head=head_noun(phrase), kind=noun_kind(phrase),
        definite=bool(words) and (words[0] in _DEFINITE or _owned(text, inside)),
        indefinite=bool(words) and words[0] in ("a", "an"),
        counted=bool(_COUNTED.match(phrase)),
    )  # fmt: skip


def _style(words: Sequence[str]) -> str | None:
    """The pronoun that a style of address is: "His Excellency", "her ladyship"."""
    if len(words) == 2 and words[0] in ("his", "her") and words[1] in _STYLES:
        return "he" if words[0] == "his" else "she"
    return None


def _apposed_behind(
    text: str, cut: re.Match[str] | None, end: int, names: Sequence[tuple[Name, LocalActor]]
) -> tuple[Name, LocalActor] | None:
    """The person whose name closes a description: "The priest who led the rite, Ana Vale,"."""
    if cut is None or not names or any(a.kind == "person" and n.end <= cut.start() for n, a in names):
        return None
    name, actor = names[-1]
    closes = actor.kind == "person" and not re.search(r"\w", text[name.end : end])
    return (name, actor) if closes and text[name.start - 2 : name.start] == ", " else None


def _bare(words: str) -> str:
    """A phrase without edge punctuation and without the possessive of its last word."""
    stripped = words.strip(' ,;:"“”\n')
    return re.sub(r"(?<=\w)['’]s$|(?<=s)['’]$", "", stripped)


def _past_credit(text: str, start: int, end: int) -> int:
    """The start of a phrase behind a photo credit that was glued on: "Ana Vale/Associated Press Officials"."""
    slash = text.find("/", start, min(end, start + 60))
    if slash < 0 or not text[start:slash].istitle():
        return start
    words = list(re.finditer(r"\S+", text[slash + 1 : end]))
    for n in range(min(4, len(words) - 1), 0, -1):
        credit = text[slash + 1 : slash + 1 + words[n - 1].end()]
        if agency_name(credit) or media_name(credit):
            return slash + 1 + words[n].start()
    return start


def _owned(text: str, inside: Sequence[tuple[Name, LocalActor]]) -> bool:
    return bool(inside) and possessive(text, inside[0][0].end)


def possessive(text: str, end: int) -> bool:
    """Whether a possessive ending stands at `end`."""
    return text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’")


def _speaking(
    text: str, start: int, stop: int, names: Sequence[tuple[Name, LocalActor]]
) -> list[tuple[Name, LocalActor]]:
    """Names that can be who speaks (no owners, none behind a preposition): the first, and those joined to it."""
    free = [
        (n, a)
        for n, a in names
        if not (possessive(text, n.end) and n.end < stop - 2)
        and not _behind_preposition(text, start, n)
        and not (a.kind == "person" and _modifies(text, n, stop))
    ]
    if not free:
        return []
    persons = [x for x in free if x[1].kind == "person"]
    first = free[0]
    if (
        persons
        and first[1].kind != "person"
        and _is_head(text, first[0], stop)
        and "," in text[first[0].end : persons[0][0].start]
    ):
        persons = []  # "Harbour Trust, a body led by Ana Vale": the body speaks
    pool = [
        x for i, x in enumerate(persons) if i + 1 == len(persons) or not _titles(text, x[0], persons[i + 1][0])
    ] or free
    out = [pool[0]]
    listed = len(pool) > 2
    for left, right in pairwise(pool):
        gap = _ASIDE.sub("", text[left[0].end : right[0].start])
        gap = _OF_PLACE.sub("", gap)
        if _JOINED.match(gap) or (listed and (_LISTED.match(gap) or _NEXT_ITEM.match(gap))):
            if all(right[1] is not a for _, a in out):
                out.append(right)
        else:
            break
    return out


def _with_bodies(
    text: str, start: int, stop: int, names: Sequence[tuple[Name, LocalActor]], persons: list[tuple[Name, LocalActor]]
) -> list[tuple[Name, LocalActor]]:
    """The persons, and a body or state that "and" joins to them: "Ana Vale and the European Union", "Spain and Ana Vale"."""
    if not persons:
        return persons
    (first, _), (last, _) = persons[0], persons[-1]
    out = list(persons)
    for name, actor in names:
        state = state_of(name.text)
        if actor.kind == "person" or (state and state.how in ("adjective", "people")) or possessive(text, name.end):
            continue
        between = any(name.end <= n.start < first.start for n, _ in names)
        if (
            not between
            and _ARTICLE.fullmatch(text, start, name.start)
            and _AND_PERSON.fullmatch(text, name.end, first.start)
        ):
            out.insert(0, (name, actor))
        elif _AND_BODY.fullmatch(text, last.end, name.start) and not _bare(text[name.end : stop]):
            out.append((name, actor))
    return out


def _titles(text: str, name: Name, following: Name) -> bool:
    """Whether a name is part of the title of the one behind it: "Vale spokesman Ivo Kral", "Pelmo Mayor Ivo Kral"."""
    gap = text[name.end : following.start].strip()
    return bool(gap) and not re.search(r"[,;&]|\b(?:and|of|for|to|with)\b", gap) and parse_role(gap) is not None


def _modifies(text: str, name: Name, stop: int) -> bool:
    """Whether a personal name only modifies a noun behind it: "the Vale administration", "Vale spokesman Ivo Kral"."""
    rest = text[name.end : stop]
    after = re.match(r"\s+((?:[a-z][\w-]*\s*)+)", rest)
    if after is None:
        return False
    noun = re.split(r"\b(?:who|and|of|for|in|from|at|with|also|both|himself|herself|on)\b", after[1])[0].strip()
    return bool(noun) and noun_kind(noun) is not None


def _behind_preposition(text: str, start: int, name: Name) -> bool:
    """Whether the name hangs on a preposition: "a lawyer for Mr. X", title words between them allowed."""
    before = text[start : name.start]
    if _CLOSE_TO.search(before):
        return True  # "Sources close to the Ports and Harbours Minister Ana Vale"
    lead = _ATTRIBUTES.sub("", re.split(r"[,;]|\band\b", before)[-1].strip())
    if lead and split_title(f"{lead} {name.text}")[1] == name.text:
        return False  # "Secretary of State Ana Vale"
    tokens = re.findall(r"[\w.'’-]+|,|[()]", before)
    crossed = False
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        plain = token.lower().strip(".")
        if plain.endswith("ing") and at and tokens[at - 1].lower() in _DETERMINERS:
            return False  # "a beaming Ana Vale"
        if plain in PREPOSITIONS or (plain.endswith("ing") and token.islower() and plain not in _TITLE_PARTICIPLES):
            # "the presidents of Maresia and Qarastan", but not "Ana Vale of Ostmar and Ivo Kral"
            return not crossed or not at or tokens[at - 1].islower()
        if plain == "and" and at and tokens[at - 1][0].isupper():
            crossed = True
            continue
        if token in (",", "(", ")") or not (
            token[0].isupper() or plain in ("the", "former", "then", "president", "a", "his", "her")
        ):
            return False
    return False


def _is_head(text: str, name: Name, stop: int) -> bool:
    """Whether a body's name is the phrase's head: no noun follows it before the phrase ends or turns."""
    if text[name.end : name.end + 1] in ("-", "‑"):
        return False
    rest = text[name.end : stop].strip(' "“”\n')
    rest = re.sub(r"^['’]s$|^['’]$", "", rest)
    first = rest.split()[0].lower() if rest.split() else ""
    if first == "and":  # "Maresia and Qarastan", not "Maresian and Qarastani officials"
        joined = rest.split()[1:]
        return bool(joined) and all(w[:1].isupper() or w == "the" for w in joined)
    return not rest or rest[0] in ",(—–-;" or first in PREPOSITIONS or first in ("itself", "also")


def explained_as_body(text: str, phrase: SourcePhrase) -> bool:
    """Whether what the tagger took for a person is explained as a body: "Harbour Bridge, a liberal pressure group"."""
    behind = _EXPLAINED.match(text, phrase.spoken[0].end, phrase.end + 1)
    return bool(behind) and noun_kind(behind["what"]) == "organization"  # type: ignore[index]


def counts_all(phrase: SourcePhrase) -> bool:
    """Both men, all nine members: a whole group, not some of it."""
    return bool(_ALL.match(phrase.text))


def is_plural(phrase: SourcePhrase) -> bool:
    """Whether the phrase is of several: "the ministers", "statesmen", "people"."""
    return (
        bool(phrase.head)
        and re.search(rf"\b(?:{re.escape(phrase.head or '')}s|\w+men|people)\b", phrase.text.lower()) is not None
    )


def noun_around(text: str, start: int, end: int) -> str:
    """The noun phrase around a word: "the trader" for "trader", "the prime minister" for "prime"."""
    left = _DETERMINED.search(text, max(0, start - 40), start)
    right = _MORE_NOUN.match(text, end)
    return " ".join(text[left.start() if left else start : right.end() if right else end].split())
