"""Finds that are no statements by the guidelines: topics, deeds, names, things seen, silences.

The model learned from a corpus that counts many of them as attributions. Named features of cue and content multiply a
find's confidence by the share of such finds that are statements; below a floor it is dropped (data in plausible.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.read.acts.inflection import verb_forms
from communique.read.quotes import QuoteIndex
from communique.read.statements import Draft

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
MOST_WORDS = 25  # a longer unquoted content without a finite verb is a clause that the word lists do not see
FRAGMENT = 3


@dataclass(frozen=True, slots=True)
class Find:
    """What the features look at: lower-case words of cue and content, and what is quoted."""

    cue: tuple[str, ...]
    content: tuple[str, ...]
    quoted: bool
    sourced: bool


@cache
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load((resources.files("communique.read") / "plausible.yaml").read_text("utf-8")))


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(form for verb in _data()[kind] for form in (*verb_forms(verb), verb))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(str, _data()[kind]))


def screened(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> list[Draft]:
    """The drafts with their confidence lowered where a feature says so; those below the floor are left out."""
    out = []
    for draft in found:
        factor = 1.0
        find = _find(text, draft, quotes)
        for name, holds in FEATURES.items():
            if holds(find):
                factor = min(factor, float(_data()["weights"][name]))
        if factor * draft.raw.anchor_p >= _data()["floor"] or factor == 1.0:
            raw = replace(draft.raw, confidence=draft.raw.confidence * factor)
            out.append(replace(draft, raw=raw) if factor < 1 else draft)
    return out


def features_of(text: str, draft: Draft, quotes: QuoteIndex) -> list[str]:
    """The names of the features that hold for a draft, for measuring them."""
    find = _find(text, draft, quotes)
    return [name for name, holds in FEATURES.items() if holds(find)]


def _find(text: str, draft: Draft, quotes: QuoteIndex) -> Find:
    def lowered(spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        return tuple(w.lower().replace("’", "'") for a, b in spans for w in _WORD.findall(text[a:b]))

    quoted = any(quotes.over(a, b) for a, b in draft.content)
    return Find(lowered(draft.cue), lowered(draft.content), quoted, bool(draft.source))


def bare(find: Find) -> bool:
    """Whether the content is an unquoted noun phrase: no finite verb of the closed classes, no pronoun, no "to"."""
    if find.quoted or not find.content or len(find.content) > MOST_WORDS:
        return False
    if find.content[0] in ("to", "not", "yes", "no", "how", "why", "what", "whether"):
        return False
    finite, subjects = _words("finite"), _words("subjects")
    if any(w in subjects for w in find.content[:6]) and len(find.content) > 1:
        return False
    return not any(w in finite for w in find.content[:12])


def _main(find: Find) -> str:
    """The cue's first word that is not an auxiliary or adverb."""
    light = _words("finite") | _words("negations")
    return next(
        (w for w in find.cue if w not in light and not w.endswith("ly") and w not in ("also", "to", "been")), ""
    )


def topic(find: Find) -> bool:
    """A topic is told, not what was said about it."""
    return _main(find) in _verbs("topic") and bare(find)


def deed(find: Find) -> bool:
    """Something was done, not said."""
    return _main(find) in _verbs("deed") and (bare(find) or find.content[:1] == ("to",)) and not find.quoted


def name(find: Find) -> bool:
    """A name is told: "known as", "nicknamed"."""
    return _main(find) in _verbs("name") and bare(find) and len(find.content) <= 8


def perceive(find: Find) -> bool:
    """Something was seen or heard; "sees X as Y" is a belief and stays."""
    return _main(find) in _verbs("perceive") and bare(find) and "as" not in find.cue


def appear(find: Find) -> bool:
    """Seems to: how it looks to the author."""
    return _main(find) in _verbs("appear") and "to" in find.content[:4] and not find.quoted


def silence(find: Find) -> bool:
    """Nothing was said: "declined to comment", "has not said whether"."""
    if find.quoted:
        return False
    ahead = [w for w in (*find.cue[1:], *find.content[:2]) if w not in ("to", "immediately", "from")]
    if _main(find) in _verbs("silent") and any(w in _words("silent_about") for w in ahead[:2]):
        return True
    denied = any(w in _words("negations") or w.endswith("n't") for w in find.cue)
    return denied and any(w in _verbs("saying") for w in find.cue)


def pronoun_only(find: Find) -> bool:
    """The whole content is a pronoun: "criticised it", "said so"."""
    return (
        len(find.content) == 1
        and find.content[0] in ("it", "that", "this", "which", "him", "her", "them", "so", "what", "he", "she")
        and not find.quoted
    )


def unsourced_fragment(find: Find) -> bool:
    """A few words without quotation marks, cue or source."""
    return not find.cue and not find.sourced and not find.quoted and len(find.content) <= FRAGMENT


FEATURES: dict[str, Callable[[Find], bool]] = {
    f.__name__: f for f in (topic, deed, name, perceive, appear, silence, pronoun_only, unsourced_fragment)
}
