from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.ingest.formats.makers import LEAD, QUOTE, page, warc
from tests.ingest.helpers import ingest, only_article, only_failure, write

BODY = page(f"<p>{LEAD}</p><p>{QUOTE}</p>")


@pytest.mark.parametrize(("name", "compressed"), [("a.warc.gz", True), ("a.warc", False)])
def test_each_page_is_an_article_with_its_address(tmp_path: Path, name: str, compressed: bool) -> None:
    write(tmp_path, {name: warc(("200 OK", "text/html", BODY), compressed=compressed)})
    article = only_article(tmp_path / name)
    assert (article.path, article.text) == (f"{name}:1", f"{LEAD}\n{QUOTE}")
    assert (article.url, article.title) == ("https://post.example/news/0", "Ferry talks resume")
    assert article.origin_of["url"] == "meta"


def test_the_day_of_capture_is_no_day_of_publication(tmp_path: Path) -> None:
    write(tmp_path, {"a.warc": warc(("200 OK", "text/html", BODY))})
    article = only_article(tmp_path / "a.warc")
    assert article.published is None
    assert ("captured", "2031-03-06") in {(c.field, c.value) for c in article.candidates}
    assert "captured on 2031-03-06" in article.notes


def test_everything_else_is_counted(tmp_path: Path) -> None:
    records = [("200 OK", "text/html", BODY), ("200 OK", "image/png", b"\x89PNG"), ("404 Not Found", "text/html", BODY)]
    write(tmp_path, {"a.warc.gz": warc(*records, revisits=2)})
    articles, failures, told = ingest(tmp_path / "a.warc.gz")
    assert (len(articles), failures) == (1, [])
    assert told == ["a.warc.gz: 4 records not read (1 answers other than 200, 1 not HTML, 2 revisit)"]


def test_the_declared_character_set_is_used(tmp_path: Path) -> None:
    body = BODY.replace(b"Kelsund", "Ålsund".encode("latin-1"))
    write(tmp_path, {"a.warc": warc(("200 OK", "text/html; charset=iso-8859-1", body))})
    article = only_article(tmp_path / "a.warc")
    assert "Ålsund" in article.text
    assert "not UTF-8: decoded as cp1252" in article.notes


def test_a_page_without_text_fails_alone(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.warc": warc(("200 OK", "text/html", b"<html><body></body></html>"), ("200 OK", "text/html", BODY))},
    )
    articles, (failure,), _ = ingest(tmp_path / "a.warc")
    assert [a.path for a in articles] == ["a.warc:2"]
    assert (failure.path, failure.reason) == ("a.warc:1", "holds no article text")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no HTML page"),
        (b"no archive", "is no web archive"),
        (gzip.compress(b"no archive"), "is no web archive"),
        (warc(("200 OK", "image/png", b"x")), "holds no HTML page (1 not HTML)"),
    ],
)
def test_what_holds_no_page_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, {"a.warc": data})
    assert reason in only_failure(tmp_path / "a.warc").reason


def test_a_cut_off_archive_gives_what_it_holds(tmp_path: Path) -> None:
    data = warc(("200 OK", "text/html", BODY), ("200 OK", "text/html", BODY.replace(b"Ferry", b"Second")))
    write(tmp_path, {"a.warc.gz": data[:-40]})
    articles, _, _ = ingest(tmp_path / "a.warc.gz")
    assert articles[0].path == "a.warc.gz:1"


def test_a_page_that_differs_from_its_digest_says_so(tmp_path: Path) -> None:
    data = warc(("200 OK", "text/html", BODY), compressed=False)
    write(tmp_path, {"a.warc": data.replace(b"December", b"Novembre"), "b.warc": data})
    articles, _, _ = ingest(tmp_path)
    assert ["differs from its digest" in " ".join(article.notes) for article in articles] == [True, False]


def test_nothing_is_written_past_the_caller(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = warc(("200 OK", "text/html", BODY), ("200 OK", "text/html", BODY), compressed=False)
    write(tmp_path, {"a.warc": data.replace(b"</article>", b"</article> and more than was said")})
    ingest(tmp_path)
    assert capfd.readouterr().err == ""
