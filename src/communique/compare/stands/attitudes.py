"""Where a report tells in its own words where somebody stands: "Norrland opposes the levy", "the bishops came out for the truce".

Only the plainest grammar is read: the name of an actor, a verb or idiom of `data/attitudes.yaml` close behind it that nothing denies,
and then the thing. A cue is its statement's own; what a speaker tells of somebody else is told by that speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import Token, read_yaml
from communique.lexicon import noun_kind
from communique.record import Statement
from communique.record.reading import Stance

_GAP = 48  # characters between the name and its verb
_WORDS = 6
_REACH = 8  # words behind a verb among which the thing is named
_BEFORE = 12
_OPENING = re.compile(
    r"(?:The|An?|Its|His|Her|Their) (?P<who>[\w'’-]+(?: [\w'’-]+){0,5}?)(?: (?:has|have|had|also|will|would|\w+ly))*"
)
_FINAL = re.compile(r"[\w'’-]+$")

Named = Sequence[tuple[int, int, str]]
"""Start, end and actor id of every mention of an actor in one report, in order."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """Who stands how, on whatever the clauses behind the verb are about; the words from the name on, and whose statement tells it."""

    actor: str
    stance: Stance
    span: tuple[int, int]
    clauses: tuple[Clause, ...]
    told_by: Statement | None
    verb: int

    @property
    def object(self) -> tuple[Token, ...]:
        """The words right behind the verb: what it governs."""
        return tuple([w for c in self.clauses for w in c.words if w.start >= self.verb][:_REACH])


def attitudes(story: Story, report: Report, named: Named) -> Iterator[Attitude]:
    """The attitudes that a report tells, in its own voice or through somebody who is not the holder, in order."""
    taken = [span for s in report.statements if story.speakers(s) for span in s.cue]
    for sentence, clauses in report.by_sentence.items():
        if clauses[0].in_title:
            continue
        words = report.text[sentence[0] : sentence[1]].lower().replace("’", "'")
        for stance, start, end in _governing(words):
            verb = (sentence[0] + start, sentence[0] + end)
            holder = _holder(report.text, sentence, verb[0], named)
            over = next((s for s in report.statements if _overlaps(verb, s.content)), None)
            if (
                holder is None
                or _overlaps(verb, taken)
                or (over and (over.form == "direct" or holder[1] in story.speakers(over)))
            ):
                continue
            behind = tuple(c for c in clauses if c.span[1] > verb[1])
            hangs = stance == "supports" and _pattern("proviso").search(words, end) is not None
            span = (holder[0], sentence[1])
            yield Attitude(holder[1], "conditional" if hangs else stance, span, behind, over, verb[1])
            break


def _governing(words: str) -> list[tuple[Stance, int, int]]:
    """The verbs and idioms of a sentence in order, each with the stance that it tells."""
    found: list[tuple[Stance, int, int]] = []
    for name, stance in (("against", "opposes"), ("for", "supports")):
        found.extend((stance, m.start(), m.end()) for m in _pattern(name).finditer(words))  # type: ignore[misc]
    return sorted(found, key=lambda f: (f[1], -f[2]))


def _holder(text: str, sentence: tuple[int, int], verb: int, named: Named) -> tuple[int, str] | None:
    """The actor whose name stands right before a verb and governs it: where the name starts, and the actor."""
    at = bisect_left(named, (verb, 0, "")) - 1
    if at < 0 or named[at][0] < sentence[0]:
        return _described(text, sentence, verb)
    start, end, actor = named[at]
    gap = text[end:verb].lower()
    told = re.findall(r"[\w']+", gap)
    if not 0 <= verb - end <= _GAP or len(told) > _WORDS or set(told) & _words("between") or ";" in gap:
        return None
    before = _FINAL.search(text[max(sentence[0], start - _BEFORE) : start].rstrip().removesuffix(" the").lower())
    return None if before is not None and before[0] in _words("oblique") else (start, actor)


def _described(text: str, sentence: tuple[int, int], verb: int) -> tuple[int, str] | None:
    """The people or body that a sentence opens with and does not name: "The police union", in its own words."""
    words = text[sentence[0] : verb].rstrip()
    found = _OPENING.fullmatch(words)
    if found is None or set(re.findall(r"[\w']+", found["who"].lower())) & (_words("between") - {"no"}):
        return None
    if noun_kind(found["who"]) not in ("person", "organization", "collective"):
        return None
    return sentence[0], f"name:{found['who']}"


def _overlaps(place: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < place[1] and place[0] < e for s, e in spans)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("attitudes.yaml")[name]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(str, read_yaml("attitudes.yaml")[name]))


__all__ = ["Attitude", "Named", "attitudes"]
