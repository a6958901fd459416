"""Attribution: source, cue and content of every statement, scored as `bench/attribution_score.py` defines it.

Measures over matched pairs (one to one by shared content tokens): *exact* equal content tokens; *exact words* the same
without punctuation; *soft* and *micro* credit by overlap (in the manner of PARC), by statement and by token; *end to
end* content F1 >= .5 and sources that share a token (or are both empty); *strict* equal words of content and of source.
By form, recall counts gold and precision counts predicted statements of that form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from communique.evaluate.calibration import calibration_figure, reliability_lines, statement_confidences
from communique.evaluate.compared import HALF, Compared, Item, Roles, compare, compare_plain, f1
from communique.evaluate.conventions import as_polnear
from communique.evaluate.corpora import load_gold
from communique.evaluate.gold import GoldDocument, readings_of
from communique.evaluate.report import FEW, Counts, Figure, Report, prf, ratio
from communique.evaluate.tasks import Request
from communique.evaluate.tokens import TokenIndex
from communique.record import Reading

FORMS = ("direct", "mixed", "indirect")
_RESTORED = "Contents are scored and written with their leading complementiser, as this corpus has them."
Credit = Callable[[Item, Item], tuple[float, float]]
"""(gold, predicted) of a pair -> what it adds to precision and to recall."""


def attribution(request: Request) -> Report:
    """Statements of `request.data` as the reader finds them, against gold. Writes predictions when asked."""
    documents = load_gold(request.data)
    readings = readings_of(documents, request.options)
    plain = not documents[0].named
    if request.predictions is not None:
        write_predictions(request.predictions, readings, _as_polnear if plain else _as_read)
    if plain:
        compared = [_plain(document, readings[document.id]) for document in documents]
        sure = statement_confidences(compared)
        rows = (*figures(compared), calibration_figure("calibration error, statement", sure))
        notes = (_RESTORED, *reliability_lines(sure))
        return Report("attribution", request.data.name, len(documents), rows, notes)
    return _annotated_report(request.data.name, documents, readings)


def write_predictions(out: Path, readings: dict[str, Reading], roles: Callable[[Reading], list[Roles]]) -> None:
    """Write one line a document, as the public scorer reads it; `roles` says how the corpus draws its spans.

    {"doc_id": ..., "attributions": [{"source": [], "cue": [], "content": []}]}
    """
    with out.open("w", encoding="utf-8") as file:
        for name, reading in sorted(readings.items()):
            rows = [dict(zip(("source", "cue", "content"), r, strict=True)) for r in roles(reading)]
            file.write(json.dumps({"doc_id": name, "attributions": rows}) + "\n")


def figures(documents: Sequence[Compared]) -> Iterable[Figure]:
    """Every figure of the public scorer over these documents."""
    for role in ("source", "cue", "content"):
        yield prf(f"{role} tokens", [_token_counts(d, role) for d in documents])
    for name, credit in _CREDITS.items():
        yield prf(name, [_credited(d, credit) for d in documents])
    yield prf("micro", [_micro(d) for d in documents])
    for form in FORMS:
        yield prf(f"end to end, {form}", [_credited(d, _end_to_end, form) for d in documents])
    yield from _shares(documents)


def _annotated_report(data: str, documents: Sequence[GoldDocument], readings: dict[str, Reading]) -> Report:
    body: dict[str, list[Compared]] = {}
    titles: list[Compared] = []
    for document in documents:
        inside, title = compare(document, readings[document.id])
        body.setdefault(document.group, []).append(inside)
        titles.append(title)
    everything = [d for group in body.values() for d in group]
    rows = [prf("statements", [_credited(d, _half) for d in everything]), *figures(everything), *_fields(everything)]
    for group, of_group in sorted(body.items()) if len(body) > 1 else ():
        rows.append(prf(f"{group}: statements", [_credited(d, _half) for d in of_group]))
        rows.append(prf(f"{group}: end to end", [_credited(d, _end_to_end) for d in of_group]))
    rows.append(prf("titles: statements", [_credited(d, _half) for d in titles]))
    alarms = [line for group in body.values() if sum(len(d.gold) for d in group) < FEW for line in false_alarms(group)]
    notes = ("Borderline gold counts neither way; titles are apart.", *alarms)
    return Report("attribution", data, len(documents), tuple(rows), notes)


def false_alarms(documents: Sequence[Compared]) -> list[str]:
    """Each predicted statement that is in no found pair, by document and offsets."""
    out = []
    for document in documents:
        found = {id(p) for _, p in document.found()}
        for item in document.predicted:
            if id(item) not in found and item.statement is not None:
                spans = " ".join(f"{s}-{e}" for s, e in item.statement.content)
                out.append(f"false alarm: {document.document} {spans}")
    return out


def _plain(document: GoldDocument, reading: Reading) -> Compared:
    gold = [(s.source, s.cue, s.content) for s in document.statements]
    index = TokenIndex(reading.article.text)
    return compare_plain(document.id, index, gold, _as_polnear(reading), reading.statements)


def _as_read(reading: Reading) -> list[Roles]:
    return [(s.source, s.cue, s.content) for s in reading.statements]


def _as_polnear(reading: Reading) -> list[Roles]:
    return [as_polnear(reading.article.text, s) for s in reading.statements]


# --- credit of a pair


def _half(gold: Item, predicted: Item) -> tuple[float, float]:
    return _both(f1(gold.words, predicted.words) >= HALF)


def _exact(gold: Item, predicted: Item) -> tuple[float, float]:
    return _both(gold.content == predicted.content)


def _exact_words(gold: Item, predicted: Item) -> tuple[float, float]:
    return _both(gold.words == predicted.words)


def _soft(gold: Item, predicted: Item) -> tuple[float, float]:
    shared = len(gold.content & predicted.content)
    return shared / len(predicted.content), shared / len(gold.content)


def _end_to_end(gold: Item, predicted: Item) -> tuple[float, float]:
    sources = bool(gold.source & predicted.source) or not (gold.source or predicted.source)
    return _both(sources and f1(gold.content, predicted.content) >= HALF)


def _strict(gold: Item, predicted: Item) -> tuple[float, float]:
    return _both(gold.words == predicted.words and gold.source_words == predicted.source_words)


def _both(right: bool) -> tuple[float, float]:
    return float(right), float(right)


_CREDITS: dict[str, Credit] = {
    "exact": _exact,
    "exact words": _exact_words,
    "soft": _soft,
    "end to end": _end_to_end,
    "end to end, strict": _strict,
}


# --- counts of a document


def _credited(document: Compared, credit: Credit, form: str | None = None) -> Counts:
    credits = [(g, p, *credit(g, p)) for g, p in document.pairs]
    return Counts(
        right=sum(c for _, p, c, _ in credits if form in (None, p.form)),
        predicted=sum(form in (None, p.form) for p in document.predicted),
        found=sum(c for g, _, _, c in credits if form in (None, g.form)),
        gold=sum(form in (None, g.form) for g in document.gold),
    )


def _micro(document: Compared) -> Counts:
    shared = sum(len(g.content & p.content) for g, p in document.pairs)
    predicted = sum(len(p.content) for p in document.predicted)
    return Counts(shared, predicted, shared, sum(len(g.content) for g in document.gold))


def _token_counts(document: Compared, role: str) -> Counts:
    gold: frozenset[int] = frozenset().union(*(getattr(i, role) for i in document.gold))
    predicted: frozenset[int] = frozenset().union(*(getattr(i, role) for i in document.predicted))
    shared = len(gold & predicted)
    return Counts(shared, len(predicted), shared, len(gold))


def _shares(documents: Sequence[Compared]) -> Iterable[Figure]:
    """Shares over matched pairs: is the source right, rightly absent, is the cue the same."""

    def share(name: str, asked: Callable[[Item, Item], bool], right: Callable[[Item, Item], bool]) -> Figure:
        rows = []
        for document in documents:
            pairs = [(g, p) for g, p in document.pairs if asked(g, p)]
            rows.append((float(sum(right(g, p) for g, p in pairs)), float(len(pairs))))
        return ratio(name, rows)

    def same_source(g: Item, p: Item) -> bool:
        return bool(g.source & p.source)

    yield share("source right, matched", lambda g, _: bool(g.source), same_source)
    yield share(
        "source right, content F1 >= .5",
        lambda g, p: bool(g.source) and f1(g.content, p.content) >= HALF,
        same_source,
    )
    yield share("no source where gold has none", lambda g, _: not g.source, lambda _, p: not p.source)
    yield share("cue shares a token", lambda g, _: bool(g.cue), lambda g, p: bool(g.cue & p.cue))


def _fields(documents: Sequence[Compared]) -> Iterable[Figure]:
    """Shares over found statements of fields that only annotated gold has: the form and the day it was said."""
    for name, field in (("form right", "form"), ("said on right", "said_on")):
        rows = []
        for document in documents:
            pairs = [(getattr(g.gold, field), getattr(p.statement, field)) for g, p in document.found()]
            known = [(g, p) for g, p in pairs if g is not None]
            rows.append((float(sum(g == p for g, p in known)), float(len(known))))
        yield ratio(name, rows)
