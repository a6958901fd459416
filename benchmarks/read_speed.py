"""Words a second and peak memory of reading, beside a named peer, in one run on one core.

usage: python benchmarks/read_speed.py FOLDER [--peer-python peer/bin/python] [--out benchmarks/results/NAME.json]

FOLDER holds .txt files. Three processes take turns, each pinned to the same core: *attribution* (sources, cues and
contents alone), *read* (all that `communique read` computes, ingest included), and *peer* (peer_textacy.py, in the
environment whose Python is given). Each does all the files; the median over the turns counts, and the peak is that of
the whole process. Words are runs of letters and digits, counted alike. Loading is timed apart. Seconds are those of the
clock on the wall, so keep the machine idle; the processor's own seconds stand beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MIB = 1024  # ru_maxrss counts KiB on Linux


def main() -> None:
    arguments = parse()
    files = sorted(str(f) for f in Path(arguments.folder).glob("*.txt"))[: arguments.articles]
    if not files:
        sys.exit(f"{arguments.folder} holds no .txt files")
    own = [sys.executable, str(Path(__file__).resolve())]
    commands = {"attribution": [*own, "--child", "attribution"], "read": [*own, "--child", "read"]}
    if arguments.peer_python:
        commands["peer"] = [arguments.peer_python, str(HERE / "peer_textacy.py")]
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for turn in range(arguments.turns):
        for name, command in commands.items():
            row = measured([*command, *files], arguments.core)
            turns[name].append(row)
            print(
                f"turn {turn + 1} {name}: {row['words_per_second']:.0f} words/s, {row['peak_mib']:.0f} MiB", flush=True
            )
    result = summary(turns, arguments, len(files))
    print(json.dumps(result, indent=1))
    if arguments.out:
        Path(arguments.out).write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--peer-python")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--out")
    return parser.parse_args()


def measured(command: list[str], core: int) -> dict[str, Any]:
    """Run a child on one core; its own figures, the wall time of the whole process and its peak memory."""
    environment = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment | {"TOKENIZERS_PARALLELISM": "false"})
    os.sched_setaffinity(child.pid, {core})
    assert child.stdout is not None
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command[:4])} ended with code {child.returncode}")
    row: dict[str, Any] = json.loads(printed)
    row["process_seconds"] = time.perf_counter() - started
    row["processor_seconds"] = usage.ru_utime + usage.ru_stime
    row["peak_mib"] = usage.ru_maxrss / MIB
    row["words_per_second"] = row["words"] / row["work_seconds"]
    return row


def summary(turns: dict[str, list[dict[str, Any]]], arguments: argparse.Namespace, files: int) -> dict[str, Any]:
    """Medians by system, ratios to the peer, and what it was measured on."""
    figures = ("words_per_second", "peak_mib", "load_seconds", "work_seconds", "process_seconds", "processor_seconds")
    systems: dict[str, Any] = {}
    for name, rows in turns.items():
        medians = {figure: round(statistics.median(row[figure] for row in rows), 2) for figure in figures}
        systems[name] = {key: rows[0].get(key) for key in ("what", "words", "found", "refused")} | medians
    result: dict[str, Any] = {"data": Path(arguments.folder).name, "files": files, "turns": arguments.turns}
    result |= {"cores": 1, "processor": processor(), "python": platform.python_version(), "commit": commit()}
    result["systems"] = systems
    if "peer" in systems:
        peer = systems["peer"]
        result["ratio_to_peer"] = {
            name: {
                "words_per_second": round(systems[name]["words_per_second"] / peer["words_per_second"], 3),
                "peak_memory": round(systems[name]["peak_mib"] / peer["peak_mib"], 3),
            }
            for name in ("attribution", "read")
        }
    return result


def processor() -> str:
    """The processor's name where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    match = re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text("utf-8")) if cpuinfo.exists() else None
    return match[1] if match else platform.machine()


def commit() -> str:
    """The commit that was measured."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True).stdout.strip() or "unknown"


# --- the children


def child_read(files: list[str]) -> dict[str, Any]:
    """Everything that `communique read` does with these files, printed nowhere."""
    started = time.perf_counter()
    from communique.options import RunOptions
    from communique.record import Failure, canonical_json
    from communique.run.build import _reader, stream

    options = RunOptions(workers=1)
    name = _reader(options.read).name
    loaded = time.perf_counter()
    words = found = refused = 0
    for outcome in stream(files, options):
        if isinstance(outcome, Failure):
            refused += 1
            continue
        words += len(re.findall(r"\w+", outcome.article.text))
        found += len(outcome.statements)
        canonical_json(outcome)
    return row(f"communique read, {name}", words, found, refused, started, loaded)


def child_attribution(files: list[str]) -> dict[str, Any]:
    """Sources, cues and contents alone: the model and its decoder, on the bare text."""
    started = time.perf_counter()
    from communique.encoder.session import load_model
    from communique.encoder.words import split_words
    from communique.read.attribution import load_settings
    from communique.read.scores import score
    from communique.read.statements.build import drafts
    from communique.read.statements.quotes import QuoteIndex

    model, settings = load_model(), load_settings()
    loaded = time.perf_counter()
    words = found = 0
    for file in files:
        text = Path(file).read_text("utf-8")
        words += len(re.findall(r"\w+", text))
        scores = score(split_words(text), model, settings)
        found += len(drafts(scores, QuoteIndex(text), lambda _offset: True))
    return row(f"communique attribution, {model.version}", words, found, 0, started, loaded)


def row(what: str, words: int, found: int, refused: int, started: float, loaded: float) -> dict[str, Any]:
    counts = {"what": what, "words": words, "found": found, "refused": refused}
    return counts | {"load_seconds": loaded - started, "work_seconds": time.perf_counter() - loaded}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        job = {"read": child_read, "attribution": child_attribution}[sys.argv[2]]
        print(json.dumps(job(sys.argv[3:])))
    else:
        main()
