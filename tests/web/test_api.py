"""The API: the same rows as the pages, what its document says, and a fuzzer's opinion of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from communique.options import WebOptions
from communique.record import Reading, plain

from .conftest import ORDER, Site, site_of

TOKEN = "a token of enough letters"


def checked(site: Site, path: str, answer: Any, method: str = "get") -> Any:
    """The answer's JSON, valid by the document's schema for that path and status."""
    document = site.get("/api/openapi.json").json()
    schema = document["paths"][path][method]["responses"][str(answer.status_code)]["content"]["application/json"][
        "schema"
    ]
    Draft202012Validator(schema | {"components": document["components"]}).validate(answer.json())
    return answer.json()


@pytest.mark.parametrize("table", ORDER)
def test_each_table_is_given_in_pieces(site: Site, table: str):
    everything = checked(site, f"/api/{table}", site.get(f"/api/{table}", params={"limit": 500}))
    assert everything["total"] == len(everything["rows"]) == len(site.rows(table))
    some = site.get(f"/api/{table}", params={"limit": 3, "offset": 2}).json()
    assert some["rows"] == everything["rows"][2:5]


def test_one_article_and_one_story_are_as_in_the_record(site: Site):
    row = site.rows("articles")[0]
    given = site.get(f"/api/articles/{row['id']}").json()
    assert given == plain(site.data.reading(row["id"]))
    Reading.model_validate(given)
    story = site.data.stories()[0]["id"]
    assert site.get(f"/api/stories/{story}").json() == plain(site.data.story(story))


def test_hits_mark_the_words_in_their_snippet(site: Site):
    found = checked(site, "/api/search", site.get("/api/search", params={"q": "levy"}))
    assert found["total"] >= len(found["hits"]) > 0
    for hit in found["hits"]:
        assert all(hit["snippet"][s:e].lower() == "levy" for s, e in hit["marks"])


def test_a_correction_is_made_listed_and_withdrawn(own: Site):
    row = own.rows("statements")[0]
    token = {"x-csrf-token": own.csrf()}
    body = {"kind": "speaker", "subject": "statement", "subject_id": row["id"], "after": {"speaker": "Ottla Brandt"}}
    made = checked(own, "/api/corrections", own.post("/api/corrections", json=body, headers=token), "post")
    assert own.get("/api/statements?speaker=Ottla").json()["total"] == 1
    listed = checked(own, "/api/corrections", own.get("/api/corrections"))
    assert [c["id"] for c in listed["rows"]] == made["made"]
    path = "/api/corrections/{id}"
    checked(own, path, own.delete(f"/api/corrections/{made['made'][0]}", headers=token), "delete")
    assert own.get("/api/corrections").json()["total"] == 0
    checked(own, path, own.delete(f"/api/corrections/{made['made'][0]}", headers=token), "delete")


def test_the_difference_since_a_run_names_what_changed(own: Site):
    row = next(r for r in own.rows("statements") if r["act"] != "warn")
    own.told("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    found = own.get("/api/diff", params={"since": "1"}).json()
    assert [(c["table"], c["what"], c["id"]) for c in found["changes"]] == [("statements", "changed", row["id"])]


def test_names_complete_what_is_typed(site: Site):
    actor = site.rows("actors")[0]["name"]
    assert actor in site.get("/api/names", params={"q": actor[:3].lower()}).json()["names"]
    assert site.get("/api/names", params={"q": "qqqq"}).json()["names"] == []


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{}", {"content-type": "text/plain"}, 415),
        (b"{", {"content-type": "application/json"}, 400),
        (b"[]", {"content-type": "application/json"}, 400),
        (b'{"kind": "accept", "subject": "statement", "subject_id": 7}', {"content-type": "application/json"}, 400),
        (
            b'{"kind": "accept", "subject": "statement", "subject_id": "s", "x": 1}',
            {"content-type": "application/json"},
            400,
        ),
    ],
)
def test_a_body_that_does_not_fit_is_refused(own: Site, content: bytes, headers: dict[str, str], status: int):
    answer = own.post("/api/corrections", content=content, headers=headers | {"x-csrf-token": own.csrf()})
    assert answer.status_code == status
    assert answer.json()["error"]


def test_another_method_is_answered_with_those_there_are(site: Site):
    answer = site.put("/api/statements", headers={"x-csrf-token": site.csrf()})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_the_fuzzer_finds_nothing(example_folder: Path, tmp_path: Path):
    """A short run of benchmarks/web_fuzz.py, which does the same with more cases."""
    pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    import shutil
    import sys

    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    from web_fuzz import fuzz_api

    shutil.copytree(example_folder, tmp_path / "ws")
    site = site_of(tmp_path / "ws", WebOptions(token=TOKEN, hosts=("testserver",)))
    report = fuzz_api(site.app, TOKEN, examples=6, seed=6)
    assert report["failures"] == [], json.dumps(report["failures"][:3], indent=1)
    assert report["cases"] > 100
