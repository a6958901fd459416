"""Server time of every page of a workspace: the first time after a start, the first time after a change, and again.

    python benchmarks/web_pages.py WORKSPACE [--repeat 5] [--change]

First: a server that has started (templates compiled, its copy of the record made), every page asked for once, other
pages before it. With `--change` the workspace is copied, one difference is accepted, and every page is asked for once
more when the run is shown: "changed". Again: the median of the repeats. Milliseconds inside the ASGI application, no
network: of wall clock, and of CPU of this process (which other work on the machine does not change much). What the
server makes beside its pages after a start or a run is waited for, and its CPU told apart ("beside_cpu_ms").
Writes benchmarks/results/web_pages.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from communique.options import WebOptions
from communique.web import create_app
from communique.web.tables import Ask

RESULTS = Path(__file__).parent / "results" / "web_pages.json"
TIMES = ("first", "changed", "again")
BASE = "http://127.0.0.1:8765"


def addresses(data: Any) -> dict[str, str]:
    """One address of every kind of page; those of one thing in the largest story and elsewhere."""
    story = max(data.stories(), key=lambda s: (s["articles"], s["id"]))["id"]
    first = {
        table: data.rows(Ask(table), order, 1, 7)[0]["id"]
        for table, order in {
            "articles": "newest", "statements": "newest", "actors": "busiest", "events": "oldest", "positions": "issue",
            "conflicts": "gravest", "forward": "oldest",
        }.items()
    }  # fmt: skip
    row = data.one("statements", first["statements"])
    return {
        "home": "/",
        "stories": "/stories",
        "one story (largest)": f"/stories/{story}",
        "articles": "/articles",
        "articles, page 100": "/articles?page=100",
        "one article": f"/articles/{first['articles']}",
        "words in their article": f"/articles/{row['article']}?at={','.join(row['spans'])}",
        "versions": f"/articles/{first['articles']}/versions",
        "statements": "/statements",
        "statements, page 1000": "/statements?page=1000",
        "statements, by words": "/statements?text=agreement",
        "statements, by speaker": f"/statements?speaker={(row['actor_names'] or ['a'])[0]}",
        "statements of a story": f"/statements?story={story}",
        "one statement": f"/statements/{first['statements']}",
        "people": "/people",
        "one person": f"/people/{first['actors']}",
        "positions": "/positions",
        "positions of a story": f"/positions?story={story}",
        "one position": f"/positions/{first['positions']}",
        "timeline": "/timeline",
        "timeline of a story": f"/timeline?story={story}",
        "one event": f"/events/{first['events']}",
        "differences": "/conflicts",
        "one difference": f"/conflicts/{first['conflicts']}",
        "promises": "/promises",
        "one promise": f"/promises/{first['forward']}",
        "sources": "/sources",
        "sources of a story": f"/sources?story={story}",
        "search": "/search?q=agreement",
        "changes": "/changes",
        "corrections": "/corrections",
        "jobs": "/jobs",
        "export": "/export",
        "help": "/help",
        "api: statements": "/api/statements?limit=100",
        "api: names": "/api/names?q=min",
    }


def measured(client: TestClient, path: str) -> tuple[float, float, int]:
    """Milliseconds of wall clock and of CPU, and the size of the answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = client.get(path)
    took = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return round(took[0], 1), round(took[1], 1), len(answer.content)


def rested(app: Any) -> float:
    """Wait until the server has made what it makes beside its pages; milliseconds of CPU since the call."""
    cpu = time.process_time()
    watch = app.state.watch
    while watch.made != app.state.data.run:
        time.sleep(0.1)
    return round((time.process_time() - cpu) * 1000, 1)


def changed(client: TestClient) -> tuple[float, float]:
    """Accept a difference; seconds until its run is shown, of wall clock and of CPU."""
    data = client.app.state.data  # type: ignore[attr-defined]
    before, wall, cpu = data.run, time.perf_counter(), time.process_time()
    row = data.rows(Ask("conflicts"), "gravest", 1)[0]
    csrf = client.get("/api/session").json()["csrf"]
    asked = {"kind": "accept", "subject": "conflict", "subject_id": row["id"]}
    answer = client.post("/api/corrections", json=asked, headers={"x-csrf-token": csrf})
    assert answer.status_code == 201, answer.text
    while data.run == before:
        time.sleep(0.02)
    return round(time.perf_counter() - wall, 2), round(time.process_time() - cpu, 2)


def told(rows: dict[str, Any]) -> dict[str, Any]:
    """The worst and the median of each kind of time."""
    out: dict[str, Any] = {}
    for when in TIMES:
        for unit in ("ms", "cpu_ms"):
            kind = f"{when}_{unit}"
            found = {name: row[kind] for name, row in rows.items() if kind in row}
            if found:
                name = max(found, key=lambda n: found[n])
                out[f"worst_{kind}"] = [name, found[name]]
                out[f"median_{kind}"] = round(statistics.median(found.values()), 1)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--change", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.workspace
        if asked.change:
            folder = Path(scratch) / "workspace"
            shutil.copytree(asked.workspace, folder)
        report = measured_all(folder, asked.repeat, change=asked.change)
    RESULTS.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")
    print({k: v for k, v in report.items() if k != "pages"})


def measured_all(folder: Path, repeat: int, *, change: bool) -> dict[str, Any]:
    """Every page at every time."""
    probe = create_app(folder, WebOptions()).state.data
    report: dict[str, Any] = {"counts": probe.counts(), "cores": os.cpu_count()}
    pages = addresses(probe)
    probe.close()
    rows: dict[str, Any] = {name: {"path": path.partition("?")[0]} for name, path in pages.items()}
    with TestClient(create_app(folder, WebOptions(patience=3600)), base_url=BASE) as client:
        report["beside_cpu_ms"] = rested(client.app)
        client.get("/help")  # the session's cookie set
        for name, path in pages.items():
            wall, cpu, size = measured(client, path)
            rows[name] |= {"first_ms": wall, "first_cpu_ms": cpu, "bytes": size}
        if change:
            report["change_s"], report["change_cpu_s"] = changed(client)
            report["beside_change_cpu_ms"] = rested(client.app)
        else:
            client.app.state.data.close()  # type: ignore[attr-defined]
            client.app.state.data.catch_up()  # type: ignore[attr-defined]
        for name, path in pages.items():
            rows[name]["changed_ms"], rows[name]["changed_cpu_ms"], _ = measured(client, path)
        for name, path in pages.items():
            again = [measured(client, path) for _ in range(repeat)]
            rows[name]["again_ms"] = statistics.median(wall for wall, _, _ in again)
            rows[name]["again_cpu_ms"] = statistics.median(cpu for _, cpu, _ in again)
            times = [rows[name].get(f"{when}_{unit}", 0.0) for when in TIMES for unit in ("ms", "cpu_ms")]
            print(" ".join(f"{time:8.1f}" for time in times) + f" {rows[name]['bytes']:9,} {name}", flush=True)
    return report | told(rows) | {"load_average": round(os.getloadavg()[0], 2), "pages": rows}


if __name__ == "__main__":
    main()
