"""Which words of a contradiction are marked, and how loudly."""

from __future__ import annotations

from communique.web.deciding import decisive
from communique.web.lines import conflict


def cut(text: str, spans):
    return [text[s:e] for s, e in spans]


def test_only_the_values_decide_and_other_figures_are_quiet():
    texts = [
        "On 3 May some 40 boats left Dunmere with 12 tonnes.",
        "On 3 May some 55 boats left Dunmere, 6 of them empty.",
    ]
    (first, quiet), (second, also) = decisive(texts, "number", ["40 boats", "55 boats"], ["40 boats against 55 boats"])
    assert (cut(texts[0], first), cut(texts[1], second)) == (["40 boats"], ["55 boats"])
    assert (cut(texts[0], quiet), cut(texts[1], also)) == (["12"], ["6"])


def test_of_a_place_nothing_but_the_places_is_marked():
    texts = ["the envoys met in Dunmere for 2 hours", "envoys met in Corrib, 3 of them late"]
    found = decisive(texts, "place", ["Dunmere", "Corrib"], [])
    assert [[cut(t, spans) for spans in side] for t, side in zip(texts, found, strict=True)] == [
        [["Dunmere"], []],
        [["Corrib"], []],
    ]


def test_a_value_is_found_as_a_whole_word_only():
    texts = ["In 140 towns 40 mayors signed", "In 140 towns 50 mayors signed"]
    (first, _), _ = decisive(texts, "number", ["40", "50"], [])
    assert [(s, e) for s, e in first] == [(13, 15)]


def test_words_that_the_reasons_quote_are_marked_where_only_one_side_has_them():
    texts = ["“We will be brief and fair on 3 May”", "“We will be blunt and fair on 4 May”"]
    found = decisive(texts, "wording", texts, ["one utterance", "“brief” becomes “blunt”"])
    assert [cut(t, spans) for t, (spans, _) in zip(texts, found, strict=True)] == [["brief"], ["blunt"]]


def test_one_marked_side_alone_is_not_enough():
    texts = ["The pact was signed at noon", "The pact was not signed"]
    (_, none), (denied, _) = decisive(texts, "whether-happened", ["noon", texts[1]], [])
    assert none == []
    assert "not" in " ".join(cut(texts[1], denied))


def test_a_side_of_several_passages_is_marked_in_each():
    row = {
        "id": "c1", "kind": "number", "topic": "How many boats", "between": "reports", "strength": "hard",
        "claims": ["40", "55"], "holders": ["", ""], "reasons": [], "sides": ["0", "0", "1"], "story": "s1",
        "quotes": ["some 40 boats", "40 left on 3 May", "some 55 boats"],
        "evidence": ["a:0-13", "b:0-16", "c:0-13"],
    }  # fmt: skip
    item = conflict(row, lambda article: {"id": article})
    runs = [e["runs"] for side in item["sides"] for e in side["evidence"]]
    assert ["".join(r["text"] for r in found) for found in runs] == row["quotes"]
    assert [[r["text"] for r in found if r["mark"] == "differs"] for found in runs] == [["40"], ["40"], ["55"]]
    assert [r["text"] for r in runs[1] if r["mark"] == "other"] == ["3"]
