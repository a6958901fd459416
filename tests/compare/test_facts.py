"""What is one fact and what only looks like one: ties that tell little must not join two clauses."""

from __future__ import annotations

import pytest

from communique.compare import compare
from communique.compare.clauses.story import lay_out
from communique.compare.clauses.words import tokens
from communique.compare.facts.shared import SAME_FACT, least_alike, only_attributes
from communique.options import CompareOptions

from .stories import Report, story


def told_together(*reports: Report, people=()) -> list[frozenset[str]]:
    """The words of each shared fact."""
    linkage, readings = story(*reports, people=people)
    found = compare(linkage, readings, CompareOptions())
    return [frozenset(e.quote for e in fact.evidence) for fact in found.shared_facts]


def joined(facts, one: str, other: str) -> bool:
    """Whether some fact holds a place with each of the two stretches."""
    return any(any(one in q for q in fact) and any(other in q for q in fact) for fact in facts)


@pytest.mark.parametrize("word", ["we're", "I’d", "they'll", "couldn't", "U", "who's"])
def test_contractions_and_single_letters_say_nothing(word):
    assert [t.small for t in tokens(word)] == [True]


def test_the_day_of_it_all_ties_nothing_but_a_day_named_once_does():
    busy = (
        "On Wednesday the ferry Osprey sank off Cape Tarn. Divers went down on Wednesday. The harbour was shut on Wednesday. "
        "On Wednesday a mass was held at Sellin. {0}"
    )
    first = Report("Post", "2031-03-06", busy.format("The mayor planted an oak on Wednesday."))
    second = Report("Gazette", "2031-03-06", busy.format("Schools gave out fresh milk on Wednesday."))
    assert not joined(told_together(first, second), "planted an oak", "fresh milk")
    quiet = "The ferry Osprey sank off Cape Tarn. {0} will be {1} on 30 July."
    first = Report("Post", "2031-03-06", quiet.format("The inquiry", "opened"))
    second = Report("Gazette", "2031-03-06", quiet.format("Hearings", "begun"))
    assert joined(told_together(first, second), "The inquiry", "Hearings")


TALK = [
    "the barrage would be built", "nobody had asked him about eels", "the lock keepers deserved medals", "rain was no argument",
    "the second gate needed paint", "his wife grew lemons", "engineers liked round figures", "the north bank was too steep",
    "a loan was being studied", "the miners wanted a tram", "no bridge had ever frightened him", "winter would decide the rest",
]  # fmt: skip


def test_a_word_in_common_does_not_join_what_a_talkative_speaker_says():
    first = " ".join(f"Ana Kovar said [[Ana Kovar|{words}]]." for words in TALK)
    second = " ".join(
        f"Ana Kovar said [[Ana Kovar|{words}]]."
        for words in (
            "a toll at the upper gate would feed the orphans of Sellin and the widows of the Osprey",
            "cattle would be counted again in spring",
        )
    )
    facts = told_together(Report("Post", "2031-03-06", first), Report("Gazette", "2031-03-06", second))
    assert not joined(facts, "the second gate", "upper gate")


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Kovar told reporters in Port Ansel on Friday.", True),
        ("Kovar said later by telephone.", True),
        ("Kovar told reporters to leave Port Ansel on Friday.", False),
        ("Talks in Port Ansel resumed on Friday.", False),
    ],
)
def test_who_speaks_where_and_when_is_no_fact(words, alone):
    linkage, readings = story(Report("Post", "2031-03-08", words))
    (report,) = lay_out(linkage, readings).reports
    assert [only_attributes(report, c) for c in report.clauses] == [alone]


def test_two_envoys_received_are_two_meetings():
    first = Report(
        "Post", "2031-03-06", "The Regent spoke today with the envoy of Tarn, Odo Frisk, about the ferry line."
    )
    second = Report(
        "Gazette", "2031-03-06", "The Regent spoke today with the envoy of Hale, Mira Skov, about the ferry line."
    )
    same = Report(
        "Courier",
        "2031-03-06",
        "The Regent spoke today with the envoy of Tarn, Odo Frisk, about the ferry line at length.",
    )
    people = ("Odo Frisk", "Mira Skov")
    assert not joined(told_together(first, second, people=people), "Odo Frisk", "Mira Skov")
    assert joined(told_together(first, same, people=people), "Odo Frisk", "at length")


def test_the_readouts_of_two_days_tell_of_two_calls():
    words = "The Regent spoke {0} with the envoy of Tarn about the ferry line."
    first = Report("Palace", "2031-03-06", words.format("on 6 March"), genre="release")
    second = Report("Palace", "2031-05-19", words.format("on 19 May"), genre="release")
    assert not joined(told_together(first, second), "6 March", "19 May")


def test_who_somebody_is_does_not_join_what_he_did():
    first = Report(
        "Post", "2031-03-06", "The gunman, Odo Frisk, was born above a chandler's shop in Sellin and kept pigeons."
    )
    second = Report(
        "Gazette", "2031-03-06", "The gunman, Odo Frisk, shouted a verse at the watchmen before he fell silent."
    )
    assert not joined(told_together(first, second, people=("Odo Frisk",)), "pigeons", "watchmen")


def test_the_longer_the_reports_the_more_two_clauses_must_share():
    assert least_alike(20) == least_alike(40) == pytest.approx(SAME_FACT)
    odds = [least_alike(n) / (1 - least_alike(n)) for n in (90, 180)]
    assert odds[1] == pytest.approx(2 * odds[0])


def test_who_agrees_on_a_number_comes_together_before_who_tells_another():
    said = "[[Ana Kovar|Tarn will put {0} million crowns into the mountain railway over six years]], Ana Kovar said."
    facts = told_together(
        Report("Post", "2031-03-06", said.format("four hundred")),
        Report("Gazette", "2031-03-06", said.format("five hundred")),
        Report("Courier", "2031-03-06", "Four hundred million crowns are a great deal for a railway."),
    )
    assert joined(facts, "four hundred", "Four hundred")


def test_speakers_who_share_a_name_may_be_one():
    words = "[[{0}|no prisoner will be exchanged before the thaw]]"
    facts = told_together(
        Report("Post", "2031-03-06", f"{words.format('Comrade Oran')}, Comrade Oran said."),
        Report("Gazette", "2031-03-06", "[[Oran Vesk|There would be no exchange of prisoners]], Oran Vesk said."),
    )
    assert joined(facts, "no prisoner", "no exchange")


@pytest.mark.parametrize(("cue", "shared"), [("denied", False), ("confirmed", True)])
def test_what_is_denied_is_no_fact_that_another_report_tells(cue, shared):
    told = Report(
        "Post", "2031-03-06", "Under the draft the Isle of Tarn will publish its catch of herring every month."
    )
    said = f"Envoy Ana Kovar {cue} that [[Ana Kovar|the Isle of Tarn would publish its catch of herring every month]]."
    linkage, readings = story(told, Report("Gazette", "2031-03-06", said))
    at = said.index(cue)
    (statement,) = readings[1].statements
    readings[1] = readings[1].model_copy(
        update={"statements": (statement.model_copy(update={"cue": ((at, at + len(cue)),)}),)}
    )
    assert bool(compare(linkage, readings, CompareOptions()).shared_facts) is shared


def test_what_is_agreed_to_be_done_is_told_with_who_agreed():
    first = Report(
        "Post",
        "2031-03-06",
        "Norland and Selmara agreed on Tuesday [[Norland|to reopen the strait of Tarn to trawlers]].",
    )
    second = Report(
        "Gazette",
        "2031-03-06",
        "After months of talks the strait of Tarn will be reopened to trawlers.",
    )
    (fact,) = told_together(first, second)
    assert "Norland and Selmara agreed on Tuesday to reopen the strait of Tarn to trawlers" in fact
