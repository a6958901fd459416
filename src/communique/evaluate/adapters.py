"""Tasks whose modules count in rows of their own, brought to one `Report`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.evaluate.report import Figure, Report
from communique.evaluate.tasks import Request


def zones(request: Request) -> Report:
    """Zones by non-blank characters; main text by shingles on `article_extraction`."""
    from communique.evaluate.zones import evaluate_zones

    figures = [
        Figure(f"{table.name}: {row.metric}", row.f1, row.precision, row.recall, gold=float(row.count))
        for table in evaluate_zones(request.data)
        for row in table.rows
    ]
    return Report("zones", request.data.name, None, tuple(figures))


def times(request: Request) -> Report:
    """TIMEX3 spans, types and values, as TempEval-3 counts them; of TimeML files the odd half."""
    from communique.evaluate.times import evaluate_times

    rows = evaluate_times(request.data)
    figures = [
        Figure(
            name=f"{row.group}: {metric}",
            value=score.f1 / 100,
            precision=score.precision / 100,
            recall=score.recall / 100,
            interval=(score.low / 100, score.high / 100),
            predicted=float(row.found),
            gold=float(row.gold),
        )
        for row in rows
        for metric, score in row.scores.items()
    ]
    return Report("times", request.data.name, max((row.documents for row in rows), default=0), tuple(figures))


def events(request: Request) -> Report:
    """Events of gold clusters: kind and trigger, then status, negation and date of those found; dates by the chain."""
    from communique.evaluate.events import dates_of_the_chain, evaluate
    from communique.read import load_reader  # heavy: the model

    figures = []
    for row in evaluate(request.data):
        figures.append(_figure(f"{row['set']}: kind and trigger", row))
        figures.append(Figure(f"{row['set']}: trigger of any kind", row["trigger_f1"], gold=row["gold"]))
        figures += [
            Figure(f"{row['set']}: {layer} right", row[f"{layer}_accuracy"], gold=row["right"])
            for layer in ("status", "negation", "date")
        ]
    chain = dates_of_the_chain(request.data, load_reader(request.options.read).read, request.options.link)
    for corpus, counted in chain.items():
        for name, dates in zip(("read alone", "linked"), counted, strict=True):
            shares = (
                ("date right", dates.right, dates.pairs),
                ("dates shown that are right", dates.shown_right, dates.shown),
            )
            figures += [
                Figure(f"{corpus}, whole chain, {name}: {what}", right / (of or 1), gold=of)
                for what, right, of in shares
            ]
    return Report("events", request.data.name, None, tuple(figures), (_GOLD_BELOW,))


def forward(request: Request) -> Report:
    """Forward-looking lines of gold clusters, by kind and in all; on `evaluation/promises` also what became of them."""
    from communique.evaluate.forward import evaluate
    from communique.evaluate.promises import holds_promises, promises

    if holds_promises(request.data):
        return promises(request.data, request.options)

    figures = [_figure(f"{row['set']}: {row['kind']}", row) for row in evaluate(request.data)]
    return Report("forward", request.data.name, None, tuple(figures), (_GOLD_BELOW,))


def loaded(request: Request) -> Report:
    """Loaded wording of the annotated clusters; every false alarm is listed."""
    from communique.evaluate.loaded import evaluate

    rows = evaluate(request.data)
    alarms = [f"false alarm: {words}" for row in rows for words in row["false_alarms"]]
    return Report("loaded", request.data.name, None, tuple(_figure(row["set"], row) for row in rows), tuple(alarms))


_GOLD_BELOW = (
    "This layer alone, but for the lines of the whole chain: statements, times and mentions below it are the gold's."
)


def _figure(name: str, row: Mapping[str, Any]) -> Figure:
    counts = {"right": row["right"], "predicted": row["found"], "gold": row["gold"]}
    return Figure(name, row["f1"], row["precision"], row["recall"], **counts)
