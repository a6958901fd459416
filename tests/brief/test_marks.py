"""What the page knows for marking: every line with its words, cut from the texts, in a form that ends no element."""

from __future__ import annotations

import json
import re

from communique.brief import render_html
from communique.options import BriefOptions
from communique.record import Article, Reading, Record, Statement

from .fixture import summit
from .parsed import Page

RECORD = summit()
SOURCE = render_html(RECORD, BriefOptions())


def data(source: str) -> dict:
    (block,) = re.findall(r'<script type="application/json" id="marking">(.*?)</script>', source, re.S)
    return json.loads(block)


def test_every_line_that_can_be_marked_is_known_with_words_of_its_article():
    page, known = Page(SOURCE), data(SOURCE)
    texts = {r.article.id: r.article.text for r in RECORD.articles}
    buttons = [re.findall(r"Mark (\S+) as wrong", label)[0] for label in page.all("//button[@class='mk']/@aria-label")]
    assert set(buttons) == set(known["lines"])
    for line in known["lines"].values():
        assert line["w"]
        for number, _part in line["w"]:
            article, start, end, exact = known["words"][number][:4]
            assert texts[article][start:end] == exact


def test_the_data_are_ascii_and_cannot_end_their_element():
    text = "“Vale‮ said </script><script>alert(1)</script> &amp;” \x00 she added."
    statement = Statement(id="s-1", content=((0, 20),), text=text[:20], speaker="</script>")
    article = Article(id="a-1", path="</script>", text=text)
    record = Record(articles=(Reading(article=article, layers={"statements": "x"}, statements=(statement,)),))
    source = render_html(record, BriefOptions())
    (block,) = re.findall(r'id="marking">(.*?)</script>', source, re.S)
    assert block.isascii()
    assert not set(block) & set("<>&")
    assert data(source)["words"][1][3] == text[:20]
