from __future__ import annotations

from pathlib import Path

import pytest

from communique.ingest.html import extract, merge
from tests.ingest.helpers import only_article, write

P1 = "Lindmark and Orvania resumed talks on their disputed river border on Tuesday, two years after they broke off."
P2 = "The deputy minister said this on the steps of the palace before he left for the airport with his delegation."
P3 = "The two states signed a ceasefire in 2027 but never agreed on who controls the ferry crossing at Dunmoor."
QUOTE = "We have agreed to keep talking, and that is more than we had yesterday. It is a start, and no more than that."
LINKED_DATA = """
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Harbour Post"},
  {"@type": "NewsArticle", "headline": "Ferry talks resume", "datePublished": "2031-03-04T09:12:00Z",
   "author": [{"@type": "Person", "name": "Hanne Voss"}, {"name": "By Piet Marrow"}],
   "publisher": {"name": "The Harbour Post"}, "url": "https://post.example/2031/03/05/ferry"}]}
"""


def page(body: str, head: str = "") -> str:
    return f"""<!doctype html><html><head>{head}</head><body>
      <nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
      <article>{body}</article>
      <div class="related"><h3>Related</h3><ul><li><a href="/x">Goats found on harbour wall</a></li></ul></div>
      <footer>Copyright 2031 <a href="/terms">Terms</a></footer></body></html>"""


def test_the_main_text_is_kept_and_navigation_is_not() -> None:
    text = extract(page(f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>")).text
    assert text.split("\n") == [P1, P2, P3]


@pytest.mark.parametrize("quote", [f"<blockquote><p>{QUOTE}</p></blockquote>", f"<blockquote>{QUOTE}</blockquote>"])
def test_block_quotes_survive_as_paragraphs(quote: str) -> None:
    text = extract(page(f"<p>{P1}</p>{quote}<p>{P2}</p><p>{P3}</p>")).text
    assert text.split("\n") == [P1, QUOTE, P2, P3]


def test_the_title_lives_outside_the_text(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.html": page(f"<h1>Ferry talks resume</h1><p>{P1}</p><p>{P2}</p>", "<title>Ferry talks resume</title>")},
    )
    article = only_article(tmp_path / "a.html")
    assert article.title == "Ferry talks resume"
    assert article.text.startswith(P1)
    assert "title" not in {z.kind for z in article.zones}


def test_metadata_comes_from_linked_data_first(tmp_path: Path) -> None:
    head = f"""<script type="application/ld+json">{LINKED_DATA}</script><meta property="og:title" content="Other title">
      <meta property="article:published_time" content="2031-03-06">"""
    write(tmp_path, {"a.html": page(f"<p>{P1}</p><p>{P2}</p>", head)})
    article = only_article(tmp_path / "a.html")
    assert article.title == "Ferry talks resume"
    assert article.outlet == "The Harbour Post"
    assert article.authors == ("Hanne Voss", "Piet Marrow")
    assert article.published == "2031-03-04"
    assert article.url == "https://post.example/2031/03/05/ferry"
    assert set(article.origin_of.values()) == {"meta"}
    found = {(c.value, c.origin, c.where) for c in article.candidates if c.field == "published"}
    assert found == {
        ("2031-03-04", "meta", "json-ld"),
        ("2031-03-06", "meta", "article:published_time"),
        ("2031-03-05", "url", ""),
    }


def test_metadata_of_meta_tags_is_used_without_linked_data(tmp_path: Path) -> None:
    head = """<title>Ferry talks resume | The Harbour Post</title>
      <meta property="og:site_name" content="The Harbour Post">
      <meta name="author" content="Hanne Voss"><link rel="canonical" href="https://post.example/ferry">
      <meta name="date" content="March 4, 2031">"""
    write(tmp_path, {"a.html": page(f"<p>{P1}</p><p>{P2}</p>", head)})
    article = only_article(tmp_path / "a.html")
    assert article.title == "Ferry talks resume"
    assert (article.outlet, article.authors, article.published) == ("The Harbour Post", ("Hanne Voss",), "2031-03-04")


def test_what_the_user_gives_wins_over_the_page(tmp_path: Path) -> None:
    head = '<title>Page title</title><meta name="date" content="2031-03-04">'
    write(
        tmp_path, {"a.html": page(f"<p>{P1}</p><p>{P2}</p>", head), "a.meta.json": {"title": "Given", "date": "2031"}}
    )
    article = only_article(tmp_path / "a.html")
    assert (article.title, article.published) == ("Given", "2031")
    assert article.origin_of["title"] == "sidecar"


@pytest.mark.parametrize(
    "name", ["https://post.example/authors/7", "admin", "Newsroom", "The Harbour Post", "hv@post.example"]
)
def test_what_is_no_author_is_left_blank(name: str) -> None:
    head = f'<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="{name}">'
    assert extract(page(f"<p>{P1}</p><p>{P2}</p>", head)).authors == ()


def test_the_declared_character_set_is_used(tmp_path: Path) -> None:
    words = P2.replace("palace", "Schönbüchel pałac")
    html = page(f"<p>{P1}</p><p>{words}</p>", '<meta charset="iso-8859-2">')
    write(tmp_path, {"a.html": html.encode("iso-8859-2")})
    article = only_article(tmp_path / "a.html")
    assert words in article.text
    assert article.notes == ("not UTF-8: decoded as iso-8859-2",)


def test_what_recall_would_add_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"strict": P1, "plain": P1, "recall": f"{P1}\n{P2}\n{P3}\n{QUOTE}"}
    monkeypatch.setattr("communique.ingest.html._run", lambda _html, mode: texts[mode])
    found = extract(page(f"<p>{P1}</p>"))
    assert found.text == P1
    assert found.notes == (f"recall extraction would add {len(texts['recall']) - len(P1)} characters",)


def test_scripts_and_handlers_never_reach_the_text() -> None:
    body = f"<p onclick='alert(1)'>{P1}</p><script>alert('x')</script><p>{P2}<style>p {{}}</style></p><p>{P3}</p>"
    text = extract(page(body)).text
    assert "alert" not in text
    assert "onclick" not in text


def test_a_fragment_without_html_around_it_is_a_page_too() -> None:
    assert extract(f"<p>{P1}</p><p>{P2}</p>").text.split("\n") == [P1, P2]


def test_merging_puts_back_prose_between_lines_and_nothing_after_them() -> None:
    after = "What stands behind the last line of the body belongs to the page and not to the report."
    strict, plain = f"{P1}\n{P2}\n{P3}", f"{P1}\n{QUOTE}\nShare\n{P2}\n{P3}\n{after}"
    assert merge(strict, plain).split("\n") == [P1, QUOTE, P2, P3]


def test_merging_takes_the_plain_text_when_the_strict_one_lost_the_body() -> None:
    plain = "\n".join([P1, QUOTE, P2, P3, P2 + " Again.", P3 + " Again."])
    assert merge(P1, plain) == plain
    assert merge("", plain) == plain


def test_merging_does_not_repeat_a_text_that_is_split_differently() -> None:
    assert merge(f"{P1}\n{P2}\n{P3}", f"{P1}\n{P2} {P3} {P1}\n{P3}").split("\n") == [P1, P2, P3]
