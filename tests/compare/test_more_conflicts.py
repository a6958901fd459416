"""Contradictions of place, doer, parties and wording, and slips inside one report; each with what is none."""

import pytest

from communique.compare import compare
from communique.compare.wordings.wording import align, same_spelling
from communique.options import CompareOptions
from communique.record import Comparison
from tests.compare.stories import Report, story


def found(*reports: Report) -> Comparison:
    linkage, readings = story(*reports)
    return compare(linkage, readings, CompareOptions())


def kinds(comparison: Comparison) -> list[tuple[str, str]]:
    return [(c.between, c.kind) for c in comparison.conflicts]


def test_one_noun_with_two_descriptions_after_one_preposition_is_another_place():
    comparison = found(
        Report("Post", "2041-05-02", "The smugglers were caught with their mules on the Ardian bank of the Wend."),
        Report("Herald", "2041-05-02", "Soldiers caught the smugglers, mules and all, on the Borean bank of the Wend."),
    )
    assert kinds(comparison) == [("reports", "place")]
    assert comparison.conflicts[0].topic == "Which bank: Ardian bank or Borean bank"


def test_a_report_that_knows_both_places_contradicts_nobody():
    comparison = found(
        Report("Post", "2041-05-02", "The smugglers were caught with their mules on the Ardian bank of the Wend."),
        Report(
            "Herald",
            "2041-05-02",
            "Soldiers caught the smugglers on the Borean bank of the Wend. Their mules stood on the Ardian bank.",
        ),
    )
    assert kinds(comparison) == []


def test_one_act_by_two_doers_of_two_parties_is_who():
    comparison = found(
        Report(
            "Post",
            "2041-05-02",
            "[[Oda Brill|The ferryman was shot by a customs officer]], said Oda Brill.\n\n"
            "[[Tom Weir|The ferryman was shot by a smuggler]], said Tom Weir.",
        ),
    )
    assert kinds(comparison) == [("parties", "who")]
    assert [s.holder for s in comparison.conflicts[0].sides] == ["Oda Brill", "Tom Weir"]


def test_a_denial_answers_the_claim_beside_it():
    comparison = found(
        Report(
            "Post",
            "2041-05-02",
            "Oda Brill said [[Oda Brill|the chancellor had sold the harbour to Borea]]. "
            "Tom Weir dismissed [[Tom Weir|the report as a fabrication]].",
        ),
    )
    assert kinds(comparison) == [("parties", "whether-happened")]
    assert [s.holder for s in comparison.conflicts[0].sides] == ["Oda Brill", "Tom Weir"]


def test_a_denied_act_needs_the_thing_that_it_is_told_of():
    comparison = found(
        Report("Post", "2041-05-02", "The chancellor has not signed the fishing treaty with Borea."),
        Report("Herald", "2041-05-02", "The chancellor signed a birthday card for her driver."),
    )
    assert kinds(comparison) == []


def test_a_denied_act_told_of_the_same_thing_is_a_contradiction():
    comparison = found(
        Report("Post", "2041-05-02", "The chancellor has not signed the fishing treaty with Borea."),
        Report("Herald", "2041-05-02", "The fishing treaty with Borea was signed by the chancellor."),
    )
    assert kinds(comparison) == [("reports", "agreed-or-not")]


@pytest.mark.parametrize(
    "telling",
    [
        "The fishing treaty with Borea will be signed by the chancellor in June.",  # still to come
        "If the fishing treaty with Borea was signed by the chancellor, nobody saw it.",  # supposed
        "The chancellor hinted that the fishing treaty with Borea was signed.",  # not told as a fact
    ],
)
def test_what_is_not_told_as_done_contradicts_no_denial(telling):
    comparison = found(
        Report("Post", "2041-05-02", "The chancellor has not signed the fishing treaty with Borea."),
        Report("Herald", "2041-05-02", telling),
    )
    assert kinds(comparison) == []


def test_a_row_of_shares_is_not_two_versions_of_one():
    comparison = found(
        Report("Post", "2041-05-02", "Brill won 41 percent of the harbour vote, Weir 29 percent."),
        Report("Herald", "2041-05-02", "In the harbour vote Brill came to 44 percent and Weir to 31 percent."),
    )
    assert kinds(comparison) == []


def test_a_rounded_number_is_no_other_number():
    comparison = found(
        Report("Post", "2041-05-02", "The harbour fund paid 43 million crowns to the fishermen."),
        Report("Herald", "2041-05-02", "The harbour fund paid 43,385,310 crowns to the fishermen."),
    )
    assert kinds(comparison) == []


def test_two_values_of_one_number_in_one_report_are_a_slip():
    comparison = found(
        Report(
            "Post",
            "2041-05-02",
            "The lighthouse village of Skarn has 800 voters.\n\n"
            "The clerk of the lighthouse village of Skarn counted 900 voters.",
        ),
    )
    assert kinds(comparison) == [("within one report", "number")]
    assert comparison.conflicts[0].strength == "internal"


def test_a_quotation_cut_at_its_end_is_no_other_wording():
    comparison = found(
        Report("Post", "2041-05-02", 'Brill said, [[Oda Brill|"We shall open the harbour gates at dawn"]].'),
        Report(
            "Herald",
            "2041-05-02",
            'Brill said, [[Oda Brill|"We shall open the harbour gates at dawn and not a minute before"]].',
        ),
    )
    assert kinds(comparison) == []


def test_words_of_a_speaker_nobody_names_are_laid_beside_the_same_words():
    comparison = found(
        Report("Post", "2041-05-02", 'Brill said, [[Oda Brill|"We shall open the harbour gates at dawn"]].'),
        Report("Herald", "2041-05-02", 'An aide said, [[|"We shall shut the harbour gates at dawn"]].'),
    )
    assert kinds(comparison) == [("reports", "wording")]
    assert comparison.conflicts[0].topic in (
        "Whether Oda Brill said “open” or “shut”",
        "Whether Oda Brill said “shut” or “open”",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we have agreed to it", "we've agreed to it"),
        ("sen weir said so", "senator weir said so"),
        ("it is so", "it's so"),
    ],
)
def test_spelling_is_no_change_of_words(one, other):
    changes = align(one.split(), other.split()).changes
    assert all(same_spelling(c) for c in changes)


def test_a_word_put_for_another_is_a_change():
    changes = align("we accept the line".split(), "we reject the line".split()).changes
    assert [same_spelling(c) for c in changes] == [False]


def test_a_fact_told_with_another_number_says_so():
    comparison = found(
        Report("Post", "2041-05-02", "Twelve Ardian trawlers left the harbour of Skarn for Borea at dawn on Monday."),
        Report(
            "Herald", "2041-05-02", "Fifteen Ardian trawlers left the harbour of Skarn for Borea at dawn on Monday."
        ),
    )
    assert any("differ in a number" in reason for f in comparison.shared_facts for reason in f.reasons)


def test_a_contradiction_is_never_a_shared_fact():
    comparison = found(
        Report("Post", "2041-05-02", "The chancellor has not signed the fishing treaty with Borea."),
        Report("Herald", "2041-05-02", "The fishing treaty with Borea was signed by the chancellor."),
    )
    assert comparison.conflicts
    assert not comparison.shared_facts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("There are few boats about... I do not know whom to ask", "There are few boats about. With four days to go I do not know whom to ask"),
        ("We are asking the mayor to open the harbour of Skarn", "We are asking the mayor to open up the harbour of Skarn"),
        ("We're asking the mayor to open the harbour of Skarn", "We are asking the mayor to open the harbour of Skarn"),
    ],
)  # fmt: skip
def test_a_marked_cut_a_particle_and_a_contraction_are_no_other_words(one, other):
    comparison = found(
        Report("Post", "2041-05-02", f"[[Oda Brill|“{one},”]] said Oda Brill in Skarn."),
        Report("Herald", "2041-05-02", f"[[Oda Brill|“{other},”]] said Oda Brill in Skarn."),
    )
    assert kinds(comparison) == []


def test_what_one_asks_and_another_offers_are_two_positions():
    comparison = found(
        Report("Post", "2041-05-02", "Senator Lund suggested [[Ole Lund|to grant the mayor 2 million crowns for the harbour wall]]."),
        Report("Herald", "2041-05-02", "[[Oda Brill|She stands by her demand for 5 million crowns for the harbour wall]], said Oda Brill."),
    )  # fmt: skip
    assert kinds(comparison) == []


def test_two_spellings_of_one_speaker_are_one():
    words = "“He should pay for the wall, for he has the money,”"
    comparison = found(
        Report("Post", "2041-05-02", f"[[Vicente Orro|{words}]] said Vicente Orro."),
        Report("Herald", "2041-05-02", f"[[Vincente Orro|{words}]] said Vincente Orro."),
    )
    assert kinds(comparison) == []


def test_what_is_printed_above_official_papers_is_no_fact():
    line = "The below is attributable to the press office of Skarn.\n\n"
    comparison = found(
        Report("Ministry", "2041-05-02", line + "The minister met the fishermen of Borea.", genre="release"),
        Report("Embassy", "2041-05-02", line + "A ship was named after the queen.", genre="release"),
    )
    assert comparison.shared_facts == ()
