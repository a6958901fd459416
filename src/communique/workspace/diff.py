"""What changed between two runs: findings that came, went or say something else now, in words and as rows.

An id changes when a finding gains evidence, so findings that went and came are matched by the words that they rest on;
what says the same as before is not a change, and neither is
another name for the issue of a position, which follows from the articles at hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from communique.errors import UsageError
from communique.workspace.base import RecordBase
from communique.workspace.state import State
from communique.workspace.tell import WORDS, changed_words, words
from communique.workspace.write import KINDS

Row = dict[str, Any]
What = Literal["new", "withdrawn", "changed", "settled"]
_SETTLED = frozenset({"kept", "broken", "superseded"})
_PLACE = re.compile(r"(.+):(\d+)-(\d+)")
_MOMENT = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d\S*)?)?$")
_SAME = {
    "articles": ("title", "outlet", "published"),
    "statements": ("speaker", "actor_names", "text", "form", "act", "stance"),
    "events": ("when", "where", "status"),
    "positions": ("actor", "stance"),
    "forward": ("kind", "actor", "horizon", "status"),
    "conflicts": ("between", "kind"),
}
"""Columns that tell whether a finding under a new id says something else than the one it follows."""
_TAKES_SIDES = frozenset({"supports", "opposes", "conditional"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of which table, what happened, in words, and the rows before and after (None where there is none)."""

    table: str
    what: What
    id: str
    story: str | None
    words: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed after run `since` until run `until`, in the order of the tables, the earliest first."""

    since: int
    until: int
    since_when: str | None
    until_when: str | None
    changes: tuple[Change, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def differences(
    base: RecordBase, state: State, since: int | str, until: int | str | None, tables: Iterable[str] = KINDS
) -> Diff:
    """The changes of some tables between two runs, or two dates; UsageError names a run that there is not."""
    first = run_at(state, since)
    last = len(state.runs) if until is None else run_at(state, until)
    if first > last:
        raise UsageError(f"run {last} is not after run {first}; give the earlier one first")
    changes: list[Change] = []
    for table in tables:
        came, went = base.history(table, first, last)
        changes += _changes(table, came, went, base)
    when = [run.when for run in state.runs]
    return Diff(first, last, when[first - 1] if first else None, when[last - 1] if last else None, tuple(changes))


def run_at(state: State, moment: int | str) -> int:
    """The last run before a date began, or the run of that number; UsageError for what is neither."""
    if isinstance(moment, str) and not moment.isdigit():
        if not _MOMENT.match(moment):
            raise UsageError(f"{moment!r} is neither a run's number nor a date; write a date as 2031-05-14")
        return sum(1 for run in state.runs if run.when < moment)
    number = int(moment)
    if len(str(moment)) == 4 and number > len(state.runs):  # a year
        return sum(1 for run in state.runs if run.when < str(moment))
    if not 0 <= number <= len(state.runs):
        raise UsageError(f"there is no run {number}; the last one is {len(state.runs)}")
    return number


def _changes(table: str, came: list[Row], went: list[Row], base: RecordBase) -> Iterator[Change]:
    left = dict(enumerate(went))
    pairs, fresh = _matched(came, left)
    for before, after in pairs:
        removed = before[WORDS[table]] is None  # with another article that it rested on
        if not removed and any(before.get(c) != after.get(c) for c in _SAME[table]):
            yield _change(table, before, after)
    if table == "positions":
        yield from _shifts(fresh, base)
    else:
        yield from (_change(table, None, after) for after in fresh)
    for before in left.values():
        yield _change(table, before, None)


def _change(table: str, before: Row | None, after: Row | None) -> Change:
    row = after or before or {}
    what: What = "changed" if before and after else "new" if after else "withdrawn"
    if (
        table == "forward"
        and after
        and after["status"] in _SETTLED
        and (not before or before["status"] not in _SETTLED)
    ):
        what = "settled"
    told = changed_words(table, before, after) if before and after else words(table, row)
    return Change(table, what, row["id"], row.get("story"), told, before, after)


def _shifts(fresh: Sequence[Row], base: RecordBase) -> Iterator[Change]:
    """New positions: changed, if the same actor stood elsewhere on the same issue before; else just new."""
    sided = [row for row in fresh if row["stance"] in _TAKES_SIDES]
    stood: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in base.positions_of(row["actor"] for row in sided) if sided else ():
        if row["stance"] in _TAKES_SIDES:
            stood[row["actor"], row["issue"].lower()].append(row)
    for after in fresh:
        yield _shift(after, stood.get((after["actor"], after["issue"].lower()), ()))


def _shift(after: Row, stood: Sequence[Row]) -> Change:
    """`stood`: what its actor held on its issue at any time and takes a side, the latest first."""
    if after["stance"] in _TAKES_SIDES:
        earlier = (row for row in stood if row["id"] != after["id"] and row["as_of"] <= (after["as_of"] or ""))
        before = next(earlier, None)
        if before is not None and before["stance"] != after["stance"]:
            told = changed_words("positions", before, after)
            return Change("positions", "changed", after["id"], after["story"], told, before, after)
    return _change("positions", None, after)


def _matched(came: Sequence[Row], left: dict[int, Row]) -> tuple[list[tuple[Row, Row]], list[Row]]:
    """Pairs of a finding that went and one that came with the same id or the same words; and those without a former.

    What is matched is taken out of `left`.
    """
    by_id = {row["id"]: n for n, row in left.items()}
    by_article: dict[str, set[int]] = defaultdict(set)
    for n, row in left.items():
        for article, _, _ in _places(row):
            by_article[article].add(n)
    pairs: list[tuple[Row, Row]] = []
    fresh: list[Row] = []
    later: list[Row] = []
    for row in came:
        same = by_id.get(row["id"])
        if same is not None and same in left:
            pairs.append((left.pop(same), row))
        else:
            later.append(row)
    for row in later:
        candidates = {n for article, _, _ in _places(row) for n in by_article[article] if n in left}
        best: int | None = max(candidates, key=lambda n: (_shared(left[n], row), -n), default=None)
        if best is not None and _shared(left[best], row) > 0:
            pairs.append((left.pop(best), row))
        else:
            fresh.append(row)
    return pairs, fresh


def _shared(before: Row, after: Row) -> int:
    """How many characters two findings both rest on."""
    if any(before.get(c) not in (None, after.get(c)) for c in ("actor", "between")):
        return 0
    mine, total = list(_places(after)), 0
    for article, start, end in _places(before):
        total += max((min(end, e) - max(start, s) for a, s, e in mine if a == article), default=0)
    return max(total, 0)


def _places(row: Row) -> Iterable[tuple[str, int, int]]:
    """Where the words of a finding stand."""
    if "evidence" in row:
        for text in row["evidence"] or ():
            match = _PLACE.fullmatch(text)
            if match:
                yield match[1], int(match[2]), int(match[3])
    elif "spans" in row:
        for text in row["spans"] or ():
            start, _, end = text.partition("-")
            yield row["article"], int(start), int(end)
