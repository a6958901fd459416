"""Build the cluster benchmark: exact snippets in, offsets out; stops at the first thing that does not hold.

``python build.py`` writes ``meta.json`` and ``gold.json`` beside every ``gold.src.yaml``; ``--check`` compares instead
of writing; ``--counts`` prints what the benchmark holds; ``--show CLUSTER`` prints its statements as built.

The source is YAML whose layers are blocks of lines (the grammar stands in README.md): a head line ``id | field | ...``,
then ``+ document | snippet ;; snippet`` (evidence), ``> claim | holder`` (a side of a conflict),
``= document | snippet`` (outcome). `snippets` says how a snippet is found.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from counts import SPLITS, print_counts, show
from snippets import BuildError, Text, left_out, need, plain

import labels

HERE = Path(__file__).resolve().parent
EDTF = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?~?|\.\.)(/(\d{4}(-\d\d(-\d\d)?)?~?|\.\.))?")
QUOTES = '“”‘’"«»„'


def fields(line: str, count: int, where: str) -> list[str]:
    """The fields of a head line, exactly `count` of them, the last ones possibly empty."""
    parts = [p.strip() for p in line.split("|")]
    need(len(parts) <= count, f"{where}: more than {count} fields in {line!r}")
    return parts + [""] * (count - len(parts))


def blocks(layer: str | None) -> list[list[str]]:
    """Lines grouped under their head lines."""
    out: list[list[str]] = []
    for line in (layer or "").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in "+>=":
            out[-1].append(line)
        else:
            out.append([line])
    return out


def one_of(value: str, allowed: tuple[str, ...] | dict[str, str], where: str) -> str:
    """`value`, which must be allowed."""
    need(value in allowed, f"{where}: {value!r} is none of {', '.join(allowed)}")
    return value


def edtf(value: str, where: str) -> str | None:
    """A date as EDTF, or None for an empty field."""
    if not value:
        return None
    need(bool(EDTF.fullmatch(value)), f"{where}: {value!r} is no EDTF date")
    return value


class Cluster:
    """One folder: reads the source, resolves and checks it, yields meta and gold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.where = f"{folder.parent.name}/{folder.name}"
        self.source: dict[str, Any] = yaml.safe_load((folder / "gold.src.yaml").read_text(encoding="utf-8"))
        self.texts = {p.stem: Text(p) for p in sorted(folder.glob("*.txt"))}
        need(4 <= len(self.texts) <= 8, f"{self.where}: {len(self.texts)} reports, wanted 4-8")
        self.statements: dict[str, list[dict[str, Any]]] = {}
        self.ids: set[str] = set()

    def build(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The meta file and the gold file of this cluster."""
        meta = self.meta()
        for doc in self.texts if "statements" in self.source else ():
            self.statements[doc] = self.read_statements(doc)
        gold: dict[str, Any] = {
            "cluster": self.folder.name,
            "split": self.folder.parent.name,
            "topic": self.source["topic"],
            "era": self.source["era"],
            "as_of": max(m["published"] for m in meta.values()),
            "documents": list(self.texts),
        }
        for layer in (
            "actors", "shared_facts", "conflicts", "not_conflicts", "quote_variants", "independence",
            "positions", "forward", "events", "omissions",
        ):  # fmt: skip
            make = getattr(self, f"one_{layer}")
            gold[layer] = [
                make(block, f"{self.where} {layer} {block[0][:30]!r}") for block in blocks(self.source.get(layer))
            ]
        gold["quote_variants"] += [
            self.one_check(b, f"{self.where} checks {b[0][:30]!r}")
            for b in blocks(self.source.get("transcript_checks"))
        ]
        for omission in gold["omissions"]:
            need(
                omission["finding"] in self.ids | {None},
                f"{self.where}: omission of {omission['finding']!r}, which is not there",
            )
        gold["statements"] = self.statements
        self.check_evidence(gold)
        return meta, gold

    def meta(self) -> dict[str, Any]:
        """`meta.json`: what the outlet would print about each report."""
        out = {}
        for line in self.source["meta"].splitlines():
            doc, outlet, published, authors, url, genre = fields(line, 6, f"{self.where} meta")
            need(doc in self.texts, f"{self.where} meta: no report {doc!r}")
            edtf(published, f"{self.where} meta {doc}")
            out[f"{doc}.txt"] = {
                "title": self.texts[doc].title,
                "outlet": outlet,
                "published": published,
                "authors": [a.strip() for a in authors.split(";") if a.strip()],
                "url": url or None,
                "genre": one_of(genre, labels.GENRES, f"{self.where} meta {doc}"),
            }
        need(len(out) == len(self.texts), f"{self.where} meta: {len(out)} of {len(self.texts)} reports")
        return out

    # statements

    def read_statements(self, doc: str) -> list[dict[str, Any]]:
        """The statements of one report; ``= other : s1 s2`` repeats lines of a report with the same words."""
        layer = self.source["statements"]
        need(doc in layer, f"{self.where} statements: nothing for {doc}")
        lines: list[str] = []
        for line in (layer[doc] or "").splitlines():
            if not line.startswith("="):
                lines.append(line)
                continue
            other, wanted = (p.strip() for p in line[1:].split(" : "))
            known = {x.split("|")[0].strip(): x for x in layer[other].splitlines()}
            lines += [known[w] for w in wanted.split()]
        out = [self.one_statement(line, doc) for line in lines]
        ids = [s["id"] for s in out]
        need(len(ids) == len(set(ids)), f"{self.where} {doc}: a statement id is used twice")
        for statement in out:
            need(
                statement["within"] in [None, *ids],
                f"{self.where} {doc} {statement['id']}: no statement {statement['within']!r}",
            )
        return sorted(out, key=lambda s: (s["content"][0][0], -s["content"][-1][1]))

    def one_statement(self, line: str, doc: str) -> dict[str, Any]:
        """``id | speaker | kind form flags | content | cue | source``."""
        text, where = self.texts[doc], f"{self.where} {doc} statement {line[:40]!r}"
        sid, speaker, code, content, cue, source = fields(line, 6, where)
        kind, form, *flags = code.split()
        spans = [text.find(piece, where) for piece in content.split(" ;; ")]
        need(spans == sorted(spans), f"{where}: pieces out of order")
        cues = [text.near(piece, spans, where) for piece in cue.split(" ;; ") if piece]
        sources = [text.near(piece, cues or spans, where) for piece in source.split(" ;; ") if piece]
        within = next((f[3:] for f in flags if f.startswith("in=")), None)
        statement = {
            "id": sid,
            "content": spans,
            "text": text.cut(spans),
            "cue": cues,
            "cue_text": text.cut(cues),
            "source": sources,
            "source_text": text.cut(sources),
            "speaker": speaker or None,
            "kind": labels.KINDS[one_of(kind, labels.KINDS, where)],
            "form": labels.FORMS[one_of(form, labels.FORMS, where)],
            "within": within,
            "zone": "title" if spans[0][0] < len(text.title) else "body",
            "borderline": "b" in flags,
        }
        self.check_statement(statement, where)
        return statement

    def check_statement(self, statement: dict[str, Any], where: str) -> None:
        """Form, kind and speaker agree with one another and with the quotation marks in the text."""
        words = re.sub(r"(?<=\w)[’']", "", statement["text"])
        quoted = any(q in words for q in QUOTES + "'")
        if statement["form"] == "indirect":
            need(not quoted, f"{where}: indirect, but {statement['text']!r} has quotation marks")
        if statement["form"] in ("direct", "mixed") and not statement["within"]:
            need(
                quoted or self.is_record(where),
                f"{where}: {statement['form']}, but no quotation marks in {statement['text']!r}",
            )
        unnamed = statement["kind"] == "unnamed"
        need(
            unnamed == (statement["speaker"] or "").startswith("unnamed: "),
            f"{where}: unnamed speakers start 'unnamed: '",
        )
        need(
            (statement["kind"] == "unknown") == (statement["speaker"] is None),
            f"{where}: kind ? and no speaker go together",
        )
        inside = [s for part in ("cue", "source") for s in statement[part]]
        for span in inside:
            clash = any(span[0] < e and s < span[1] for s, e in statement["content"])
            need(not clash, f"{where}: cue or source lies inside the content")

    def is_record(self, where: str) -> bool:
        """Whether the report is a transcript, where speech has no quotation marks."""
        return any(f" {doc} " in where for doc in (self.source.get("records") or "").split())

    # evidence

    def evidence(self, line: str, where: str, marks: str = "+") -> dict[str, Any]:
        """``+ doc | snippet ;; snippet | key=value ...`` as spans; ``*`` is the whole report."""
        need(line[0] in marks, f"{where}: unexpected line {line!r}")
        parts = [p.strip() for p in line[1:].split("|")]
        need(len(parts) in (2, 3), f"{where}: {line!r} is not 'doc | snippet'")
        doc, snippets = parts[0], parts[1]
        need(doc in self.texts, f"{where}: no report {doc!r}")
        text = self.texts[doc]
        if snippets == "*":
            spans = [[0, len(text.text.rstrip("\n"))]]
        else:
            spans = sorted(text.find(s, where) for s in snippets.split(" ;; "))
        out: dict[str, Any] = {"doc": doc, "spans": spans, "text": "*" if snippets == "*" else text.cut(spans)}
        for pair in parts[2].split() if len(parts) == 3 else []:
            key, value = pair.split("=")
            out[key] = value
        return out

    def take_id(self, value: str, where: str) -> str:
        """An id not used before in this cluster."""
        need(bool(re.fullmatch(r"[a-z]\d+", value)) and value not in self.ids, f"{where}: id {value!r} is odd or taken")
        self.ids.add(value)
        return value

    def head(self, block: list[str], count: int, where: str) -> list[str]:
        """The head line's fields, id first."""
        out = fields(block[0], count, where)
        self.take_id(out[0], where)
        return out

    def said(self, evidence: dict[str, Any]) -> list[str]:
        """Ids of the statements whose content meets the evidence."""
        return [
            s["id"]
            for s in self.statements.get(evidence["doc"], ())
            if any(a < e and b < f for a, f in s["content"] for b, e in evidence["spans"])
        ]

    # layers

    def one_actors(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | canonical | kind | variant; variant``, every variant printed somewhere."""
        aid, name, kind, variants = self.head(block, 4, where)
        names = [v.strip() for v in variants.split(";")]
        for variant in names:
            need(any(t.occurrences(variant) for t in self.texts.values()), f"{where}: {variant!r} is printed nowhere")
        return {"id": aid, "canonical": name, "kind": kind, "names": names}

    def one_shared_facts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | proposition | rests_on``."""
        fid, proposition, rests_on = self.head(block, 3, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        docs = [e["doc"] for e in evidence]
        need(
            len(set(docs)) >= 2 and len(docs) == len(set(docs)),
            f"{where}: a shared fact wants two documents, each once",
        )
        return {"id": fid, "proposition": proposition, "rests_on": rests_on or None, "docs": docs, "evidence": evidence}

    def one_conflicts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | between | kind | strength | topic`` with ``>`` sides."""
        cid, between, kind, strength, topic = self.head(block, 5, where)
        sides: list[dict[str, Any]] = []
        for line in block[1:]:
            if line[0] == ">":
                claim, holder = fields(line[1:].strip(), 2, where)
                sides.append({"claim": claim, "holder": holder or None, "evidence": []})
            else:
                sides[-1]["evidence"].append(self.evidence(line, where))
        docs = [{e["doc"] for e in side["evidence"]} for side in sides]
        need(len(sides) >= 2 and all(docs), f"{where}: a conflict wants two sides with evidence")
        if between == "reports":
            need(not set.intersection(*docs), f"{where}: one report stands on every side")
        if between == "within one report":
            need(len(set.union(*docs)) == 1 and strength == "internal", f"{where}: one document, strength internal")
        if between == "parties":
            need(all(s["holder"] for s in sides), f"{where}: a party to each side")
        return {
            "id": cid,
            "between": one_of(between, labels.BETWEEN, where),
            "kind": one_of(kind, labels.CONFLICTS, where),
            "strength": one_of(strength, labels.STRENGTHS, where),
            "topic": topic,
            "sides": sides,
        }

    def one_not_conflicts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | resembles | trap | topic | why``: `resembles` is the kind of conflict it could be taken for."""
        nid, resembles, trap, topic, why = self.head(block, 5, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        need(len(evidence) >= 2 and bool(why), f"{where}: two pieces of evidence and a reason")
        return {
            "id": nid,
            "resembles": one_of(resembles, labels.CONFLICTS, where),
            "trap": trap,
            "topic": topic,
            "why": why,
            "evidence": evidence,
        }

    def quoted(self, block: list[str], where: str, primary: str = "") -> list[dict[str, Any]]:
        """Evidence with the statements it belongs to; a primary document may speak in its own voice."""
        out = [self.evidence(line, where) for line in block[1:]]
        for evidence in out:
            evidence["statements"] = self.said(evidence)
            need(
                bool(evidence["statements"]) or evidence["doc"] == primary or not self.statements,
                f"{where}: {evidence['text']!r} lies in no statement of {evidence['doc']}",
            )
        return out

    def one_quote_variants(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | merge yes or no | relation | speaker | note``."""
        qid, merge, relation, speaker, note = self.head(block, 5, where)
        evidence = self.quoted(block, where)
        need(len(evidence) >= 2 and merge in ("yes", "no"), f"{where}: two pieces and yes or no")
        return {
            "id": qid,
            "merge": merge == "yes",
            "relation": one_of(relation, labels.RELATIONS, where),
            "speaker": speaker,
            "note": note or None,
            "evidence": evidence,
        }

    def one_check(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | kind | transcript | note``, the transcript's words first, then the press quotation."""
        qid, kind, transcript, note = self.head(block, 4, where)
        evidence = self.quoted(block, where, transcript)
        need(transcript in self.texts, f"{where}: no transcript {transcript!r}")
        here = [e for e in evidence if e["doc"] == transcript]
        press = [e for e in evidence if e["doc"] != transcript]
        need(
            len(press) == 1 and len(here) == (kind != "invented"),
            f"{where}: one quotation, and its original unless invented",
        )
        if kind in ("verbatim", "altered"):
            same = plain(press[0]["text"]) == plain(here[0]["text"])
            need(same == (kind == "verbatim"), f"{where}: {kind}, but {press[0]['text']!r} / {here[0]['text']!r}")
        if kind in ("trimmed", "altered"):
            cut = left_out(press[0]["text"], here[0]["text"])
            need(cut == (kind == "trimmed"), f"{where}: {kind}, but {press[0]['text']!r} / {here[0]['text']!r}")
        return {
            "id": qid,
            "check": True,
            "kind": one_of(kind, labels.CHECKS, where),
            "merge": kind != "invented",
            "transcript": transcript,
            "note": note or None,
            "evidence": evidence,
        }

    def one_independence(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | text or source | why | origin``: documents that are one source, and whose words they are."""
        gid, level, why, origin = self.head(block, 4, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        docs = sorted({e["doc"] for e in evidence})
        need(len(docs) >= 2, f"{where}: a group wants two documents")
        return {
            "id": gid, "level": one_of(level, labels.INDEPENDENCE, where), "why": why, "origin": origin or None,
            "docs": docs, "evidence": evidence,
        }  # fmt: skip

    def one_positions(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | actor | issue | stance | reported_by | summary``."""
        pid, actor, issue, stance, reporter, summary = self.head(block, 6, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        need(bool(evidence) and bool(summary), f"{where}: a position wants evidence and a summary")
        return {
            "id": pid, "actor": actor, "issue": issue, "stance": one_of(stance, labels.STANCES, where),
            "reported_by": reporter, "summary": summary, "evidence": evidence,
        }  # fmt: skip

    def one_forward(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | kind | actor | horizon | status | what``, ``+`` evidence, ``=`` outcome."""
        wid, kind, actor, horizon, status, what = self.head(block, 6, where)
        evidence = [self.evidence(line, where) for line in block[1:] if line[0] == "+"]
        outcome = [self.evidence(line, where, "=") for line in block[1:] if line[0] == "="]
        need(bool(evidence), f"{where}: no evidence")
        need(bool(outcome) or status in ("open", "overdue", "unclear"), f"{where}: {status} wants later words")
        return {
            "id": wid, "kind": one_of(kind, labels.FORWARD, where), "actor": actor or None, "what": what,
            "horizon": horizon or None, "status": one_of(status, labels.OUTCOMES, where),
            "evidence": evidence, "outcome": outcome,
        }  # fmt: skip

    def one_events(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | kind | date | status | name``; a document may differ: ``| date=... status=...``."""
        eid, kind, date, status, name = self.head(block, 5, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        need(bool(evidence), f"{where}: no trigger")
        for e in evidence:
            e["status"] = one_of(e.get("status", status), labels.EVENT_STATUS, where)
            e["date"] = edtf("" if e.get("date") == "none" else e.get("date", date), where)
        return {
            "id": eid, "name": name, "kind": one_of(kind, labels.EVENT_KINDS, where), "date": edtf(date, where),
            "status": one_of(status, labels.EVENT_STATUS, where), "docs": sorted({e["doc"] for e in evidence}),
            "evidence": evidence,
        }  # fmt: skip

    def one_omissions(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | finding | absent, absent | what``."""
        oid, finding, absent, what = self.head(block, 4, where)
        evidence = [self.evidence(line, where) for line in block[1:]]
        missing = [d.strip() for d in absent.split(",")]
        there = sorted({e["doc"] for e in evidence})
        need(
            set(missing) <= set(self.texts) and not set(missing) & set(there),
            f"{where}: absent from {missing}, reported by {there}",
        )
        return {
            "id": oid,
            "finding": finding or None,
            "what": what,
            "reported_by": there,
            "absent_from": missing,
            "evidence": evidence,
        }

    def check_evidence(self, gold: dict[str, Any]) -> None:
        """Every span lies in its text and inside one paragraph."""
        for layer, item, evidence in walk(gold):
            text = self.texts[evidence["doc"]]
            for start, end in evidence["spans"]:
                need(0 <= start < end <= len(text.text), f"{self.where} {layer} {item}: {start, end} is outside")
                whole = evidence["text"] == "*"
                need(
                    whole or text.paragraph(start) == text.paragraph(end),
                    f"{self.where} {layer} {item}: runs over a paragraph",
                )


def walk(gold: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Every piece of evidence of a gold file as (layer, id, evidence)."""
    out = []
    for layer, items in gold.items():
        if layer in ("statements", "actors", "documents") or not isinstance(items, list):
            continue
        for item in items:
            sides = item.get("sides", [item])
            for side in sides:
                out += [(layer, item["id"], e) for e in side.get("evidence", []) + side.get("outcome", [])]
    return out


def dump(value: dict[str, Any]) -> str:
    """JSON as it is committed: readable, with short lists on one line."""
    words = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
    words = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", words)
    return words + "\n"


def main(arguments: list[str]) -> int:
    """Build, check or print."""
    parser = argparse.ArgumentParser(description="Build and check the cluster benchmark.")
    parser.add_argument("--check", action="store_true", help="compare with the committed files instead of writing")
    parser.add_argument("--counts", action="store_true", help="print what the benchmark holds")
    parser.add_argument("--show", metavar="CLUSTER", help="print the statements of one cluster")
    options = parser.parse_args(arguments)
    golds = []
    for path in sorted(p for split in SPLITS for p in (HERE / split).glob("*/gold.src.yaml")):
        cluster = Cluster(path.parent)
        meta, gold = cluster.build()
        golds.append(gold)
        for name, value in (("meta.json", meta), ("gold.json", gold)):
            target = path.parent / name
            if options.check:
                need(
                    target.exists() and target.read_text(encoding="utf-8") == dump(value),
                    f"{target} is stale: run build.py",
                )
            else:
                target.write_text(dump(value), encoding="utf-8")
        if options.show == path.parent.name:
            show(cluster.statements, {doc: text.words for doc, text in cluster.texts.items()})
    if options.counts:
        print_counts(golds)
    print(f"{len(golds)} clusters hold", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except BuildError as error:
        raise SystemExit(f"build.py: {error}") from None
