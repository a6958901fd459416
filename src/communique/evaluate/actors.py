"""Actors across articles on the annotated clusters: B-cubed over names and nominals, and the CoNLL mean.

With `readings=None` the within-article actors are the gold's (their mentions, named by their own longest name, never by
the gold's canonical name), so that the figure is that of linking alone. With readings the whole path is scored: a gold
mention counts for the mention of the reading that overlaps it, and for a singleton when there is none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.evaluate.coref import b_cubed_counts, score_coref
from communique.evaluate.report import Figure, Report, prf
from communique.evaluate.tasks import Request
from communique.link.actors.cast import Cast, cast_of
from communique.record import Article, Mention, Reading
from communique.record.reading import MentionKind

Span = tuple[int, int]
Key = tuple[str, int, int]
_KINDS: dict[str, MentionKind] = {
    "person": "person", "state": "state", "organization": "organization", "group": "organization", "place": "place",
    "agreement": "agreement", "document": "other", "unnamed": "person", "object": "other",
}  # fmt: skip


def evaluate_actors(data: Path, read: Callable[[Article], Reading] | None = None) -> Report:
    """Score linking on every cluster of `data` (folders with `gold/*.json`); `read` replaces the gold's mentions."""
    folders = sorted(path.parent for path in data.glob("*/gold") if (path.parent / "meta.json").exists())
    if not folders:
        raise UsageError(f"no annotated clusters in {data}; give the folder that holds NAME/gold/*.json")
    counts, figures, notes = [], [], []
    documents = 0
    everything: tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]] = ({}, {})
    for folder in folders:
        predicted, gold = _cluster(folder, read)
        for name in sorted({key[0] for key in gold}):
            counts.append(b_cubed_counts(predicted, gold, [key for key in gold if key[0] == name]))
            documents += 1
        everything[0].update({(folder.name, *k): (folder.name, v) for k, v in predicted.items()})
        everything[1].update({(folder.name, *k): (folder.name, v) for k, v in gold.items()})
        notes += _errors(folder, predicted, gold)
    scores = score_coref(*everything)
    figures.append(prf("B-cubed", counts))
    for label, score in (("MUC", scores.muc), ("CEAF-e", scores.ceaf_e)):
        figures.append(Figure(label, score.f1, score.precision, score.recall))
    figures.append(Figure("CoNLL", scores.conll))
    mode = "gold mentions and within-article actors" if read is None else "own mentions"
    return Report("actors", data.name, documents, tuple(figures), (mode, *notes))


def run(request: Request) -> Report:
    """The task `actors` of `communique evaluate`: the whole path, with the reader of the request."""
    from communique.read import load_reader  # heavy: the model

    return evaluate_actors(request.data, load_reader(request.options.read).read)


def _cluster(folder: Path, read: Callable[[Article], Reading] | None) -> tuple[dict[Key, str], dict[Key, str]]:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    gold: dict[Key, str] = {}
    names: set[Key] = set()
    readings: list[Reading] = []
    for path in sorted((folder / "gold").glob("*.json")):
        if path.name == "cross.json":
            continue
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / row["file"]).read_text(encoding="utf-8")
        published = row.get("published") or meta.get(row["file"], {}).get("date")
        article = Article(id=row["file"], path=row["file"], text=text, title=row.get("title"), published=published)
        for entity in row["entities"]:
            gold |= {(article.id, s, e): entity["canonical"] for s, e in entity["mentions"]}
            described = {tuple(span) for span in entity["nominal"]}
            names |= {(article.id, s, e) for s, e in entity["mentions"] if (s, e) not in described}
        readings.append(read(article) if read else _given(article, row["entities"]))
    cast = cast_of(readings)
    return (_exact(readings, cast) if read is None else _overlapping(readings, cast, gold, names)), gold


def _given(article: Article, entities: Sequence[Mapping[str, Any]]) -> Reading:
    """The gold's within-article actors as a reading; an actor is named by its own longest name."""
    mentions: dict[Span, Mention] = {}
    for entity in entities:
        nominal = {tuple(span) for span in entity["nominal"]}
        spans = [tuple(span) for span in entity["mentions"]]
        if not spans:
            continue
        named = [s for s in spans if s not in nominal] or spans
        longest = max(named, key=lambda s: (s[1] - s[0], -s[0]))
        name = article.text[longest[0] : longest[1]]
        for span in spans:
            form = "nominal" if span in nominal else "name"
            mentions[span] = Mention(span=span, kind=_KINDS[entity["type"]], form=form, actor=name)
    ordered = tuple(mentions[span] for span in sorted(mentions))
    return Reading(article=article, layers={"mentions": "gold"}, mentions=ordered)


def _exact(readings: Sequence[Reading], cast: Cast) -> dict[Key, str]:
    return {
        (r.article.id, *m.span): cast.actor_of(r.article.id, m.actor, m.kind) or ""
        for r in readings
        for m in r.mentions
    }


def _overlapping(readings: Sequence[Reading], cast: Cast, gold: Mapping[Key, str], names: Set[Key]) -> dict[Key, str]:
    """For each gold mention the actor of the reading's mention that stands there, a singleton without one."""
    out: dict[Key, str] = {}
    by_article = {r.article.id: r.mentions for r in readings}
    for article, start, end in gold:
        best, fit = None, 0.5
        for mention in by_article[article]:
            named = (article, start, end) in names
            score = _fit((start, end), mention.span, named=named)
            if score > fit and (mention.form == "name") == named:
                best, fit = mention, score
        actor = cast.actor_of(article, best.actor, best.kind) if best else f"none-{article}-{start}"
        out[article, start, end] = actor or ""
    return out


def _fit(gold: Span, found: Span, *, named: bool) -> float:
    """Overlap over union; for a name a form that ends with the same word ("Kovar" in "Ana B. Kovar") is as good.

    A name inside a description ("Lindmark" in "the mayor of Lindmark's port") is no mention of the one described.
    """
    shared = min(gold[1], found[1]) - max(gold[0], found[0])
    if shared <= 0:
        return 0.0
    if named and gold[1] == found[1]:
        return 0.51 + 0.49 * shared / (gold[1] - gold[0])
    return shared / (max(gold[1], found[1]) - min(gold[0], found[0]))


def _errors(folder: Path, predicted: Mapping[Key, str], gold: Mapping[Key, str]) -> list[str]:
    """Actors that hold two of the gold's, one line each: merges are worse than splits."""
    wrong: dict[str, set[str]] = defaultdict(set)
    for key, actor in predicted.items():
        wrong[actor].add(gold[key])
    return [f"{folder.name}: merged {' + '.join(sorted(names))}" for names in wrong.values() if len(names) > 1]
