"""What is looked at when a find is judged: named features of its words, its scores, and the style of the text.

The model learned mostly from one corpus of campaign news, which counts deeds, topics and wishes as attributions. The
features are closed classes and shapes (what sort of cue, what sort of content, who the source is), never single names,
so that what they weigh carries over to other topics. `training/plausible.py` weighs them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from communique.encoder.schema import ACTS
from communique.encoder.session import Floats
from communique.lexicon.tables import yaml_of
from communique.read.acts.inflection import verb_forms
from communique.read.acts.lexicon import cue_phrases
from communique.read.acts.tokens import tokenize
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_COMPLEMENTISER = re.compile(r"\b(?:that|if|whether),?\s*$", re.I)
_UNREAL = re.compile(r"\b(?:if|when|where|unless|whether|whatever|anyone|anybody)[\s,]*$", re.I)
_SPEECH = re.compile(r"\b(?:said|says|say|told|added|according to|asked|wrote)\b", re.I)
_PAST = re.compile(r"\b(?:\w+ed|was|were|had)\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have)\b")
MOST_WORDS = 25  # a longer unquoted content without a finite verb is a clause that the word lists do not see
FRAGMENT = 3  # words of a content that is hardly one
LONG_SOURCE = 8
NEAR_START = 5  # words in which the head of a content's first phrase stands
LONG_CUE = 3
SURE = 0.35  # finds that count for the style of a text
TYPICAL_LENGTH = 6.5  # log of the words of a usual article, so that the feature is near nought
STYLES = ("speech", "finds", "quoted", "past", "length")


@dataclass(frozen=True, slots=True)
class Find:
    """A draft as the features see it: lower-case words of cue and content, words of the source, form, act scores."""

    text: str
    draft: Draft
    cue: tuple[str, ...]
    content: tuple[str, ...]
    source: tuple[str, ...]
    form: str
    acts: Floats


@cache
def _data() -> dict[str, Any]:
    return dict(yaml_of("communique.read.plausible", "words.yaml"))


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(form for verb in _data()[kind] for form in (*verb_forms(verb), verb))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(str, _data()[kind]))


def find_of(text: str, draft: Draft, quotes: QuoteIndex, acts: Floats) -> Find:
    """The draft's words taken apart. `acts` are the probabilities of the act head at its anchor."""

    def lowered(spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        return tuple(w.lower().replace("’", "'") for a, b in spans for w in _WORD.findall(text[a:b]))

    source = tuple(w for a, b in draft.source for w in text[a:b].split())
    return Find(text, draft, lowered(draft.cue), lowered(draft.content), source, quotes.form(draft.content), acts)


def style(text: str, found: Sequence[Draft], quotes: QuoteIndex) -> dict[str, float]:
    """How a text is written: reporting verbs and finds a hundred words, share of finds quoted and of past tense, length."""
    words = max(len(text.split()), 1)
    sure = [d for d in found if d.raw.anchor_p >= SURE]
    past, present = len(_PAST.findall(text)), len(_PRESENT.findall(text))
    quoted = sum(quotes.form(d.content) != "indirect" for d in sure)
    return {
        "speech": 100 * len(_SPEECH.findall(text)) / words,
        "finds": 100 * len(sure) / words,
        "quoted": quoted / len(sure) if sure else 0.0,
        "past": past / (past + present + 1),
        "length": math.log(words) - TYPICAL_LENGTH,
    }


def describe(find: Find) -> dict[str, float]:
    """Every feature of a find that is not nought, by name."""
    features: dict[str, float] = {}
    for part in (_scores, _shape, _cue, _source):
        features |= part(find)
    return {name: value for name, value in features.items() if value}


def _scores(find: Find) -> dict[str, float]:
    raw = find.draft.raw
    out = {
        "anchor": _log_odds(raw.anchor_p),
        "content": _log_odds(raw.content_p),
        "source": _log_odds(raw.source_p) if find.draft.source else 0.0,
    }
    return out | {f"act {name}": float(p) for name, p in zip(ACTS, find.acts, strict=True)}


def _log_odds(p: float) -> float:
    clipped = float(np.clip(p, 1e-3, 1 - 1e-3))
    return math.log(clipped / (1 - clipped))


def _shape(find: Find) -> dict[str, float]:
    """The content: quoted or not, what phrase it is, and that under what sort of cue."""
    kind, start = cue_kind(find), find.draft.content[0][0]
    completed = bool(_COMPLEMENTISER.search(find.text, max(0, start - 12), start))
    out = {
        find.form: 1.0,
        f"cue {kind}": 1.0,
        "words": math.log(len(find.content) + 1),
        "short": float(len(find.content) <= FRAGMENT),
        "pronoun": float(pronoun_only(find)),
        "in pieces": float(find.form == "indirect" and len(find.draft.content) > 1),
    }
    if find.form == "direct":
        return out
    shape = "clause" if completed else phrase(find)
    return out | {
        "complementiser": float(completed),
        shape if find.form == "indirect" else f"{shape}, in part quoted": 1.0,
        f"cue {kind}, {shape}": 1.0,
    }


def phrase(find: Find) -> str:
    """What sort of phrase the content is, by its first word: to, wh, bare, gerund or clause."""
    first = find.content[0] if find.content else ""
    if first == "to":
        return "to"
    if first in _words("questions"):
        return "wh"
    if bare(find):
        return "bare"
    return "gerund" if first.endswith("ing") else "clause"


def _cue(find: Find) -> dict[str, float]:
    cue, draft = find.cue, find.draft
    if not cue:
        return {"unsourced fragment": float(_unsourced_fragment(find))}
    start = draft.cue[0][0]
    return {
        "negated": float(negated(cue)),
        "silence": float(silence(find)),
        "modal": float(any(w in _words("modals") for w in cue)),
        "participle": float(cue[0].endswith("ing")),
        "infinitive": float(cue[0] == "to" or bool(re.search(r"\bto\s$", find.text[max(0, start - 4) : start]))),
        "cue in pieces": float(len(draft.cue) > 1),
        "long cue": float(max(0, len(cue) - LONG_CUE)),
    }


def _source(find: Find) -> dict[str, float]:
    """Who the source is, by its words."""
    if not find.source:
        return {"no source": 1.0}
    words, draft = find.source, find.draft
    first = words[0].lower()
    start = draft.source[0][0]
    named = any(w[:1].isupper() for w in words[1:]) or (
        len(words) == 1 and words[0][:1].isupper() and first not in _words("no_names")
    )
    out = {
        f"source {kind}": float(first in _words(kind)) for kind in ("relative", "nobody", "first", "thing", "pronoun")
    }
    return out | {
        "source named": float(named),
        "source generic": float(not named and first not in _words("determined")),
        "source long": float(len(words) > LONG_SOURCE),
        "unreal": float(bool(_UNREAL.search(find.text, max(0, start - 12), start))),
    }


# --- the words


def cue_kind(find: Find) -> str:
    """The sort of cue: the word lists of this folder, else the group of acts that the cue's words are listed under."""
    if not find.cue:
        return "none"
    main = main_word(find)
    for kind in ("perceive", "appear", "name", "deed", "topic"):
        if main in _verbs(kind):
            return kind
    acts = {act for _, _, act in cue_phrases().find(tokenize(" ".join(find.cue)))}
    if acts - {"assert", "attitude"}:
        return "act"
    return next((kind for kind in ("attitude", "assert") if kind in acts), "unlisted")


def main_word(find: Find) -> str:
    """The cue's first word that is not an auxiliary or adverb."""
    light = _words("finite") | _words("negations")
    return next(
        (w for w in find.cue if w not in light and not w.endswith("ly") and w not in ("also", "to", "been")), ""
    )


def bare(find: Find) -> bool:
    """Whether the content is an unquoted noun phrase: no finite verb of the closed classes, no pronoun, no "to"."""
    if find.form != "indirect" or not find.content or len(find.content) > MOST_WORDS:
        return False
    if find.content[0] in ("to", "not", "yes", "no", "how", "why", "what", "whether"):
        return False
    finite, subjects = _words("finite"), _words("subjects")
    if any(w in subjects for w in find.content[:6]) and len(find.content) > 1:
        return False
    return not any(w in finite for w in find.content[:12])


def negated(cue: Sequence[str]) -> bool:
    """Whether a cue says that something was not said."""
    return any(w in _words("negations") or w.endswith("n't") for w in cue)


def silence(find: Find) -> bool:
    """Nothing was said: "declined to comment", "has not said whether"."""
    if find.form != "indirect":
        return False
    ahead = [w for w in (*find.cue[1:], *find.content[:2]) if w not in ("to", "immediately", "from")]
    if main_word(find) in _verbs("silent") and any(w in _words("silent_about") for w in ahead[:2]):
        return True
    return negated(find.cue) and any(w in _verbs("saying") for w in find.cue)


def moves_people(find: Find) -> bool:
    """Somebody is sent or called: "summoned the ambassador", "expelled two diplomats". A deed, whoever reports it."""
    if not bare(find) or main_word(find) not in _verbs("send"):
        return False
    return any(w in _words("people_sent") for w in find.content[:NEAR_START])


def pronoun_only(find: Find) -> bool:
    """The whole content is a pronoun: "criticised it", "said so"."""
    return len(find.content) == 1 and find.content[0] in _words("alone") and find.form == "indirect"


def _unsourced_fragment(find: Find) -> bool:
    """A few words without quotation marks, cue or source."""
    return not find.draft.source and find.form == "indirect" and len(find.content) <= FRAGMENT
