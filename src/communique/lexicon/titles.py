"""Offices and titles: split from a name, parsed from a noun phrase, compared whatever the wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.lexicon.nouns import head_noun, singular
from communique.lexicon.spelling import strict_key
from communique.lexicon.states import state_of
from communique.lexicon.tables import given_names, tree, words

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|his|her|their|its|our|my|your|one|another)\s+", re.I)
_POSSESSIVE = re.compile(r"^(.{2,60}?)(?:['’]s|s['’])\s+(.+)$")
_RELATIVE = re.compile(r"\s*(?:[,;:(]|\bwho\b|\bwhich\b|\bthat\b|\bwhose\b|--|—|–\s)")
_CHAMBERS = frozenset({"House", "Senate", "Congress", "Parliament", "Cabinet"})
_ABBREVIATED = 4  # letters, with its stop, that an abbreviation may have
_INSIDE_NAMES = frozenset({"of", "the", "and", "de", "for", "&"})
_NEXT_ROLE = 5  # words behind "and" in which another role is looked for: "of Ostmar and the warden of its harbour"
_PREPOSITIONS = frozenset({"of", "for", "on", "at", "in", "to", "with", "from", "under"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a text words it: `title` in lower case, of which state or body, accredited to which (`to`)."""

    title: str
    of: str | None = None
    to: str | None = None
    former: bool = False

    @property
    def key(self) -> str:
        """The title in the form in which wordings of one office agree ("spokeswoman", "spokesman")."""
        return role_key(self.title)


def parse_role(text: str) -> Office | None:
    """The office that a noun phrase names, None if it names none.

    "the deputy White House press secretary" gives ("deputy press secretary", of "White House");
    "Russia's foreign minister" gives ("foreign minister", of "Russia"); names after the title are left out.
    """
    phrase, of = _without_owner(text)
    tokens = phrase.split()
    head = _head(tokens)
    if head is None:
        return None
    start, end = head
    word = " ".join(_plain(t) for t in tokens[start:end])
    before, body, former = _left_of(tokens[:start], personal=role_key(word) in words("roles.yaml", "personal"))
    title = " ".join([*before, word])
    place, to = _right_of(tokens[end:])
    if role_key(word) in words("roles.yaml", "private") and body and state_of(body):
        body = None  # "a Varnite hospital administrator" is from Varn and holds no office of it
    of = of or body or place
    if word in words("nouns.yaml", "collective") and not before and not (of and of[:1].isupper()):
        return None  # "Republican" alone is a label, "Republican of Ohio" a seat
    return Office(title=title, of=_printed(of) if of else None, to=_printed(to) if to else None, former=former)


@lru_cache(maxsize=65536)
def role_key(title: str) -> str:
    """One wording for one office: abbreviations and variants ("chairman", "chair") folded, "former" left out."""
    same = tree("roles.yaml")["same_title"]
    lowered = " ".join(_plain(t) for t in title.split() if _plain(t) not in words("roles.yaml", "former"))
    lowered = _DETERMINER.sub("", lowered)
    if lowered in same:
        return str(same[lowered])
    return " ".join(str(same.get(token, token)) for token in lowered.split())


def offices_exclude(left: Office, right: Office) -> bool:
    """Whether one person cannot hold both at once: two high offices, neither of them a former one."""
    if left.former or right.former or left.key == right.key:
        return False
    high = words("roles.yaml", "exclusive")
    return left.key in high and right.key in high


def split_title(text: str) -> tuple[str, str]:
    """The leading title and the name: "Sen. Ana Vale" gives ("Sen.", "Ana Vale"), "Ana Vale" gives ("", "Ana Vale").

    A title word in last place is a name ("Martin King"), and so is one behind a given name ("Larry King Abbott").
    """
    tokens = text.split()
    taken = 0
    index = 0
    while index < len(tokens) - 1:
        if _is_honorific(tokens[index]) and _may_precede(tokens[taken:index]):
            taken = index = index + 1
            continue
        end = _title_end(tokens, index)
        if end and end < len(tokens) and _may_precede(tokens[taken:index]):
            taken = index = end
            continue
        index += 1
    if taken and not _name_like(tokens[taken:]):
        return "", text.strip()
    return " ".join(tokens[:taken]), " ".join(tokens[taken:])


def may_end_title(word: str) -> bool:
    """Whether a title can end with this word: a role, an honorific, or the state or matter of one ("of State")."""
    plain = _plain(word)
    if plain in _heads() or _is_honorific(word) or _is_abbreviation(word) or state_of(word):
        return True
    return plain in _compound_ends()


def _without_owner(text: str) -> tuple[str, str | None]:
    phrase = _DETERMINER.sub("", text.replace("\u00a0", " ").strip())
    owner = None
    match = _POSSESSIVE.match(phrase)
    if match and head_noun(match[2]) in words("nouns.yaml", "kin"):
        return "", None  # "the foreign minister's younger brother" holds no office
    if match and _head(match[2].split()):
        owner, phrase = _owner(_DETERMINER.sub("", match[1])), match[2]
        if text.rstrip()[match.end(1) :].startswith("s"):
            owner += "s"
    cut = _RELATIVE.search(phrase, 1)
    return (phrase[: cut.start()] if cut else phrase).strip(), owner


def _owner(words_before: str) -> str:
    """Whose an office is, without the words of the sentence before the name: "ended up becoming Kadra"."""
    tokens = words_before.split()
    stops = [
        n for n, t in enumerate(tokens[:-1]) if t.endswith(".") and len(t) > _ABBREVIATED and not _is_abbreviation(t)
    ]
    tokens = tokens[stops[-1] + 1 :] if stops else tokens  # "on Saturday. Varn"
    words_before = " ".join(tokens)
    if not tokens[-1][:1].isupper() or tokens[0][:1].isupper():
        return words_before
    at = len(tokens) - 1
    while at and (tokens[at - 1][:1].isupper() or (tokens[at - 1] in _INSIDE_NAMES and tokens[at - 2][:1].isupper())):
        at -= 1
    return " ".join(tokens[at:])


def _head(tokens: list[str]) -> tuple[int, int] | None:
    """Where the title's head stands: the longest compound, else the last role noun before the first preposition."""
    plain = [_plain(t) for t in tokens]
    for size in range(min(7, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            found = " ".join(plain[start : start + size]) in words("roles.yaml", "compounds")
            if found and not _PREPOSITIONS & set(plain[:start]):
                return start, start + size
    best = None
    for index, word in enumerate(plain):
        if word in _PREPOSITIONS and index:
            break
        if word in _heads():
            best = (index, index + 1)
        elif best is not None and tokens[index][:1].isupper() and word in given_names():
            break
    return best


def _left_of(tokens: list[str], *, personal: bool) -> tuple[list[str], str | None, bool]:
    """Words of the title, the body, and whether the office is a former one, from what stands before the head.

    Another role on the way begins another phrase ("Gov. Lund and Senate leader"): what stands before it is left out.
    """
    title: list[str] = []
    body: str | None = None
    former = False
    index = 0
    while index < len(tokens):
        size, found = _body_at(tokens, index, personal=personal)
        word = _plain(tokens[index])
        if word in _heads() and word not in words("roles.yaml", "modifiers") and not found:
            title, body, former = [], None, False
        elif found:
            body = body or found
            index += size
            continue
        elif word in words("roles.yaml", "former"):
            former = True
        elif word in words("roles.yaml", "modifiers"):
            title.append(word)
        index += 1
    return title, body, former


def _body_at(tokens: list[str], index: int, *, personal: bool) -> tuple[int, str | None]:
    """The longest state, seat or body that begins at `index`, with its length in words.

    A single word must be an acronym or a chamber; before "aide" or "mayor" it may be any name of a person or place.
    """
    for size in range(min(7, len(tokens) - index), 0, -1):
        piece = tokens[index : index + size]
        phrase = " ".join(piece)
        match = state_of(phrase)
        if match:
            return size, phrase if match.how == "capital" else match.actor
        if size > 1 and _names_body(piece):
            return size, phrase
    word = tokens[index]
    short = word.replace(".", "")
    if (short.isupper() and len(short) > 1) or word in _CHAMBERS:
        return 1, word
    size = 0
    while personal and index + size < len(tokens) and _new_name(tokens[index + size]):
        size += 1
    last = index + size
    if not size or any(_plain(t) not in words("roles.yaml", "modifiers") for t in tokens[last:]):
        return 1, None  # "Senator Otto Vale and Senator": no senator of his
    return size, " ".join(tokens[index:last])


def _new_name(word: str) -> bool:
    """A capitalised word that is none of the words for offices and opens no clause ("Saying")."""
    label = word.lower() in tree("adjectives.yaml")["labels"]
    if label or _plain(word) in words("roles.yaml", "descriptors") or word.endswith("ing"):
        return False
    return word[:1].isupper() and len(word) > 2 and not _known(word) and _of_a_title(word)


def _names_body(piece: list[str]) -> bool:
    """Capitalised words that end with a noun for bodies which is no part of a title ("Majority", "Military")."""
    last = singular(piece[-1].lower())
    if last not in words("nouns.yaml", "organization") or not piece[0][:1].isupper():
        return False
    if last in words("roles.yaml", "modifiers") and piece[-1] not in _CHAMBERS:
        return False
    return all(t[:1].isupper() or t in ("and", "of", "the", "&") for t in piece)


def _right_of(tokens: list[str]) -> tuple[str | None, str | None]:
    """What the office is of and to, from what stands behind the head ("of Israel", "to the United Nations")."""
    found: dict[str, str] = {}
    index = 0
    while index < len(tokens) and _plain(tokens[index]) in _PREPOSITIONS:
        preposition = _plain(tokens[index])
        end = index + 1
        while end < len(tokens) and not _phrase_ends(tokens, end):
            end += 1
        phrase = _DETERMINER.sub("", " ".join(tokens[index + 1 : end])).strip(" ,.")
        if " " not in phrase and phrase.islower():
            phrase = ""  # "of the group" names nothing
        found.setdefault("to" if preposition in ("to", "with") else "of", phrase)
        index = end
    return found.get("of") or None, found.get("to") or None


def _phrase_ends(tokens: list[str], at: int) -> bool:
    """Whether a noun phrase ends before the word at `at`: at a preposition outside a name, or where a title follows."""
    word = _plain(tokens[at])
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word == "and":
        another = following[:1].islower() and any(_plain(t) in _heads() for t in tokens[at + 1 : at + 1 + _NEXT_ROLE])
        return not following or another or _is_honorific(following) or _is_abbreviation(following)
    inside_name = tokens[at - 1][:1].isupper() and following[:1].isupper()
    return word in _PREPOSITIONS and word != "of" and not (inside_name and word in ("for", "on", "in"))


def _printed(name: str) -> str:
    """A state under its printed name, everything else as written."""
    match = state_of(name)
    return match.actor if match and match.how != "capital" else name


def _title_end(tokens: list[str], index: int) -> int | None:
    """Where a title that has its head at `index` ends, its "of ..." included; None if no title stands there."""
    plain = [_plain(t) for t in tokens]
    sizes = range(min(7, len(tokens) - index), 0, -1)
    compound = next((n for n in sizes if " ".join(plain[index : index + n]) in words("roles.yaml", "compounds")), 0)
    if not compound and plain[index] not in _heads() and not _is_abbreviation(tokens[index]):
        return None
    end = index + (compound or 1)
    if end + 1 < len(tokens) and plain[end] in ("of", "for", "to"):
        start = end + 2 if plain[end + 1] == "the" else end + 1
        for size in range(min(5, len(tokens) - start - 1), 0, -1):
            if state_of(" ".join(tokens[start : start + size])):
                return start + size
    return end


def _may_precede(tokens: list[str]) -> bool:
    """Whether words before a title's head can belong to the title: modifiers, states, bodies, but no given name."""
    if not tokens:
        return True
    if len(tokens) > 1 and _DETERMINER.match(tokens[0] + " "):
        return _may_precede(tokens[1:])
    if not all(_of_a_title(token) for token in tokens):
        return False
    first = tokens[0]
    if _plain(first) in words("roles.yaml", "descriptors"):
        return True
    if _known(first) or state_of(first) or first[:1].islower():
        return True
    return strict_key(first) not in given_names() and first[:1].isupper()


def _of_a_title(token: str) -> bool:
    """A word that can stand inside a title: a known one, a name, a body ("government"), no function word."""
    plain = token.lower().strip(",.;:")
    if _known(token) or plain in words("roles.yaml", "descriptors") or plain in ("of", "the", "and", "&"):
        return True
    if token[:1].isupper():
        return plain not in words("nouns.yaml", "postmodifiers") and plain not in words("nouns.yaml", "function_words")
    return singular(plain) in words("nouns.yaml", "organization")


def _name_like(tokens: list[str]) -> bool:
    """At least one word with a capital that is no suffix, and no preposition in front."""
    if not tokens or _plain(tokens[0]) in _PREPOSITIONS:
        return False
    return any(t[:1].isupper() and _plain(t) not in words("names.yaml", "suffixes") for t in tokens)


def _is_honorific(token: str) -> bool:
    return _plain(token) in words("names.yaml", "honorifics") and (token[:1].isupper() or token.endswith("."))


def _is_abbreviation(token: str) -> bool:
    return token[:1].isupper() and _plain(token) in tree("roles.yaml")["abbreviations"] and len(token) <= 6


def _known(word: str) -> bool:
    plain = _plain(word)
    return plain in words("roles.yaml", "modifiers") or plain in _heads() or plain in words("roles.yaml", "former")


@lru_cache(maxsize=65536)
def _plain(token: str) -> str:
    """A word in lower case without edge punctuation, abbreviations written out, plural role nouns made singular."""
    word = token.lower().replace("’", "'").strip(' ,.;:()"“”[]').removesuffix("'s")
    if token.strip(",;:").endswith(".") or token[:1].isupper():
        word = tree("roles.yaml")["abbreviations"].get(word, word)
    base = singular(word)
    return base if base in words("roles.yaml", "heads") else word


@cache
def _compound_ends() -> frozenset[str]:
    return frozenset(compound.split()[-1] for compound in words("roles.yaml", "compounds"))


@cache
def _heads() -> frozenset[str]:
    return words("roles.yaml", "heads")
