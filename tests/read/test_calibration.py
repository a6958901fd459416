"""Confidence out of the screen's probability: ordered, bounded, and less for what is told than for what is quoted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from communique.read.plausible.calibration import calibrated, kind_of, load_lines, log_odds

STEPS = [n / 50 for n in range(51)]


@pytest.mark.parametrize("form", ["direct", "mixed", "indirect"])
def test_a_surer_find_is_never_less_confident(form: str) -> None:
    values = [calibrated(p, form) for p in STEPS]
    assert all(low <= high for low, high in pairwise(values))
    assert 0 < values[0] < 0.05
    assert 0.95 < values[-1] < 1


def test_words_told_without_marks_are_held_less_sure_than_quoted_ones() -> None:
    assert all(calibrated(p, "indirect") < calibrated(p, "mixed") == calibrated(p, "direct") for p in STEPS)


def test_every_form_has_a_line() -> None:
    assert {kind_of(form) for form in ("direct", "mixed", "indirect", "citation")} == set(load_lines())


def test_log_odds_stay_finite() -> None:
    assert log_odds(0.5) == 0
    assert -7 < log_odds(0.0) == pytest.approx(-log_odds(1.0))
