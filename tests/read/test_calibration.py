"""Confidence out of the screen's probability: ordered, bounded, and less for what is told than for what is quoted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from communique.read.plausible.calibration import calibrated, kind_of, load_lines, log_odds

STEPS = [n / 50 for n in range(51)]


@pytest.mark.parametrize("kind", ["quoted", "told", "doubtful"])
def test_a_surer_find_is_never_less_confident(kind: str) -> None:
    values = [calibrated(p, kind) for p in STEPS]
    assert all(low <= high for low, high in pairwise(values))
    assert 0 < values[0] < 0.05
    assert 0.95 < values[-1] < 1


def test_words_told_without_marks_are_held_less_sure_than_quoted_ones() -> None:
    sure = [p for p in STEPS if p > 0.5]
    assert all(calibrated(p, "told") < calibrated(p, "quoted") for p in sure)


def test_a_topic_or_a_wish_told_is_held_least_sure() -> None:
    shown = [p for p in STEPS if 0.5 <= p <= 0.8]  # the screen drops what is below
    assert all(calibrated(p, "doubtful") < calibrated(p, "told") for p in shown)
    assert kind_of("indirect", "topic", "bare") == kind_of("indirect", "attitude", "to") == "doubtful"
    assert kind_of("indirect", "topic", "clause") == kind_of("indirect", "assert", "bare") == "told"


def test_every_form_has_a_line() -> None:
    kinds = {kind_of(form) for form in ("direct", "mixed", "indirect", "citation")}
    assert kinds | {kind_of("indirect", "deed", "bare")} == set(load_lines())


def test_log_odds_stay_finite() -> None:
    assert log_odds(0.5) == 0
    assert -7 < log_odds(0.0) == pytest.approx(-log_odds(1.0))
