"""Gold and predicted attributions of one document, matched one to one: what every attribution figure counts on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.evaluate.gold import GoldDocument, GoldStatement, Spans
from communique.evaluate.matching import assign
from communique.evaluate.tokens import TokenIndex
from communique.record import Reading, Statement

HALF = 0.5
"""A statement is found when content F1 reaches this."""


@dataclass(frozen=True, slots=True)
class Item:
    """An attribution as token numbers; `gold` or `statement` is what it came from."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    words: frozenset[int]
    source_words: frozenset[int]
    form: str
    gold: GoldStatement | None = None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One document: what gold has, what was predicted, which belong together, and predictions without a word."""

    document: str
    gold: tuple[Item, ...]
    predicted: tuple[Item, ...]
    pairs: tuple[tuple[Item, Item], ...]
    without_content: int = 0

    def found(self) -> list[tuple[Item, Item]]:
        """The pairs whose contents agree by half (F1 over words), which makes a statement found."""
        return [(g, p) for g, p in self.pairs if f1(g.words, p.words) >= HALF]


def compare(document: GoldDocument, reading: Reading) -> tuple[Compared, Compared]:
    """The document's body and its title, apart. Borderline gold counts neither way (dev_gold/README.md)."""
    index = TokenIndex(reading.article.text)
    gold = [i for s in document.statements if (i := item(index, s.source, s.cue, s.content, gold=s))]
    predicted = [
        i for s in reading.statements if (i := item(index, s.source, s.cue, s.content, statement=s)) is not None
    ]
    spared = {id(p) for g, p in match(gold, predicted) if _is_borderline(g) and f1(g.words, p.words) >= HALF}
    titles = index.covered(z.span for z in reading.article.zones if z.kind == "title")
    sides = []
    for want_title in (False, True):
        wanted = tuple(g for g in gold if _in_title(g) == want_title and not _is_borderline(g))
        given = tuple(p for p in predicted if (p.content <= titles) == want_title and id(p) not in spared)
        sides.append(Compared(document.id, wanted, given, tuple(match(wanted, given))))
    return sides[0], sides[1]


def compare_plain(
    document: str,
    index: TokenIndex,
    gold: Sequence[Roles],
    predicted: Sequence[Roles],
    statements: Sequence[Statement] = (),
) -> Compared:
    """A document whose gold knows roles only, as the public scorer compares it: nothing is set apart.

    `statements`, where given, are those that the predicted roles come from, in the same order.
    """
    wanted = tuple(i for roles in gold if (i := item(index, *roles)))
    origins: Sequence[Statement | None] = statements or [None] * len(predicted)
    given = tuple(i for roles, s in zip(predicted, origins, strict=True) if (i := item(index, *roles, statement=s)))
    return Compared(document, wanted, given, tuple(match(wanted, given)), len(predicted) - len(given))


Roles = tuple[Spans, Spans, Spans]
"""Source, cue and content."""


def item(
    index: TokenIndex,
    source: Spans,
    cue: Spans,
    content: Spans,
    *,
    gold: GoldStatement | None = None,
    statement: Statement | None = None,
) -> Item | None:
    """An attribution as token numbers; None when its content covers no token."""
    tokens = index.covered(content)
    if not tokens:
        return None
    words = index.words(tokens) or tokens
    said_by = index.covered(source)
    return Item(said_by, index.covered(cue), tokens, words, index.words(said_by), index.form(words), gold, statement)


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[Item, Item]]:
    """One to one by the greatest total of shared content tokens; ties by cue, then by source tokens."""
    weights = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g.content & p.content)
            if shared:
                weights[i, j] = shared + 1e-3 * len(g.cue & p.cue) + 1e-6 * len(g.source & p.source)
    return [(gold[i], predicted[j]) for i, j in assign(weights)]


def f1(left: frozenset[int], right: frozenset[int]) -> float:
    """Overlap of two sets: 2 |both| / (|left| + |right|)."""
    both = len(left & right)
    return 2 * both / (len(left) + len(right)) if both else 0.0


def _is_borderline(item: Item) -> bool:
    return item.gold is not None and item.gold.borderline


def _in_title(item: Item) -> bool:
    return item.gold is not None and item.gold.in_title
