"""The sentence around some words: cut only where it is safe, never beyond paragraph or zone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.brief.view.desk import Desk
from communique.brief.view.sentence import in_sentence, sentence, whole_sentence
from communique.record import Article, Evidence, Page, Reading, Record, Zone


def desk(text: str, *zones: Zone) -> Desk:
    article = Article(id="a", path="a.txt", text=text, zones=zones)
    return Desk(Record(articles=(Reading(article=article, layers={}),)))


def around(text: str, words: str, limit: int = 280, zones: tuple[Zone, ...] = ()) -> str:
    start = text.index(words)
    first, last = sentence(desk(text, *zones).sheets["a"], (start, start + len(words)), limit)
    return text[first:last]


def test_words_grow_to_their_sentence():
    text = "The talks began late. Kovar left the visit early. Nobody signed."
    assert around(text, "visit") == "Kovar left the visit early."


def test_sentences_part_where_extraction_lost_the_blank():
    text = "The talks began on Monday.Kovar left the visit early.“Nobody signed,” she said."
    assert around(text, "visit") == "Kovar left the visit early."


def test_abbreviations_and_initials_end_no_sentence():
    said = "Mr. Kovar of the U.N. Office met Prof. Adu at the visit in St. Oren."
    assert around(f"It rained. {said} Nobody signed.", "visit") == said


def test_a_sentence_stays_in_its_paragraph_and_zone():
    text = "LAKE (Wire) - The visit ended. Share this!\n\nThe visit went on."
    zones = (
        Zone(kind="dateline", span=(0, 13)),
        Zone(kind="body", span=(13, 30)),
        Zone(kind="boilerplate", span=(31, 42)),
    )
    assert around(text, "visit ended", zones=zones) == "The visit ended."


def test_a_sentence_that_is_too_long_leaves_the_words_alone_and_shows_what_stands_beside():
    text = "word " * 80 + "visit" + " word" * 80
    assert around(text, "visit") == "visit"
    start = text.index("visit")
    shown = in_sentence(desk(text), Evidence(article="a", span=(start, start + 5), quote="visit"), "T1")
    assert shown["text"].startswith("… word")
    assert shown["text"].endswith("word …")
    assert "".join(run["text"] for run in shown["runs"]) == shown["text"]
    assert [run["text"] for run in shown["runs"] if run["mark"]] == ["visit"]


@given(st.text(alphabet="aB .!?”\n", min_size=1, max_size=60), st.data())
def test_the_sentence_always_holds_the_words(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence(desk(text).sheets["a"], (start, end), 40)
    assert first <= start
    assert end <= last


def test_what_has_pages_is_cited_by_its_page():
    text = "The talks began late. Kovar left early."
    pages = (Page(number=1, span=(0, 22)), Page(number=2, span=(22, len(text))))
    article = Article(id="a", path="a.pdf", text=text, pages=pages)
    sheet = Desk(Record(articles=(Reading(article=article, layers={}),))).sheets["a"]
    assert [sheet.place(0), sheet.place(25)] == ["page 1", "page 2"]


def test_a_quotation_is_not_left_open():
    text = "The mayor: “The ferry will be back this month. I gave my word to them.” Nobody signed."
    assert around(text, "ferry") == "The mayor: “The ferry will be back this month. I gave my word to them.”"


def test_a_quotation_too_long_for_the_line_stays_as_it_was():
    text = "The mayor: “The ferry will be back this month. " + "I gave my word. " * 30 + "”"
    assert around(text, "ferry") == "ferry"


def test_a_whole_sentence_is_shown_alone():
    text = "The levy was to go in July. The levy is still in force. “We never named a day,” she said."
    words = "The levy is still in force."
    start = text.index(words)
    evidence = Evidence(article="a", span=(start, start + len(words)), quote=words)
    assert whole_sentence(desk(text), evidence, "P1")["text"] == words
