"""Which way a time points, read off the verbs and cue words around it (weights in `data/cues.yaml`).

The governing verb stands, in news English, mostly to the left of a time in the same clause ("will meet on Friday",
"said on Friday"); a time that opens its clause is governed by the first verb to its right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from communique.read.times.lexicon import OTHER, Lexicon, load_yaml
from communique.read.times.tokens import BREAK, SENTENCE_END, Tokens

_LEFT, _RIGHT = 16, 14
_KINDS = (
    *(
        "WILL",
        "WOULD",
        "CONTRACTED",
        "BE",
        "IS",
        "WAS",
        "HAS",
        "HAD",
        "TO",
        "PLAN",
        "PLANTO",
        "SOONISH",
        "TIMETABLE",
        "PASTVERB",
        "BASEVERB",
    ),
    *("NOT", "TONOUN", "PASTCUE", "PASTTO", "DETERMINER", "THEY", "PUTOFF", "SUREVERB", "ED", "=for", "=,"),
    *("STATES", "OBJECT", "ONE", "POSSESSIVE", "AFTER"),
)
_PUT_TO = ("to", "until", "till", "through", "for")
_SURELY_PUT_OFF = ("extend", "postpone", "reschedul", "adjourn")  # however far before the day
_PUT_OFF_REACH = 6  # tokens between the verb and the preposition
_NEVER_WAS = re.compile(
    r"\b(?:was|were) (?:never|not) (?:held|made|given|\w+ed)\b|\bnever (?:took place|came|happened|materiali[sz]ed)\b"
    r"|\bdid not (?:take place|happen|materiali[sz]e)\b"
)
_CALLED_OFF = re.compile(
    r"\b(?:was|were|been|is|are) (?:cancell?ed|called off|scrapped|abandoned|postponed|put off|delayed|rained out)\b"
)
_THREATENED = re.compile(
    r"\b(?:threaten\w*|warn\w* of) (?:(?!said|that|after)[\w'’-]+ ){1,5}(?:from|for|on|starting|as of)$"
    r"|\b(?:announc\w+|propos\w+|order\w*|declar\w+|decree\w*|impos\w+|demand\w*|approv\w+) "
    r"(?:an?|the|its|their|new|more|further) (?:(?!said|that|after)[\w'’-]+ ){1,4}(?:from|as of)$"
)
_ORDERED = re.compile(
    r"^(?:\w+ )?(?:was|were|has been|have been|had been) (?:announced|ordered|approved|proposed|declared|imposed|decreed)\b"
)
_STARTING = (["starting"], ["beginning"])
_ASKED = frozenset("whether when how where what".split())
_TELLING = frozenset("said says announced reported added warned insisted told noted".split())
_WANTS = frozenset({"wants"})
_AT_FIRST = frozenset("originally initially previously".split())
_PREPOSITIONS = ("by", "until", "through", "for", "since")
_BESIDE_DAYS = ("on", "this", "next", "early", "late", "set", "for")


@dataclass(frozen=True, slots=True)
class Direction:
    """Weighs the words around a time. `telling` are the signatures of all words that can weigh anything."""

    kinds: dict[str, frozenset[str]]
    weights: dict[str, Any]
    stops: frozenset[str]
    telling: frozenset[str]

    def score(self, tokens: Tokens, start: int, end: int) -> float:
        """Above zero for the future, below for the past, near zero where nothing tells. Priors are the caller's."""
        if (apart := self._apart(tokens, start, end)) is not None:
            return apart
        before = self._preposition(tokens, start)
        left = self._left(tokens, start)
        found, verb = (0.0, False) if self._is_in_subject(tokens, left, end) else self._clause(tokens, left)
        if not verb:
            right, _ = self._clause(tokens, self._right(tokens, end))
            found += right
        if found > 0 and end < len(tokens) and tokens.word(end) in ("'s", "’s"):
            found *= self.weights["possessive"]
        return before + found

    def _apart(self, tokens: Tokens, start: int, end: int) -> float | None:
        """The worth of what overrules the verbs of the clause, or None."""
        if (verb := self._put_off_by(tokens, start)) is not None:
            return float(self.weights["nearest" if self._after_had(tokens, verb) else "put_off"])
        if self._is_moved_from(tokens, start, end):
            return float(self.weights["put_off"])
        if self._is_done_next(tokens, start, end) or self._follows(_NEVER_WAS, tokens, end):
            return float(self.weights["past"])
        if self._is_equated(tokens, start):
            return float(self.weights["will"])
        if self._follows(_CALLED_OFF, tokens, end) or tokens.words(start - 2, start) == ["had", "until"]:
            return float(self.weights["nearest"])
        if self._is_threatened(tokens, start, end):
            return float(self.weights["starting"])
        if tokens.words(start - 1, start) in _STARTING and start - 2 >= tokens.sentence_start(start):
            return float(self.weights["starting"])
        return float(self.weights["ahead"]) if tokens.words(start - 2, start) == ["ahead", "of"] else None

    def _is_threatened(self, tokens: Tokens, start: int, end: int) -> bool:
        """“threatened a strike from 1 April”, “a ban from 1 May was announced”: what is told of has not begun."""
        left = self._left(tokens, start)
        before = " ".join(tokens.words(left[-1], start)) if left else ""
        if _THREATENED.search(before):
            return True
        return before.endswith(" from") and self._follows(_ORDERED, tokens, end)

    def puts_off(self, tokens: Tokens, start: int) -> bool:
        """Whether the clause gives something the time that starts at `start` for its date: that day is not over."""
        return self._put_off_by(tokens, start) is not None

    def falls_due(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a time's noun is one of things to come, "the Thursday deadline", and not what was done to it: "met the ..."."""
        done = start > 1 and self._is(tokens.signatures[start - 2], "PASTVERB", "ED")
        return end < len(tokens) and self._is(tokens.signatures[end], "SOONISH") and not done

    def _left(self, tokens: Tokens, start: int) -> list[int]:
        """Token positions leftwards from the time to the start of its sentence."""
        out: list[int] = []
        for at in range(start - 1, max(-1, start - 1 - _LEFT), -1):
            if tokens.signatures[at] in self.stops or tokens.word(at) == ";":
                break
            out.append(at)
        return out

    def _right(self, tokens: Tokens, end: int) -> list[int]:
        out: list[int] = []
        for at in range(end, min(len(tokens), end + _RIGHT)):
            if tokens.signatures[at] in self.stops or tokens.word(at) == ";":
                break
            out.append(at)
        return out

    def _preposition(self, tokens: Tokens, start: int) -> float:
        words = tokens.words(start - 3, start)
        if words and words[-1] in ("the", "this", "a"):
            words.pop()
        if not words:
            return 0.0
        if words[-1] == "as" and words[-2:-1] in (["early"], ["soon"]):
            return float(self.weights["soonas"])
        if words[-2:] == ["ahead", "of"]:
            return float(self.weights["ahead"])
        return float(self.weights[words[-1]]) if words[-1] in _PREPOSITIONS else 0.0

    def _clause(self, tokens: Tokens, places: list[int]) -> tuple[float, bool]:
        """The worth of the nearest verb group and of the cue words before it, and whether there was a verb."""
        total, crossed, in_phrase = 0.0, 1.0, True
        for index, at in enumerate(places):
            sign = tokens.signatures[at]
            in_phrase = in_phrase and not self._is(sign, "=,")
            if in_phrase and (self._is_ahead_of(tokens, at) or tokens.word(at) == "pending"):
                return total + float(self.weights["ahead"]), True
            if sign in self.telling or (sign == OTHER and tokens.word(at).endswith("s")):
                if self._is(sign, "SOONISH"):
                    total += self.weights["soonish"] * crossed
                elif self._is(sign, "PASTCUE"):
                    total += self.weights["pastcue"] * crossed
                worth = self._verb(tokens, at)
                if worth is not None:
                    return total + worth * crossed, True
                if self._is(sign, "=,"):
                    crossed *= self.weights["comma"]
            if index > 8:
                crossed *= 0.9
        return total, False

    def _put_off_by(self, tokens: Tokens, start: int) -> int | None:
        """“the vote was pushed back to Friday”, “extended through Nov. 24”: the verb of putting off that puts it there."""
        low = start - 1 if tokens.words(start - 1, start) not in (["the"], ["a"]) else start - 2
        if low < 1 or tokens.word(low).lower() not in _PUT_TO:
            return None
        for distance, at in enumerate(self._left(tokens, low)):
            sure = tokens.word(at).lower().startswith(_SURELY_PUT_OFF)
            if self._is(tokens.signatures[at], "PUTOFF") and (sure or distance < _PUT_OFF_REACH):
                return at
        return None

    def _after_had(self, tokens: Tokens, verb: int) -> bool:
        """“the court had given them until Tuesday”: that day may be over."""
        return any(self._is(tokens.signatures[at], "HAD") for at in range(max(0, verb - 2), verb))

    def _is_done_next(self, tokens: Tokens, start: int, end: int) -> bool:
        """“the department on Sunday issued a warning”: the next word is what was done then; not “set for Sunday drew”."""
        if end >= len(tokens) or not self._is(tokens.signatures[end], "PASTVERB", "ED"):
            return False
        if tokens.words(start - 1, start) != ["on"]:
            return False
        near = tokens.signatures[max(0, start - 5) : start]
        return not any(self._is(sign, "PLAN", "PLANTO", "WILL", "WOULD", "TO", "IS", "HAS") for sign in near)

    def _is_in_subject(self, tokens: Tokens, left: list[int], end: int) -> bool:
        """“said the hearing on Monday will be closed”: the verb right behind the time governs it, not the telling before."""
        if end >= len(tokens) or not self._is(tokens.signatures[end], "WILL", "IS", "WAS", "HAS", "HAD", "WOULD"):
            return False
        verb = next((at for at in left if self._verb(tokens, at) is not None), None)
        return verb is not None and tokens.word(verb).lower() in _TELLING

    def _is_moved_from(self, tokens: Tokens, start: int, end: int) -> bool:
        """“the meeting was moved from Friday to Monday”: neither day is over."""
        if tokens.words(start - 1, start) != ["from"] or tokens.words(end, end + 1) not in (["to"], ["until"]):
            return False
        return any(self._is(tokens.signatures[at], "PUTOFF") for at in self._left(tokens, start - 1)[:_PUT_OFF_REACH])

    def _is_equated(self, tokens: Tokens, start: int) -> bool:
        """“the deadline is Monday”, “the vote is on Monday”: nothing that is over is told so."""
        at = start - 1
        while at > 0 and tokens.word(at).lower() in _BESIDE_DAYS:
            at -= 1
        told_now = tokens.word(at - 1).lower() in ("it", "today", "now")  # "while it is April"
        return at > 0 and self._is(tokens.signatures[at], "IS") and not told_now

    def _follows(self, pattern: re.Pattern[str], tokens: Tokens, end: int) -> bool:
        """“the talks, set for May, were never held”: whether the rest of the sentence says such a thing."""
        ahead = self._right(tokens, end)
        return bool(ahead) and pattern.search(" ".join(tokens.words(ahead[0], ahead[-1] + 1))) is not None

    def _is_ahead_of(self, tokens: Tokens, at: int) -> bool:
        """“ahead of her visit on Thursday”, “in advance of the vote Tuesday”: the visit is yet to come."""
        return tokens.word(at) == "of" and at > 0 and tokens.word(at - 1) in ("ahead", "advance")

    def _is(self, sign: str, *kinds: str) -> bool:
        return any(sign in self.kinds[kind] for kind in kinds)

    def _verb(self, tokens: Tokens, at: int) -> float | None:
        """The worth of the verb group that token `at` belongs to, or None if it is no verb."""
        weights, sign = self.weights, tokens.signatures[at]
        if self._is(sign, "WILL") and not self._is_won(tokens, at):
            return float(weights["will"])
        if self._is_plan(tokens, at):
            return self._plan(tokens, at)
        if self._is(sign, "WOULD") and not self._is_month(tokens, at):
            return float(weights["would"])
        if self._is(sign, "CONTRACTED"):
            return self._contracted(tokens, at)
        if self._is(sign, "WAS", "HAD"):
            return float(weights["past"])
        if self._is(sign, "TIMETABLE") or self._is_timetabled(tokens, at):
            return float(weights["timetable"])
        if self._is(sign, "PASTVERB", "ED", "BE", "BASEVERB", "SUREVERB", "IS", "HAS"):
            return self._common_verb(tokens, at, sign)
        if self._is(sign, "TO"):
            return self._infinitive(tokens, at)
        if self._is(sign, "AFTER"):
            done = self._ing_next(tokens, at) and tokens.word(at + 1).islower()  # "after losing to Varn on Tuesday"
            return float(weights["past"]) if done else None
        if self._is(sign, "POSSESSIVE") and at and self._is(tokens.signatures[at - 1], "ONE"):
            return float(weights["progressive"]) if self._ing_next(tokens, at) else None  # "he's coming"
        return None

    def _is_won(self, tokens: Tokens, at: int) -> bool:
        """“won” that is no part of “won't”."""
        return tokens.word(at).lower() == "won" and tokens.words(at + 1, at + 2) not in (["'"], ["’"])

    def _is_month(self, tokens: Tokens, at: int) -> bool:
        """The May of "from January to May": with a capital inside its sentence it says of nothing that it may be."""
        return tokens.word(at) == "May" and at > tokens.sentence_start(at)

    def _is_timetabled(self, tokens: Tokens, at: int) -> bool:
        """A present verb with its object, “takes up the bill”, “rules take effect”: with a day beside it, what is planned."""
        word = tokens.word(at)
        if not self._next_is(tokens, at, "DETERMINER", "OBJECT") or self._is(tokens.signatures[at], "STATES"):
            return False
        if self._is(tokens.signatures[at], "BASEVERB", "SUREVERB"):
            return at > 0 and self._is_many(tokens.word(at - 1))
        sounds = word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.islower() and len(word) > 3
        return sounds and at > 0 and not self._is(tokens.signatures[at - 1], "DETERMINER", "=for", "POSSESSIVE")

    def _ing_next(self, tokens: Tokens, at: int) -> bool:
        return at + 1 < len(tokens) and tokens.word(at + 1).endswith("ing")

    def _common_verb(self, tokens: Tokens, at: int, sign: str) -> float | None:
        helper = self._helper(tokens, at)
        if helper is not None:
            return helper
        if self._is(sign, "PASTVERB", "ED"):
            return float(self.weights["past"])
        if self._is(sign, "BASEVERB") and at and self._is(tokens.signatures[at - 1], "THEY"):
            return float(self.weights["soonish"])
        if self._is(sign, "SUREVERB") and at and self._is_many(tokens.word(at - 1)):
            return float(self.weights["timetable"])
        if self._is(sign, "BASEVERB", "SUREVERB") and self._is_ordered(tokens, at):
            return float(self.weights["will"])
        if not self._is(sign, "IS"):
            return None
        if self._next_is(tokens, at, "PLAN"):
            return float(self.weights["plan"])
        return float(self.weights["progressive" if self._ing_next(tokens, at) else "present"])

    def _is_ordered(self, tokens: Tokens, at: int) -> bool:
        """“Arrive early Saturday”: a bare verb with a capital that opens its sentence."""
        opens = tokens.sentence_start(at) in (at, at - 1)
        return opens and tokens.word(at).istitle() and (at == 0 or not tokens.word(at - 1).isalnum())

    def _is_many(self, word: str) -> bool:
        """Whether a present verb without -s may have this word before it: "talks resume", "which resume"."""
        small = word.lower()
        return small in ("which", "who") or (
            len(small) > 3 and small.endswith("s") and not small.endswith(("ss", "'s", "’s"))
        )

    def _is_plan(self, tokens: Tokens, at: int) -> bool:
        """“is scheduled”, “set for”, “plans to”; not the noun “plans”, and not “a scheduled interview”."""
        sign = tokens.signatures[at]
        if self._is(sign, "PLAN"):
            before = at - 2 if at > 1 and tokens.word(at - 1).endswith("ly") else at - 1
            return not (before >= 0 and self._is(tokens.signatures[before], "DETERMINER"))
        if tokens.word(at).lower() in _WANTS:  # "wants the troops home by May"
            return True
        return self._is(sign, "PLANTO") and (self._next_is(tokens, at, "TO", "=for") or self._aims(tokens, at))

    def _aims(self, tokens: Tokens, at: int) -> bool:
        """“set the hearing for”: a “for” within the five words after the verb."""
        return any(self._is(sign, "=for") for sign in tokens.signatures[at + 1 : at + 6])

    def _next_is(self, tokens: Tokens, at: int, *kinds: str) -> bool:
        return at + 1 < len(tokens) and self._is(tokens.signatures[at + 1], *kinds)

    def _plan(self, tokens: Tokens, at: int) -> float:
        """“is scheduled” looks ahead, “had been scheduled” may not, “originally scheduled” says nothing."""
        if at and tokens.word(at - 1).lower() in _AT_FIRST:
            return 0.0
        for back in range(at - 1, max(-1, at - 4), -1):
            sign = tokens.signatures[back]
            if self._is(sign, "HAD", "WAS") and not tokens.word(at).endswith("ing"):
                return float(self.weights["plan_told"])
            if not self._is(sign, "BE", "NOT"):
                break
        return float(self.weights["plan"])

    def _helper(self, tokens: Tokens, at: int) -> float | None:
        """The worth of the auxiliary or "to" in the four words before a verb, nearest first."""
        weights = self.weights
        for back in range(at, max(-1, at - 5), -1):
            sign = tokens.signatures[back]
            if self._is(sign, "WILL") and not self._is_won(tokens, back):
                return float(weights["will"])
            if self._is(sign, "WOULD") and not self._is_month(tokens, back):
                return float(weights["would"])
            if self._is(sign, "CONTRACTED"):
                return self._contracted(tokens, back)
            if self._is(sign, "HAS"):
                return float(weights["perfect"]) if back < at else float(weights["present"])
            if self._is(sign, "WAS", "HAD"):
                return float(weights["past"])
            if self._is(sign, "TO"):
                return self._after_to(tokens, back)
            if self._is(sign, "IS") and back < at:
                return float(weights["present"])
            if back < at and not (self._is(sign, "NOT", "BE") or tokens.word(back).endswith("ly")):
                return None
        return None

    def _contracted(self, tokens: Tokens, at: int) -> float:
        """The worth of "'d": "had" before a participle, else "would"."""
        word = tokens.word(at + 1).lower() if at + 1 < len(tokens) else ""
        done = word.endswith("ed") or word in ("been", "had") or self._next_is(tokens, at, "PASTVERB")
        return float(self.weights["past" if done else "would"])

    def _infinitive(self, tokens: Tokens, to: int) -> float | None:
        """“to admit” looks ahead; “to court” and “to Vienna” are no verbs."""
        if to + 1 >= len(tokens):
            return None
        word, sign = tokens.word(to + 1), tokens.signatures[to + 1]
        verbal = sign == OTHER and word.islower() and not word.endswith(("ing", "s")) and not self._is(sign, "TONOUN")
        return self._after_to(tokens, to) if verbal else None

    def _after_to(self, tokens: Tokens, to: int) -> float:
        """An infinitive looks ahead, the less so after a past verb, and not at all in "went on to win"."""
        weights = self.weights
        if to and tokens.word(to - 1).lower() in _ASKED:  # "has not decided whether to attend"
            return float(weights["will"])
        plain = float(weights["plan" if tokens.words(to + 1, to + 2) == ["be"] else "infinitive"])
        for back in range(to - 1, max(-1, to - 8), -1):
            sign = tokens.signatures[back]
            if sign in self.stops:
                break
            if self._is(sign, "PASTTO"):
                return max(float(weights["infinitive_told"]), self._helper(tokens, back) or 0.0, key=abs)
            if back == to - 1 and self._is(sign, "IS", "WAS"):  # "is to vote", "were to meet"
                return float(weights["will" if self._is(sign, "IS") else "plan"])
            if self._is(sign, "PLAN", "PLANTO", "WILL", "WOULD"):
                return self._plan(tokens, back)
            if self._is(sign, "IS", "HAS"):
                break
            if self._is(sign, "PASTVERB", "ED", "WAS"):
                return plain + float(weights["infinitive_past"] * weights["past"])
        return plain


def build_direction(lexicon: Lexicon) -> Direction:
    """The cue words and weights of `data/cues.yaml`, as signatures."""
    kinds = {kind: frozenset(lexicon.members(kind)) for kind in _KINDS}
    telling = frozenset().union(*kinds.values())
    return Direction(kinds, load_yaml("cues.yaml")["weights"], frozenset({SENTENCE_END, BREAK}), telling)
