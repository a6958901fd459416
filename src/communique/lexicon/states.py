"""States: their names, codes, capitals, seats of government, adjectives and peoples.

Source of the table: `data/SOURCES.md`. A capital or a seat is a metonym only where it acts; whoever reads a text
decides that, this module says what the word may stand for and how.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.lexicon.spelling import plain_letters
from communique.lexicon.tables import rows

How = Literal["name", "alias", "code", "capital", "seat", "adjective", "people"]


@dataclass(frozen=True, slots=True)
class State:
    """A state (or territory with a code of its own) under the name this project prints."""

    name: str
    iso2: str
    iso3: str
    aliases: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateMatch:
    """What a word stands for: the state, how, and the name the actor keeps.

    `actor` is the state's name, except for seats that stay actors of their own ("White House", "Kremlin").
    """

    state: State
    how: How
    actor: str

    @property
    def name(self) -> str:
        """The state's name."""
        return self.state.name


def state_of(text: str, *, adjectives: bool = True) -> StateMatch | None:
    """The state that `text` names as a whole, or None: "the U.S.", "Tehran", "Israeli", "Saudis", "the White House".

    Case matters only where a word is also common ("US", "turkey", "polish"): such words must begin with a capital.
    With `adjectives=False` adjectives and peoples are not looked up.
    """
    key = _key(text)
    if not key or not (text.strip(" '\"“”‘’")[:1].isupper() or text.lower().startswith("the ")):
        return None
    match = _index().get(key)
    if match is None or (match.how == "code" and not key.isupper()):
        return None
    if not adjectives and match.how in ("adjective", "people"):
        return None
    return match


def state_named(name: str) -> State | None:
    """The state whose printed name, alias or ISO code is `name`."""
    match = _index().get(_key(name))
    return match.state if match and match.how in ("name", "alias", "code") else None


@cache
def states() -> tuple[State, ...]:
    """Every state of the table, by name."""
    found = []
    for row in rows("states.tsv"):
        name, iso2, iso3, *lists = [*row, "", "", "", ""][:7]
        aliases, capitals, adjectives, people = (tuple(x for x in cell.split("|") if x) for cell in lists)
        found.append(State(name, iso2, iso3, aliases, capitals, adjectives, people))
    return tuple(found)


@cache
def _index() -> dict[str, StateMatch]:
    """Key to match; where two readings share a key, the earlier kind in this order wins."""
    index: dict[str, StateMatch] = {}
    kinds: tuple[tuple[How, str], ...] = (
        ("alias", "aliases"),
        ("adjective", "adjectives"),
        ("people", "people"),
        ("capital", "capitals"),
    )
    for state in states():
        index.setdefault(_key(state.name), StateMatch(state, "name", state.name))
    for how, field in kinds:
        for state in states():
            for word in getattr(state, field):
                index.setdefault(_key(word), StateMatch(state, how, state.name))
    for state in states():
        for code in (state.iso3,):
            if code:
                index.setdefault(code, StateMatch(state, "code", state.name))
    by_name = {state.name: state for state in states()}
    for seat, name, actor in rows("seats.tsv"):
        index[_key(seat)] = StateMatch(by_name[name], "seat", name if actor == "-" else actor)
    return index


def _key(text: str) -> str:
    """Lower case without accents and article; a short word in capitals stays in capitals ("US", "UK", "PRK")."""
    words = text.replace("’", "'").strip(" '\"“”‘,;:").split()
    if words and words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    joined = " ".join(words).removesuffix("'s").removesuffix("'")
    bare = joined.replace(".", "")
    if bare.isupper() and len(bare) <= 3:
        return bare
    return plain_letters(joined)
