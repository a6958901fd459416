"""Loaders of gold data with statements: PolNeAR (brat), the annotated clusters and genres, own labels, own clusters."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.evaluate.gold import GoldActor, GoldDocument, GoldStatement, Spans, speaker_kind

SHARED_VARIABLE = "COMMUNIQUE_SHARED"
_TEXT_BOUND = re.compile(r"(T\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)")
_EVENT = re.compile(r"E\d+\t((?:[\w-]+:T\d+ ?)+)")


def load_gold(data: Path) -> tuple[GoldDocument, ...]:
    """Every gold document below `data`, sorted by id.

    Known layouts: a PolNeAR split or the folder above its `dev`; `dev_gold`, one of its clusters or `other_genres`;
    a folder of own labels (`{"doc", "statements"}` a file); own clusters with a `gold.json`; the bundled example.
    UsageError when `data` is none of these.
    """
    for is_it, read in _LAYOUTS:
        if is_it(data):
            documents = tuple(sorted(read(data), key=lambda d: d.id))
            if documents:
                return documents
    raise UsageError(
        f"{data} holds no attribution gold: give a PolNeAR split, dev_gold, other_genres, a folder of labels, "
        "or a folder with gold.json"
    )


def shared_data(near: Path) -> Path:
    """The folder `shared/data` beside a parent of `near`, or where COMMUNIQUE_SHARED says; UsageError without it."""
    given = os.environ.get(SHARED_VARIABLE)
    places = [Path(given)] if given else [parent / "shared" for parent in near.resolve().parents]
    for place in places:
        if (place / "data").is_dir():
            return place / "data"
    raise UsageError(f"the texts of {near} stand in a folder `shared`, which is not there; set {SHARED_VARIABLE} to it")


# --- PolNeAR


def _polnear_folder(data: Path) -> Path:
    return data / "dev" if (data / "dev").is_dir() else data


def _is_polnear(data: Path) -> bool:
    return data.is_dir() and any(_polnear_folder(data).glob("*.ann"))


def _polnear(data: Path) -> Iterable[GoldDocument]:
    for file in sorted(_polnear_folder(data).glob("*.ann")):
        text = _exact_text(file.with_suffix(".txt"))
        statements = tuple(
            GoldStatement(r["content"], r["cue"], r["source"]) for r in brat_attributions(_exact_text(file))
        )
        yield GoldDocument(file.stem, "all", statements, text=text, named=False)


def brat_attributions(standoff: str) -> list[dict[str, Spans]]:
    """Source, cue and content spans of each attribution (a brat event) of a standoff file."""
    bounds: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in standoff.split("\n"):  # covered text may hold newlines, so some lines are continuations
        if match := _TEXT_BOUND.match(line):
            bounds[match[1]] = [_pair(offsets.split()) for offsets in match[3].split(";")]
        elif match := _EVENT.match(line):
            events.append(match[1])
    return [_roles(event, bounds) for event in events]  # an event may stand before the spans it names


def _roles(event: str, bounds: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, Spans]:
    """The spans of an event "Source:T1 Cue:T2 Content:T3 Content2:T4", by role."""
    roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for part in event.split():
        name, _, key = part.partition(":")
        name = name.rstrip("0123456789").lower()
        if name in roles:
            roles[name] += bounds.get(key, [])
    return {name: tuple(sorted(spans)) for name, spans in roles.items()}


# --- dev_gold: annotated clusters of real articles, and articles of other genres


def _is_dev_gold(data: Path) -> bool:
    return data.is_dir() and (any(data.glob("gold/*.json")) or any(data.glob("*/gold/*.json")))


def _dev_gold(data: Path) -> Iterable[GoldDocument]:
    for file in sorted({*data.glob("gold/*.json"), *data.glob("*/gold/*.json")}):
        if file.name != "cross.json":
            gold = _json(file)
            cluster = file.parent.parent
            yield _annotated(f"{cluster.name}/{file.stem}", "clusters", gold, cluster / gold["file"])
    if (data / "other_genres").is_dir():
        yield from _other_genres(data / "other_genres")


def _is_other_genres(data: Path) -> bool:
    return any("genre" in _json(f) and "file" in _json(f) for f in sorted(data.glob("*.json"))[:1])


def _other_genres(data: Path) -> Iterable[GoldDocument]:
    for file in sorted(data.glob("*.json")):
        gold = _json(file)
        yield _annotated(file.stem, gold["genre"], gold, None, _exact_text(data / gold["file"]))


# --- own labels: offsets into texts of ../shared; three quarters of them were trained on, so a quarter is scored


def _is_labels(data: Path) -> bool:
    return any("doc" in _json(f) and "statements" in _json(f) for f in sorted(data.glob("*.json"))[:1])


def _labels(data: Path) -> Iterable[GoldDocument]:
    corpora = shared_data(data)
    for file in sorted(data.glob("*.json")):
        gold = _json(file)
        if not held_out(gold["doc"]):
            continue
        group = gold.get("genre") or gold["doc"].partition("--")[0]
        yield _annotated(gold["doc"], group, gold, None, labelled_text(corpora, gold["doc"]))


def held_out(document: str) -> bool:
    """Whether a document is kept out of training, by the hash that BENCHMARKS.md fixes for choosing."""
    return int(hashlib.sha1(document.encode(), usedforsecurity=False).hexdigest()[:8], 16) % 4 == 0


def labelled_text(corpora: Path, document: str) -> str:
    """The text that the offsets of own labels count in; `document` is "corpus--rest", as in training/labels."""
    corpus, _, rest = document.partition("--")
    if corpus == "multi_genre":
        topic, _, number = rest.rpartition("-")
        return (corpora / "multi_genre" / topic / f"{number}.txt").read_text("utf-8")
    if corpus == "basil":
        article = _json(corpora / "basil" / f"{rest}.json")
        return "\n\n".join([article["title"], *(" ".join(p) for p in article["body-paragraphs"])])
    if corpus == "state_dept":
        return str(_json_line(corpora / "state_dept" / "press_releases.jsonl", lambda n, _: n == int(rest))["text"])
    if corpus == "re3d":
        folder, _, number = rest.partition("--")
        documents = corpora / "re3d" / folder / "documents.json"
        return str(_json_line(documents, lambda _, row: row["_id"].startswith(number))["text"])
    raise UsageError(f"unknown corpus in document id {document!r}: expected multi_genre, basil, state_dept or re3d")


# --- own clusters and the bundled example: one gold.json beside the reports


def _is_own(data: Path) -> bool:
    return data.is_dir() and (any(data.glob("gold.json")) or any(data.glob("*/gold.json")))


def _own(data: Path) -> Iterable[GoldDocument]:
    for file in sorted({*data.glob("gold.json"), *data.glob("*/gold.json")}):
        gold = _json(file)
        reports = file.parent / "reports" if (file.parent / "reports").is_dir() else file.parent
        files = {report.stem: report for report in reports.iterdir() if not report.name.endswith((".json", ".yaml"))}
        actors = gold.get("actors", [])
        for name in gold["documents"]:
            layers = gold["articles"][name] if "articles" in gold else {"statements": gold["statements"].get(name, [])}
            layers = layers | {"entities": actors}
            yield _annotated(f"{gold['cluster']}/{name}", "own clusters", layers, files[name])


# --- one map from gold to our names


def _annotated(
    id_: str, group: str, gold: Mapping[str, Any], file: Path | None, text: str | None = None
) -> GoldDocument:
    return GoldDocument(
        id=id_,
        group=group,
        statements=tuple(_statement(s) for s in gold["statements"]),
        file=file,
        text=text,
        published=gold.get("published"),
        actors=tuple(_actor(a) for a in gold.get("entities", ())),
        raw=gold,
    )


def _statement(gold: Mapping[str, Any]) -> GoldStatement:
    speaker = gold.get("speaker")
    names = () if not speaker or speaker.startswith(("unnamed", "unspecified")) else speaker.split(";")
    return GoldStatement(
        content=_spans(gold["content"]),
        cue=_spans(gold.get("cue")),
        source=_spans(gold.get("source")),
        id=gold.get("id"),
        speakers=tuple(name.strip() for name in names),
        also_right=tuple(gold.get("speaker_also", ())),
        speaker_kind=speaker_kind(gold.get("speaker_type") or gold.get("speaker_kind") or gold.get("kind")),
        form=gold.get("type") or gold.get("form"),
        said_on=gold.get("date") or gold.get("said_on"),
        within=gold.get("nested_in") or gold.get("within"),
        in_title=gold.get("zone") == "title",
        borderline=bool(gold.get("borderline")),
    )


def _actor(gold: Mapping[str, Any]) -> GoldActor:
    nominal = {tuple(span) for span in gold.get("nominal", ())}
    spans = gold.get("mentions", ()) if isinstance(gold.get("mentions"), list) else ()
    named = [text for span, text in zip(spans, gold.get("texts", ()), strict=False) if tuple(span) not in nominal]
    return GoldActor(
        name=gold["canonical"],
        kind=gold.get("type") or gold.get("kind") or "other",
        names=frozenset([gold["canonical"], *named, *gold.get("names", ())]),
    )


def _spans(spans: Sequence[Sequence[int]] | None) -> Spans:
    return tuple(sorted(_pair(span) for span in spans or ()))


def _pair(offsets: Sequence[int | str]) -> tuple[int, int]:
    start, end = offsets
    return int(start), int(end)


def _exact_text(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as stream:  # no newline translation: offsets must hold
        return stream.read()


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def _json_line(file: Path, wanted: Callable[[int, Any], bool]) -> Any:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if wanted(number, row):
                return row
    raise UsageError(f"{file} does not hold the labelled document")


_LAYOUTS: tuple[tuple[Callable[[Path], bool], Callable[[Path], Iterable[GoldDocument]]], ...] = (
    (_is_polnear, _polnear),
    (_is_dev_gold, _dev_gold),
    (_is_own, _own),
    (_is_labels, _labels),
    (_is_other_genres, _other_genres),
)
