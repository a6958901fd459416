"""Make the clusters of the pairs benchmark from its marked texts: `python build.py` (`--check` compares, `--counts` counts).

An item of `source/*.txt`: `@ name | year | topic`, then reports (`# outlet | day | genre`, a title line, a text), then labels.
`[1a:words]` in a text is side a of conflict 1, `[f:words]` a shared fact, `[x:words]` a look-alike; marks nest, and are cut out.
`! number | kind | between | strength | topic | claim a (holder) | claim b (holder)`; `~ mark | resembles | trap | topic | why`.
An item is `dev` or `held` by a hash of its name, whatever is in it. Needs Python 3.11 and nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KINDS = frozenset(
    ("date", "number", "place", "participant", "whether-happened", "who", "agreed-or-not", "condition", "wording", "characterisation")
)  # fmt: skip
BETWEEN = frozenset(("reports", "parties", "within one report"))
STRENGTHS = frozenset(("hard", "hard on framing", "medium", "surface", "internal"))


@dataclass
class Report:
    """A report with its marks cut out: mark -> spans in the text."""

    name: str
    outlet: str
    published: str
    genre: str
    text: str
    marks: dict[str, list[list[int]]] = field(default_factory=dict)


@dataclass
class Item:
    """A few reports and what is labelled in them."""

    name: str
    era: str
    topic: str
    reports: list[Report] = field(default_factory=list)
    conflicts: list[list[str]] = field(default_factory=list)
    traps: list[list[str]] = field(default_factory=list)

    @property
    def split(self) -> str:
        """Decided by a hash of the name."""
        return "dev" if hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0 else "held"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with what is committed and write nothing")
    parser.add_argument("--counts", action="store_true", help="print the sizes")
    arguments = parser.parse_args()
    items = [i for path in sorted((HERE / "source").glob("*.txt")) for i in items_of(path.read_text(encoding="utf-8"))]
    if len({i.name for i in items}) != len(items):
        raise SystemExit("two items of one name")
    if arguments.counts:
        print_counts(items)
        return 0
    wrong = [
        path for item in items for path, text in files_of(item).items() if not settled(path, text, arguments.check)
    ]
    for path in wrong:
        print(f"differs: {path.relative_to(HERE)}")
    return int(bool(wrong))


def settled(path: Path, text: str, check: bool) -> bool:
    """Write a file, or say whether it holds the text."""
    if check:
        return path.is_file() and path.read_text(encoding="utf-8") == text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def items_of(source: str) -> list[Item]:
    """The items of a source file."""
    out = []
    for block in re.split(r"(?m)^(?=@ )", source):
        if block.strip():
            out.append(item_of(block))
    return out


def item_of(block: str) -> Item:
    """One item; SystemExit names it when a label does not fit."""
    lines = block.strip().split("\n")
    item = Item(*parts(lines[0]))
    for piece in re.split(r"(?m)^(?=[#!~] )", "\n".join(lines[1:])):
        kind, rest = piece[:1], piece.strip()
        if kind == "#":
            item.reports.append(report_of(item, rest))
        elif kind == "!":
            item.conflicts.append(parts(rest))
        elif kind == "~":
            item.traps.append(parts(rest))
    marks = Counter(m for r in item.reports for m in r.marks)
    used = {f"{c[0]}{side}" for c in item.conflicts for side in "ab"} | {t[0] for t in item.traps}
    if unknown := set(marks) - used - {m for m in marks if m.startswith("f")}:
        raise SystemExit(f"{item.name}: mark without a label: {sorted(unknown)}")
    if lost := used - set(marks):
        raise SystemExit(f"{item.name}: label without a mark: {sorted(lost)}")
    for c in item.conflicts:
        if len(c) != 7 or c[1] not in KINDS or c[2] not in BETWEEN or c[3] not in STRENGTHS:
            raise SystemExit(f"{item.name}: {c}")
    for t in item.traps:
        if len(t) != 5 or t[1] not in KINDS:
            raise SystemExit(f"{item.name}: {t}")
    return item


def parts(line: str) -> list[str]:
    """The fields of a label line."""
    return [p.strip() for p in line[2:].split("|")]


def report_of(item: Item, piece: str) -> Report:
    """A report; its file is named after its outlet."""
    head, title, *body = piece.split("\n")
    outlet, published, *genre = parts(head)
    text, marks = unmarked("\n".join([title, "", " ".join(b.strip() for b in body if b.strip())]) + "\n")
    name = re.sub(r"[^a-z]+", "-", outlet.lower()).strip("-")
    if any(r.name == name for r in item.reports):
        name += "-2"
    return Report(name, outlet, published, genre[0] if genre else "news", text, marks)


def unmarked(text: str) -> tuple[str, dict[str, list[list[int]]]]:
    """The text without marks, and where each stood."""
    out: list[str] = []
    marks: dict[str, list[list[int]]] = {}
    opened: list[tuple[str, int]] = []
    at = 0
    for match in re.finditer(r"\[([0-9a-z]+):|\]", text):
        out.append(text[at : match.start()])
        at = match.end()
        here = sum(map(len, out))
        if match[1]:
            opened.append((match[1], here))
        else:
            mark, start = opened.pop()
            marks.setdefault(mark, []).append([start, here])
    if opened:
        raise SystemExit(f"a mark is not closed: {opened}")
    out.append(text[at:])
    return "".join(out), marks


def files_of(item: Item) -> dict[Path, str]:
    """Every file of an item with its text."""
    folder = HERE / item.split / item.name
    meta = {
        f"{r.name}.txt": {"title": r.text.split("\n")[0], "outlet": r.outlet, "published": r.published, "authors": [],
                          "url": f"https://{r.name}.example/{item.name}", "genre": r.genre}
        for r in item.reports
    }  # fmt: skip
    files = {folder / f"{r.name}.txt": r.text for r in item.reports}
    files[folder / "meta.json"] = dumped(meta)
    files[folder / "gold.json"] = dumped(gold_of(item))
    return files


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def gold_of(item: Item) -> dict[str, Any]:
    """The labels in the layers of evaluation/clusters."""
    facts = sorted({m for r in item.reports for m in r.marks if m.startswith("f")})
    return {
        "cluster": item.name,
        "split": item.split,
        "topic": item.topic,
        "era": item.era,
        "as_of": max(r.published for r in item.reports),
        "documents": [r.name for r in item.reports],
        "actors": [],
        "shared_facts": [fact_of(item, m) for m in facts if len(evidence(item, m)) > 1],
        "conflicts": [conflict_of(item, c) for c in item.conflicts],
        "not_conflicts": [trap_of(item, t) for t in item.traps],
        "quote_variants": [],
        "independence": [],
        "positions": [],
        "forward": [],
        "events": [],
        "omissions": [],
        "statements": {},
    }


def evidence(item: Item, mark: str) -> list[dict[str, Any]]:
    """Where a mark stands, by report."""
    return [
        {"doc": r.name, "spans": r.marks[mark], "text": " … ".join(r.text[s:e] for s, e in r.marks[mark])}
        for r in item.reports
        if mark in r.marks
    ]


def fact_of(item: Item, mark: str) -> dict[str, Any]:
    found = evidence(item, mark)
    docs = [e["doc"] for e in found]
    return {"id": mark, "proposition": found[0]["text"], "evidence": found, "docs": docs, "rests_on": None}


def conflict_of(item: Item, label: list[str]) -> dict[str, Any]:
    number, kind, between, strength, topic, *claims = label
    sides = []
    for side, claim in zip("ab", claims, strict=True):
        held = re.fullmatch(r"(.*) \((.*)\)", claim) if between == "parties" else None
        found = evidence(item, f"{number}{side}")
        sides.append({"claim": held[1] if held else claim, "holder": held[2] if held else None, "evidence": found})
    return {"id": f"c{number}", "between": between, "kind": kind, "strength": strength, "topic": topic, "sides": sides}


def trap_of(item: Item, label: list[str]) -> dict[str, Any]:
    mark, resembles, trap, topic, why = label
    return {
        "id": mark,
        "resembles": resembles,
        "trap": trap,
        "topic": topic,
        "why": why,
        "evidence": evidence(item, mark),
    }


def print_counts(items: list[Item]) -> None:
    """Sizes by split."""
    for split in ("dev", "held"):
        mine = [i for i in items if i.split == split]
        conflicts = [c for i in mine for c in i.conflicts]
        facts = sum(len(gold_of(i)["shared_facts"]) for i in mine)
        print(f"{split}: {len(mine)} items, {sum(len(i.reports) for i in mine)} reports, {facts} facts, {len(conflicts)} conflicts, "
              f"{sum(len(i.traps) for i in mine)} look-alikes")  # fmt: skip
        print("  by kind:", dict(sorted(Counter(c[1] for c in conflicts).items())))
        print("  between:", dict(sorted(Counter(c[2] for c in conflicts).items())))


if __name__ == "__main__":
    raise SystemExit(main())
