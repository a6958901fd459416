"""Corrected statements as labels: offsets only, in the shape that training reads, confidential articles left out."""

from __future__ import annotations

import json

from communique.correct import corrected_readings, on_article, on_statement, training_documents

from .made import EARLY, LATE, ferry

READING = ferry().reading()
FERRY, WORD, OUTER, INNER = READING.statements
ROWS = [
    on_statement(READING, FERRY, "speaker", {"speaker": "Otto Brandl"}, EARLY),
    on_statement(READING, WORD, "drop-statement", None, EARLY),
    on_statement(READING, OUTER, "accept", None, EARLY),
]


def test_a_document_has_the_statements_as_corrected_and_says_which_were_looked_at():
    (document,) = training_documents([READING], ROWS)
    assert document["doc"] == READING.article.id
    assert [s["speaker"] for s in document["statements"]] == ["Otto Brandl", "Otto Brandl", "Ana Vale"]
    assert document["statements"][2]["within"] == document["statements"][1]["id"]
    assert document["reviewed"] == ["s1", "s2"]
    assert document["removed"] == [[list(span) for span in WORD.content]]
    assert not document["complete"]


def test_no_words_of_the_article_are_in_it():
    text = json.dumps(training_documents([READING], ROWS))
    assert "ferry" not in text
    assert "keep our word" not in text


def test_a_document_is_complete_when_every_statement_was_looked_at():
    rows = [*ROWS, on_statement(READING, INNER, "accept", None, EARLY)]
    assert training_documents([READING], rows)[0]["complete"]


def test_corrected_readings_give_the_same_document():
    corrected, _ = corrected_readings([READING], ROWS)
    assert training_documents(corrected, ROWS) == training_documents([READING], ROWS)


def test_confidential_and_untouched_articles_are_left_out():
    other = ferry(url="https://news.example/other", path="other.txt").reading()
    assert training_documents([other], []) == ()
    assert training_documents([READING], [*ROWS, on_article(READING.article, "confidential", True, LATE)]) == ()
