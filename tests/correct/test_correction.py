"""The row itself: named by its content, in time order, anchored in words of the length they have."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from communique.correct import new_statement, on_statement
from communique.encoder.session import load_model
from communique.errors import ModelError, UsageError
from communique.options import ReadOptions
from communique.record import Anchor, Article, Correction, anchor_at, content_id, in_order
from communique.record.reading import statement_id

from .made import EARLY, ferry

FIELDS = {"kind": "act", "who": "Ana", "when": "2031-03-05T08:00:00Z", "subject": "statement", "subject_id": "s-1"}


def test_an_id_comes_from_the_content_and_from_nothing_else():
    one, same = Correction(**FIELDS, before={"a": 1, "b": 2}), Correction(**FIELDS, before={"b": 2, "a": 1})
    assert one.id == same.id
    assert Correction(**FIELDS | {"who": "Otto"}).id != one.id
    assert Correction.model_validate_json(one.model_dump_json()) == one


def test_an_id_of_other_content_is_refused():
    with pytest.raises(ValidationError, match="does not belong to this content"):
        Correction(**FIELDS, id="correction-000000000000")


def test_times_are_utc_and_order_is_by_time_not_by_text():
    rows = [Correction(**FIELDS | {"when": w}) for w in ("2031-03-05T10:30:00+03:00", "2031-03-05T08:00", "2031-03-05")]
    assert [c.when for c in rows] == ["2031-03-05T07:30:00Z", "2031-03-05T08:00:00Z", "2031-03-05T00:00:00Z"]
    assert [c.when for c in in_order([*rows, rows[0]])] == [rows[2].when, rows[0].when, rows[1].when]


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "soon"}, {"who": ""}, {"who": "x" * 300}, {"kind": "delete"}, {"subject": "outlet"},
        {"subject_id": ""}, {"why": "x" * 5000}, {"after": float("nan")}, {"before": ["x" * 3_000_000]}, {"rank": 1},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises((ValidationError, ValueError)):
        Correction(**FIELDS | wrong)


def test_an_anchor_is_as_long_as_its_words_and_keeps_what_stands_around_them():
    anchor = anchor_at("a-1", "0123456789" * 20, (100, 103), part="cue")
    assert (anchor.exact, len(anchor.prefix), len(anchor.suffix)) == ("012", 32, 32)
    with pytest.raises(ValidationError, match="length of its words"):
        Anchor(article="a-1", span=(0, 5), exact="four")


def test_corrections_that_would_not_hold_are_refused_when_they_are_made():
    reading = ferry().reading()
    statement = reading.statements[0]
    for kind, after, reason in (
        ("speaker", {"speaker": ""}, "`after` does not fit"),
        ("act", "shout", "`after` does not fit"),
        ("span", None, "needs words as its 'new content'"),
        ("merge-actors", {"name": None}, "is about actor, not 'statement'"),
    ):
        with pytest.raises(UsageError, match=reason):
            on_statement(reading, statement, kind, after, EARLY)
    with pytest.raises(UsageError, match="'new content'"):
        new_statement(reading, ((), (), ()), {"speaker": None}, EARLY)


def test_a_statement_put_back_has_the_id_that_the_reader_gives_it():
    from communique.read import load_reader

    try:
        load_model(None, 1)
    except ModelError as error:
        pytest.skip(str(error))
    text = "Port Ansel, 5 March. Ana Vale said the ferry would sail again on Monday. “We keep our word,” she said."
    reading = load_reader(ReadOptions()).read(Article(id=content_id("a", text), path="x.txt", text=text))
    assert reading.statements
    assert [statement_id(reading.article.id, s.content, s.cue, s.source) for s in reading.statements] == [
        s.id for s in reading.statements
    ]
