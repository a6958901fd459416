"""Lines of ours as readers expect them."""

from __future__ import annotations

import pytest

from communique.lexicon.phrases import as_printed, dated, titled


def test_dates_of_a_source_line_are_words():
    assert dated("2 independent (3 articles); quoted; 2031-05-14 to 2031-11-02") == (
        "2 independent (3 articles); quoted; 14 May – 2 November 2031"
    )
    assert dated("Osprey alone; quoted; 2031-05-14") == "Osprey alone; quoted; 14 May 2031"


def test_words_of_an_article_keep_their_dates():
    assert dated("adds “by 2031-05-14”, on 2031-05-15") == "adds “by 2031-05-14”, on 15 May 2031"


def test_what_is_no_day_stays_as_it_is():
    assert dated("score 2031-55-99") == "score 2031-55-99"


def test_cited_words_get_the_capitals_of_the_article():
    line = "Whether Ada Vern said “on monday at dunmere” or “never”"
    assert as_printed(line, ["we met on Monday at Dunmere,", "Never again"]) == (
        "Whether Ada Vern said “on Monday at Dunmere” or “Never”"
    )


def test_words_that_no_source_has_stay_as_cited():
    assert as_printed("adds “on monday”", ["We met on Tuesday"]) == "adds “on monday”"


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("and Kareth will lift its levy", "Kareth will lift its levy"),
        ('"We agreed to nothing,"', '"We agreed to nothing"'),
        ('"This is a modest step', "This is a modest step"),
        ("and it is a fragile one.”", "It is a fragile one."),
        ("his country would free “all” of them", "His country would free “all” of them"),
        ("the levy would go, “if the water flows”", "The levy would go, “if the water flows”"),
        ("and", "And"),
        ("“", "“"),
    ],
)
def test_a_clause_as_a_heading(clause: str, title: str):
    assert titled(clause) == title


def test_cited_words_get_the_marks_of_the_article_and_no_quotation_mark():
    assert as_printed("Who said “he should pay he’s rich”", ["“He should pay. He’s rich,” she said"]) == (
        "Who said “He should pay. He’s rich”"
    )
    assert as_printed("Whether Ada Vern said “d mned wall”", ["that d***mned wall", "that d**mned wall"]) == (
        "Whether Ada Vern said “d***mned wall”"
    )
    assert as_printed("adds “we came we saw”", ["“We came,” she said. “We came” … “we saw”"]) == "adds “we came we saw”"
