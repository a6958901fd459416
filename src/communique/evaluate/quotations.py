"""Press quotations beside a transcript, on the small cases of `evaluation/quotations`: each a story of two texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.compare import compare
from communique.evaluate.gold import GoldDocument, readings_of
from communique.evaluate.report import Figure, Report, ratio
from communique.link import link_story
from communique.options import CompareOptions, RunOptions
from communique.record import Reading

FILE = "cases.txt"
_DAY = "2040-05-02"
KINDS = ("verbatim", "trimmed", "altered", "not found")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the kind wanted, what it shows, and both texts as the product reads them."""

    kind: str
    about: str
    transcript: Reading
    press: Reading


def holds_quotations(data: Path) -> bool:
    """Whether `data` is the folder of these cases."""
    return (data / FILE).is_file()


def load(data: Path, options: RunOptions) -> tuple[Case, ...]:
    """The cases, read end to end; the transcript is marked as one."""
    rows = [line.split(" | ") for line in (data / FILE).read_text("utf-8").splitlines() if line and line[0] != "#"]
    documents = []
    for n, (_, _, speaker, said, printed) in enumerate(rows):
        documents.append(GoldDocument(f"{n}/said", "all", (), text=f"{speaker.upper()}: {said}\n", published=_DAY))
        documents.append(GoldDocument(f"{n}/printed", "all", (), text=f"{printed}\n", published=_DAY))
    read = readings_of(documents, options)
    return tuple(
        Case(row[0], row[1], _as_transcript(read[f"{n}/said"]), read[f"{n}/printed"]) for n, row in enumerate(rows)
    )


def _as_transcript(reading: Reading) -> Reading:
    return reading.model_copy(update={"article": reading.article.model_copy(update={"genre": "transcript"})})


def quotations(data: Path, options: RunOptions) -> Report:
    """How many kinds are right, in all and by kind; the wrong ones are named by what they show."""
    cases = load(data, options)
    found = [(case, tuple(_kinds(case, options))) for case in cases]
    notes = tuple(
        f"wanted {c.kind}, found {', '.join(k) or 'nothing'}: {c.about}" for c, k in found if not _right(c, k)
    )
    return Report("compare", data.name, len(cases), figures(found), notes)


def figures(found: Sequence[tuple[Case, tuple[str, ...]]]) -> tuple[Figure, ...]:
    """The figure over all cases, then one a kind."""
    rows = [ratio("quotations against transcript", [(_right(c, k), 1) for c, k in found])]
    for kind in KINDS:
        rows.append(ratio(f"quotations: {kind}", [(_right(c, k), 1) for c, k in found if c.kind == kind]))
    return tuple(rows)


def _right(case: Case, kinds: Sequence[str]) -> bool:
    return bool(kinds) and all(k == case.kind for k in kinds)


def _kinds(case: Case, options: RunOptions) -> Iterator[str]:
    readings = (case.transcript, case.press)
    comparison = compare(link_story(readings, options.link), readings, CompareOptions())
    press, said = case.press.article.id, case.transcript.article.id
    for variant in comparison.quote_variants:
        places = {e.article for e in variant.evidence}
        if press in places and (said in places or len(variant.evidence) == 1) and variant.kind in KINDS:
            yield variant.kind


__all__ = ["Case", "figures", "holds_quotations", "load", "quotations"]
