"""Times against gold: TempEval-3 files (TimeML) and the annotated development articles.

Metrics are those of TempEval-3 (UzZaman et al. 2013): strict and relaxed span F1, and type and value F1, which count a
relaxed match only if its type or value is right too. The creation time of a document is given, so it is not scored.
"""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from communique.errors import UsageError
from communique.read.times import tag_times
from communique.record import Time, Zone

Half = Literal["report", "tune"]
METRICS = ("strict", "relaxed", "type", "value")
_SAMPLES = 1000
_SEED = 20_150_302
_ZONE_SPANS = {
    "byline_spans": "byline",
    "caption_spans": "caption",
    "subhead_spans": "subhead",
    "boilerplate": "boilerplate",
    "body": "body",
}


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time as annotated."""

    start: int
    end: int
    type: str
    value: str | None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its annotated times and what a reader is told about it."""

    name: str
    group: str
    text: str
    published: str | None
    times: tuple[GoldTime, ...]
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent, F1 with its 95% bootstrap interval over documents."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One line of the table: a group of documents and its scores by metric."""

    group: str
    documents: int
    gold: int
    found: int
    scores: dict[str, Score]


def evaluate_times(data: Path, half: Half = "report") -> list[TimesRow]:
    """Scores of the tagger on a folder of TimeML files or of annotated articles, a row a group and one for all.

    Of TimeML files only one half is scored: "tune" are those whose sha1 of the file name is even, "report" the odd.
    Annotated articles are scored whole, with a further row without the vague references. UsageError if `data`
    holds neither.
    """
    documents = list(load_times(data, half))
    if not documents:
        raise UsageError(f"{data} holds no .tml files and no annotated articles: name a tempeval3 or dev_gold folder")
    counted = [(doc, _counts(doc.times, tag_times(doc.text, doc.published, doc.zones))) for doc in documents]
    groups = sorted({doc.group for doc in documents})
    rows = [_row(group, [counts for doc, counts in counted if doc.group == group]) for group in groups]
    if len(groups) > 1:
        rows.append(_row("all", [counts for _, counts in counted]))
    if any(gold.vague for doc in documents for gold in doc.times):
        rows.append(_row("all but vague", [_counts_plain(doc) for doc in documents]))
    return rows


def table(rows: Sequence[TimesRow]) -> str:
    """The rows as text: F1 with its interval for each metric, precision and recall of spans and values."""
    lines = [
        f"{'group':<22}{'docs':>5}{'gold':>6}{'found':>6}"
        + "".join(f"{f'{m} F1':>24}" for m in METRICS)
        + f"{'relaxed P/R':>15}{'value P/R':>15}"
    ]
    for row in rows:
        cells = "".join(f"{f'{s.f1:.1f} [{s.low:.1f}, {s.high:.1f}]':>24}" for s in (row.scores[m] for m in METRICS))
        sides = "".join(
            f"{f'{row.scores[m].precision:.1f}/{row.scores[m].recall:.1f}':>15}" for m in ("relaxed", "value")
        )
        lines.append(f"{row.group:<22}{row.documents:>5}{row.gold:>6}{row.found:>6}{cells}{sides}")
    return "\n".join(lines)


# --- counting --------------------------------------------------------------------------------------


def _counts(gold: Sequence[GoldTime], found: Sequence[Time]) -> dict[str, int]:
    """How many gold and found times a document has, and how many agree by each metric; each is matched once."""
    pairs = list(_matched(gold, found))
    return {
        "gold": len(gold),
        "found": len(found),
        "strict": sum((g.start, g.end) == f.span for g, f in pairs),
        "relaxed": len(pairs),
        "type": sum(g.type == f.type for g, f in pairs),
        "value": sum(g.value == f.value for g, f in pairs),
    }


def _matched(gold: Sequence[GoldTime], found: Sequence[Time]) -> Iterator[tuple[GoldTime, Time]]:
    """Gold and found times that overlap, one to one, the largest overlap first."""
    overlaps = sorted(
        (-overlap, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (overlap := min(g.end, f.span[1]) - max(g.start, f.span[0])) > 0
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in overlaps:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _counts_plain(doc: GoldDocument) -> dict[str, int]:
    """Counts without vague gold, and without what was found there or is vague itself."""
    vague = [g for g in doc.times if g.vague]
    found = [
        f
        for f in tag_times(doc.text, doc.published, doc.zones)
        if not (f.value or "").endswith("_REF") and not any(g.start < f.span[1] and f.span[0] < g.end for g in vague)
    ]
    return _counts([g for g in doc.times if not g.vague], found)


def _row(group: str, counts: Sequence[dict[str, int]]) -> TimesRow:
    names = ("gold", "found", *METRICS)
    matrix = np.array([[c[name] for name in names] for c in counts], dtype=float).reshape(len(counts), len(names))
    rng = np.random.default_rng(_SEED)
    picks = rng.integers(0, len(counts), size=(_SAMPLES, len(counts)))
    samples = matrix[picks].sum(axis=1)
    total = matrix.sum(axis=0)
    scores = {}
    for index, metric in enumerate(METRICS, start=2):
        drawn = np.sort([_f1(row[0], row[1], row[index]) for row in samples])
        low, high = drawn[int(0.025 * _SAMPLES)], drawn[int(0.975 * _SAMPLES) - 1]
        precision = 100 * total[index] / total[1] if total[1] else 0.0
        recall = 100 * total[index] / total[0] if total[0] else 0.0
        scores[metric] = Score(
            float(precision), float(recall), _f1(total[0], total[1], total[index]), float(low), float(high)
        )
    return TimesRow(group, len(counts), int(total[0]), int(total[1]), scores)


def _f1(gold: float, found: float, right: float) -> float:
    return float(200 * right / (gold + found)) if gold + found else 0.0


# --- loading ---------------------------------------------------------------------------------------


def load_times(data: Path, half: Half = "report") -> Iterator[GoldDocument]:
    """The annotated documents under `data`, in the order of their names."""
    timeml: dict[str, Path] = {}
    for path in sorted(data.rglob("*.tml")):
        timeml.setdefault(path.name, path)  # a copy of a file in another folder counts once
    for name, path in sorted(timeml.items()):
        odd = int(hashlib.sha1(name.encode()).hexdigest()[:8], 16) % 2
        if odd == (half == "report"):
            yield _timeml(path)
    for path in sorted(data.rglob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(annotated, dict) and "times" in annotated and "file" in annotated:
            yield _annotated(path, annotated)


def _timeml(path: Path) -> GoldDocument:
    root = ET.parse(path).getroot()
    body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None:
        raise UsageError(f"{path} has no TEXT element: not a TimeML document")
    pieces: list[str] = []
    times: list[GoldTime] = []
    _walk(body, pieces, times)
    published = created.get("value") if created is not None else None
    times.sort(key=lambda t: (t.start, t.end))
    return GoldDocument(path.name, path.parent.name, "".join(pieces), published, tuple(times))


def _walk(element: ET.Element, pieces: list[str], times: list[GoldTime]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, times)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start:
        times.append(GoldTime(start, end, element.get("type", ""), element.get("value")))


def _annotated(path: Path, annotated: dict[str, Any]) -> GoldDocument:
    source = path.parent / annotated["file"]
    if not source.exists():
        source = path.parent.parent / annotated["file"]
    text = source.read_bytes().decode("utf-8")
    zones = tuple(_zones(annotated))
    times = tuple(
        GoldTime(int(t["span"][0]), int(t["span"][1]), t["type"], t["value"], bool(t.get("vague")))
        for t in sorted(annotated["times"], key=lambda t: tuple(t["span"]))
        if t.get("zone") != "boilerplate"
    )
    group = annotated.get("genre") or path.parent.parent.name
    return GoldDocument(f"{path.parent.name}/{path.name}", group, text, annotated.get("published"), times, zones)


def _zones(annotated: dict[str, Any]) -> Iterable[Zone]:
    """The zones of an annotated article; those that lie inside another (a dateline in the body) are left to it."""
    spans: list[tuple[tuple[int, int], str]] = []
    if annotated.get("title_span"):
        spans.append((tuple(annotated["title_span"]), "title"))
    for key, kind in _ZONE_SPANS.items():
        spans.extend(((int(s[0]), int(s[1])), kind) for s in annotated.get(key) or [])
    return [Zone.model_validate({"kind": kind, "span": span}) for span, kind in sorted(spans) if span[0] < span[1]]
