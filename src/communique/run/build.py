"""The five arrows joined: paths in, readings or one record out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from communique.correct import accounted, corrected_readings
from communique.errors import CommuniqueError, InputError, ModelError
from communique.ingest import Found, discover
from communique.options import ReadOptions, RunOptions
from communique.record import Applied, Article, Correction, Failure, Reading, Record
from communique.run.engine import Engine, engine_of
from communique.run.loading import load_all
from communique.run.local import Died
from communique.run.progress import Progress, Silent
from communique.run.spool import Spool
from communique.run.stories import Made, defect, in_order, knowledge, make_stories, make_story

if TYPE_CHECKING:
    from communique.read import Reader


def stream(
    paths: Sequence[str], options: RunOptions, progress: Progress | None = None, engine: Engine | None = None
) -> Iterator[Reading | Failure]:
    """One Reading an article in (path, line) order, copies joined; what cannot be used comes as a Failure.

    Memory does not grow with the number of articles. The result is the same for any number of workers. `engine` (here
    and below): one whose workers are there already, otherwise that of the options.
    """
    progress = progress or Silent()
    with Spool() as spool, nullcontext(engine) if engine else engine_of(options) as engine:
        yield from _fill(spool, paths, options, progress, engine)
        yield from read_articles(spool, options, progress, total=len(spool), engine=engine)


def stream_articles(
    paths: Sequence[str], options: RunOptions, progress: Progress | None = None
) -> Iterator[Article | Failure]:
    """The articles before they are read: failures, then one Article each in (path, line) order, copies joined."""
    with Spool() as spool:
        yield from _fill(spool, paths, options, progress or Silent())
        yield from spool


def read_articles(
    articles: Iterable[Article],
    options: RunOptions,
    progress: Progress | None = None,
    *,
    total: int = 0,
    engine: Engine | None = None,
    meanwhile: Meanwhile | None = None,
) -> Iterator[Reading | Failure]:
    """One Reading or Failure an article, in the order of `articles`, by as many processes as `options` ask for.

    `meanwhile` gives the same processes stories to make, as soon as their articles are read.
    """
    progress = progress or Silent()
    progress.begin("reading", total or None)
    engine = engine or engine_of(options)
    if meanwhile is None:
        outcomes = engine.map_in_order(partial(_read_one, options.read), articles, total)
    else:
        outcomes = _with_stories(articles, options.read, total, engine, meanwhile)
    for outcome in outcomes:
        progress.advance()
        yield _crashed(outcome.item) if isinstance(outcome, Died) else outcome


def read_all(
    paths: Sequence[str], options: RunOptions, progress: Progress | None = None, engine: Engine | None = None
) -> tuple[tuple[Reading, ...], tuple[Failure, ...]]:
    """Every reading, sorted by article id, and every failure, sorted by path."""
    readings: list[Reading] = []
    failures: list[Failure] = []
    for outcome in stream(paths, options, progress, engine):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            readings.append(outcome)
    return (
        tuple(sorted(readings, key=lambda r: (r.article.id, r.article.path))),
        tuple(sorted(failures, key=lambda f: (f.path, f.reason))),
    )


def compile_record(paths: Sequence[str], options: RunOptions, progress: Progress | None = None) -> Record:
    """The whole record of the articles that `paths` name: read, linked into stories, compared.

    The same files in any order and with any number of workers give an equal record. Raises CommuniqueError when the
    run itself cannot go on (no model, no space, before reading a file of issues that cannot be used); an input that
    cannot be used is in `failures` instead.
    """
    from communique.compare import check_issues  # heavy, and not needed to read

    check_issues(options.compare.issues)
    with engine_of(options) as engine:
        readings, failures = read_all(paths, options, progress, engine)
        return record_of(readings, failures, options, progress, engine=engine)


def record_of(
    readings: Sequence[Reading],
    failures: Sequence[Failure],
    options: RunOptions,
    progress: Progress | None = None,
    corrections: Sequence[Correction] = (),
    engine: Engine | None = None,
) -> Record:
    """The record of articles that are read already: the second half of `compile_record`, corrections laid over it."""
    return corrected_record(readings, failures, options, progress, corrections, engine)[0]


def corrected_record(
    readings: Sequence[Reading],
    failures: Sequence[Failure],
    options: RunOptions,
    progress: Progress | None = None,
    corrections: Sequence[Correction] = (),
    engine: Engine | None = None,
) -> tuple[Record, tuple[Applied, ...]]:
    """The record, and what became of each correction in it."""
    progress = progress or Silent()
    readings = sorted(readings, key=lambda r: (r.article.id, r.article.path))
    readings, applied = corrected_readings(readings, corrections, partial(reread, options.read))
    as_of = options.compare.as_of or newest(readings)
    stories = []
    dated = replace(options, compare=replace(options.compare, as_of=as_of))
    for made in _stories(readings, dated, progress, corrections, engine):
        stories.append(made.story)
        applied += made.applied
    record = Record(articles=tuple(readings), stories=tuple(stories), failures=tuple(failures), as_of=as_of)
    return record, accounted(corrections, applied)


def newest(readings: Sequence[Reading]) -> str | None:
    """The latest publication date, which is what "now" means in a record; None when no article has a date."""
    return max((r.article.published for r in readings if r.article.published), default=None)


def _fill(
    spool: Spool, paths: Sequence[str], options: RunOptions, progress: Progress, engine: Engine | None = None
) -> Iterator[Failure]:
    outputs = {file.resolve() for file in options.outputs}
    progress.begin("finding and loading articles")

    def inputs() -> Iterator[tuple[Found | Failure, Found | None]]:
        for found in discover(paths, options.ingest, notify=progress.warn):
            if isinstance(found, Failure):
                yield found, None
            elif found.file is not None and found.file.resolve() in outputs:
                progress.warn(f"{found.path}: not read, since it will be written")
            else:
                yield found, found

    for known, outcomes in load_all(inputs(), options, progress.warn, engine):
        if isinstance(known, Failure):
            yield known
            continue
        for line, outcome in enumerate(outcomes, start=1):
            if isinstance(outcome, Failure):
                yield outcome
            else:
                spool.add(known.path, line, outcome)
                progress.advance()


@cache  # one reader a process: its weights are loaded once
def _reader(options: ReadOptions) -> Reader:
    from communique.read import load_reader  # heavy, and with several workers not needed in this process

    return load_reader(options)


def _read_one(options: ReadOptions, article: Article) -> Reading | Failure:
    """A reading, or the failure of this article alone. A model that cannot be used ends the run: ModelError."""
    reader = _reader(options)
    try:
        return confident(reader.read(article), options.min_confidence)
    except ModelError:
        raise
    except InputError as error:
        return Failure(path=article.path, reason=str(error))
    except Exception as error:  # one article must never take the others with it
        return Failure(path=article.path, reason=defect(error))


def confident(reading: Reading, minimum: float) -> Reading:
    """The reading without statements below `minimum`, and without references to them."""
    if minimum <= 0:
        return reading
    kept = [s for s in reading.statements if s.confidence >= minimum]
    ids = {s.id for s in kept}
    kept = [s if s.within in ids else s.model_copy(update={"within": None}) for s in kept]
    forward = [
        f if f.statement is None or f.statement in ids else f.model_copy(update={"statement": None})
        for f in reading.forward
    ]
    return reading.model_copy(update={"statements": tuple(kept), "forward": tuple(forward)})


@dataclass(frozen=True, slots=True)
class Batch:
    """The readings of one story."""

    readings: tuple[Reading, ...]


class Meanwhile(Protocol):
    """Stories that are made while other articles are still being read."""

    options: RunOptions
    corrections: tuple[Correction, ...]

    def ready(self) -> Batch | None:
        """A story whose articles are all read, if there is one now that was not given out yet."""

    def made(self, made: Made | None) -> None:
        """What became of the stories given out, one by one in their order; None when one could not be made."""

    def read(self, reading: Reading | Failure) -> None:
        """What became of the next article; told before the reader's caller gets it."""


def _with_stories(
    articles: Iterable[Article], options: ReadOptions, total: int, engine: Engine, meanwhile: Meanwhile
) -> Iterator[Reading | Failure | Died[Article]]:
    """The same outcomes as without stories; those that become ready go first, so that few readings wait in memory."""

    def items() -> Iterator[Article | Batch]:
        for article in articles:
            while (batch := meanwhile.ready()) is not None:
                yield batch
            yield article
        while (batch := meanwhile.ready()) is not None:
            yield batch

    work = partial(_read_or_tell, options, meanwhile.options, meanwhile.corrections)
    for outcome in engine.map_in_order(work, items(), total):
        if outcome is None or isinstance(outcome, Made):
            meanwhile.made(outcome)
        elif isinstance(outcome, Died):
            if isinstance(outcome.item, Batch):
                meanwhile.made(None)
            else:
                meanwhile.read(_crashed(outcome.item))
                yield Died(outcome.item)
        else:
            meanwhile.read(outcome)
            yield outcome


def _read_or_tell(
    reading: ReadOptions, telling: RunOptions, corrections: tuple[Correction, ...], item: Article | Batch
) -> Reading | Failure | Made | None:
    if isinstance(item, Article):
        return _read_one(reading, item)
    try:
        return make_story(item.readings, telling, knowledge(telling.link), corrections)
    except CommuniqueError:  # told when stories are made that cannot be made now
        return None


def _crashed(article: Article) -> Failure:
    reason = "could not be read: its process died, most likely out of memory; read it alone with --workers 1"
    return Failure(path=article.path, reason=reason)


def reread(options: ReadOptions, article: Article) -> Reading:
    """An article read again whose day of publication was corrected. InputError or ModelError when it cannot be."""
    return confident(_reader(options).read(article), options.min_confidence)


def _stories(
    readings: Sequence[Reading],
    options: RunOptions,
    progress: Progress,
    corrections: Sequence[Correction],
    engine: Engine | None,
) -> Iterator[Made]:
    """Every story of the readings, in the order of a record."""
    from communique.link import Grouping, published_day, sketch_of, story_id  # heavy, and not needed to read

    progress.begin("linking")
    by_id = {reading.article.id: reading for reading in readings}
    knowledge(options.link)  # what is wrong with it is said before any work
    grouping = Grouping.empty(options.link.story_threshold).changed(sketch_of(r.article) for r in by_id.values())
    groups = {story_id(articles): articles for articles in grouping.stories().values()}
    days = {identity: published_day(reading.article) for identity, reading in by_id.items()}
    progress.begin("comparing", len(groups))
    batches = ([by_id[a] for a in groups[identity]] for identity in in_order(groups.items(), days))
    for made in make_stories(batches, options, corrections, len(groups), engine):
        yield made
        progress.advance()
