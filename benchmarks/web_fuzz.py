"""What the web workspace does with what nobody would send: schemathesis against /api, hostile uploads and texts.

    python benchmarks/web_fuzz.py api WORKSPACE [--examples 60] [--seed 6]
    python benchmarks/web_fuzz.py hostile WORKSPACE [--tries 5000] [--seed 6] [--settle 600]

Both work on a copy of the workspace and write benchmarks/results/web_fuzz_<what>.json. Needs schemathesis for `api`.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import shutil
import tempfile
import time
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
TOKEN = "token-of-the-fuzzer-only"


def fuzz_api(app: Any, token: str, examples: int, seed: int) -> dict[str, Any]:
    """Every operation of /api/openapi.json with generated values, valid and not; each answer checked by its document."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as with_seed
    from schemathesis import GenerationMode

    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"authorization": f"Bearer {token}"})
    schema.config.update(headers={"authorization": f"Bearer {token}"})
    cases: Counter[str] = Counter()
    failures: list[dict[str, str]] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if operation.method.upper() == "POST" and operation.path == "/api/jobs" and mode is GenerationMode.POSITIVE:
                continue  # uploads have a run of their own, with contents that mean something

            @with_seed(seed)
            @settings(
                max_examples=examples,
                deadline=None,
                database=None,
                derandomize=False,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def check(case: Any) -> None:
                cases[f"{case.method} {case.path}"] += 1
                try:
                    case.call_and_validate()
                except BaseExceptionGroup as error:
                    failures.append({"operation": f"{case.method} {case.path}", "error": str(error)[:1500]})

            try:
                check()
            except Exception as error:
                if "Unsatisfiable" not in type(error).__name__ and "cannot be negated" not in str(error).lower():
                    failures.append({"operation": operation.label, "error": f"{type(error).__name__}: {error}"[:1500]})
    return {"cases": sum(cases.values()), "by_operation": dict(sorted(cases.items())), "failures": failures}


WORDS = [
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}", "' OR 1=1 --", "\x00", "\x1b[2J",
    "\u202e", "\ud800", "%00", "%2e%2e%2f", "../../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd",
    "\r\nSet-Cookie: a=b", "A" * 5000, "🏴" * 300, "ﷺ" * 200, "\u0300" * 500, "javascript:alert(1)", "//evil.example",
    "<base href=//evil.example>", "</textarea></title></script>", "1e999", "-1", "NaN", "0", "9" * 40, "\n" * 50, "[]", "{}",
    "</ul></li></main>", "<!--", "]]>", "&#x3c;b&#x3e;", "*", '"unbalanced', "a AND b OR NOT", "NEAR(a b)", "\ufeff", "\u2028",
]  # fmt: skip


def hostile(folder: Path, tries: int, seed: int, settle: int) -> dict[str, Any]:
    """Uploads and texts nobody would send: every answer must be a page or a refusal, and no word become markup.

    Each file of an upload is a try. When all were made, jobs have `settle` seconds to end.
    """
    from starlette.testclient import TestClient

    from communique.options import RunOptions, WebOptions
    from communique.web import create_app

    chance = random.Random(seed)
    options = WebOptions(token=TOKEN, max_file=2_000_000, max_unpacked=8_000_000, max_upload_files=50, patience=0.05)
    app = create_app(folder, options, RunOptions(), clock=lambda: "2031-12-01T00:00:00Z")
    statuses: Counter[str] = Counter()
    failures: list[dict[str, str]] = []
    slowest = 0.0
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        client.headers["authorization"] = f"Bearer {TOKEN}"
        csrf = client.get("/api/session").json()["csrf"]
        rows = app.state.data.workspace.rows("statements", None, 20)
        number = 0
        while number < tries:
            kind = chance.choices(
                ["upload", "query", "path", "form", "json", "correction file"], [2, 20, 18, 30, 20, 10]
            )[0]
            started = time.perf_counter()
            files = [_file(chance) for _ in range(chance.randint(5, 12))] if kind == "upload" else []
            what, answer = _try(client, chance, kind, csrf, rows, files)
            slowest = max(slowest, time.perf_counter() - started)
            statuses[f"{kind} {answer.status_code}"] += len(files) or 1
            number += len(files) or 1
            wrong = _wrong(answer)
            if wrong:
                failures.append({"try": str(number), "kind": kind, "what": what[:300], "wrong": wrong})
        uploaded = _settled(app, settle)
        for path in ("/", "/articles", "/jobs", "/corrections", "/statements"):
            answer = client.get(path)
            if wrong := _wrong(answer):
                failures.append({"try": "after", "kind": "page", "what": path, "wrong": wrong})
    outside = [str(p) for p in folder.parent.iterdir() if p != folder]
    if outside:
        failures.append(
            {"try": "after", "kind": "files", "what": str(outside), "wrong": "written outside the workspace"}
        )
    return {
        "tries": tries, "statuses": dict(sorted(statuses.items())), "failures": failures, "jobs": uploaded,
        "slowest_seconds": round(slowest, 3),
    }  # fmt: skip


def _settled(app: Any, seconds: int) -> dict[str, int]:
    """Wait for the jobs to end, and for corrections to be laid; how many jobs ended how."""
    for _ in range(seconds * 10):
        jobs = app.state.jobs.list(10_000)
        if all(job.over for job in jobs) and not app.state.jobs.waiting:
            break
        time.sleep(0.1)
    return dict(Counter(job.state for job in jobs))


class Markup(HTMLParser):
    """What no page of ours has, as a browser's parser sees it: words in an attribute's value are words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, page: str) -> str:
        parser = cls()
        parser.feed(page)
        parser.close()
        return "; ".join(parser.found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        ours = tag == "script" and (given.get("src") or "").startswith("/static/")
        if tag in ("script", "img", "base", "iframe", "object", "embed") and not ours:
            self.found.append(f"<{tag}>")
        self.found += [
            name
            for name, value in attrs
            if name.startswith("on")
            or ((value or "").startswith("javascript:") and name in ("href", "action", "src", "formaction"))
        ]


def _wrong(answer: Any) -> str:
    if answer.status_code >= 500:
        return f"{answer.status_code}: {answer.text[:300]}"
    if "content-security-policy" not in answer.headers:
        return "no policy"
    location = answer.headers.get("location", "/")
    if not re.match(r"/(?![/\\])", location):
        return f"leads away: {location}"
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = answer.text
        if became := Markup.of(page):
            return f"words became markup: {became}"
        if re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page):
            return "an invisible character got through"
        if "49" in page and "minister of 49" in page:
            return "a template was run"
    return ""


def _text(chance: random.Random) -> str:
    return "".join(chance.choice([*WORDS, " ", "said", "Minister", "“", "”"]) for _ in range(chance.randint(1, 5)))


def _try(
    client: Any, chance: random.Random, kind: str, csrf: str, rows: list[Any], files: list[tuple[str, bytes]]
) -> tuple[str, Any]:
    if kind == "upload":
        plain = [
            (
                "files",
                (
                    name.encode("utf-8", "replace").decode().replace("\r", "").replace("\n", "").replace("\x00", ""),
                    content,
                ),
            )
            for name, content in files
        ]
        return repr([name for name, _ in files]), client.post(
            "/upload", data={"csrf": csrf}, files=plain, follow_redirects=False
        )
    if kind == "query":
        path = chance.choice(["/search", "/statements", "/articles", "/people", "/positions", "/timeline", "/conflicts",
                              "/promises", "/changes", "/sources", "/stories", "/corrections"])  # fmt: skip
        names = ["q", "text", "speaker", "issue", "outlet", "form", "act", "since", "until", "story", "page", "rows", "at",
                 "told", "kind", "between", "family", "status", "stance", "article"]  # fmt: skip
        query = {chance.choice(names): _safe(_text(chance)) for _ in range(chance.randint(1, 3))}
        return f"{path} {query}", client.get(path, params=query)
    if kind == "path":
        parts = [_safe(chance.choice(WORDS)) for _ in range(chance.randint(1, 3))]
        from urllib.parse import quote

        path = chance.choice(["/", "/articles/", "/static/", "/export/", "/jobs/", "/statements/"]) + "/".join(
            quote(p, safe="") for p in parts
        )
        return path[:300], client.get(path[:4000])
    row = chance.choice(rows)
    if kind == "form":
        fields = {"csrf": csrf, "subject_id": chance.choice([row["id"], _safe(_text(chance))]), "after": _safe(_text(chance)),
                  "subject": chance.choice(["statement", "article", "actor", "event", "omission", "forward", "x"]),
                  "kind": chance.choice(["speaker", "form", "act", "accept", "rename-actor", "event-date", "span",
                                         "add-statement", "outcome", "independence", "x"]),
                  "next": _safe(_text(chance)), "why": _safe(_text(chance))}  # fmt: skip
        if chance.random() < 0.5:
            fields |= {"subject_id": row["article"], "subject": "article", "words": chance.choice([row["text"], _safe(_text(chance))]),
                       "cue": _safe(_text(chance)), "near": chance.choice(["", "7", "-1", "9" * 30, "x"])}  # fmt: skip
        if chance.random() < 0.2:
            fields |= {chance.choice(["accept", "reject"]): _safe(_text(chance))}
        where = chance.choice(["/corrections", "/corrections", "/who", "/corrections/undo", "/export"])
        if where == "/export":
            fields["format"] = _safe(_text(chance))
        return str(fields), client.post(where, data=fields, follow_redirects=False)
    if kind == "json":
        body = {"kind": chance.choice(["speaker", "act", "outcome", "span"]), "subject": "statement", "subject_id": row["id"],
                "words": _safe(_text(chance)), "near": chance.choice([0, 10**12, None]), "story": _safe(_text(chance))[:200],
                "after": chance.choice([None, _safe(_text(chance)), {"speaker": _safe(_text(chance))}, [[[]]], 1e308]),
                "why": _safe(_text(chance))}  # fmt: skip
        return str(body), client.post("/api/corrections", json=body)
    content = chance.choice([
        json.dumps([{"kind": _safe(_text(chance)), "who": "x", "when": "2031"}]).encode(), b"[" * 50_000, b"{}", b"\xff" * 100,
        json.dumps({"type": "AnnotationPage", "items": [{"id": _safe(_text(chance)), "creator": {"name": _safe(_text(chance))},
                    "created": "2031-01-01", "body": [], "target": []}]}).encode(), b"", b"null",
    ])  # fmt: skip
    return repr(content[:200]), client.post(
        "/corrections/import", data={"csrf": csrf}, files={"file": ("c.json", content)}, follow_redirects=False
    )


def _safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _file(chance: random.Random) -> tuple[str, bytes]:
    """A file whose name, kind and content fit together badly."""
    ending = chance.choice(
        [".txt", ".html", ".jsonl", ".zip", ".docx", ".pdf", ".eml", ".mbox", ".xml", ".gz", ".warc.gz", "", ".exe"]
    )
    name = _text(chance)[:200] + ending
    text = (_text(chance) + "\n\n") * chance.randint(1, 20)
    raw = text.encode("utf-8", "surrogatepass")
    kind = chance.randrange(9)
    if kind == 0:
        return name, bytes(chance.randrange(256) for _ in range(chance.randint(0, 2000)))
    if kind == 1:
        return name, _zip({_safe(_text(chance))[:200].replace("\x00", "") or "x": raw for _ in range(3)})
    if kind == 2:
        return name, _zip(
            {"word/document.xml": b" " * chance.choice([1000, 3_000_000]), "[Content_Types].xml": b"<x/>"}
        )
    if kind == 3:
        return name, gzip.compress(raw * chance.choice([1, 2000]))
    if kind == 4:
        line = json.dumps(
            {
                "text": _safe(text),
                "title": _safe(_text(chance)),
                "url": _safe(_text(chance)),
                "id": _safe(_text(chance)),
            }
        )
        return name, "\n".join([line] * 3).encode()
    if kind == 5:
        return (
            name,
            f"<html><head><title>{_safe(_text(chance))}</title></head><body><p>{_safe(text)}</p></body></html>".encode(),
        )
    if kind == 6:
        return name, b"%PDF-1.4\n" + raw[:500] + b"\n%%EOF"
    if kind == 7:
        entity = "".join(f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" * 1 if n else "x"}">' for n in range(20))
        return (
            name,
            f'<?xml version="1.0"?><!DOCTYPE r [{entity}]><rss><channel><title>&e19;</title></channel></rss>'.encode(),
        )
    return name, raw


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["api", "hostile"])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--examples", type=int, default=60)
    parser.add_argument("--tries", type=int, default=5000)
    parser.add_argument("--settle", type=int, default=600)
    parser.add_argument("--seed", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workspace"
        shutil.copytree(asked.workspace, folder)
        if asked.what == "api":
            from communique.options import WebOptions
            from communique.web import create_app

            report = fuzz_api(
                create_app(folder, WebOptions(token=TOKEN, hosts=("testserver",))), TOKEN, asked.examples, asked.seed
            )
        else:
            report = hostile(folder, asked.tries, asked.seed, asked.settle)
    report |= {"seed": asked.seed}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"web_fuzz_{asked.what}.json").write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")
    print(json.dumps({k: v for k, v in report.items() if k != "by_operation"}, indent=1)[:4000])


if __name__ == "__main__":
    main()
