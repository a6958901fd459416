"""Speakers by name: which names are right, what is shown, how wrong the shown ones are."""

from __future__ import annotations

import pytest

from communique.evaluate.calibration import expected_calibration_error
from communique.evaluate.gold import GoldActor, GoldDocument, GoldStatement
from communique.evaluate.names import Names, plain
from communique.evaluate.speakers import Outcome, is_right, shown_at
from communique.record import Statement


def document(*speakers: str, actors: tuple[GoldActor, ...] = ()) -> GoldDocument:
    statements = tuple(GoldStatement(((0, 1),), speakers=(name,), speaker_kind="named") for name in speakers)
    return GoldDocument("d", "all", statements, actors=actors)


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("President Mara Veld", "mara veld"),
        ("Mr. Tamm", "Tamm"),
        ("the Prime Minister Ása Lind", "Asa Lind"),
        ("Mara J. Veld", "Mara Veld"),
        ("MARA VELD’s", "Mara Veld"),
        ("the Harbour Board", "Harbour Board"),
        ("President", "president"),
    ],
)
def test_titles_accents_case_and_initials_do_not_matter(written, same_as):
    assert plain(written) == plain(same_as)


def test_a_name_mention_of_the_person_is_right():
    veld = GoldActor("Mara Veld", "person", frozenset({"Mara Veld", "Marushka"}))
    assert Names(document("Mara Veld", actors=(veld,))).right("Marushka", ["Mara Veld"])


def test_a_surname_alone_is_right_only_when_one_person_bears_it():
    assert Names(document("Mara Veld", "Oskar Tamm")).right("Veld", ["Mara Veld"])
    assert not Names(document("Mara Veld", "Jonas Veld")).right("Veld", ["Mara Veld"])


def test_a_gold_source_that_is_the_name_in_short_is_a_name_mention():
    text = "Ms. Mara said so, and the aide agreed."
    statements = (
        GoldStatement(((9, 16),), source=((0, 8),), speakers=("Mara Veld",), speaker_kind="named"),
        GoldStatement(((9, 16),), source=((22, 30),), speakers=("Oskar Tamm",), speaker_kind="named"),
    )
    names = Names(GoldDocument("d", "all", statements), text)
    assert names.right("Mara", ["Mara Veld"])
    assert not names.right("the aide", ["Oskar Tamm"])


def test_another_person_or_a_first_name_is_wrong():
    names = Names(document("Mara Veld", "Oskar Tamm"))
    assert not names.right("Oskar Tamm", ["Mara Veld"])
    assert not names.right("Mara", ["Mara Veld"])
    assert not names.right(None, ["Mara Veld"])


def test_joint_speakers_are_sets():
    names = Names(document("Mara Veld", "Oskar Tamm"))
    assert names.right("Oskar Tamm; Mara Veld", ["Mara Veld", "Oskar Tamm"])
    assert not names.right("Oskar Tamm", ["Mara Veld", "Oskar Tamm"])
    assert not names.right("Oskar Tamm; Oskar Tamm", ["Mara Veld", "Oskar Tamm"])


def statement(speaker: str | None, kind: str = "named", confidence: float = 0.5) -> Statement:
    return Statement(
        id="s",
        content=((0, 1),),
        text="x",
        speaker=speaker,
        speaker_kind=kind,
        confidence=0.9,
        speaker_confidence=confidence,
    )


def test_gold_that_names_nobody_wants_nobody():
    names = Names(document("Mara Veld"))
    nobody = GoldStatement(((0, 1),), speaker_kind="unnamed")
    assert is_right(names, nobody, statement(None, "unnamed"))
    assert is_right(names, nobody, statement(None, "unknown"))
    assert not is_right(names, nobody, statement("Mara Veld"))
    assert not is_right(names, GoldStatement(((0, 1),), speakers=("Mara Veld",)), statement(None, "unknown"))


def outcomes(*rows: tuple[float, bool, str | None]) -> list[Outcome]:
    gold = GoldStatement(((0, 1),), speakers=("Mara Veld",))
    return [
        Outcome("d", "all", gold, statement(name, "named" if name else "unknown", c), right) for c, right, name in rows
    ]


def test_the_surest_are_shown_first_and_blanks_are_never_shown():
    rows = outcomes((0.9, True, "A"), (0.2, False, "B"), (0.8, True, "C"), (0.99, True, None), (0.5, False, "D"))
    assert [o.predicted.speaker for o in shown_at(rows, 0.4)] == ["A", "C"]
    assert len(shown_at(rows, 0.8)) == 4
    assert len(shown_at(rows, 1.0)) == 4


def test_calibration_error_is_the_gap_between_said_and_seen():
    assert expected_calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert expected_calibration_error([(0.95, False)] * 4) == pytest.approx(0.95)
    assert expected_calibration_error([]) is None
