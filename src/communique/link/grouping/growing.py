"""The stories of a growing set of articles: kept, and brought up to date where something changed.

The groups are a function of the set of articles and of the threshold alone. In whatever order articles were added and
taken out, and in however many steps, the groups are those that all of them at once would make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.grouping import rounds
from communique.link.grouping.likeness import Mask
from communique.link.grouping.neighbours import NEAREST, Windows, by_prints, by_terms, near_copies, nearest
from communique.link.grouping.rounds import Graph, Rounds
from communique.link.grouping.sketches import Rows, Sketch, Sketches


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Articles with their stories, and what must be known to change them cheaply. A value: changes give a new one.

    `near` holds the nearest articles of each, `copies` pairs of rows that are one text, `found` the rounds.
    """

    threshold: float
    sketches: Sketches
    near: Rows
    copies: Rows
    found: Rounds

    @staticmethod
    def empty(threshold: float) -> Grouping:
        """No article yet."""
        nothing = Sketches.of(())
        near = np.empty((0, NEAREST), dtype=np.int64)
        copies = np.empty((0, 2), dtype=np.int64)
        return Grouping(threshold, nothing, near, copies, rounds.run(_graph(nothing, near, copies), threshold))

    def changed(self, added: Iterable[Sketch] = (), removed: Iterable[str] = ()) -> Grouping:
        """The grouping without the articles `removed` (ids) and with those `added`.

        An added id that is in it already is replaced; an id to remove that is not in it is ignored.
        """
        new = {sketch.id: sketch for sketch in added}
        gone = {*removed, *new}
        kept = np.array([identity not in gone for identity in self.sketches.ids], dtype=bool)
        if not new and kept.all():
            return self
        return _changed(self, kept, Sketches.of(new.values()))

    def stories(self) -> dict[str, tuple[str, ...]]:
        """For every story the ids of its articles, sorted; its key is the first of them."""
        ids = self.sketches.ids
        groups: dict[int, list[str]] = {}
        for identity, label in zip(ids, self.found.labels[-1].tolist(), strict=True):
            groups.setdefault(label, []).append(identity)
        members = sorted(tuple(sorted(group)) for group in groups.values())
        return {group[0]: group for group in members}

    def columns(self) -> dict[str, NDArray[Any]]:
        """All of it as plain arrays, to be written to disk (with `numpy.savez`, say)."""
        own = {"threshold": np.array([self.threshold]), "near": self.near, "copies": self.copies}
        return {**own, **self.sketches.columns(), **self.found.columns()}

    @staticmethod
    def from_columns(columns: Mapping[str, NDArray[Any]]) -> Grouping:
        """The inverse of `columns`."""
        return Grouping(
            threshold=float(columns["threshold"][0]),
            sketches=Sketches.from_columns(columns),
            near=columns["near"],
            copies=columns["copies"],
            found=Rounds.from_columns(columns),
        )


def _changed(old: Grouping, kept: Mask, new: Sketches) -> Grouping:
    """What was near to a row that goes or comes is looked for again; all else is taken over."""
    gone = np.flatnonzero(~kept)
    number = np.append(np.cumsum(kept) - 1, -1)
    number[:-1][~kept] = -1
    sketches = old.sketches.only(kept).plus(new)
    fresh = np.arange(int(kept.sum()), len(sketches))
    terms, prints = by_terms(sketches), by_prints(sketches)
    lookup = _again(by_terms(old.sketches) if len(gone) else None, gone, number, terms, fresh)
    near = np.concatenate([number[old.near[kept]], np.full((len(fresh), NEAREST), -1, dtype=np.int64)])
    before = near[lookup]
    near[lookup] = nearest(terms, sketches, lookup)
    changed = _marked(len(sketches), fresh, lookup, before, near[lookup])
    if len(gone):
        changed[: int(kept.sum())] |= np.asarray(np.isin(old.near, gone).any(axis=1))[kept]
    again = _again(by_prints(old.sketches) if len(gone) else None, gone, number, prints, fresh)
    copies = _copies(number[old.copies], again, prints, sketches)
    graph = _graph(sketches, near, copies)
    known = old.found.moved(kept, len(fresh))
    return Grouping(old.threshold, sketches, near, copies, rounds.run(graph, old.threshold, known, changed))


def _again(before: Windows | None, gone: Rows, number: Rows, now: Windows, fresh: Rows) -> Rows:
    """The rows, as they are counted now, in whose windows something went or came."""
    found = now.touched(fresh)
    if before is None:
        return found
    lost = number[before.touched(gone)]
    return np.unique(np.concatenate([found, lost[lost >= 0]]))


def _marked(size: int, fresh: Rows, lookup: Rows, before: Rows, after: Rows) -> Mask:
    """The rows whose edges are not those of before: new ones, those with other neighbours, and these neighbours."""
    mask = np.zeros(size, dtype=bool)
    mask[fresh] = True
    lost_or_won = np.setxor1d(_edges(lookup, before, size), _edges(lookup, after, size), assume_unique=True)
    mask[lost_or_won // size] = True
    mask[lost_or_won % size] = True
    return mask


def _edges(rows: Rows, others: Rows, size: int) -> Rows:
    """Each row with each of its neighbours as one number."""
    code = rows[:, None] * size + others
    return np.asarray(code[others >= 0])


def _copies(old: Rows, again: Rows, prints: Windows, sketches: Sketches) -> Rows:
    """Pairs of copies: the old ones that nothing touched, and those found again."""
    touched = np.zeros(len(sketches), dtype=bool)
    touched[again] = True
    alive = (old >= 0).all(axis=1)
    old = old[alive]
    stay = old[~touched[old].any(axis=1)]
    return np.unique(np.concatenate([stay, near_copies(prints, sketches, again)]), axis=0)


def _graph(sketches: Sketches, near: Rows, copies: Rows) -> Graph:
    rows = np.repeat(np.arange(len(near)), near.shape[1])
    others = near.ravel()
    held = others >= 0
    rows, others = rows[held], others[held]
    size = len(sketches) + 1
    code = np.sort(np.concatenate([rows * size + others, others * size + rows]))
    code = code[np.diff(code, prepend=-1) > 0]
    return Graph(sketches, code // size, code % size, rounds.components(sketches, copies))
