"""Names of states, bodies, places and groups brought to one form, by rules of words and a short list of aliases."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from communique.lexicon import media_name, plain_letters, state_of
from communique.lexicon.tables import given_names, yaml_of
from communique.record.reading import MentionKind

_STAFFS = frozenset({"campaign", "administration"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "president", "senator", "governor"})
_SOLID = 6  # letters that a name has at least which is compared without its hyphens and blanks


@lru_cache(maxsize=65536)
def body_key(name: str, kind: MentionKind) -> str:
    """The form under which two names of one body agree: "the Russian Foreign Ministry", "Foreign Ministry of Russia".

    States go by the state's name, media by their printed name; for all others small words, order of "Department of X"
    and "X Department", state adjectives and known aliases are brought to one form.
    """
    if kind == "state":
        match = state_of(name)
        return f"state:{match.actor}" if match else f"state:{_plain(name)}"
    if kind == "organization":
        match = state_of(name, adjectives=False)
        if match and match.how == "seat":
            return f"body:{_plain(match.actor)}"
        medium = media_name(name)
        if medium:
            return f"body:{_plain(medium)}"
    prefix = "body" if kind in ("organization", "other", "agreement") else kind
    return f"{prefix}:{_ordered(_unscoped(_plain(name)))}"


def solid_key(name: str, kind: MentionKind) -> str | None:
    """A name of letters alone, whatever its hyphens and blanks ("Al-Nahda", "Al Nahda", "Alnahda"); None for short ones."""
    letters = re.sub(r"[\s'-]", "", _plain(name))
    return f"solid {kind}:{letters}" if len(letters) >= _SOLID and letters.isalpha() else None


def _plain(name: str) -> str:
    """Lower case without accents, article, possessive and dots, known aliases replaced."""
    text = plain_letters(name.replace("’", "'")).strip(" ,.;:'\"()")
    text = re.sub(r"'s\b|s'(?=\s)", "", re.sub(r"(?<=\w)\.(?=\w|\s|$)", "", text))
    text = re.sub(r"^the\s+", "", text).replace("&", "and")
    return str(_tree()["aliases"].get(text, text))


def _unscoped(text: str) -> str:
    words = text.split()
    if len(words) > 2 and words[-1] in _STAFFS and (words[0] in given_names() or words[0] in _HONORIFICS):
        words = words[1:]  # "Otto Vale's campaign", "Mr. Vale's campaign"
    while len(words) > 1 and words[0] in _tree()["scoping"]:
        words = words[1:]
    return " ".join(words)


def _ordered(text: str) -> str:
    """States by their names, the state left out where it is usual, words sorted: order and small words do not count."""
    words = text.split()
    states: list[str] = []
    kept: list[str] = []
    index = 0
    while index < len(words):
        size, state = _state_at(words, index)
        if state:
            states.append(state)
        else:
            kept.append(words[index])
        index += size
    bare = " ".join(kept)
    bare = str(_tree()["aliases"].get(bare, bare)) if states else bare
    if len(kept) > 1 and kept[-1] in _tree()["generic"]:
        bare = " ".join(kept[:-1])
    kept_states = [s for s in states if bare not in _tree()["usual_state"].get(s, ())]
    tokens = [w for w in bare.split() if w not in _tree()["small"]]
    return " ".join([*sorted(tokens), *sorted(kept_states)]) or text


def _state_at(words: list[str], index: int) -> tuple[int, str | None]:
    for size in (3, 2, 1):
        phrase = " ".join(words[index : index + size])
        if len(words[index : index + size]) == size:
            match = state_of(phrase.upper() if len(phrase) <= 3 else phrase.title())
            if match and match.how in ("name", "alias", "adjective", "people") and size < len(words):
                return size, match.name.lower()
    return 1, None


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = yaml_of("communique.link", "data", "bodies.yaml")
    return {
        **tree,
        "small": frozenset(tree["small"]),
        "scoping": frozenset(tree["scoping"]),
        "generic": frozenset(tree["generic"]),
    }
