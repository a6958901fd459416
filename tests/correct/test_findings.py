"""Findings accepted, rejected, given another outcome; found again by their words; put back when they were confirmed."""

from __future__ import annotations

import pytest

from communique.correct import corrected_story, on_finding, on_omission
from communique.record import (
    Conflict,
    Omission,
    Position,
    QuoteVariant,
    Record,
    SharedFact,
    Side,
    TrackedForward,
    content_id,
    evidence_of,
)

from .made import EARLY, LATE, TEXT, Made, compared, ferry, outcomes, story_of

OTHER = "The northern line sails on Tuesday, the port said. Ana Vale promised new boats. Two boats came in April."


def reports(first: str = TEXT):
    one = ferry() if first == TEXT else Made(first)
    two = Made(OTHER, url="https://news.example/port", path="port.txt")
    two.names("Ana Vale")
    two.says("new boats", cue="promised", source="Ana Vale", speaker="Ana Vale")
    return one, two


ONE, TWO = reports()
READINGS = (ONE.reading(), TWO.reading())
LINKAGE = story_of(*READINGS)


def ev(made: Made, words: str):
    return evidence_of(made.article.id, made.text, [made.at(words)])


def conflict(words: str = "sail again on Monday", kind: str = "date", one: Made = ONE) -> Conflict:
    evidence = (*ev(one, words), *ev(TWO, "sails on Tuesday"))
    sides = tuple(Side(claim=e.quote, evidence=(e,)) for e in evidence)
    return Conflict(
        id=content_id("conflict", kind, *(f"{e.article}:{e.span}" for e in evidence)),
        between="reports", kind=kind, strength="hard", topic="the day", sides=sides, reasons=("days differ",),
    )  # fmt: skip


FACT = SharedFact(
    id="fact-1", proposition="Vale speaks for the line", independent=2,
    evidence=(*ev(ONE, "We keep our word"), *ev(TWO, "Ana Vale promised")),
    articles=tuple(sorted((ONE.article.id, TWO.article.id))),
)  # fmt: skip
POSITION = Position(
    id="position-1", actor="Ana Vale", issue="new boats", stance="supports", summary="for them",
    evidence=ev(TWO, "promised new boats"), reported_by="Ana Vale",
)  # fmt: skip
PROMISE = TrackedForward(
    id="forward-1", kind="commitment", actor="Ana Vale", text="new boats", spans=(TWO.at("new boats"),),
    article=TWO.article.id, status="open", statement=TWO.statements[0].id,
)  # fmt: skip
VARIANT = QuoteVariant(
    id="variant-1", statements=(ONE.statements[0].id, TWO.statements[0].id), kind="altered", reasons=("x",)
)
LAYERS = {
    "conflicts": (conflict(),), "shared_facts": (FACT,), "positions": (POSITION,), "forward": (PROMISE,),
    "quote_variants": (VARIANT,), "omissions": (Omission(finding="fact-1", reported_by=(ONE.article.id,), absent_from=(TWO.article.id,)),),
    "source_lines": {"fact-1": "said twice", conflict().id: "said once"},
}  # fmt: skip
STORY = compared(LINKAGE, **LAYERS)


def lay(story, *corrections, readings=READINGS):
    now, applied = corrected_story(story, readings, corrections)
    Record(articles=tuple(readings), stories=(now,))  # every evidence stands in its article
    return now, {a.correction: a for a in applied}


@pytest.mark.parametrize(
    ("finding", "name"),
    [(conflict(), "conflicts"), (FACT, "shared_facts"), (POSITION, "positions"), (PROMISE, "forward"), (VARIANT, "quote_variants")],
    ids=["conflict", "fact", "position", "promise", "variant"],
)  # fmt: skip
def test_a_rejected_finding_is_gone_with_all_that_hangs_on_it(finding, name):
    now, told = lay(STORY, row := on_finding(READINGS, finding, "reject", None, EARLY))
    assert getattr(now, name) == ()
    assert finding.id not in now.source_lines
    assert finding.id not in {o.finding for o in now.omissions}
    assert told[row.id].targets == (finding.id,)
    others = [n for n in ("conflicts", "shared_facts", "positions", "forward", "quote_variants") if n != name]
    assert all(getattr(now, n) == getattr(STORY, n) for n in others)


def test_an_accepted_finding_says_so_once():
    row = on_finding(READINGS, conflict(), "accept", None, EARLY)
    now, _ = lay(STORY, row)
    assert now.conflicts[0].reasons == ("accepted by hand", "days differ")
    twice, _ = lay(now, row)
    assert twice == now


def test_the_later_verdict_holds():
    accept, reject = (on_finding(READINGS, FACT, k, None, by) for k, by in (("accept", EARLY), ("reject", LATE)))
    for order in ([accept, reject], [reject, accept]):
        now, told = lay(STORY, *order)
        assert now.shared_facts == ()
        assert outcomes(told.values()) == {accept.id: "superseded", reject.id: "applied"}


def test_a_conflict_is_known_again_by_its_words_when_a_re_run_cuts_them_otherwise():
    rerun = compared(LINKAGE, conflicts=(conflict("the ferry would sail again on Monday"),))
    now, told = lay(rerun, row := on_finding(READINGS, conflict(), "reject", None, EARLY))
    assert now.conflicts == ()
    assert told[row.id].outcome == "applied"


def test_a_contradiction_of_another_kind_in_the_same_words_is_another_one():
    rerun = compared(LINKAGE, conflicts=(conflict(kind="number"),))
    now, told = lay(rerun, row := on_finding(READINGS, conflict(), "reject", None, EARLY))
    assert now == rerun
    assert told[row.id].outcome == "already so"


def test_a_fact_is_known_again_when_another_report_joins_it():
    more = FACT.model_copy(update={"id": "fact-2", "evidence": (*FACT.evidence, *ev(TWO, "Two boats came"))})
    now, told = lay(compared(LINKAGE, shared_facts=(more,)), row := on_finding(READINGS, FACT, "reject", None, EARLY))
    assert now.shared_facts == ()
    assert told[row.id].targets == ("fact-2",)


@pytest.mark.parametrize(
    ("finding", "name"),
    [(conflict(), "conflicts"), (FACT, "shared_facts"), (POSITION, "positions")],
    ids=["conflict", "fact", "position"],
)
def test_an_accepted_finding_that_a_re_run_misses_is_put_back(finding, name):
    bare = compared(LINKAGE)
    now, told = lay(bare, row := on_finding(READINGS, finding, "accept", None, EARLY))
    assert [f.id for f in getattr(now, name)] == [finding.id]
    assert told[row.id].outcome == "restored"


def test_a_finding_is_put_back_on_the_words_of_a_new_version():
    one, _ = reports("Updated.\n\n" + TEXT)
    readings = (one.reading(), READINGS[1])
    now, told = lay(
        compared(story_of(*readings)), row := on_finding(READINGS, conflict(), "accept", None, EARLY), readings=readings
    )
    assert now.conflicts[0].sides[0].evidence[0].article == one.article.id
    assert told[row.id].outcome == "restored"


def test_a_finding_whose_words_are_gone_is_not_put_back():
    one, _ = reports("Updated. " + TEXT.replace("sail again on Monday", "leave on a Friday in June"))
    readings = (one.reading(), READINGS[1])
    before = compared(story_of(*readings))
    now, told = lay(before, row := on_finding(READINGS, conflict(), "accept", None, EARLY), readings=readings)
    assert now == before
    assert told[row.id].outcome == "unanchored"


def test_a_finding_in_before_that_is_not_one_is_never_put_back():
    row = on_finding(READINGS, conflict(), "accept", None, EARLY)
    for before in (
        {"id": row.subject_id},
        {**row.before, "sides": "x"},
        {**row.before, "id": "conflict-other"},
        [1],
        "x",
    ):
        forged = row.model_copy(update={"before": before, "id": ""})
        now, _ = lay(compared(LINKAGE), type(row).model_validate(forged.model_dump()))
        assert now.conflicts == ()


def test_what_became_of_a_promise_is_said_with_its_words():
    later = ev(TWO, "Two boats came in April")[0]
    now, told = lay(STORY, row := on_finding(READINGS, PROMISE, "outcome", {"status": "kept"}, EARLY, outcome=later))
    assert (now.forward[0].status, now.forward[0].outcome) == ("kept", later)
    assert now.forward[0].reasons == ("said by hand",)
    assert told[row.id].outcome == "applied"


def test_a_wrong_outcome_is_taken_back_to_open():
    kept = PROMISE.model_copy(update={"status": "kept", "outcome": ev(TWO, "Two boats came in April")[0]})
    now, _ = lay(compared(LINKAGE, forward=(kept,)), on_finding(READINGS, kept, "outcome", {"status": "open"}, EARLY))
    assert (now.forward[0].status, now.forward[0].outcome) == ("open", None)


def test_an_omission_is_rejected_whole_or_for_one_report():
    row = STORY.omissions[0]
    now, _ = lay(STORY, on_omission(READINGS, row, FACT, "reject", EARLY))
    assert now.omissions == ()
    two = row.model_copy(update={"absent_from": (ONE.article.id, TWO.article.id)})
    story = compared(LINKAGE, shared_facts=(FACT,), omissions=(two,))
    now, _ = lay(story, on_omission(READINGS, two, FACT, "reject", EARLY, absent=[ONE.article.id]))
    assert now.omissions[0].absent_from == (TWO.article.id,)
