"""Build the gold file of the bundled example: exact snippets in, offsets out; stops at the first that does not hold.

``python evaluation/example/build_gold.py`` writes ``src/communique/example/gold.json`` from ``labels/``; ``--check``
compares instead of writing; ``--counts`` prints what the gold holds. The grammar of the labels stands in README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from snippets import BuildError, Span, Text, fields, gaps, lines, need, value, within, words

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "src" / "communique" / "example"
KINDS = {"N": "named", "U": "unnamed", "O": "organization", "D": "document", "M": "media", "?": "unknown"}
FORMS = {"d": "direct", "m": "mixed", "i": "indirect", "c": "citation"}
PARTS = {"c": "content", "q": "cue", "s": "source"}
PRONOUNS = frozenset({"he", "she", "they", "it"})
READABLE = frozenset({"title", "standfirst", "subhead", "body", "caption", "dateline"})


class Report:
    """The labels of one report, resolved."""

    def __init__(self, doc: str, labels: dict[str, Any], text: str) -> None:
        self.doc, self.labels, self.text = doc, labels, Text(doc, text)

    def zones(self) -> list[dict[str, Any]]:
        """Zones in text order: those labelled, and the rest of each paragraph as body."""
        where = f"{self.doc} zones"
        out: list[dict[str, Any]] = []
        for line in lines(self.labels["zones"]):
            kind, snippet = fields(line, 2, where)
            if kind.endswith("?"):  # a page's title and byline stand in its text or not, as the extraction decides
                kind = kind.rstrip("? ")
                if snippet not in self.text.text:
                    continue
            out.append({"kind": kind, "span": self.text.span(snippet, where)})
        taken = sorted(zone["span"] for zone in out)
        for start, end in self.text.paragraphs:
            for low, high in gaps(start, end, taken):
                piece = self.text.text[low:high]
                if piece.strip():
                    low += len(piece) - len(piece.lstrip())
                    out.append({"kind": "body", "span": [low, low + len(piece.strip())]})
        return sorted(out, key=lambda zone: zone["span"])

    def title(self) -> str:
        """The words of the title zone; the labels of a page or a JSON line give the title themselves."""
        return next((self.text.cut([z["span"]]) for z in self.zones() if z["kind"] == "title"), "")

    def statements(self, others: dict[str, Report]) -> list[dict[str, Any]]:
        """The statements; ``= other : s1 s2`` repeats lines of a report with the same words."""
        out = []
        for line in lines(self.labels["statements"]):
            if line.startswith("="):
                other, wanted = (part.strip() for part in line[1:].split(" : "))
                known = {x.split(" | ")[0]: x for x in lines(others[other].labels["statements"])}
                out += [self.statement(known[sid]) for sid in wanted.split()]
            else:
                out.append(self.statement(line))
        ids = [s["id"] for s in out]
        need(len(ids) == len(set(ids)), f"{self.doc}: a statement id is used twice")
        need(all(s["within"] in [None, *ids] for s in out), f"{self.doc}: no such parent of a statement")
        return sorted(out, key=lambda s: (s["content"][0][0], -s["content"][-1][1]))

    def statement(self, line: str) -> dict[str, Any]:
        """``id | speaker // also | kind form act flags | marked words``."""
        sid, speaker, code, snippet = fields(line, 4, f"{self.doc} {line[:30]!r}")
        where = f"{self.doc} {sid}"
        kind, form, act, *flags = code.split()
        named = dict(flag.split("=", 1) for flag in flags if "=" in flag)
        need(set(named) <= {"in", "on", "to"} and set(flags) - {"b"} <= {f"{k}={v}" for k, v in named.items()}, where)
        spans: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
        for part, span in self.text.marked(snippet, where):
            spans[PARTS[part]].append(span)
        need(bool(spans["content"]), f"{where}: no content")
        first, *also = (name.strip() for name in speaker.split(" // "))
        out: dict[str, Any] = {"id": sid}
        for part, places in spans.items():
            out[part] = places
            out["text" if part == "content" else f"{part}_text"] = self.text.cut(places)
        out |= {"speaker": value(first), "speaker_also": also, "kind": KINDS[kind], "form": FORMS[form], "act": act}
        out |= {"addressee": named.get("to", "").replace("_", " ") or None, "said_on": named.get("on")}
        out |= {"within": named.get("in"), "zone": self.zone_at(spans["content"][0][0]), "borderline": "b" in flags}
        return out

    def zone_at(self, offset: int) -> str:
        """The kind of the zone that holds `offset`."""
        return next(str(z["kind"]) for z in self.zones() if z["span"][0] <= offset < z["span"][1])

    def times(self) -> list[dict[str, Any]]:
        """``TYPE value MOD vague | snippet``."""
        out: list[dict[str, Any]] = []
        for line in lines(self.labels["times"]):
            code, snippet = fields(line, 2, f"{self.doc} times")
            kind, timex, *rest = code.split()
            span = self.text.span(snippet, f"{self.doc} times")
            mod = next((word for word in rest if word != "vague"), None)
            out.append({"span": span, "text": self.text.cut([span]), "type": kind, "value": timex, "mod": mod})
            out[-1] |= {"vague": "vague" in rest, "zone": self.zone_at(span[0])}
        return sorted(out, key=lambda t: t["span"])

    def spans(self, layer: str) -> list[dict[str, Any]]:
        """A layer of single snippets."""
        found = sorted(self.text.span(line, f"{self.doc} {layer}") for line in lines(self.labels.get(layer)))
        return [{"span": span, "text": self.text.cut([span])} for span in found]

    def keyed(self, layer: str, key: str) -> list[dict[str, Any]]:
        """A layer of ``key | snippet``."""
        out: list[dict[str, Any]] = []
        for line in lines(self.labels.get(layer)):
            head, snippet = fields(line, 2, f"{self.doc} {layer}")
            span = self.text.span(snippet, f"{self.doc} {layer}")
            out.append({key: value(head), "span": span, "text": self.text.cut([span])})
        return sorted(out, key=lambda item: item["span"])

    def loaded(self, statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Loaded wording with its target, and whether it stands in somebody's statement."""
        out = self.keyed("loaded", "target")
        for item in out:
            item["inside_statement"] = any(within(item["span"], s["content"]) for s in statements)
        return out


class Cluster:
    """The eight reports together."""

    def __init__(self, reports: dict[str, Report], labels: dict[str, Any]) -> None:
        self.reports, self.labels = reports, labels
        self.statements = {doc: report.statements(reports) for doc, report in reports.items()}
        self.ids: set[str] = set()

    def build(self) -> dict[str, Any]:
        """The gold file."""
        gold: dict[str, Any] = {
            "cluster": "lysvik-summit",
            "as_of": max(r.labels["about"]["published"] for r in self.reports.values()),
            "documents": list(self.reports),
            "articles": {doc: self.article(doc) for doc in self.reports},
            "actors": self.actors(),
        }
        layers = ("events", "shared_facts", "conflicts", "not_conflicts", "quote_variants", "transcript_checks")
        for layer in (*layers, "independence", "positions", "forward", "omissions"):
            make = getattr(self, f"one_{layer}")
            gold[layer] = [make(block, f"{layer} {block[0][:30]!r}") for block in self.blocks(layer)]
        for item in gold["omissions"]:
            need(item["finding"] in self.ids, f"omission of {item['finding']!r}, which is not there")
        return gold

    def article(self, doc: str) -> dict[str, Any]:
        """All that is labelled in one report."""
        report = self.reports[doc]
        out = {"file": report.labels["file"], "title": report.title(), **report.labels["about"]}
        out["zones"] = report.zones()
        out["statements"] = self.statements[doc]
        out["unnamed_sources"] = report.keyed("unnamed", "statement")
        out["scare_quotes"] = report.spans("scare_quotes")
        out["topic_reports"] = report.spans("topic_reports")
        out["times"] = report.times()
        out["loaded"] = report.loaded(self.statements[doc])
        return out

    def blocks(self, layer: str) -> list[list[str]]:
        """Lines grouped under their head lines."""
        out: list[list[str]] = []
        for line in lines(self.labels[layer]):
            if line[0] in "+>=":
                out[-1].append(line)
            else:
                out.append([line])
        return out

    def head(self, block: list[str], count: int, where: str) -> list[str]:
        """The head line's fields, a fresh id first."""
        out = fields(block[0], count, where)
        need(out[0] not in self.ids, f"{where}: id {out[0]} is taken")
        self.ids.add(out[0])
        return out

    def evidence(self, line: str, where: str) -> dict[str, Any]:
        """``+ doc | snippet ;; snippet | key=value``; ``*`` is the whole report."""
        doc, snippets, pairs = fields(line[1:].strip(), 3, where)
        need(doc in self.reports, f"{where}: no report {doc!r}")
        text = self.reports[doc].text
        if snippets == "*":
            spans = [[0, len(text.text.rstrip())]]
        else:
            spans = sorted(text.span(snippet.strip(), where) for snippet in snippets.split(" ;; "))
        words = "*" if snippets == "*" else text.cut(spans)
        more = dict(pair.split("=", 1) for pair in pairs.split())
        return {"doc": doc, "spans": spans, "text": words, **more}

    def all_evidence(self, block: list[str], where: str, sign: str = "+") -> list[dict[str, Any]]:
        """The evidence lines of a block."""
        return [self.evidence(line, where) for line in block[1:] if line[0] == sign]

    def quoted(self, block: list[str], where: str) -> list[dict[str, Any]]:
        """Evidence with the statements that it lies in."""
        out = self.all_evidence(block, where)
        for evidence in out:
            here = self.statements[evidence["doc"]]
            evidence["statements"] = [s["id"] for s in here if any(within(x, s["content"]) for x in evidence["spans"])]
            need(bool(evidence["statements"]), f"{where}: {evidence['text']!r} lies in no statement")
        return out

    def actors(self) -> list[dict[str, Any]]:
        """``name | kind | name; name``: mentions by name are found, the rest comes from the reports' labels."""
        rows = [fields(line, 3, "actors") for line in lines(self.labels["actors"])]
        names = sorted(((n.strip(), row[0]) for row in rows for n in row[2].split(";")), key=lambda x: (-len(x[0]), x))
        found: dict[str, dict[str, list[dict[str, Any]]]] = {row[0]: {} for row in rows}
        for doc, report in self.reports.items():
            for mention, actor in self.mentions(doc, report, names):
                need(actor in found, f"{doc} nominals: no actor {actor!r}")
                found[actor].setdefault(doc, []).append(mention)
        return [
            {
                "canonical": row[0],
                "kind": row[1],
                "names": [n.strip() for n in row[2].split(";")],
                "mentions": found[row[0]],
            }
            for row in rows
        ]

    def mentions(self, doc: str, report: Report, names: list[tuple[str, str]]) -> list[tuple[dict[str, Any], str]]:
        """The mentions of a report: labelled ones first, then names (longest first), then pronouns in sources."""
        out: list[tuple[Span, str, str]] = []
        for item in report.keyed("nominals", "actor"):
            known = item["text"] in {name for name, _ in names} or item["text"] == "Ferraz"
            out.append((item["span"], "name" if known else "nominal", item["actor"]))
        readable = [z["span"] for z in report.zones() if z["kind"] in READABLE]
        taken = [span for span, form, _ in out if form == "name"]
        for name, actor in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", report.text.text):
                span = list(match.span())
                if within(span, readable) and not within(span, taken):
                    taken.append(span)
                    out.append((span, "name", actor))
        for statement in self.statements[doc]:
            for start, end in statement["source"]:
                if report.text.text[start:end].lower() in PRONOUNS and statement["kind"] == "named":
                    out.append(([start, end], "pronoun", statement["speaker"]))
        return [({"span": s, "text": report.text.cut([s]), "form": f}, a) for s, f, a in sorted(out)]

    def one_events(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | name | kind | date | status``; a report may differ: ``| date=... status=...``."""
        eid, name, kind, date, status = self.head(block, 5, where)
        evidence = self.all_evidence(block, where)
        for item in evidence:
            item["date"] = value(item.get("date", date))
            item["status"] = item.get("status", status)
        return {"id": eid, "name": name, "kind": kind, "date": value(date), "status": status, "evidence": evidence}

    def one_shared_facts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | proposition | rests on``."""
        fid, proposition, rests_on = self.head(block, 3, where)
        evidence = self.all_evidence(block, where)
        docs = [e["doc"] for e in evidence]
        need(len(docs) == len(set(docs)) >= 2, f"{where}: a shared fact wants two reports, each once")
        return {"id": fid, "proposition": proposition, "rests_on": value(rests_on), "docs": docs, "evidence": evidence}

    def one_conflicts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | between | kind | strength | topic`` with ``> claim | holder`` sides."""
        cid, between, kind, strength, topic = self.head(block, 5, where)
        sides: list[dict[str, Any]] = []
        for line in block[1:]:
            if line[0] == ">":
                claim, holder = fields(line[1:].strip(), 2, where)
                sides.append({"claim": claim, "holder": value(holder), "evidence": []})
            else:
                sides[-1]["evidence"].append(self.evidence(line, where))
        docs = [{e["doc"] for e in side["evidence"]} for side in sides]
        need(len(sides) >= 2 and all(docs), f"{where}: a conflict wants two sides with evidence")
        if between == "reports":
            need(not set.intersection(*docs), f"{where}: one report stands on every side")
        else:
            need(all(side["holder"] for side in sides), f"{where}: a party to each side")
        return {"id": cid, "between": between, "kind": kind, "strength": strength, "topic": topic, "sides": sides}

    def one_not_conflicts(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | resembles | trap | topic | why``."""
        nid, resembles, trap, topic, why = self.head(block, 5, where)
        evidence = self.all_evidence(block, where)
        need(len(evidence) >= 2 and bool(why), f"{where}: two pieces of evidence and a reason")
        return {"id": nid, "resembles": resembles, "trap": trap, "topic": topic, "why": why, "evidence": evidence}

    def one_quote_variants(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | merge yes or no | relation | speaker | note``."""
        qid, merge, relation, speaker, note = self.head(block, 5, where)
        need(merge in ("yes", "no"), f"{where}: merge is yes or no")
        out = {"id": qid, "merge": merge == "yes", "relation": relation, "speaker": speaker, "note": value(note)}
        return out | {"evidence": self.quoted(block, where)}

    def one_transcript_checks(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | result | primary document | note``, its words first, then the press quotation."""
        kid, kind, transcript, note = self.head(block, 4, where)
        evidence = self.quoted(block, where)
        here = [e for e in evidence if e["doc"] == transcript]
        need(
            len(here) == (kind != "not found") and len(evidence) - len(here) == 1,
            f"{where}: one quotation, one original",
        )
        if here:
            press, original = (words(e["text"]) for e in (evidence[-1], here[0]))
            need((press == original) == (kind == "verbatim"), f"{where}: {kind}, but {press!r} / {original!r}")
            need(
                (press in original) == (kind in ("verbatim", "trimmed")),
                f"{where}: {kind}, but {press!r} / {original!r}",
            )
        return {"id": kid, "kind": kind, "transcript": transcript, "note": value(note), "evidence": evidence}

    def one_independence(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | text or source | why | origin``: reports that are one source, and whose words they are."""
        gid, level, why, origin = self.head(block, 4, where)
        evidence = self.all_evidence(block, where)
        docs = sorted(e["doc"] for e in evidence)
        return {"id": gid, "level": level, "why": why, "origin": value(origin), "docs": docs, "evidence": evidence}

    def one_positions(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | actor | issue | stance | reported_by | summary | as_of``."""
        pid, actor, issue, stance, reporter, summary, as_of = self.head(block, 7, where)
        out = {"id": pid, "actor": actor, "issue": issue, "stance": stance, "reported_by": reporter, "summary": summary}
        return out | {"as_of": value(as_of), "evidence": self.all_evidence(block, where)}

    def one_forward(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | kind | actor | horizon | status | what``, ``+`` evidence, ``=`` outcome."""
        wid, kind, actor, horizon, status, what = self.head(block, 6, where)
        evidence, outcome = self.all_evidence(block, where), self.all_evidence(block, where, "=")
        need(bool(evidence), f"{where}: no evidence")
        need(bool(outcome) or status in ("open", "unclear"), f"{where}: {status} wants later words")
        out = {"id": wid, "kind": kind, "actor": actor, "what": what, "horizon": value(horizon), "status": status}
        return out | {"evidence": evidence, "outcome": outcome}

    def one_omissions(self, block: list[str], where: str) -> dict[str, Any]:
        """``id | finding | absent, absent | what``."""
        oid, finding, absent, what = self.head(block, 4, where)
        evidence = self.all_evidence(block, where)
        missing, there = [d.strip() for d in absent.split(",")], sorted(e["doc"] for e in evidence)
        need(set(missing) <= set(self.reports) and not set(missing) & set(there), f"{where}: both absent and present")
        return {
            "id": oid,
            "finding": finding,
            "what": what,
            "reported_by": there,
            "absent_from": missing,
            "evidence": evidence,
        }


def text_of(file: str) -> str:
    """A report's text: a text file as it is, the text of a JSON line, what `communique.ingest` extracts from a page."""
    path = EXAMPLE / "reports" / file
    if path.suffix == ".txt":
        return path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return str(json.loads(path.read_text(encoding="utf-8"))["text"])
    from communique import ingest  # only pages need it
    from communique.options import IngestOptions
    from communique.record import Article

    (found,) = ingest.discover([str(path)], IngestOptions())
    (article,) = ingest.load(found, IngestOptions())  # type: ignore[arg-type]
    if not isinstance(article, Article):
        raise BuildError(f"{file} is not read: {article!r}")
    return article.text


def build() -> dict[str, Any]:
    """The gold of the example."""
    reports = {}
    for path in sorted((HERE / "labels").glob("*.yaml")):
        labels = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem != "cross":
            reports[path.stem] = Report(path.stem, labels, text_of(labels["file"]))
    return Cluster(reports, yaml.safe_load((HERE / "labels" / "cross.yaml").read_text(encoding="utf-8"))).build()


def dump(gold: dict[str, Any]) -> str:
    """JSON as it is committed: readable, spans on one line."""
    out = json.dumps(gold, ensure_ascii=False, indent=1)
    out = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", out)
    return re.sub(r"\[\s+(\[\d+, \d+\])\s+\]", r"[\1]", out) + "\n"


def counts(gold: dict[str, Any]) -> Counter[str]:
    """What the gold holds, by layer."""
    out: Counter[str] = Counter()
    for article in gold["articles"].values():
        out.update(
            {layer: len(items) for layer, items in article.items() if isinstance(items, list) and layer != "authors"}
        )
        out.update(f"statements: {s['form']}" for s in article["statements"])
    out.update({layer: len(items) for layer, items in gold.items() if isinstance(items, list)})
    out.update(f"conflicts: {c['between']}" for c in gold["conflicts"])
    out.update(f"forward: {w['status']}" for w in gold["forward"])
    return out


def main(arguments: list[str]) -> int:
    """Build, check or count."""
    parser = argparse.ArgumentParser(description="Build the gold file of the bundled example.")
    parser.add_argument("--check", action="store_true", help="compare with the committed file instead of writing")
    parser.add_argument("--counts", action="store_true", help="print what the gold holds")
    options = parser.parse_args(arguments)
    gold = build()
    target = EXAMPLE / "gold.json"
    if options.check:
        need(
            target.exists() and target.read_text(encoding="utf-8") == dump(gold),
            f"{target.name} is stale: run build_gold.py",
        )
    else:
        target.write_text(dump(gold), encoding="utf-8")
    if options.counts:
        for key, number in sorted(counts(gold).items()):
            print(f"{number:5} {key}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except BuildError as error:
        raise SystemExit(f"build_gold.py: {error}") from None
