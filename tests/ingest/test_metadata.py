from __future__ import annotations

from pathlib import Path

import pytest

from communique.ingest.outlets import agency_of, date_in_url, outlet_of_url
from communique.ingest.zones.bylines import authors_in
from communique.record import Article
from tests.ingest.helpers import BODY, only_article, write


def article_of(folder: Path, text: str, **given: str) -> Article:
    write(folder, {"a.txt": text, "a.meta.json": given})
    return only_article(folder / "a.txt")


def test_the_title_line_is_the_title_when_nobody_gives_one(tmp_path: Path) -> None:
    article = article_of(tmp_path, f"Ferry talks resume in Kalsund\n\n{BODY}\n\n{BODY}")
    assert article.title == "Ferry talks resume in Kalsund"
    assert article.origin_of["title"] == "inferred"


def test_byline_stamp_and_agency_are_read_from_the_head(tmp_path: Path) -> None:
    text = f"Ferry talks resume\n\nBy Hanne Voss\n\nMarch 4, 2031 9:12 AM GMT\n\nKALSUND (Reuters) - {BODY}"
    article = article_of(tmp_path, text)
    assert article.authors == ("Hanne Voss",)
    assert article.published == "2031-03-04"
    assert article.original_outlet == "Reuters"
    assert article.outlet is None
    assert article.origin_of["published"] == article.origin_of["original_outlet"] == "byline"


def test_an_agency_that_is_the_outlet_itself_is_no_original_outlet(tmp_path: Path) -> None:
    article = article_of(tmp_path, f"Ferry talks resume\n\nKALSUND (AP) — {BODY}", outlet="The Associated Press")
    assert article.outlet == "The Associated Press"
    assert article.original_outlet is None


def test_a_reprint_names_where_it_was_first_published(tmp_path: Path) -> None:
    text = (
        f"Who fired?\n\nThis article was originally published in the Selby Evening Ledger on March 3, 2031.\n\n{BODY}"
    )
    article = article_of(tmp_path, text)
    assert article.original_outlet == "Selby Evening Ledger"


def test_a_date_in_the_body_is_not_the_date_of_the_report(tmp_path: Path) -> None:
    article = article_of(
        tmp_path, f"Ferry talks resume\n\n{BODY} The treaty was signed on March 3, 2031, in Orva.\n\n{BODY}"
    )
    assert article.published is None


def test_the_address_gives_outlet_and_date_when_nothing_better_does(tmp_path: Path) -> None:
    article = article_of(tmp_path, f"Ferry talks\n\n{BODY}", url="https://www.nytimes.com/2031/03/04/world/ferry.html")
    assert (article.outlet, article.published) == ("The New York Times", "2031-03-04")
    assert article.origin_of["outlet"] == article.origin_of["published"] == "url"


def test_nothing_is_guessed(tmp_path: Path) -> None:
    article = article_of(tmp_path, BODY)
    assert (article.title, article.outlet, article.original_outlet, article.published) == (None, None, None, None)
    assert article.authors == ()
    assert article.origin_of == {}


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Hanne Voss", ["Hanne Voss"]),
        ("By HANNE VOSS and P. J. MARROW", ["Hanne Voss", "P. J. Marrow"]),
        ("Hanne Voss, Diplomatic correspondent, Channel Nine News", ["Hanne Voss"]),
        ("By Hanne Voss in Kalsund and Piet Marrow in Orva", ["Hanne Voss", "Piet Marrow"]),
        ("Dale Hutchins | Fairmont Courier", ["Dale Hutchins"]),
        ("By Jan van der Berg, Meridian Wire", ["Jan van der Berg"]),
        ("Staff Reporter", []),
        ("By The Editorial Board", []),
        ("From our correspondent", []),
        ("Office of the Press Secretary", []),
    ],
)
def test_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert authors_in(byline) == names


@pytest.mark.parametrize(
    ("url", "outlet", "date"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC News", None),
        ("http://edition.cnn.com/2031/03/04/x/index.html", "CNN", "2031-03-04"),
        ("https://post.example/2031/mar/04/ferry", "post.example", "2031-03-04"),
        ("https://post.example/2031/3/4/ferry", "post.example", "2031-03-04"),
        ("https://post.example/news/2031-03-04-ferry", "post.example", "2031-03-04"),
        ("https://post.example/2031/03/ferry", "post.example", "2031-03"),
        ("https://post.example/id/20319999/ferry", "post.example", None),
        ("https://news.google.com/articles/x", None, None),
        ("https://selby.wordpress.com/2031/03/04/x/", None, "2031-03-04"),
        ("not a url", None, None),
        ("http://[broken", None, None),
    ],
)
def test_what_an_address_says(url: str, outlet: str | None, date: str | None) -> None:
    assert (outlet_of_url(url), date_in_url(url)) == (outlet, date)


def test_agencies_are_known_by_their_signs() -> None:
    assert agency_of("AP") == agency_of("The Associated Press") == "Associated Press"
    assert agency_of("REUTERS") == "Reuters"
    assert agency_of("Meridian Wire") is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Upland Gazette", "The Upland Gazette"),
        ("Osprey News Agency", "Osprey News Agency"),
        ("La Gazette de Kalsund (English edition)", "La Gazette de Kalsund"),
    ],
)
def test_a_masthead_above_the_title_names_the_outlet(tmp_path: Path, line: str, outlet: str) -> None:
    article = article_of(tmp_path, f"{line}\nMarch 4, 2031\nFerry talks resume in Kalsund\n\n{BODY}\n\n{BODY}")
    assert (article.outlet, article.title) == (outlet, "Ferry talks resume in Kalsund")
    assert article.origin_of["outlet"] == "inferred"


@pytest.mark.parametrize("line", ["Envoys Leave Kalsund Without a Word", "Ministers meet the press", "Lindmark Star"])
def test_a_headline_is_no_masthead(tmp_path: Path, line: str) -> None:
    article = article_of(tmp_path, f"{line}\n\n{BODY}\n\n{BODY}")
    assert (article.outlet, article.title) == (None, line)
