"""Server time of every page of a workspace: the first time after a run ("cold") and again ("warm").

    python benchmarks/web_pages.py WORKSPACE [--repeat 5]

Cold: a new server, every page asked for once, other pages before it. Warm: the median of the repeats. Milliseconds of
wall clock inside the ASGI application, no network. Writes benchmarks/results/web_pages.json.
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


def measured(client: TestClient, path: str) -> tuple[float, int]:
    started = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return round(took, 1), len(answer.content)


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
        cold, size = measured(client, path)
        warm = statistics.median(measured(client, path)[0] for _ in range(asked.repeat))
        rows[name] = {"path": path.partition("?")[0], "cold_ms": cold, "warm_ms": warm, "bytes": size}
        print(f"{cold:8.1f} {warm:8.1f} {size:9,} {name}", flush=True)
    worst = {kind: max(rows, key=lambda n: rows[n][kind]) for kind in ("cold_ms", "warm_ms")}
    report = {
        "counts": counts,
        "load_average": round(os.getloadavg()[0], 2),
        "pages": rows,
        "worst_cold": [worst["cold_ms"], rows[worst["cold_ms"]]["cold_ms"]],
        "worst_warm": [worst["warm_ms"], rows[worst["warm_ms"]]["warm_ms"]],
        "median_cold": round(statistics.median(r["cold_ms"] for r in rows.values()), 1),
        "median_warm": round(statistics.median(r["warm_ms"] for r in rows.values()), 1),
    }
    RESULTS.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")
    print({k: v for k, v in report.items() if k != "pages"})


if __name__ == "__main__":
    main()
