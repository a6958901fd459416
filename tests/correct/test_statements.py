"""Corrections of statements: every kind, on the same run, on a re-run that reads otherwise, and on changed texts."""

from __future__ import annotations

import itertools

import pytest

from communique.correct import By, corrected_readings, new_statement, on_statement, undoing
from communique.record import Loaded, Reading

from .made import EARLY, LAST, LATE, TEXT, Made, again, ferry, outcomes

READING = ferry().reading()
FERRY, WORD, OUTER, INNER = READING.statements
OTTO = {"speaker": "Otto Brandl", "speaker_kind": "named"}


def lay(reading: Reading, *corrections):
    (now,), applied = corrected_readings([reading], corrections)
    return now, {a.correction: a for a in applied}


@pytest.mark.parametrize(
    ("kind", "after", "field"),
    [("form", "mixed", "form"), ("act", "deny", "act"), ("stance", "opposes", "stance")],
)
def test_one_field_is_corrected_and_nothing_else(kind, after, field):
    correction = on_statement(READING, FERRY, kind, after, EARLY)
    now, told = lay(READING, correction)
    assert getattr(now.statements[0], field) == after
    assert now.statements[0] == FERRY.model_copy(update={field: after})
    assert now.statements[1:] == READING.statements[1:]
    assert told[correction.id].targets == (FERRY.id,)


def test_a_speaker_is_corrected_with_kind_description_and_reason():
    now, _ = lay(READING, on_statement(READING, FERRY, "speaker", OTTO, EARLY))
    statement = now.statements[0]
    assert (statement.speaker, statement.speaker_kind) == ("Otto Brandl", "named")
    assert (statement.speaker_reason, statement.speaker_confidence) == ("by hand", 1.0)


def test_a_speaker_can_be_corrected_to_unknown_and_to_unnamed():
    unnamed = {"speaker": None, "speaker_kind": "unnamed", "speaker_description": "an official at the port"}
    for after, kind in ((({"speaker": None}), "unknown"), (unnamed, "unnamed")):
        now, _ = lay(READING, on_statement(READING, FERRY, "speaker", after, EARLY))
        assert (now.statements[0].speaker, now.statements[0].speaker_kind) == (None, kind)


def test_a_pronoun_that_is_the_whole_source_follows_the_speaker_but_a_name_does_not():
    now, _ = lay(READING, on_statement(READING, WORD, "speaker", OTTO, EARLY))
    she = next(m for m in now.mentions if m.form == "pronoun")
    assert she.actor == "Otto Brandl"
    now, _ = lay(READING, on_statement(READING, INNER, "speaker", OTTO, EARLY))
    assert now.mentions == READING.mentions


def test_a_promise_follows_the_speaker_and_goes_with_a_dropped_statement():
    made = ferry()
    line = made.promises("the ferry would sail again on Monday", actor="Ana Vale", statement=made.statements[0].id)
    reading = made.reading()
    now, _ = lay(reading, on_statement(reading, made.statements[0], "speaker", OTTO, EARLY))
    assert now.forward == (line.model_copy(update={"actor": "Otto Brandl"}),)
    now, _ = lay(reading, on_statement(reading, made.statements[0], "drop-statement", None, EARLY))
    assert now.forward == ()


def test_a_dropped_statement_leaves_what_was_inside_it():
    now, told = lay(READING, drop := on_statement(READING, OUTER, "drop-statement", None, EARLY))
    assert [s.id for s in now.statements] == [FERRY.id, WORD.id, INNER.id]
    assert now.statements[2].within is None
    assert told[drop.id].outcome == "applied"


def test_rejecting_a_statement_drops_it_and_accepting_it_makes_it_sure():
    now, _ = lay(READING, on_statement(READING, FERRY, "reject", None, EARLY))
    assert FERRY.id not in {s.id for s in now.statements}
    now, _ = lay(READING, on_statement(READING, FERRY, "accept", None, EARLY))
    assert now.statements[0].confidence == 1.0


def narrower():
    made = Made()
    return ((made.at("the ferry would sail again"),), FERRY.cue, FERRY.source)


def test_spans_are_corrected_and_the_id_and_what_points_to_it_follow():
    made = ferry()
    made.promises("on Monday", statement=made.statements[0].id)
    reading = made.reading()
    now, told = lay(reading, span := on_statement(reading, FERRY, "span", None, EARLY, spans=narrower()))
    statement = now.statements[0]
    assert statement.text == "the ferry would sail again"
    assert statement.id != FERRY.id
    assert now.forward[0].statement == statement.id
    assert told[span.id].targets == (statement.id,)


def test_spans_of_an_outer_statement_keep_the_inner_one_inside():
    made = Made()
    spans = ((made.at("that Vale had admitted the delay was hers"),), OUTER.cue, OUTER.source)
    now, _ = lay(READING, on_statement(READING, OUTER, "span", None, EARLY, spans=spans))
    assert now.statements[3].within == now.statements[2].id


def test_spans_that_another_statement_has_already_are_refused_with_the_reason():
    spans = (WORD.content, WORD.cue, WORD.source)
    now, told = lay(READING, bad := on_statement(READING, FERRY, "span", None, EARLY, spans=spans))
    assert now.statements == READING.statements
    assert told[bad.id].outcome == "refused"
    assert WORD.id in told[bad.id].reason


def test_a_statement_is_added_with_its_place_among_the_others():
    made = Made()
    spans = ((made.at("the plan reckless"),), (made.at("called"),), (made.at("He"),))
    add = new_statement(READING, spans, OTTO | {"form": "indirect", "act": "accuse", "stance": "opposes"}, EARLY)
    now, told = lay(READING, add)
    added = now.statements[-1]
    assert (added.text, added.speaker, added.act, added.stance) == (
        "the plan reckless",
        "Otto Brandl",
        "accuse",
        "opposes",
    )
    assert told[add.id].outcome == "restored"
    inside = new_statement(READING, ((made.at("the delay"),), (), ()), {"speaker": None}, EARLY)
    now, _ = lay(READING, inside)
    assert next(s for s in now.statements if s.text == "the delay").within == INNER.id


def test_scare_quotes_and_loaded_wording_follow_what_is_a_statement_now():
    made = ferry()
    made.statements.pop(1)
    made.scare = [made.at("“We keep our word,”")]
    made.loaded = [Loaded(span=made.at("reckless"), inside_statement=False)]
    reading = made.reading()
    spans = ((made.at("“We keep our word,”"),), (), ())
    now, _ = lay(reading, new_statement(reading, spans, {"speaker": "Ana Vale"}, EARLY))
    assert now.scare_quotes == ()
    now, _ = lay(reading, new_statement(reading, ((made.at("the plan reckless"),), (), ()), OTTO, EARLY))
    assert now.loaded[0].inside_statement


# --- re-runs


def other_reader() -> Reading:
    """The same text by a reader with other borders: narrower, cut in two, one missed, one wrong."""
    made = Made()
    made.says("the ferry would sail again", cue="said", source="Ana Vale", speaker="Ana Vale")
    made.says("Vale had admitted", source="Otto Brandl", speaker="Otto Brandl")
    made.says("the delay was hers", cue="admitted", source="Vale", speaker="Ana Vale")
    return made.reading()


def test_corrections_hold_on_the_statements_of_another_reader():
    speaker = on_statement(READING, FERRY, "speaker", OTTO, EARLY)
    act = on_statement(READING, INNER, "act", "deny", EARLY)
    now, told = lay(other_reader(), speaker, act)
    assert now.statements[0].speaker == "Otto Brandl"
    assert next(s for s in now.statements if s.text == "the delay was hers").act == "deny"
    assert {a.outcome for a in told.values()} == {"applied"}


def test_a_statement_that_the_re_run_misses_is_put_back_as_it_was_with_the_correction():
    act = on_statement(READING, WORD, "act", "commit", EARLY)
    now, told = lay(other_reader(), act)
    back = next(s for s in now.statements if s.id == WORD.id)
    assert (back.speaker, back.form, back.act, back.confidence) == ("Ana Vale", "direct", "commit", 1.0)
    assert told[act.id].outcome == "restored"


def test_a_dropped_statement_that_the_re_run_does_not_find_is_so_already():
    drop = on_statement(READING, WORD, "drop-statement", None, EARLY)
    now, told = lay(other_reader(), drop)
    assert now == other_reader()
    assert told[drop.id].outcome == "already so"


def test_a_statement_cut_in_two_is_corrected_in_both_pieces_and_joined_by_its_spans():
    made = Made()
    made.says("the ferry would sail", speaker="Ana Vale")
    made.says("again on Monday", speaker="Ana Vale")
    pieces = made.reading()
    whole = Made()
    first = whole.says("the ferry would sail again on Monday", speaker="Ana Vale")
    reading = whole.reading()
    now, told = lay(pieces, on_statement(reading, first, "speaker", OTTO, EARLY))
    assert [s.speaker for s in now.statements] == ["Otto Brandl", "Otto Brandl"]
    spans = ((made.at("the ferry would sail again on Monday."),), (), ())
    now, told = lay(pieces, span := on_statement(reading, first, "span", None, EARLY, spans=spans))
    assert [s.text for s in now.statements] == ["the ferry would sail again on Monday."]
    assert told[span.id].outcome == "applied"


def test_an_addition_that_the_re_run_finds_by_itself_gives_no_second_statement():
    missing = again(TEXT)
    made = Made()
    add = new_statement(missing, ((made.at("the ferry would sail again"),), FERRY.cue, ()), OTTO, EARLY)
    now, told = lay(READING, add)
    assert len(now.statements) == len(READING.statements)
    assert (now.statements[0].text, now.statements[0].speaker) == ("the ferry would sail again", "Otto Brandl")
    assert told[add.id].outcome == "applied"


def test_a_correction_on_corrected_spans_holds_on_the_machine_s_old_ones():
    span = on_statement(READING, FERRY, "span", None, EARLY, spans=narrower())
    (shown,), _ = corrected_readings([READING], [span])
    later = on_statement(shown, shown.statements[0], "speaker", OTTO, LATE)
    for order in itertools.permutations([span, later]):
        now, told = lay(READING, *order)
        assert (now.statements[0].text, now.statements[0].speaker) == ("the ferry would sail again", "Otto Brandl")
        assert {a.outcome for a in told.values()} == {"applied"}


def test_corrections_hold_in_a_new_version_of_the_article():
    text = "Updated at noon.\n\n" + TEXT.replace("would sail again", "would depart again")
    newer = Made(text)
    newer.says("the ferry would depart again on Monday", cue="said", speaker="Ana Vale")
    drop = on_statement(READING, OUTER, "drop-statement", None, EARLY)
    speaker = on_statement(READING, FERRY, "speaker", OTTO, EARLY)
    act = on_statement(READING, WORD, "act", "commit", EARLY)
    now, told = lay(newer.reading(), drop, speaker, act)
    assert [(s.text, s.speaker) for s in now.statements] == [
        ("the ferry would depart again on Monday", "Otto Brandl"),
        ("“We keep our word,”", "Ana Vale"),
    ]
    assert told[speaker.id].how == "new version"
    assert 0.8 < told[speaker.id].likeness < 1
    assert outcomes(told.values()) == {drop.id: "already so", speaker.id: "applied", act.id: "restored"}


def test_what_stands_nowhere_any_more_is_listed_with_the_reason_and_changes_nothing():
    act = on_statement(READING, FERRY, "act", "deny", EARLY)
    elsewhere = again("Nothing of all that.", url="https://news.example/other", path="other.txt")
    now, told = lay(elsewhere, act)
    assert now == elsewhere
    assert told[act.id].outcome == "unanchored"
    assert "https://news.example/ferry" in told[act.id].reason
    rewritten = again("The quay was empty and nobody spoke to anybody all day long.")
    assert "not in the article any more" in lay(rewritten, act)[1][act.id].reason


def test_words_changed_too_much_are_not_put_back_as_a_quotation():
    text = TEXT.replace("the ferry would sail again on Monday", "the ferry could sail again by Sunday")
    act = on_statement(READING, FERRY, "act", "deny", EARLY)
    now, told = lay(again(text), act)
    assert now.statements == ()
    assert told[act.id].outcome == "unanchored"


def test_words_that_the_run_reads_as_somebody_s_otherwise_are_not_put_back_over_them():
    made = Made()
    made.says("would sail again on Monday. “We keep our word,” she told reporters")
    act = on_statement(READING, FERRY, "act", "deny", EARLY)
    now, told = lay(made.reading(), act)
    assert now == made.reading()
    assert "parts of other statements" in told[act.id].reason


# --- several on one thing


def test_the_later_of_two_holds_and_the_earlier_is_told_as_superseded_in_any_order():
    rows = [
        on_statement(READING, FERRY, "act", "deny", LATE),
        on_statement(READING, FERRY, "act", "warn", EARLY),
        on_statement(READING, FERRY, "stance", "opposes", EARLY),
    ]
    results = {str(lay(READING, *order)) for order in itertools.permutations(rows)}
    assert len(results) == 1
    now, told = lay(READING, *rows)
    assert (now.statements[0].act, now.statements[0].stance) == ("deny", "opposes")
    assert told[rows[1].id].outcome == "superseded"
    assert told[rows[1].id].reason == f"by {rows[0].id} of Otto, {LATE.when}"


def test_of_two_at_one_moment_the_larger_id_holds():
    rows = [on_statement(READING, FERRY, "act", act, EARLY) for act in ("deny", "warn", "ask")]
    last = max(rows, key=lambda c: c.id)
    now, told = lay(READING, *rows)
    assert now.statements[0].act == last.after
    assert [i for i, a in told.items() if a.outcome == "applied"] == [last.id]


def test_a_later_drop_supersedes_and_a_later_correction_takes_the_statement_back():
    act, drop = on_statement(READING, FERRY, "act", "deny", EARLY), on_statement(READING, FERRY, "reject", None, LATE)
    now, told = lay(READING, act, drop)
    assert FERRY.id not in {s.id for s in now.statements}
    assert outcomes(told.values()) == {act.id: "superseded", drop.id: "applied"}
    stance = on_statement(READING, FERRY, "stance", "opposes", LAST)
    now, told = lay(READING, act, drop, stance)
    assert (now.statements[0].act, now.statements[0].stance) == ("deny", "opposes")
    assert told[drop.id].outcome == "superseded"


def test_an_undone_correction_is_as_if_it_had_never_been_and_undoing_the_undoing_brings_it_back():
    act = on_statement(READING, FERRY, "act", "deny", EARLY)
    undo = undoing(act.id, LATE)
    now, told = lay(READING, act, undo)
    assert now == READING
    assert outcomes(told.values()) == {act.id: "undone", undo.id: "applied"}
    redo = undoing(undo.id, LAST)
    for order in itertools.permutations([act, undo, redo]):
        now, told = lay(READING, *order)
        assert now.statements[0].act == "deny"
        assert outcomes(told.values()) == {act.id: "applied", undo.id: "undone", redo.id: "applied"}


def test_two_corrections_made_on_two_readers_statements_meet_in_one():
    other = other_reader()
    first = on_statement(READING, FERRY, "speaker", OTTO, EARLY)
    second = on_statement(other, other.statements[0], "speaker", {"speaker": "Irma Quandt"}, LATE)
    now, told = lay(READING, first, second)
    assert now.statements[0].speaker == "Irma Quandt"
    assert outcomes(told.values()) == {first.id: "superseded", second.id: "applied"}


def test_corrections_laid_over_twice_are_as_good_as_once():
    made = Made()
    rows = [
        on_statement(READING, FERRY, "span", None, EARLY, spans=narrower()),
        on_statement(READING, WORD, "speaker", OTTO, EARLY),
        on_statement(READING, OUTER, "drop-statement", None, EARLY),
        new_statement(READING, ((made.at("the plan reckless"),), (), ()), OTTO, EARLY),
    ]
    once, _ = lay(READING, *rows)
    twice, told = lay(once, *rows)
    assert twice == once
    assert {a.outcome for a in told.values()} == {"already so"}


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ 7*7 }}", "‮Vale", "'; DROP TABLE x;--", "=1+1"])
def test_hostile_words_in_a_correction_stay_words(hostile):
    correction = on_statement(READING, FERRY, "speaker", {"speaker": hostile}, By(hostile, EARLY.when, hostile))
    now, _ = lay(READING, correction)
    assert now.statements[0].speaker == hostile
