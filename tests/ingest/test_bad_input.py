"""Each of these is named in one line, and the rest is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.ingest import Found, discover, load
from communique.options import IngestOptions
from communique.record import Failure
from tests.ingest.helpers import BODY, ingest, only_article, only_failure, write

FRENCH = (
    "Les ministres ont déclaré mardi qu'ils allaient reprendre les pourparlers sur le bac après une pause de deux ans, "
    "mais aucune des deux parties ne pense que la question de la frontière sera réglée avant la fin de l'année."
)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n\xc2\xa0", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image, not text"),
        ("paper.txt", b"%PDF-1.7\n", "is a damaged PDF document"),
        ("nul.txt", b"\x00" * 300, "is binary"),
        ("french.txt", FRENCH.encode(), "is written in French, which is not read"),
        ("empty.html", b"<html><body></body></html>", "holds no article text"),
        ("empty.jsonl", b"\n\n", "holds no article"),
        ("empty.json", b"[]", "holds no article"),
    ],
)
def test_an_unusable_file_is_named_with_the_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    write(tmp_path, {name: content, "zz.txt": BODY})
    articles, (failure,), _ = ingest(tmp_path)
    assert failure.path == name
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert [a.path for a in articles] == ["zz.txt"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "is a JSON list, not an object"),
        ('"words"', "is a JSON string, not an object"),
        ("17", "is a JSON number, not an object"),
        ("null", "is a JSON null, not an object"),
        ('{"title": "no text"}', "has neither text nor html"),
        ('{"text": null}', "has neither text nor html"),
        ('{"text": "  "}', "has an empty text"),
        ('{"text": 5}', "has a text that is a JSON number, not text"),
        ('{"text": "cut off', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "is no JSON"),
    ],
)
def test_a_bad_json_line_is_named_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"text": BODY})
    write(tmp_path, {"a.jsonl": f'{good}\n\n{line}\n{good[:-1]}, "title": "Second"}}\n'})
    articles, (failure,), _ = ingest(tmp_path / "a.jsonl")
    assert failure.path == "a.jsonl:3"
    assert reason in failure.reason
    assert [a.path for a in articles] == ["a.jsonl:1", "a.jsonl:4"]


def test_a_bad_item_of_a_json_list_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": [{"text": BODY}, 5, {"text": BODY, "title": "Third"}]})
    articles, (failure,), _ = ingest(tmp_path / "a.json")
    assert failure.path == "a.json:2"
    assert [a.path for a in articles] == ["a.json:1", "a.json:3"]


def test_latin_1_bytes_are_decoded_with_a_note(tmp_path: Path) -> None:
    text = BODY + " The café of Señora Muñoz in Görlitz was closed, and the rôle of the émigrés was not discussed."
    write(tmp_path, {"a.txt": text.encode("latin-1")})
    article = only_article(tmp_path / "a.txt")
    assert article.text == text
    assert article.notes == ("not UTF-8: decoded as cp1252",)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "“We agreed,” he said – “it’s done.” It cost €5."),
        ("mac_roman", "“We agreed,” he said – “it’s done.” He left the café."),
        ("cp1250", "Wałęsa met Jędrzejewski in Łódź; the mayor of Kraków and Świętochłowski said nothing."),
        ("utf-16-le", "“We agreed,” he said."),
        ("utf-16-be", "“We agreed,” he said."),
    ],
)
def test_other_encodings_are_told_and_noted(tmp_path: Path, encoding: str, words: str) -> None:
    write(tmp_path, {"a.txt": f"{BODY} {words}".encode(encoding)})
    article = only_article(tmp_path / "a.txt")
    assert article.text == f"{BODY} {words}"
    assert article.notes == (f"not UTF-8: decoded as {encoding}",)


def test_a_broken_byte_does_not_turn_a_utf8_text_into_another_encoding(tmp_path: Path) -> None:
    text = BODY + " “We agreed,” he said – “it’s done.” "
    write(tmp_path, {"a.txt": text.encode() + "é".encode()[:1]})
    article = only_article(tmp_path / "a.txt")
    assert article.text == text + "\ufffd"
    assert article.notes == ("1 broken UTF-8 byte replaced by U+FFFD",)


def test_an_unpaired_surrogate_becomes_a_replacement_character_with_a_note(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": '{"text": "' + BODY + ' \\ud83d end", "title": "T\\udc00"}'})
    article = only_article(tmp_path / "a.jsonl")
    assert article.text == BODY + " \ufffd end"
    assert article.title == "T\ufffd"
    assert article.notes == ("1 unpaired surrogate replaced by U+FFFD",)


def test_a_surrogate_encoded_in_a_file_becomes_a_replacement_character(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY.encode() + b" \xed\xa0\x80 end"})
    article = only_article(tmp_path / "a.txt")
    assert article.text.endswith(" \ufffd end")
    assert "surrogate" in article.notes[0]


def test_a_paired_surrogate_in_json_is_one_character(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": '{"text": "' + BODY + ' \\ud83d\\ude00"}'})
    article = only_article(tmp_path / "a.jsonl")
    assert article.text.endswith("😀")
    assert article.notes == ()


def test_a_text_over_the_limit_fails_and_is_never_cut(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    limit = len(BODY)
    assert only_article(tmp_path / "a.txt").text == BODY
    failure = only_failure(tmp_path / "a.txt", options=IngestOptions(max_chars=limit - 1))
    assert f"over the limit of {limit - 1}" in failure.reason
    assert "--max-chars" in failure.reason


def test_the_limit_is_in_characters_not_bytes(tmp_path: Path) -> None:
    text = BODY + " 😀" * 200
    write(tmp_path, {"a.txt": text})
    articles, failures, _ = ingest(tmp_path / "a.txt", options=IngestOptions(max_chars=len(text)))
    assert (len(articles), failures) == (1, [])


def test_a_json_line_over_the_limit_fails_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"text": BODY}), json.dumps({"text": BODY * 20}), json.dumps({"text": BODY, "title": "x"})]
    write(tmp_path, {"a.jsonl": "\n".join(lines)})
    articles, (failure,), _ = ingest(tmp_path / "a.jsonl", options=IngestOptions(max_chars=1000))
    assert failure.path == "a.jsonl:2"
    assert [a.path for a in articles] == ["a.jsonl:1", "a.jsonl:3"]


def test_a_file_that_vanishes_between_listing_and_reading_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "b.txt": BODY})
    found = [f for f in discover([str(tmp_path)], IngestOptions()) if isinstance(f, Found)]
    (tmp_path / "a.txt").unlink()
    outcomes = [outcome for f in found for outcome in load(f, IngestOptions())]
    assert isinstance(outcomes[0], Failure)
    assert (outcomes[0].path, outcomes[1].path) == ("a.txt", "b.txt")
    assert "is gone" in outcomes[0].reason


def test_a_page_that_no_parser_can_read_fails_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "<html><body>" + "<div>" * 20_000 + BODY, "b.txt": BODY})
    articles, failures, _ = ingest(tmp_path)
    assert [a.path for a in articles][-1] == "b.txt"
    assert len(articles) + len(failures) == 2


def test_a_byte_order_mark_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    text = f"{BODY}\r\n\r\n\u2028{BODY}\r\ttail\x0c\n"
    write(tmp_path, {"a.txt": b"\xef\xbb\xbf" + text.encode(), "b.txt": text.encode("utf-16")})
    articles, failures, _ = ingest(tmp_path)
    assert failures == []
    assert [a.text for a in articles] == [text, text]
    assert articles[0].notes == ()
    assert articles[1].notes == ("not UTF-8: decoded as utf-16",)
