"""Which way a time points, read off the verbs and cue words around it (weights in `data/cues.yaml`).

The governing verb stands, in news English, mostly to the left of a time in the same clause ("will meet on Friday",
"said on Friday"); a time that opens its clause is governed by the first verb to its right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.read.times.lexicon import Lexicon, load_yaml
from communique.read.times.tokens import BREAK, SENTENCE_END, Tokens

_LEFT, _RIGHT = 16, 14
_KINDS = ("WILL", "WOULD", "BE", "IS", "WAS", "HAS", "HAD", "TO", "PLAN", "SOONISH", "PASTVERB", "BASEVERB", "NOT", "PASTCUE", "CONJ", "ED")


@dataclass(frozen=True, slots=True)
class Direction:
    """Weighs the words around a time."""

    kinds: dict[str, frozenset[str]]
    weights: dict[str, Any]
    stops: frozenset[str]

    def score(self, tokens: Tokens, start: int, end: int) -> float:
        """Above zero for the future, below for the past, near zero where nothing tells. Priors are the caller's."""
        left = self._left(tokens, start)
        total = self._preposition(tokens, start)
        verb = self._clause(tokens, left, backwards=True)
        if verb is None:
            verb = self._clause(tokens, self._right(tokens, end), backwards=False)
        return total + (verb or 0.0)

    def _left(self, tokens: Tokens, start: int) -> list[int]:
        """Token positions leftwards from the time to the start of its sentence."""
        out: list[int] = []
        for at in range(start - 1, max(-1, start - 1 - _LEFT), -1):
            if tokens.signatures[at] in self.stops:
                break
            out.append(at)
        return out

    def _right(self, tokens: Tokens, end: int) -> list[int]:
        out: list[int] = []
        for at in range(end, min(len(tokens), end + _RIGHT)):
            if tokens.signatures[at] in self.stops:
                break
            out.append(at)
        return out

    def _preposition(self, tokens: Tokens, start: int) -> float:
        before = tokens.words(start - 3, start)
        if not before:
            return 0.0
        weights = self.weights
        if before[-1] == "as" and len(before) > 1 and before[-2] in ("early", "soon"):
            return float(weights["soonas"])
        return float({"by": weights["by"], "until": weights["until"], "till": weights["until"], "for": weights["for"], "since": weights["since"]}.get(before[-1], 0.0))

    def _clause(self, tokens: Tokens, places: list[int], *, backwards: bool) -> float | None:
        """The worth of the nearest verb group, and of cue words on the way; None if there is no verb."""
        total, crossed = 0.0, 1.0
        seen_cue = False
        for index, at in enumerate(places):
            sign = tokens.signatures[at]
            if sign in self.kinds["SOONISH"]:
                total, seen_cue = total + self.weights["soonish"] * crossed, True
            elif sign in self.kinds["PASTCUE"]:
                total, seen_cue = total + self.weights["pastcue"] * crossed, True
            worth = self._verb(tokens, at)
            if worth is not None:
                return total + worth * crossed
            if tokens.word(at) in (",", ";", "—", "–"):
                crossed *= 0.7
            if index > 8:
                crossed *= 0.9
        return total if seen_cue else None

    def _verb(self, tokens: Tokens, at: int) -> float | None:
        """The worth of the verb group that token `at` belongs to, or None if it is no verb."""
        kinds, weights, sign = self.kinds, self.weights, tokens.signatures[at]
        if sign in kinds["WILL"]:
            return float(weights["will"])
        if sign in kinds["PLAN"]:
            return float(weights["plan"])
        if sign in kinds["WOULD"]:
            return float(weights["would"])
        if sign in kinds["WAS"] or sign in kinds["HAD"]:
            return float(weights["past"])
        finite = sign in kinds["PASTVERB"] or sign in kinds["ED"]
        if finite or sign in kinds["BE"] or sign in kinds["BASEVERB"] or sign in kinds["IS"] or sign in kinds["HAS"]:
            helper = self._helper(tokens, at)
            if helper is not None:
                return helper
            if finite:
                return float(weights["past"])
            return float(weights["present"]) if sign in kinds["IS"] else None
        return None

    def _helper(self, tokens: Tokens, at: int) -> float | None:
        """The worth of the auxiliary or "to" in the four words before a verb, nearest first."""
        kinds, weights = self.kinds, self.weights
        for back in range(at, max(-1, at - 5), -1):
            sign = tokens.signatures[back]
            if sign in kinds["WILL"]:
                return float(weights["will"])
            if sign in kinds["PLAN"] and back < at:
                return float(weights["plan"])
            if sign in kinds["WOULD"]:
                return float(weights["would"])
            if sign in kinds["HAS"]:
                return float(weights["perfect"]) if back < at else float(weights["present"])
            if sign in kinds["WAS"] or sign in kinds["HAD"]:
                return float(weights["past"])
            if sign in kinds["TO"] and back == at - 1:
                return self._infinitive(tokens, back)
            if sign in kinds["IS"] and back < at:
                return float(weights["present"])
            if back < at and not (sign in kinds["NOT"] or sign in kinds["BE"] or tokens.word(back).endswith("ly")):
                return None
        return None

    def _infinitive(self, tokens: Tokens, to: int) -> float:
        """ "to meet" looks ahead, the more so after a plan; less after a past verb of doing."""
        for back in range(to - 1, max(-1, to - 6), -1):
            sign = tokens.signatures[back]
            if sign in self.stops:
                break
            if sign in self.kinds["PLAN"] or sign in self.kinds["WILL"]:
                return float(self.weights["plan"])
        return float(self.weights["infinitive"])


def build_direction(lexicon: Lexicon) -> Direction:
    """The cue words and weights of `data/cues.yaml`, as signatures."""
    kinds = {kind: frozenset(lexicon.members(kind)) for kind in _KINDS}
    return Direction(kinds, load_yaml("cues.yaml")["weights"], frozenset({SENTENCE_END, BREAK}))
