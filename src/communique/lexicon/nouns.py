"""Common nouns by what they stand for: persons, bodies, groups of one opinion, papers, media, agreements, places."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from communique.lexicon.tables import given_names, tree, words

NounKind = Literal["person", "organization", "collective", "document", "media", "agreement", "place"]

_ORDER: tuple[tuple[NounKind, str], ...] = (
    ("person", "unnamed"),
    ("collective", "collective"),
    ("organization", "organization"),
    ("agreement", "agreement"),
    ("document", "document"),
    ("media", "media"),
    ("place", "place"),
)
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "wives": "wife", "lives": "life",
    "media": "media", "staff": "staff", "data": "data", "congressmen": "congressman", "spokesmen": "spokesman",
    "police": "police", "others": "others", "news": "news", "parties": "party", "policemen": "policeman",
    "statistics": "statistics", "services": "services", "politics": "politics", "analyses": "analysis",
    "tories": "tory", "countries": "country", "congress": "congress", "press": "press", "lies": "lie",
}  # fmt: skip


def noun_kind(phrase: str) -> NounKind | None:
    """What a noun phrase stands for by its head, None if the tables do not tell.

    "a senior administration official" is a person, "the state news agency" is media, "a dozen Democrats" a collective.
    """
    lowered = phrase.lower().strip()
    if re.search(tree("nouns.yaml")["media_phrases"], _before_postmodifier(lowered)):
        return "media"
    head = head_noun(phrase)
    if head is None:
        return None
    return next((kind for kind, table in _ORDER if head in words("nouns.yaml", table)), None) or (
        "person" if head in words("roles.yaml", "heads") else None
    )


def head_noun(phrase: str) -> str | None:
    """The head of a noun phrase, singular and lower case: "two aides to the president" gives "aide".

    Works on the shape of English noun phrases (head before its first preposition or relative), without a parser.
    """
    lowered = phrase.lower().replace("’", "'").strip(" ,.;:'\"“”")
    while True:
        first = _before_postmodifier(lowered)
        tokens = re.findall(r"[^\W\d_](?:[\w-]*\w)?", first)
        if not tokens:
            return None
        head = tokens[-1]
        rest = lowered[len(first) :].strip()
        if (head in words("nouns.yaml", "quantities") or singular(head) in words("nouns.yaml", "quantities")) and (
            rest.startswith("of ")
        ):
            lowered = rest[3:]
            continue
        return singular(head)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of an English noun by its ending ("agencies" gives "agency", "boxes" gives "box")."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if re.search(r"(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def plural_form(word: str) -> bool:
    """True when a lower-case noun is plural by its form."""
    return word in ("people", "police", "media", "staff", "others") or singular(word) != word


def gender_cue(phrase: str) -> Literal["male", "female"] | None:
    """What the nouns and honorifics of a phrase say about gender ("the congresswoman", "Mr. Vale", "his sister")."""
    found = set()
    for token in re.findall(r"[^\W\d_]+", phrase.lower()):
        base = singular(token)
        if token in words("names.yaml", "male_honorifics") or base in words("nouns.yaml", "male"):
            found.add("male")
        if token in words("names.yaml", "female_honorifics") or base in words("nouns.yaml", "female"):
            found.add("female")
    if len(found) != 1:
        return None
    return "male" if "male" in found else "female"


@cache
def label_words() -> frozenset[str]:
    """Adjectives and labels that a tagger takes for bodies ("Democratic", "Catholic"), in lower case."""
    return frozenset(tree("adjectives.yaml")["labels"])


def agency_name(text: str) -> str | None:
    """The printed name of a news agency of the list ("AP" gives "Associated Press"), else None."""
    name = text.strip(" ,.;:'\"“”()").removesuffix("'s").removesuffix("’s")
    found = tree("media.yaml")["agencies"].get(name) or tree("media.yaml")["agencies"].get(
        re.sub(r"^(?:the|The)\s+", "", name)
    )
    return str(found) if found else None


def media_name(text: str) -> str | None:
    """The printed name of a news organization if `text` names one by list or by pattern, else None."""
    name = text.strip(" ,.;:'\"“”()").removesuffix("'s").removesuffix("’s")
    bare = re.sub(r"^(?:the|The)\s+", "", name)
    agency = agency_name(text)
    if agency:
        return agency
    for variant in (name, bare):
        if variant in tree("media.yaml")["names"]:
            return variant
    if len(bare.split()) == 2 and bare.split()[0].lower() in given_names():
        return None
    if bare[:1].isupper() and len(bare.split()) >= 2 and any(p.search(bare) for p in _media_patterns()):
        return bare
    return None


@cache
def _media_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in tree("media.yaml")["patterns"])


@cache
def _postmodifier() -> re.Pattern[str]:
    alternatives = "|".join(sorted(words("nouns.yaml", "postmodifiers"), key=len, reverse=True))
    return re.compile(rf"(?<=\S)(?:\s+(?:{alternatives})\b|\s*,)")


def _before_postmodifier(lowered: str) -> str:
    match = _postmodifier().search(lowered)
    return lowered[: match.start()] if match else lowered
