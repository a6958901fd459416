"""Corrections of what is known about an article: outlet, day of publication, confidential or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from communique.correct.after import after_of
from communique.correct.anchors import Place, Shelf
from communique.correct.standing import standing
from communique.record import Applied, Article, Correction, Reading, Time

Reread = Callable[[Article], Reading]
ARTICLE_KINDS = ("published", "outlet", "confidential")
_STATED = re.compile(r"stated|by name")  # how `Time.anchor` says that a date does not hang on the day of publication


def correct_articles(
    readings: Sequence[Reading], corrections: Iterable[Correction], shelf: Shelf, reread: Reread | None
) -> tuple[tuple[Reading, ...], list[Applied]]:
    """The readings of articles whose outlet and day are as corrected, and what became of each correction."""
    found: dict[str, dict[str, list[tuple[Correction, Place]]]] = defaultdict(lambda: defaultdict(list))
    applied: list[Applied] = []
    for correction in corrections:
        place = next((p for anchor in correction.anchors if (p := shelf.find(anchor))), None)
        if place is None:
            reason = shelf.why_not(correction.anchors)
            applied.append(Applied(correction=correction.id, outcome="unanchored", reason=reason))
        else:
            found[place.article.id][correction.kind].append((correction, place))
    out = []
    for reading in readings:
        changes: dict[str, Any] = {}
        for kind, rows in sorted(found.pop(reading.article.id, {}).items()):
            holds, place = rows[-1]
            if kind != "confidential":
                changes[kind] = after_of(holds)
            same = kind in changes and getattr(reading.article, kind) == changes[kind]
            applied.append(_told(holds, place, "already so" if same else "applied"))
            by = f"by {holds.id} of {holds.who}, {holds.when}"
            applied += [_told(c, p, "superseded", by) for c, p in rows[:-1]]
        out.append(_with(reading, changes, reread) if changes else reading)
    return tuple(out), applied


def confidential_articles(articles: Iterable[Article], corrections: Iterable[Correction]) -> frozenset[str]:
    """Ids of the articles that are marked confidential, every version of a marked one among them.

    A version counts by its address or file alone, even when none of the words are left: it must not leave either.
    """
    shelf = Shelf(articles)
    marked: dict[str, bool] = {}
    for correction in standing(corrections)[0]:
        for anchor in correction.anchors if correction.kind == "confidential" else ():
            place = shelf.find(anchor)
            known = {a.id for a in shelf.versions(anchor)} | ({place.article.id} if place else set())
            marked |= dict.fromkeys(known, bool(correction.after))
    return frozenset(article for article, is_so in marked.items() if is_so)


def _with(reading: Reading, changes: dict[str, Any], reread: Reread | None) -> Reading:
    article = reading.article
    origins = article.origin_of | {name: "sidecar" for name, value in changes.items() if value is not None}
    corrected = Article.model_validate(dict(article) | changes | {"origin_of": origins})
    if corrected.published == article.published:
        return reading.model_copy(update={"article": corrected})
    return reread(corrected) if reread else _undated(reading.model_copy(update={"article": corrected}))


def _undated(reading: Reading) -> Reading:
    """The reading without the dates that were counted from a day of publication that was wrong: they are unknown."""
    times = tuple(_stated(time) for time in reading.times)
    known = {t.value for t in times if t.value}
    keep = {name: value for name, value in reading if name not in ("times", "events", "forward", "statements")}
    return Reading(
        **keep,
        times=times,
        events=tuple(e if e.when in known else e.model_copy(update={"when": None}) for e in reading.events),
        forward=tuple(f if f.horizon in known else f.model_copy(update={"horizon": None}) for f in reading.forward),
        statements=tuple(
            s if s.said_on in known else s.model_copy(update={"said_on": None}) for s in reading.statements
        ),
    )


def _stated(time: Time) -> Time:
    if time.type in ("DURATION", "SET") or _STATED.search(time.anchor or ""):
        return time
    return time.model_copy(update={"value": None})


def _told(correction: Correction, place: Place, outcome: Any, reason: str = "") -> Applied:
    return Applied(
        correction=correction.id,
        outcome=outcome,
        how=place.how,
        targets=(place.article.id,),
        reason=reason,
        likeness=place.likeness,
    )
