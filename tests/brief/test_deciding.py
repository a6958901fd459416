"""Which words of a contradiction are marked, and how loudly."""

from __future__ import annotations

from communique.brief.view.deciding import decisive, marked_sides


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


def marks(sides, kind, claims, mark="differs"):
    found = marked_sides(sides, kind, claims, [])
    assert [["".join(r["text"] for r in runs) for runs in side] for side in found] == sides
    return [[[r["text"] for r in runs if r["mark"] == mark] for runs in side] for side in found]


def test_a_side_of_several_passages_is_marked_in_each():
    sides = [["some 40 boats", "40 left on 3 May"], ["some 55 boats"]]
    assert marks(sides, "number", ["40", "55"]) == [[["40"], ["40"]], [["55"]]]
    assert marks(sides, "number", ["40", "55"], "other") == [[[], ["3"]], [[]]]


def test_a_value_is_marked_in_digits_or_words_whatever_its_noun():
    sides = [["14 of the crew were freed", "the fourteen men came home on 3 May"], ["Seventeen of the crew were freed"]]
    assert marks(sides, "number", ["14 of the crew", "Seventeen of the crew"]) == [
        [["14 of the crew"], ["fourteen"]],
        [["Seventeen of the crew"]],
    ]


def test_a_side_that_is_its_claim_from_end_to_end_singles_nothing_out():
    sides = [
        ["Kareth had agreed to end them", "Kareth had agreed to end them."],
        ["“We agreed to nothing of the kind, ever”"],
    ]
    assert marks(
        sides, "agreed-or-not", ["Kareth had agreed to end them", "“We agreed to nothing of the kind, ever”"]
    ) == [
        [[], []],
        [["nothing"]],
    ]
