"""Records of a part of a workspace: as of a date, or fit to be shared. Made afresh from the readings that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.correct import confidential_articles, corrected_readings
from communique.record import Correction, Failure, Reading, Record
from communique.run import Progress, record_of
from communique.workspace.folder import Folder
from communique.workspace.library import Library
from communique.workspace.partitions import Partitions
from communique.workspace.settings import options_of
from communique.workspace.state import State, corrections_of


def chosen_record(
    folder: Folder, state: State, partitions: Partitions, as_of: str | None, shared: bool, progress: Progress
) -> Record:
    """The record of the articles published until `as_of`, and if `shared` of those that are not confidential.

    It is linked and compared without the others, so nothing of them is in it: no finding, no count, no name. A
    correction that was made on a confidential article is not laid over a shared record.
    """
    library = Library(state, partitions)
    secret: set[str] = set()
    if shared:
        texts = [library.article(i) for i in (*library.ids(), *state.shelved)]
        secret = state.secret() | confidential_articles(texts, corrections_of(state))
    corrections = tuple(c for c in corrections_of(state) if not _touches(c, secret))
    readings = [r for r in library.readings() if r.article.id not in secret]
    secret_paths = {library.path(i) for i in secret if i in state.of_article}
    failures = [f for f in library.failures() if f.path not in secret_paths]
    if as_of is not None:
        readings, undated = _until(readings, corrections, as_of)
        failures += undated
    options = options_of(folder, state.settings, as_of)
    ordered = tuple(sorted(failures, key=lambda f: (f.path, f.reason)))
    return record_of(readings, ordered, options, progress, corrections)


def _touches(correction: Correction, secret: set[str]) -> bool:
    return correction.subject_id in secret or any(anchor.article in secret for anchor in correction.anchors)


def _until(
    readings: Sequence[Reading], corrections: Sequence[Correction], as_of: str
) -> tuple[list[Reading], list[Failure]]:
    """Readings of articles surely published until the date; those that may have been, or may not, are named."""
    kept: list[Reading] = []
    unknown: list[Failure] = []
    corrected, _ = corrected_readings(tuple(readings), corrections)
    end = _last(as_of)
    for raw, reading in zip(readings, corrected, strict=True):
        published = reading.article.published
        if published and _last(published) <= end:
            kept.append(raw)
        elif not published or _first(published) <= end:
            what = f"its date is {published}" if published else "its date is not known"
            unknown.append(Failure(path=raw.article.path, reason=f"left out of the record as of {as_of}: {what}"))
    return kept, unknown


def _first(day: str) -> str:
    return (day[:10] + "-01-01"[len(day) - 10 :]) if len(day) < 10 else day[:10]


def _last(day: str) -> str:
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "") if len(day) < 10 else day[:10]
