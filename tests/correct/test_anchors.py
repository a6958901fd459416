"""Anchors found again: same place, moved, in a new version, with other marks, other words; or nowhere, with a reason."""

from __future__ import annotations

import pytest

from communique.correct.anchors import Shelf
from communique.record import Anchor, Article, anchor_at, content_id

TEXT = (
    "The ferry sails on Monday.\n\nAna Vale said the ferry would be “late again” and blamed the tide for the delay.\n"
)
URL = "https://news.example/ferry"


def version(text: str, **fields) -> Article:
    return Article(id=content_id("a", text), text=text, **({"path": "ferry.txt", "url": URL} | fields))


def anchored(words: str) -> Anchor:
    start = TEXT.index(words)
    return anchor_at(content_id("a", TEXT), TEXT, (start, start + len(words)), url=URL, path="ferry.txt")


def found(text: str, words: str, **fields) -> tuple[str, str] | None:
    place = Shelf([version(text, **fields)]).find(anchored(words))
    return (place.how, text[slice(*place.span)]) if place else None


def test_the_same_text_gives_the_same_place():
    assert found(TEXT, "said") == ("same place", "said")


def test_words_that_moved_in_a_new_version_are_found_by_their_quotation():
    words = "the ferry would be “late again” and blamed the tide"
    assert found("Updated at noon.\n\n" + TEXT, words) == ("new version", words)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (TEXT.replace("“late again”", '"late again"'), 'the ferry would be "late again" and blamed the tide'),
        (TEXT.replace("ferry would", "ferry\nwould"), "the ferry\nwould be “late again” and blamed the tide"),
        (TEXT.replace("blamed", "faulted"), "the ferry would be “late again” and faulted the tide"),
    ],
    ids=["other quotation marks", "another line end", "another word"],
)
def test_small_changes_of_the_words_are_seen_through(now: str, expected: str):
    assert found("New.\n\n" + now, "the ferry would be “late again” and blamed the tide") == ("new version", expected)


def test_a_short_quotation_needs_its_context():
    assert found("Otto Brandl said nothing of the ferry at all.", "said") is None
    assert found("New.\n\n" + TEXT, "said") == ("new version", "said")


def test_two_places_that_fit_alike_are_none():
    words = "the ferry would be “late again” and blamed the tide"
    assert found(TEXT + TEXT, words) is None


def test_the_context_decides_between_two_places():
    other = "Otto Brandl denied that the ferry would be “late again” and blamed the tide, not her.\n\n"
    place = Shelf([version(other + TEXT)]).find(anchored("the ferry would be “late again” and blamed the tide"))
    assert place is not None
    assert place.span[0] > len(other)


def test_an_article_of_another_address_is_another_article():
    assert found("New.\n\n" + TEXT, "the ferry would be “late again”", url="https://news.example/other") is None


def test_without_an_address_the_same_file_is_a_version():
    anchor = anchored("the ferry would be “late again”").model_copy(update={"url": None})
    assert Shelf([version("New.\n\n" + TEXT, url=None)]).find(anchor) is not None
    assert Shelf([version("New.\n\n" + TEXT, url=None, path="other.txt")]).find(anchor) is None


def test_of_several_versions_the_one_with_the_very_words_is_taken():
    words = "the ferry would be “late again” and blamed the tide"
    changed, same = version(TEXT.replace("blamed", "faulted") + "1"), version("New.\n\n" + TEXT)
    for order in ([changed, same], [same, changed]):
        place = Shelf(order).find(anchored(words))
        assert place is not None
        assert place.article.id == same.id


def test_the_reason_tells_a_missing_article_from_missing_words():
    anchor = anchored("the ferry would be “late again”")
    assert Shelf([]).why_not([anchor]) == f"its article is not in this run: “{URL}”"
    assert "not in the article any more" in Shelf([version("Nothing of it.")]).why_not([anchor])


def test_an_id_that_lies_about_its_text_is_searched_like_any_other():
    liar = Article(id=content_id("a", TEXT), text="New.\n\n" + TEXT, path="x", url=None)
    place = Shelf([liar]).find(anchored("the ferry would be “late again”"))
    assert place is not None
    assert place.how == "moved"


def test_a_hostile_text_is_searched_in_bounded_time():
    text = "the ferry would be late " * 20_000
    anchor = anchored("the ferry would be “late again” and blamed the tide")
    assert Shelf([version(text)]).find(anchor) is None
