"""Clauses of a sentence by marks and linking words: enough to say which time, name or modal goes with a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import Token
from communique.read.events.lexicon import boundaries

_MARKS = word_set("communique.read.events", "marks")
_VERBISH = word_set("communique.read.events", "verbish")


@dataclass(frozen=True, slots=True)
class Clauses:
    """For each token the clause it is in; clauses are stretches [start, end) of tokens."""

    of_token: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def around(self, index: int) -> tuple[int, int]:
        """The clause of the token at `index`."""
        return self.spans[self.of_token[index]]


def split_clauses(tokens: Sequence[Token]) -> Clauses:
    """Clauses of one sentence's tokens. Linking words open one; so do marks; a comma only before a linking word."""
    starts = [0]
    for k, token in enumerate(tokens):
        if k == 0:
            continue
        if token.lower in _MARKS:
            starts.append(k + 1)
        elif token.lower in boundaries() and not _phrase_link(tokens, k):
            starts.append(k)
    starts = sorted({s for s in starts if s < len(tokens)}) or [0]
    spans = tuple(zip(starts, [*starts[1:], len(tokens)], strict=True))
    of_token = tuple(n for n, (s, e) in enumerate(spans) for _ in range(s, e))
    return Clauses(of_token, spans)


_TOLD_DAY = frozenset({"the", "this", "that"})
_BETWEEN = 6  # words that "between" and the name after it may have


def _between(tokens: Sequence[Token], k: int) -> bool:
    """Whether an "and" joins the two of "between Ostmar and Lindmark"."""
    before = [t.lower for t in tokens[max(0, k - _BETWEEN) : k]]
    return "between" in before and "and" not in before[before.index("between") :]


def _phrase_link(tokens: Sequence[Token], k: int) -> bool:
    """`and`, `before`, `after`, `as`, `than` that link nouns, not clauses: no verb of the common ones follows soon."""
    word = tokens[k].lower
    following = [t.lower for t in tokens[k + 1 : k + 8]]
    if word == "following" and tokens[k - 1].lower in _TOLD_DAY:
        return True  # "the following day"
    if word == "and" and _between(tokens, k):
        return True
    if word == "and":
        return not (tokens[k - 1].lower == "," or any(w in _VERBISH for w in following[:4]))
    if word in {"before", "after", "since", "until", "as", "than"}:
        stop = next((n for n, w in enumerate(following) if w in {",", ".", ";", "and", "but"}), len(following))
        return not any(w in _VERBISH or w.endswith("ed") for w in following[:stop])
    return (
        word == "that" and k > 0 and tokens[k - 1].lower in {"of", "in", "on", "at", "for", "after", "before", "during"}
    )
