"""Make each `items.json` (texts, labels, offsets) from `items.txt` and `fresh.txt`; `--check` compares with what is committed.

The half of an item is decided by the hash of its name (`items.txt`: dev, held) or by its number (`fresh.txt`: fresh-a the odd
ones, fresh-b the even). Needs Python 3.11 and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KINDS = {"commitment", "demand", "condition", "offer", "prediction", "plan", "warning", "refusal"}
STATUSES = {"open", "kept", "broken", "superseded", "overdue", "unclear"}
MARK = re.compile(r"\[\[(\w+)\|(.+?)\]\]|\{\{(\w+)\|(.+?)\}\}", re.DOTALL)


def items(source: str) -> Iterator[dict[str, Any]]:
    """Every item of the file `source` as one object; SystemExit names the item that breaks a rule."""
    for block in re.split(r"(?m)^### ", (HERE / source).read_text("utf-8"))[1:]:
        head, *parts = re.split(r"(?m)^@ ", block)
        name, style = (x.strip() for x in head.strip().split("|"))
        *_, last = parts
        labels = [line[2:].strip() for line in last.splitlines() if line.startswith("> ")]
        parts[-1] = "\n".join(line for line in last.splitlines() if not line.startswith("> "))
        reports = dict(zip(("earlier", "later"), (report(p) for p in parts), strict=True))
        yield item(name, style, reports, labels)


def report(part: str) -> dict[str, Any]:
    """One report: its fields, its text without marks, and where each mark stood."""
    head, _, body = part.partition("\n")
    published, outlet, title = (x.strip() for x in head.split("|"))
    raw = f"{title}\n\n{body.strip()}\n"
    text, marks, at = "", {}, 0
    for match in MARK.finditer(raw):
        text += raw[at : match.start()]
        words = match[2] or match[4]
        marks.setdefault(match[1] or match[3], []).append([len(text), len(text) + len(words)])
        text, at = text + words, match.end()
    return {"published": published, "outlet": outlet, "title": title, "text": text + raw[at:], "marks": marks}


def item(name: str, style: str, reports: dict[str, Any], labels: list[str]) -> dict[str, Any]:
    """The labels as objects with offsets, each checked against its marks."""
    earlier, later = reports["earlier"].pop("marks"), reports["later"].pop("marks")
    forward, alike = [], []
    for label in labels:
        mark, _, rest = label.partition(" ")
        fields = [x.strip() for x in rest.split("|")]
        if mark not in earlier:
            sys.exit(f"{name}: label {mark} has no words; mark them [[{mark}|...]] in the earlier report")
        if len(fields) == 1:
            alike.append({"doc": "earlier", "spans": earlier[mark], "why": fields[0]})
            continue
        kind, actor, horizon, status = fields
        if kind not in KINDS or status not in STATUSES:
            sys.exit(f"{name}: {kind!r} or {status!r} is no value of this benchmark")
        forward.append(
            {
                "kind": kind,
                "actor": None if actor == "-" else actor,
                "horizon": None if horizon == "-" else horizon,
                "status": status,
                "evidence": [{"doc": "earlier", "spans": earlier[mark]}],
                "outcome": [{"doc": "later", "spans": later[mark]}] if mark in later else [],
            }
        )
    told = {label.partition(" ")[0] for label in labels}
    others = [{"doc": "later", "spans": spans} for mark, spans in sorted(later.items()) if mark not in told]
    if unlabelled := set(earlier) - told:
        sys.exit(f"{name}: {sorted(unlabelled)} marked and not labelled")
    return {
        "name": name,
        "style": style,
        "reports": reports,
        "forward": forward,
        "look_alikes": alike,
        "others": others,
    }


def half(name: str) -> str:
    """`fresh-a` or `fresh-b` by the number of a name such as `f01-...`; else `dev` or `held`, by its hash."""
    if numbered := re.match(r"f(\d+)-", name):
        return "fresh-a" if int(numbered[1]) % 2 else "fresh-b"
    return "dev" if int(hashlib.sha1(name.encode()).hexdigest()[:8], 16) % 2 else "held"


def main() -> None:
    halves: dict[str, list[dict[str, Any]]] = {"dev": [], "held": [], "fresh-a": [], "fresh-b": []}
    for source in ("items.txt", "fresh.txt"):
        for one in items(source):
            halves[half(one["name"])].append(one)
    for name, found in halves.items():
        made = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        path = HERE / name / "items.json"
        if "--check" in sys.argv:
            if path.read_text("utf-8") != made:
                sys.exit(f"{path.name} of {name} is not what its source makes; run build.py")
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
        print(name, len(found), "items,", sum(len(i["forward"]) for i in found), "lines")


if __name__ == "__main__":
    main()
