"""What invented articles of unusual styles showed: lands taken for persons, statements side by side. All sentences are invented."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Statement


def read(text: str) -> list[Statement]:
    return list(load_reader(ReadOptions()).read(Article(id="a", path="a.txt", text=text)).statements)


def lines(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in read(text)]


def test_a_state_with_a_woman_minister_is_no_she() -> None:
    text = (
        "Hopes of a pact between Norland and the Corran Isles were fading.\n\n"
        "Norland's fisheries secretary, Philippa Dunne, was having none of it. She said: 'The door is open.'"
    )
    assert lines(text)[-1] == ("Philippa Dunne", "'The door is open.'")


def test_the_representative_of_a_state_is_not_the_envoy_named_before() -> None:
    text = (
        "The Panel met to consider the report of its Special Representative for Varesh, Amara Okello, on the accord.\n\n"
        "The representative of Maldova underlined that the sanctions must remain in place until every detainee was released."
    )
    said = [s for s in read(text) if "sanctions must remain" in s.text]
    assert [(s.speaker, s.speaker_kind) for s in said] == [(None, "unnamed")]


def test_the_minister_is_who_was_received_and_not_who_received_him() -> None:
    text = (
        "The President of Selmara, His Excellency Dragan Voss, on Tuesday received the Minister of Foreign Affairs of "
        "Lower Quintaria, Ms. Noor Adeyemi, who is paying a visit.\n\n"
        "As the minister pointed out, her country intends to open a trade house in the second half of the year."
    )
    assert lines(text)[-1][0] == "Noor Adeyemi"


def test_a_headline_s_word_bears_no_office() -> None:
    text = (
        "Minister grilled over Halvern deal\n\n"
        "Deputies rounded on the Defence Minister, Mr Joris Vane, in the Chamber over the lease of the Halvern anchorage.\n\n"
        "The minister said he was not prepared to discuss it."
    )
    assert [s.speaker for s in read(text)] == ["Joris Vane"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ms. Okello said the truce was holding. She noted, however, that convoys had been turned back on eleven occasions "
            "and urged all parties to guarantee unimpeded access.",
            "convoys had been turned back on eleven occasions",
        ),
        (
            "The power company says the lake will fill over three seasons, while Ana Vale insists one is closer to the truth.",
            "the lake will fill over three seasons",
        ),
    ],
)
def test_a_content_ends_where_the_next_statement_begins_beside_it(text: str, expected: str) -> None:
    assert expected in [s.text for s in read(text)]


def test_what_somebody_is_said_to_have_done_and_refused_is_one_content() -> None:
    said = lines("Police say he waved an iron bar and refused to leave the pier.")
    assert said[0] == ("Police", "he waved an iron bar and refused to leave the pier")


def test_a_quotation_before_was_quoted_as_saying_is_the_quoted_one_s() -> None:
    text = 'Noor Adeyemi met farmers. "Our firms are ready to invest," she was quoted by the press service as saying.'
    assert lines(text) == [("Noor Adeyemi", '"Our firms are ready to invest,"')]


@pytest.mark.parametrize(
    "text",
    [
        "The chancellery declined to comment.",
        "What does the law say? Not much.",
        "Mr. Varn refused to be drawn on the matter.",
    ],
)
def test_silence_and_the_author_s_own_questions_are_no_statements(text: str) -> None:
    assert lines(text) == []


def test_who_is_cited_is_not_what_was_said() -> None:
    said = lines("The Echo, citing a source in the delegation, claims that the parties failed to agree.")
    assert [words for _, words in said] == ["the parties failed to agree"]


def test_what_somebody_was_pressed_on_is_no_demand() -> None:
    text = "Pressed on whether the ministry had known, Ana Vale said the files were gone."
    assert lines(text) == [("Ana Vale", "the files were gone")]


def test_the_agent_at_the_end_of_a_passive_speaks() -> None:
    assert lines("Mr. Varn was praised as a hero by Mara Oke.") == [("Mara Oke", "Mr. Varn … as a hero")]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge seemed to sway in the wind. Ana Vale appeared to count on a settlement.",
        "The governor declared a state of emergency on Friday.",
        "The harbour bill also laid several duties upon the ministry.",
        "Ana Vale has never asked Norland for payment.",
        "Deputies kept away from any talk of whether Mr. Varn should go.",
        "The committee might protest any decision to sell the boats.",
    ],
)
def test_what_the_author_tells_of_somebody_is_no_statement(text: str) -> None:
    assert [s for s in read(text) if s.act != "attitude"] == []


def test_the_whole_of_what_is_passed_on_is_told() -> None:
    text = "He said that the canal had won him the vote, one of the clerks said."
    assert ("He said that the canal had won him the vote") in [words for _, words in lines(text)]


def test_words_of_the_sentence_before_stay_with_who_said_them() -> None:
    text = "He said that the canal had won him the vote, one of the clerks said. She said the toll was absurd, an aide said."
    assert lines(text)[-1][1] == "She said the toll was absurd"


def test_who_was_met_does_not_speak() -> None:
    text = "Secretary of State Ivo Kral met with Foreign Minister Mara Oke and reiterated his country's commitment to support the truce."
    assert [s.speaker for s in read(text)] == ["Ivo Kral"]


def test_what_he_was_asked_behind_but_is_no_statement() -> None:
    text = (
        "But asked if Mr. Varn should change his approach to the meeting, Mr. Oke said, “That’s a matter for the dean.”"
    )
    assert lines(text) == [("Oke", "“That’s a matter for the dean.”")]


def test_the_cue_goes_on_to_the_paper_in_which_it_was_said() -> None:
    text = "“The gates stay shut,” Ana Vale said in a statement."
    (statement,) = read(text)
    assert [text[slice(*span)] for span in statement.cue] == ["said in a statement"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Varn would not say whether the bridge was safe.",
        "Mr. Varn several times declined to say whether the coat was his.",
        "The harbour fee drew criticism over the cost of repairs.",
        "Ana Vale, who is known for her combative style, left the hall.",
        "Mr. Varn has left the council, but don't expect him to sit still in his garden.",
    ],
)
def test_what_is_not_uttered_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_what_is_expected_is_not_the_last_speaker_s() -> None:
    text = "“I will wait,” said Mr. Oke. The motion is expected to die in the upper house."
    assert [s.speaker for s in read(text)] == ["Oke", None]


def test_who_signed_the_picture_is_nobody_s_he() -> None:
    text = (
        "Ivo Hollin praised the bridge before the poll. Jan Kowal/The Harbour Post/Osprey After the count, the new harbour "
        "judge has found that the toll is unlawful, his office said Thursday."
    )
    assert all("Kowal" not in (s.speaker or "") for s in read(text))


def test_whose_assertion_it_is_stands_before_it() -> None:
    text = (
        "Ivo Kral, hearing of the governor’s assertion that he was asleep, laughed. "
        "The governor’s claim that the dam is safe was met with laughter."
    )
    claim = [s for s in read(text) if s.text == "the dam is safe"]
    assert [(s.speaker, s.speaker_kind) for s in claim] == [(None, "unnamed")]


def test_a_condition_keeps_its_if() -> None:
    text = "The former official said if Varn had called the police on the day, the public would already know."
    assert lines(text)[0][1].startswith("if Varn had called")


def test_wanting_to_know_is_asking() -> None:
    (statement,) = read("Mr Abel Torrance wanted to know whether nuclear vessels would be admitted.")
    assert (statement.text, statement.act) == ("nuclear vessels would be admitted", "ask")


def test_what_critics_called_it_is_theirs() -> None:
    text = "Norland voted Sunday in an election hailed by the government as an exercise in democracy but dismissed by critics as a sham."
    assert [(s.speaker or s.speaker_kind, s.text) for s in read(text)] == [
        ("government", "an exercise in democracy"),
        ("unnamed", "a sham"),
    ]


def test_the_author_s_lead_to_a_quotation_is_no_part_of_it() -> None:
    text = "Mr. Varn vowed to make one change: “I will give no interviews after today,” he said."
    assert "“I will give no interviews after today,”" in [words for _, words in lines(text)]


def test_two_counts_of_one_crowd_are_two_statements() -> None:
    said = lines("The police put the crowd at 5,000; the organisers spoke of 20,000.")
    assert said == [("police", "the crowd at 5,000"), (None, "20,000")]


def test_who_undertakes_to_do_something_commits() -> None:
    (statement,) = read("Mr Vane undertook to lay the papers before the House by the end of the session.")
    assert (statement.speaker, statement.act) == ("Vane", "commit")


def test_a_day_glued_to_the_next_sentence_ends_its_own() -> None:
    from communique.read.sentences import split_sentences

    text = "The talks end on September 9.The Harbour Post said the minister was absent at 4.50 sharp."
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "The talks end on September 9.",
        "The Harbour Post said the minister was absent at 4.50 sharp.",
    ]


def test_two_single_marks_close_a_double_one() -> None:
    text = "\"He saw things in a less stubborn way'' as mayor, said Ivo Kral. Ana Vale said the lake was dry."
    assert [s.form for s in read(text)] == ["mixed", "indirect"]


def test_a_second_verb_of_the_sentence_is_the_same_subject_s() -> None:
    text = "Greens have gone on demanding the mayor's dismissal, and on Friday said they were arranging talks with the council."
    assert lines(text)[-1] == ("Greens", "they were arranging talks with the council")
