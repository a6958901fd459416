"""Corpora to one shape: a Doc holds words and whatever layers its corpus annotates (absent layers are masked)."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from communique.encoder.pieces import Pieces, wordpieces
from communique.encoder.schema import ACTS, EVENT, NER, ROLES, STATUS, TIMEX
from communique.encoder.words import Words, split_words

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "labels"))
from texts import document_text  # noqa: E402

if TYPE_CHECKING:
    from soft import Soft

IGNORE = -100
PRONOUNS = frozenset("he she him her his hers himself herself they them their theirs themselves it its itself".split())
ECB_DEV = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
Spans = list[tuple[int, int]]


@dataclass
class Attribution:
    anchor: int  # word index: first word of the cue, or of the content where there is no cue
    cueless: bool
    roles: list[tuple[int, int, int]]  # (role, first word, last word): 0 source, 1 cue, 2 content
    act: int = IGNORE


@dataclass
class Doc:
    id: str
    words: Words
    pieces: Pieces
    attributions: list[Attribution] | None = None
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    coref: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)  # (anchor word, antecedent head words)
    soft: Soft | None = None  # what the teachers think of it (soft.py)


def bucket(text: str, parts: int) -> int:
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16) % parts


def make_doc(doc_id: str, text: str, tokenizer, **kw) -> Doc:
    words = split_words(text)
    return Doc(doc_id, words, wordpieces(words, tokenizer), **kw)


def bio(words: Words, spans: list[tuple[int, int, int]], inside: np.ndarray | None = None) -> np.ndarray:
    """spans: (start, end, class) in characters -> BIO labels: 0 = O, 1 + 2c = B, 2 + 2c = I."""
    labels = np.zeros(len(words), np.int64) if inside is None else np.where(inside, 0, IGNORE)
    for start, end, cls in spans:
        for i, w in enumerate(words.at(start, end)):
            labels[w] = 1 + 2 * cls + (i > 0)
    return labels


def trim(text: str, content: Spans) -> Spans:
    """Without a leading complementiser (INTERFACE.md: `content` leaves out that, if, whether)."""
    if not content:
        return content
    (start, end), *rest = content
    m = re.match(r"(that|if|whether)\b\s*,?\s*", text[start:end], re.I)
    return [(start + m.end(), end), *rest] if m and start + m.end() < end else content


def attribution(words: Words, cue: Spans, source: Spans, content: Spans, act: str | None = None) -> Attribution | None:
    content = trim(words.text, [tuple(s) for s in content])
    roles, first = [], {}
    for role, spans in enumerate((source, cue, content)):
        for start, end in spans:
            covered = words.at(start, end)
            if covered:
                roles.append((role, covered[0], covered[-1]))
                first.setdefault(role, covered[0])
    if 2 not in first:
        return None
    cueless = 1 not in first
    return Attribution(first[2] if cueless else first[1], cueless, roles, ACTS.index(act) if act else IGNORE)


def polnear(data: Path, split: str, tokenizer) -> list[Doc]:
    sys.path.insert(0, str(data.parent / "bench"))
    from polnear_io import load_split

    docs = []
    for key, (text, gold) in load_split(str(data / "polnear"), split).items():
        doc = make_doc(f"polnear--{key}", text, tokenizer)
        found = (attribution(doc.words, a["cue"], a["source"], a["content"]) for a in gold)
        doc.attributions = [a for a in found if a]
        docs.append(doc)
    return docs


def own_labels(data: Path, folder: Path, tokenizer) -> list[Doc]:
    docs = []
    for path in sorted(folder.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        doc = make_doc(labels["doc"], document_text(data, labels["doc"]), tokenizer)
        doc.attributions = []
        for s in labels["statements"]:
            a = attribution(doc.words, s["cue"], s["source"], s["content"], s["act"])
            if a:
                doc.attributions.append(a)
            doc.coref += speaker_links(doc.words, s)
        docs.append(doc)
    return docs


def speaker_links(words: Words, statement: dict) -> list[tuple[int, tuple[int, ...]]]:
    """A pronoun or nominal source points to the words that name its speaker."""
    if statement["speaker_kind"] != "named" or not statement["source"] or ";" in (statement["speaker"] or ""):
        return []
    surname = re.findall(r"\w+", statement["speaker"])[-1]
    covered = words.at(*statement["source"][-1])
    if not covered or any(words[w] == surname for w in covered):
        return []
    anchor = covered[0] if len(covered) == 1 else covered[-1]
    heads = tuple(w for w in range(len(words)) if words[w] == surname)
    return [(anchor, heads)] if heads else []


def add_silver_names(docs: list[Doc], path: Path) -> None:
    """Names tagged by spaCy's en_core_web_sm (teacher), as labels to distil."""
    kinds = {"PERSON": 0, "ORG": 1, "GPE": 2, "NORP": 3, "LOC": 4, "FAC": 4, "LAW": 5, "WORK_OF_ART": 6, "EVENT": 7}
    by_id = {d.id: d for d in docs}
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            doc = by_id.get(row["doc"])
            if doc:
                doc.tags["ner"] = bio(doc.words, [(s, e, kinds[k]) for s, e, k in row["ents"] if k in kinds])
    assert len(NER) == 1 + 2 * 8


def silver_only(data: Path, path: Path, tokenizer, known: set[str], every: int) -> list[Doc]:
    docs = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["doc"] not in known and not row["doc"].startswith("polnear") and bucket(row["doc"], every) == 0:
                docs.append(make_doc(row["doc"], document_text(data, row["doc"]), tokenizer))
    return docs


def gap(data: Path, tokenizer, part: str = "development") -> list[Doc]:
    docs = []
    with (data / "gap" / f"gap-{part}.tsv").open(encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            doc = make_doc(f"gap--{row['ID']}", row["Text"], tokenizer)
            anchor = doc.words.at(int(row["Pronoun-offset"]), int(row["Pronoun-offset"]) + 1)[0]
            heads: list[int] = []
            for side in "AB":
                if row[f"{side}-coref"] == "TRUE":
                    name = row[side].split()[-1]
                    own = doc.words.at(int(row[f"{side}-offset"]), int(row[f"{side}-offset"]) + len(row[side]))[-1]
                    heads = sorted({own, *(w for w in range(len(doc.words)) if doc.words[w] == name)})
            doc.coref = [(anchor, tuple(heads))] if heads else []
            if heads:
                docs.append(doc)
    return docs


def gum(data: Path, tokenizer) -> list[Doc]:
    return [_gum_doc(p, tokenizer) for p in sorted((data / "gum_coref").glob("*.conllu"))]


def _gum_doc(path: Path, tokenizer) -> Doc:
    text, tokens, heads, newpar = "", [], [], False
    mentions: list[tuple[str, int, int]] = []
    open_: dict[str, list[int]] = defaultdict(list)
    base = 0
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar ="):
            newpar = True
        if line.startswith("# sent_id"):
            base = len(tokens)
            if newpar:
                text, newpar = text + "\n\n", False
        cols = line.split("\t")
        if len(cols) != 10 or not cols[0].isdigit():
            continue
        index = len(tokens)
        tokens.append((len(text), len(text) + len(cols[1]), cols[4]))
        heads.append(base + int(cols[6]) - 1 if cols[6] != "0" else -1)
        text += cols[1] + ("" if "SpaceAfter=No" in cols[9] else " ")
        m = re.search(r"(?:^|\|)Entity=([^|]+)", cols[9])
        for opened, closed in re.findall(r"\((\d+)|(\d+)\)", m[1]) if m else ():
            if opened:
                open_[opened].append(index)
            if closed and open_[closed]:
                mentions.append((closed, open_[closed].pop(), index))
        if m:  # "(12)" opens and closes at once
            for whole in re.findall(r"\((\d+)\)", m[1]):
                if open_[whole]:
                    mentions.append((whole, open_[whole].pop(), index))
    doc = make_doc(f"gum--{path.stem}", text, tokenizer)
    chains: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, first, last in sorted(set(mentions)):
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), last)
        word = doc.words.at(tokens[head][0], tokens[head][1])
        if word:
            chains[key].append((word[-1], tokens[head][2]))
    doc.coref = _links(doc.words, chains)
    return doc


def _links(words: Words, chains: dict[str, list[tuple[int, str]]]) -> list[tuple[int, tuple[int, ...]]]:
    """Pronouns point to the nominal and name heads of their chain, nominals to its names; singletons to nothing."""
    out = []
    for chain in chains.values():
        names = [w for w, tag in chain if tag.startswith("NNP")]
        full = [w for w, tag in chain if not tag.startswith("PRP") and words[w].lower() not in PRONOUNS]
        for w, tag in chain:
            if words[w].lower() in PRONOUNS:
                out.append((w, tuple(sorted(set(full)))))
            elif not tag.startswith("NNP") and tag.startswith("NN") and names:
                out.append((w, tuple(sorted(set(names)))))
    return out


def _tokens(root: ET.Element) -> tuple[str, dict[str, tuple[int, int, str]]]:
    text, where, sentence = "", {}, "0"
    for t in root.iter("token"):
        word = t.text or " "
        if t.get("sentence") != sentence:
            sentence = t.get("sentence")
            text += "\n" if sentence == "1" else ""
        where[t.get("t_id")] = (len(text), len(text) + len(word), t.get("sentence"))
        text += word + " "
    return text, where


def ecbplus(data: Path, tokenizer, dev: bool) -> list[Doc]:
    docs = []
    for path in sorted((data / "ecbplus").glob("*/*.xml")):
        if (path.parent.name in ECB_DEV) != dev:
            continue
        root = ET.parse(path).getroot()
        text, where = _tokens(root)
        doc = make_doc(f"ecb--{path.stem}", text, tokenizer)
        spans, sentences, marks = [], set(), {}
        for m in root.find("Markables"):
            anchors = [where[a.get("t_id")] for a in m.findall("token_anchor")]
            if not anchors:
                continue
            sentences |= {a[2] for a in anchors}
            span = (min(a[0] for a in anchors), max(a[1] for a in anchors))
            marks[m.get("m_id")] = (m.tag, span)
            if m.tag.startswith(("ACTION", "NEG_ACTION")):
                spans.append((*span, 0))
        inside = np.zeros(len(doc.words), bool)
        for s, e, sentence in where.values():
            if sentence in sentences:
                for w in doc.words.at(s, e):
                    inside[w] = True
        doc.tags["event_ecb"] = bio(doc.words, spans, inside)
        chains: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for r in root.find("Relations"):
            target = r.find("target")
            for s in r.findall("source"):
                tag, span = marks.get(s.get("m_id"), ("", None))
                if span and tag.startswith("HUMAN"):
                    word = doc.words.at(*span)[-1]
                    proper = "NNP" if doc.words[word][0].isupper() else "NN"
                    chains[target.get("m_id")].append((word, proper))
        doc.coref = _links(doc.words, chains)
        docs.append(doc)
    return docs


def meantime(data: Path, tokenizer) -> list[Doc]:
    docs = []
    for path in sorted((data / "meantime" / "intra_cross-doc_annotation").glob("*/*.xml")):
        root = ET.parse(path).getroot()
        text, where = _tokens(root)
        doc = make_doc(f"meantime--{path.stem}", text, tokenizer)
        status, sentences = [], set()
        for m in root.find("Markables"):
            anchors = [where[a.get("t_id")] for a in m.findall("token_anchor")]
            if not anchors:
                continue
            sentences |= {a[2] for a in anchors}
            if m.tag == "EVENT_MENTION":
                span = (min(a[0] for a in anchors), max(a[1] for a in anchors))
                status.append((*span, _meantime_status(m)))
        inside = np.zeros(len(doc.words), bool)
        for s, e, sentence in where.values():
            if sentence in sentences:
                for w in doc.words.at(s, e):
                    inside[w] = True
        doc.tags["event_ecb"] = bio(doc.words, [(s, e, 0) for s, e, _ in status], inside)
        doc.tags["status"] = _status_tags(doc.words, status)
        docs.append(doc)
    return docs


def _meantime_status(m: ET.Element) -> str:
    if m.get("polarity") == "NEG":
        return "denied"
    if m.get("certainty") in ("PROBABLE", "POSSIBLE") or m.get("special_cases") not in ("NONE", None, ""):
        return "hypothetical"
    return "planned" if m.get("time") == "FUTURE" else "happened"


def _status_tags(words: Words, events: list[tuple[int, int, str]]) -> np.ndarray:
    labels = np.full(len(words), IGNORE, np.int64)
    for s, e, status in events:
        for w in words.at(s, e):
            labels[w] = STATUS.index(status)
    return labels


def timebank(data: Path, tokenizer, half: int = 0) -> list[Doc]:
    """TimeBank and AQUAINT; half 0 = files of even sha1 (tune), 1 = odd (report)."""
    docs = []
    for path in sorted(
        [*(data / "tempeval3" / "TimeBank").glob("*.tml"), *(data / "tempeval3" / "AQUAINT").glob("*.tml")]
    ):
        if bucket(path.name, 2) != half:
            continue
        root = ET.parse(path).getroot()
        tense = {m.get("eventID"): m for m in root.iter("MAKEINSTANCE")}
        text, times, events = "", [], []
        body = root.find("TEXT")

        def walk(node):
            nonlocal text
            start = len(text)
            text += node.text or ""
            for child in node:
                walk(child)
                text += child.tail or ""
            if node.tag == "TIMEX3":
                times.append((start, len(text), ("DATE", "TIME", "DURATION", "SET").index(node.get("type"))))
            elif node.tag == "EVENT":
                events.append((start, len(text), node, tense.get(node.get("eid"))))

        walk(body)
        doc = make_doc(f"timebank--{path.stem}", text, tokenizer)
        doc.tags["timex"] = bio(doc.words, times)
        doc.tags["event_tb"] = bio(
            doc.words, [(s, e, 0) for s, e, n, _ in events if n.get("class") not in ("STATE", "I_STATE")]
        )
        doc.tags["status"] = _status_tags(
            doc.words, [(s, e, _timebank_status(i)) for s, e, _, i in events if i is not None]
        )
        docs.append(doc)
    assert len(TIMEX) == 9 and len(EVENT) == 3 and len(ROLES) == 7
    return docs


def _timebank_status(instance: ET.Element) -> str:
    if instance.get("polarity") == "NEG":
        return "denied"
    if instance.get("modality") not in (None, "", "NONE") and instance.get("modality", "").lower() not in (
        "will",
        "must",
    ):
        return "hypothetical"
    return "planned" if instance.get("tense") == "FUTURE" else "happened"
