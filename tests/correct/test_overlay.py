"""The overlay as a whole: nothing lost, no order, nothing at all when there is nothing, whatever the rows are."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.correct import (
    accounted,
    corrected_linkage,
    corrected_readings,
    corrected_story,
    on_actors,
    on_article,
    on_statement,
    undoing,
)
from communique.record import Applied, Correction, canonical_json

from .made import EARLY, LATE, compared, ferry, outcomes, story_of

READING = ferry().reading()
STORY = story_of(READING)
KINDS = {"act": ["deny", "warn"], "form": ["mixed"], "stance": ["opposes"], "drop-statement": [None], "accept": [None]}
ROWS = [
    on_statement(READING, statement, kind, after, by)
    for statement in READING.statements
    for kind, afters in KINDS.items()
    for after in afters
    for by in (EARLY, LATE)
]


def test_no_corrections_change_nothing():
    assert corrected_readings([READING], []) == ((READING,), ())
    assert corrected_linkage(STORY, [READING], []) == (STORY, ())
    assert corrected_story(compared(STORY), [READING], []) == (compared(STORY), ())


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.sampled_from(ROWS), max_size=8), undone=st.integers(0, 3), chance=st.randoms(use_true_random=False)
)
def test_every_correction_is_told_of_once_and_the_order_of_rows_never_matters(rows, undone, chance):
    rows = [*rows, *(undoing(c.id, LATE) for c in rows[:undone])]
    shuffled = chance.sample(rows, len(rows))
    now, applied = corrected_readings([READING], rows)
    other, told = corrected_readings([READING], shuffled)
    assert canonical_json(now[0]) == canonical_json(other[0])
    assert accounted(rows, applied) == accounted(shuffled, told)
    assert [a.correction for a in accounted(rows, applied)] == [
        c.id for c in sorted(set_of(rows), key=lambda c: c.order)
    ]


def set_of(rows: list[Correction]) -> list[Correction]:
    return list({c.id: c for c in rows}.values())


def test_what_no_stage_tells_of_is_accounted_as_unanchored_with_a_reason():
    row = on_actors([READING], STORY.actors[:2], "merge-actors", {"name": None}, EARLY)
    (told,) = accounted([row], ())
    assert told.outcome == "unanchored"
    assert "it is kept" in told.reason


def test_what_held_in_one_story_held():
    row = on_statement(READING, READING.statements[0], "act", "deny", EARLY)
    here = Applied(correction=row.id, outcome="applied", targets=("x",))
    there = Applied(correction=row.id, outcome="applied", targets=("y",))
    nowhere = Applied(correction=row.id, outcome="unanchored")
    for order in itertools.permutations([here, there, nowhere]):
        (told,) = accounted([row], order)
        assert (told.outcome, set(told.targets)) == ("applied", {"x", "y"})


def test_rows_that_cannot_be_applied_are_refused_with_the_reason_and_harm_no_other():
    good = on_statement(READING, READING.statements[0], "act", "deny", EARLY)
    bad = [
        good.model_copy(update={"after": "shout", "id": "x1"}),
        good.model_copy(update={"subject": "actor", "id": "x2"}),
        good.model_copy(update={"anchors": (), "id": "x3"}),
        good.model_copy(update={"kind": "speaker", "after": {"speaker": "two\nlines"}, "id": "x4"}),
        good.model_copy(update={"kind": "published", "subject": "article", "after": "soon", "id": "x5"}),
    ]
    (now,), applied = corrected_readings([READING], [*bad, good])
    assert now.statements[0].act == "deny"
    told = {a.correction: a for a in applied}
    assert {told[row.id].outcome for row in bad} == {"refused"}
    assert "'shout'" in told["x1"].reason or "assert" in told["x1"].reason
    assert "needs words as its 'content'" in told["x3"].reason


def test_undoing_what_is_not_there_is_told():
    (told,) = corrected_readings([READING], [undoing("correction-0", EARLY)])[1]
    assert (told.outcome, told.reason) == ("unanchored", "there is no correction correction-0 to undo")


def test_undoing_in_a_circle_ends():
    one = undoing("x2", EARLY).model_copy(update={"id": "x1"})
    two = undoing("x1", EARLY).model_copy(update={"id": "x2"})
    _, applied = corrected_readings([READING], [one, two])
    assert len(outcomes(applied)) == 2


def test_a_correction_of_one_article_never_touches_another():
    other = ferry(url="https://news.example/other", path="other.txt")
    other.article = other.article.model_copy(update={"id": "a-other"})
    readings = [READING, other.reading()]
    rows = [on_statement(READING, s, "drop-statement", None, EARLY) for s in READING.statements]
    rows.append(on_article(READING.article, "outlet", "The Quay", EARLY))
    now, _ = corrected_readings(readings, rows)
    assert now[1] == readings[1]
    assert now[0].statements == ()
