"""Two reports that tell of two things, and so contradict each other in none; each beside one thing told in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compare import compare
from communique.compare.clauses.align import Aligner
from communique.compare.clauses.denials import denials
from communique.compare.clauses.story import lay_out
from communique.compare.clauses.words import tokens
from communique.compare.conflicts.clashes import Evidenced
from communique.compare.conflicts.numbers import rivals
from communique.compare.conflicts.places import exclude
from communique.compare.facts.shared import well_tied
from communique.options import CompareOptions
from communique.record import Actor, ActorMention

from .stories import Report, story

DAY = "2041-05-02"


def conflicts(*texts: str, people=(), published=()):
    days = [*published, *[DAY] * (len(texts) - len(published))]
    reports = [Report(f"Outlet {n}", day, text) for n, (text, day) in enumerate(zip(texts, days, strict=True))]
    return compare(*story(*reports, people=people), CompareOptions()).conflicts


def kinds(*texts: str, people=(), published=()) -> list[str]:
    return [c.kind for c in conflicts(*texts, people=people, published=published)]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The mayor did not become part of that guild.", []),
        ("The mayor made no promise.", ["promise"]),
        ("The charter does not allow [[Ana Kovar|the guild to sell its mill]].", []),
        ("The charter does not allow the sale.", ["allow"]),
    ],
    ids=["a thing taken as given", "a thing denied", "cut before what is denied", "whole"],
)
def test_what_a_negation_denies(text, denied):
    clauses = lay_out(*story(Report("Post", DAY, text))).clauses
    assert [d.act.lemma for c in clauses for d in denials(c)] == denied


def test_a_day_after_the_other_report_is_of_something_new():
    first = "The assembly of Morvia passed the harbour bill on Tuesday."
    second = "The assembly of Morvia passed the harbour bill on Thursday."
    assert kinds(first, second, published=("2041-05-03", "2041-05-03")) == ["date"]
    assert kinds(first, second, published=("2041-05-01", "2041-05-03")) == []


def test_the_number_nearest_to_the_others_is_its_counterpart():
    one = "The guild paid 40 million crowns in harbour tax over ten years."
    assert kinds(one, "The guild paid 97 million crowns in harbour tax over ten years.") == ["number"]
    both = "The guild earned 97 million crowns and paid some 41 million crowns in harbour tax over ten years."
    assert kinds(one, both) == []


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("the toll on the bridge was 36 percent", "the toll on the bridge was 24 percent", True),
        ("his average toll on the bridge was 36 percent", "the toll on the bridge was 24 percent", False),
    ],
    ids=["one toll", "each his own"],
)
def test_figures_that_two_parties_give(one, other, clash):
    text = f"[[Ana Kovar|{one}]], Ana Kovar said. [[Ivo Brandt|{other}]], said Ivo Brandt."
    assert (kinds(text, "Nothing else was heard from the lock.") == ["number"]) is clash


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Morvian", "Lurian", True),
        ("northern", "southern", True),
        ("military", "nuclear", False),
        ("American", "military", False),
    ],
)
def test_descriptions_of_one_place(one, other, apart):
    assert exclude(next(tokens(one)), next(tokens(other))) is apart


def test_a_board_is_led_by_whoever_is_named_beside_it():
    people = ("Ana Kovar", "Ivo Brandt")
    one = "Ana Kovar will chair the lock board from June."
    assert kinds(one, "The lock board will be led by Ivo Brandt from June.", people=people) == ["who"]
    linkage, readings = story(
        Report("Post", DAY, one), Report("Gazette", DAY, "The chairman of the lock board will be paid from June.")
    )
    title = ActorMention(article=readings[1].article.id, span=(0, 12))
    actors = (
        *linkage.actors,
        Actor(id="brandt", name="Ivo Brandt", kind="person", names=("Ivo Brandt",), mentions=(title,)),
    )
    assert compare(linkage.model_copy(update={"actors": actors}), readings, CompareOptions()).conflicts == ()


@pytest.mark.parametrize(
    ("more", "clash"),
    [("", True), (' [[Ana Kovar|"The barrage will stand on our side"]], Ana Kovar said again.', False)],
    ids=["said once", "said in both ways"],
)
def test_words_that_a_report_prints_in_both_ways(more, clash):
    one = '[[Ana Kovar|"The barrage will stand on our side"]], Ana Kovar said.'
    other = '[[Ana Kovar|"The barrage will stand on their side"]], Ana Kovar said.'
    assert bool(conflicts(one, other + more)) is clash


def test_another_spelling_of_a_name_is_no_other_word():
    one = '[[Ana Kovar|"The barrage belongs to old Hadari and nobody else"]], Ana Kovar said.'
    other = '[[Ana Kovar|"The barrage belongs to old {} and nobody else"]], Ana Kovar said.'
    assert kinds(one, other.format("Hadary")) == []
    assert kinds(one, other.format("Brandt")) == ["wording"]


def test_one_quotation_of_two_persons_whom_a_report_both_knows():
    one = '[[Ana Kovar|"The lock shall never be sold to anybody"]], Ana Kovar said.'
    other = '[[Ivo Brandt|"The lock shall never be sold to anybody"]], Ivo Brandt said.'
    people = ("Ana Kovar", "Ivo Brandt")
    assert kinds(one, other, people=people) == ["who"]
    assert kinds(one, other + " He speaks for Ana Kovar.", people=people) == []


def test_one_speaker_quoted_twice_contradicts_nobody():
    one = '[[Ana Kovar|"We cut waste at the lock and the mill"]], Ana Kovar said.'
    other = '[[{0}|"We did not cut a single job at the lock and the mill"]], {0} said.'
    assert kinds(one, other.format("Ana Kovar")) == []


@pytest.mark.parametrize(
    ("claim", "denial", "clash"),
    [
        ("the guild had sold the lock", "that report", True),
        ("his offer to sell the lock", "that report", False),
        ("the guild had sold the lock", "the claim that tolls would rise", False),
    ],
    ids=["a claim", "an offer", "another claim, spelt out"],
)
def test_what_a_denial_answers(claim, denial, clash):
    text = f"[[Ana Kovar|{claim}]], Ana Kovar said. Ivo Brandt disputed [[Ivo Brandt|{denial}]]."
    linkage, readings = story(Report("Post", DAY, text), Report("Gazette", DAY, "Rain fell on the harbour all day."))
    last = readings[0].statements[-1]
    start = readings[0].article.text.index("disputed")
    denied = last.model_copy(update={"cue": ((start, start + len("disputed")),), "act": "deny"})
    readings[0] = readings[0].model_copy(update={"statements": (readings[0].statements[0], denied)})
    found = compare(linkage, readings, CompareOptions()).conflicts
    assert bool(found) is clash


@pytest.mark.parametrize(
    ("act", "clash"), [("commit", True), ("assert", False)], ids=["they bind themselves", "they speak"]
)
def test_how_many_promised_is_a_count_and_how_many_said_so_is_none(act, clash):
    one = "Fourteen states promised [[Ana Kovar|money for the harbour of Morvia]] at the lock on Monday."
    other = "Seventeen states promised money for the harbour of Morvia at the lock on Monday."
    linkage, readings = story(Report("Post", DAY, one), Report("Gazette", DAY, other))
    said = readings[0].statements[0].model_copy(update={"act": act, "source": ((0, 15),), "cue": ((16, 24),)})
    readings[0] = readings[0].model_copy(update={"statements": (said,)})
    laid = lay_out(linkage, readings)
    aligner = Aligner(laid)
    assert bool(list(rivals(Evidenced(laid, aligner, aligner.pairs(), ())))) is clash


@pytest.mark.parametrize(
    ("days", "clash"),
    [((DAY, "2041-06-20"), True), (("2041-06-20", DAY), False)],
    ids=["denied later", "told later"],
)
def test_what_never_took_place_is_denied_weeks_later_too(days, clash):
    told = "The two mayors toured the old mill at the lock with their guests."
    denied = "A tour of the old mill at the lock was called off, the mayors said."
    assert bool(conflicts(told, denied, published=days)) is clash


def test_a_clause_behind_commas_undoes_what_its_sentence_begins_with():
    text = "A tour of the old mill at the lock, which the mayor had long promised to his guests, was called off in haste at noon."
    clauses = lay_out(*story(Report("Post", DAY, text))).clauses
    assert "tour" in [d.act.lemma for d in denials(clauses[0])]


@pytest.mark.parametrize(
    ("denial", "clash"), [("No gunboat had left port that day", True), ("It had rained that day", False)]
)
def test_a_flat_negation_right_behind_an_accusation_answers_it(denial, clash):
    text = f"[[Ana Kovar|The navy had shelled the mill on Tuesday]], Ana Kovar said. [[Ivo Brandt|{denial}]], said Ivo Brandt."
    linkage, readings = story(Report("Post", DAY, text), Report("Gazette", DAY, "Rain fell on the harbour all week."))
    accusing = readings[0].statements[0].model_copy(update={"act": "accuse"})
    readings[0] = readings[0].model_copy(update={"statements": (accusing, readings[0].statements[1])})
    assert bool(compare(linkage, readings, CompareOptions()).conflicts) is clash


@pytest.mark.parametrize(("when", "told"), [("on 3 March 2040", 1.0), ("in 2040", 0.4)], ids=["a day", "a year"])
def test_a_year_in_common_tells_less_than_a_day(when, told):
    one, other = f"The guild sued the harbour board {when}.", f"The old toll was lifted by the board {when}."
    laid = lay_out(*story(Report("Post", DAY, one), Report("Gazette", DAY, other)))
    assert [p.features["same_day"] for p in Aligner(laid).pairs()] == [told]


def test_a_name_alone_ties_nothing_that_one_speaker_said():
    one = "[[Ana Kovar|Brandt had struck a boy with a stick]], Ana Kovar said."
    other = "[[Ana Kovar|Brandt asked her for money every week]], Ana Kovar said."
    laid = lay_out(*story(Report("Post", DAY, one), Report("Gazette", DAY, other)))
    (pairing,) = [p for p in Aligner(laid).pairs() if p.features["same_speaker"]]
    assert not well_tied(replace(pairing, score=0.4, features=pairing.features | {"covered_more": 0.3}))
