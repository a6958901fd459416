from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.formats.makers import LEAD, QUOTE, item, rss
from tests.ingest.helpers import ingest, only_article, only_failure, write

DATE = "<pubDate>Tue, 04 Mar 2031 23:12:00 -0500</pubDate><dc:creator>Hanne Voss</dc:creator>"
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry notes</title>
<entry><title>Talks</title><id>x</id><updated>2031-03-05T01:00:00Z</updated><published>2031-03-04T23:00:00-05:00</published>
<author><name>Hanne Voss</name></author><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_is_an_article_with_what_the_feed_says(tmp_path: Path) -> None:
    content = f"<h3>Open points</h3><p>{LEAD}</p><script>x()</script><p>{QUOTE}</p>"
    write(
        tmp_path,
        {"a.rss": rss(item("Ferry &amp;amp; talks", content, "teaser", more=DATE), item("Second", f"<p>{QUOTE}</p>"))},
    )
    articles, failures, _ = ingest(tmp_path / "a.rss")
    assert failures == []
    first = articles[0]
    assert (first.path, first.title, first.outlet) == ("a.rss:1", "Ferry & talks", "The Harbour Post")
    assert (first.published, first.authors, first.url) == ("2031-03-04", ("Hanne Voss",), "https://post.example/ferry")
    assert first.text == f"Open points\n{LEAD}\n{QUOTE}"
    assert first.notes == ()
    assert articles[1].path == "a.rss:2"


def test_an_entry_with_a_summary_only_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"a.rss": rss(item("Ferry", summary=f"<p>{LEAD}</p>"))})
    article = only_article(tmp_path / "a.rss")
    assert article.text == LEAD
    assert article.notes == ("only a summary is in the feed, not the whole article",)


def test_entries_without_text_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.rss": rss(item("Bare"), item("Ferry", f"<p>{LEAD}</p>"))})
    articles, failures, told = ingest(tmp_path / "a.rss")
    assert (len(articles), failures) == (1, [])
    assert told == ["a.rss: 1 of 2 entries hold a title and no text (1); not read"]


def test_a_feed_of_titles_is_one_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.rss": rss(item("Bare"), item("Bare too"))})
    assert only_failure(tmp_path / "a.rss").reason == "is a feed of 2 titles without text; save the articles themselves"


def test_atom_is_read_with_the_day_as_written(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": ATOM})
    article = only_article(tmp_path / "a.xml")
    assert (article.text, article.published, article.outlet) == (LEAD, "2031-03-04", "Ferry notes")


def test_the_outlet_of_a_title_in_parts_is_the_part_its_address_bears_out(tmp_path: Path) -> None:
    one = item("Ferry", f"<p>{LEAD}</p>")
    write(tmp_path, {"a.rss": rss(one, title="World | The Harbour Post"), "b.rss": rss(one, title="World | Latest")})
    articles, _, _ = ingest(tmp_path)
    assert articles[0].outlet == "The Harbour Post"
    assert articles[1].outlet == "post.example"


def test_external_entities_are_never_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret words")
    head = f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{tmp_path}/secret.txt'><!ENTITY y 'expanded'>]>"
    write(tmp_path, {"a.rss": rss(item("T", summary=f"&x; {LEAD}"), head=head).replace(b"&amp;x;", b"&x;")})
    articles, _, _ = ingest(tmp_path / "a.rss")
    assert all("secret words" not in a.model_dump_json() for a in articles)


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha'}'>" for n in range(12))
    write(
        tmp_path,
        {"a.rss": rss(item("T", summary=LEAD), head=f"<!DOCTYPE rss [{laughs}]>").replace(b"spring.", b"&l11;")},
    )
    articles, failures, _ = ingest(tmp_path / "a.rss")
    assert len(articles) + len(failures) == 1
    assert all(len(a.text) < 10_000 for a in articles)


def test_a_list_of_feeds_is_named_and_nothing_is_fetched(tmp_path: Path) -> None:
    outlines = "".join(f"<outline type='rss' text='Feed {n}' xmlUrl='https://post.example/{n}'/>" for n in range(7))
    write(
        tmp_path,
        {
            "a.opml": f"<?xml version='1.0'?><opml version='2.0'><body><outline text='All'>{outlines}</outline></body></opml>"
        },
    )
    reason = only_failure(tmp_path / "a.opml").reason
    assert reason.startswith(
        "lists 7 feeds and holds no article (Feed 0, Feed 1, Feed 2, Feed 3, Feed 4 and 2 more); nothing is fetched"
    )


def test_other_xml_is_passed_over_in_a_folder_and_fails_when_named(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.xml": "<?xml version='1.0'?><sitemap/>", "in/b.xml": rss(item("Ferry", f"<p>{LEAD}</p>"))})
    articles, failures, told = ingest(tmp_path / "in")
    assert ([a.path for a in articles], failures) == (["b.xml:1"], [])
    assert told == ["in: 1 file not read (.xml 1)"]
    assert "is XML, but no feed" in only_failure(tmp_path / "in/a.xml").reason


@pytest.mark.parametrize("data", [b"", b"<rss", b"<rss version='2.0'><channel></channel></rss>", bytes(range(256))])
def test_what_is_no_feed_is_named(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {"a.rss": data})
    assert "holds no entry" in only_failure(tmp_path / "a.rss").reason
