"""Turns, blocks and citations: what layout attributes, and what only looks like it."""

import pytest

from communique.encoder.words import split_words
from communique.read.statements.dialogue import find_blocks, find_citations, find_turns, with_dialogue

TALK = "KOVAR: We open in May.\n\nThe houses are ready.\n\nKRAL: Too late.\n\nKOVAR: It is the earliest."


def turns(text: str) -> list[tuple[str, list[str]]]:
    return [(text[t.label[0] : t.label[1]], [text[s:e] for s, e in t.content]) for t in find_turns(text)]


def test_a_turn_goes_on_over_paragraphs() -> None:
    assert turns(TALK) == [
        ("KOVAR", ["We open in May.", "The houses are ready."]),
        ("KRAL", ["Too late."]),
        ("KOVAR", ["It is the earliest."]),
    ]


def test_question_and_answer() -> None:
    assert [label for label, _ in turns("Q: Why?\nA: Because.\nQ: When?\nA: In May.")] == ["Q", "A", "Q", "A"]


def test_stage_directions_are_not_said() -> None:
    text = TALK.replace("The houses are ready.", "(Applause.)")
    assert turns(text)[0] == ("KOVAR", ["We open in May."])


@pytest.mark.parametrize(
    "text",
    [
        "Note: closed.\nContact: the desk.\nUpdate: open.",
        "Kovar: We open.\nKral: Too late.",
        "Time: noon.\nPlace: Pelmo.\nDate: Monday.\nSubject: bridges.",
    ],
)
def test_what_is_no_dialogue(text: str) -> None:
    assert turns(text) == []


def test_turns_are_direct_statements_of_their_label() -> None:
    found = with_dialogue(TALK, [], split_words(TALK), lambda _: True)
    assert [(d.form, TALK[slice(*d.source[0])]) for d in found] == [
        ("direct", "KOVAR"),
        ("direct", "KRAL"),
        ("direct", "KOVAR"),
    ]


def test_a_block_behind_a_colon_ends_with_its_quotation() -> None:
    text = "Ana Kovar wrote:\n\n“We kept our word.”\n\nThe letter was short."
    ((source, cue, content),) = find_blocks(text)
    assert (text[slice(*source)], text[slice(*cue)]) == ("Ana Kovar", "wrote")
    assert [text[s:e] for s, e in content] == ["“We kept our word.”"]


def test_a_citation_names_its_medium_and_a_day() -> None:
    text = "The rebels left. They burned the bridge (Reuters, May 3)."
    ((source, sentence),) = find_citations(text)
    assert (text[slice(*source)], text[slice(*sentence)]) == ("Reuters", "They burned the bridge")
    assert find_citations("They left (Table 3, May 3).") == []
