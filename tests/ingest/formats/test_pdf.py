from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from textwrap import wrap

import pytest

from communique.options import IngestOptions
from tests.ingest.formats.makers import LEAD, Pages, report_pdf
from tests.ingest.helpers import ingest, only_article, only_failure, write


def zones(article, kind: str) -> list[str]:
    return [article.text[slice(*z.span)] for z in article.zones if z.kind == kind]


def test_a_report_is_read_with_its_title_outside_the_text(tmp_path: Path) -> None:
    data = report_pdf()
    write(tmp_path, {"a.pdf": data})
    article = only_article(tmp_path / "a.pdf")
    assert article.title == "Ministers agree to reopen the strait"
    assert article.title not in article.text
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert zones(article, "subhead") == ["What was left open"]


def test_running_lines_and_page_numbers_are_marked(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    article = only_article(tmp_path / "a.pdf")
    assert sorted(zones(article, "boilerplate")) == [
        "Page 1 of 2", "Page 2 of 2", "The Harbour Review", "The Harbour Review"
    ]  # fmt: skip


def test_a_refrain_at_the_top_of_two_pages_is_no_header(tmp_path: Path) -> None:
    pages = Pages()
    for _ in range(2):
        pages.lines(
            "We will not sign, said the speaker, and the hall repeated it word for word at once.", LEAD[:80], LEAD[80:]
        )
        pages.page()
    write(tmp_path, {"a.pdf": pages.bytes()})
    assert zones(only_article(tmp_path / "a.pdf"), "boilerplate") == []


def test_a_paragraph_over_a_page_break_stays_in_one_piece_and_knows_both_pages(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    article = only_article(tmp_path / "a.pdf")
    words = "where the maritime authorities have promised a plan"
    start = article.text.index(words)
    assert article.page_at(start) == 1
    assert article.page_at(start + len(words) - 1) == 2
    assert article.page_at(article.text.index("Page 2 of 2")) == 2


def test_every_visible_character_has_one_page(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    article = only_article(tmp_path / "a.pdf")
    spans = [page.span for page in article.pages]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert all(article.page_at(i) for i, char in enumerate(article.text) if not char.isspace())


def test_a_broken_word_is_mended_and_can_be_broken_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    article = only_article(tmp_path / "a.pdf")
    assert "resume the negotiations about" in article.text
    assert "the negotia-\ntions about" in article.unmended()
    assert "next long-term meeting" in article.text
    assert "next long-\nterm meeting" in article.unmended()


@pytest.mark.parametrize(
    ("end", "start", "mended"),
    [
        ("govern-", "ment", "government"),
        ("rapproche-", "ment", "rapprochement"),
        ("vice-", "president", "vice-president"),
        ("Lindmark-", "Orvania", "Lindmark-Orvania"),
        ("2030-", "2031", "2030-2031"),
    ],
)
def test_only_the_printers_hyphen_goes(tmp_path: Path, end: str, start: str, mended: str) -> None:
    data = Pages().lines(f"{LEAD[:70]} the {end}", f"{start} and all {LEAD[70:140]}", LEAD[140:]).bytes()
    write(tmp_path, {"a.pdf": data})
    assert f"the {mended} and all" in only_article(tmp_path / "a.pdf").text


def test_what_the_document_itself_writes_with_a_hyphen_keeps_it(tmp_path: Path) -> None:
    data = (
        Pages()
        .lines("The cease-fire began at noon and was kept on both sides of the river that day.")
        .lines("Nobody on either side of the river believes that the cease-", "fire will last through the winter.")
    )
    write(tmp_path, {"a.pdf": data.bytes()})
    assert "the cease-fire will last" in only_article(tmp_path / "a.pdf").text


def test_columns_are_read_as_drawn_and_noted(tmp_path: Path) -> None:
    pages = Pages()
    left = [f"left column line {n} of the report" for n in range(12)]
    right = [f"right column line {n} of the report" for n in range(12)]
    for words in left:
        pages.line(words, x=20)
    pages._y = 25.0
    for words in right:
        pages.line(words, x=110)
    write(tmp_path, {"a.pdf": pages.bytes()})
    article = only_article(tmp_path / "a.pdf")
    assert article.text.index("left column line 11") < article.text.index("right column line 0")
    assert any("columns" in note for note in article.notes)


def test_a_scan_is_named_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": Pages().image().bytes()})
    reason = only_failure(tmp_path / "a.pdf").reason
    assert "no text layer" in reason
    assert "ocrmypdf" in reason


def test_a_locked_document_is_named_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": Pages().lines(*wrap(LEAD, 88)).bytes(password="secret")})
    assert only_failure(tmp_path / "a.pdf").reason == "is locked with a password; save a copy without one"


def test_a_document_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": Pages().lines(*wrap(LEAD, 88)).bytes(password="")})
    assert LEAD in only_article(tmp_path / "a.pdf").text


def test_too_many_pages_are_refused_unread(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    failure = only_failure(tmp_path / "a.pdf", options=IngestOptions(max_pages=1))
    assert failure.reason == "has 2 pages, over the limit of 1; split it"


def test_too_many_characters_are_refused_not_cut(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf()})
    failure = only_failure(tmp_path / "a.pdf", options=IngestOptions(max_chars=100))
    assert "--max-chars" in failure.reason


def test_a_page_that_draws_itself_for_ever_is_refused(tmp_path: Path) -> None:
    """Forms that draw forms ten times each, eight deep: a hundred million drawings in two kilobytes."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>/Font<<>>>>>>",
        "<</Length 5>>stream\n/F Do\nendstream",
    ]
    draws = "/F Do " * 10
    for number in range(5, 13):
        resources = f"/Resources<</XObject<</F {number + 1} 0 R>>/Font<<>>>>"
        head = f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length {len(draws)}>>"
        objects.append(f"{head}stream\n{draws}\nendstream")
    objects.append("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream")
    body = "%PDF-1.7\n" + "".join(f"{n} 0 obj{o}endobj\n" for n, o in enumerate(objects, start=1))
    write(tmp_path, {"a.pdf": body + "trailer<</Root 1 0 R>>"})
    articles, failures, _ = ingest(tmp_path / "a.pdf")
    assert articles == []
    assert len(failures) == 1


def test_a_sidecar_wins(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": report_pdf(), "a.meta.json": {"title": "Own title", "outlet": "The Harbour Review"}})
    article = only_article(tmp_path / "a.pdf")
    assert (article.title, article.outlet) == ("Own title", "The Harbour Review")
    assert article.origin_of == {"title": "sidecar", "outlet": "sidecar"}
