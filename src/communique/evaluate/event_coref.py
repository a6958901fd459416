"""Cross-document event coreference on ECB+ (Cybulska and Vossen 2014): dev topics, gold or own mentions, predicted topics."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from communique.errors import UsageError
from communique.evaluate.coref import CorefScores, score_coref, score_own_mentions
from communique.evaluate.report import Figure, Report
from communique.evaluate.tasks import Request
from communique.link.events.coreference import NEAR, THRESHOLD, Trigger, coreferent
from communique.link.grouping.groups import group_stories
from communique.options import LinkOptions
from communique.record import Article

DEV = ("2", "5", "12", "18", "21", "23", "34", "35")


@dataclass(frozen=True, slots=True)
class Document:
    """One ECB+ file: text, token offsets, sentences in scope, and the gold event of each mention (span -> instance)."""

    id: str
    text: str
    sentences: dict[str, tuple[int, int]]
    scope: frozenset[str]
    gold: dict[tuple[int, int], str]


def event_coref(request: Request) -> Report:
    """CoNLL F1 with gold mentions and from raw text, dev topics."""
    documents = load(request.data, DEV)
    stories = stories_of(documents)
    gold = {(d.id, span): cluster for d in documents for span, cluster in d.gold.items()}
    figures = _figures(
        "gold mentions", score_coref(resolve(documents, stories, {d.id: list(d.gold) for d in documents}), gold)
    )
    own = own_mentions(documents, request)
    found = resolve(documents, stories, own)
    figures += _figures("raw text", score_own_mentions(found, gold))
    notes = (f"{len(gold)} gold mentions, {len(found)} found, {len(set(found) & set(gold))} of them on a gold span",)
    return Report("event-coref", "ECB+ dev topics", len(documents), tuple(figures), notes)


def _figures(name: str, scores: CorefScores) -> list[Figure]:
    parts = (("B-cubed", scores.b_cubed), ("MUC", scores.muc), ("CEAF-e", scores.ceaf_e))
    out = [Figure(f"{name}: {label}", s.f1, s.precision, s.recall) for label, s in parts]
    return [*out, Figure(f"{name}: CoNLL", scores.conll)]


def resolve(
    documents: list[Document],
    stories: dict[str, str],
    mentions: dict[str, list[tuple[int, int]]],
    threshold: float = THRESHOLD,
) -> dict[tuple[str, tuple[int, int]], int]:
    """Clusters of the mentions given by document id -> spans."""
    keys, triggers = [], []
    for d in documents:
        for span in sorted(mentions[d.id]):
            sentence = next(((s, e) for s, e in d.sentences.values() if s <= span[0] < e), span)
            keys.append((d.id, span))
            near = (
                d.text[max(sentence[0], span[0] - NEAR) : span[0]] + d.text[span[1] : min(sentence[1], span[1] + NEAR)]
            )
            words = d.text[slice(*span)]
            triggers.append(Trigger(d.id, stories[d.id], words, d.text[slice(*sentence)], near, d.text))
    return dict(zip(keys, coreferent(triggers, threshold), strict=True))


def stories_of(documents: list[Document]) -> dict[str, str]:
    """The predicted topic of each document."""
    articles = [Article(id=d.id, path=d.id, text=d.text) for d in documents]
    groups = group_stories(articles, LinkOptions().story_threshold)
    return {articles[i].id: f"story-{n}" for n, g in enumerate(groups) for i in g.members}


def own_mentions(documents: list[Document], request: Request) -> dict[str, list[tuple[int, int]]]:
    """Triggers that the model's ECB+ head finds in the sentences in scope."""
    from communique.encoder.session import load_model
    from communique.encoder.words import split_words
    from communique.read.attribution import load_settings
    from communique.read.scores import score

    model = load_model(request.options.read.model, request.options.read.threads)
    out: dict[str, list[tuple[int, int]]] = {}
    for d in documents:
        words = split_words(d.text)
        labels = score(words, model, load_settings()).head("event_ecb").argmax(1)
        spans: list[tuple[int, int]] = []
        for w in range(len(words)):
            if labels[w] == 1:
                spans.append(words.span(w, w))
            elif labels[w] == 2 and spans:
                spans[-1] = (spans[-1][0], words.span(w, w)[1])
        inside = [d.sentences[n] for n in sorted(d.scope)]
        out[d.id] = [s for s in spans if any(a <= s[0] < b for a, b in inside)]
    return out


def load(data: Path, topics: tuple[str, ...]) -> list[Document]:
    """The documents of some topics with the mentions of the sentences that ECB+ validated."""
    listing = data / "ECBplus_coreference_sentences.csv"
    if not listing.is_file():
        raise UsageError(f"no {listing.name} in {data}; give the ecbplus folder")
    scope: dict[str, set[str]] = defaultdict(set)
    with listing.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            scope[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    paths = [p for t in topics for p in sorted((data / t).glob("*.xml"))]
    return [_document(p, frozenset(scope[p.stem])) for p in paths if scope[p.stem]]


def _document(path: Path, scope: frozenset[str]) -> Document:
    root = ElementTree.parse(path).getroot()
    text = ""
    where: dict[str, tuple[int, int, str]] = {}
    sentences: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        number, word = token.get("sentence", ""), token.text or " "
        start = sentences.get(number, (len(text), 0))[0]
        where[token.get("t_id", "")] = (len(text), len(text) + len(word), number)
        text += word + " "
        sentences[number] = (start, len(text))
    spans: dict[str | None, tuple[int, int]] = {}
    instances: dict[str | None, str] = {}
    markables, relations = root.find("Markables"), root.find("Relations")
    for mark in markables if markables is not None else ():
        anchors = [where[a.get("t_id", "")] for a in mark.findall("token_anchor")]
        if anchors and mark.tag.startswith(("ACTION", "NEG_ACTION")) and anchors[0][2] in scope:
            spans[mark.get("m_id")] = (min(a[0] for a in anchors), max(a[1] for a in anchors))
        elif not anchors:
            instances[mark.get("m_id")] = mark.get("instance_id") or f"{path.stem}-{mark.get('m_id')}"
    gold = {span: f"{path.stem}-{m}" for m, span in spans.items()}
    for relation in relations if relations is not None else ():
        target = relation.find("target")
        name = instances.get(target.get("m_id") if target is not None else None)
        cluster = name if relation.tag == "CROSS_DOC_COREF" else f"{path.stem}-{relation.get('r_id')}"
        for source in relation.findall("source"):
            span = spans.get(source.get("m_id"))
            if span and cluster:
                gold[span] = cluster
    return Document(path.stem, text, sentences, scope, gold)
