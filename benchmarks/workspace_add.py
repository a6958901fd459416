"""Words a second of adding articles to a workspace, beside those of reading alone, in turns under the same conditions.

usage: python benchmarks/workspace_add.py PATH... [--articles N] [--workers 2] [--turns 2] [--out FILE]

PATH is anything that `communique read` takes (release notes in .jsonl, a folder of articles, BASIL's folder of JSON).
Two processes take turns, each with the same inputs and as many workers: *read* is everything that `communique read`
does, its JSON printed nowhere; *add* is `communique add` into an empty workspace: originals, ingest, read, link,
compare, tables, history and search. Each starts its own workers and loads its own model; seconds are those of the clock
on the wall, from before the first input is looked at until everything is on disk. Words are runs of letters and digits.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOW = "2000-01-01T00:00:00Z"


def main() -> None:
    arguments = parse()
    with tempfile.TemporaryDirectory(dir=arguments.tmp) as folder:
        source = sample(arguments.paths, arguments.articles, Path(folder))
        rows: dict[str, list[dict[str, Any]]] = {"read": [], "add": []}
        for turn in range(arguments.turns):
            for job in ("read", "add") if turn % 2 == 0 else ("add", "read"):
                row = measured(job, source, arguments.workers, Path(folder) / f"ws{turn}")
                rows[job].append(row)
                print(f"turn {turn + 1} {job}: {row['words_per_second']:.0f} words/s, {row}", flush=True)
    result = summary(rows, arguments)
    print(json.dumps(result, indent=1))
    if arguments.out:
        Path(arguments.out).write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--articles", type=int, help="every n-th article, so that about so many are left")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--tmp", help="where the workspaces are made (a disk, not memory)")
    parser.add_argument("--out")
    return parser.parse_args()


def sample(paths: list[str], count: int | None, folder: Path) -> Path:
    """The inputs as one .jsonl: every n-th article, evenly over all of them."""
    found = [row for path in paths for row in articles(Path(path))]
    step = max(1, round(len(found) / count)) if count else 1
    place = folder / "articles.jsonl"
    place.write_text("".join(json.dumps(row) + "\n" for row in found[::step]), "utf-8")
    return place


def articles(path: Path) -> list[dict[str, Any]]:
    """Rows with `text`: a .jsonl as it is, or a folder of JSON files with `body-paragraphs` (BASIL)."""
    if path.suffix == ".jsonl":
        return [clean(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = []
    for file in sorted(path.rglob("*.json")):
        value = json.loads(file.read_text("utf-8"))
        if isinstance(value, dict) and "body-paragraphs" in value:
            text = "\n\n".join(" ".join(paragraph) for paragraph in value["body-paragraphs"])
            rows.append(clean(value | {"text": text}))
    return rows


def clean(value: dict[str, Any]) -> dict[str, Any]:
    text = value.get("text") or value.get("body") or value.get("content") or ""
    fields = {n: value[n] for n in ("title", "url", "date", "published") if isinstance(value.get(n), str)}
    outlet = value.get("outlet") or value.get("source")
    return {"text": text} | fields | ({"outlet": outlet} if isinstance(outlet, str) else {})


def measured(job: str, source: Path, workers: int, place: Path) -> dict[str, Any]:
    """Run one child; its own figures."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", job, str(source), str(workers), str(place)]
    environment = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    before = os.getloadavg()[0]
    printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    row: dict[str, Any] = json.loads(printed)
    row["words_per_second"] = row["words"] / row["seconds"]
    row["load_before"] = round(before, 1)
    return row


def summary(rows: dict[str, list[dict[str, Any]]], arguments: argparse.Namespace) -> dict[str, Any]:
    """Medians of both, and their ratio: by the clock, and by the processor's seconds where others share the machine."""
    sys.path.insert(0, str(HERE))
    from read_speed import commit, processor

    rate = {job: statistics.median(row["words_per_second"] for row in each) for job, each in rows.items()}
    work = {job: statistics.median(row["processor_seconds"] for row in each) for job, each in rows.items()}
    return {
        "data": [Path(p).name for p in arguments.paths],
        "articles": rows["add"][0]["articles"],
        "words": rows["add"][0]["words"],
        "workers": arguments.workers,
        "turns": arguments.turns,
        "processor": processor(),
        "commit": commit(),
        "words_per_second": {job: round(value) for job, value in rate.items()},
        "add_over_read": round(rate["add"] / rate["read"], 3),
        "processor_seconds": {job: round(value, 1) for job, value in work.items()},
        "add_over_read_by_processor_seconds": round(work["read"] / work["add"], 3),
        "rows": rows,
    }


# --- the children


def child(job: str, source: str, workers: str, place: str) -> dict[str, Any]:
    """Read the articles, or add them to a new workspace."""
    from communique.options import RunOptions
    from communique.record import Failure, canonical_json
    from communique.run import stream
    from communique.workspace import Workspace

    options = RunOptions(workers=int(workers))
    started = time.perf_counter()
    words = count = 0
    if job == "read":
        for outcome in stream([source], options):
            if not isinstance(outcome, Failure):
                canonical_json(outcome)
                words, count = words + counted(outcome.article.text), count + 1
        seconds = time.perf_counter() - started
    else:
        ws = Workspace.create(place, NOW)
        ws.add([source], options, now=NOW)
        seconds = time.perf_counter() - started
        for text in ws.texts([s.id for s in ws.status() if s.state == "read" and s.id]).values():
            words, count = words + counted(text), count + 1
    own, workers_ = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = own.ru_utime + own.ru_stime + workers_.ru_utime + workers_.ru_stime
    peak = own.ru_maxrss / 1024
    return {"articles": count, "words": words, "seconds": seconds, "processor_seconds": spent, "peak_mib": round(peak)}


def counted(text: str) -> int:
    return len(re.findall(r"\w+", text))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(child(*sys.argv[2:6])))
    else:
        main()
