"""Statements that layout attributes: turns of a transcript, signed quotations, blocks after a colon, citations.

The model learned from running prose. Where it found nothing that overlaps, lines like "VALE: We will go." give a direct
statement a turn, "Vale said:" gives its block, and "(Harbour News, May 3)" cites whoever the sentence before rests on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from communique.encoder.words import Words
from communique.lexicon import agency_name, media_name
from communique.lexicon.tables import yaml_of
from communique.read.statements.build import Draft, draft_of
from communique.read.statements.signed import find_signed

LEAST_TURNS = 3
BLOCK = 1_000  # characters a block of the index of contents
TURN_SURE, SIGNED_SURE, BLOCK_SURE, CITED_SURE = 0.9, 0.9, 0.7, 0.7
MOST_OVERLAP = 0.6  # a find inside a turn that covers more of it than this is the turn
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LABEL = re.compile(
    r"\s*(?P<label>(?:[A-Z][\w.’'-]*|al-\w+)(?:,?\s+(?:[A-Z][\w.’'-]*|\([^)]{1,40}\)|of|the|de|van|von|bin|al-\w+)){0,6})\s*:\s+(?=\S)"
)
_INLINE = re.compile(r"(?<=[.?!…\"”)\]-])\s+(?P<label>(?:[A-Z][A-Z.’'-]+|[QA])(?:\s+[A-Z][A-Z.’'-]+){0,4}):\s+(?=\S)")
_STAGE = re.compile(r"\s*[(\[][^)\]]{1,60}[)\]]\s*$|\s*[-*_#=]{3,}\s*$")
_CITATION = re.compile(
    r"\((?P<who>[A-Z][\w.&’' -]{1,40}?),\s+"
    r"(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?)\)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”’)]?\s+|\n)(?=[\"“(]?[A-Z0-9])")
_OPENING = "\"“„«‘'"


@dataclass(frozen=True, slots=True)
class Turn:
    """A label and the words after it."""

    label: tuple[int, int]
    content: tuple[tuple[int, int], ...]


@cache
def _words(name: str) -> frozenset[str]:
    raw = yaml_of("communique.read", "data", "dialogue.yaml")
    return frozenset(str(word) for word in raw[name])


def with_dialogue(text: str, found: Sequence[Draft], words: Words, readable: Callable[[int], bool]) -> list[Draft]:
    """The drafts, and those that layout gives where they say nothing, in order of their content."""
    turns = find_turns(text)
    labels = [t.label for t in turns]
    out = [d for d in found if not _of_label(d, labels)]
    taken = _Taken(out)
    for turn in turns:
        if readable(turn.content[0][0]) and not _claimed(turn.content, taken):
            out.append(draft_of(words, turn.content, (turn.label,), (), "direct", TURN_SURE))
    out = _with_signed(text, out, words, readable)
    taken = _Taken(out)
    for source, cue, content in find_blocks(text):
        if readable(content[0][0]) and not taken.touching(content[0][0], content[-1][1]):
            out.append(draft_of(words, content, (source,), (cue,), None, BLOCK_SURE))
    taken = _Taken(out)
    for source, span in find_citations(text):
        if readable(span[0]) and not taken.touching(*span):
            out.append(draft_of(words, (span,), (source,), (), "citation", CITED_SURE))
    return sorted(out, key=lambda d: (d.content, d.cue))


def _with_signed(text: str, found: Sequence[Draft], words: Words, readable: Callable[[int], bool]) -> list[Draft]:
    """The finds, and each signed quotation as its signer's.

    Finds inside such a quotation give way, but for speech that is reported in it; a find that reaches beyond it stands.
    """
    taken = _Taken(found)
    gone: set[int] = set()
    added = []
    for source, content in find_signed(text):
        start, end = content[0][0], content[-1][1]
        touching = taken.touching(start, end)
        crossed = any(s < start or e > end for d in touching for s, e in d.content)
        if crossed or not readable(start) or _is_medium(text[slice(*source)]):
            continue
        reported = {id(d) for d in touching if d.cue and all(start <= s and e <= end for s, e in (*d.cue, *d.source))}
        gone |= {id(d) for d in (*touching, *taken.touching(*source))} - reported
        added.append(draft_of(words, content, (source,), (), None, SIGNED_SURE))
    return [d for d in found if id(d) not in gone] + added


def _is_medium(who: str) -> bool:
    """A medium below a quotation signs the report, not the words."""
    return bool(agency_name(who) or media_name(who))


class _Taken:
    """The contents of finds by place, so that a long transcript stays linear."""

    def __init__(self, found: Sequence[Draft]) -> None:
        self._at: dict[int, set[int]] = {}
        self._spans = [(s, e, i) for i, d in enumerate(found) for s, e in d.content]
        self._found = found
        for n, (s, e, _) in enumerate(self._spans):
            for block in range(s // BLOCK, e // BLOCK + 1):
                self._at.setdefault(block, set()).add(n)

    def touching(self, start: int, end: int) -> list[Draft]:
        """The finds whose content shares a character with [start, end)."""
        near = {n for block in range(start // BLOCK, end // BLOCK + 1) for n in self._at.get(block, ())}
        hit = {self._spans[n][2] for n in near if self._spans[n][0] < end and start < self._spans[n][1]}
        return [self._found[i] for i in sorted(hit)]


def _of_label(draft: Draft, labels: Sequence[tuple[int, int]]) -> bool:
    """A find whose source or cue is the label of a turn is a piece of that turn. `labels` are sorted."""
    for s, e in (*draft.source, *draft.cue):
        i = bisect_right(labels, (e, 0)) - 1
        if i >= 0 and s < labels[i][1] + 2 and e > labels[i][0]:
            return True
    return False


def find_turns(text: str) -> list[Turn]:
    """Turns "NAME: words" or "Q: words", at least three in a text; a turn goes on over paragraphs without a label."""
    labels = _labels(text)
    if len(labels) < LEAST_TURNS:
        return []
    turns = []
    for i, (start, end, after) in enumerate(labels):
        stop = labels[i + 1][0] if i + 1 < len(labels) else _last_turn_end(text, after, len(labels))
        pieces = []
        for line in _LINE.finditer(text, after, stop):
            words = line[0].strip()
            if words and not _STAGE.match(line[0]):
                at = text.index(words, line.start())
                pieces.append((at, at + len(words)))
        if pieces and re.search(r"\w", text[pieces[0][0] : pieces[-1][1]]):
            turns.append(Turn((start, end), tuple(pieces)))
    return turns


def _last_turn_end(text: str, after: int, turns: int) -> int:
    """The last turn ends with its line: what follows a transcript is not its last speaker."""
    del turns
    line = _LINE.search(text, after)
    return line.end() if line else len(text)


def _labels(text: str) -> list[tuple[int, int, int]]:
    """(label start, label end, start of the words) of every turn, in order; labels must recur or be in capitals."""
    found = []
    for line in _LINE.finditer(text):
        opening = _LABEL.match(text, line.start(), line.end())
        if opening and _speaks(opening["label"]):
            found.append((opening.start("label"), opening.end("label"), opening.end()))
        found += [
            (m.start("label"), m.end("label"), m.end()) for m in _INLINE.finditer(text, line.start(), line.end())
            if _speaks(m["label"])
        ]  # fmt: skip
    held = Counter(text[s:e].lower() for s, e, _ in found)
    again = {label for label, n in held.items() if n > 1}
    sure = [f for f in found if text[f[0] : f[1]].lower() in again or text[f[0] : f[1]].isupper()]
    return sure if again and len(sure) >= LEAST_TURNS else []


def _speaks(label: str) -> bool:
    plain = label.lower().strip()
    return plain not in _words("no_speaker") and len(label) <= 60


def find_blocks(text: str) -> list[tuple[tuple[int, int], tuple[int, int], tuple[tuple[int, int], ...]]]:
    """(source, cue, content) of paragraphs that a line ending in "NAME said:" introduces."""
    verbs = "|".join(sorted(_words("block_verbs"), key=len, reverse=True))
    lead = re.compile(
        rf"(?P<source>(?:[A-Z]|the )[^.:;“”\"\n]{{1,90}}?)\s+(?P<cue>{verbs})\b(?:\s[^.:;“”\"\n]{{0,60}})?:\s*$"
    )
    lines = [m for m in _LINE.finditer(text) if m[0].strip()]
    out = []
    for i, line in enumerate(lines[:-1]):
        begin = max((m.end() for m in _SENTENCE_START.finditer(text, line.start(), line.end())), default=line.start())
        opening = lead.match(text, begin, line.end())
        if opening:
            content = _block(text, lines, i + 1)
            if content:
                out.append((opening.span("source"), opening.span("cue"), content))
    return out


def _block(text: str, lines: Sequence[re.Match[str]], first: int) -> tuple[tuple[int, int], ...]:
    """The paragraph `first`, and those after it while each opens with a quotation mark."""
    pieces: list[tuple[int, int]] = []
    for line in lines[first:]:
        words = line[0].strip()
        quoted = words[0] in _OPENING
        if pieces and not quoted:
            break
        at = text.index(words, line.start())
        pieces.append((at, at + len(words)))
        if not quoted or (words.rstrip(".,")[-1:] in "\"”»’'" and words[0] != words[-1:]):
            break
    return tuple(pieces)


def find_citations(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """(source, cited sentence) of parenthetical references to a medium with a day."""
    out = []
    for m in _CITATION.finditer(text):
        month = re.sub(r"[^a-z]", "", m["day"].lower())
        if month not in _words("months") or not (agency_name(m["who"]) or media_name(m["who"])):
            continue
        line = max(text.rfind("\n", 0, m.start()) + 1, 0)
        starts = [s.end() for s in _SENTENCE_START.finditer(text, line, m.start())]
        stops = [s for s in starts if m.start() - s > 3]
        start = stops[-1] if stops else line
        end = len(text[: m.start()].rstrip(" .,"))
        if end - start > 10:
            out.append((m.span("who"), (start, end)))
    return out


def _claimed(content: tuple[tuple[int, int], ...], taken: _Taken) -> bool:
    """Whether a find is this turn: it covers most of it, or lies across its border."""
    start, end = content[0][0], content[-1][1]
    size = sum(e - s for s, e in content)
    for draft in taken.touching(start, end):
        inside = sum(max(0, min(e, end) - max(s, start)) for s, e in draft.content)
        if inside > MOST_OVERLAP * size or any(s < start or e > end for s, e in draft.content):
            return True
    return False
