"""Tasks whose modules count in units of their own (characters, times), brought to one `Report`."""

from __future__ import annotations

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
