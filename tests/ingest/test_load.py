from __future__ import annotations

import hashlib
import itertools
import json
import random
from pathlib import Path

from communique.ingest import Found, deduplicate, discover, load
from communique.options import IngestOptions
from communique.record import Article
from tests.ingest.helpers import BODY, ingest, only_article, write


def test_a_plain_text_is_unchanged_and_its_bytes_are_hashed(tmp_path: Path) -> None:
    text = f"Ferry talks resume\r\n\r\n{BODY}\n"
    write(tmp_path, {"a.txt": text})
    article = only_article(tmp_path / "a.txt")
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.language == "en"


def test_the_fields_of_a_json_line_are_taken_as_given(tmp_path: Path) -> None:
    fields = {
        "text": BODY,
        "title": "Ferry talks resume",
        "outlet": "The Harbour Post",
        "authors": ["Hanne Voss", "Piet Marrow"],
        "published": "Tue, 04 Mar 2031 09:12:00 +0100",
        "url": "https://post.example/ferry",
        "id": 17,
    }
    write(tmp_path, {"a.jsonl": json.dumps(fields)})
    article = only_article(tmp_path / "a.jsonl")
    assert article.path == "a.jsonl:1"
    assert article.title == "Ferry talks resume"
    assert article.outlet == "The Harbour Post"
    assert article.authors == ("Hanne Voss", "Piet Marrow")
    assert article.published == "2031-03-04"
    assert article.url == "https://post.example/ferry"
    assert set(article.origin_of.values()) == {"sidecar"}
    assert [(c.value, c.where) for c in article.candidates if c.field == "id"] == [("17", "json")]


def test_author_and_date_are_other_names_of_authors_and_published(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"text": BODY, "author": "Hanne Voss; Piet Marrow", "date": "2031-03"}})
    article = only_article(tmp_path / "a.json")
    assert article.authors == ("Hanne Voss", "Piet Marrow")
    assert article.published == "2031-03"


def test_an_author_with_an_office_stays_one_author(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"text": BODY, "author": "Gudrun Vale, Minister of Foreign Affairs"}})
    assert only_article(tmp_path / "a.json").authors == ("Gudrun Vale, Minister of Foreign Affairs",)


def test_a_field_of_the_wrong_type_is_ignored_with_a_note(tmp_path: Path) -> None:
    fields = {"text": BODY, "title": 5, "authors": [1], "published": "03/04/2031", "genre": "poem"}
    write(tmp_path, {"a.json": fields})
    article = only_article(tmp_path / "a.json")
    assert (article.title, article.authors, article.published, article.genre) == (None, (), None, None)
    assert len(article.notes) == 4
    assert "json: published '03/04/2031' is no ISO 8601, EDTF or RFC 2822 date; ignored" in article.notes


def test_html_in_a_json_line_is_extracted(tmp_path: Path) -> None:
    page = f"<html><head><title>Ferry</title></head><body><p>{BODY}</p><p>{BODY[:150]}.</p></body></html>"
    write(tmp_path, {"a.jsonl": json.dumps({"html": page, "outlet": "The Harbour Post"})})
    article = only_article(tmp_path / "a.jsonl")
    assert article.text.startswith(BODY)
    assert "<p>" not in article.text
    assert article.sha256 == hashlib.sha256(page.encode()).hexdigest()


def test_a_sidecar_wins_over_the_folder_sidecar_and_over_the_text(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": f"Ferry talks resume\n\nBy Hanne Voss\n\nMarch 4, 2031\n\n{BODY}",
            "a.meta.json": {"title": "Own title", "date": "2031-03-05"},
            "meta.json": {"a.txt": {"title": "Folder title", "outlet": "The Harbour Post"}, "b.txt": {"title": "B"}},
        },
    )
    article = only_article(tmp_path / "a.txt")
    assert article.title == "Own title"
    assert article.outlet == "The Harbour Post"
    assert article.published == "2031-03-05"
    assert article.authors == ("Hanne Voss",)
    assert article.origin_of == {"title": "sidecar", "outlet": "sidecar", "published": "sidecar", "authors": "byline"}
    assert ("published", "2031-03-04") in {(c.field, c.value) for c in article.candidates}


def test_a_broken_sidecar_is_a_note_and_the_article_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "a.meta.json": b"{broken", "meta.json": [1]})
    article = only_article(tmp_path / "a.txt")
    assert article.notes == (
        "a.meta.json cannot be read (JSONDecodeError); ignored",
        "meta.json is no JSON object; ignored",
    )


def test_lines_come_one_by_one_without_reading_the_file_ahead(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": "\n".join(json.dumps({"text": f"{BODY} {n}"}) for n in range(5000))})
    (found,) = discover([str(tmp_path / "a.jsonl")], IngestOptions())
    assert isinstance(found, Found)
    first = list(itertools.islice(load(found, IngestOptions()), 2))
    assert [a.path for a in first] == ["a.jsonl:1", "a.jsonl:2"]


def test_identical_texts_become_one_article_with_copies_whatever_the_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.jsonl": json.dumps({"text": BODY, "outlet": "The Northgate Review"}),
            "b.txt": BODY,
            "c/b.txt": BODY,
            "d.txt": BODY + " More.",
        },
    )
    articles, _, _ = ingest(tmp_path)
    joined = deduplicate(articles)
    assert [(a.path, a.copies) for a in joined] == [("a.jsonl:1", ("b.txt", "c/b.txt")), ("d.txt", ())]
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert deduplicate(shuffled) == joined
    assert deduplicate(joined) == joined


def test_what_a_copy_says_about_itself_is_kept(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "b.jsonl": json.dumps({"text": BODY, "outlet": "The Northgate Review"})})
    articles, _, _ = ingest(tmp_path)
    (article,) = deduplicate(articles)
    assert article.outlet is None
    assert [(c.value, c.where) for c in article.candidates if c.field == "outlet"] == [
        ("The Northgate Review", "b.jsonl:1: json")
    ]


def test_the_id_comes_from_the_text_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "b.jsonl": json.dumps({"text": BODY, "title": "x"}), "c.txt": BODY + "."})
    articles, _, _ = ingest(tmp_path)
    by_path = {a.path: a.id for a in articles}
    assert by_path["a.txt"] == by_path["b.jsonl:1"] != by_path["c.txt"]


def test_an_article_holds_no_path_of_the_machine(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": BODY, "in/b.html": f"<p>{BODY}</p>", "in/c.json": {"text": BODY}})
    articles, _, _ = ingest(tmp_path / "in")
    assert len(articles) == 3
    assert all(str(tmp_path) not in a.model_dump_json() for a in articles)
    assert all(isinstance(a, Article) for a in articles)
