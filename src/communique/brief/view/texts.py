"""The full text of an article as paragraphs of runs: words wrapped, furniture dimmed, zones labelled.

Spans may nest and overlap. The text is cut once at every edge and swept once from left to right, so the work is
near-linear in text and edges; where a statement or a cited stretch ends, a mark leads back to the line that holds it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from communique.brief.view.desk import Desk, Paragraph, Plain, Sheet
from communique.lexicon.labels import word

CHUNK = 20_000  # a longer paragraph goes out in several blocks, so that a browser can lay it out piecewise
_DEPTH = 8  # statements named on one run; deeper nesting keeps its own marks at its ends
_KINDS = ("cue", "src", "scare", "loaded", "ev")


@dataclass
class _Edge:
    """What begins and ends at one offset."""

    opens: list[tuple[str, str]] = field(default_factory=list)
    closes: list[tuple[str, str]] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)
    back: dict[str, None] = field(default_factory=dict)


def article_text(desk: Desk, sheet: Sheet) -> list[Plain]:
    """Blocks {number, runs: [{text, start, end, anchors, classes, statements, back, label}]} that join to the text."""
    sweep = _Sweep(sheet, _edges(desk, sheet))
    blocks: list[Plain] = []
    for paragraph in sheet.paragraphs:
        blocks += _blocks(paragraph, list(sweep.runs(paragraph)))
    sweep.finish()
    return blocks


def _edges(desk: Desk, sheet: Sheet) -> dict[int, _Edge]:
    edges: dict[int, _Edge] = {}

    def add(start: int, end: int, kind: str, key: str) -> None:
        edges.setdefault(start, _Edge()).opens.append((kind, key))
        edges.setdefault(end, _Edge()).closes.append((kind, key))

    reading = sheet.reading
    for statement in reading.statements:
        label = desk.labels[statement.id]
        for start, end in statement.content:
            add(start, end, "q", label)
        edges[statement.content[-1][1]].back[label] = None
        for kind, spans in (("cue", statement.cue), ("src", statement.source)):
            for start, end in spans:
                add(start, end, kind, label)
    for number, (start, end) in enumerate(reading.scare_quotes):
        add(start, end, "scare", str(number))
    for number, phrase in enumerate(reading.loaded):
        add(*phrase.span, "loaded", str(number))
    for start, end, label in dict.fromkeys(sheet.links):
        finding = label[:1] not in ("", "S", "A")  # statements have their own mark; a profile or a memo line needs none
        add(start, end, "ev" if finding else "said", label)
        edges[start].anchors[f"w{sheet.number}-{start}-{end}"] = None
        if finding and label[0] != "T":  # an event's words are a link themselves, as long as they can be
            edges[end].back[label] = None
    return edges


class _Sweep:
    """A left-to-right pass over one article's edges."""

    def __init__(self, sheet: Sheet, edges: dict[int, _Edge]) -> None:
        self.sheet, self.edges, self.offsets = sheet, edges, sorted(edges)
        self.cursor = 0
        self.kinds: Counter[str] = Counter()
        self.statements: dict[str, int] = {}
        self.events: dict[str, bool] = {}
        self.anchors: list[str] = []
        self.last: Plain | None = None

    def runs(self, paragraph: Paragraph) -> Iterator[Plain]:
        """The runs of one paragraph, in order."""
        zone_before: str | None = None
        for start, end in self._pieces(paragraph):
            self._pass_edges(start)
            zone = self.sheet.zone(start)
            run = self._run(start, end, zone)
            if zone != zone_before and zone not in (None, "body"):
                run["label"] = word("zone", zone)
            zone_before = zone or zone_before
            yield run

    def finish(self) -> None:
        """Pass the edges behind the last run, so that their marks are kept."""
        self._pass_edges(len(self.sheet.article.text))
        if self.last is not None:
            self.last["tail_anchors"] = self.anchors

    def _pieces(self, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        cuts = {paragraph.start, paragraph.end, *range(paragraph.start + CHUNK, paragraph.end, CHUNK)}
        first = bisect_left(self.offsets, paragraph.start)
        cuts.update(self.offsets[first : bisect_left(self.offsets, paragraph.end)])
        zones = self.sheet.article.zones
        index = max(0, bisect_left(self.sheet.zone_starts, paragraph.start) - 1)
        while index < len(zones) and zones[index].span[0] < paragraph.end:
            cuts.update(edge for edge in zones[index].span if paragraph.start < edge < paragraph.end)
            index += 1
        ordered = sorted(cuts)
        return pairwise(ordered)

    def _pass_edges(self, upto: int) -> None:
        while self.cursor < len(self.offsets) and self.offsets[self.cursor] <= upto:
            edge = self.edges[self.offsets[self.cursor]]
            self.cursor += 1
            back = [*edge.back]
            for kind, key in edge.closes:
                self._count(kind, key, -1)
                if kind == "ev" and key in self.events and not self.events.pop(key):
                    back.append(key)
            for kind, key in edge.opens:
                self._count(kind, key, 1)
                if kind == "ev" and key[0] == "T":
                    self.events[key] = False
            self.anchors += edge.anchors
            if self.last is not None and back:
                self.last["back"] = _sorted_labels([*self.last["back"], *back])

    def _count(self, kind: str, key: str, step: int) -> None:
        self.kinds[kind] += step
        if kind == "q":
            left = self.statements.get(key, 0) + step
            if left > 0:
                self.statements[key] = left
            else:
                self.statements.pop(key, None)

    def _run(self, start: int, end: int, zone: str | None) -> Plain:
        classes = [kind for kind in _KINDS if self.kinds[kind] > 0]
        if self.statements:
            classes.insert(0, f"q{min(len(self.statements), 3)}")
        if zone not in (None, "body"):
            classes.append(f"z-{zone}")
        event = next(reversed(self.events), "")
        if event:
            self.events[event] = True
        run: Plain = {
            "text": self.sheet.article.text[start:end],
            "start": start,
            "end": end,
            "anchors": self.anchors,
            "tail_anchors": [],
            "classes": " ".join(classes),
            "statements": " ".join(islice(reversed(self.statements), _DEPTH)),
            "event": event,
            "back": [],
            "label": "",
        }
        self.anchors = []
        self.last = run
        return run


def _sorted_labels(labels: list[str]) -> list[str]:
    return sorted(set(labels), key=lambda label: (label[0] != "S", label[0], int(label[1:])))


def _blocks(paragraph: Paragraph, runs: list[Plain]) -> Iterator[Plain]:
    """One block a paragraph; several where it is very long."""
    block: list[Plain] = []
    size, number = 0, paragraph.number
    for run in runs:
        if size and size + len(run["text"]) > CHUNK:
            yield {"number": number, "runs": block}
            block, size, number = [], 0, None
        block.append(run)
        size += len(run["text"])
    if block:
        yield {"number": number, "runs": block}
