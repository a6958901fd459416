"""Finds that do not hang together: labels, pieces of other paragraphs, questions, names not given."""

from __future__ import annotations

from communique.read.attribution import RawAttribution
from communique.read.statements.build import Draft
from communique.read.statements.mending import mended
from communique.read.statements.quotes import QuoteIndex

RAW = RawAttribution(0, (), (), (), 0.9, 0.9, 0.9, 0.9)


def spot(text: str, words: str, after: int = 0) -> tuple[int, int]:
    start = text.index(words, after)
    return start, start + len(words)


def draft(text: str, content: list[str], cue: str, source: str) -> Draft:
    spans = tuple(spot(text, words) for words in content)
    return Draft(RAW, spans, (spot(text, cue),), (spot(text, source),))


def contents(text: str, found: list[Draft]) -> list[list[str]]:
    return [[text[s:e] for s, e in d.content] for d in mended(text, found, QuoteIndex(text))]


def test_two_labelled_lines_are_two_statements() -> None:
    text = "Minister Orla: “We shall wait.”\n\nPresident Teck: “We shall not wait for long.”"
    found = Draft(RAW, (spot(text, "“We shall wait.”"), spot(text, "“We shall not wait for long.”")),
                  (spot(text, ":"),), (spot(text, "Minister Orla"),))  # fmt: skip
    out = mended(text, [found], QuoteIndex(text))
    assert [text[slice(*d.source[0])] for d in out] == ["Minister Orla", "President Teck"]
    assert [text[slice(*d.content[0])] for d in out] == ["“We shall wait.”", "“We shall not wait for long.”"]


def test_unquoted_words_of_a_subhead_are_no_part_of_a_statement() -> None:
    text = "What was done\n\nAccording to the port, the crane is mended."
    assert contents(text, [draft(text, ["What", "the crane is mended"], "According to", "the port")]) == [
        ["the crane is mended"]
    ]


def test_a_quotation_cut_short_in_another_paragraph_is_whole_again() -> None:
    text = "“The pier holds,” Orla said.\n\n“It was built to hold.”"
    assert contents(text, [draft(text, ["“The pier holds,”", "“It was"], "said", "Orla")]) == [
        ["“The pier holds,”", "“It was built to hold.”"]
    ]


def test_the_opening_of_a_quotation_is_left_to_the_find_that_has_the_rest() -> None:
    text = "“It was built to hold,” said Teck.\n\nThe pier had swayed, Orla said."
    rest = draft(text, ["“It was built to hold,”"], "said Teck", "Teck")
    spliced = Draft(RAW, (spot(text, "“It was"), spot(text, "The pier had swayed")),
                    (spot(text, "said", 50),), (spot(text, "Orla"),))  # fmt: skip
    assert contents(text, [rest, spliced]) == [["“It was built to hold,”"], ["The pier had swayed"]]


def test_what_somebody_was_asked_is_not_what_he_said() -> None:
    text = "Asked on Monday whether he would sell the ferry, Mayor Orla shook his head."
    assert contents(text, [draft(text, ["he would sell the ferry"], "Asked", "Mayor Orla")]) == []


def test_what_somebody_asked_stands() -> None:
    text = "Mayor Orla asked whether the ferry was sold."
    assert contents(text, [draft(text, ["the ferry was sold"], "asked", "Mayor Orla")]) == [["the ferry was sold"]]


def test_an_answer_is_its_quoted_words_and_not_the_question() -> None:
    text = '"The tide," the mayor said when asked about a levy, "keeps no books."'
    found = draft(text, ['a levy, "keeps no books."'], "asked about", "the mayor")
    out = mended(text, [found], QuoteIndex(text))
    assert [text[s:e] for s, e in out[0].content] == ['"The tide,"', '"keeps no books."']
    assert text[slice(*out[0].cue[0])] == "said"


def test_a_name_not_given_is_not_said() -> None:
    text = "She did not call it a defeat."
    assert contents(text, [draft(text, ["it a defeat"], "did not call", "She")]) == []


def test_a_name_given_is_said() -> None:
    text = "She called it a defeat."
    assert contents(text, [draft(text, ["it a defeat"], "called", "She")]) == [["it a defeat"]]


def test_the_first_word_of_a_quotation_that_another_find_has_is_no_part_of_this_one() -> None:
    text = "The pier holds, the port said. “It was built to hold,” Orla said."
    whole = draft(text, ["“It was built to hold,”"], "Orla said", "Orla")
    spliced = draft(text, ["The pier holds", "“It"], "said", "the port")
    assert contents(text, [spliced, whole]) == [["The pier holds"], ["“It was built to hold,”"]]


def test_nothing_is_no_statement() -> None:
    text = "Orla said nothing about the pier."
    assert contents(text, [draft(text, ["nothing about the pier"], "said", "Orla")]) == []


def test_a_claim_may_open_with_nothing() -> None:
    text = "Orla said nothing of the sort had been built."
    assert contents(text, [draft(text, ["nothing of the sort had been built"], "said", "Orla")]) != []


def test_a_sentence_of_the_authors_behind_a_quotation_is_no_part_of_it() -> None:
    text = "“Are you cold?” Orla asked. Teck was asleep again."
    assert contents(text, [draft(text, ["“Are you cold?”", "Teck was asleep again"], "asked", "Orla")]) == [
        ["“Are you cold?”"]
    ]


def test_what_is_told_in_the_sentence_of_a_quotation_stays() -> None:
    text = "The pier “will hold,” Orla said, and the bridge too."
    assert contents(text, [draft(text, ["“will hold,”", "and the bridge too"], "said", "Orla")]) == [
        ["“will hold,”", "and the bridge too"]
    ]


def test_what_the_cue_stands_beside_stays_though_a_quotation_follows() -> None:
    text = "Orla would not sell the pier, her clerk said. “Not this year.”"
    found = draft(text, ["Orla would not sell the pier", "“Not this year.”"], "said", "her clerk")
    assert contents(text, [found]) == [["Orla would not sell the pier", "“Not this year.”"]]
