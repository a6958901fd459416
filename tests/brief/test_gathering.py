"""Equal words are one line, and no citation is lost."""

from __future__ import annotations

from communique.brief.view.gathering import gathered, of_one_promise, once, promise_groups


def line(text: str, outlet: str = "Herald", runs: object = None):
    return {"text": text, "head": text, "rest": "", "runs": runs, "also": [], "outlet": outlet}


def shown(lines):
    return [(w["text"], [a["outlet"] for a in w["also"]]) for w in lines]


def test_equal_words_of_several_reports_are_one_line_with_all_its_places():
    lines = once([line('"We agreed,"'), line("“We agreed”", "Post"), line("Nobody agreed", "Lantern")])
    assert shown(lines) == [('"We agreed,"', ["Post"]), ("Nobody agreed", [])]


def test_a_quotation_and_the_same_words_retold_stay_apart():
    assert len(once([line("“we agreed”"), line("we agreed", "Post")])) == 2


def test_pieces_of_one_sentence_are_one_line():
    items = [line("“We came,”"), line("“we talked.”"), line("“We came.”", "Post")]
    places = [("a", (10, 20)), ("a", (31, 43)), ("b", (10, 20))]
    assert shown(gathered(items, places)) == [("“We came,” … “we talked.”", []), ("“We came.”", [])]


def test_pieces_far_apart_stay_lines_of_their_own():
    items = [line("first"), line("second")]
    assert len(gathered(items, [("a", (0, 5)), ("a", (900, 906))])) == 2


def test_what_is_given_is_left_as_it_was():
    items = [line("same"), line("same", "Post")]
    gathered(items, [("a", (0, 4)), ("b", (0, 4))])
    assert items[0]["also"] == []


def card(label: str, text: str, promise: str | None, who: str = "Oru Varn"):
    words = line(text, label)
    return {"id": label, "label": label, "promise": promise, "who": who, "kind": "commitment", "status": "open",
            "words": words, "facets": {"report": [label]}}  # fmt: skip


def test_lines_of_one_promise_are_one_card_with_the_words_of_each():
    cards = of_one_promise(
        [card("P1", "we shall pay", "a"), card("P2", "we shall sail", None), card("P3", "Varn is to pay", "a")]
    )
    assert [(c["label"], [(a["label"], a["told"]) for a in c["words"]["also"]]) for c in cards] == [
        ("P1", [("P3", "Varn is to pay")]),
        ("P2", []),
    ]
    assert cards[0]["facets"]["report"] == ["P1", "P3"]


def test_words_of_several_people_carry_their_names():
    lines = [card("P1", "we shall pay", "a"), card("P2", "Varn pays", "a"), card("P3", "he pays", "a", "Rana Okoye")]
    [kept] = of_one_promise(lines)
    assert [also["by"] for also in kept["words"]["also"]] == ["Oru Varn", "Rana Okoye"]


def test_lines_of_one_promise_and_equal_words_are_one_group_of_whole_lines():
    lines = [
        card("P1", "we shall pay", "a"),
        card("P2", "we shall sail", None),
        card("P3", "Varn is to pay", "a"),
        card("P4", "we shall pay.", None),
        card("P5", "we shall sail", None, "Rana Okoye"),
    ]
    assert [[c["id"] for c in group] for group in promise_groups(lines)] == [["P1", "P3", "P4"], ["P2"], ["P5"]]
