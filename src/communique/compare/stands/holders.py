"""Who governs a verb: the actor named or the people described right before it, two joined by "and", or those behind "by".

Only the plainest grammar is read. Who is described and has no name holds what he holds in the words of the report ("the mayor of
Rosetown"); a nameless source that stands for nobody ("an official") holds nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.words import read_yaml
from communique.lexicon import noun_kind
from communique.lexicon.nouns import head_noun

Named = Sequence[tuple[int, int, str]]
"""Start, end and actor id of every mention of an actor in one report, in order."""

_GAP = 48  # characters between the name and its verb
_WORDS = 6
_BEFORE = 12
_AUXILIARY = (
    r"(?: (?:has|have|had|is|are|was|were|been|be|do|does|did|will|would|can|could|may|might|also|now|still|long|itself|"
    r"himself|herself|themselves|not|never|no longer|n't|yesterday|today|too|alone|first|then|later|both|all|each|only|"
    r"again|even|once|soon|finally|(?!family\b)\w+ly|for (?:its|his|her|their) part|den(?:ies|ied) having|"
    r"(?:understood|said|known|reported|expected|believed) to)\b)*"
)
_NOUNS = r"[\w'’-]+(?: [\w'’-]+){0,6}?"
_ARTICLE = r"(?:The|the|An?|an?|Its|its|His|his|Her|her|Their|their) "
_CLAUSE = r"[;:—–]|,? (?:but|while|whereas|though|although)|, and|\. "  # behind these a new subject may begin
_DESCRIBED = re.compile(rf"(?:.*(?:{_CLAUSE}) )?(?P<all>(?:{_ARTICLE})?(?P<who>{_NOUNS})){_AUXILIARY} ?$", re.DOTALL)
_FINAL = re.compile(r"[\w'’-]+$")
_JOINED = re.compile(r"(?:,? (?:and|or|nor)|,)(?: the)? ")
_OWN = re.compile(rf"['’]s? (?:own )?(?P<noun>[\w-]+(?: [\w-]+)?){_AUXILIARY} ?$")
_NOUN = re.compile(rf" (?P<noun>[a-z][\w-]+){_AUXILIARY} ?$")
_ONLY_AUXILIARY = re.compile(rf"{_AUXILIARY} ?")
_INFINITIVE = re.compile(r"(?<!understood)(?<!said)(?<!known)(?<!reported)(?<!expected)(?<!believed) to (?:\w+ or )?$")
_RELATIVE = re.compile(r"^,? (?:which|who) ")
_APPOSED = re.compile(r"^, [^,;]{2,60},")
_VERBAL = re.compile(r" [a-z]+(?:ed|ing)(?: [\w’'-]+)?$")  # a verb at the end of what should be a noun phrase
_BEHIND_HEAD = re.compile(r" (?:of|in|at|from|on|for|who|whose) ")
_PLURAL = re.compile(r"(?:[a-z]+s|people|police|men|women|others)$")


@dataclass(frozen=True, slots=True)
class Holders:
    """Actor ids (or `name:` and words), where the first is named, and where the words about him begin."""

    actors: tuple[str, ...]
    start: int
    end: int
    neither: bool = False


def before_verb(text: str, sentence: tuple[int, int], verb: int, named: Named) -> Holders | None:
    """Who stands right before a verb and governs it."""
    at = bisect_left(named, (verb, 0, "")) - 1
    if at < 0 or named[at][0] < sentence[0] or named[at][1] > verb:
        return _described(text, sentence[0], verb)
    start, end, actor = named[at]
    gap = _APPOSED.sub("", text[end:verb])
    own, noun = _OWN.match(gap), None if _ONLY_AUXILIARY.fullmatch(gap) else _NOUN.match(gap)
    if own:
        stands_for = own["noun"].rsplit(" ")[-1].lower() in _words("represents")
        return Holders((actor,), start, end + own.end("noun")) if stands_for else _described(text, sentence[0], verb)
    if _hangs(text, sentence[0], start):
        return _described(text, sentence[0], verb)
    if noun and noun["noun"] not in _words("between"):  # "Lutheran synod": the name only tells which
        whole = f"{text[start:end]} {noun['noun']}"
        return Holders((f"name:{whole}",), start, end + noun.end("noun")) if holds(whole, definite=True) else None
    if not _governs(_RELATIVE.sub(" ", gap) if gap.startswith(",") else gap):
        return None
    return _joint(text, sentence[0], at, named)


def behind_by(text: str, sentence: tuple[int, int], by: int, named: Named) -> Holders | None:
    """Who stands right behind "by"."""
    at = bisect_left(named, (by, 0, ""))
    if at < len(named) and named[at][0] < sentence[1] and text[by : named[at][0]].strip().lower() in ("", "the"):
        return Holders((named[at][2],), named[at][0], named[at][1])
    found = re.match(
        rf" (?:(?:the|an?) )?(?P<who>{_NOUNS})(?=[,.;:]| (?:on|in|at|last|this|yesterday)\b)", text[by : sentence[1]]
    )
    if found is None or not holds(found["who"], definite=" the " in found[0]):
        return None
    return Holders((f"name:{found['who']}",), by + found.start("who"), by + found.end("who"))


def holds(words: str, *, definite: bool) -> bool:
    """Whether people or a body that a report describes and does not name can hold a position of their own.

    A single somebody ("a resident") and a source that stands for nobody ("officials") do not.
    """
    head = head_noun(words)
    if head is None or head in _words("nameless"):
        return False
    plain = _BEHIND_HEAD.split(words, maxsplit=1)[0]
    kind = noun_kind(words)
    if kind is None and (head in _words("bodies") or re.search(read_yaml("attitudes.yaml")["people"], plain)):
        kind = "person"
    if kind not in ("person", "organization", "collective"):
        return False
    if _PLURAL.search(plain) is not None or kind == "organization":
        return True
    # "the colonel" points back to somebody; "the Governor" is as good as a name
    return definite and (" " in words or words[:1].isupper())


def _described(text: str, start: int, verb: int) -> Holders | None:
    """The people or body that stand before a verb and are not named: "The police union", "Merchants in the old quarter"."""
    found = _DESCRIBED.match(text[start:verb].rstrip() + " ")
    if found is None or set(re.findall(r"[\w']+", found["all"].lower())) & (_words("between") - {"no"}):
        return None
    if _VERBAL.search(found["who"]):
        return None
    definite = found["all"] != found["who"] and found["all"][:2].lower() not in ("a ", "an")
    if not holds(found["who"], definite=definite):
        return None
    return Holders((f"name:{found['who']}",), start + found.start("all"), start + found.end("all"))


def _governs(gap: str) -> bool:
    """Whether nothing between a name and a verb shows that something else is told."""
    told = re.findall(r"[\w']+", gap.lower())
    if _INFINITIVE.search(gap):  # "asked Norrland to support it"
        return False
    return len(gap) <= _GAP and len(told) <= _WORDS and not set(told) & _words("between") and ";" not in gap


def _hangs(text: str, start: int, name: int) -> bool:
    """Whether a preposition stands before a name: it governs nothing then."""
    before = _FINAL.search(text[max(start, name - _BEFORE) : name].rstrip().removesuffix(" the").lower())
    return before is not None and before[0] in _words("oblique")


def _joint(text: str, start: int, at: int, named: Named) -> Holders:
    """The name at `at` and those joined to it before: "Pelagia and Sund", "neither Ostmark nor Rovenia"."""
    first = at
    while first and named[first - 1][0] >= start and _JOINED.fullmatch(text[named[first - 1][1] : named[first][0]]):
        first -= 1
    neither = text[start : named[first][0]].lower().rstrip().endswith("neither")
    actors = tuple(dict.fromkeys(n[2] for n in named[first : at + 1]))
    return Holders(actors, named[first][0], named[at][1], neither)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(str, read_yaml("attitudes.yaml")[name]))
