"""Server time of every page of a workspace: the first time after a run ("cold") and again ("warm").

    python benchmarks/web_pages.py WORKSPACE [--repeat 5]

Cold: a new server, every page asked for once, other pages before it. Warm: the median of the repeats. Milliseconds inside
the ASGI application, no network: of wall clock, and of CPU of this process (which other work on the machine does not
change much). Writes benchmarks/results/web_pages.json.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from communique.options import WebOptions
from communique.web import create_app
from communique.web.tables import Ask

RESULTS = Path(__file__).parent / "results" / "web_pages.json"
KINDS = ("cold_ms", "cold_cpu_ms", "warm_ms", "warm_cpu_ms")
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    probe = create_app(asked.workspace, WebOptions()).state.data
    counts, pages = probe.counts(), addresses(probe)
    client = TestClient(create_app(asked.workspace, WebOptions()), base_url=BASE)
    client.get("/help")  # templates compiled, the session's cookie set
    rows = {}
    for name, path in pages.items():
        cold, cold_cpu, size = measured(client, path)
        again = [measured(client, path) for _ in range(asked.repeat)]
        rows[name] = {
            "path": path.partition("?")[0],
            "bytes": size,
            "cold_ms": cold,
            "cold_cpu_ms": cold_cpu,
            "warm_ms": statistics.median(wall for wall, _, _ in again),
            "warm_cpu_ms": statistics.median(cpu for _, cpu, _ in again),
        }
        print(" ".join(f"{rows[name][k]:9.1f}" for k in KINDS) + f" {size:9,} {name}", flush=True)
    report = {"counts": counts, "load_average": round(os.getloadavg()[0], 2), "cores": os.cpu_count(), "pages": rows}
    for kind in KINDS:
        name = max(rows, key=lambda n: rows[n][kind])
        report[f"worst_{kind}"] = [name, rows[name][kind]]
        report[f"median_{kind}"] = round(statistics.median(r[kind] for r in rows.values()), 1)
    RESULTS.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")
    print({k: v for k, v in report.items() if k != "pages"})


if __name__ == "__main__":
    main()
