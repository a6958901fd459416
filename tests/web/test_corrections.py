"""Corrections by form: each holds, is listed with its words, and can be undone."""

from __future__ import annotations

import json

from .conftest import NOW, Site


def test_a_speaker_is_changed_and_the_change_undone(own: Site):
    row = next(r for r in own.rows("statements") if r["speaker"])
    made = own.told(
        "/corrections", kind="speaker", subject="statement", subject_id=row["id"], after="Ottla Brandt", why="heard it"
    )
    assert own.data.one("statements", row["id"])["speaker"] == "Ottla Brandt"
    page = own.get("/corrections").text
    assert "Ottla Brandt" in page
    assert "heard it" in page
    assert "Mira" in page
    own.told("/corrections/undo", correction=made["made"][0])
    assert own.data.one("statements", row["id"])["speaker"] == row["speaker"]
    assert "No correction yet" in own.get("/corrections").text


def test_a_speaker_is_changed_in_every_statement_of_the_story(own: Site):
    rows = own.rows("statements")
    name = max((r["speaker"] for r in rows if r["speaker"]), key=lambda n: sum(r["speaker"] == n for r in rows))
    same = [r for r in rows if r["speaker"] == name]
    assert len(same) > 1
    made = own.told(
        "/corrections", kind="speaker", subject="statement", subject_id=same[0]["id"], after="Ottla Brandt", all="1"
    )
    assert made["count"] == len(same)
    assert {own.data.one("statements", r["id"])["speaker"] for r in same} == {"Ottla Brandt"}


def test_undo_without_an_id_takes_back_ones_own_latest(own: Site):
    first, second = [r for r in own.rows("statements") if r["act"] != "warn"][:2]
    for row in (first, second):
        own.told("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    own.told("/corrections/undo")
    assert own.data.one("statements", first["id"])["act"] == "warn"
    assert own.data.one("statements", second["id"])["act"] == second["act"]


def test_a_rejected_conflict_is_left_out_and_comes_back_with_undo(own: Site):
    row = own.rows("conflicts")[0]
    made = own.told("/corrections", kind="reject", subject="conflict", subject_id=row["id"])
    assert row["id"] not in {r["id"] for r in own.rows("conflicts")}
    own.told("/corrections/undo", correction=made["made"][0])
    assert row["id"] in {r["id"] for r in own.rows("conflicts")}


def test_accepting_is_shown(own: Site):
    row = own.rows("conflicts")[0]
    own.told("/corrections", kind="accept", subject="conflict", subject_id=row["id"])
    assert '<span class="status kept">accepted</span>' in own.get(f"/conflicts/{row['id']}").text


def test_two_actors_become_one(own: Site):
    people = [a for a in own.rows("actors") if a["kind"] == "person"]
    left, right = people[0], people[-1]
    own.told(
        "/corrections", kind="merge-actors", subject="actor", subject_id=left["id"], other=right["id"], after="Both"
    )
    names = {a["name"]: set(a["names"]) for a in own.rows("actors")}
    assert {left["name"], right["name"]} <= names["Both"] | {"Both"}


def test_an_actor_is_renamed(own: Site):
    actor = own.rows("actors")[0]
    own.told("/corrections", kind="rename-actor", subject="actor", subject_id=actor["id"], after="Ottla Brandt")
    assert "Ottla Brandt" in {a["name"] for a in own.rows("actors")}


def test_an_events_date_and_an_articles_outlet_are_changed(own: Site):
    event, article = own.rows("events")[0], own.rows("articles")[0]
    own.told("/corrections", kind="event-date", subject="event", subject_id=event["id"], after="2031-05-20")
    own.told("/corrections", kind="outlet", subject="article", subject_id=article["id"], after="The New Courier")
    assert "2031-05-20" in {r["when"] for r in own.rows("events")}
    assert own.data.one("articles", article["id"])["outlet"] == "The New Courier"


def test_a_confidential_article_stays_out_of_every_export(own: Site):
    article = own.rows("articles")[0]
    own.told("/corrections", kind="confidential", subject="article", subject_id=article["id"], after="yes")
    assert "confidential" in own.get(f"/articles/{article['id']}").text
    assert "1 confidential article stays out" in own.get("/export").text
    record = own.get("/export/json").json()
    assert article["id"] not in {r["article"]["id"] for r in record["articles"]}
    assert article["id"] not in json.dumps(record)
    assert len(record["articles"]) == len(own.rows("articles")) - 1


def test_corrections_go_out_and_in_as_json(own: Site, example_folder, tmp_path):
    import shutil

    from .conftest import site_of

    row = own.rows("statements")[0]
    own.told("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    saved = own.get("/corrections.json")
    assert saved.headers["content-disposition"].startswith("attachment")
    shutil.copytree(example_folder, tmp_path / "other")
    other = site_of(tmp_path / "other")
    files = {"file": ("corrections.json", saved.content, "application/json")}
    answer = other.post("/corrections/import", data={"csrf": other.csrf()}, files=files, follow_redirects=False)
    assert answer.status_code == 303
    assert other.data.one("statements", row["id"])["act"] == "warn"


def test_a_file_that_holds_no_corrections_is_refused(own: Site):
    for content in (b"", b"{", b"[1]", b'{"corrections": [{"kind": "speaker"}]}', b"[" * 100_000, b"\xff\xfe"):
        files = {"file": ("c.json", content, "application/json")}
        answer = own.post("/corrections/import", data={"csrf": own.csrf()}, files=files, follow_redirects=False)
        assert answer.status_code == 400, content[:20]
    assert own.data.corrections() == []


def test_a_correction_that_does_not_fit_says_why(own: Site):
    row = own.rows("statements")[0]
    for fields in (
        {"kind": "form", "after": "sung"},
        {"kind": "event-date", "after": "2031-01-01"},
        {"kind": "nonsense", "after": ""},
        {"kind": "speaker", "after": "two\nlines" + "x" * 400},
    ):
        answer = own.fill("/corrections", subject="statement", subject_id=row["id"], **fields)
        assert answer.status_code == 400, fields
    assert own.fill("/corrections", kind="accept", subject="statement", subject_id="gone").status_code == 404
    assert own.fill("/corrections", kind="accept", subject="weather", subject_id="x").status_code == 400


def test_the_form_leads_back_to_where_one_was(own: Site):
    row = own.rows("statements")[0]
    answer = own.fill(
        "/corrections",
        kind="act",
        subject="statement",
        subject_id=row["id"],
        after="warn",
        next="/statements?act=warn#x",
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/statements?act=warn&told=corrected")
    assert answer.headers["location"].endswith("#x")
    assert "Corrected." in own.get(answer.headers["location"]).text


def test_corrections_carry_the_name_that_a_visitor_gave(own: Site):
    own.fill("/who", who="  Dr. Ines\u202e  Vale ", next="/help")
    row = own.rows("statements")[0]
    own.told("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    made = own.data.corrections()[0]
    assert (made.who, made.when) == ("Dr. Ines Vale", NOW)
