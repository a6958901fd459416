"""Scores of zones and of main-text extraction on gold data: own pages, `dev_gold`, `article_extraction`.

Zones are scored by non-blank characters. *Body* is what INTERFACE.md counts as body (body, dateline, standfirst,
subhead); *hidden* is the share of gold body characters that would not be read at all, which is the error that matters.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique.errors import UsageError
from communique.evaluate.report import Counts, prf
from communique.ingest import mark_zones
from communique.record.article import BODY_ZONES, READABLE_ZONES, Zone

Spans = Sequence[tuple[int, int]]
_RESAMPLES = 1000
_SEED = 20310304
_FURNITURE = frozenset({"boilerplate", "author_bio", "provenance"})
_TAG = re.compile(r"\{(title|byline|dateline|standfirst|subhead|body|caption|boilerplate|author_bio|provenance|/)\}")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its gold zones; `title` is given when the corpus gives it from outside the text.

    `one_furniture`: the corpus calls author biographies and provenance "boilerplate" like all other furniture.
    """

    name: str
    text: str
    zones: tuple[tuple[str, tuple[int, int]], ...]
    title: str | None = None
    one_furniture: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a score table: how many gold characters (or pages) it rests on, a 95 % interval of F1 over texts."""

    metric: str
    precision: float
    recall: float
    f1: float
    count: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The scores of one data set."""

    name: str
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        """The table as plain text."""
        lines = [f"{self.name:<44} {'P':>7} {'R':>7} {'F1':>7} {'n':>8}"]
        for row in self.rows:
            between = f"  {row.interval[0]:.3f}-{row.interval[1]:.3f}" if row.interval else ""
            scores = f"{row.precision:7.3f} {row.recall:7.3f} {row.f1:7.3f} {row.count:8d}"
            lines.append(f"  {row.metric:<42} {scores}{between}")
        return "\n".join(lines)


def evaluate_zones(data: Path) -> tuple[Table, ...]:
    """Score tables for `data`: a folder of labelled pages, `dev_gold`, or `article_extraction`.

    UsageError when the folder is none of these.
    """
    if (data / "ground-truth.json").exists():
        return (score_extraction(data),)
    if any(data.rglob("*.page")):
        folders = sorted({page.parent for page in data.rglob("*.page")})
        return tuple(score_zones(f"pages: {f.name}", read_pages(f)) for f in folders)
    if any(data.glob("*/gold/*.json")) or (data / "other_genres").exists():
        sets = {"dev_gold clusters": read_clusters(data), "dev_gold other genres": read_other_genres(data)}
        return tuple(score_zones(name, texts) for name, texts in sets.items() if texts)
    raise UsageError(f"{data} holds no zones gold: no *.page files, no dev_gold layout, no ground-truth.json")


def score_zones(name: str, texts: Iterable[GoldText]) -> Table:
    """Body precision, recall and F1 over non-blank characters, then each kind of zone, then what is hidden."""
    documents = [_pairs(gold) for gold in texts]
    kinds = sorted({kind for pairs in documents for pair in pairs for kind in pair})
    rows = [_row("body (with dateline, standfirst, subhead)", documents, BODY_ZONES)]
    rows.append(_row("furniture", documents, _FURNITURE))
    rows += [_row(kind, documents, {kind}) for kind in kinds]
    body = sum(n for pairs in documents for (e, _), n in pairs.items() if e in BODY_ZONES)
    shown = READABLE_ZONES | {"dateline"}
    kept = sum(n for pairs in documents for (e, p), n in pairs.items() if e in BODY_ZONES and p in shown)
    share = kept / body if body else 1.0
    rows.append(Row("body not hidden (share)", share, share, share, body))
    return Table(name, tuple(rows))


def _pairs(gold: GoldText) -> Counter[tuple[str, str]]:
    """How many non-blank characters of a text have which gold kind and which predicted kind."""
    zones = _spans_of(mark_zones(gold.text, title=gold.title))
    if gold.one_furniture:
        zones = [("boilerplate" if kind in _FURNITURE else kind, span) for kind, span in zones]
    labels = zip(_labels(gold.text, gold.zones), _labels(gold.text, zones), strict=True)
    return Counter((expected, predicted) for expected, predicted in labels if expected and predicted)


def confusions(texts: Iterable[GoldText]) -> Iterator[tuple[str, str, str, str]]:
    """(name, gold kind, predicted kind, words) for every stretch that is labelled wrongly; for reading, not scoring."""
    for gold in texts:
        predicted = _labels(gold.text, _spans_of(mark_zones(gold.text, title=gold.title)))
        expected = _labels(gold.text, gold.zones)
        start = 0
        for end in range(1, len(gold.text) + 1):
            here = (expected[start], predicted[start])
            if end < len(gold.text) and (expected[end], predicted[end]) in (here, ("", "")):
                continue
            if here[0] != here[1] and gold.text[start:end].strip():
                yield gold.name, here[0], here[1], gold.text[start:end].strip()
            start = end


def read_pages(folder: Path) -> list[GoldText]:
    """Own pages: text with {kind}...{/} around every zone but body."""
    return [parse_page(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.page"))]


def parse_page(name: str, marked: str) -> GoldText:
    """A labelled page as text and zones; what stands outside tags is body."""
    zones: list[tuple[str, tuple[int, int]]] = []
    pieces: list[str] = []
    length, kind = 0, "body"
    for number, piece in enumerate(_TAG.split(marked)):
        if number % 2:
            kind = "body" if piece == "/" else piece
            continue
        zones.append((kind, (length, length + len(piece))))
        pieces.append(piece)
        length += len(piece)
    return GoldText(name, "".join(pieces), tuple(z for z in zones if z[1][0] < z[1][1]))


def read_clusters(data: Path) -> list[GoldText]:
    """The annotated clusters of `dev_gold`: NAME.txt with gold/NAME.json."""
    found = []
    for path in sorted(data.glob("*/gold/*.json")):
        file = path.parent.parent / f"{path.stem}.txt"
        if file.exists():
            found.append(_from_gold(f"{file.parent.name}/{file.name}", file, path))
    return found


def read_other_genres(data: Path) -> list[GoldText]:
    """The annotated articles of other genres; their gold names the text file."""
    found = []
    for path in sorted((data / "other_genres").glob("*.json")):
        file = path.parent / json.loads(path.read_text("utf-8"))["file"]
        found.append(_from_gold(path.name, file, path))
    return found


def _from_gold(name: str, file: Path, gold_file: Path) -> GoldText:
    gold = json.loads(gold_file.read_text("utf-8"))
    zones: list[tuple[str, tuple[int, int]]] = []
    for field, kind in (
        ("body", "body"),
        ("boilerplate", "boilerplate"),
        ("caption_spans", "caption"),
        ("byline_spans", "byline"),
        ("subhead_spans", "subhead"),
        ("standfirst_spans", "standfirst"),
        ("dateline_spans", "dateline"),
    ):
        zones += [(kind, (s, e)) for s, e in gold.get(field) or ()]
    if gold.get("title_span"):
        zones.append(("title", tuple(gold["title_span"])))
    text = file.read_bytes().decode("utf-8")
    return GoldText(name, text, tuple(zones), title=gold.get("title"), one_furniture=True)


def _spans_of(zones: Sequence[Zone]) -> list[tuple[str, tuple[int, int]]]:
    return [(zone.kind, zone.span) for zone in zones]


def _labels(text: str, zones: Iterable[tuple[str, tuple[int, int]]]) -> list[str]:
    """The kind of every character, "" for blanks; later zones overwrite earlier ones (a dateline lies in the body)."""
    labels = [""] * len(text)
    for kind, (start, end) in zones:
        labels[start:end] = [kind] * (end - start)
    return ["" if char.isspace() else label for char, label in zip(text, labels, strict=True)]


def _row(metric: str, documents: Sequence[Mapping[tuple[str, str], int]], kinds: Iterable[str]) -> Row:
    wanted = set(kinds)
    counts = []
    for pairs in documents:
        hit = sum(n for (e, p), n in pairs.items() if e in wanted and p in wanted)
        gold = sum(n for (e, _), n in pairs.items() if e in wanted)
        found = sum(n for (_, p), n in pairs.items() if p in wanted)
        counts.append(Counts(right=hit, predicted=found, found=hit, gold=gold))
    total = int(sum(c.gold for c in counts))
    figure = prf(metric, counts)
    none = 1.0 if figure.value is None else 0.0  # nothing to find and nothing found
    precision = none if figure.precision is None else figure.precision
    recall = none if figure.recall is None else figure.recall
    return Row(metric, precision, recall, _f1(precision, recall), total, figure.interval)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# --- main text of pages: the metric of scrapinghub/article-extraction-benchmark ---------------------------------


def score_extraction(data: Path) -> Table:
    """Main-text precision, recall and F1 over 4-grams of words, averaged over pages.

    Two rows: the text that `ingest` makes of a page, and what is left of it when furniture zones are taken out.
    Metric: evaluate.py of scrapinghub/article-extraction-benchmark; F1 is that of the mean precision and recall.
    """
    truth = json.loads((data / "ground-truth.json").read_text("utf-8"))
    scores: dict[str, list[tuple[int, int, int]]] = {"main text": [], "main text without furniture": []}
    for key, gold in sorted(truth.items()):
        expected = _shingles(gold["articleBody"])
        with gzip.open(data / "html" / f"{key}.html.gz", "rt", encoding="utf-8") as page:
            for name, text in zip(scores, main_texts(page.read()), strict=True):
                scores[name].append(_overlap(expected, _shingles(text)))
    return Table("article_extraction", tuple(_mean_row(name, pages) for name, pages in scores.items()))


def main_texts(html: str) -> tuple[str, str]:
    """The text of a page as `ingest` sees it, and the same without what the zones mark as furniture."""
    from communique.ingest.html import extract

    page = extract(html)
    zones = mark_zones(page.text, title=page.title, authors=page.authors, has_title=False)
    kept = [page.text[z.span[0] : z.span[1]] for z in zones if z.kind not in _FURNITURE | {"title"}]
    return page.text, "\n".join(kept)


def _mean_row(metric: str, scores: Sequence[tuple[int, int, int]]) -> Row:
    precision = statistics.mean(hit / found for hit, found, _ in scores if found)
    recall = statistics.mean(hit / gold for hit, _, gold in scores if gold)
    return Row(metric, precision, recall, _f1(precision, recall), len(scores), _interval(scores))


def _interval(scores: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    """The 95 % bootstrap interval of F1 over pages, from a fixed seed."""
    each = np.array([[hit / found if found else np.nan, hit / gold if gold else np.nan] for hit, found, gold in scores])
    draws = np.random.default_rng(_SEED).integers(0, len(each), (_RESAMPLES, len(each)))
    means = np.nanmean(each[draws], axis=1)
    f1 = 2 * means[:, 0] * means[:, 1] / means.sum(axis=1)
    low, high = np.quantile(f1, (0.025, 0.975))
    return float(low), float(high)


def _overlap(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    return (gold & found).total(), found.total(), gold.total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)
