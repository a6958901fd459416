"""Promises and their outcomes on `evaluation/promises`: two short reports an item, end to end and lines given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.compare import compare
from communique.compare.clauses.moments import moment
from communique.compare.clauses.words import tokens
from communique.evaluate.gold import GoldDocument, readings_of
from communique.evaluate.report import Counts as Prf
from communique.evaluate.report import Figure, Report, prf, ratio
from communique.link import link_story
from communique.options import CompareOptions, RunOptions
from communique.record import Forward, Reading, TrackedForward, content_id, join_pieces, normalise_spans

FILE = "items.json"
_HALF = 0.5
_DECIDED = ("kept", "broken", "superseded")
Span = tuple[int, int]
Count = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its labels, and its reports as the product reads them."""

    gold: Mapping[str, Any]
    earlier: Reading
    later: Reading

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """Both reports."""
        return self.earlier, self.later


def holds_promises(data: Path) -> bool:
    """Whether `data` is a half of this benchmark."""
    return (data / FILE).is_file()


def load(data: Path, options: RunOptions) -> tuple[Item, ...]:
    """The items of one half, read end to end."""
    items = json.loads((data / FILE).read_text("utf-8"))
    documents = [
        GoldDocument(f"{i['name']}/{d}", "all", (), text=r["text"], published=r["published"])
        for i in items
        for d, r in i["reports"].items()
    ]
    read = readings_of(documents, options)
    return tuple(Item(i, read[f"{i['name']}/earlier"], read[f"{i['name']}/later"]) for i in items)


def promises(data: Path, options: RunOptions) -> Report:
    """The report on one half; what is wrong is named in its notes."""
    items = load(data, options)
    figures, notes = score(items, options)
    return Report("forward", data.name, len(items), figures, notes)


def score(items: Sequence[Item], options: RunOptions) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    """Every figure over items that are read already, and each error in words."""
    tally = _Tally()
    notes: list[str] = []
    for item in items:
        found = [t for t in _tracked(item.readings, options) if t.article == item.earlier.article.id]
        notes += tally.lines(item, found)
        given = item.earlier.model_copy(update={"forward": tuple(_given(item))})
        notes += tally.outcomes(item, _tracked((given, item.later), options), " (lines given)", None)
    return tally.figures(), tuple(notes)


class _Tally:
    """Counts by figure, one entry an item."""

    def __init__(self) -> None:
        self._prf: list[Prf] = []
        self._counts: dict[str, list[Count]] = {}

    def _add(self, name: str, parts: Iterable[bool]) -> None:
        marks = list(parts)
        self._counts.setdefault(name, []).append((sum(marks), len(marks)))

    def lines(self, item: Item, found: Sequence[TrackedForward]) -> Iterable[str]:
        """Lines found with their kind, actor and horizon; look-alikes; then what became of them."""
        pairs = _paired(item, found)
        gold = item.gold["forward"]
        kinds = [p.kind == gold[j]["kind"] for j, p in pairs.items()]
        self._prf.append(Prf(len(pairs), len(found), len(pairs), len(gold)))
        self._add("kind of those", kinds)
        named = [j for j in pairs if gold[j]["actor"]]
        self._add("actor of those that have one", [_same_name(pairs[j].actor, gold[j]["actor"]) for j in named])
        dated = [j for j in pairs if gold[j]["horizon"]]
        self._add("horizon of those that have one", [_same_day(pairs[j].horizon, gold[j]["horizon"]) for j in dated])
        alike = [any(_share(p.spans, x["spans"]) >= _HALF for p in found) for x in item.gold["look_alikes"]]
        self._add("look-alikes taken for lines", alike)
        for j, line in enumerate(gold):
            if j not in pairs:
                yield f"missed: {item.gold['name']}: {line['kind']} “{_words(item, line)}”"
            elif pairs[j].kind != line["kind"]:
                yield f"{pairs[j].kind} for {line['kind']}: {item.gold['name']}: “{_words(item, line)}”"
        yield from self.outcomes(item, found, "", pairs)

    def outcomes(
        self, item: Item, found: Sequence[TrackedForward], suffix: str, pairs: Mapping[int, TrackedForward] | None
    ) -> Iterable[str]:
        """Status over all gold lines; the later words over those that have some."""
        pairs = _paired(item, found) if pairs is None else pairs
        gold = item.gold["forward"]
        status = {j: pairs[j].status if j in pairs else None for j in range(len(gold))}
        self._add(f"status{suffix}", [status[j] == line["status"] for j, line in enumerate(gold)])
        told = [j for j, s in status.items() if s in _DECIDED]
        self._add(f"wrong among outcomes told{suffix}", [status[j] != gold[j]["status"] for j in told])
        broken = [j for j, s in status.items() if s == "broken"]
        self._add(f"wrong “broken”{suffix}", [gold[j]["status"] not in ("broken", "overdue") for j in broken])
        asked = [j for j, line in enumerate(gold) if line["outcome"]]
        self._add(f"outcome words{suffix}", [_shown(item, pairs.get(j), gold[j]) for j in asked])
        for j, line in enumerate(gold):
            if status[j] != line["status"]:
                shown = pairs[j].outcome if j in pairs else None
                words = f"{line['kind']} “{_words(item, line)}” is {line['status']}, found {status[j]}"
                yield f"status{suffix}: {item.gold['name']}: {words}: {shown.quote[:100] if shown else '-'}"

    def figures(self) -> tuple[Figure, ...]:
        """All of them in the order in which they were first counted."""
        return (prf("lines found", self._prf), *(ratio(name, counts) for name, counts in self._counts.items()))


def _tracked(readings: Sequence[Reading], options: RunOptions) -> tuple[TrackedForward, ...]:
    linkage = link_story(readings, options.link)
    return compare(linkage, readings, CompareOptions()).forward


def _given(item: Item) -> Iterable[Forward]:
    article = item.earlier.article
    for line in item.gold["forward"]:
        spans = normalise_spans(tuple(s) for s in line["evidence"][0]["spans"])
        yield Forward(
            id=content_id("forward", article.id, line["kind"], spans),
            kind=line["kind"],
            actor=line["actor"],
            text=join_pieces(article.text, spans),
            spans=spans,
            horizon=line["horizon"],
        )


def _paired(item: Item, found: Sequence[TrackedForward]) -> dict[int, TrackedForward]:
    """Gold line -> ours, one to one, the largest overlap first; at least half of the words of one side."""
    options = sorted(
        (-_share(p.spans, line["evidence"][0]["spans"]), j, i)
        for i, p in enumerate(found)
        for j, line in enumerate(item.gold["forward"])
    )
    pairs: dict[int, TrackedForward] = {}
    used: set[int] = set()
    for share, j, i in options:
        if -share >= _HALF and j not in pairs and i not in used:
            pairs[j] = found[i]
            used.add(i)
    return pairs


def _share(ours: Sequence[Sequence[int]], gold: Sequence[Sequence[int]]) -> float:
    """Share of the shorter side's characters that both have."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ours for b in gold)
    least = min(sum(e - s for s, e in ours), sum(e - s for s, e in gold))
    return both / least if least else 0.0


def _same_name(ours: str | None, gold: str) -> bool:
    """A content word in common: "the Sund Ferry Company" and "Ferry Company" are one."""
    names = [{t.lemma for t in tokens(n) if not t.small} for n in (ours or "", gold)]
    return bool(names[0] & names[1])


def _same_day(ours: str | None, gold: str) -> bool:
    """Terms that end within the same month, or on the same day where the gold has one (a day's slack)."""
    one, other = moment(ours), moment(gold)
    return one is not None and other is not None and one.meets(other, 1)


def _shown(item: Item, found: TrackedForward | None, line: Mapping[str, Any]) -> bool:
    if found is None or found.outcome is None or found.outcome.article != item.later.article.id:
        return False
    start, end = found.outcome.span
    return any(s < end and start < e for s, e in line["outcome"][0]["spans"])


def _words(item: Item, line: Mapping[str, Any]) -> str:
    text = item.earlier.article.text
    return " … ".join(text[s:e] for s, e in line["evidence"][0]["spans"])


__all__ = ["Item", "holds_promises", "load", "promises", "score"]
