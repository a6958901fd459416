"""Corrections as a file: W3C Web Annotations out and in again, and everything refused that is not one."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.correct import corrections_schema, on_article, on_statement, parsed, undoing, written
from communique.errors import UsageError
from communique.record import Correction, anchor_at

from .made import EARLY, LATE, ferry

READING = ferry().reading()
ROWS = [
    on_statement(READING, READING.statements[0], "speaker", {"speaker": None, "speaker_kind": "unnamed"}, EARLY),
    on_statement(READING, READING.statements[1], "reject", None, LATE),
    on_article(READING.article, "confidential", True, LATE),
]
ROWS.append(undoing(ROWS[0].id, LATE))
LINE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def page() -> dict:
    return json.loads(written(ROWS))


def changed(**fields) -> str:
    value = page()
    value["items"][0] |= fields
    return json.dumps(value)


def test_out_and_in_again_is_the_same():
    assert {c.id for c in parsed(written(ROWS))} == {c.id for c in ROWS}
    assert sorted(parsed(written(ROWS)), key=lambda c: c.id) == sorted(ROWS, key=lambda c: c.id)
    assert written(parsed(written(ROWS))) == written(reversed(ROWS))


@settings(max_examples=80, deadline=None)
@given(who=LINE, why=st.none() | LINE, text=LINE, after=LINE, cut=st.integers(0, 59))
def test_any_text_survives_the_file(who, why, text, after, cut):
    start = min(cut, len(text) - 1)
    anchor = anchor_at("a-1", text, (start, len(text)), part="content", path=after)
    row = Correction(
        kind="act", who=who, when="2031-03-05T08:00:00+02:00", why=why, subject="statement", subject_id="s-1",
        anchors=(anchor,), before={"text": text, "x": [None, 1.5, True]}, after="deny",
    )  # fmt: skip
    assert parsed(written([row])) == (row,)


def test_the_file_is_valid_by_its_schema_and_a_web_annotation_by_its_words():
    value = page()
    jsonschema.validate(value, corrections_schema())
    first = value["items"][0]
    assert value["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (first["type"], first["motivation"]) == ("Annotation", "editing")
    position, quote = first["target"][0]["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert READING.article.text[position["start"] : position["end"]] == quote["exact"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a file of corrections"),
        ("[]", "not a file of corrections"),
        ("{" * 5000, "not a file of corrections"),
        ("[" * 100_000, "not a file of corrections"),
        ('{"items": 3}', "items"),
        (changed(id="urn:communique:correction:correction-000000000000"), "does not belong to this content"),
        (changed(created="next week"), "not an ISO 8601 time"),
        (changed(created="9999-01-01T00:00:00Z"), "does not belong to this content"),
        (changed(id=None, created="9999-01-01T00:00:00Z"), "still to come"),
        (changed(body=[]), "body"),
        (changed(target=[]), "does not belong|needs words"),
        (changed(id=None, target=[]), "needs words as its 'content'"),
        (changed(surprise=1), "surprise"),
        (changed(creator={"type": "Person", "name": ""}), "name"),
        (changed(creator={"type": "Person", "name": "x" * 1000}), "name"),
    ],
)
def test_what_is_not_a_correction_is_refused_with_the_reason(text, reason):
    with pytest.raises(UsageError, match=reason):
        parsed(text, now="2032-01-01T00:00:00Z")


def test_a_span_that_does_not_fit_its_words_is_refused():
    value = page()
    value["items"][0]["target"][0]["selector"][0]["end"] += 1
    with pytest.raises(UsageError, match=r"correction 1 of the file: .*does not have the length of its words"):
        parsed(json.dumps(value))


def test_an_answer_of_the_wrong_shape_is_refused():
    value = page()
    del value["items"][0]["id"]
    value["items"][0]["body"][0]["after"] = {"speaker": "x", "is_admin": True}
    with pytest.raises(UsageError, match=r"correction 1 of the file: `after` does not fit .*is_admin"):
        parsed(json.dumps(value))


def test_one_bad_line_refuses_the_whole_file():
    value = page()
    value["items"][2]["created"] = "x"
    with pytest.raises(UsageError, match="correction 3"):
        parsed(json.dumps(value))


def test_a_line_that_stands_twice_counts_once():
    value = page()
    value["items"] *= 2
    assert len(parsed(json.dumps(value))) == len(ROWS)


def test_a_line_without_id_gets_the_id_of_its_content():
    value = page()
    for item in value["items"]:
        del item["id"]
    assert {c.id for c in parsed(json.dumps(value))} == {c.id for c in ROWS}
