"""Gold clusters as readings and linkage, so that comparing can be judged apart from reading and linking.

Known layouts: own clusters (`evaluation/clusters/SPLIT/NAME/gold.json`), the bundled example, and the annotated
clusters of
`dev_gold` (`gold/cross.json`). Gold gives statements with speakers, actors with names, copies, and forward-looking
lines; times
come from the time tagger, since the clusters have none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from communique.errors import UsageError
from communique.evaluate.corpora import load_gold
from communique.evaluate.gold import GoldDocument, article_of, readings_of
from communique.options import LinkOptions, RunOptions
from communique.read.acts import ActContext, act_of, stance_of
from communique.read.times import tag_times
from communique.record import (
    Actor,
    ActorMention,
    Article,
    Forward,
    IndependenceGroup,
    Linkage,
    Mention,
    Reading,
    Source,
    Statement,
    content_id,
    join_pieces,
    normalise_spans,
)
from communique.record.reading import LAYERS

Readings = Literal["gold", "own"]
Evidence = tuple[str, tuple[tuple[int, int], ...]]
"""Article id and spans."""


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One cluster: what is compared, and what an annotator found. `ids` maps document names to article ids."""

    name: str
    linkage: Linkage
    readings: tuple[Reading, ...]
    gold: Mapping[str, Any]
    ids: Mapping[str, str]
    statement_ids: Mapping[tuple[str, str], str]

    def evidence(self, item: Mapping[str, Any]) -> list[Evidence]:
        """The evidence of a gold item as (article id, spans)."""
        found = []
        for piece in item.get("evidence", ()):
            spans = piece.get("spans") or ([piece["span"]] if piece.get("span") else [])
            found.append((self.ids[piece["doc"]], tuple((int(s), int(e)) for s, e in spans)))
        return found


def gold_stories(
    data: Path, split: str = "dev", readings: Readings = "gold", options: RunOptions | None = None
) -> tuple[GoldStory, ...]:
    """Every cluster below `data` (or `data/split`), sorted by name. UsageError when there is none.

    With "gold" readings and linkage come from the annotation, with "own" from the product's reader and linker.
    """
    folders = _folders(data / split if (data / split).is_dir() else data)
    if not folders:
        raise UsageError(f"{data} holds no cluster: give a folder with gold.json, or dev_gold")
    return tuple(_story(folder, readings, options or RunOptions()) for folder in folders)


def has_statements(data: Path) -> bool:
    """Whether every cluster below `data` has gold statements; those of some development splits have none."""
    golds = [json.loads((f / "gold.json").read_text("utf-8")) for f in _folders(data) if (f / "gold.json").exists()]
    return all("articles" in g or any(g.get("statements", {}).values()) for g in golds)


def _folders(data: Path) -> list[Path]:
    found = {f.parent for f in [*data.glob("gold.json"), *data.glob("*/gold.json")]}
    found |= {f.parent.parent for f in [*data.glob("gold/cross.json"), *data.glob("*/gold/cross.json")]}
    return sorted(found)


def _story(folder: Path, source: Readings, options: RunOptions) -> GoldStory:
    cross = folder / "gold" / "cross.json"
    gold = json.loads((cross if cross.exists() else folder / "gold.json").read_text("utf-8"))
    documents = list(load_gold(folder))
    articles = {d.id: article_of(d, options) for d in documents}
    short = {d.id.rsplit("/", 1)[-1]: articles[d.id].id for d in documents}
    own: dict[tuple[str, str], str] = {}
    if source == "gold":
        made = tuple(_reading(d, articles[d.id], gold, own) for d in documents)
        linkage = _linkage(folder.name, gold, made, short)
    else:
        made = tuple(readings_of(documents, options).values())
        linkage = _linked(made, options.link)
    return GoldStory(folder.name, linkage, made, gold, short, own)


def _linked(readings: Sequence[Reading], options: LinkOptions) -> Linkage:
    """One linkage over all readings, whatever stories the linker would make of them."""
    from communique.link import link_story

    return link_story(readings, options)


def _reading(
    document: GoldDocument, article: Article, gold: Mapping[str, Any], own: dict[tuple[str, str], str]
) -> Reading:
    name = document.id.rsplit("/", 1)[-1]
    ids = {s.id: content_id("statement", article.id, s.content) for s in document.statements}
    raw = {s["id"]: s for s in document.raw["statements"]}
    statements = []
    for s in document.statements:
        own[name, s.id or ""] = ids[s.id]
        extra = raw.get(s.id, {})
        content, cue = (
            join_pieces(article.text, normalise_spans(s.content)),
            join_pieces(article.text, normalise_spans(s.cue)),
        )
        context = ActContext(s.form or "indirect", join_pieces(article.text, normalise_spans(s.source)))
        act = extra.get("act") or act_of(cue, content, context)[0]
        statements.append(
            Statement(
                id=ids[s.id],
                content=normalise_spans(s.content),
                text=join_pieces(article.text, normalise_spans(s.content)),
                cue=normalise_spans(s.cue),
                source=normalise_spans(s.source),
                speaker="; ".join(s.speakers) or None,
                speaker_kind=s.speaker_kind,
                form=s.form or "indirect",
                act=act,
                stance=extra.get("stance") or stance_of(act, content),
                said_on=s.said_on,
                within=ids.get(s.within),
                zone="title" if s.in_title else "body",
                confidence=1.0,
            )
        )
    return Reading(
        article=article,
        layers=dict.fromkeys(LAYERS, "gold") | {"events": None, "loaded": None},
        statements=tuple(statements),
        times=tag_times(article.text, article.published, article.zones),
        mentions=tuple(_mentions(article, document)),
        forward=tuple(_forward(name, article, gold)),
    )


def _mentions(article: Article, document: GoldDocument) -> Iterable[Mention]:
    for actor in document.actors:
        kind = actor.kind if actor.kind in ("person", "organization", "state", "place", "agreement") else "other"
        taken: list[tuple[int, int]] = []
        for form in sorted(actor.names, key=lambda n: (-len(n), n)):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", article.text):
                if not any(s < match.end() and match.start() < e for s, e in taken):
                    taken.append(match.span())
                    yield Mention(span=match.span(), kind=kind, form="name", actor=actor.name)


def _forward(name: str, article: Article, gold: Mapping[str, Any]) -> Iterable[Forward]:
    for item in gold.get("forward", ()):
        for piece in item["evidence"]:
            if piece["doc"] == name:
                spans = normalise_spans(piece["spans"])
                yield Forward(
                    id=content_id("forward", article.id, item["kind"], spans),
                    kind=item["kind"],
                    actor=item.get("actor"),
                    text=join_pieces(article.text, spans),
                    spans=spans,
                    horizon=item.get("horizon"),
                )


def _linkage(
    name: str,
    gold: Mapping[str, Any],
    readings: Sequence[Reading],
    short: Mapping[str, str],
) -> Linkage:
    groups = _groups(gold, short)
    mentions: dict[str, list[ActorMention]] = {}
    kinds: dict[str, str] = {}
    for reading in readings:
        for mention in reading.mentions:
            mentions.setdefault(mention.actor, []).append(ActorMention(article=reading.article.id, span=mention.span))
            kinds[mention.actor] = mention.kind
    speakers: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        for statement in reading.statements:
            if statement.speaker:
                names = [n.strip() for n in statement.speaker.split(";")]
                speakers[statement.id] = tuple(content_id("actor", n) for n in names)
                for n in names:
                    kinds.setdefault(n, "person")
    actors = tuple(
        Actor(
            id=content_id("actor", n),
            name=n,
            kind=kinds[n],
            names=(n,),
            mentions=tuple(sorted(mentions.get(n, ()), key=lambda m: (m.article, m.span))),
        )
        for n in sorted(kinds)
    )
    articles = tuple(sorted(r.article.id for r in readings))
    return Linkage(
        id=content_id("story", *articles),
        title=name,
        articles=articles,
        sources=tuple(Source(article=a, group=groups.get(a, a)) for a in articles),
        independence=tuple(
            IndependenceGroup(
                group=g, articles=tuple(sorted(a for a in articles if groups.get(a, a) == g)), why="independent"
            )
            for g in sorted({groups.get(a, a) for a in articles})
        ),
        actors=actors,
        speakers=speakers,
    )


def _groups(gold: Mapping[str, Any], short: Mapping[str, str]) -> dict[str, str]:
    """Reprints share a group; copies inside own text do not make a whole article dependent."""
    groups: dict[str, str] = {}
    for item in gold.get("independence", ()):
        if item.get("level") == "text" and "reprint" in item["why"]:
            ids = sorted(short[d] for d in item["docs"])
            groups.update(dict.fromkeys(ids, ids[0]))
    return groups
